//! A text of the section on its way from an idea to the public.

use std::fmt;

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_kernel::{Id, Language, PersonId, Sensitivity, Timestamp, WorkId, kept_as};

use super::delivery::Outcome;

/// Names an item.
pub type ItemId = Id<Item>;

/// A text, with all that is decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// As staff call it.
    pub title: String,
    /// In which language it is written first.
    pub language: Language,
    /// How far it is.
    pub stage: Stage,
    /// When it goes out.
    pub planned_at: Option<Timestamp>,
    /// Before this it must not be seen.
    pub embargo_until: Option<Timestamp>,
    /// After this it must not go out any more.
    pub not_after: Option<Timestamp>,
    /// Whom it could endanger.
    pub sensitivity: Sensitivity,
    /// Who of those named agreed, and to what: in words.
    pub consent: String,
    /// Until when they agreed; it is taken back then.
    pub consent_until: Option<Timestamp>,
    /// The campaign that it serves.
    pub campaign: Option<CampaignId>,
    /// The line of the strategy that it serves.
    pub line: Option<LineId>,
    /// The work from which it was made.
    pub source: Option<WorkId>,
    /// Where that work is, from the root of the site.
    pub source_address: Option<String>,
    /// The item of which it is an adaptation.
    pub adapted_from: Option<ItemId>,
    /// Who began it.
    pub author: Option<PersonId>,
    /// Grows with each change: a save names the one that it was made from.
    pub revision: i64,
    /// What was approved: a digest of all that a reader would see.
    pub digest: Option<Vec<u8>>,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// A text of an item in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// In which language.
    pub language: Language,
    /// Plain text; an empty line parts paragraphs.
    pub body: String,
    /// Stands before it, if it is not empty.
    pub warning: String,
    /// The address to which it leads, if it is not empty.
    pub link: String,
}

/// How far an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Somebody, or another room, thought of it.
    Idea,
    /// It is being written.
    Draft,
    /// It waits for those who approve.
    InReview,
    /// One of them asked for something else.
    ChangesRequested,
    /// It may go out as it stands.
    Approved,
    /// Its hour is set.
    Scheduled,
    /// It is going out.
    Publishing,
    /// It is out on every channel.
    Published,
    /// It is out on some.
    PartlyPublished,
    /// It is out on none.
    Failed,
    /// It was out and was taken back.
    Withdrawn,
    /// Its hour passed, and it would be too late.
    Expired,
    /// It is put away.
    Archived,
}
kept_as!(Stage {
    Idea = "idea", "channels-stage-idea";
    Draft = "draft", "channels-stage-draft";
    InReview = "in-review", "channels-stage-in-review";
    ChangesRequested = "changes-requested", "channels-stage-changes-requested";
    Approved = "approved", "channels-stage-approved";
    Scheduled = "scheduled", "channels-stage-scheduled";
    Publishing = "publishing", "channels-stage-publishing";
    Published = "published", "channels-stage-published";
    PartlyPublished = "partly-published", "channels-stage-partly-published";
    Failed = "failed", "channels-stage-failed";
    Withdrawn = "withdrawn", "channels-stage-withdrawn";
    Expired = "expired", "channels-stage-expired";
    Archived = "archived", "channels-stage-archived";
});

/// What is asked of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// What a reader would see is changed.
    Edit,
    /// It is handed to those who approve.
    Submit,
    /// One of them asks for something else.
    RequestChanges,
    /// The last of those who must approved.
    Approve,
    /// Its hour is set.
    Schedule,
    /// Its hour is taken away.
    Unschedule,
    /// Its hour came.
    Begin,
    /// What became of its deliveries is known.
    Settle(Outcome),
    /// It is taken back.
    Withdraw,
    /// It is put away.
    Archive,
    /// It is taken up again.
    Reopen,
}

/// The item does not go there from where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{from:?} does not allow {wanted:?}")]
pub struct NotAllowed {
    /// Where it is.
    pub from: Stage,
    /// What was wanted.
    pub wanted: Move,
}

impl Stage {
    /// The stage after `wanted`, if the item may go there from here.
    pub fn after(self, wanted: Move) -> Result<Self, NotAllowed> {
        use Stage::*;
        match (self, wanted) {
            (Idea | Draft | Expired | Failed, Move::Edit) => Ok(Draft),
            (ChangesRequested, Move::Edit) => Ok(ChangesRequested),
            // What was approved was another text.
            (InReview | Approved | Scheduled, Move::Edit) => Ok(InReview),
            (Draft | ChangesRequested, Move::Submit) => Ok(InReview),
            (InReview | Approved | Scheduled, Move::RequestChanges) => Ok(ChangesRequested),
            (InReview, Move::Approve) => Ok(Approved),
            (Approved | Scheduled, Move::Schedule) => Ok(Scheduled),
            (Scheduled, Move::Unschedule) => Ok(Approved),
            (Scheduled | Publishing, Move::Begin) => Ok(Publishing),
            (
                Scheduled | Publishing | Published | PartlyPublished | Failed | Expired,
                Move::Settle(outcome),
            ) => Ok(outcome.stage()),
            (Publishing | Published | PartlyPublished, Move::Withdraw) => Ok(Withdrawn),
            // What is out is taken back first: whatever was put away is out of everybody's sight.
            (Scheduled | Publishing | Published | PartlyPublished | Archived, Move::Archive) => {
                Err(NotAllowed { from: self, wanted })
            }
            (_, Move::Archive) => Ok(Archived),
            (Archived | Withdrawn | Expired | Failed, Move::Reopen) => Ok(Draft),
            (from, wanted) => Err(NotAllowed { from, wanted }),
        }
    }

    /// Whether its words may still be changed.
    pub fn may_be_written(self) -> bool {
        self.after(Move::Edit).is_ok()
    }

    /// Whether something of it may be seen by the public.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Publishing | Self::Published | Self::PartlyPublished)
    }

    /// The colour in which it is shown: done, look here, danger, or none.
    pub fn mood(self) -> &'static str {
        match self {
            Self::Approved | Self::Published => "ok",
            Self::InReview | Self::Scheduled | Self::Publishing => "wait",
            Self::ChangesRequested | Self::PartlyPublished | Self::Failed | Self::Expired => "bad",
            Self::Idea | Self::Draft | Self::Withdrawn | Self::Archived => "",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A sensitivity as kept in the database and typed in forms.
pub fn sensitivity_text(one: Sensitivity) -> &'static str {
    match one {
        Sensitivity::None => "none",
        Sensitivity::NamedPerson => "named-person",
        Sensitivity::AtRiskPerson => "at-risk-person",
        Sensitivity::Minor => "minor",
    }
}

/// All sensitivities, the least first.
pub const SENSITIVITIES: [Sensitivity; 4] =
    [Sensitivity::None, Sensitivity::NamedPerson, Sensitivity::AtRiskPerson, Sensitivity::Minor];

/// The sensitivity of this word.
pub fn sensitivity(text: &str) -> Option<Sensitivity> {
    SENSITIVITIES.into_iter().find(|one| sensitivity_text(*one) == text)
}

/// Whether whom this names is too much at risk for a message that operators read and keep.
pub fn too_open_for_sms(one: Sensitivity) -> bool {
    one >= Sensitivity::AtRiskPerson
}

/// The message that names it.
pub fn sensitivity_key(one: Sensitivity) -> &'static str {
    match one {
        Sensitivity::None => "channels-sensitivity-none",
        Sensitivity::NamedPerson => "channels-sensitivity-named-person",
        Sensitivity::AtRiskPerson => "channels-sensitivity-at-risk-person",
        Sensitivity::Minor => "channels-sensitivity-minor",
    }
}

/// Why an hour cannot be the hour of an item. Each is a sentence its planner reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourRefusal {
    /// It has passed.
    Past,
    /// The embargo is not over by then.
    Embargo,
    /// It would be too late by then.
    TooLate,
}

impl HourRefusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Past => "channels-refused-hour-past",
            Self::Embargo => "channels-refused-hour-embargo",
            Self::TooLate => "channels-refused-hour-too-late",
        }
    }
}

/// Whether an item may go out at this hour. An hour that passed a moment ago is now. What is for the press
/// alone goes to it before its embargo ends: that is what an embargo is for.
pub fn hour(item: &Item, at: Timestamp, now: Timestamp, for_press_alone: bool) -> Result<(), HourRefusal> {
    const A_MOMENT: std::time::Duration = std::time::Duration::from_secs(120);
    if at < now - A_MOMENT {
        return Err(HourRefusal::Past);
    }
    if !for_press_alone && item.embargo_until.is_some_and(|until| at < until) {
        return Err(HourRefusal::Embargo);
    }
    if item.not_after.is_some_and(|last| at > last) {
        return Err(HourRefusal::TooLate);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Move, Outcome, Stage};

    #[test]
    fn an_edit_takes_an_approval_away_and_never_touches_what_is_out() {
        assert_eq!(Stage::Approved.after(Move::Edit), Ok(Stage::InReview));
        assert_eq!(Stage::Scheduled.after(Move::Edit), Ok(Stage::InReview));
        assert_eq!(Stage::Idea.after(Move::Edit), Ok(Stage::Draft));
        for stage in [Stage::Publishing, Stage::Published, Stage::PartlyPublished, Stage::Withdrawn] {
            assert!(stage.after(Move::Edit).is_err(), "{stage}");
        }
    }

    #[test]
    fn only_what_was_approved_gets_an_hour() {
        let may: Vec<_> =
            Stage::ALL.into_iter().filter(|stage| stage.after(Move::Schedule).is_ok()).collect();
        assert_eq!(may, [Stage::Approved, Stage::Scheduled]);
    }

    #[test]
    fn what_is_out_is_not_put_away() {
        let not: Vec<_> =
            Stage::ALL.into_iter().filter(|stage| stage.after(Move::Archive).is_err()).collect();
        let out = Stage::ALL.into_iter().filter(|stage| stage.is_out());
        assert!(out.into_iter().all(|stage| not.contains(&stage)), "{not:?}");
    }

    #[test]
    fn what_became_of_it_may_be_known_late() {
        assert_eq!(Stage::Failed.after(Move::Settle(Outcome::All)), Ok(Stage::Published));
        assert!(Stage::Withdrawn.after(Move::Settle(Outcome::All)).is_err());
        assert!(Stage::Draft.after(Move::Settle(Outcome::All)).is_err());
    }

    #[test]
    fn every_stage_has_its_word_in_the_database() {
        for stage in Stage::ALL {
            assert_eq!(stage.as_str().parse(), Ok(stage));
        }
        assert!("gone".parse::<Stage>().is_err());
    }
}
