//! What one does with an entry of the internal room.

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_contracts::planning::{Drafts, Proposal};
use griot_kernel::Id;
use griot_web::{Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    entry::{again, of_path},
    room::base,
    view::{id_of, lead, note},
};
use crate::{
    model::{Audience, Entry, EntryKind, EntryWords, Made, Refusal, Reply, lines_of},
    store::{entries, replies},
};

/// What the forms below an entry send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    body: String,
    reply: String,
    audience: String,
    kind: String,
}

/// Says that one read an announcement.
pub(super) async fn read(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let entry = of_path(&mut tx, &v, &id).await?;
    entries::mark_read(&mut tx, entry.id, member.id, section.clock.now()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/{}?done=read", base(&v), entry.id))
}

/// Replies.
pub(super) async fn reply(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let entry = of_path(&mut tx, &v, &id).await?;
    let body = match lines_of(&form.body, 10_000) {
        Ok(body) if body.is_empty() => Err(Refusal::NoText),
        judged => judged,
    };
    let body = match body {
        Ok(body) => body,
        Err(refusal) => return again(&section, &mut tx, &v, &entry, form.body, refusal).await,
    };
    let reply = Reply {
        id: Id::secret(section.random.as_ref()),
        entry: entry.id,
        body,
        by: Some(member.id),
        at: section.clock.now(),
    };
    replies::insert(&mut tx, &reply).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/{}?done=replied#reply", base(&v), entry.id))
}

/// Takes a reply away: one's own, or by right another's.
pub(super) async fn remove_reply(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let entry = of_path(&mut tx, &v, &id).await?;
    let found = replies::by_id(&mut tx, id_of(&form.reply)?).await?;
    let reply = found.filter(|reply| reply.entry == entry.id).ok_or(WebError::NotFound)?;
    if reply.by != Some(member.id) {
        v.require(&super::ANNOUNCE)?;
        note(&section, &mut tx, member, "campaigns-log-reply-removed", reply.by, "reply").await?;
    }
    replies::remove(&mut tx, reply.id).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/{}?done=removed", base(&v), entry.id))
}

/// Takes an entry away: one's own, or by right another's.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let entry = of_path(&mut tx, &v, &id).await?;
    if entry.by != Some(member.id) {
        v.require(&super::ANNOUNCE)?;
        note(&section, &mut tx, member, "campaigns-log-entry-removed", entry.by, "entry").await?;
    }
    entries::remove(&mut tx, entry.id).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=removed", base(&v)))
}

/// Makes an announcement of a decision: the same words, nothing typed again.
pub(super) async fn announce(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let decision = of_path(&mut tx, &v, &id).await?;
    let audience = form.audience.parse::<Audience>();
    let refusal = match audience {
        _ if decision.words.kind != EntryKind::Decision => Some(Refusal::NotNow),
        Ok(Audience::Team) if decision.words.campaign.is_none() => Some(Refusal::NoCampaign),
        Ok(Audience::Members) if !v.may(&super::ANNOUNCE) => Some(Refusal::BadChoice),
        Ok(_) => None,
        Err(_) => Some(Refusal::BadChoice),
    };
    let (None, Ok(audience)) = (refusal, audience) else {
        let refusal = refusal.unwrap_or(Refusal::BadChoice);
        return again(&section, &mut tx, &v, &decision, String::new(), refusal).await;
    };
    let words = EntryWords { kind: EntryKind::Announcement, audience, ..decision.words };
    let entry = Entry {
        id: Id::secret(section.random.as_ref()),
        words,
        source: Some(decision.id),
        by: Some(member.id),
        at: section.clock.now(),
    };
    entries::insert(&mut tx, &entry).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/{}?done=added", base(&v), entry.id))
}

/// Makes a draft of a decision in another room, and leads to where one goes on with it.
pub(super) async fn make(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let entry = of_path(&mut tx, &v, &id).await?;
    if entry.words.kind != EntryKind::Decision {
        return again(&section, &mut tx, &v, &entry, String::new(), Refusal::NotNow).await;
    }
    let proposal = Proposal {
        by: member.id,
        title: entry.words.title.clone(),
        body: entry.words.body.clone(),
        language: section.settings().language,
        source: None,
        campaign: entry.words.campaign,
        line: entry.words.line,
    };
    let mut address = None;
    let moment = (section.clock.now(), section.random.as_ref());
    for who in section.all::<dyn Drafts>() {
        if who.kinds().iter().any(|kind| kind.name == form.kind) {
            address = who.propose(&mut tx, &form.kind, &proposal, moment).await?;
        }
    }
    let Some(address) = address else {
        return again(&section, &mut tx, &v, &entry, String::new(), Refusal::NotNow).await;
    };
    let made = Made { entry: entry.id, kind: form.kind, address: address.clone(), at: section.clock.now() };
    entries::note_made(&mut tx, &made).await?;
    tx.commit().await?;
    lead(&v, &address)
}
