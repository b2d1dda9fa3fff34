//! The rules of the house: how people talk with the section and below its texts, for everyone to read.

use askama::Template;
use axum::{extract::State, response::Response};
use griot_web::{Answer, Section, Visitor, WebError};

use crate::store::inbox::{self, TextKind};

#[derive(Template)]
#[template(path = "rules.html")]
struct RulesPage<'a> {
    v: &'a Visitor,
    html: String,
}

/// Shows them.
pub(super) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let own = inbox::text(&mut *section.db.read().await?, TextKind::Rules, v.words.language()).await?;
    let body = own.unwrap_or_else(|| v.words.put(TextKind::Rules.key(), "section", &v.settings.name));
    let html = griot_text::markdown(&body).to_string();
    RulesPage { v: &v, html }.answer_public()
}
