//! The right of reply: what was said wrong, until when an answer can be asked for, and its text.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::{Id, Timestamp};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{Done, day, day_field, line, lines};
use crate::{
    acts::{propose, write},
    model::{
        item::{Item, Text},
        press::{Reply, ReplyState},
        week,
    },
    store::{communiques, reviews},
    web::rights::{READ, WRITE},
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ReplyForm {
    said: String,
    medium: String,
    who: String,
    said_on: String,
}

struct Line {
    id: String,
    said: String,
    medium: String,
    who: String,
    said_on: String,
    due_on: String,
    late: bool,
    state: String,
    asked: bool,
    item: Option<String>,
}

#[derive(Template)]
#[template(path = "replies.html")]
struct RepliesPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    days: i64,
    form: &'a ReplyForm,
    may_write: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// What was said wrong, and how far each answer is.
pub(in crate::web) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let now = section.clock.now();
    let form = ReplyForm { said_on: day_field(Some(now)), ..ReplyForm::default() };
    let mut db = section.db.read().await?;
    page(&mut db, &v, now, &form, (None, done.sentence(&v))).await
}

async fn page(
    db: &mut Conn,
    v: &Visitor,
    now: Timestamp,
    form: &ReplyForm,
    (refusal, done): (Option<&'static str>, Option<String>),
) -> Result<Response, WebError> {
    let line = |one: Reply| Line {
        id: one.id.to_string(),
        said_on: v.words.day(one.said_on),
        due_on: v.words.day(one.due_on),
        late: one.state == ReplyState::Asked && one.due_on < now,
        state: v.words.t(one.state.key()),
        asked: one.state == ReplyState::Asked,
        item: one.item.map(|id| v.href(&format!("/desk/items/{id}"))),
        said: one.said,
        medium: one.medium,
        who: one.who,
    };
    let page = RepliesPage {
        v,
        lines: reviews::replies(db).await?.into_iter().map(line).collect(),
        days: communiques::ways(db).await?.reply_days,
        form,
        may_write: v.may(&WRITE),
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Keeps what was said wrong.
pub(in crate::web) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<ReplyForm>,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let (said, medium) = (lines(&form.said, 4_000), line(&form.medium, 150));
    let said_on = day(&form.said_on).ok().flatten();
    let refusal = match said_on {
        _ if said.is_empty() => Some("channels-refused-no-said"),
        _ if medium.is_empty() => Some("channels-refused-no-medium"),
        None => Some("channels-refused-press-day"),
        Some(_) => None,
    };
    let (Some(said_on), None) = (said_on, refusal) else {
        return page(&mut tx, &v, now, &form, (refusal, None)).await;
    };
    let days = communiques::ways(&mut tx).await?.reply_days;
    let reply = Reply {
        id: Id::new(now, section.random.as_ref()),
        said,
        medium,
        who: line(&form.who, 150),
        said_on,
        due_on: Timestamp::start_of(week::later(said_on.day(), days)),
        state: ReplyState::Asked,
        item: None,
        by: Some(by),
        at: now,
    };
    reviews::add_reply(&mut tx, &reply).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/press/replies?done=saved")).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ActForm {
    act: String,
}

/// Says how far an answer is, or begins its text.
pub(in crate::web) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let at = (section.clock.now(), section.random.as_ref());
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    let reply = reviews::reply(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let path = if form.act == "write" {
        let title = v.words.put("channels-reply-title", "medium", &reply.medium);
        let blank = propose::blank(&title, v.settings.language, at);
        let item = Item { author: Some(by), ..blank };
        let text = Text {
            language: item.language,
            body: v.words.with(
                "channels-reply-body",
                [
                    ("medium", reply.medium.clone().into()),
                    ("day", v.words.day(reply.said_on).into()),
                    ("said", reply.said.clone().into()),
                ],
            ),
            warning: String::new(),
            link: String::new(),
        };
        match reply.item {
            Some(known) => format!("/desk/items/{known}"),
            None => {
                write::begin(&mut tx, &item, &text, at).await?;
                reviews::set_reply_item(&mut tx, id, item.id).await?;
                format!("/desk/items/{}/edit", item.id)
            }
        }
    } else {
        let state = ReplyState::of(&form.act).ok_or(WebError::BadRequest)?;
        reviews::set_reply_state(&mut tx, id, state).await?;
        "/desk/press/replies?done=saved".to_owned()
    };
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&path)).into_response())
}
