use std::time::Duration;

use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};

use super::{
    programme::ProgrammeId,
    text::{Refusal, line_of, lines_of},
};

/// Names a workshop.
pub type WorkshopId = Id<Workshop>;
/// Names a meeting.
pub type MeetingId = Id<Meeting>;

/// How a workshop stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// It is prepared, and nobody else sees it.
    #[default]
    Draft,
    /// It is announced.
    Open,
    /// It does not take place.
    Cancelled,
}
kept_as!(Stage {
    Draft = "draft", "workshop-stage-draft";
    Open = "open", "workshop-stage-open";
    Cancelled = "cancelled", "workshop-stage-cancelled";
});

/// What a workshop says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopWords {
    /// What it is called, where that is not the name of its programme.
    pub title: String,
    /// In which languages it is given.
    pub languages: Vec<Language>,
    /// Where exactly.
    pub place: String,
    /// The town or quarter that everyone may know.
    pub area: String,
    /// Whether everyone may know the exact place; otherwise those who have a place in it.
    pub is_exact: bool,
    /// What the place offers to those who need it: a ramp, signs, a room for a baby.
    pub access: String,
    /// What is new, what to bring; Markdown.
    pub note: String,
    /// How many may come.
    pub capacity: i64,
    /// Until when one enrols.
    pub enrol_until: Timestamp,
    /// Whether telephones get reminders: their operator then knows who comes.
    pub sms: bool,
}

impl WorkshopWords {
    /// The texts, tidied and judged; figures and days come after.
    pub fn typed(title: &str, place: &str, area: &str, access: &str, note: &str) -> Result<Self, Refusal> {
        Ok(Self {
            title: line_of(title, 120)?,
            languages: Vec::new(),
            place: line_of(place, 200)?,
            area: line_of(area, 120)?,
            is_exact: false,
            access: line_of(access, 400)?,
            note: lines_of(note, 4_000)?,
            capacity: 0,
            enrol_until: Timestamp::from_millisecond(0),
            sms: false,
        })
    }
}

/// A stretch of time for which everybody meets: mostly a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// Of which workshop.
    pub workshop: WorkshopId,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
}

impl Meeting {
    /// Whoever arrives more than this after the beginning is late.
    pub const GRACE: Duration = Duration::from_secs(15 * 60);

    /// Whether somebody who arrived at this moment was late.
    pub fn is_late(&self, arrived: Timestamp) -> bool {
        arrived > self.starts_at + Self::GRACE
    }

    /// Whether somebody who left at this moment left early.
    pub fn is_early(&self, left: Timestamp) -> bool {
        left + Self::GRACE < self.ends_at
    }
}

/// Whether somebody can enrol now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enrolling {
    /// Yes.
    Open,
    /// The day until which one could has passed.
    TooLate,
    /// It is not announced, or does not take place.
    Closed,
}

/// A training at one place and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workshop {
    /// Its id; as a work too.
    pub id: WorkshopId,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// Names its page: `/workshops/{slug}`.
    pub slug: String,
    /// What it says of itself.
    pub words: WorkshopWords,
    /// When its first meeting begins.
    pub starts_at: Timestamp,
    /// When its last meeting ends.
    pub ends_at: Timestamp,
    /// How it stands.
    pub stage: Stage,
    /// 32 bytes of chance from which the codes of its meetings are made.
    pub secret: Vec<u8>,
    /// When it was announced first.
    pub opened_at: Option<Timestamp>,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
    /// Grows with each change.
    pub revision: i64,
    /// Who prepared it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Timestamp,
}

impl Workshop {
    /// Where the public sees it.
    pub fn address(&self) -> String {
        format!("/workshops/{}", self.slug)
    }

    /// Where staff see it.
    pub fn desk(&self) -> String {
        format!("/desk/workshops/{}", self.id)
    }

    /// Whether somebody can enrol at this moment.
    pub fn enrolling(&self, now: Timestamp) -> Enrolling {
        match self.stage {
            Stage::Open if now <= self.words.enrol_until && now < self.ends_at => Enrolling::Open,
            Stage::Open => Enrolling::TooLate,
            Stage::Draft | Stage::Cancelled => Enrolling::Closed,
        }
    }

    /// Whether it took place.
    pub fn was_held(&self, now: Timestamp) -> bool {
        self.stage == Stage::Open && now >= self.ends_at
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use griot_kernel::Timestamp;
    use uuid::Uuid;

    use super::{Enrolling, Meeting, Stage, Workshop, WorkshopWords};

    fn at(hour: u64) -> Timestamp {
        Timestamp::from_millisecond(0) + Duration::from_secs(hour * 3_600)
    }

    #[test]
    fn one_enrols_until_a_day_and_not_in_what_is_over() {
        let words =
            WorkshopWords { enrol_until: at(40), ..WorkshopWords::typed("", "", "", "", "").unwrap() };
        let mut workshop = Workshop {
            id: Uuid::nil().into(),
            programme: Uuid::nil().into(),
            slug: String::new(),
            words,
            starts_at: at(24),
            ends_at: at(32),
            stage: Stage::Open,
            secret: Vec::new(),
            opened_at: None,
            cancelled_at: None,
            revision: 1,
            created_by: None,
            created_at: at(0),
        };
        assert_eq!(workshop.enrolling(at(31)), Enrolling::Open, "even while it goes on");
        assert_eq!(workshop.enrolling(at(33)), Enrolling::TooLate, "it is over, whatever day was set");
        assert!(workshop.was_held(at(33)));
        workshop.words.enrol_until = at(20);
        assert_eq!(workshop.enrolling(at(21)), Enrolling::TooLate);
        workshop.stage = Stage::Cancelled;
        assert_eq!(workshop.enrolling(at(1)), Enrolling::Closed);
        assert!(!workshop.was_held(at(33)));
    }

    #[test]
    fn late_and_early_have_a_quarter_of_an_hour() {
        let id = Uuid::nil();
        let meeting = Meeting { id: id.into(), workshop: id.into(), starts_at: at(9), ends_at: at(16) };
        let minute = Duration::from_secs(60);
        assert!(!meeting.is_late(at(9) + minute * 15) && meeting.is_late(at(9) + minute * 16));
        assert!(!meeting.is_early(at(16) - minute * 15) && meeting.is_early(at(16) - minute * 16));
    }
}
