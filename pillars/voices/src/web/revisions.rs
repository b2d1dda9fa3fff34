//! What a post said before, and going back to it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};

use super::{editor, reading, view::Names};
use crate::{
    acts::write,
    model::{Post, PostWords, Tag},
    store::{revisions, tags},
};

/// Revisions that the page lists.
const MOST: i64 = 200;
/// Texts longer than this together are compared paragraph by paragraph only.
const WORDS_UP_TO: usize = 60_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    number: Option<i64>,
}

struct Line {
    number: i64,
    href: String,
    when: String,
    by: String,
    current: bool,
}

/// A stretch of the difference.
struct Piece {
    kind: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "revisions.html")]
struct RevisionsPage<'a> {
    v: &'a Visitor,
    post: &'a Post,
    lines: Vec<Line>,
    shown: Option<i64>,
    may_restore: bool,
    title: Vec<Piece>,
    pieces: Vec<Piece>,
    action: String,
    edit: String,
}

/// The revisions, and the difference between one and the present text.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (_, post) = reading::own(&mut db, &v, &id).await?;
    let all = revisions::list(&mut db, post.id, MOST).await?;
    let names = Names::of(&section, &mut db, all.iter().filter_map(|r| r.by)).await?;
    let path = format!("/me/posts/{}/revisions", post.id);
    let shown = match wanted.number {
        Some(number) => Some(revisions::one(&mut db, post.id, number).await?.ok_or(WebError::NotFound)?),
        None => None,
    };
    let lines = all.iter().map(|one| Line {
        number: one.number,
        href: v.href(&format!("{path}?number={}", one.number)),
        when: v.words.moment(one.at),
        by: names.byline(&v, one.by).name,
        current: Some(one.number) == wanted.number,
    });
    let page = RevisionsPage {
        v: &v,
        lines: lines.collect(),
        shown: shown.as_ref().map(|one| one.number),
        may_restore: shown.as_ref().is_some_and(|one| one.body != post.body || one.title != post.title),
        title: shown.as_ref().map(|one| difference(&one.title, &post.title)).unwrap_or_default(),
        pieces: shown.as_ref().map(|one| difference(&one.body, &post.body)).unwrap_or_default(),
        action: v.href(&path),
        edit: v.href(&format!("/me/posts/{}", post.id)),
        post: &post,
    };
    page.answer()
}

/// What changed from `before` to `after`, in stretches.
fn difference(before: &str, after: &str) -> Vec<Piece> {
    let diff = if before.len() + after.len() < WORDS_UP_TO {
        TextDiff::from_words(before, after)
    } else {
        TextDiff::from_lines(before, after)
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Delete => "del",
            ChangeTag::Insert => "ins",
            ChangeTag::Equal => "same",
        };
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => pieces.push(Piece { kind, text: change.value().to_owned() }),
        }
    }
    pieces
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RestoreForm {
    number: i64,
}

/// Makes an earlier text the present one, as a new revision.
pub(super) async fn restore(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<RestoreForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let (blog, post) = reading::own(&mut tx, &v, &id).await?;
    let old = revisions::one(&mut tx, post.id, form.number).await?.ok_or(WebError::NotFound)?;
    let kept: Vec<Tag> = tags::of_post(&mut tx, post.id).await?;
    let sent = write::Sent {
        words: PostWords {
            title: old.title,
            body: old.body,
            canonical_url: post.canonical_url.clone().unwrap_or_default(),
            source_name: post.source_name.clone().unwrap_or_default(),
        },
        language: post.language,
        translation_of: post.translation_of,
        tags: kept,
    };
    let now = section.clock.now();
    if let Err(refusal) = write::save(&mut tx, &post, &sent, post.revision, member.id, now).await? {
        let fields = editor::fields_of(&mut tx, &post).await?;
        let sentence = v.words.t(refusal.key());
        return editor::again(&section, &mut tx, &v, &blog, &post, fields, sentence).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/posts/{}?done=restored", post.id))).into_response())
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_difference_says_what_went_and_what_came() {
        let seen: Vec<_> =
            difference("Un petit puits", "Un grand puits").into_iter().map(|p| (p.kind, p.text)).collect();
        let expected = [("same", "Un "), ("del", "petit"), ("ins", "grand"), ("same", " puits")];
        assert_eq!(seen, expected.map(|(kind, text)| (kind, text.to_owned())));
    }
}
