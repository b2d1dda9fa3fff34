//! The calendar: a month, a week or a list of all that the section plans, whoever keeps it.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::planning::{Moved, Scheduled, ScheduledWork};
use griot_db::Conn;
use griot_kernel::{Timestamp, WorkId};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    rights::{PUBLISH, READ, WRITE},
    view::{self, obstacle},
};
use crate::{
    acts::plan::{self, Planned},
    model::{
        channel::{Channel, ChannelId, ChannelState},
        item::{Item, ItemId},
        week::{self, hour_text},
    },
    store::{calendar, channels, days, items},
};

/// A month of a very busy section.
const MOST: i64 = 5_000;
/// Two texts on one channel within so many minutes take each other's readers away.
const CLASH: i64 = 60;
/// A channel that is silent so many days is forgotten.
const GAP: i64 = 7;

/// An entry of the calendar.
#[derive(Clone, Debug)]
struct Entry {
    what: String,
    href: String,
    title: String,
    hour: String,
    at: Timestamp,
    mood: &'static str,
    note: String,
    movable: bool,
}

struct Day {
    iso: String,
    short: String,
    name: String,
    today: bool,
    feasts: Vec<String>,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage<'a> {
    v: &'a Visitor,
    view: &'static str,
    heading: String,
    days: Vec<Day>,
    before: String,
    after: String,
    now: String,
    views: Vec<(String, String, bool)>,
    channels: Vec<view::Choice>,
    at: String,
    clashes: Vec<String>,
    gaps: Vec<String>,
    may_move: bool,
    may_write: bool,
    done: Option<String>,
    empty: bool,
}

/// Which part of the calendar is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    view: String,
    at: String,
    channel: String,
    done: String,
}

/// Shows it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let now = section.clock.now();
    let today = now.day();
    let at = wanted.at.parse::<Date>().unwrap_or(today);
    let (view, shown, before, after) = match wanted.view.as_str() {
        "week" => ("week", week::week(at), week::later(at, -7), week::later(at, 7)),
        "list" => {
            let first = at;
            let all = (0..28).map(|n| week::later(first, n)).collect();
            ("list", all, week::later(at, -28), week::later(at, 28))
        }
        _ => ("month", week::month(at), week::other_month(at, -1), week::other_month(at, 1)),
    };
    let mut db = section.db.read().await?;
    let all = channels::list(&mut db).await?;
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Err(WebError::BadRequest) };
    let from = Timestamp::start_of(*first);
    let until = Timestamp::start_of(week::later(*last, 1));
    let gathered = gather(&section, &mut db, &v, &all, &wanted.channel, (from, until)).await?;
    let feasts = feasts(&mut db).await?;
    let empty = gathered.entries.is_empty();
    let mut by_day: BTreeMap<Date, Vec<Entry>> = BTreeMap::new();
    for entry in gathered.entries {
        by_day.entry(entry.at.day()).or_default().push(entry);
    }
    let days = shown.iter().map(|day| {
        let entries = by_day.remove(day).unwrap_or_default();
        Day {
            iso: day.to_string(),
            short: v.words.short_day(Timestamp::start_of(*day)),
            name: v.words.date(Timestamp::start_of(*day)),
            today: *day == today,
            feasts: feasts.get(&(day.month(), day.day())).cloned().unwrap_or_default(),
            entries,
        }
    });
    let days: Vec<Day> =
        days.filter(|day| view != "list" || !day.entries.is_empty() || !day.feasts.is_empty()).collect();
    let address = |view: &str, at: Date| {
        let mut path = format!("/desk/calendar?view={view}&at={at}");
        if !wanted.channel.is_empty() {
            path.push_str("&channel=");
            path.extend(wanted.channel.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-'));
        }
        v.href(&path)
    };
    let name = |view: &str| match view {
        "week" => v.words.t("channels-view-week"),
        "list" => v.words.t("channels-view-list"),
        _ => v.words.t("channels-view-month"),
    };
    let page = CalendarPage {
        v: &v,
        view,
        heading: match view {
            "month" => v.words.month(at.year(), at.month()),
            _ => v.words.with(
                "channels-from-to",
                [("from", v.words.day(from).into()), ("to", v.words.day(Timestamp::start_of(*last)).into())],
            ),
        },
        days,
        before: address(view, before),
        after: address(view, after),
        now: address(view, today),
        views: ["month", "week", "list"].map(|one| (address(one, at), name(one), one == view)).to_vec(),
        channels: channel_choices(&v, &all, &wanted.channel),
        at: at.to_string(),
        clashes: gathered.clashes,
        gaps: gathered.gaps,
        may_move: v.may(&WRITE) || v.may(&PUBLISH),
        may_write: v.may(&WRITE),
        done: (wanted.done == "moved").then(|| v.words.t("channels-done-moved")),
        empty,
    };
    page.answer()
}

fn channel_choices(v: &Visitor, all: &[Channel], chosen: &str) -> Vec<view::Choice> {
    let every = view::Choice {
        value: String::new(),
        label: v.words.t("channels-all-channels"),
        chosen: chosen.is_empty(),
    };
    let open = all.iter().filter(|channel| channel.state != ChannelState::Closed);
    let choices = open.map(|channel| view::Choice {
        value: channel.id.to_string(),
        label: channel.name.clone(),
        chosen: channel.id.to_string() == chosen,
    });
    std::iter::once(every).chain(choices).collect()
}

struct Gathered {
    entries: Vec<Entry>,
    clashes: Vec<String>,
    gaps: Vec<String>,
}

async fn gather(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    all: &[Channel],
    chosen: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Gathered, WebError> {
    let planned = calendar::items(db, from, until, MOST).await?;
    let mut targets: HashMap<ItemId, Vec<ChannelId>> = HashMap::new();
    for (item, channel) in calendar::targets(db, from, until).await? {
        targets.entry(item).or_default().push(channel);
    }
    let wanted: Option<ChannelId> = chosen.parse().ok();
    let goes = |item: &Item| {
        wanted.is_none_or(|channel| targets.get(&item.id).is_some_and(|all| all.contains(&channel)))
    };
    let names: HashMap<ChannelId, &str> = all.iter().map(|one| (one.id, one.name.as_str())).collect();
    let moves = v.may(&WRITE) || v.may(&PUBLISH);
    let mut entries: Vec<Entry> = Vec::new();
    for item in planned.iter().filter(|item| goes(item)) {
        let Some(at) = item.planned_at else { continue };
        let to = targets.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        let mut to: Vec<String> =
            all.iter().filter(|one| to.contains(&one.id)).map(|one| v.words.t(one.network.key())).collect();
        to.dedup();
        let stage = v.words.t(item.stage.key());
        entries.push(Entry {
            what: format!("item:{}", item.id),
            href: v.href(&format!("/desk/items/{}", item.id)),
            title: item.title.clone(),
            hour: hour_text(at),
            at,
            mood: item.stage.mood(),
            note: if to.is_empty() { stage } else { format!("{stage} · {}", to.join(", ")) },
            movable: moves && item.stage.may_be_written(),
        });
    }
    if wanted.is_none() {
        for planner in section.all::<dyn Scheduled>() {
            let works = planner.list(db, from, until).await?;
            entries.extend(works.into_iter().map(|work| of_others(v, work)));
        }
    }
    entries.sort_by(|one, two| (one.at, &one.title).cmp(&(two.at, &two.title)));
    let clashes = clashes(v, &planned, &targets, &names);
    let gaps = gaps(v, &planned, &targets, all, (section.clock.now().max(from), until));
    Ok(Gathered { entries, clashes, gaps })
}

fn of_others(v: &Visitor, work: ScheduledWork) -> Entry {
    Entry {
        what: format!("work:{}", work.id),
        href: v.href(&work.address),
        title: work.title,
        hour: hour_text(work.at),
        at: work.at,
        mood: "wait",
        note: v.words.t("channels-of-others"),
        movable: v.may(&PUBLISH),
    }
}

fn clashes(
    v: &Visitor,
    planned: &[Item],
    targets: &HashMap<ItemId, Vec<ChannelId>>,
    names: &HashMap<ChannelId, &str>,
) -> Vec<String> {
    let mut last: HashMap<ChannelId, (&Item, Timestamp)> = HashMap::new();
    let mut found = Vec::new();
    for item in planned {
        let Some(at) = item.planned_at else { continue };
        for channel in targets.get(&item.id).map(Vec::as_slice).unwrap_or_default() {
            if let Some((other, before)) = last.insert(*channel, (item, at))
                && at.as_millisecond() - before.as_millisecond() < CLASH * 60_000
            {
                found.push(v.words.with(
                    "channels-clash",
                    [
                        ("one", other.title.clone().into()),
                        ("two", item.title.clone().into()),
                        ("channel", names.get(channel).copied().unwrap_or_default().to_owned().into()),
                        ("moment", v.words.moment(at).into()),
                    ],
                ));
            }
        }
    }
    found.truncate(20);
    found
}

/// Channels that would say nothing for a week of what is shown and still to come.
fn gaps(
    v: &Visitor,
    planned: &[Item],
    targets: &HashMap<ItemId, Vec<ChannelId>>,
    all: &[Channel],
    (from, until): (Timestamp, Timestamp),
) -> Vec<String> {
    if until.days_since(from) < GAP {
        return Vec::new();
    }
    let mut found = Vec::new();
    for channel in all.iter().filter(|channel| channel.state == ChannelState::Open) {
        let speaks =
            planned.iter().filter(|item| targets.get(&item.id).is_some_and(|to| to.contains(&channel.id)));
        let hours = speaks.filter_map(|item| item.planned_at).filter(|at| *at >= from);
        let mut before = from;
        let mut longest = 0;
        for at in hours.chain(std::iter::once(until)) {
            longest = longest.max(at.days_since(before));
            before = at;
        }
        if longest >= GAP {
            found.push(
                v.words.with(
                    "channels-gap",
                    [("channel", channel.name.clone().into()), ("days", longest.into())],
                ),
            );
        }
    }
    found
}

async fn feasts(db: &mut Conn) -> Result<HashMap<(i8, i8), Vec<String>>, WebError> {
    let mut all: HashMap<(i8, i8), Vec<String>> = HashMap::new();
    for day in days::list(db).await? {
        all.entry((day.month, day.day)).or_default().push(day.title);
    }
    Ok(all)
}

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

/// Asks for another hour: what dragging does, for a keyboard, a small screen, or without script.
pub(super) async fn ask_move(
    State(section): State<Section>,
    v: Visitor,
    Query(form): Query<MoveForm>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let thing = thing(&section, &mut db, &form.what).await?;
    let hour = view::local(Some(thing.at));
    let back = own_back(&form.back);
    MovePage { v: &v, what: form.what, title: thing.title, hour, back, refusal: None }.answer()
}

struct Thing {
    title: String,
    at: Timestamp,
    item: Option<Item>,
}

async fn thing(section: &Section, db: &mut Conn, what: &str) -> Result<Thing, WebError> {
    let (kind, id) = what.split_once(':').ok_or(WebError::NotFound)?;
    if kind == "item" {
        let id = id.parse().map_err(|_| WebError::NotFound)?;
        let item = items::by_id(db, id).await?.ok_or(WebError::NotFound)?;
        let at = item.planned_at.unwrap_or(section.clock.now());
        return Ok(Thing { title: item.title.clone(), at, item: Some(item) });
    }
    let id: WorkId = id.parse().map_err(|_| WebError::NotFound)?;
    let [from, until] = [0, i64::MAX].map(Timestamp::from_millisecond);
    for planner in section.all::<dyn Scheduled>() {
        if let Some(work) = planner.list(db, from, until).await?.into_iter().find(|work| work.id == id) {
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
    let typed = match form.day.trim() {
        "" => view::moment(&form.hour),
        day => week::moment(day, &hour_text(thing.at)).map(Some).ok_or(()),
    };
    let refusal = match (typed, &thing.item) {
        (Ok(Some(at)), Some(item)) => {
            let scheduled = item.stage == crate::model::item::Stage::Scheduled;
            v.require(if scheduled { &PUBLISH } else { &WRITE })?;
            match plan::move_to(&mut tx, item, at, member.id, (now, random)).await? {
                Planned::Done => None,
                Planned::Refused(obstacles) => obstacles.first().map(|one| obstacle(&v, one)),
            }
        }
        (Ok(Some(at)), None) => {
            v.require(&PUBLISH)?;
            move_work(&section, &mut tx, &v, &form.what, at, now).await?
        }
        _ => Some(v.words.t("channels-refused-no-hour")),
    };
    let back = own_back(&form.back);
    if let Some(refusal) = refusal {
        drop(tx);
        let hour = if form.hour.is_empty() { view::local(Some(thing.at)) } else { form.hour };
        let page =
            MovePage { v: &v, what: form.what, title: thing.title, hour, back, refusal: Some(refusal) };
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
