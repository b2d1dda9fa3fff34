use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};
use serde::{Deserialize, Serialize};

use super::workshop::WorkshopId;

/// Names an enrolment.
pub type EnrolmentId = Id<Enrolment>;

/// How somebody's enrolment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnrolmentStage {
    /// Somebody typed it who did not show yet that the address is theirs; it holds no place.
    Asked,
    /// They wait until a place becomes free.
    Waiting,
    /// They have a place.
    Enrolled,
    /// They do not come.
    Cancelled,
}
kept_as!(EnrolmentStage {
    Asked = "asked", "enrolment-stage-asked";
    Waiting = "waiting", "enrolment-stage-waiting";
    Enrolled = "enrolled", "enrolment-stage-enrolled";
    Cancelled = "cancelled", "enrolment-stage-cancelled";
});

/// By which way somebody enrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// By the page of the workshop.
    Web,
    /// A trainer typed it.
    Staff,
    /// On paper; a trainer typed it.
    Paper,
    /// By a message from a telephone.
    Sms,
}
kept_as!(Source {
    Web = "web", "enrolment-source-web";
    Staff = "staff", "enrolment-source-staff";
    Paper = "paper", "enrolment-source-paper";
    Sms = "sms", "enrolment-source-sms";
});

/// What only the trainers know of somebody who comes. It is kept sealed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// An e-mail address; empty for a member, whose own is used.
    pub email: String,
    /// A telephone with its country; empty for none.
    pub phone: String,
    /// What they need: a ramp, signs, a companion.
    pub needs: String,
    /// For somebody under 18: who consents, and how to reach them.
    pub guardian: String,
}

impl std::fmt::Debug for Contact {
    /// Says nothing of anybody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// Somebody who wants to come to a workshop.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id; it tells no moment.
    pub id: EnrolmentId,
    /// Opens it for whoever holds it: twelve signs of [`griot_crypto::code`].
    pub code: String,
    /// In which workshop.
    pub workshop: WorkshopId,
    /// The member, if they are one.
    pub person: Option<PersonId>,
    /// The name that the trainer calls out.
    pub name: String,
    /// What only the trainers know, sealed.
    pub sealed: Vec<u8>,
    /// A keyed digest of address or telephone, so that nobody enrols twice.
    pub digest: Option<Vec<u8>>,
    /// In which language they are written to.
    pub language: Language,
    /// How it stands.
    pub stage: EnrolmentStage,
    /// By which way it came.
    pub source: Source,
    /// Whether they are under 18.
    pub is_minor: bool,
    /// When a guardian consented.
    pub guardian_at: Option<Timestamp>,
    /// When it came.
    pub at: Timestamp,
    /// Since when it stands as it does.
    pub stage_at: Timestamp,
    /// What they were told: the words of the reminders that left, with spaces between them.
    pub told: String,
    /// Who typed it, if that was a trainer.
    pub by: Option<PersonId>,
}

impl std::fmt::Debug for Enrolment {
    /// Names nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Enrolment").field("id", &self.id).field("stage", &self.stage).finish_non_exhaustive()
    }
}

impl Enrolment {
    /// Signs of a code.
    pub const CODE: usize = 12;

    /// Where whoever holds the code sees it.
    pub fn address(&self) -> String {
        format!("/enrolments/{}", self.code)
    }

    /// Whether they have or want a place.
    pub fn counts(&self) -> bool {
        matches!(self.stage, EnrolmentStage::Waiting | EnrolmentStage::Enrolled)
    }
}
