//! Letters, and messages to telephones, to those who want to come to a workshop.
//!
//! A letter lies in a mailbox for years, and an operator keeps messages: of a training that is sensitive neither
//! says what it is about.

use griot_contracts::people::Contacts;
use griot_db::{Conn, DbError, Tx};
use griot_delivery::{
    Email, Letter, PostError,
    sms::{Phone, Sms, SmsError, transliterated},
};
use griot_i18n::Words;
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::Timestamp;
use griot_mailroom::{Mark, token};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    acts,
    model::{Enrolment, EnrolmentId, EnrolmentStage, Meeting, MeetingId, Programme, Source, Stage, Workshop},
    store::{enrolments, meetings, programmes, workshops},
};

/// What somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// That they should confirm.
    Asked,
    /// That they wait for a place.
    Waiting,
    /// That they have a place.
    Enrolled,
    /// That the workshop does not take place.
    Cancelled,
    /// That its place or time changed.
    Changed,
    /// That it is in a week.
    Week,
    /// That it is tomorrow, or today.
    Eve,
}

impl News {
    /// What is told of an enrolment that stands so.
    pub fn of(stage: EnrolmentStage) -> Self {
        match stage {
            EnrolmentStage::Asked => Self::Asked,
            EnrolmentStage::Waiting => Self::Waiting,
            EnrolmentStage::Enrolled | EnrolmentStage::Cancelled => Self::Enrolled,
        }
    }

    /// By this an enrolment remembers that it was told.
    fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Waiting => "waiting",
            Self::Enrolled => "enrolled",
            Self::Cancelled => "cancelled",
            Self::Changed => "changed",
            Self::Week => "week",
            Self::Eve => "eve",
        }
    }

    /// The subject, the paragraph, and the message to a telephone.
    fn keys(self) -> [&'static str; 3] {
        match self {
            Self::Asked => ["workshop-mail-asked-subject", "workshop-mail-asked", "workshop-sms-asked"],
            Self::Waiting => {
                ["workshop-mail-waiting-subject", "workshop-mail-waiting", "workshop-sms-waiting"]
            }
            Self::Enrolled => {
                ["workshop-mail-enrolled-subject", "workshop-mail-enrolled", "workshop-sms-enrolled"]
            }
            Self::Cancelled => {
                ["workshop-mail-cancelled-subject", "workshop-mail-cancelled", "workshop-sms-cancelled"]
            }
            Self::Changed => {
                ["workshop-mail-changed-subject", "workshop-mail-changed", "workshop-sms-changed"]
            }
            Self::Week => ["workshop-mail-week-subject", "workshop-mail-week", "workshop-sms-week"],
            Self::Eve => ["workshop-mail-eve-subject", "workshop-mail-eve", "workshop-sms-eve"],
        }
    }

    /// Whether it is still so; `until` is when what it is about is over.
    fn holds(self, one: &Enrolment, workshop: &Workshop, until: Timestamp, now: Timestamp) -> bool {
        let comes = one.stage == EnrolmentStage::Enrolled && workshop.stage == Stage::Open;
        match self {
            Self::Asked => one.stage == EnrolmentStage::Asked && workshop.stage == Stage::Open,
            Self::Waiting => one.stage == EnrolmentStage::Waiting && workshop.stage == Stage::Open,
            Self::Enrolled => comes,
            Self::Changed => one.counts() && workshop.stage == Stage::Open,
            Self::Cancelled => one.counts() && workshop.stage == Stage::Cancelled,
            Self::Week | Self::Eve => comes && now < until,
        }
    }
}

/// Tells somebody how their enrolment stands.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    /// Whose.
    pub enrolment: EnrolmentId,
    /// What.
    pub news: News,
    /// Tells news of one kind apart: the revision of a changed workshop, or the day of what is told each day anew,
    /// in days since 1970; 0 for all else.
    #[serde(default)]
    pub revision: i64,
    /// Of which meeting it reminds.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
}

/// The days since 1970 until this moment.
fn day_of(at: Timestamp) -> i64 {
    at.as_millisecond().div_euclid(86_400_000)
}

impl Tell {
    /// Has somebody told, in the act that changed it.
    pub async fn news(tx: &mut Tx, enrolment: EnrolmentId, news: News) -> Result<(), DbError> {
        enqueue(tx, &Self { enrolment, news, revision: 0, meeting: None }).await
    }

    /// Has somebody told that a workshop changed, once for each of its revisions.
    pub async fn changed(
        tx: &mut Tx,
        enrolment: EnrolmentId,
        news: News,
        revision: i64,
    ) -> Result<(), DbError> {
        enqueue(tx, &Self { enrolment, news, revision, meeting: None }).await
    }

    /// Has somebody told again what they were told before, at most once a day.
    pub async fn again(
        tx: &mut Tx,
        enrolment: EnrolmentId,
        news: News,
        now: Timestamp,
    ) -> Result<(), DbError> {
        enqueue(tx, &Self { enrolment, news, revision: day_of(now), meeting: None }).await
    }

    /// Has somebody reminded of a meeting, once for the day on which it is.
    pub async fn of_meeting(
        tx: &mut Tx,
        enrolment: EnrolmentId,
        news: News,
        meeting: &Meeting,
    ) -> Result<(), DbError> {
        let revision = day_of(meeting.starts_at);
        enqueue(tx, &Self { enrolment, news, revision, meeting: Some(meeting.id) }).await
    }

    /// From when until when what is told lasts: the workshop, or the meeting, unless that was moved to another day
    /// or goes.
    async fn span(
        &self,
        db: &mut Conn,
        workshop: &Workshop,
    ) -> Result<Option<(Timestamp, Timestamp)>, DbError> {
        let Some(meeting) = self.meeting else { return Ok(Some((workshop.starts_at, workshop.ends_at))) };
        let found = meetings::by_id(db, meeting).await?;
        let found = found.filter(|one| day_of(one.starts_at) == self.revision);
        Ok(found.map(|one| (one.starts_at, one.ends_at)))
    }

    fn word(&self) -> String {
        if self.revision == 0 {
            self.news.word().to_owned()
        } else {
            format!("{}-{}", self.news.word(), self.revision)
        }
    }
}

/// By which way somebody is reached.
enum Way {
    Mail(Email),
    Sms(Phone),
}

async fn way(
    section: &Section,
    one: &Enrolment,
    workshop: &Workshop,
) -> Result<Option<(Way, Words)>, JobError> {
    if let Some(person) = one.person {
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let found = contacts.email(&mut *section.db.read().await?, person).await?;
        let Some(found) = found else { return Ok(None) };
        let words = section.words(found.language);
        return Ok(Email::parse(&found.email).ok().map(|email| (Way::Mail(email), words)));
    }
    let (contact, words) = (acts::enrol::open(section, one), section.words(one.language));
    if let Ok(email) = Email::parse(&contact.email) {
        return Ok(Some((Way::Mail(email), words)));
    }
    let phone = Phone::parse(&contact.phone, "").ok().filter(|_| workshop.words.sms && section.sms.is_some());
    Ok(phone.map(|phone| (Way::Sms(phone), words)))
}

impl Job<Section> for Tell {
    const NAME: &'static str = "workshops.tell";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(one) = enrolments::by_id(&mut db, self.enrolment).await? else { return Ok(()) };
        let Some(workshop) = workshops::by_id(&mut db, one.workshop).await? else { return Ok(()) };
        let Some(programme) = programmes::by_id(&mut db, workshop.programme).await? else { return Ok(()) };
        let Some(span) = self.span(&mut db, &workshop).await? else { return Ok(()) };
        drop(db);
        if !self.news.holds(&one, &workshop, span.1, section.clock.now()) {
            return Ok(());
        }
        let Some((way, words)) = way(section, &one, &workshop).await? else { return Ok(()) };
        let word = self.word();
        let mut tx = section.db.begin().await?;
        if !enrolments::tell_once(&mut tx, one.id, &word).await? {
            return Ok(());
        }
        tx.commit().await?;
        let about =
            About { one: &one, workshop: &workshop, programme: &programme, span, words: &words, word: &word };
        let not_sent = match way {
            Way::Mail(to) => match section.post.send(&about.letter(section, to, self.news)?).await {
                Err(error @ PostError::Retry(_)) => Some(JobError::retry(error)),
                // Whatever else became of it, the page of the enrolment says the same.
                _ => None,
            },
            Way::Sms(to) => about.message(section, to, self.news).await,
        };
        match not_sent {
            Some(error) => {
                let mut tx = section.db.begin().await?;
                enrolments::untell(&mut tx, one.id, &word).await?;
                tx.commit().await?;
                Err(error)
            }
            None => Ok(()),
        }
    }
}

struct About<'a> {
    one: &'a Enrolment,
    workshop: &'a Workshop,
    programme: &'a Programme,
    span: (Timestamp, Timestamp),
    words: &'a Words,
    word: &'a str,
}

impl About<'_> {
    /// What the workshop is called, where anybody may read it.
    fn title(&self) -> String {
        if self.programme.words.is_sensitive {
            return self.words.t("workshop-mail-neutral");
        }
        crate::web::title(self.workshop, self.programme).to_owned()
    }

    /// Names one message among all: whoever withdraws and comes back is told by another one.
    fn name(&self) -> String {
        let since = self.one.stage_at.as_millisecond();
        format!("{}-{since}-{}", self.one.id.as_uuid().simple(), self.word)
    }

    fn when(&self) -> String {
        crate::web::when(self.words, self.span.0, self.span.1)
    }

    fn page(&self, section: &Section) -> Result<Url, JobError> {
        section.url(&self.one.address()).parse().map_err(JobError::fail)
    }

    fn letter(&self, section: &Section, to: Email, news: News) -> Result<Letter, JobError> {
        let [subject, paragraph, _] = news.keys();
        let (title, page) = (self.title(), self.page(section)?);
        let mut letter = Letter::new(to, self.words.put(subject, "title", &title))
            .language(self.words.language().as_str())
            .message_id(format!("enrolment-{}", self.name()))
            .paragraph(self.words.put(paragraph, "title", &title))
            .paragraph(self.when());
        let knows_place = self.one.stage == EnrolmentStage::Enrolled && !self.programme.words.is_sensitive;
        if knows_place && !self.workshop.words.place.is_empty() {
            let place = [self.workshop.words.place.as_str(), self.workshop.words.area.as_str()];
            let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
            letter = letter.paragraph(self.words.put("workshop-mail-place", "place", place.join(", ")));
        }
        let button = if news == News::Asked { "workshop-mail-confirm" } else { "workshop-mail-see" };
        letter = letter.button(self.words.t(button), &page).footer(self.words.put(
            "workshop-mail-why",
            "section",
            &section.settings().name,
        ));
        if news == News::Asked || self.one.source != Source::Web {
            // Somebody else may have typed the address: its owner can never hear of us again.
            let mark = Mark::of(&section.keys, &letter.to);
            let stop = section.url(&format!("/stop/{}", token::seal_stop(&section.keys, mark)));
            let stop: Url = stop.parse().map_err(JobError::fail)?;
            letter = letter.footer_link(self.words.t("workshop-mail-never-again"), &stop);
        }
        Ok(if news == News::Asked { letter.asked() } else { letter })
    }

    /// Sends a message to a telephone. What went wrong, if it certainly did not go.
    async fn message(&self, section: &Section, to: Phone, news: News) -> Option<JobError> {
        let [_, _, text] = news.keys();
        let day = self.words.short_day(self.span.0);
        let values = [
            ("section", section.settings().name.clone().into()),
            ("day", day.into()),
            ("address", section.url(&self.one.address()).into()),
        ];
        let text = self.words.with(text, values);
        let gateway = section.sms.as_ref()?;
        match gateway.send(&Sms { to, text: transliterated(&text), name: self.name(), report: None }).await {
            Err(error @ SmsError::Retry(_)) => Some(JobError::retry(error)),
            Ok(()) | Err(SmsError::Refused(_) | SmsError::Unknown) => None,
        }
    }
}
