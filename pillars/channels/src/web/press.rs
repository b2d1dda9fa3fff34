//! The press: what went to it, and how the section speaks to it.

pub(super) mod communique;
pub(super) mod journalists;
pub(super) mod public;
pub(super) mod recipients;
pub(super) mod replies;
pub(super) mod review;
pub(super) mod roster;
pub(super) mod send;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::rights::{PUBLISH, READ, WRITE};
use crate::{
    acts::press,
    model::{
        network::Network,
        press::{Clip, PressWays, Tone},
    },
    store::{channels, communiques, items, reviews},
};

/// What was typed, in one line and no longer than this.
pub(super) fn line(typed: &str, most: usize) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
}

/// What was typed, in its own lines and no longer than this.
pub(super) fn lines(typed: &str, most: usize) -> String {
    typed.replace("\r\n", "\n").trim().chars().take(most).collect()
}

/// A day as a form gives it; `Err` when something else was typed.
pub(super) fn day(typed: &str) -> Result<Option<Timestamp>, ()> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(|day| Some(Timestamp::start_of(day))).map_err(|_| ()),
    }
}

/// A day as a form wants it.
pub(super) fn day_field(at: Option<Timestamp>) -> String {
    at.map(|at| at.day().to_string()).unwrap_or_default()
}

/// What is said after an act, by the word in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    done: String,
}

impl Done {
    pub(super) fn sentence(&self, v: &Visitor) -> Option<String> {
        let key = match self.done.as_str() {
            "saved" => "channels-done-kept",
            "forgotten" => "channels-done-journalist-forgotten",
            "brought" => "channels-done-journalists",
            "sending" => "channels-done-sending",
            "removed" => "channels-done-removed",
            _ => return None,
        };
        Some(v.words.t(key))
    }
}

/// How many articles speak for it, take no side, speak against it.
pub(super) fn tally(v: &Visitor, clips: &[Clip]) -> Option<String> {
    let count =
        |tone: Tone| i64::try_from(clips.iter().filter(|clip| clip.tone == tone).count()).unwrap_or(i64::MAX);
    (!clips.is_empty()).then(|| {
        let values = [
            ("for", count(Tone::For).into()),
            ("neutral", count(Tone::Neutral).into()),
            ("against", count(Tone::Against).into()),
        ];
        v.words.with("channels-press-tally", values)
    })
}

struct Line {
    href: String,
    title: String,
    name: String,
    stage: String,
    mood: &'static str,
    embargo: Option<String>,
    tally: Option<String>,
}

#[derive(Template)]
#[template(path = "press.html")]
struct PressPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    has_channel: bool,
    may_publish: bool,
    may_write: bool,
    done: Option<String>,
}

/// What goes to the press and what came of it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let now = section.clock.now();
    let mut found = Vec::new();
    for id in communiques::list(&mut db, 50).await? {
        let Some(item) = items::by_id(&mut db, id).await? else { continue };
        let one = communiques::of(&mut db, id).await?.unwrap_or_default();
        found.push(Line {
            href: v.href(&format!("/desk/items/{id}/communique")),
            name: press::name(&v.words, &one),
            title: item.title,
            stage: v.words.t(item.stage.key()),
            mood: item.stage.mood(),
            embargo: item.embargo_until.filter(|until| now < *until).map(|until| v.words.moment(until)),
            tally: tally(&v, &reviews::clips_of(&mut db, id).await?),
        });
    }
    let has_channel = channels::list(&mut db).await?.iter().any(|one| one.network == Network::Press);
    PressPage {
        v: &v,
        lines: found,
        has_channel,
        may_publish: v.may(&PUBLISH),
        may_write: v.may(&WRITE),
        done: done.sentence(&v),
    }
    .answer()
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WaysForm {
    about: String,
    place: String,
    reply_days: String,
}

#[derive(Template)]
#[template(path = "press_ways.html")]
struct WaysPage<'a> {
    v: &'a Visitor,
    form: &'a WaysForm,
    refusal: Option<String>,
}

/// How the section speaks to the press.
pub(super) async fn ways(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let kept = kept_ways(&mut *section.db.read().await?).await?;
    let form = WaysForm { about: kept.about, place: kept.place, reply_days: kept.reply_days.to_string() };
    WaysPage { v: &v, form: &form, refusal: None }.answer()
}

async fn kept_ways(db: &mut Conn) -> Result<PressWays, WebError> {
    Ok(communiques::ways(db).await?)
}

/// Changes how the section speaks to the press.
pub(super) async fn save_ways(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<WaysForm>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let days = form.reply_days.trim().parse().ok().filter(|days| (1..=3650).contains(days));
    let Some(reply_days) = days else {
        let refusal = Some(v.words.t("channels-refused-reply-days"));
        return WaysPage { v: &v, form: &form, refusal }.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    };
    let ways = PressWays { about: lines(&form.about, 4_000), place: line(&form.place, 100), reply_days };
    let mut tx = section.db.begin().await?;
    communiques::set_ways(&mut tx, &ways).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/press?done=saved")).into_response())
}
