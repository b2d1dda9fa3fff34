//! The daily letter, ended with one click: all of it, and then, whoever wants, what is to come on.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Page;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    view::Pages,
    wishes::{self, Wish, WishForm},
};
use crate::{acts::follow as acts, model::Pace};

#[derive(Template)]
#[template(path = "daily.html")]
struct DailyPage<'a> {
    v: &'a Visitor,
    act: String,
    wishes: Page<Wish>,
    pages: Pages,
    /// Whether the letter comes at all.
    comes: bool,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<u32>,
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    recipient: Uuid,
    mark: &str,
    number: u32,
    done: Option<String>,
) -> Result<DailyPage<'a>, WebError> {
    let path = format!("/unsubscribe/daily/{mark}");
    let wishes = wishes::of(db, v, recipient, Some(Pace::Daily), number).await?;
    Ok(DailyPage {
        v,
        act: v.href(&path),
        pages: Pages::of(v, &wishes, &path),
        comes: wishes.items.first().is_some_and(|wish| wish.stands),
        wishes,
        done,
    })
}

/// Shows what the daily letter gathers, and asks whether it should end.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let recipient = acts::by_daily_mark(&section.keys, &mark).ok_or(WebError::Gone)?;
    let mut db = section.db.read().await?;
    page(&mut db, &v, recipient, &mark, wanted.page.unwrap_or(1), None).await?.answer()
}

/// Ends the letter: by the button of the page, or by the mail program itself (RFC 8058). With a wish
/// in the form, it concerns this one alone.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Form(form): Form<WishForm>,
) -> Result<Response, WebError> {
    let recipient = acts::by_daily_mark(&section.keys, &mark).ok_or(WebError::Gone)?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let key = if form.id.is_empty() {
        acts::end_daily(&mut tx, recipient, now).await?;
        "daily-stopped"
    } else {
        wishes::change(&section, &mut tx, recipient, &form, now).await?;
        "alerts-saved"
    };
    let page = page(&mut tx, &v, recipient, &mark, 1, Some(v.words.t(key))).await?;
    tx.commit().await?;
    page.answer()
}
