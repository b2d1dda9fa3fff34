//! Preparing trainings: programmes, workshops, their meetings, and announcing them.

use griot_contracts::{
    publications::{PublicationChanged, Showcase},
    workshops::WorkshopAnnounced,
};
use griot_db::{Conn, DbError, Tx, outbox};
use griot_kernel::{Found, Id, PersonId, Publication, Random, Sensitivity, Timestamp, Version, WorkId};
use griot_web::Section;

use crate::{
    jobs::{News, Tell},
    model::{
        Audience, CertificateRule, Meeting, MeetingId, Programme, ProgrammeId, ProgrammeWords, Refusal,
        Stage, Workshop, WorkshopId, WorkshopWords,
    },
    store::{enrolments, meetings, programmes, workshops},
    web,
};

/// Among works, a workshop is one of these.
const KIND: &str = "workshop";
/// Addresses that are tried before chance helps.
const TRIES: u32 = 50;
/// Places of a workshop of which nobody said how many it has.
const CAPACITY: i64 = 20;

/// Begins a programme.
pub async fn programme(
    section: &Section,
    tx: &mut Tx,
    words: ProgrammeWords,
    by: PersonId,
) -> Result<Programme, DbError> {
    let id: ProgrammeId = Id::secret(section.random.as_ref());
    let wanted = griot_text::slug(&words.title);
    let slug = if wanted.is_empty() || programmes::by_slug(tx, &wanted).await?.is_some() {
        format!("{wanted}-{}", id.as_uuid().simple())
    } else {
        wanted
    };
    let programme = Programme {
        id,
        slug,
        words,
        course: None,
        certificate: CertificateRule { share: 80, ..CertificateRule::default() },
        campaign: None,
        line: None,
        is_closed: false,
        revision: 1,
        created_by: Some(by),
        created_at: section.clock.now(),
    };
    programmes::insert(tx, &programme).await?;
    Ok(programme)
}

/// Begins a workshop of a programme, with one meeting. Whoever begins it gives it.
pub async fn workshop(
    section: &Section,
    tx: &mut Tx,
    programme: &Programme,
    (starts_at, ends_at): (Timestamp, Timestamp),
    by: PersonId,
) -> Result<Result<Workshop, Refusal>, DbError> {
    if ends_at <= starts_at {
        return Ok(Err(Refusal::EndsFirst));
    }
    let random = section.random.as_ref();
    let id: WorkshopId = Id::secret(random);
    let day = section.settings().zone.day(starts_at);
    let words = WorkshopWords {
        title: String::new(),
        languages: vec![programme.words.language],
        place: String::new(),
        area: String::new(),
        is_exact: false,
        access: String::new(),
        note: String::new(),
        capacity: CAPACITY,
        enrol_until: starts_at,
        sms: false,
    };
    let secret: [u8; 32] = random.bytes();
    let workshop = Workshop {
        id,
        programme: programme.id,
        slug: free_slug(tx, id, &format!("{}-{day}", programme.slug)).await?,
        words,
        starts_at,
        ends_at,
        stage: Stage::Draft,
        secret: secret.to_vec(),
        opened_at: None,
        cancelled_at: None,
        revision: 1,
        created_by: Some(by),
        created_at: section.clock.now(),
    };
    workshops::insert(tx, &workshop).await?;
    workshops::set_trainers(tx, id, &[by]).await?;
    meetings::put(tx, &meeting(random, id, (starts_at, ends_at))).await?;
    Ok(Ok(workshop))
}

fn meeting(
    random: &dyn Random,
    workshop: WorkshopId,
    (starts_at, ends_at): (Timestamp, Timestamp),
) -> Meeting {
    Meeting { id: Id::secret(random), workshop, starts_at, ends_at }
}

/// An address that no workshop has.
async fn free_slug(db: &mut Conn, id: WorkshopId, wanted: &str) -> Result<String, DbError> {
    let mut slug = wanted.to_owned();
    for number in 2..TRIES {
        if workshops::by_slug(db, &slug).await?.is_none() {
            return Ok(slug);
        }
        slug = format!("{wanted}-{number}");
    }
    Ok(format!("{wanted}-{}", id.as_uuid().simple()))
}

/// Adds a meeting, or moves the one with this id.
pub async fn set_meeting(
    section: &Section,
    tx: &mut Tx,
    workshop: &Workshop,
    known: Option<MeetingId>,
    (starts_at, ends_at): (Timestamp, Timestamp),
) -> Result<Result<(), Refusal>, DbError> {
    if ends_at <= starts_at {
        return Ok(Err(Refusal::EndsFirst));
    }
    let mut one = meeting(section.random.as_ref(), workshop.id, (starts_at, ends_at));
    if let Some(known) = known {
        let found = meetings::by_id(tx, known).await?.filter(|found| found.workshop == workshop.id);
        let Some(found) = found else { return Ok(Err(Refusal::NotNow)) };
        one.id = known;
        if found == one {
            // Saved as it was: nobody is written to.
            return Ok(Ok(()));
        }
    }
    meetings::put(tx, &one).await?;
    span(tx, workshop).await?;
    Ok(Ok(()))
}

/// Takes a meeting away; the last one stays, and so does one of which something is kept: who was there, what devices
/// said of it, or a photograph.
pub async fn remove_meeting(
    tx: &mut Tx,
    workshop: &Workshop,
    id: MeetingId,
) -> Result<Result<(), Refusal>, DbError> {
    let all = meetings::of(tx, workshop.id).await?;
    if all.len() < 2 || all.iter().all(|one| one.id != id) {
        return Ok(Err(Refusal::NotNow));
    }
    if meetings::is_needed(tx, id).await? {
        return Ok(Err(Refusal::HasPeople));
    }
    meetings::remove(tx, id).await?;
    span(tx, workshop).await?;
    Ok(Ok(()))
}

/// Notes from when until when a workshop lasts now; whoever wanted to come is told if that changed.
async fn span(tx: &mut Tx, workshop: &Workshop) -> Result<(), DbError> {
    let all = meetings::of(tx, workshop.id).await?;
    let (Some(first), Some(last)) = (all.first(), all.iter().map(|one| one.ends_at).max()) else {
        return Ok(());
    };
    workshops::set_span(tx, workshop.id, first.starts_at, last).await?;
    changed(tx, workshop, workshop.revision + 1).await
}

/// Tells the house and those who want to come that what everyone may see of a workshop changed.
pub async fn changed(tx: &mut Tx, workshop: &Workshop, revision: i64) -> Result<(), DbError> {
    if workshop.stage == Stage::Open {
        for one in enrolments::of(tx, workshop.id).await?.iter().filter(|one| one.counts()) {
            Tell::changed(tx, one.id, News::Changed, revision).await?;
        }
    }
    tell(tx, workshop, revision).await
}

/// Tells the house that what the public may see of a workshop changed.
pub async fn tell(tx: &mut Tx, workshop: &Workshop, revision: i64) -> Result<(), DbError> {
    if workshop.opened_at.is_some() {
        outbox::publish(tx, &PublicationChanged { id: workshop.id.cast(), revision }).await?;
    }
    tx.public_changed().await
}

/// Notes that something of its programme changed, and tells the house: what the public may see of it no more goes
/// at once.
pub async fn shown_anew(section: &Section, tx: &mut Tx, workshop: &Workshop) -> Result<(), DbError> {
    let revision = workshops::touch(tx, workshop.id).await?.unwrap_or(workshop.revision);
    let is_gone = !matches!(publication(tx, workshop.id.cast()).await?, Found::Here(_));
    if let (true, Ok(showcase)) = (is_gone && workshop.opened_at.is_some(), section.ask::<dyn Showcase>()) {
        showcase.take_down(tx, workshop.id.cast()).await?;
    }
    tell(tx, workshop, revision).await
}

/// What can be done with a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// It is announced.
    Announce,
    /// It is prepared again, as long as nobody enrolled.
    TakeBack,
    /// It does not take place; all who wanted to come are told.
    Cancel,
    /// It takes place after all.
    Resume,
}
griot_kernel::kept_as!(Move {
    Announce = "announce", "workshop-announce";
    TakeBack = "take-back", "workshop-take-back";
    Cancel = "cancel", "workshop-cancel";
    Resume = "resume", "workshop-resume";
});

/// The stage after a move, if the workshop may go there from here.
pub fn after(stage: Stage, wanted: Move) -> Option<Stage> {
    Some(match (stage, wanted) {
        (Stage::Draft, Move::Announce) | (Stage::Cancelled, Move::Resume) => Stage::Open,
        (Stage::Open, Move::TakeBack) => Stage::Draft,
        (Stage::Open, Move::Cancel) => Stage::Cancelled,
        _ => return None,
    })
}

/// Moves a workshop on, and tells whoever must know.
pub async fn go(
    section: &Section,
    tx: &mut Tx,
    workshop: &Workshop,
    wanted: Move,
) -> Result<Result<(), Refusal>, DbError> {
    let Some(to) = after(workshop.stage, wanted) else { return Ok(Err(Refusal::NotNow)) };
    let (words, now) = (&workshop.words, section.clock.now());
    let ready = (!words.place.is_empty() || !words.area.is_empty())
        && !words.languages.is_empty()
        && words.capacity > 0
        && workshop.ends_at > now;
    if to == Stage::Open && !ready {
        return Ok(Err(Refusal::NotReady));
    }
    let all = enrolments::of(tx, workshop.id).await?;
    if wanted == Move::TakeBack && all.iter().any(|one| one.counts()) {
        return Ok(Err(Refusal::NotNow));
    }
    let opened_at = if to == Stage::Open { workshop.opened_at.or(Some(now)) } else { workshop.opened_at };
    let cancelled_at = (to == Stage::Cancelled).then_some(now);
    if !workshops::go(tx, workshop.id, (workshop.stage, to), (opened_at, cancelled_at)).await? {
        return Ok(Err(Refusal::NotNow));
    }
    let moved = Workshop { stage: to, opened_at, ..workshop.clone() };
    let revision = workshop.revision + 1;
    match wanted {
        Move::Announce if workshop.opened_at.is_none() => {
            outbox::publish(tx, &WorkshopAnnounced { workshop: workshop.id.cast() }).await?;
        }
        Move::TakeBack => {
            // It must not be shown until the news of it is heard.
            if let Ok(showcase) = section.ask::<dyn Showcase>() {
                showcase.take_down(tx, workshop.id.cast()).await?;
            }
        }
        Move::Cancel | Move::Resume => {
            let news = if wanted == Move::Cancel { News::Cancelled } else { News::Changed };
            for one in all.iter().filter(|one| one.counts()) {
                Tell::changed(tx, one.id, news, revision).await?;
            }
        }
        Move::Announce => {}
    }
    tell(tx, &moved, revision).await?;
    Ok(Ok(()))
}

/// The workshop with this id, as the public may see it now.
pub async fn publication(tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
    let Some(workshop) = workshops::by_id(tx, id.cast()).await? else { return Ok(Found::Unknown) };
    let Some(programme) = programmes::by_id(tx, workshop.programme).await? else { return Ok(Found::Gone) };
    let words = &programme.words;
    let for_everyone = words.audience == Audience::Everyone && !words.is_sensitive;
    let (true, true, Some(published)) = (workshop.stage == Stage::Open, for_everyone, workshop.opened_at)
    else {
        return Ok(Found::Gone);
    };
    let text = format!("{}\n{}\n{}", words.description, workshop.words.note, workshop.words.area);
    Ok(Found::Here(Publication {
        id,
        kind: KIND.to_owned(),
        revision: workshop.revision,
        versions: vec![Version {
            language: words.language,
            title: web::title(&workshop, &programme).to_owned(),
            address: workshop.address(),
            summary: words.summary.clone(),
            search_text: griot_text::plain(&griot_text::markdown(&text)),
        }],
        author: None,
        container: None,
        tags: Vec::new(),
        image: None,
        published,
        campaign: programme.campaign.map(Id::as_uuid),
        sensitivity: Sensitivity::None,
    }))
}
