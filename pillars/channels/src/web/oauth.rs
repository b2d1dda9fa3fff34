//! Connecting an account by its owner's yes on its server: the way there, and the way back.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    channel::{find, refuse, server},
    rights::KEEP,
};
use crate::acts::{
    connect::NotOpen,
    oauth::{self, Back},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskForm {
    server: String,
}

#[derive(Template)]
#[template(path = "oauth.html")]
struct GoPage<'a> {
    v: &'a Visitor,
    id: String,
    name: String,
    server: String,
    href: String,
}

/// Makes the house known to the server that was named, and shows the way there. A form may lead to no other
/// site, so it is a link.
pub(super) async fn begin(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AskForm>,
) -> Result<Response, WebError> {
    v.require(&KEEP)?;
    let channel = find(&mut *section.db.read().await?, &id).await?;
    if !oauth::is_known(channel.network) {
        return Err(WebError::BadRequest);
    }
    let server = match server(&section, &form.server) {
        Ok(server) => server,
        Err(refusal) => {
            let typed = crate::model::channel::Channel { server: form.server, ..channel };
            return refuse(&section, &v, &typed, v.words.t(refusal)).await;
        }
    };
    match oauth::begin(&section, &channel, &server, &v.csrf).await.map_err(WebError::internal)? {
        Ok(url) => {
            let page = GoPage {
                v: &v,
                id: channel.id.to_string(),
                name: channel.name,
                server: url.host_str().unwrap_or_default().to_owned(),
                href: url.to_string(),
            };
            page.answer()
        }
        Err(NotOpen { key, said }) => {
            let typed = crate::model::channel::Channel { server: form.server, ..channel };
            refuse(&section, &v, &typed, v.words.put(key, "said", said)).await
        }
    }
}

/// What a server sends back with its owner.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Brought {
    code: String,
    state: String,
    error: String,
}

/// Takes its owner back from the server.
pub(super) async fn come_back(
    State(section): State<Section>,
    v: Visitor,
    Query(brought): Query<Brought>,
) -> Result<Response, WebError> {
    let member = v.require(&KEEP)?;
    let said = if brought.code.is_empty() { Err(brought.error.as_str()) } else { Ok(brought.code.as_str()) };
    let back = oauth::come_back(&section, &v.csrf, &brought.state, said).await;
    match back.map_err(WebError::internal)? {
        Back::Unknown => Ok(Redirect::to(&v.href("/desk/channels?refused=state")).into_response()),
        Back::Not(id, NotOpen { key, said }) => {
            let channel = find(&mut *section.db.read().await?, &id.to_string()).await?;
            refuse(&section, &v, &channel, v.words.put(key, "said", said)).await
        }
        Back::Connected(id, old_is_open) => {
            let mut tx = section.db.begin().await?;
            let log = section.ask::<dyn StaffLog>()?;
            log.note(&mut tx, member.id, "channels-log-connected", &format!("channel {id}")).await?;
            tx.commit().await?;
            let done = if old_is_open { "connected-old" } else { "connected" };
            Ok(Redirect::to(&v.href(&format!("/desk/channels/{id}?done={done}"))).into_response())
        }
    }
}
