//! The calendar: a month, a week or a list of all that the section plans, whoever keeps it.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_contracts::planning::{Scheduled, ScheduledWork};
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Answer, Section, Visitor, WebError};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    rights::{PUBLISH, READ, WRITE},
    view,
};
use crate::{
    model::{
        channel::{Channel, ChannelId, ChannelState},
        item::{Item, ItemId},
        week::{self, hour_text},
    },
    store::{calendar, channels, days},
};

/// More than the month of a very busy section; what lies beyond is said to be left out.
const MOST: i64 = 10_000;
/// Two texts on one channel within so many minutes take each other's readers away.
const CLASH: i64 = 60;
/// So many of them are told.
const CLASHES: usize = 20;
/// A channel that is silent so many days is forgotten.
const GAP: i64 = 7;

/// So many entries of a day are shown beside other days; the page of the day shows them all, so many at
/// once.
const fn shown_of_a_day(view: View) -> usize {
    match view {
        View::Month => 6,
        View::Week | View::List => 30,
        View::Day => 200,
    }
}

/// How much of the calendar is seen at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Month,
    Week,
    List,
    Day,
}

impl View {
    const ALL: [Self; 4] = [Self::Month, Self::Week, Self::Day, Self::List];

    fn read(word: &str) -> Self {
        Self::ALL.into_iter().find(|view| view.as_str() == word).unwrap_or(Self::Month)
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
            Self::List => "list",
            Self::Day => "day",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Month => "channels-view-month",
            Self::Week => "channels-view-week",
            Self::List => "channels-view-list",
            Self::Day => "channels-view-day",
        }
    }

    /// The days that are shown, and a day of what comes before and after them.
    fn days(self, at: Date) -> (Vec<Date>, Date, Date) {
        match self {
            Self::Month => (week::month(at), week::other_month(at, -1), week::other_month(at, 1)),
            Self::Week => (week::week(at), week::later(at, -7), week::later(at, 7)),
            Self::List => {
                let all = (0..28).map(|n| week::later(at, n)).collect();
                (all, week::later(at, -28), week::later(at, 28))
            }
            Self::Day => (vec![at], week::later(at, -1), week::later(at, 1)),
        }
    }
}

/// Something that stands in the calendar.
enum Piece {
    Item(Item),
    Work(ScheduledWork),
}

impl Piece {
    fn at(&self) -> Timestamp {
        match self {
            Self::Item(item) => item.planned_at.unwrap_or(item.created_at),
            Self::Work(work) => work.at,
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::Item(item) => &item.title,
            Self::Work(work) => &work.title,
        }
    }
}

/// An entry of the calendar.
#[derive(Clone, Debug)]
struct Entry {
    what: String,
    href: String,
    title: String,
    hour: String,
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
    /// How many more there are, and where they are seen.
    more: Option<(String, String)>,
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
    too_many: bool,
}

/// Which part of the calendar is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    view: String,
    at: String,
    channel: String,
    page: usize,
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
    let view = View::read(&wanted.view);
    let (shown, before, after) = view.days(at);
    let mut db = section.db.read().await?;
    let all = channels::list(&mut db).await?;
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Err(WebError::BadRequest) };
    let from = Timestamp::start_of(*first);
    let until = Timestamp::start_of(week::later(*last, 1));
    let gathered = gather(&section, &mut db, &v, &all, &wanted.channel, (from, until)).await?;
    let feasts = feasts(&mut db).await?;
    let empty = gathered.pieces.is_empty();
    let too_many = gathered.too_many;
    let mut by_day: BTreeMap<Date, Vec<Piece>> = BTreeMap::new();
    for piece in gathered.pieces {
        by_day.entry(piece.at().day()).or_default().push(piece);
    }
    let address = |view: View, at: Date| {
        let mut path = format!("/desk/calendar?view={}&at={at}", view.as_str());
        if !wanted.channel.is_empty() {
            path.push_str("&channel=");
            path.extend(wanted.channel.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-'));
        }
        v.href(&path)
    };
    let most = shown_of_a_day(view);
    let page = if view == View::Day { wanted.page.max(1) } else { 1 };
    let show = |day: &Date, mut pieces: Vec<Piece>| {
        pieces.sort_by(|one, two| (one.at(), one.title()).cmp(&(two.at(), two.title())));
        let left = pieces.len().saturating_sub(page * most);
        let entries = pieces.iter().skip((page - 1) * most).take(most);
        let more = match view {
            View::Day => format!("{}&page={}", address(View::Day, *day), page + 1),
            _ => address(View::Day, *day),
        };
        let count = i64::try_from(left).unwrap_or(i64::MAX);
        Day {
            iso: day.to_string(),
            short: v.words.short_day(Timestamp::start_of(*day)),
            name: v.words.date(Timestamp::start_of(*day)),
            today: *day == today,
            feasts: feasts.get(&(day.month(), day.day())).cloned().unwrap_or_default(),
            entries: entries.map(|piece| entry(&v, piece, &gathered.targets, &all)).collect(),
            more: (left > 0).then(|| (more, v.words.count("channels-day-more", count))),
        }
    };
    let days: Vec<Day> = shown.iter().map(|day| show(day, by_day.remove(day).unwrap_or_default())).collect();
    let is_filled = |day: &Day| !day.entries.is_empty() || !day.feasts.is_empty();
    let days = days.into_iter().filter(|day| view != View::List || is_filled(day)).collect();
    let page = CalendarPage {
        v: &v,
        view: view.as_str(),
        heading: match view {
            View::Month => v.words.month(at.year(), at.month()),
            View::Day => v.words.date(from),
            _ => v.words.with(
                "channels-from-to",
                [("from", v.words.day(from).into()), ("to", v.words.day(Timestamp::start_of(*last)).into())],
            ),
        },
        days,
        before: address(view, before),
        after: address(view, after),
        now: address(view, today),
        views: View::ALL.map(|one| (address(one, at), v.words.t(one.key()), one == view)).to_vec(),
        channels: channel_choices(&v, &all, &wanted.channel),
        at: at.to_string(),
        clashes: gathered.clashes,
        gaps: gathered.gaps,
        may_move: v.may(&WRITE) || v.may(&PUBLISH),
        may_write: v.may(&WRITE),
        done: (wanted.done == "moved").then(|| v.words.t("channels-done-moved")),
        empty,
        too_many,
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
    pieces: Vec<Piece>,
    targets: HashMap<ItemId, Vec<ChannelId>>,
    too_many: bool,
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
    let clashes = clashes(v, &planned, &targets, &names);
    let gaps = gaps(v, &planned, &targets, all, (section.clock.now().max(from), until));
    let too_many = i64::try_from(planned.len()).is_ok_and(|many| many >= MOST);
    let mut pieces: Vec<Piece> = planned.into_iter().filter(goes).map(Piece::Item).collect();
    if wanted.is_none() {
        for planner in section.all::<dyn Scheduled>() {
            pieces.extend(planner.list(db, from, until).await?.into_iter().map(Piece::Work));
        }
    }
    Ok(Gathered { pieces, targets, too_many, clashes, gaps })
}

fn entry(v: &Visitor, piece: &Piece, targets: &HashMap<ItemId, Vec<ChannelId>>, all: &[Channel]) -> Entry {
    let item = match piece {
        Piece::Item(item) => item,
        Piece::Work(work) => return of_others(v, work),
    };
    let to = targets.get(&item.id).map(Vec::as_slice).unwrap_or_default();
    let mut to: Vec<String> =
        all.iter().filter(|one| to.contains(&one.id)).map(|one| v.words.t(one.network.key())).collect();
    to.dedup();
    let stage = v.words.t(item.stage.key());
    Entry {
        what: format!("item:{}", item.id),
        href: v.href(&format!("/desk/items/{}", item.id)),
        title: item.title.clone(),
        hour: hour_text(piece.at()),
        mood: item.stage.mood(),
        note: if to.is_empty() { stage } else { format!("{stage} · {}", to.join(", ")) },
        movable: (v.may(&WRITE) || v.may(&PUBLISH)) && item.stage.may_be_written(),
    }
}

fn of_others(v: &Visitor, work: &ScheduledWork) -> Entry {
    Entry {
        what: format!("work:{}", work.id),
        href: v.href(&work.address),
        title: work.title.clone(),
        hour: hour_text(work.at),
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
        // A sentence for each of thousands would take longer than all the rest of the page.
        if found.len() >= CLASHES {
            break;
        }
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
    found.truncate(CLASHES);
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
