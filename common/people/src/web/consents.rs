//! What a member agreed to, and all that they ever said of it.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::ConsentChanged;
use griot_db::outbox;
use griot_web::{Answer, Form, Visitor, WebError};
use serde::Deserialize;

use super::{PageQuery, moment};
use crate::{
    Section,
    model::consent::{Answer as Said, Consent, PURPOSES, TEXT_VERSION},
    store,
};

#[derive(Template)]
#[template(path = "consents.html")]
struct ConsentsPage<'a> {
    v: &'a Visitor,
    asked: Vec<Line>,
    ledger: Vec<Past>,
    done: Option<String>,
}

struct Line {
    purpose: &'static str,
    sentence: String,
    given: bool,
}

struct Past {
    day: String,
    sentence: String,
    given: bool,
}

pub(super) async fn page(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<PageQuery>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let ledger = store::consents::of(&mut db, v.signed_in()?.id).await?;
    let latest: HashMap<&str, Said> = ledger.iter().map(|c| (c.purpose.as_str(), c.answer)).collect();
    let sentence = |purpose: &str| v.words.t(&format!("people-consent-{purpose}"));
    let asked = PURPOSES
        .iter()
        .map(|purpose| Line {
            purpose,
            sentence: sentence(purpose),
            given: latest.get(purpose) == Some(&Said::Given),
        })
        .collect();
    let past = ledger
        .iter()
        .rev()
        .map(|c| Past {
            day: v.words.moment(c.at),
            sentence: sentence(&c.purpose),
            given: c.answer == Said::Given,
        })
        .collect();
    ConsentsPage { v: &v, asked, ledger: past, done: query.done(&v) }.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ConsentForm {
    purpose: String,
    answer: String,
}

/// Writes a line, unless it would say what already holds.
pub(super) async fn answer(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<ConsentForm>,
) -> Result<Response, WebError> {
    let person = v.signed_in()?.id;
    let purpose = PURPOSES.iter().find(|p| **p == form.purpose).ok_or(WebError::BadRequest)?;
    let said: Said = form.answer.parse().map_err(|_| WebError::BadRequest)?;
    let at = moment(&section);
    let mut tx = section.db.begin().await?;
    let ledger = store::consents::of(&mut tx, person).await?;
    let holds = ledger.iter().rev().find(|c| c.purpose == *purpose).map_or(Said::Withdrawn, |c| c.answer);
    if holds != said {
        let consent = Consent {
            purpose: (*purpose).to_owned(),
            answer: said,
            text_version: TEXT_VERSION.to_owned(),
            channel: "web".to_owned(),
            at: at.now,
        };
        store::consents::add(&mut tx, at.id(), person, &consent).await?;
        outbox::publish(&mut tx, &ConsentChanged { person }).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/me/consents?done=consent").into_response())
}
