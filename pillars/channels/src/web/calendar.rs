//! The calendar: a month, a week or a list of all that the section plans, whoever keeps it.

use std::collections::HashMap;

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
    coherence,
    rights::{PUBLISH, READ, WRITE},
    view,
};
use crate::{
    model::{
        channel::{Channel, ChannelId, ChannelState},
        item::Stage,
        network::Network,
        week::{self, hour_text},
    },
    store::{
        calendar::{self, OfDay, Planned},
        channels, days,
    },
};

/// So many entries of a day are shown beside other days; the page of the day shows them all, so many at
/// once.
const fn shown_of_a_day(view: View) -> usize {
    match view {
        View::Month => 6,
        View::Week => 30,
        View::List => 8,
        View::Day => 200,
    }
}

/// No day has more pages.
const MOST_PAGES: usize = 1_000;

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
    Item(Planned),
    Work(ScheduledWork),
}

impl Piece {
    fn at(&self) -> Timestamp {
        match self {
            Self::Item(item) => item.at,
            Self::Work(work) => work.at,
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
    let zone = v.settings.zone.clone();
    let today = zone.day(now);
    let at = wanted.at.parse::<Date>().unwrap_or(today);
    let view = View::read(&wanted.view);
    let (shown, before, after) = view.days(at);
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Err(WebError::BadRequest) };
    let span = (zone.start_of(*first), zone.start_of(week::later(*last, 1)));
    let mut db = section.db.read().await?;
    let all = channels::list(&mut db).await?;
    let channel: Option<ChannelId> = wanted.channel.parse().ok();
    let works = if channel.is_none() { works(&section, &mut db, span).await? } else { Vec::new() };
    let feasts = feasts(&mut db).await?;
    let address = |view: View, at: Date| {
        let mut path = format!("/desk/calendar?view={}&at={at}", view.as_str());
        if !wanted.channel.is_empty() {
            path.push_str("&channel=");
            path.extend(wanted.channel.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-'));
        }
        v.href(&path)
    };
    let most = shown_of_a_day(view);
    let page = if view == View::Day { wanted.page.clamp(1, MOST_PAGES) } else { 1 };
    let labels = Labels::of(&v);
    let up_to = most.saturating_mul(page);
    let mut moments: Vec<Timestamp> = shown.iter().map(|day| zone.start_of(*day)).collect();
    moments.push(span.1);
    let found = calendar::days(&mut db, &moments, channel, up_to).await?;
    let mut days = Vec::new();
    let mut empty = true;
    for (day, OfDay { first: items, count }) in shown.iter().zip(found) {
        let span = (zone.start_of(*day), zone.start_of(week::later(*day, 1)));
        let of_day = || {
            works.iter().filter(|work| match work.whole_day {
                true => work.at.day() == *day,
                false => (span.0..span.1).contains(&work.at),
            })
        };
        let count = count + of_day().count();
        empty &= count == 0;
        let mut pieces: Vec<Piece> = items.into_iter().map(Piece::Item).collect();
        pieces.extend(of_day().cloned().map(Piece::Work));
        // In the order of the database within a minute, so that one page goes on where another ended.
        pieces.sort_by_key(Piece::at);
        let left = count.saturating_sub(up_to);
        let entries = pieces.iter().skip(up_to - most).take(most);
        let more = match view {
            View::Day => format!("{}&page={}", address(View::Day, *day), page + 1),
            _ => address(View::Day, *day),
        };
        days.push(Day {
            iso: day.to_string(),
            short: v.words.short_day(Timestamp::start_of(*day)),
            name: v.words.date(Timestamp::start_of(*day)),
            today: *day == today,
            feasts: feasts.get(&(day.month(), day.day())).cloned().unwrap_or_default(),
            entries: entries.map(|piece| labels.entry(piece)).collect(),
            more: (left > 0)
                .then(|| (more, v.words.count("channels-day-more", i64::try_from(left).unwrap_or(i64::MAX)))),
        });
    }
    let is_filled = |day: &Day| !day.entries.is_empty() || !day.feasts.is_empty();
    days.retain(|day| view != View::List || is_filled(day));
    let page = CalendarPage {
        v: &v,
        view: view.as_str(),
        heading: match view {
            View::Month => v.words.month(at.year(), at.month()),
            View::Day => v.words.date(Timestamp::start_of(*first)),
            _ => v.words.with(
                "channels-from-to",
                [("from", first), ("to", last)]
                    .map(|(name, day)| (name, v.words.day(Timestamp::start_of(*day)).into())),
            ),
        },
        days,
        before: address(view, before),
        after: address(view, after),
        now: address(view, today),
        views: View::ALL.map(|one| (address(one, at), v.words.t(one.key()), one == view)).to_vec(),
        channels: channel_choices(&v, &all, &wanted.channel),
        at: at.to_string(),
        clashes: coherence::clashes(&mut db, &v, &all, span).await?,
        gaps: coherence::gaps(&mut db, &v, &all, (span.0.max(now), span.1)).await?,
        may_move: v.may(&WRITE) || v.may(&PUBLISH),
        may_write: v.may(&WRITE),
        done: (wanted.done == "moved").then(|| v.words.t("channels-done-moved")),
        empty,
    };
    page.answer()
}

/// What is planned elsewhere, as readers of the calendar may know it.
pub(super) fn named(v: &Visitor, work: &ScheduledWork) -> String {
    if work.title.is_empty() { v.words.t(work.kind_key) } else { work.title.clone() }
}

/// What other rooms plan in this span.
async fn works(
    section: &Section,
    db: &mut Conn,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<ScheduledWork>, WebError> {
    let mut all = Vec::new();
    for planner in section.all::<dyn Scheduled>() {
        all.extend(planner.list(db, from, until).await?);
    }
    Ok(all)
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

/// The words of entries: looked up once for all of a page.
struct Labels<'a> {
    v: &'a Visitor,
    networks: HashMap<Network, String>,
    stages: HashMap<Stage, String>,
}

impl<'a> Labels<'a> {
    fn of(v: &'a Visitor) -> Self {
        Self {
            networks: Network::ALL.into_iter().map(|one| (one, v.words.t(one.key()))).collect(),
            stages: Stage::ALL.into_iter().map(|one| (one, v.words.t(one.key()))).collect(),
            v,
        }
    }

    fn entry(&self, piece: &Piece) -> Entry {
        let hour = hour_text(&self.v.settings.zone, piece.at());
        match piece {
            Piece::Item(item) => {
                let stage = self.stages.get(&item.stage).into_iter();
                let networks: Vec<_> = item
                    .networks
                    .iter()
                    .filter_map(|one| self.networks.get(one))
                    .map(String::as_str)
                    .collect();
                let to = Some(networks.join(", ")).filter(|to| !to.is_empty());
                Entry {
                    what: format!("item:{}", item.id),
                    href: self.v.href(&format!("/desk/items/{}", item.id)),
                    title: item.title.clone(),
                    hour,
                    mood: item.stage.mood(),
                    note: stage.cloned().chain(to).collect::<Vec<_>>().join(" · "),
                    movable: (self.v.may(&WRITE) || self.v.may(&PUBLISH)) && item.stage.may_be_written(),
                }
            }
            Piece::Work(work) => Entry {
                what: format!("work:{}", work.id),
                href: self.v.href(&work.address),
                title: named(self.v, work),
                hour: if work.whole_day { String::new() } else { hour },
                mood: "wait",
                note: if work.title.is_empty() { String::new() } else { self.v.words.t(work.kind_key) },
                movable: !work.whole_day && self.v.may(&PUBLISH),
            },
        }
    }
}

async fn feasts(db: &mut Conn) -> Result<HashMap<(i8, i8), Vec<String>>, WebError> {
    let mut all: HashMap<(i8, i8), Vec<String>> = HashMap::new();
    for day in days::list(db).await? {
        all.entry((day.month, day.day)).or_default().push(day.title);
    }
    Ok(all)
}
