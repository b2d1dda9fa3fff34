//! What wants somebody now: what waits for hands, what is late or not confirmed, what failed, what
//! waits to be approved, and what goes out next.

use std::{collections::HashMap, time::Duration};

use askama::Template;
use axum::{extract::State, response::Response};
use griot_db::Conn;
use griot_kernel::{Language, Timestamp};
use griot_web::{Answer, Section, Visitor, WebError};

use super::{
    hand::Asked,
    rights::{APPROVE, CUT, PUBLISH, READ, SAFETY},
    sent::trouble,
    view::{self, shrank},
};
use crate::{
    jobs::LATE,
    model::{
        channel::{Channel, ChannelId, ChannelState, KeyState},
        delivery::{Delivery, State as Sent},
        item::{Item, Stage},
    },
    store::{calendar, channels, deliveries, items, keys, ways},
};

/// So many of each kind.
const FEW: i64 = 30;
/// What goes out within so long is shown.
const SOON: Duration = Duration::from_secs(2 * 86_400);

#[derive(Clone)]
struct Line {
    href: String,
    title: String,
    channel: String,
    state: String,
    mood: &'static str,
    at: String,
    note: Option<String>,
}

struct KeyLine {
    href: String,
    name: String,
    note: String,
}

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage<'a> {
    v: &'a Visitor,
    done: Option<String>,
    cut: Option<String>,
    may_cut: bool,
    no_rule: bool,
    no_channel: bool,
    hands: Vec<Line>,
    late: Vec<Line>,
    /// What should be taken back and is still out.
    left_out: Vec<Line>,
    unknown: Vec<Line>,
    failed: Vec<Line>,
    /// What was approved, and its hour passed without anybody having it go out.
    missed: Vec<Line>,
    /// What is out although its source is not any more.
    sourceless: Vec<Line>,
    review: Vec<Line>,
    keys: Vec<KeyLine>,
    /// What waits and does not fit any more.
    shrank: Vec<Line>,
    next: Vec<Line>,
    /// Whether a list ends before all is said.
    more: bool,
}

impl TodayPage<'_> {
    fn is_calm(&self) -> bool {
        let lists = [&self.hands, &self.late, &self.unknown, &self.failed, &self.missed, &self.sourceless];
        let lists = lists.into_iter().chain([&self.left_out, &self.review, &self.shrank]);
        lists.into_iter().all(Vec::is_empty) && self.keys.is_empty() && self.cut.is_none()
    }
}

/// Shows it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    asked: Asked,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let all = channels::list(&mut db).await?;
    let known: HashMap<ChannelId, &Channel> = all.iter().map(|one| (one.id, one)).collect();
    let ways = ways::get(&mut db).await?;

    let waiting = deliveries::for_hands(&mut db, now, FEW).await?;
    let overdue = deliveries::late(&mut db, now - LATE, FEW * 3).await?;
    let (unknown, late): (Vec<_>, Vec<_>) =
        overdue.into_iter().partition(|one| matches!(one.state, Sent::Unknown | Sent::Armed));
    let mut failed = Vec::new();
    for stage in [Stage::Failed, Stage::PartlyPublished, Stage::Expired] {
        for item in items::at_stage(&mut db, stage, 0, FEW).await? {
            failed.push(item_line(&v, &item));
        }
    }
    let reviews = v.may(&APPROVE) || v.may(&SAFETY);
    let mut review = Vec::new();
    for item in items::at_stage(&mut db, Stage::InReview, 0, FEW).await? {
        if reviews || item.author != v.member.as_ref().map(|member| member.id) {
            review.push(item_line(&v, &item));
        }
    }
    let mut small = Vec::new();
    for one in deliveries::waiting(&mut db, FEW * 10).await? {
        let why = known.get(&one.channel).and_then(|channel| shrank(&v, &one, channel));
        let Some(note) = why else { continue };
        for line in lines(&mut db, &v, &known, vec![one]).await? {
            small.push(Line { note: Some(note.clone()), mood: "bad", ..line });
        }
    }
    let next = calendar::deliveries(&mut db, now, now + SOON, FEW).await?;
    let next = next.into_iter().rev().filter(|line| line.state == Sent::Waiting).map(|line| Line {
        href: v.href(&format!("/desk/items/{}", line.item)),
        title: line.title,
        channel: name_of(&v, &known, line.channel, line.language),
        state: v.words.t(line.state.key()),
        mood: line.state.mood(),
        at: v.words.moment(line.due_at),
        note: None,
    });
    let next = next.collect();
    let page = TodayPage {
        v: &v,
        done: asked.sentence(&v),
        cut: ways.cut_at.map(|at| v.words.moment(at)),
        may_cut: v.may(&CUT),
        no_rule: ways.preset.is_none(),
        no_channel: all.iter().all(|channel| channel.state == ChannelState::Closed),
        hands: lines(&mut db, &v, &known, waiting).await?,
        late: lines(&mut db, &v, &known, late).await?,
        left_out: still_out(&mut db, &v, &known, now).await?,
        unknown: lines(&mut db, &v, &known, unknown).await?,
        failed,
        missed: items::missed(&mut db, now, FEW).await?.iter().map(|item| item_line(&v, item)).collect(),
        sourceless: items::without_source(&mut db, FEW)
            .await?
            .iter()
            .map(|item| item_line(&v, item))
            .collect(),
        review,
        shrank: small,
        keys: key_lines(&mut db, &v, &known, now).await?,
        next,
        more: false,
    };
    let lists = [&page.hands, &page.late, &page.unknown, &page.failed, &page.left_out, &page.review];
    let lists = lists.into_iter().chain([&page.missed]);
    let most = usize::try_from(FEW).unwrap_or(usize::MAX);
    let more = lists.into_iter().any(|list| list.len() >= most);
    TodayPage { more, ..page }.answer()
}

fn name_of(
    v: &Visitor,
    known: &HashMap<ChannelId, &Channel>,
    id: ChannelId,
    language: Option<Language>,
) -> String {
    known.get(&id).map_or_else(
        || v.words.t("channels-channel-gone"),
        |channel| view::spoken(v, channel, language.unwrap_or(channel.language)),
    )
}

fn item_line(v: &Visitor, item: &Item) -> Line {
    Line {
        href: v.href(&format!("/desk/items/{}", item.id)),
        title: item.title.clone(),
        channel: String::new(),
        state: v.words.t(item.stage.key()),
        mood: item.stage.mood(),
        at: v.words.moment(item.planned_at.unwrap_or(item.updated_at)),
        note: None,
    }
}

async fn lines(
    db: &mut Conn,
    v: &Visitor,
    known: &HashMap<ChannelId, &Channel>,
    all: Vec<Delivery>,
) -> Result<Vec<Line>, WebError> {
    let mut lines = Vec::new();
    for one in all {
        let Some(item) = items::by_id(db, one.item).await? else { continue };
        let hand = one.by_hand && one.state == Sent::Waiting && v.may(&PUBLISH);
        lines.push(Line {
            href: if hand {
                v.href(&format!("/desk/hand/{}", one.id))
            } else {
                v.href(&format!("/desk/items/{}#deliveries", item.id))
            },
            title: item.title,
            channel: name_of(v, known, one.channel, Some(one.message.language)),
            state: v.words.t(if one.by_hand && one.state == Sent::Waiting {
                "channels-delivery-for-hands"
            } else {
                one.state.key()
            }),
            mood: one.state.mood(),
            at: v.words.moment(one.due_at),
            note: trouble(v, &one),
        });
    }
    Ok(lines)
}

/// What should be taken back and is still out, each with what can be done.
async fn still_out(
    db: &mut Conn,
    v: &Visitor,
    known: &HashMap<ChannelId, &Channel>,
    now: Timestamp,
) -> Result<Vec<Line>, WebError> {
    let mut all = Vec::new();
    for one in deliveries::left_out(db, now - LATE, FEW).await? {
        let Some(item) = items::by_id(db, one.item).await? else { continue };
        all.push(Line {
            href: v.href(&format!("/desk/items/{}#deliveries", item.id)),
            title: item.title,
            channel: name_of(v, known, one.channel, Some(one.message.language)),
            state: one.back.map(|back| v.words.t(back.key())).unwrap_or_default(),
            mood: "bad",
            at: v.words.moment(one.due_at),
            note: None,
        });
    }
    Ok(all)
}

async fn key_lines(
    db: &mut Conn,
    v: &Visitor,
    known: &HashMap<ChannelId, &Channel>,
    now: Timestamp,
) -> Result<Vec<KeyLine>, WebError> {
    let mut all = Vec::new();
    for key in keys::list(db).await? {
        let Some(channel) = known.get(&key.channel).filter(|one| one.state != ChannelState::Closed) else {
            continue;
        };
        let days = key.ends_at.map(|at| at.days_since(now));
        let note = match (key.state, days) {
            (KeyState::Doubtful, _) => v.words.t("channels-key-doubtful"),
            (KeyState::Refused, _) => v.words.t("channels-key-refused"),
            (_, Some(days)) if days <= 14 => v.words.count("channels-key-ends", days.max(0)),
            _ => continue,
        };
        all.push(KeyLine {
            href: v.href(&format!("/desk/channels/{}", channel.id)),
            name: channel.name.clone(),
            note,
        });
    }
    Ok(all)
}
