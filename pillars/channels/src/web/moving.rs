//! Moving something to another hour: what dragging does, for a keyboard, a small screen, or without script.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::{
    people::StaffLog,
    planning::{Moved, Scheduled},
};
use griot_db::Conn;
use griot_kernel::{Timestamp, WorkId};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    rights::{PUBLISH, READ, WRITE, may_write},
    view::{self, obstacle},
};
use crate::{
    acts::plan::{self, Planned},
    model::{item::Item, week::hour_text},
    store::items,
};

#[derive(Template)]
#[template(path = "move.html")]
struct MovePage<'a> {
    v: &'a Visitor,
    what: String,
    title: String,
    hour: String,
    back: String,
    refusal: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MoveForm {
    what: String,
    /// A day alone keeps the hour.
    day: String,
    hour: String,
    back: String,
}

/// Asks for another hour.
pub(super) async fn ask_move(
    State(section): State<Section>,
    v: Visitor,
    Query(form): Query<MoveForm>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let thing = thing(&section, &mut db, &form.what).await?;
    let back = own_back(&form.back);
    MovePage { v: &v, hour: thing.shown(&v), what: form.what, title: thing.title, back, refusal: None }
        .answer()
}

struct Thing {
    title: String,
    at: Timestamp,
    item: Option<Item>,
}

impl Thing {
    /// When it is, as its field shows it.
    fn shown(&self, v: &Visitor) -> String {
        view::local(&v.settings.zone, Some(self.at))
    }
}

async fn thing(section: &Section, db: &mut Conn, what: &str) -> Result<Thing, WebError> {
    let (kind, id) = what.split_once(':').ok_or(WebError::NotFound)?;
    if kind == "item" {
        let id = id.parse().map_err(|_| WebError::NotFound)?;
        let item = items::by_id(db, id).await?.ok_or(WebError::NotFound)?;
        let at = item.planned_at.unwrap_or(section.clock.now());
        let title = item.title.clone();
        return Ok(Thing { title, at, item: Some(item) });
    }
    let id: WorkId = id.parse().map_err(|_| WebError::NotFound)?;
    let [from, until] = [0, i64::MAX].map(Timestamp::from_millisecond);
    for planner in section.all::<dyn Scheduled>() {
        // What stands for a day is changed where it is kept.
        let mut all = planner.list(db, from, until).await?.into_iter().filter(|work| !work.whole_day);
        if let Some(work) = all.find(|work| work.id == id) {
            return Ok(Thing { title: work.title, at: work.at, item: None });
        }
    }
    Err(WebError::NotFound)
}

fn own_back(typed: &str) -> String {
    Visitor::own_path(typed).filter(|path| path.starts_with("/desk/")).unwrap_or("/desk/calendar").to_owned()
}

/// Moves something to another hour. What another room keeps is moved by that room.
pub(super) async fn act_move(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<MoveForm>,
) -> Result<Response, WebError> {
    let member = v.require(&READ)?;
    let (now, random) = (section.clock.now(), section.random.as_ref());
    let mut tx = section.db.begin().await?;
    let thing = thing(&section, &mut tx, &form.what).await?;
    let zone = &v.settings.zone;
    let typed = match form.day.trim() {
        "" => view::moment(zone, &form.hour, Some(thing.at)),
        day => view::moment(zone, &format!("{day}T{}", hour_text(zone, thing.at)), None),
    };
    let refusal = match (typed, &thing.item) {
        (Ok(Some(at)), Some(item)) => {
            let scheduled = item.stage == crate::model::item::Stage::Scheduled;
            v.require(if scheduled { &PUBLISH } else { &WRITE })?;
            if !scheduled && !may_write(member, item) {
                return Err(WebError::Forbidden);
            }
            match plan::move_to(&mut tx, item, at, member.id, (now, random)).await? {
                Planned::Done => None,
                Planned::Refused(obstacles) => obstacles.first().map(|one| obstacle(&v, one)),
            }
        }
        (Ok(Some(at)), None) => {
            v.require(&PUBLISH)?;
            let refusal = move_work(&section, &mut tx, &v, &form.what, at, now).await?;
            if refusal.is_none() {
                let log = section.ask::<dyn StaffLog>()?;
                log.note(&mut tx, member.id, "channels-log-moved-work", &form.what).await?;
            }
            refusal
        }
        (Ok(None), _) => Some(v.words.t("channels-refused-no-hour")),
        (Err(key), _) => Some(v.words.t(key)),
    };
    let back = own_back(&form.back);
    if let Some(refusal) = refusal {
        drop(tx);
        let page = MovePage {
            v: &v,
            hour: if form.hour.is_empty() { thing.shown(&v) } else { form.hour },
            what: form.what,
            title: thing.title,
            back,
            refusal: Some(refusal),
        };
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    tx.commit().await?;
    // Whoever moves one thing after another comes from a page that says so already.
    let back = back.replace("&done=moved", "").replace("?done=moved", "");
    let joint = if back.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&v.href(&format!("{back}{joint}done=moved"))).into_response())
}

async fn move_work(
    section: &Section,
    tx: &mut griot_db::Tx,
    v: &Visitor,
    what: &str,
    at: Timestamp,
    now: Timestamp,
) -> Result<Option<String>, WebError> {
    if at < now {
        return Ok(Some(v.words.t("channels-refused-hour-past")));
    }
    let id = what.strip_prefix("work:").and_then(|id| id.parse().ok()).ok_or(WebError::NotFound)?;
    for planner in section.all::<dyn Scheduled>() {
        match planner.move_to(tx, id, at).await? {
            Moved::Done => return Ok(None),
            Moved::Unknown => {}
            Moved::NotWaiting => return Ok(Some(v.words.t("channels-refused-under-way"))),
            Moved::TooLate => return Ok(Some(v.words.t("channels-refused-hour-too-late"))),
        }
    }
    Err(WebError::NotFound)
}
