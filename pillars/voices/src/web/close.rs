//! Closing a blog and opening it again: asked on a page of its own, done by its button.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{blog_settings::own, sure::SurePage};
use crate::{
    acts::{close, staff},
    model::{Blog, BlogKind, BlogState},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    to: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CloseForm {
    act: String,
}

/// Whether this member may close the blog: whoever owns it, or whoever edits one that is no
/// single person's.
pub(super) fn may_close(v: &Visitor, blog: &Blog) -> bool {
    let owner = v.member.as_ref().is_some_and(|member| blog.owner == Some(member.id));
    owner || blog.kind != BlogKind::Person
}

/// Asks whether the blog should be closed, withdrawn or opened.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let blog = own(&mut db, &v, &id).await?;
    let to: BlogState = wanted.to.parse().map_err(|_| WebError::NotFound)?;
    if !may_close(&v, &blog) {
        return Err(WebError::Forbidden);
    }
    let (question, how, button) = match to {
        BlogState::Open => ("blog-open-question", "blog-open-how", "blog-open-again"),
        BlogState::Closed => ("blog-close-question", "blog-close-how", "blog-close"),
        BlogState::Withdrawn => ("blog-withdraw-question", "blog-withdraw-how", "blog-withdraw"),
    };
    let page = SurePage {
        v: &v,
        question: v.words.put(question, "title", &blog.title),
        quote: None,
        how: v.words.t(how),
        action: v.href(&format!("/me/blogs/{}/close", blog.id)),
        act: to.as_str(),
        button: v.words.t(button),
        back: v.href(&format!("/me/blogs/{}", blog.id)),
    };
    page.answer()
}

/// Closes, withdraws or opens the blog.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<CloseForm>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let blog = own(&mut tx, &v, &id).await?;
    let to: BlogState = form.act.parse().map_err(|_| WebError::BadRequest)?;
    if !may_close(&v, &blog) {
        return Err(WebError::Forbidden);
    }
    if close::set(&section, &mut tx, &blog, to).await? {
        let act = match to {
            BlogState::Open => "voices-log-blog-opened",
            BlogState::Closed => "voices-log-blog-closed",
            BlogState::Withdrawn => "voices-log-blog-withdrawn",
        };
        staff::with_blog(&section, &mut tx, v.signed_in()?, &blog, act).await?;
    }
    tx.commit().await?;
    let done = format!("/me/blogs/{}?done={}", blog.id, to.as_str());
    Ok(Redirect::to(&v.href(&done)).into_response())
}
