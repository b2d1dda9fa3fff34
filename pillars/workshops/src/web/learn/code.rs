//! Coming with the code of an enrolment.

use axum::{extract::State, response::Response};
use griot_web::{Form, Section, Visitor, WebError};
use http::request::Parts;
use serde::Deserialize;

use super::{list, who};
use crate::{model::Refusal, web::view::lead};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeForm {
    code: String,
}

/// Leads whoever has a code to their courses.
pub(super) async fn enter(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Form(form): Form<CodeForm>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    match who::by_code(&section, &mut db, &parts, &form.code).await? {
        Some(one) => lead(&v, &format!("{}/learn", one.address())),
        None => list::again(&section, &mut db, &v, &form.code, Refusal::NoCode).await,
    }
}
