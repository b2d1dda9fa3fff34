use griot_delivery::{Email, sms::Phone};
use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};
use serde::{Deserialize, Serialize};

use super::{
    text::{Refusal, line_of},
    workshop::WorkshopId,
};

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

impl Contact {
    /// By what somebody is recognised: their address, or else their telephone.
    pub fn key(&self) -> Option<String> {
        if let Ok(email) = Email::parse(&self.email) {
            return Some(email.key());
        }
        self.phone_key()
    }

    /// By what a message from their telephone is recognised.
    pub fn phone_key(&self) -> Option<String> {
        Phone::parse(&self.phone, "").ok().map(|phone| phone.as_str().to_owned())
    }
}

/// What somebody typed who wants to come, judged.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Wanting {
    /// The name that the trainer calls out.
    pub name: String,
    /// What only the trainers know.
    pub contact: Contact,
    /// Whether they are under 18.
    pub is_minor: bool,
}

impl std::fmt::Debug for Wanting {
    /// Names nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wanting(…)")
    }
}

impl Wanting {
    /// The texts, tidied and judged. A member, and whoever a trainer types, may leave the address open.
    pub fn typed(
        name: &str,
        (email, phone): (&str, &str),
        needs: &str,
        (is_minor, guardian): (bool, &str),
        needs_contact: bool,
    ) -> Result<Self, Refusal> {
        let name = line_of(name, 80)?;
        if name.is_empty() {
            return Err(Refusal::NoText);
        }
        let email = match email.trim() {
            "" => String::new(),
            email => Email::parse(email).map_err(|_| Refusal::BadEmail)?.as_str().to_owned(),
        };
        let phone = match phone.trim() {
            "" => String::new(),
            phone => Phone::parse(phone, "").map_err(|_| Refusal::BadPhone)?.as_str().to_owned(),
        };
        if needs_contact && email.is_empty() && phone.is_empty() {
            return Err(Refusal::NoContact);
        }
        let guardian = line_of(guardian, 200)?;
        if is_minor && guardian.is_empty() {
            return Err(Refusal::NoGuardian);
        }
        let guardian = if is_minor { guardian } else { String::new() };
        let contact = Contact { email, phone, needs: line_of(needs, 300)?, guardian };
        Ok(Self { name, contact, is_minor })
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
    /// A keyed digest of the telephone, so that a message from it is recognised; several people may share one.
    pub phone_digest: Option<Vec<u8>>,
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

#[cfg(test)]
mod tests {
    use super::{Refusal, Wanting};

    fn typed(email: &str, phone: &str, minor: (bool, &str)) -> Result<Wanting, Refusal> {
        Wanting::typed(" Awa  Zongo ", (email, phone), "", minor, true)
    }

    #[test]
    fn whoever_wants_to_come_can_be_reached_and_a_minor_has_a_guardian() {
        let fine = typed(" Awa@Exemple.bf ", "", (false, "ignored")).unwrap();
        assert_eq!((fine.name.as_str(), fine.contact.guardian.as_str()), ("Awa Zongo", ""));
        assert_eq!(fine.contact.key(), typed("awa@exemple.bf", "", (false, "")).unwrap().contact.key());
        assert_eq!(typed("", "", (false, "")), Err(Refusal::NoContact));
        assert_eq!(typed("awa", "", (false, "")), Err(Refusal::BadEmail));
        assert_eq!(typed("", "70 12", (false, "")), Err(Refusal::BadPhone));
        assert_eq!(typed("", "+226 70 12 34 56", (true, " ")), Err(Refusal::NoGuardian));
        let phone = typed("", "+226 70 12 34 56", (true, "Sa tante, +226 70 00 00 00")).unwrap();
        assert_eq!(phone.contact.phone, "+22670123456");
        let both = typed("awa@exemple.bf", "+226 70 12 34 56", (false, "")).unwrap();
        assert_eq!(both.contact.phone_key(), phone.contact.key());
        assert_ne!(both.contact.key(), both.contact.phone_key());
        assert!(!format!("{phone:?}").contains("70123456"), "nobody is in a log");
    }
}
