//! The sheet that is read on Monday: one page about a week, to be printed.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_contracts::campaigns::{Brought, WeekPart, WeekThing, Weekly};
use griot_kernel::Timestamp;
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::{public, strategy::figure, view::Figure};
use crate::{
    model::Stage,
    store::{campaigns, measures, parts, versions},
};

const DAY: i64 = 86_400_000;
/// The order of what went out; what it brought follows.
const OUT: u8 = 10;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    week: String,
}

struct Thing {
    href: Option<String>,
    title: String,
    day: Option<String>,
    note: String,
}

struct Part {
    title: String,
    none: String,
    count: i64,
    more: i64,
    things: Vec<Thing>,
}

#[derive(Template)]
#[template(path = "monday.html")]
struct MondayPage<'a> {
    v: &'a Visitor,
    title: String,
    is_last: bool,
    parts: Vec<Part>,
    objectives: Vec<Figure>,
    campaigns: Vec<(String, String, Vec<Figure>)>,
}

/// The Monday on which the week of this moment began.
pub(crate) fn monday_of(now: Timestamp) -> Timestamp {
    let day = now.day();
    let since = i64::from(day.weekday().to_monday_zero_offset());
    Timestamp::from_millisecond(Timestamp::start_of(day).as_millisecond() - since * DAY)
}

/// The sheet of this week, or of the last one.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let is_last = asked.week == "last";
    let back = if is_last { 7 * DAY } else { 0 };
    let from = Timestamp::from_millisecond(monday_of(now).as_millisecond() - back);
    let until = Timestamp::from_millisecond(from.as_millisecond() + 7 * DAY);
    let mut db = section.db.read().await?;
    let mut told: Vec<WeekPart> = Vec::new();
    let mut brought: Vec<Brought> = Vec::new();
    for who in section.all::<dyn Weekly>() {
        told.extend(who.week(&mut db, from, until, now).await?);
        brought.extend(who.brought(&mut db, from, until).await?);
    }
    told.sort_by_key(|part| part.order);
    let (out, rest): (Vec<_>, Vec<_>) = told.into_iter().partition(|part| part.order <= OUT);
    let parts = out.into_iter().map(|part| shown(&v, part)).chain([outcome(&v, brought)]);
    let known = measures::last(&mut db).await?;
    let lines = match versions::in_force(&mut db).await? {
        Some(version) => versions::lines(&mut db, version.number).await?,
        None => Vec::new(),
    };
    let mut running = Vec::new();
    for campaign in campaigns::public(&mut db).await?.into_iter().filter(|one| one.stage == Stage::Running) {
        let figures = parts::objectives(&mut db, campaign.id).await?;
        let figures = figures.iter().map(|one| public::objective(&v, one)).collect();
        running.push((v.href(&campaign.desk()), campaign.words.title, figures));
    }
    let last_day = Timestamp::from_millisecond(until.as_millisecond() - DAY);
    let values = [("from", v.day(from).into()), ("until", v.day(last_day).into())];
    MondayPage {
        title: v.words.with("monday-week", values),
        is_last,
        parts: parts.chain(rest.into_iter().map(|part| shown(&v, part))).collect(),
        objectives: lines.iter().filter_map(|line| figure(&v, line, &known)).collect(),
        campaigns: running,
        v: &v,
    }
    .answer()
}

/// What was brought by what went out.
fn outcome(v: &Visitor, brought: Vec<Brought>) -> Part {
    let thing = |one: Brought| {
        let facts: Vec<String> =
            one.facts.into_iter().map(|(key, count)| v.words.count(key, count)).collect();
        Thing { href: Some(v.href(&one.address)), title: one.title, day: None, note: facts.join(" · ") }
    };
    let things: Vec<Thing> = brought.into_iter().map(thing).collect();
    Part {
        title: v.words.t("week-brought"),
        none: v.words.t("week-brought-none"),
        count: i64::try_from(things.len()).unwrap_or(i64::MAX),
        more: 0,
        things,
    }
}

fn shown(v: &Visitor, part: WeekPart) -> Part {
    let thing = |one: WeekThing| Thing {
        href: Some(one.address).filter(|address| !address.is_empty()).map(|address| v.href(&address)),
        title: one.title,
        day: one.at.map(|at| v.words.short_day(at)),
        note: v.words.count(one.note_key, one.count),
    };
    let things: Vec<Thing> = part.things.into_iter().map(thing).collect();
    Part {
        title: v.words.t(part.title_key),
        none: v.words.t(part.none_key),
        count: part.count,
        more: part.count - i64::try_from(things.len()).unwrap_or(part.count),
        things,
    }
}

#[cfg(test)]
mod tests {
    use super::monday_of;

    #[test]
    fn a_week_begins_on_monday() {
        for day in ["2013-02-11T00:00:00Z", "2013-02-14T09:00:00Z", "2013-02-17T23:59:59Z"] {
            assert_eq!(monday_of(day.parse().unwrap()).rfc3339(), "2013-02-11T00:00:00Z", "{day}");
        }
        assert_eq!(monday_of("2013-01-01T09:00:00Z".parse().unwrap()).rfc3339(), "2012-12-31T00:00:00Z");
    }
}
