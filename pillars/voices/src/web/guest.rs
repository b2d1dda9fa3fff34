//! What is kept of a guest: their comments and wishes, one by one, and erasing it all.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::{Page, PageRequest};
use griot_mailroom::Mark;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    own_comment::may_change,
    threads,
    view::{Link, Pages},
    wishes::{self, Wish, WishForm},
};
use crate::{
    acts::{comment::html, follow as acts},
    store::{
        comments::{self, Placed},
        guests,
    },
};

/// Comments on a page.
const SIZE: u32 = 20;

/// A comment of theirs.
struct Said {
    about: Link,
    day: String,
    html: String,
    aside: Vec<String>,
    /// Below this one changes it or takes it away, while they may.
    path: Option<String>,
}

#[derive(Template)]
#[template(path = "guest.html")]
struct GuestPage<'a> {
    v: &'a Visitor,
    action: String,
    address: String,
    comments: i64,
    wishes_count: i64,
    said: Vec<Said>,
    pages: Pages,
    wishes: Page<Wish>,
    /// Where a wish is changed.
    act: String,
    more_wishes: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "guest_erased.html")]
struct ErasedPage<'a> {
    v: &'a Visitor,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Nothing {}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<u32>,
    wishes: Option<u32>,
    done: Option<String>,
}

/// What is said after an act, by the word in the address.
fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "edited" => "comment-edited-done",
        "waiting" => "comment-sent-waiting",
        "suspected" => "comment-sent-suspected",
        "deleted" => "comment-deleted-done",
        "saved" => "alerts-saved",
        _ => return None,
    })
}

/// Shows a guest what is kept of them.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let guest = acts::by_guest_mark(&mut db, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let (comments, wishes_count) = guests::kept_of(&mut db, guest.id).await?;
    let address = acts::address(&section.keys, &guest).map(|email| email.as_str().to_owned());
    let path = format!("/guest/{mark}");
    let request = PageRequest::new(wanted.page.unwrap_or(1), SIZE);
    let found = request.page(comments::of_guest(&mut db, guest.id, request).await?);
    let pages = Pages::of(&v, &found, &path);
    let said = |one: &Placed| Said {
        about: Link { href: v.href(&one.path()), label: one.post_title.clone() },
        day: v.day(one.comment.at),
        html: html(&one.comment.body, one.language).into_string(),
        aside: threads::aside(&v, &one.comment),
        path: may_change(&one.comment).then(|| format!("/guest/{mark}/comments/{}", one.comment.id)),
    };
    let wishes = wishes::of(&mut db, &v, guest.id.as_uuid(), None, wanted.wishes.unwrap_or(1)).await?;
    let page = GuestPage {
        v: &v,
        action: v.href(&path),
        address: address.unwrap_or_default(),
        comments,
        wishes_count,
        said: found.items.iter().map(said).collect(),
        pages,
        act: v.href(&format!("{path}/wishes")),
        more_wishes: wishes.more.then(|| v.href(&format!("{path}?wishes={}#wishes", wishes.number + 1))),
        wishes,
        done: wanted.done.as_deref().and_then(sentence).map(|key| v.words.t(key)),
    };
    page.answer()
}

/// Changes how soon the letters of one wish come, ends it, or takes it up again.
pub(super) async fn wish(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Form(form): Form<WishForm>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let guest = acts::by_guest_mark(&mut tx, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    wishes::change(&section, &mut tx, guest.id.as_uuid(), &form, section.clock.now()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/guest/{mark}?done=saved"))).into_response())
}

/// Erases it all.
pub(super) async fn erase(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let guest = acts::by_guest_mark(&mut tx, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    if let Some(address) = acts::address(&section.keys, &guest) {
        griot_mailroom::let_go(&mut tx, Mark::of(&section.keys, &address)).await?;
    }
    acts::erase_guest(&mut tx, guest.id).await?;
    tx.commit().await?;
    ErasedPage { v: &v }.answer()
}
