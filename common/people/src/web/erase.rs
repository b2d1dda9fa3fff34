//! Leaving for good.

use askama::Template;
use axum::{extract::State, response::Response};
use griot_web::{Answer, Form, Session, Visitor, WebError, sessions};
use http::StatusCode;
use serde::Deserialize;

use super::{Said, moment, security};
use crate::{Section, acts};

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage<'a> {
    v: &'a Visitor,
    error: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EraseForm {
    current: String,
}

pub(super) async fn form(v: Visitor) -> Result<Response, WebError> {
    ErasePage { v: &v, error: None }.answer()
}

pub(super) async fn erase(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    Form(form): Form<EraseForm>,
) -> Result<Response, WebError> {
    let id = v.signed_in()?.id;
    let refused = |key: &str| {
        ErasePage { v: &v, error: Some(v.words.t(key)) }.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    if !security::is_own_passphrase(&section, &v, &form.current).await? {
        return refused("people-refused-current");
    }
    let mut tx = section.db.begin().await?;
    let mark = acts::letters::mark_of(&mut tx, &section.keys, id).await?;
    if let Err(refusal) = acts::leave::erase(&mut tx, moment(&section), id).await? {
        return refused(refusal.key());
    }
    if let Some(mark) = mark {
        griot_mailroom::let_go(&mut tx, mark).await?;
    }
    tx.commit().await?;
    sessions::sign_out(&session).await?;
    Said::new(&v, "people-erased", "/", "people-way-home").answer()
}
