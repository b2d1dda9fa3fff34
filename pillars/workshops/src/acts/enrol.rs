//! Coming to a workshop: a place while there is one, else a turn in the queue; and going again, which gives the
//! place to whoever waited longest.

use griot_crypto::{Purpose, code};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, Timestamp};
use griot_web::Section;

use crate::{
    model::{Contact, Enrolment, EnrolmentId, EnrolmentStage, Workshop, WorkshopId},
    store::{enrolments, workshops},
};

/// What the key that seals contacts is for.
pub const CONTACT: Purpose = Purpose("workshops.contact");
/// What the key that recognises addresses and telephones is for.
const DIGEST: Purpose = Purpose("workshops.contact-digest");

/// Seals what only the trainers know of somebody who comes.
pub fn seal(section: &Section, id: EnrolmentId, contact: &Contact) -> Vec<u8> {
    let text = serde_json::to_vec(contact).unwrap_or_default();
    section.keys.seal(CONTACT, &text, id.as_uuid().as_bytes(), section.random.as_ref())
}

/// Opens it. What no key opens any more is empty.
pub fn open(section: &Section, one: &Enrolment) -> Contact {
    let opened = section.keys.open(CONTACT, &one.sealed, one.id.as_uuid().as_bytes());
    opened.ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// What an address or a telephone is recognised by, in its normal form.
pub fn digest(section: &Section, contact: &str) -> Vec<u8> {
    section.keys.digest(DIGEST, contact).as_bytes().to_vec()
}

/// A new id, and a code that opens it.
pub fn names(section: &Section) -> (EnrolmentId, String) {
    (Id::secret(section.random.as_ref()), code(section.random.bytes(), Enrolment::CODE))
}

/// Where somebody who wants to come would stand: with a place, or waiting. Nobody passes those who wait.
pub async fn turn(db: &mut Conn, workshop: &Workshop) -> Result<EnrolmentStage, DbError> {
    let taken = enrolments::count(db, workshop.id, EnrolmentStage::Enrolled).await?;
    let waiting = enrolments::count(db, workshop.id, EnrolmentStage::Waiting).await?;
    let free = taken < workshop.words.capacity && waiting == 0;
    Ok(if free { EnrolmentStage::Enrolled } else { EnrolmentStage::Waiting })
}

/// Gives the free places of a workshop to those who waited longest. Who moved up.
pub async fn move_up(tx: &mut Tx, id: WorkshopId, now: Timestamp) -> Result<Vec<EnrolmentId>, DbError> {
    let Some(workshop) = workshops::by_id(tx, id).await? else { return Ok(Vec::new()) };
    let mut moved = Vec::new();
    if workshop.stage != crate::model::Stage::Open || now >= workshop.ends_at {
        return Ok(moved);
    }
    let taken = enrolments::count(tx, id, EnrolmentStage::Enrolled).await?;
    for _ in taken..workshop.words.capacity {
        let Some(next) = enrolments::next_waiting(tx, id).await? else { break };
        let stages = (EnrolmentStage::Waiting, EnrolmentStage::Enrolled);
        if enrolments::go(tx, next.id, stages, now).await? {
            moved.push(next.id);
        }
    }
    Ok(moved)
}
