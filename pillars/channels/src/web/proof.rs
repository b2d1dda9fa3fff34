//! An item as a letter: how it looks, before it goes, and a proof to whoever asks for one.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::Contacts;
use griot_db::Conn;
use griot_delivery::Email;
use griot_kernel::Sensitivity;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{HeaderValue, header};
use serde::Deserialize;
use url::Url;

use super::{item, rights::READ, view::Done};
use crate::{
    letter::{From, Sheet},
    model::{
        channel::{Channel, ChannelId},
        message::Message,
        network::Network,
    },
    store::{audiences, newsletters},
};

/// In which of its languages it is shown; in the first without.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Spoken {
    language: String,
}

/// An item as a letter on one of its channels.
struct Draft {
    channel: Channel,
    message: Message,
    sheet: Sheet,
    title: String,
}

async fn draft(
    section: &Section,
    db: &mut Conn,
    (id, channel): (&str, &str),
    language: &str,
) -> Result<Draft, WebError> {
    let whole = item::find(db, id).await?;
    let channel: ChannelId = channel.parse().map_err(|_| WebError::NotFound)?;
    let on_it = || whole.targets.iter().filter(|(_, one)| one.id == channel);
    let target = on_it().find(|(variant, _)| variant.language.as_str() == language);
    let target = target.or_else(|| on_it().next());
    let (variant, channel) = target.ok_or(WebError::NotFound)?;
    if channel.network != Network::Newsletter {
        return Err(WebError::NotFound);
    }
    let message = whole.message(variant, channel);
    let chosen = newsletters::of(db, channel.id).await?;
    let list = match &chosen {
        Some(chosen) => audiences::by_id(db, chosen.audience).await?,
        None => None,
    };
    let settings = section.settings();
    let from = From {
        section: &settings.name,
        list: list.as_ref().map_or(channel.name.as_str(), |list| list.name_in(message.language)),
        list_slug: list.as_ref().map_or("", |list| list.slug.as_str()),
        postal: chosen.as_ref().map_or("", |chosen| chosen.postal.as_str()),
        site: &section.url(""),
        page: None,
    };
    let words = section.words(message.language);
    let sheet = Sheet::new(&message, &from, &words).map_err(WebError::internal)?;
    Ok(Draft { channel: channel.clone(), message, sheet, title: whole.item.title.clone() })
}

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage<'a> {
    v: &'a Visitor,
    item: String,
    title: String,
    channel: String,
    language: String,
    look: String,
    text: String,
    weight: String,
    action: String,
    said: Option<String>,
}

/// Shows the letter as text, and leads to how it looks.
pub(super) async fn preview(
    State(section): State<Section>,
    v: Visitor,
    Path((id, channel)): Path<(String, String)>,
    Query(spoken): Query<Spoken>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let said = (done.done == "proof").then_some("channels-proof-done");
    preview_saying(&section, &v, (&id, &channel), &spoken.language, said).await
}

async fn preview_saying(
    section: &Section,
    v: &Visitor,
    (id, channel): (&str, &str),
    language: &str,
    said: Option<&'static str>,
) -> Result<Response, WebError> {
    let draft = draft(section, &mut *section.db.read().await?, (id, channel), language).await?;
    let language = draft.message.language;
    LetterPage {
        v,
        item: v.href(&format!("/desk/items/{id}")),
        title: draft.title,
        channel: draft.channel.name,
        language: language.to_string(),
        look: v.href(&format!("/desk/items/{id}/letter/{channel}/look?language={language}")),
        text: draft.sheet.text().replace("@LEAVE@", "…"),
        weight: v.words.bytes(draft.sheet.bytes()),
        action: v.href(&format!("/desk/items/{id}/letter/{channel}")),
        said: said.map(|key| v.words.t(key)),
    }
    .answer()
}

/// The letter itself, as mail programs show it: nothing in it runs, and nothing is loaded.
pub(super) async fn look(
    State(section): State<Section>,
    v: Visitor,
    Path((id, channel)): Path<(String, String)>,
    Query(spoken): Query<Spoken>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let draft = draft(&section, &mut *section.db.read().await?, (&id, &channel), &spoken.language).await?;
    let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
    ];
    Ok((headers, draft.sheet.html().replace("@LEAVE@", "#")).into_response())
}

/// Sends the letter to whoever asks, and to nobody else.
pub(super) async fn proof(
    State(section): State<Section>,
    v: Visitor,
    Path((id, channel)): Path<(String, String)>,
    Form(spoken): Form<Spoken>,
) -> Result<Response, WebError> {
    let member = v.require(&READ)?;
    let mut tx = section.db.begin().await?;
    // Whoever is at risk is not named in a letter, which lies in a mailbox for years.
    if item::find(&mut tx, &id).await?.sensitivity() >= Sensitivity::AtRiskPerson {
        drop(tx);
        return preview_saying(
            &section,
            &v,
            (&id, &channel),
            &spoken.language,
            Some("channels-refused-proof"),
        )
        .await;
    }
    let language = draft(&section, &mut tx, (&id, &channel), &spoken.language).await?.message.language;
    let job = crate::jobs::SendProof {
        item: id.parse().map_err(|_| WebError::NotFound)?,
        channel: channel.parse().map_err(|_| WebError::NotFound)?,
        person: member.id,
        language: Some(language),
    };
    griot_jobs::enqueue(&mut tx, &job).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/items/{id}/letter/{channel}?language={language}&done=proof")))
        .into_response())
}

/// A proof of a letter, to one of the house.
pub(crate) async fn proof_letter(
    section: &Section,
    job: &crate::jobs::SendProof,
) -> Result<Option<griot_delivery::Letter>, WebError> {
    let mut db = section.db.read().await?;
    let of = (&*job.item.to_string(), &*job.channel.to_string());
    let language = job.language.map(|language| language.to_string()).unwrap_or_default();
    let found = draft(section, &mut db, of, &language).await;
    let draft = match found {
        Ok(draft) => draft,
        // It was taken off the channel, or went, meanwhile.
        Err(WebError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let reader = section.ask::<dyn Contacts>()?.email(&mut db, job.person).await?;
    let Some(address) = reader.and_then(|reader| Email::parse(&reader.email).ok()) else { return Ok(None) };
    let none: Url = section.url("/newsletter").parse().map_err(WebError::internal)?;
    let id = format!("proof-{}-{}", job.item.as_uuid().simple(), section.clock.now().as_millisecond());
    let mut letter = draft.sheet.to(address, &none, id, section.clock.now());
    letter.unsubscribe = None;
    letter.list_id = None;
    let words = section.words(draft.message.language);
    letter.subject = words.put("channels-proof-subject", "subject", &letter.subject);
    Ok(Some(letter))
}
