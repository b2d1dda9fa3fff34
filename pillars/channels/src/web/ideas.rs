//! Ideas: what other rooms published, and what somebody thought of.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_kernel::PageRequest;
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::rights::{READ, WRITE};
use crate::{
    model::item::Stage,
    store::{items, texts},
};

struct Idea {
    id: String,
    title: String,
    begins: String,
    day: String,
    source: Option<String>,
}

#[derive(Template)]
#[template(path = "ideas.html")]
struct IdeasPage<'a> {
    v: &'a Visitor,
    ideas: Vec<Idea>,
    number: u32,
    more: bool,
    may_write: bool,
    stage: &'static str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<u32>,
    stage: String,
}

/// Lists the ideas, the last one first; or what is put away, what is being written, what was taken back.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let stage = wanted.stage.parse().unwrap_or(Stage::Idea);
    let request = PageRequest::new(wanted.page.unwrap_or(1), 30);
    let mut db = section.db.read().await?;
    let found = items::at_stage(&mut db, stage, request.skip(), request.limit_and_one()).await?;
    let page = request.page(found);
    let mut ideas = Vec::new();
    for item in page.items {
        let body = texts::of(&mut db, item.id).await?.into_iter().next().map(|text| text.body);
        ideas.push(Idea {
            id: item.id.to_string(),
            title: item.title,
            begins: beginning(&body.unwrap_or_default()),
            day: v.words.day(item.created_at),
            source: item.source_address.map(|address| v.href(&address)),
        });
    }
    let page = IdeasPage {
        v: &v,
        ideas,
        number: page.number,
        more: page.more,
        may_write: v.may(&WRITE),
        stage: stage.as_str(),
    };
    page.answer()
}

fn beginning(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(220) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default()),
        None => words,
    }
}
