//! Days of the world, and the address at which other programs find the calendar.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    feed,
    rights::{PUBLISH, READ, WRITE},
    view::Done,
};
use crate::{
    model::world::DAYS,
    store::days::{self, WorldDay},
};

struct DayLine {
    id: String,
    when: String,
    title: String,
}

#[derive(Template)]
#[template(path = "days.html")]
struct DaysPage<'a> {
    v: &'a Visitor,
    days: Vec<DayLine>,
    feed: String,
    form: &'a DayForm,
    refusal: Option<String>,
    done: Option<String>,
    /// Offers the days of the world that are not here yet.
    usual: Option<String>,
    may_write: bool,
    may_renew: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DayForm {
    act: String,
    id: String,
    day: String,
    month: String,
    title: String,
}

/// Shows them.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let done = match query.done.as_str() {
        "renewed" => Some("channels-done-renewed"),
        "saved" => Some("channels-done-saved"),
        _ => None,
    };
    page(&section, &v, &DayForm::default(), None, done).await
}

async fn page(
    section: &Section,
    v: &Visitor,
    form: &DayForm,
    refusal: Option<&'static str>,
    done: Option<&'static str>,
) -> Result<Response, WebError> {
    let feed = feed::address(section, v).await?;
    let all = days::list(&mut *section.db.read().await?).await?;
    let usual = i64::try_from(missing(&all).len()).unwrap_or(0);
    let line = |day: WorldDay| DayLine {
        id: day.id.to_string(),
        when: v.words.with(
            "channels-day-when",
            [("day", i64::from(day.day).into()), ("month", month(v, day.month).into())],
        ),
        title: day.title,
    };
    let page = DaysPage {
        v,
        days: all.into_iter().map(line).collect(),
        feed,
        form,
        refusal: refusal.map(|key| v.words.t(key)),
        done: done.map(|key| v.words.t(key)),
        usual: (usual > 0 && v.may(&WRITE)).then(|| v.words.count("channels-days-usual", usual)),
        may_write: v.may(&WRITE),
        may_renew: v.may(&PUBLISH),
    };
    page.answer_form(refusal.is_some())
}

/// The days of the world of whose date nothing is known here.
fn missing(known: &[WorldDay]) -> Vec<(i8, i8, &'static str)> {
    let is_known = |day: i8, month: i8| known.iter().any(|one| (one.day, one.month) == (day, month));
    DAYS.iter().copied().filter(|(day, month, _)| !is_known(*day, *month)).collect()
}

fn month(v: &Visitor, month: i8) -> String {
    // The name of a month stands before the year wherever months are named.
    v.words.month(2000, month).replace("2000", "").trim().to_owned()
}

/// Adds a day, or all of the world, or takes one away.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<DayForm>,
) -> Result<Response, WebError> {
    v.require(&WRITE)?;
    if form.act == "remove" {
        let id = form.id.parse().map_err(|_| WebError::BadRequest)?;
        let mut tx = section.db.begin().await?;
        days::remove(&mut tx, id).await?;
        tx.commit().await?;
        return Ok(Redirect::to(&v.href("/desk/calendar/days?done=saved")).into_response());
    }
    if form.act == "usual" {
        let mut tx = section.db.begin().await?;
        let words = section.words(v.settings.language);
        for (day, month, key) in missing(&days::list(&mut tx).await?) {
            let id = Id::secret(section.random.as_ref());
            let title = words.t(key);
            days::insert(&mut tx, &WorldDay { id, month, day, title, language: words.language() }).await?;
        }
        tx.commit().await?;
        return Ok(Redirect::to(&v.href("/desk/calendar/days?done=saved")).into_response());
    }
    let (day, month) = (form.day.trim().parse::<i8>(), form.month.trim().parse::<i8>());
    // The year of a leap, so that 29 February is a day.
    let is_day = |day: i8, month: i8| jiff::civil::Date::new(2000, month, day).is_ok();
    let (Ok(day), Ok(month)) = (day, month) else {
        return page(&section, &v, &form, Some("channels-refused-day"), None).await;
    };
    let title: String = form.title.trim().chars().take(200).collect();
    if title.is_empty() || !is_day(day, month) {
        return page(&section, &v, &form, Some("channels-refused-day"), None).await;
    }
    let id = Id::secret(section.random.as_ref());
    let mut tx = section.db.begin().await?;
    days::insert(&mut tx, &WorldDay { id, month, day, title, language: v.settings.language }).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/calendar/days?done=saved")).into_response())
}
