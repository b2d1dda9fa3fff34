//! The queue of comments that someone should look at.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::{Page, PageRequest, PersonId};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    threads,
    view::{Byline, Link, Names, Pages},
};
use crate::{
    acts::judge::{Judgement, Judging, JudgingRefusal, judge as judge_by, others_judge},
    model::{CommentId, CommentState, Writer},
    store::moderation,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    show: Option<String>,
    page: Option<u32>,
    done: Option<String>,
}

struct Item {
    id: CommentId,
    byline: Byline,
    when: String,
    body: String,
    about: Link,
    reason: Option<String>,
    reports: Vec<String>,
    state: CommentState,
    mark: String,
    judged: Option<String>,
    /// Whether the reader may judge it: others judge one's own words.
    yours: bool,
}

#[derive(Template)]
#[template(path = "moderation.html")]
struct QueuePage<'a> {
    v: &'a Visitor,
    own: bool,
    tabs: Vec<(Link, bool)>,
    items: Page<Item>,
    pages: Pages,
    act: &'static str,
    show: &'static str,
    done: Option<String>,
    refusal: Option<String>,
}

impl QueuePage<'_> {
    fn is(&self, item: &Item, state: &str) -> bool {
        item.state.as_str() == state
    }
}

const TABS: [(&str, &str); 4] = [
    ("waiting", "moderation-tab-waiting"),
    ("suspected", "moderation-tab-suspected"),
    ("reported", "moderation-tab-reported"),
    ("hidden", "moderation-tab-hidden"),
];

/// Comments of all blogs, for the desk.
pub(super) async fn queue(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    // Whoever holds the right in some blogs only has their own queue.
    if !v.may(&super::MODERATE) {
        return Ok(Redirect::to(&v.href("/me/comments")).into_response());
    }
    page(&section, &v, wanted, None, None).await?.answer()
}

/// Comments of the blogs that a member edits.
pub(super) async fn own_queue(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let editor = v.signed_in()?.id;
    page(&section, &v, wanted, Some(editor), None).await?.answer()
}

async fn page<'a>(
    section: &Section,
    v: &'a Visitor,
    wanted: Wanted,
    editor: Option<PersonId>,
    refusal: Option<String>,
) -> Result<QueuePage<'a>, WebError> {
    let request = PageRequest::new(wanted.page.unwrap_or(1), 20);
    let show = tab(wanted.show.as_deref().unwrap_or_default());
    let reader = v.signed_in()?.id;
    let mut db = section.db.read().await?;
    let found = match show {
        "reported" => moderation::reported(&mut db, editor, request).await?,
        word => {
            let state = word.parse().unwrap_or(CommentState::Waiting);
            moderation::in_state(&mut db, state, editor, request).await?
        }
    };
    let counts = moderation::counts(&mut db, editor).await?;
    let found = request.page(found);
    let writers = found.items.iter().filter_map(|one| one.comment.writer.person());
    let judges = found.items.iter().filter_map(|one| one.judged.map(|(person, _)| person));
    let names = Names::of(section, &mut db, writers.chain(judges)).await?;
    let mut items = Vec::new();
    for one in found.items {
        let reports =
            if one.reports > 0 { moderation::reasons(&mut db, one.comment.id).await? } else { Vec::new() };
        let path = one.comment.path(&one.blog_slug, &one.post_slug);
        let hidden = one.judged.filter(|_| one.comment.state == CommentState::Hidden);
        let yours = one.comment.writer == Writer::Member(reader);
        items.push(Item {
            id: one.comment.id,
            byline: threads::byline(v, &names, &one.comment.writer),
            when: v.words.moment(one.comment.at),
            about: Link { href: v.href(&path), label: one.post_title },
            reason: one.comment.reason.as_deref().map(|reason| threads::said(v, reason)),
            mark: one.comment.mark(),
            body: one.comment.body,
            reports,
            state: one.comment.state,
            judged: hidden.map(|(person, at)| {
                let who = names.byline(v, Some(person)).name;
                v.words.with("moderation-hidden-by", [("name", who.into()), ("day", v.day(at).into())])
            }),
            yours: yours && others_judge(section, &mut db, &one.blog_slug, reader).await?,
        });
    }
    let base = if editor.is_some() { "/me/comments" } else { "/desk/moderation" };
    let items = Page { items, number: found.number, more: found.more };
    let waits = |word: &str| match word {
        "waiting" => counts.waiting,
        "suspected" => counts.suspected,
        "reported" => counts.reported,
        _ => 0,
    };
    let tab = |(word, key): (&str, &str)| {
        let label = v.counted(v.words.t(key), waits(word));
        (Link { href: v.href(&format!("{base}?show={word}")), label }, word == show)
    };
    let pages = Pages::of(v, &items, &format!("{base}?show={show}"));
    Ok(QueuePage {
        v,
        own: editor.is_some(),
        tabs: TABS.into_iter().map(tab).collect(),
        pages: if show == "hidden" { pages } else { pages.oldest_first() },
        items,
        act: base,
        show,
        done: wanted.done.as_deref().and_then(sentence).map(|key| v.words.t(key)),
        refusal,
    })
}

fn tab(wanted: &str) -> &'static str {
    TABS.iter().map(|(word, _)| *word).find(|word| *word == wanted).unwrap_or("waiting")
}

/// What is said after a judgement, by the word in the address.
fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "approve" => "moderation-done-approve",
        "hide" => "moderation-done-hide",
        "reinstate" => "moderation-done-reinstate",
        "keep" => "moderation-done-keep",
        _ => return None,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct JudgementForm {
    act: String,
    reason: String,
    show: String,
    mark: String,
}

/// The desk decides.
pub(super) async fn judge(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<JudgementForm>,
) -> Result<Response, WebError> {
    decide(&section, &v, &id, form, "/desk/moderation").await
}

/// An editor of the blog decides.
pub(super) async fn judge_own(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<JudgementForm>,
) -> Result<Response, WebError> {
    decide(&section, &v, &id, form, "/me/comments").await
}

async fn decide(
    section: &Section,
    v: &Visitor,
    id: &str,
    form: JudgementForm,
    base: &str,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let id: CommentId = id.parse().map_err(|_| WebError::NotFound)?;
    let act: Judgement = form.act.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    let judging = Judging { member, comment: id, act, mark: &form.mark, reason: &form.reason };
    let (refusal, status) = match judge_by(section, &mut tx, &judging).await? {
        Ok(()) => {
            tx.commit().await?;
            let to = format!("{base}?show={}&done={}", tab(&form.show), form.act);
            return Ok(Redirect::to(&v.href(&to)).into_response());
        }
        Err(refusal @ JudgingRefusal::Changed) => (refusal, StatusCode::CONFLICT),
        Err(refusal @ JudgingRefusal::Own) => (refusal, StatusCode::UNPROCESSABLE_ENTITY),
    };
    drop(tx);
    let wanted = Wanted { show: Some(form.show), ..Wanted::default() };
    let editor = (base == "/me/comments").then_some(member.id);
    page(section, v, wanted, editor, Some(v.words.t(refusal.key()))).await?.answer_with(status)
}
