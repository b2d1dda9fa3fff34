//! A letter that was sent to a public list, as anybody can read it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_web::{Answer, Section, Visitor, WebError};

use crate::{
    letter,
    model::mailing::opened,
    store::{audiences, deliveries, mailings},
};

#[derive(Template)]
#[template(path = "newsletter_issue.html")]
struct IssuePage<'a> {
    v: &'a Visitor,
    title: String,
    list: String,
    day: String,
    language: String,
    html: String,
}

/// Shows it.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let mailing = mailings::public_by_slug(&mut db, &slug).await?.ok_or(WebError::NotFound)?;
    let delivery = deliveries::by_id(&mut db, mailing.delivery).await?.ok_or(WebError::NotFound)?;
    let list = match mailing.audience {
        Some(id) => audiences::by_id(&mut db, id).await?,
        None => None,
    };
    let message = &delivery.message;
    let words = section.words(message.language);
    let page = IssuePage {
        v: &v,
        title: opened(&message.text).0.to_owned(),
        list: list.map(|list| list.name_in(message.language).to_owned()).unwrap_or_default(),
        day: v.words.day(delivery.due_at),
        language: message.language.to_string(),
        html: letter::body_html(message, &section.url(""), &words),
    };
    page.answer_public()
}
