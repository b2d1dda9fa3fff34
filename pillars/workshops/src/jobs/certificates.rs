//! A letter to somebody who was given a certificate. It names neither them nor the training: a letter lies in
//! mailboxes for years, and others read along.

use griot_contracts::people::Contacts;
use griot_db::Conn;
use griot_delivery::{Email, Letter, PostError};
use griot_jobs::{Job, JobError};
use griot_kernel::Language;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    acts::enrol,
    model::{Certificate, CertificateId},
    store::{certificates, enrolments},
};

/// What an enrolment bears once its certificate was told.
pub const TOLD: &str = "certificate";

/// Tells somebody that a certificate waits for them.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellCertificate {
    /// Which.
    pub certificate: CertificateId,
}

struct Reached {
    email: String,
    language: Language,
    place: String,
}

/// Where its holder is written to; nobody who left no address.
async fn reached(section: &Section, db: &mut Conn, one: &Certificate) -> Result<Option<Reached>, JobError> {
    if let Some(person) = one.person {
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let found = contacts.email(db, person).await?;
        let place = one.own();
        return Ok(found.map(|found| Reached { email: found.email, language: found.language, place }));
    }
    let Some(id) = one.enrolment else { return Ok(None) };
    let Some(enrolment) = enrolments::by_id(db, id).await? else { return Ok(None) };
    let email = enrol::open(section, &enrolment).email;
    let place = format!("{}/certificate", enrolment.address());
    Ok((!email.is_empty()).then_some(Reached { email, language: enrolment.language, place }))
}

impl Job<Section> for TellCertificate {
    const NAME: &'static str = "workshops.tell-certificate";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(one) = certificates::by_id(&mut db, self.certificate).await? else { return Ok(()) };
        if one.revoked.is_some() || one.is_erased() {
            return Ok(());
        }
        let Some(to) = reached(section, &mut db, &one).await? else { return Ok(()) };
        drop(db);
        // Who writes an address that is none is told on the page of the workshop, not by a job that fails.
        let Ok(email) = Email::parse(&to.email) else { return Ok(()) };
        let words = section.words(to.language);
        let name = &section.settings().name;
        let place: Url = section.url(&to.place).parse().map_err(JobError::fail)?;
        let letter = Letter::new(email, words.t("certificate-mail-subject"))
            .language(words.language().as_str())
            .message_id(format!("certificate-{}", self.certificate.as_uuid().simple()))
            .paragraph(words.t("certificate-mail-text"))
            .button(words.t("certificate-mail-button"), &place)
            .paragraph(words.t("certificate-mail-private"))
            .footer(words.put("certificate-mail-why", "section", name));
        if let Some(enrolment) = one.enrolment {
            // Noted before it is sent: of two letters that say the same, one is too many.
            let mut tx = section.db.begin().await?;
            if !enrolments::tell_once(&mut tx, enrolment, TOLD).await? {
                return Ok(());
            }
            tx.commit().await?;
        }
        match (section.post.send(&letter).await, one.enrolment) {
            (Err(error @ PostError::Retry(_)), Some(enrolment)) => {
                let mut tx = section.db.begin().await?;
                certificates::untell(&mut tx, enrolment, TOLD).await?;
                tx.commit().await?;
                Err(JobError::retry(error))
            }
            (Err(error @ PostError::Retry(_)), None) => Err(JobError::retry(error)),
            _ => Ok(()),
        }
    }
}
