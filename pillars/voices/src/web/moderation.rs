//! The queue of comments that someone should look at.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::{Contacts, StaffLog};
use griot_db::Conn;
use griot_kernel::{Page, PageRequest, PersonId};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    reading, threads,
    view::{Byline, Link, Names, Pages},
};
use crate::{
    acts::moderate,
    model::{CommentId, CommentMove, CommentState, Role, Suspicion, Writer, words_of},
    store::{blogs, comments, moderation, posts},
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
        let path = format!("/blogs/{}/{}", one.blog_slug, one.post_slug);
        let hidden = one.judged.filter(|_| one.comment.state == CommentState::Hidden);
        let yours = one.comment.writer == Writer::Member(reader);
        items.push(Item {
            id: one.comment.id,
            byline: threads::byline(v, &names, &one.comment.writer),
            when: v.words.moment(one.comment.at),
            about: Link { href: v.href(&path), label: one.post_title },
            reason: one.comment.reason.as_deref().map(|reason| said(v, reason)),
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
    Ok(QueuePage {
        v,
        own: editor.is_some(),
        tabs: TABS.into_iter().map(tab).collect(),
        pages: Pages::of(v, &items, &format!("{base}?show={show}")),
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

/// Whether somebody else than `person` may judge the comments of this blog. Nobody judges their
/// own words, unless there is no other.
async fn others_judge(
    section: &Section,
    db: &mut Conn,
    blog: &str,
    person: PersonId,
) -> Result<bool, WebError> {
    let Some(blog) = blogs::any_by_slug(db, blog).await? else { return Ok(false) };
    let authors = blogs::authors(db, blog.id).await?;
    if authors.iter().any(|(other, role)| *other != person && *role == Role::Editor) {
        return Ok(true);
    }
    let holders = section.ask::<dyn Contacts>()?.holders(db, super::MODERATE.name).await?;
    Ok(holders.iter().any(|other| *other != person))
}

/// A rule's word as a sentence; a moderator's own words as they are.
fn said(v: &Visitor, reason: &str) -> String {
    reason.parse::<Suspicion>().map_or_else(|_| reason.to_owned(), |why| v.words.t(why.key()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Judgement {
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
    Form(form): Form<Judgement>,
) -> Result<Response, WebError> {
    decide(&section, &v, &id, form, "/desk/moderation").await
}

/// An editor of the blog decides.
pub(super) async fn judge_own(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Judgement>,
) -> Result<Response, WebError> {
    decide(&section, &v, &id, form, "/me/comments").await
}

async fn decide(
    section: &Section,
    v: &Visitor,
    id: &str,
    form: Judgement,
    base: &str,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let id: CommentId = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    let comment = comments::by_id(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let post = posts::by_id(&mut tx, comment.post).await?.ok_or(WebError::NotFound)?;
    let blog = blogs::by_id(&mut tx, post.blog).await?.ok_or(WebError::NotFound)?;
    if !reading::judges(&mut tx, member, &blog).await? {
        return Err(WebError::NotFound);
    }
    if comment.mark() != form.mark {
        drop(tx);
        let wanted = Wanted { show: Some(form.show), ..Wanted::default() };
        let editor = (base == "/me/comments").then_some(member.id);
        let refusal = Some(v.words.t("moderation-refused-changed"));
        return page(section, v, wanted, editor, refusal).await?.answer_with(StatusCode::CONFLICT);
    }
    if comment.writer == Writer::Member(member.id)
        && others_judge(section, &mut tx, &blog.slug, member.id).await?
    {
        drop(tx);
        let wanted = Wanted { show: Some(form.show), ..Wanted::default() };
        let editor = (base == "/me/comments").then_some(member.id);
        let refusal = Some(v.words.t("moderation-refused-own"));
        let page = page(section, v, wanted, editor, refusal).await?;
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let now = section.clock.now();
    let reason: String = words_of(&form.reason).chars().take(500).collect();
    let noted = match form.act.as_str() {
        "approve" => {
            moderate::decide(&mut tx, &comment, &post, CommentMove::Approve, None, now).await?;
            "voices-log-comment-approved"
        }
        "hide" => {
            moderate::decide(&mut tx, &comment, &post, CommentMove::Hide, Some(&reason), now).await?;
            "voices-log-comment-hidden"
        }
        "reinstate" => {
            moderate::decide(&mut tx, &comment, &post, CommentMove::Reinstate, None, now).await?;
            "voices-log-comment-reinstated"
        }
        "keep" => {
            moderate::keep(&mut tx, &comment).await?;
            "voices-log-comment-kept"
        }
        _ => return Err(WebError::BadRequest),
    };
    section.ask::<dyn StaffLog>()?.note(&mut tx, member.id, noted, &format!("comment {id}")).await?;
    moderation::note_judge(&mut tx, id, member.id, now).await?;
    tx.commit().await?;
    let to = format!("{base}?show={}&done={}", tab(&form.show), form.act);
    Ok(Redirect::to(&v.href(&to)).into_response())
}
