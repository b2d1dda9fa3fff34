//! Being there: noted by a code, at once or later; and gone again.

use std::{collections::HashMap, time::Duration};

use griot_db::{Conn, DbError, Tx};
use griot_files::{FileKey, FilesError};
use griot_kernel::{Timestamp, kept_as};
use griot_web::Section;
use serde::{Deserialize, Serialize};

use crate::{
    model::{
        Claim, ClaimId, Codes, Enrolment, EnrolmentStage, Fit, Meeting, MeetingId, Method, Presence, Stage,
        Verdict, Workshop, digits_of,
    },
    store::{attendance, claims, enrolments, meetings, workshops},
};

/// Workshops that may be given at the same time, among whose codes one is looked for.
const AT_ONCE: usize = 20;
/// So many claims of one person to one meeting may be wrong: more are guesses.
const GUESSES: i64 = 20;
/// A device whose clock is further ahead says nothing certain.
const AHEAD: Duration = Duration::from_secs(3_600);
/// No clock shows a moment after the year 9999.
const LAST: i64 = 253_402_300_799_000;

/// Why somebody was not noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNoted {
    /// The workshop is not announced, or does not take place.
    Closed,
    /// Nobody meets yet.
    TooEarly,
    /// It is over.
    TooLate,
    /// The code was never one.
    WrongCode,
    /// It stood on the wall some minutes ago.
    OldCode,
    /// It is the code of another meeting.
    OtherCode,
    /// They did not confirm their enrolment.
    Asked,
    /// They have no place yet.
    Waiting,
    /// They said that they do not come.
    Cancelled,
    /// They were not noted as there, so they cannot leave.
    NotThere,
    /// They want to leave before half of it is over.
    NotHalf,
}

impl NotNoted {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Closed => "presence-refused-closed",
            Self::TooEarly => "presence-refused-early",
            Self::TooLate => "presence-refused-late",
            Self::WrongCode => "presence-refused-code",
            Self::OldCode => "presence-refused-old",
            Self::OtherCode => "presence-refused-other",
            Self::Asked => "presence-refused-asked",
            Self::Waiting => "presence-refused-waiting",
            Self::Cancelled => "presence-refused-cancelled",
            Self::NotThere => "presence-refused-not-there",
            Self::NotHalf => "presence-refused-not-half",
        }
    }
}

/// Somebody who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// What is noted of them.
    pub presence: Presence,
    /// At which meeting.
    pub meeting: Meeting,
    /// Whether it was noted just now.
    pub is_new: bool,
}

/// Whether somebody has a place.
pub fn has_place(one: &Enrolment) -> Result<(), NotNoted> {
    match one.stage {
        EnrolmentStage::Enrolled => Ok(()),
        EnrolmentStage::Waiting => Err(NotNoted::Waiting),
        EnrolmentStage::Asked => Err(NotNoted::Asked),
        EnrolmentStage::Cancelled => Err(NotNoted::Cancelled),
    }
}

/// The meetings of a workshop whose codes are taken now.
pub fn on_now(workshop: &Workshop, all: &[Meeting], now: Timestamp) -> Result<Vec<Meeting>, NotNoted> {
    if workshop.stage != Stage::Open {
        return Err(NotNoted::Closed);
    }
    let on: Vec<Meeting> = all.iter().filter(|one| one.is_on(now)).copied().collect();
    match on.is_empty() {
        false => Ok(on),
        true if all.iter().any(|one| one.starts_at > now) => Err(NotNoted::TooEarly),
        true => Err(NotNoted::TooLate),
    }
}

/// The presence of somebody at one of these meetings, the last first.
pub async fn there(
    db: &mut Conn,
    one: &Enrolment,
    on: &[Meeting],
) -> Result<Option<(Presence, Meeting)>, DbError> {
    for meeting in on.iter().rev() {
        if let Some(presence) = attendance::one(db, one.id, meeting.id).await? {
            return Ok(Some((presence, *meeting)));
        }
    }
    Ok(None)
}

/// Notes that somebody is there who shows the code on the wall. Whoever is noted stays as they were noted.
pub async fn arrive(
    tx: &mut Tx,
    workshop: &Workshop,
    one: &Enrolment,
    (typed, method): (&str, Method),
    now: Timestamp,
) -> Result<Result<There, NotNoted>, DbError> {
    let all = meetings::of(tx, workshop.id).await?;
    let on = match has_place(one).and_then(|()| on_now(workshop, &all, now)) {
        Ok(on) => on,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let code = digits_of(typed);
    let fits = |meeting: &&Meeting| Codes::of(workshop, meeting).fit(&code, now) == Fit::Now;
    let Some(meeting) = on.iter().find(fits).copied() else {
        if let Some((presence, meeting)) = there(tx, one, &on).await? {
            return Ok(Ok(There { presence, meeting, is_new: false }));
        }
        return Ok(Err(why_not(tx, workshop, &all, &code, now).await?));
    };
    let presence = Presence {
        enrolment: one.id,
        meeting: meeting.id,
        method,
        arrived_at: now,
        left_at: None,
        noted_at: now,
        by: None,
    };
    let is_new = attendance::note(tx, &presence).await?;
    let known = if is_new { None } else { attendance::one(tx, one.id, meeting.id).await? };
    Ok(Ok(There { presence: known.unwrap_or(presence), meeting, is_new }))
}

/// What is wrong with a code that fits no meeting of now.
async fn why_not(
    db: &mut Conn,
    workshop: &Workshop,
    all: &[Meeting],
    code: &str,
    now: Timestamp,
) -> Result<NotNoted, DbError> {
    let fit = |workshop: &Workshop, meeting: &Meeting| Codes::of(workshop, meeting).fit(code, now);
    if all.iter().any(|meeting| meeting.is_on(now) && fit(workshop, meeting) == Fit::Old) {
        return Ok(NotNoted::OldCode);
    }
    if all.iter().any(|meeting| fit(workshop, meeting) == Fit::Now) {
        return Ok(NotNoted::OtherCode);
    }
    let around = Meeting::AROUND;
    let others = workshops::coming(db, now - around).await?;
    let others = others
        .iter()
        .filter(|one| one.id != workshop.id && one.stage == Stage::Open && one.starts_at <= now + around);
    for other in others.take(AT_ONCE) {
        for meeting in meetings::of(db, other.id).await? {
            if meeting.is_on(now) && fit(other, &meeting) != Fit::No {
                return Ok(NotNoted::OtherCode);
            }
        }
    }
    Ok(NotNoted::WrongCode)
}

/// Notes that somebody who is there leaves now. Whoever left stays as they were noted.
pub async fn leave(
    tx: &mut Tx,
    workshop: &Workshop,
    one: &Enrolment,
    now: Timestamp,
) -> Result<Result<There, NotNoted>, DbError> {
    let all = meetings::of(tx, workshop.id).await?;
    let on = match on_now(workshop, &all, now) {
        Ok(on) => on,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some((presence, meeting)) = there(tx, one, &on).await? else {
        return Ok(Err(NotNoted::NotThere));
    };
    if !meeting.is_half_over(now) {
        return Ok(Err(NotNoted::NotHalf));
    }
    let is_new = attendance::leave(tx, one.id, meeting.id, now).await?;
    let left_at = if is_new { Some(now) } else { presence.left_at };
    Ok(Ok(There { presence: Presence { left_at, ..presence }, meeting, is_new }))
}

/// A claim as a device brings it.
#[derive(Clone, Debug, Deserialize)]
pub struct Brought {
    /// Made by the device.
    pub id: ClaimId,
    /// The code of the enrolment.
    pub enrolment: String,
    /// Of which meeting, if the device knows.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// The code that was on the wall.
    pub code: String,
    /// Milliseconds since 1970 by the clock of the device.
    pub at: i64,
}

/// Why a claim is thought of as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The code was the one of its moment.
    Fits,
    /// The code was on the wall, at another moment than the device says.
    Clock,
    /// It never was.
    Code,
    /// Nobody is enrolled in this workshop with that code.
    Who,
    /// Whoever it is has no place.
    Place,
    /// The meeting is none of this workshop's.
    Meeting,
    /// Nobody met yet.
    Early,
    /// Too many claims of this person were wrong.
    Guessed,
    /// A trainer judged it.
    Judged,
}
kept_as!(Why {
    Fits = "fits", "presence-why-fits";
    Clock = "clock", "presence-why-clock";
    Code = "code", "presence-why-code";
    Who = "who", "presence-why-who";
    Place = "place", "presence-why-place";
    Meeting = "meeting", "presence-why-meeting";
    Early = "early", "presence-why-early";
    Guessed = "guessed", "presence-why-guessed";
    Judged = "judged", "presence-why-judged";
});

/// What is answered to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Which.
    pub id: ClaimId,
    /// What became of it.
    pub verdict: Verdict,
    /// Why.
    pub why: Why,
}

/// An answer as a device reads it.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    id: ClaimId,
    verdict: &'static str,
    why: &'static str,
    sentence: String,
}

impl Answered {
    /// For a device, with a sentence for whoever holds it.
    pub fn said(&self, sentence: impl Fn(&str) -> String) -> Said {
        Said {
            id: self.id,
            verdict: self.verdict.as_str(),
            why: self.why.as_str(),
            sentence: sentence(self.why.key()),
        }
    }
}

/// A meeting with all of its codes, and when each stood on the wall.
struct Known {
    meeting: Meeting,
    codes: HashMap<String, Timestamp>,
}

/// Takes the claims of a workshop. One that was brought before is answered as it stands.
pub struct Taking<'a> {
    workshop: &'a Workshop,
    known: Vec<Known>,
    now: Timestamp,
}

impl std::fmt::Debug for Taking<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Taking(…)")
    }
}

impl<'a> Taking<'a> {
    /// Begins with the claims of this workshop.
    pub async fn begin(db: &mut Conn, workshop: &'a Workshop, now: Timestamp) -> Result<Self, DbError> {
        let mut known = Vec::new();
        for meeting in meetings::of(db, workshop.id).await? {
            let begun = meeting.starts_at <= now + Meeting::AROUND;
            let codes = if begun { Codes::of(workshop, &meeting).all() } else { HashMap::new() };
            known.push(Known { meeting, codes });
        }
        Ok(Self { workshop, known, now })
    }

    /// Takes one claim: notes who was there where it is certain.
    pub async fn take(&self, tx: &mut Tx, brought: &Brought) -> Result<Answered, DbError> {
        let said = |verdict, why| Answered { id: brought.id, verdict, why };
        let refused = |why| Ok(said(Verdict::Refused, why));
        let code = griot_crypto::typed_code(&brought.enrolment);
        let one = enrolments::by_code(tx, &code).await?.filter(|one| one.workshop == self.workshop.id);
        let Some(one) = one else { return refused(Why::Who) };
        if let Some(before) = claims::by_id(tx, brought.id).await? {
            let own = before.enrolment == one.id;
            return if own { Ok(said(before.verdict, self.why(&before))) } else { refused(Why::Who) };
        }
        if has_place(&one).is_err() {
            return refused(Why::Place);
        }
        let at = Timestamp::from_millisecond(brought.at.clamp(0, LAST));
        let code = digits_of(&brought.code);
        let Some((known, verdict)) = self.find(brought.meeting, &code, at) else {
            return refused(if self.known.is_empty() || brought.meeting.is_some() {
                Why::Meeting
            } else {
                Why::Early
            });
        };
        if known.codes.is_empty() {
            return refused(Why::Early);
        }
        // Whoever tries codes finds one that fits: after so many, a trainer decides of each. And no clock of a
        // device that is an hour ahead says when somebody was here.
        let guesses = claims::doubtful(tx, one.id, known.meeting.id).await? >= GUESSES;
        let verdict = match verdict {
            Verdict::Taken if guesses || at > self.now + AHEAD => Verdict::Held,
            Verdict::Held | Verdict::Refused if guesses => return refused(Why::Guessed),
            verdict => verdict,
        };
        let claim = Claim {
            id: brought.id,
            enrolment: one.id,
            meeting: known.meeting.id,
            code,
            at,
            received_at: self.now,
            verdict,
        };
        if claims::add(tx, &claim).await? && verdict == Verdict::Taken {
            attendance::note(tx, &presence(&claim, at, self.now)).await?;
        }
        Ok(said(verdict, self.why(&claim)))
    }

    /// The meeting that a claim is of: the one that it names, else the one whose code it bears, else the nearest.
    fn find(&self, named: Option<MeetingId>, code: &str, at: Timestamp) -> Option<(&Known, Verdict)> {
        let judged = self
            .known
            .iter()
            .filter(|one| named.is_none_or(|id| one.meeting.id == id))
            .map(|one| (one, Codes::of(self.workshop, &one.meeting).judge(&one.codes, code, at)));
        let rank = |verdict: Verdict| match verdict {
            Verdict::Taken => 0,
            Verdict::Held => 1,
            Verdict::Refused => 2,
        };
        let far = |one: &Known| one.meeting.starts_at.as_millisecond().abs_diff(at.as_millisecond());
        judged.min_by_key(|(one, verdict)| (rank(*verdict), one.codes.is_empty(), far(one)))
    }

    fn why(&self, claim: &Claim) -> Why {
        let known = self.known.iter().find(|one| one.meeting.id == claim.meeting);
        let judged =
            known.map(|one| Codes::of(self.workshop, &one.meeting).judge(&one.codes, &claim.code, claim.at));
        match (judged, claim.verdict) {
            (Some(Verdict::Taken), Verdict::Taken) => Why::Fits,
            (Some(Verdict::Held | Verdict::Taken), Verdict::Held) => Why::Clock,
            (Some(Verdict::Refused), Verdict::Refused) => Why::Code,
            _ => Why::Judged,
        }
    }
}

fn presence(claim: &Claim, arrived_at: Timestamp, now: Timestamp) -> Presence {
    Presence {
        enrolment: claim.enrolment,
        meeting: claim.meeting,
        method: Method::Code,
        arrived_at,
        left_at: None,
        noted_at: now,
        by: None,
    }
}

/// A trainer takes or refuses a claim that is held. Whoever is taken arrived when the code was on the wall. Whether
/// it was still held.
pub async fn judge(
    tx: &mut Tx,
    (workshop, meeting): (&Workshop, &Meeting),
    claim: &Claim,
    (is_true, by): (bool, griot_kernel::PersonId),
    now: Timestamp,
) -> Result<bool, DbError> {
    let verdict = if is_true { Verdict::Taken } else { Verdict::Refused };
    if !claims::judge(tx, claim.id, verdict).await? {
        return Ok(false);
    }
    if is_true {
        let stood = Codes::of(workshop, meeting).all().get(&claim.code).copied();
        let arrived = stood.unwrap_or(meeting.starts_at);
        attendance::note(tx, &Presence { by: Some(by), ..presence(claim, arrived, now) }).await?;
    }
    Ok(true)
}

/// So often one person may try a code: ten at once, then one each minute.
pub const TRIES: (u32, Duration) = (10, Duration::from_secs(60));

/// Lets go of the file of a photograph that nothing needs any more.
pub async fn drop_file(section: &Section, stored: &str) -> Result<(), FilesError> {
    let Ok(key) = FileKey::parse(stored) else { return Ok(()) };
    match section.files.delete(&key).await {
        Ok(()) | Err(FilesError::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}
