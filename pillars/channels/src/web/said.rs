//! What the section said elsewhere, as its own site keeps it: readable without an account on any network.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{channel::find, feeds::Piece, rights::KEEP};
use crate::{
    model::{delivery::Delivery, message::Visibility, network::Network},
    store::{channels, said},
};

/// So many texts stand on a page.
const PAGE: i64 = 10;
/// So much of its first line stands for its title.
const HEADING: usize = 80;
/// So much of a long text stands in the list.
const SHORT: usize = 400;

/// Whether what is said on a network may be kept: what is said to some alone is not the public's.
pub(super) fn may_keep(network: Network) -> bool {
    !matches!(network, Network::Site | Network::Sms | Network::Press | Network::Newsletter | Network::Radio)
}

/// Whether it is kept from the first day, where nobody chose otherwise: on networks on which everybody reads.
pub(super) fn keeps_first(network: Network) -> bool {
    matches!(network, Network::Facebook | Network::Telegram | Network::Mastodon | Network::Bluesky)
}

struct Said {
    month: Option<String>,
    title: String,
    href: String,
    tag: String,
    lines: Vec<String>,
    cut: bool,
    alts: Vec<String>,
    day: String,
    network: String,
    original: Option<String>,
}

#[derive(Template)]
#[template(path = "said.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    all: Vec<Said>,
    number: i64,
    more: bool,
}

#[derive(Template)]
#[template(path = "said_one.html")]
struct OnePage<'a> {
    v: &'a Visitor,
    one: Said,
}

/// Which page is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<i64>,
}

/// How a text is called that has no title: an item's own is for the team.
fn heading(text: &str) -> String {
    griot_text::excerpt(text.trim().lines().next().unwrap_or_default(), HEADING)
}

async fn view(db: &mut Conn, v: &Visitor, one: &Delivery, most: usize) -> Result<Option<Said>, WebError> {
    let Some(channel) = channels::by_id(db, one.channel).await? else { return Ok(None) };
    // What only followers were to read stays with them.
    if one.message.visibility == Visibility::Followers {
        return Ok(None);
    }
    let at = one.ended_at.unwrap_or(one.due_at);
    let warning = one.message.warning.iter().map(|words| format!("{words}\n\n"));
    let whole: String = warning.chain([one.message.text.clone()]).collect();
    let text: String = whole.chars().take(most).collect();
    let cut = text.len() < whole.len();
    Ok(Some(Said {
        month: Some(v.words.month(at.day().year(), at.day().month())),
        title: heading(&one.message.text),
        href: v.href(&format!("/said/{}", one.id)),
        tag: one.message.language.to_string(),
        lines: text.lines().map(str::to_owned).collect(),
        cut,
        alts: one.message.pictures.iter().map(|picture| picture.alt.clone()).collect(),
        day: v.words.day(at),
        network: v.words.t(channel.network.key()),
        original: one.remote_address.clone().filter(|address| address.starts_with("https://")),
    }))
}

/// Shows it month by month, the last said first.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let number = wanted.page.unwrap_or(1).clamp(1, 10_000);
    let mut db = section.db.read().await?;
    let found = said::list(&mut db, section.clock.now(), (number - 1) * PAGE, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > page;
    let mut all: Vec<Said> = Vec::new();
    let mut month = None;
    for one in found.iter().take(page) {
        let Some(mut one) = view(&mut db, &v, one, SHORT).await? else { continue };
        if one.month == month {
            one.month = None;
        } else {
            month.clone_from(&one.month);
        }
        all.push(one);
    }
    ListPage { v: &v, all, number, more }.answer()
}

/// So many stand in the feed.
const IN_FEED: i64 = 30;

/// What was said last, for the feed.
pub(super) async fn pieces(section: &Section) -> Result<Vec<Piece>, WebError> {
    let mut db = section.db.read().await?;
    let mut all = Vec::new();
    for one in said::list(&mut db, section.clock.now(), 0, IN_FEED).await? {
        if one.message.visibility == Visibility::Followers {
            continue;
        }
        let warning = one.message.warning.iter().map(|words| format!("{words}\n\n"));
        all.push(Piece {
            id: one.id.as_uuid(),
            title: heading(&one.message.text),
            path: format!("/said/{}", one.id),
            language: one.message.language,
            text: warning.chain([one.message.text.clone()]).collect(),
            at: one.ended_at.unwrap_or(one.due_at),
        });
    }
    Ok(all)
}

/// Shows one text, whole.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut db = section.db.read().await?;
    let one = said::one(&mut db, id, section.clock.now()).await?.ok_or(WebError::NotFound)?;
    let one = view(&mut db, &v, &one, usize::MAX).await?.ok_or(WebError::NotFound)?;
    OnePage { v: &v, one }.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeepForm {
    keep: String,
}

/// Says whether the site keeps what is said on a channel.
pub(super) async fn keep(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<KeepForm>,
) -> Result<Response, WebError> {
    let member = v.require(&KEEP)?;
    let mut tx = section.db.begin().await?;
    let channel = find(&mut tx, &id).await?;
    if !may_keep(channel.network) {
        return Err(WebError::BadRequest);
    }
    said::set_keeps(&mut tx, channel.id, form.keep == "1").await?;
    tx.public_changed().await?;
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-changed", &format!("channel {}", channel.id)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/channels/{id}?done=saved"))).into_response())
}
