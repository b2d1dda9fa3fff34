//! Asking what became of a workshop: by which way somebody can be reached.

use griot_contracts::people::Contacts;
use griot_db::{Conn, DbError};
use griot_delivery::{Email, sms::Phone};
use griot_kernel::Language;
use griot_web::Section;

use super::enrol;
use crate::model::{Enrolment, Workshop};

/// By which way somebody can be reached.
#[derive(Clone)]
pub enum Reach {
    /// By e-mail.
    Mail(Email, Language),
    /// By a message to their telephone, whose operator then knows it.
    Phone(Phone),
}

impl std::fmt::Debug for Reach {
    /// Says nothing of anybody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reach(…)")
    }
}

/// How somebody can be reached: by e-mail, and only where they have none and messages are sent at all, by telephone.
pub async fn reach(
    section: &Section,
    db: &mut Conn,
    (one, workshop): (&Enrolment, &Workshop),
) -> Result<Option<Reach>, DbError> {
    if let (Some(person), Ok(contacts)) = (one.person, section.ask::<dyn Contacts>())
        && let Some(reached) = contacts.email(db, person).await?
        && let Ok(email) = Email::parse(&reached.email)
    {
        return Ok(Some(Reach::Mail(email, reached.language)));
    }
    let contact = enrol::open(section, one);
    if let Ok(email) = Email::parse(&contact.email) {
        return Ok(Some(Reach::Mail(email, one.language)));
    }
    if !workshop.words.sms || section.sms.is_none() {
        return Ok(None);
    }
    Ok(Phone::parse(&contact.phone, "").ok().map(Reach::Phone))
}
