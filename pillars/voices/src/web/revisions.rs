//! What a post said before, and going back to it.

use std::time::Duration;

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
    acts::{staff, write},
    model::{Post, PostWords, Tag},
    store::{revisions, tags},
};

/// Revisions that the page lists.
const MOST: i64 = 200;
/// Texts longer than this together are compared paragraph by paragraph only.
const WORDS_UP_TO: usize = 60_000;
/// How long the shortest way from one text to the other is looked for; then a longer one does.
const PATIENCE: Duration = Duration::from_millis(200);
/// Stretches of a difference that still help a reader.
const MOST_PIECES: usize = 2_000;

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
    too_different: bool,
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
    drop(db);
    let pieces = match &shown {
        Some(old) => compared(old.body.clone(), post.body.clone(), MOST_PIECES).await?,
        None => Some(Vec::new()),
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
        too_different: pieces.is_none(),
        pieces: pieces
            .or_else(|| shown.map(|old| one_after_the_other(old.body, &post.body)))
            .unwrap_or_default(),
        action: v.href(&path),
        edit: v.href(&format!("/me/posts/{}", post.id)),
        post: &post,
    };
    page.answer()
}

/// What changed between two texts, found beside those who wait for pages; `None` when that is
/// more than helps anyone.
async fn compared(before: String, after: String, most: usize) -> Result<Option<Vec<Piece>>, WebError> {
    let compare = move || difference(&before, &after);
    let pieces = tokio::task::spawn_blocking(compare).await.map_err(WebError::internal)?;
    Ok(Some(pieces).filter(|pieces| pieces.len() <= most))
}

/// The texts that have too little in common, whole.
fn one_after_the_other(before: String, after: &str) -> Vec<Piece> {
    vec![Piece { kind: "del", text: before + "\n\n" }, Piece { kind: "ins", text: after.to_owned() }]
}

/// What changed from `before` to `after`, in stretches.
fn difference(before: &str, after: &str) -> Vec<Piece> {
    let mut how = TextDiff::configure();
    how.timeout(PATIENCE);
    let diff = if before.len() + after.len() < WORDS_UP_TO {
        how.diff_words(before, after)
    } else {
        how.diff_lines(before, after)
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
        let fields = editor::fields_of(&mut tx, &v.settings.zone, &post).await?;
        let sentence = v.words.t(refusal.key());
        return editor::again(&section, &mut tx, &v, &blog, &post, fields, sentence).await;
    }
    staff::with_post(&section, &mut tx, member, &post, "voices-log-post-restored").await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/posts/{}?done=restored", post.id))).into_response())
}

#[cfg(test)]
mod tests {
    use super::{MOST_PIECES, compared, difference, one_after_the_other};

    #[test]
    fn a_difference_says_what_went_and_what_came() {
        let seen: Vec<_> =
            difference("Un petit puits", "Un grand puits").into_iter().map(|p| (p.kind, p.text)).collect();
        let expected = [("same", "Un "), ("del", "petit"), ("ins", "grand"), ("same", " puits")];
        assert_eq!(seen, expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    /// Lines of which no two are alike and of which some stand in both texts, elsewhere.
    fn lines(count: u64, seed: u64) -> String {
        let mut state = seed;
        let mut line = |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if n.is_multiple_of(3) { format!("ligne {}\n", state >> 50) } else { format!("{seed} {state}\n") }
        };
        (0..count).map(&mut line).collect()
    }

    #[tokio::test]
    async fn texts_that_have_little_in_common_are_shown_one_after_the_other() {
        let (before, after) = ("a x b x c".to_owned(), "d x e x f".to_owned());
        assert_eq!(compared(before.clone(), after.clone(), 8).await.unwrap().unwrap().len(), 8);
        assert!(compared(before.clone(), after.clone(), 7).await.unwrap().is_none());
        let whole = one_after_the_other(before, &after);
        assert_eq!(whole.iter().map(|piece| piece.kind).collect::<Vec<_>>(), ["del", "ins"]);
    }

    #[tokio::test]
    async fn long_texts_without_a_word_in_common_are_compared_in_bounded_time() {
        let begun = std::time::Instant::now();
        let (before, after) = (lines(9_000, 1), lines(9_000, 2));
        assert!(before.len() + after.len() > 300_000);
        let pieces = compared(before.clone(), after, MOST_PIECES).await.unwrap();
        assert!(pieces.is_none_or(|pieces| pieces.len() <= MOST_PIECES));
        let few =
            compared(before.clone(), before + "une ligne de plus\n", MOST_PIECES).await.unwrap().unwrap();
        assert_eq!(few.len(), 2);
        let words = |seed| lines(700, seed).replace('\n', " ");
        assert!(difference(&words(1), &words(2)).len() > 1);
        assert!(begun.elapsed() < std::time::Duration::from_secs(10));
    }
}
