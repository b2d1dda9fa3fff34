//! Asking to join: a name, a word about oneself, an address.

use std::time::Duration;

use askama::Template;
use axum::{extract::State, http::request::Parts, response::Response};
use griot_web::{Answer, Form, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{Said, email, moment};
use crate::{
    Section,
    acts::{self, join::Asking, naming},
    model::profile,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct JoinForm {
    name: String,
    about: String,
    address: String,
    time: String,
}

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage<'a> {
    v: &'a Visitor,
    form: &'a JoinForm,
    refusal: Option<Refusal>,
}

/// Which field was not taken, and the key of the sentence why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refusal {
    pub(super) field: &'static str,
    pub(super) key: &'static str,
}

pub(super) async fn form(v: Visitor) -> Result<Response, WebError> {
    if v.member.is_some() || !v.settings.open_to_requests {
        let key = if v.member.is_some() { "people-join-member" } else { "people-join-closed" };
        return Said::new(&v, key, "/", "people-way-home").answer();
    }
    JoinPage { v: &v, form: &JoinForm::default(), refusal: None }.answer_public()
}

/// Notes the request. Every address gets the same page.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Form(form): Form<JoinForm>,
) -> Result<Response, WebError> {
    if !v.settings.open_to_requests {
        return Err(WebError::Forbidden);
    }
    if !section.time_token_holds(&form.time) {
        return Err(WebError::ForeignForm);
    }
    section.limit(&parts, "join", 40, Duration::from_secs(20))?;
    let shown = |refusal: Refusal| {
        JoinPage { v: &v, form: &form, refusal: Some(refusal) }.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    match check(&section, &v, &form) {
        Ok(asking) => {
            let mut tx = section.db.begin().await?;
            acts::join::ask(&mut tx, &section.keys, moment(&section), asking).await?;
            tx.commit().await?;
            Said::new(&v, "people-join-sent", "/", "people-way-home").answer()
        }
        Err(refusal) => shown(refusal),
    }
}

fn check(section: &Section, v: &Visitor, form: &JoinForm) -> Result<Asking, Refusal> {
    let name = profile::name(&form.name).map_err(|r| Refusal { field: "name", key: r.key() })?;
    if naming::passes_for_the_house(&v.settings.name, &name) {
        return Err(Refusal { field: "name", key: profile::Refusal::Deceives.key() });
    }
    let about = profile::word(&form.about).map_err(|r| Refusal { field: "about", key: r.key() })?;
    let (email, digest) = email(section, &form.address).map_err(|key| Refusal { field: "address", key })?;
    let language = v.words.language();
    Ok(Asking { name, about, address: email, digest, language, invitation: None })
}
