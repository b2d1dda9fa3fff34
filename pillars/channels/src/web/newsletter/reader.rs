//! What a reader decides by the links in their letters. Programs that check mail follow links, so each asks
//! first; what mail programs do by one click (RFC 8058) is a POST.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{ListChoice, choices};
use crate::{
    acts::subscribe::{self, by_confirm_mark, by_leave_mark, leave_mark},
    model::audience::{AudienceId, Standing, Subscriber},
    store::{audiences, subscribers},
    web::view::{self, Choice, Done},
};

#[derive(Template)]
#[template(path = "newsletter_confirm.html")]
struct ConfirmPage<'a> {
    v: &'a Visitor,
    action: String,
    lists: Vec<String>,
}

#[derive(Template)]
#[template(path = "newsletter_reader.html")]
struct ReaderPage<'a> {
    v: &'a Visitor,
    action: String,
    /// The list from which the letter came.
    list: String,
    /// Whether they are on it.
    on_it: bool,
    /// On how many lists they are.
    on: usize,
    lists: Vec<ListChoice>,
    languages: Vec<Choice>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Nothing {}

/// Asks whether the wish is theirs.
pub(in crate::web) async fn ask_confirm(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let reader = by_confirm_mark(&mut db, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let mut lists = Vec::new();
    for one in subscribers::of_mark(&mut db, &reader.mark).await? {
        if one.standing == Standing::Pending
            && let Some(list) = audiences::by_id(&mut db, one.audience).await?
        {
            lists.push(list.name_in(v.words.language()).to_owned());
        }
    }
    if lists.is_empty() {
        let own = leave_mark(&section.keys, reader.id);
        return Ok(Redirect::to(&v.href(&format!("/newsletter/leave/{own}"))).into_response());
    }
    ConfirmPage { v: &v, action: v.href(&format!("/newsletter/confirm/{mark}")), lists }.answer()
}

/// The wish is theirs.
pub(in crate::web) async fn confirm(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let reader = by_confirm_mark(&mut tx, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    subscribe::confirm(&mut tx, &reader, section.clock.now()).await?;
    tx.commit().await?;
    let own = leave_mark(&section.keys, reader.id);
    Ok(Redirect::to(&v.href(&format!("/newsletter/leave/{own}?done=confirmed"))).into_response())
}

/// What is said after an act, by the word in the address.
fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "confirmed" => "channels-reader-confirmed",
        "saved" => "channels-reader-saved",
        "left" => "channels-reader-left",
        "left-all" => "channels-reader-left-all",
        _ => return None,
    })
}

/// Asks whether the letters should end; or what else should come.
pub(in crate::web) async fn ask_leave(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let reader = by_leave_mark(&mut db, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    page(&mut db, &v, &mark, &reader, &done.done).await
}

async fn page(
    db: &mut Conn,
    v: &Visitor,
    mark: &str,
    reader: &Subscriber,
    done: &str,
) -> Result<Response, WebError> {
    let known = subscribers::of_mark(db, &reader.mark).await?;
    let stands = |one: &&Subscriber| one.standing == Standing::Confirmed;
    let on: Vec<AudienceId> = known.iter().filter(stands).map(|one| one.audience).collect();
    let lists = audiences::list(db).await?;
    let own = lists.iter().find(|list| list.id == reader.audience);
    let language = known.iter().find(stands).map_or(reader.language, |one| one.language);
    let page = ReaderPage {
        v,
        action: v.href(&format!("/newsletter/leave/{mark}")),
        list: own.map(|list| list.name_in(v.words.language()).to_owned()).unwrap_or_default(),
        on_it: on.contains(&reader.audience),
        on: on.len(),
        lists: choices(v, &lists, &on, false),
        languages: view::languages(v, language.as_str()),
        done: sentence(done).map(|key| v.words.t(key)),
    };
    page.answer()
}

/// What a reader chose.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ReaderForm {
    act: String,
    language: String,
    list: Vec<String>,
}

/// Ends the letters of one list, by a button or by the mail program itself; ends all; or keeps what was
/// chosen. Doing it twice changes nothing.
pub(in crate::web) async fn change(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Form(form): Form<ReaderForm>,
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let reader = by_leave_mark(&mut tx, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let done = match form.act.as_str() {
        "save" => {
            let wanted: Vec<AudienceId> = form.list.iter().filter_map(|id| id.parse().ok()).collect();
            let language = form.language.parse().unwrap_or(reader.language);
            subscribe::choose(&mut tx, &reader, &wanted, language, now).await?;
            if wanted.is_empty() { "left-all" } else { "saved" }
        }
        "all" => {
            subscribe::choose(&mut tx, &reader, &[], reader.language, now).await?;
            "left-all"
        }
        _ => {
            subscribe::leave(&mut tx, &reader, now).await?;
            "left"
        }
    };
    tx.commit().await?;
    // A mail program reads no page: it is answered where it asked.
    let mut db = section.db.read().await?;
    let reader = subscribers::by_id(&mut db, reader.id).await?.ok_or(WebError::Gone)?;
    page(&mut db, &v, &mark, &reader, done).await
}
