//! Giving certificates: what one says is filled in, signed, and told once.

use std::collections::BTreeSet;

use griot_contracts::workshops::CertificateIssued;
use griot_crypto::{HouseKey, Purpose};
use griot_db::{DbError, Tx, outbox};
use griot_jobs::enqueue;
use griot_kernel::{Id, Timestamp};
use griot_print::Diploma;
use griot_web::{Member, Section};

use crate::{
    jobs::certificates::{TOLD, TellCertificate},
    model::{
        Certificate, Earned, Enrolment, Meeting, Programme, Shows, Workshop, certificate_hours, filled,
        number_of,
    },
    store::certificates,
};

/// What the key that signs certificates is for.
pub const PURPOSE: Purpose = Purpose("workshops.certificate");

/// The key by which everybody checks the certificates of this house.
pub fn house_key(section: &Section) -> HouseKey {
    section.keys.house_key(PURPOSE)
}

/// For what a certificate is given.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// What was taught.
    pub programme: &'a Programme,
    /// When.
    pub workshop: &'a Workshop,
    /// All its meetings.
    pub meetings: &'a [Meeting],
}

/// Gives somebody a certificate under this name, once; it is private. Nothing if they have one already.
pub async fn give(
    section: &Section,
    tx: &mut Tx,
    ground: Ground<'_>,
    (enrolment, holder, earned): (&Enrolment, &str, &Earned),
    by: &Member,
) -> Result<Option<Certificate>, DbError> {
    let one = written(section, ground, (enrolment, holder, earned), by);
    if !certificates::insert(tx, &one).await? {
        return Ok(None);
    }
    outbox::publish(tx, &CertificateIssued { certificate: one.id.cast() }).await?;
    enqueue(tx, &TellCertificate { certificate: one.id }).await?;
    Ok(Some(one))
}

/// Takes a certificate back and gives another in its place, under a name that is written right. Nothing if it does
/// not stand any more.
pub async fn replace(
    section: &Section,
    tx: &mut Tx,
    ground: Ground<'_>,
    (old, why): (&Certificate, &str),
    (enrolment, holder, earned): (&Enrolment, &str, &Earned),
    by: &Member,
) -> Result<Option<Certificate>, DbError> {
    if !certificates::revoke(tx, old.id, by.id, why, section.clock.now()).await? {
        return Ok(None);
    }
    certificates::let_go(tx, old.id).await?;
    certificates::untell(tx, enrolment.id, TOLD).await?;
    give(section, tx, ground, (enrolment, holder, earned), by).await
}

/// A certificate as it would be given, before anybody is told.
pub(crate) fn written(
    section: &Section,
    Ground { programme, workshop, meetings }: Ground<'_>,
    (enrolment, holder, earned): (&Enrolment, &str, &Earned),
    by: &Member,
) -> Certificate {
    let settings = section.settings();
    // Whoever gets one by exception was there, though no list says when: for them all of it counts.
    let present: Vec<&Meeting> = match earned.of(meetings).count() {
        0 => meetings.iter().collect(),
        _ => earned.of(meetings).collect(),
    };
    let days: BTreeSet<_> = present.iter().map(|meeting| settings.zone.day(meeting.starts_at)).collect();
    let hours = certificate_hours(present.into_iter());
    let days = i64::try_from(days.len()).unwrap_or(i64::MAX);
    let title = if workshop.words.title.is_empty() { &programme.words.title } else { &workshop.words.title };
    let key = house_key(section);
    let mut one = Certificate {
        id: Id::secret(section.random.as_ref()),
        number: number_of(section.random.bytes()),
        programme: programme.id,
        workshop: Some(workshop.id),
        enrolment: Some(enrolment.id),
        person: enrolment.person,
        holder: holder.to_owned(),
        kind: programme.certificate.title.clone(),
        title: title.clone(),
        text: filled(&programme.certificate.text, hours, days, &workshop.words.area),
        section: settings.name.clone(),
        hours,
        language: programme.words.language,
        issued_on: Timestamp::start_of(settings.zone.day(section.clock.now())),
        signature: String::new(),
        house_key: key.text(),
        shows: Shows::Nothing,
        is_sensitive: programme.words.is_sensitive,
        is_hidden: programme.words.is_sensitive,
        issued_by: Some(by.id),
        revoked: None,
    };
    one.signature = section.keys.house_signature(PURPOSE, &one.statement().message(&key));
    one
}

/// What the sign on the paper holds: with a network it opens the page of the number, without one it is checked as it
/// is. What stands after `#` is sent to nobody. Nothing for somebody who was erased.
pub fn sign(section: &Section, one: &Certificate) -> Option<String> {
    Some(format!("{}#{}", section.url(&one.address()), one.code()?))
}

/// What stands on the paper, in its own language, with the names of those who gave the training.
pub fn paper(section: &Section, one: &Certificate, sign: String, trainers: Vec<String>) -> Diploma {
    let words = section.words(one.language);
    let address = section.url("/certificates");
    Diploma {
        language: one.language.to_string(),
        section: one.section.clone(),
        kind: one.kind.clone(),
        holder: one.holder.clone(),
        title: one.title.clone(),
        lines: vec![one.text.clone()],
        signers: trainers.into_iter().map(|name| (name, words.t("certificate-signer"))).collect(),
        number: one.number.clone(),
        issued: words.day(one.issued_on),
        code: sign,
        check: words.put("certificate-paper-check", "address", address),
    }
}
