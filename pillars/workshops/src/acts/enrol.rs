//! Coming to a workshop: a place while there is one, else a turn in the queue; and going again, which gives the
//! place to whoever waited longest.

use griot_crypto::{Purpose, code};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, Language, PersonId, Timestamp};
use griot_web::Section;

use crate::{
    jobs::{News, Tell},
    model::{
        Contact, Enrolling, Enrolment, EnrolmentId, EnrolmentStage, Refusal, Source, Stage, Wanting,
        Workshop, WorkshopId,
    },
    store::{enrolments, workshops},
};

/// What the key that seals contacts is for.
pub const CONTACT: Purpose = Purpose("workshops.contact");
/// What the key that recognises addresses and telephones is for.
pub const DIGEST: Purpose = Purpose("workshops.contact-digest");

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

/// Who enrols somebody, and by which way.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// The member who comes themselves.
    pub person: Option<PersonId>,
    /// By which way.
    pub source: Source,
    /// The trainer who typed it.
    pub trainer: Option<PersonId>,
    /// In which language they are written to.
    pub language: Language,
}

/// What came of enrolling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// They are enrolled, wait, or are to confirm.
    In(Enrolment),
    /// They were enrolled already; this is how it stands.
    Known(Enrolment),
}

/// Who says that somebody comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// They themselves, until the day that was set.
    Own,
    /// Whoever gives the workshop: they let in who stands at the door.
    Trainer,
}

impl Door {
    fn lets_in(self, workshop: &Workshop, now: Timestamp) -> Result<(), Refusal> {
        match workshop.enrolling(now) {
            Enrolling::Open => Ok(()),
            Enrolling::TooLate if self == Self::Trainer => Ok(()),
            Enrolling::TooLate => Err(Refusal::TooLate),
            Enrolling::Closed => Err(Refusal::NotNow),
        }
    }
}

/// Enrols somebody, and has them told. A member and whoever a trainer types have a place or a turn at once; a
/// visitor confirms first, since anybody can type any address.
pub async fn enrol(
    section: &Section,
    tx: &mut Tx,
    workshop: &Workshop,
    wanting: &Wanting,
    by: By,
) -> Result<Result<Came, Refusal>, DbError> {
    let now = section.clock.now();
    let door = if by.trainer.is_some() { Door::Trainer } else { Door::Own };
    if let Err(refusal) = door.lets_in(workshop, now) {
        return Ok(Err(refusal));
    }
    let phone_digest = wanting.contact.phone_key().map(|key| digest(section, &key));
    let digest = wanting.contact.key().map(|key| digest(section, &key));
    let known = match (by.person, &digest) {
        (Some(person), _) => enrolments::of_person_in(tx, workshop.id, person).await?,
        (None, Some(digest)) => enrolments::by_digest(tx, workshop.id, digest).await?,
        (None, None) => None,
    };
    let stage = if by.person.is_some() || by.trainer.is_some() {
        turn(tx, workshop).await?
    } else {
        EnrolmentStage::Asked
    };
    if let Some(known) = known {
        if known.stage == EnrolmentStage::Cancelled {
            return back(section, tx, &known, stage).await.map(|one| Ok(Came::In(one)));
        }
        // Whoever typed it learns nothing; the one whose address it is gets their own link again. A member and a
        // trainer see the enrolment itself.
        if by.person.is_none() && by.trainer.is_none() {
            Tell::again(tx, known.id, News::of(known.stage), now).await?;
        }
        return Ok(Ok(Came::Known(known)));
    }
    let (id, code) = names(section);
    let one = Enrolment {
        id,
        code,
        workshop: workshop.id,
        person: by.person,
        name: wanting.name.clone(),
        sealed: seal(section, id, &wanting.contact),
        digest,
        phone_digest,
        language: by.language,
        stage,
        source: by.source,
        is_minor: wanting.is_minor,
        guardian_at: wanting.is_minor.then_some(now),
        at: now,
        stage_at: now,
        told: String::new(),
        by: by.trainer,
    };
    enrolments::insert(tx, &one).await?;
    tx.public_changed().await?;
    Tell::news(tx, one.id, News::of(stage)).await?;
    Ok(Ok(Came::In(one)))
}

/// Lets somebody who had withdrawn come after all: with a place while there is one, else at the end of the queue.
async fn back(
    section: &Section,
    tx: &mut Tx,
    one: &Enrolment,
    to: EnrolmentStage,
) -> Result<Enrolment, DbError> {
    let now = section.clock.now();
    enrolments::go(tx, one.id, (EnrolmentStage::Cancelled, to), now).await?;
    tx.public_changed().await?;
    Tell::news(tx, one.id, News::of(to)).await?;
    Ok(Enrolment { stage: to, stage_at: now, told: String::new(), ..one.clone() })
}

/// Somebody shows that an enrolment is theirs, or a trainer says that it is: a place or a turn.
pub async fn confirm(
    section: &Section,
    tx: &mut Tx,
    (one, door): (&Enrolment, Door),
    workshop: &Workshop,
) -> Result<Result<EnrolmentStage, Refusal>, DbError> {
    if let Err(refusal) = door.lets_in(workshop, section.clock.now()) {
        return Ok(Err(refusal));
    }
    let to = turn(tx, workshop).await?;
    if !enrolments::go(tx, one.id, (EnrolmentStage::Asked, to), section.clock.now()).await? {
        return Ok(Err(Refusal::NotNow));
    }
    tx.public_changed().await?;
    Tell::news(tx, one.id, News::of(to)).await?;
    Ok(Ok(to))
}

/// Somebody does not come. Their place goes to whoever waited longest. Whether they were to come.
pub async fn withdraw(section: &Section, tx: &mut Tx, one: &Enrolment) -> Result<bool, DbError> {
    let now = section.clock.now();
    if !enrolments::go(tx, one.id, (one.stage, EnrolmentStage::Cancelled), now).await? {
        return Ok(false);
    }
    move_up(tx, one.workshop, now).await?;
    tx.public_changed().await?;
    Ok(true)
}

/// Lets go of all that is kept of somebody without an account who came or wanted to: a certificate stays as a number
/// that says nothing. A place of theirs goes on.
pub async fn forget(section: &Section, tx: &mut Tx, one: &Enrolment) -> Result<(), DbError> {
    if one.counts() {
        withdraw(section, tx, one).await?;
    }
    enrolments::erase(tx, one.id).await?;
    tx.public_changed().await
}

/// Somebody who had withdrawn comes after all.
pub async fn come_back(
    section: &Section,
    tx: &mut Tx,
    (one, door): (&Enrolment, Door),
    workshop: &Workshop,
) -> Result<Result<EnrolmentStage, Refusal>, DbError> {
    if let Err(refusal) = door.lets_in(workshop, section.clock.now()) {
        return Ok(Err(refusal));
    }
    if one.stage != EnrolmentStage::Cancelled {
        return Ok(Err(Refusal::NotNow));
    }
    let to = turn(tx, workshop).await?;
    back(section, tx, one, to).await.map(|one| Ok(one.stage))
}

/// Gives the free places of a workshop to those who waited longest, and has them told. Who moved up.
pub async fn move_up(tx: &mut Tx, id: WorkshopId, now: Timestamp) -> Result<Vec<EnrolmentId>, DbError> {
    let Some(workshop) = workshops::by_id(tx, id).await? else { return Ok(Vec::new()) };
    let mut moved = Vec::new();
    if workshop.stage != Stage::Open || now >= workshop.ends_at {
        return Ok(moved);
    }
    let taken = enrolments::count(tx, id, EnrolmentStage::Enrolled).await?;
    for _ in taken..workshop.words.capacity {
        let Some(next) = enrolments::next_waiting(tx, id).await? else { break };
        let stages = (EnrolmentStage::Waiting, EnrolmentStage::Enrolled);
        if enrolments::go(tx, next.id, stages, now).await? {
            tx.public_changed().await?;
            Tell::news(tx, next.id, News::Enrolled).await?;
            moved.push(next.id);
        }
    }
    Ok(moved)
}
