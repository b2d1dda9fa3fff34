//! Who is there: the code of a meeting that changes twice a minute, and what a device says of it later.

use std::{collections::HashMap, time::Duration};

use griot_crypto::{Purpose, keyed};
use griot_kernel::{Id, PersonId, Timestamp, kept_as};

use super::{
    enrolment::EnrolmentId,
    workshop::{Meeting, MeetingId, Workshop},
};

/// Names a claim; the device that makes it makes the id, so that the same claim brought twice is one.
pub type ClaimId = Id<Claim>;
/// Names the photograph of a signed list.
pub type PhotoId = Id<Photo>;

/// By which way somebody was noted as there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// They typed the code on the wall.
    Code,
    /// Their telephone read it.
    Qr,
    /// They sent it by message.
    Sms,
    /// A trainer ticked them.
    List,
    /// A trainer read the sheet that they signed.
    Photo,
}
kept_as!(Method {
    Code = "code", "attendance-method-code";
    Qr = "qr", "attendance-method-qr";
    Sms = "sms", "attendance-method-sms";
    List = "list", "attendance-method-list";
    Photo = "photo", "attendance-method-photo";
});

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be true: the clock of its device was wrong. A trainer judges.
    Held,
    /// Its code was the one of its moment, or a trainer took it.
    Taken,
    /// Its code was never on the wall, or a trainer refused it.
    Refused,
}
kept_as!(Verdict {
    Held = "held", "attendance-verdict-held";
    Taken = "taken", "attendance-verdict-taken";
    Refused = "refused", "attendance-verdict-refused";
});

/// Somebody was at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub enrolment: EnrolmentId,
    /// At which meeting.
    pub meeting: MeetingId,
    /// By which way it is known.
    pub method: Method,
    /// When they arrived.
    pub arrived_at: Timestamp,
    /// When they left, where that is known.
    pub left_at: Option<Timestamp>,
    /// When the house learnt of it.
    pub noted_at: Timestamp,
    /// Which trainer noted it.
    pub by: Option<PersonId>,
}

/// What a device without a network says: that somebody saw a code at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Whose.
    pub enrolment: EnrolmentId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// The code that they saw.
    pub code: String,
    /// When, by the clock of the device.
    pub at: Timestamp,
    /// When the house learnt of it.
    pub received_at: Timestamp,
    /// What became of it.
    pub verdict: Verdict,
}

/// A photograph of the list that people signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Its id.
    pub id: PhotoId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// The key of its file.
    pub stored: String,
    /// When it was brought.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<PersonId>,
}

impl Photo {
    /// So long after its workshop a photograph is kept.
    pub const KEPT: Duration = Duration::from_secs(90 * 86_400);
}

impl Meeting {
    /// So long before and after it, its codes are taken.
    pub const AROUND: Duration = Duration::from_secs(60 * 60);

    /// Whether its codes are taken at this moment.
    pub fn is_on(&self, now: Timestamp) -> bool {
        self.starts_at <= now + Self::AROUND && now <= self.ends_at + Self::AROUND
    }

    /// Whether half of it is over: whoever goes may say so.
    pub fn is_half_over(&self, now: Timestamp) -> bool {
        let (from, until) = (self.starts_at.as_millisecond(), self.ends_at.as_millisecond());
        now.as_millisecond() >= from.saturating_add(until.saturating_sub(from) / 2)
    }
}

/// How a code fits a meeting at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It stands on the wall, or stood there half a minute ago or will in half a minute.
    Now,
    /// It stood there not long ago.
    Old,
    /// It did not.
    No,
}

/// The codes of one meeting.
#[derive(Clone, Copy)]
pub struct Codes<'a> {
    secret: &'a [u8],
    meeting: &'a Meeting,
}

impl std::fmt::Debug for Codes<'_> {
    /// The secret is nobody's to read.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Codes(…)")
    }
}

impl<'a> Codes<'a> {
    /// Digits of a code.
    pub const DIGITS: usize = 6;
    /// A code stands so long on the wall.
    const STEP: i64 = 30_000;
    /// So many codes ago one is only old, not wrong: ten minutes.
    const OLD: i64 = 20;
    /// No more codes than this are tried for one meeting: four days.
    const MOST: i64 = 11_520;

    /// Those of a meeting of this workshop.
    pub fn of(workshop: &'a Workshop, meeting: &'a Meeting) -> Self {
        Self { secret: &workshop.secret, meeting }
    }

    fn slot(at: Timestamp) -> i64 {
        at.as_millisecond().div_euclid(Self::STEP)
    }

    fn in_slot(self, slot: i64) -> String {
        let mut message = Vec::with_capacity(24);
        message.extend_from_slice(self.meeting.id.as_uuid().as_bytes());
        message.extend_from_slice(&slot.to_be_bytes());
        let made = keyed(self.secret, Purpose("workshops.attendance"), &message);
        let number = made.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }

    /// The code on the wall at this moment.
    pub fn at(self, now: Timestamp) -> String {
        self.in_slot(Self::slot(now))
    }

    /// How what was typed fits at this moment.
    pub fn fit(self, code: &str, now: Timestamp) -> Fit {
        let slot = Self::slot(now);
        let stood = |ago: i64| self.in_slot(slot.saturating_sub(ago)) == code;
        match () {
            () if code.len() != Self::DIGITS => Fit::No,
            () if (-1..=1).any(stood) => Fit::Now,
            () if (2..=Self::OLD).any(stood) => Fit::Old,
            () => Fit::No,
        }
    }

    /// Every code that stood on the wall while the meeting was on, and since when; of two alike the first.
    pub fn all(self) -> HashMap<String, Timestamp> {
        let first = Self::slot(self.meeting.starts_at - Meeting::AROUND);
        let last = Self::slot(self.meeting.ends_at + Meeting::AROUND);
        let slots = (first..=last.min(first.saturating_add(Self::MOST))).rev();
        slots
            .map(|slot| (self.in_slot(slot), Timestamp::from_millisecond(slot.saturating_mul(Self::STEP))))
            .collect()
    }

    /// What to think of a claim that this code stood there at `at`; `all` are the codes of the meeting.
    pub fn judge(self, all: &HashMap<String, Timestamp>, code: &str, at: Timestamp) -> Verdict {
        if self.meeting.is_on(at) && self.fit(code, at) == Fit::Now {
            Verdict::Taken
        } else if all.contains_key(code) {
            Verdict::Held
        } else {
            Verdict::Refused
        }
    }
}

/// A code as somebody typed it: its digits alone.
pub fn digits_of(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).take(Codes::DIGITS + 1).collect()
}

/// Of a hundred meetings, to how many somebody came; nothing where there was none.
pub fn share(came: i64, meetings: i64) -> i64 {
    if meetings > 0 { came.clamp(0, meetings).saturating_mul(100) / meetings } else { 0 }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use griot_kernel::Timestamp;
    use uuid::Uuid;

    use super::{Codes, Fit, Verdict, digits_of, share};
    use crate::model::{Meeting, Stage, Workshop, WorkshopWords};

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_millisecond(1_360_800_000_000) + Duration::from_secs(seconds)
    }

    fn workshop(secret: u8) -> Workshop {
        Workshop {
            id: Uuid::nil().into(),
            programme: Uuid::nil().into(),
            slug: String::new(),
            words: WorkshopWords::typed("", "", "", "", "").unwrap(),
            starts_at: at(0),
            ends_at: at(8 * 3_600),
            stage: Stage::Open,
            secret: vec![secret; 32],
            opened_at: None,
            cancelled_at: None,
            revision: 1,
            created_by: None,
            created_at: at(0),
        }
    }

    fn meeting(n: u128) -> Meeting {
        Meeting {
            id: Uuid::from_u128(n).into(),
            workshop: Uuid::nil().into(),
            starts_at: at(0),
            ends_at: at(8 * 3_600),
        }
    }

    #[test]
    fn a_code_is_taken_half_a_minute_around_its_own() {
        let (workshop, meeting) = (workshop(7), meeting(1));
        let codes = Codes::of(&workshop, &meeting);
        let code = codes.at(at(3_600));
        assert_eq!(code.len(), 6);
        assert_eq!(code, codes.at(at(3_629)), "it stands for thirty seconds");
        for (seconds, fit) in [
            (3_569, Fit::No),
            (3_570, Fit::Now),
            (3_600, Fit::Now),
            (3_659, Fit::Now),
            (3_660, Fit::Old),
            (3_600 + 20 * 30 + 29, Fit::Old),
            (3_600 + 21 * 30, Fit::No),
        ] {
            assert_eq!(codes.fit(&code, at(seconds)), fit, "{seconds}");
        }
        for typed in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(codes.fit(typed, at(3_600)), Fit::No, "{typed}");
        }
        assert_eq!(digits_of(" 12 34-56 "), "123456");
    }

    #[test]
    fn meetings_and_secrets_have_codes_of_their_own() {
        let (one, two) = (workshop(7), workshop(8));
        let code = Codes::of(&one, &meeting(1)).at(at(60));
        assert_ne!(code, Codes::of(&one, &meeting(2)).at(at(60)));
        assert_ne!(code, Codes::of(&two, &meeting(1)).at(at(60)));
    }

    #[test]
    fn a_claim_with_a_wrong_clock_is_held_and_an_invented_one_refused() {
        let (workshop, meeting) = (workshop(7), meeting(1));
        let codes = Codes::of(&workshop, &meeting);
        let all = codes.all();
        assert_eq!(all.keys().filter(|code| code.len() == 6).count(), all.len());
        let code = codes.at(at(7_200));
        assert_eq!(all.get(&code), Some(&at(7_200)), "it stood there since then");
        assert_eq!(codes.judge(&all, &code, at(7_200)), Verdict::Taken);
        assert_eq!(codes.judge(&all, &code, at(7_200 + 59)), Verdict::Taken);
        assert_eq!(codes.judge(&all, &code, at(7_200 + 300)), Verdict::Held, "five minutes off");
        assert_eq!(codes.judge(&all, &code, at(7_200 + 365 * 86_400)), Verdict::Held, "a year off");
        let never = (0..).map(|n| format!("{n:06}")).find(|code| !all.contains_key(code)).unwrap();
        assert_eq!(codes.judge(&all, &never, at(7_200)), Verdict::Refused);
        // A code that is right for its moment, but for one at which nobody met.
        let night = codes.at(at(20 * 3_600));
        assert!(all.contains_key(&night) || codes.judge(&all, &night, at(20 * 3_600)) == Verdict::Refused);
    }

    #[test]
    fn a_meeting_is_on_an_hour_around_and_left_after_its_half() {
        let meeting = meeting(1);
        assert!(
            !meeting.is_on(at(0) - Duration::from_secs(3_601))
                && meeting.is_on(at(0) - Duration::from_secs(3_600))
        );
        assert!(meeting.is_on(at(9 * 3_600)) && !meeting.is_on(at(9 * 3_600 + 1)));
        assert!(!meeting.is_half_over(at(4 * 3_600 - 1)) && meeting.is_half_over(at(4 * 3_600)));
        assert_eq!((share(2, 3), share(3, 3), share(0, 0), share(9, 3)), (66, 100, 0, 100));
    }
}
