//! One channel: what is said of it, who keeps it, its key, its limits.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::{PublicNames, StaffLog};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    limits,
    press::recipients::Attaching,
    rights::{KEEP, READ},
    said::may_keep,
    view::{self, Choice, Done, Names},
};
use crate::{
    acts::{
        connect::{self, NotOpen},
        oauth, site,
    },
    jobs,
    model::{
        channel::{Channel, ChannelId, ChannelState},
        network::Network,
    },
    networks,
    store::{channels, deliveries, keys, machine, said},
};

/// What the form of a channel holds, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ChannelForm {
    pub network: String,
    pub name: String,
    pub address: String,
    pub server: String,
    pub account: String,
    pub language: String,
    pub by_hand: String,
    pub tiers: String,
    pub line: String,
    pub cost: String,
}

/// Reads the address of a server, or says by a key what is wrong with it.
pub(super) fn server(section: &Section, typed: &str) -> Result<String, &'static str> {
    let url = section.fetcher.address(typed).map_err(|_| "channels-refused-server")?;
    // A key never travels where others read along. This machine's own servers are reached by tests alone:
    // the fetcher refuses them everywhere else.
    if url.scheme() != "https" && url.host_str() != Some("127.0.0.1") {
        return Err("channels-refused-server");
    }
    Ok(url.origin().ascii_serialization())
}

/// Reads the form, or says by a key what is wrong with it.
pub(super) fn parse(section: &Section, form: &ChannelForm, base: Channel) -> Result<Channel, &'static str> {
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err("channels-refused-name");
    }
    let address = match form.address.trim() {
        "" => String::new(),
        typed => super::hand::address(typed).ok_or("channels-refused-address")?,
    };
    let server = match form.server.trim() {
        "" => String::new(),
        typed => server(section, typed)?,
    };
    let account: String = form.account.trim().chars().take(200).collect();
    let tiers = match form.tiers.trim() {
        "" => None,
        typed => Some(typed.parse().ok().filter(|n| *n <= 3_u8).ok_or("channels-refused-tiers")?),
    };
    let cost = match form.cost.trim() {
        "" => None,
        typed => Some(
            typed.parse().ok().filter(|n| (0..=1_000_000_i64).contains(n)).ok_or("channels-refused-cost")?,
        ),
    };
    Ok(Channel {
        name: name.to_owned(),
        address,
        server,
        account,
        language: form.language.parse().unwrap_or(base.language),
        by_hand: !networks::by_itself(base.network)
            || form.by_hand == "1" && networks::may_by_hand(base.network),
        tiers,
        line: form.line.parse().ok(),
        cost,
        ..base
    })
}

struct Keeper {
    id: String,
    name: String,
}

#[derive(Template)]
#[template(path = "channel.html")]
struct ChannelPage<'a> {
    v: &'a Visitor,
    id: String,
    name: String,
    network: String,
    key_name: &'static str,
    state: &'static str,
    state_word: String,
    automatic: bool,
    /// Whether somebody may choose that a person publishes there.
    may_by_hand: bool,
    /// What stands in the way of sending there by the program.
    mute: bool,
    attaching: Option<Attaching>,
    /// Where it is said to whom it writes, where it writes letters.
    letters: Option<String>,
    needs_server: bool,
    /// Whether the site keeps what is said there; nothing where it never does.
    kept: Option<bool>,
    /// Whether its owner can say yes on the server itself.
    by_yes: bool,
    form: &'a ChannelForm,
    languages: Vec<Choice>,
    /// Where the site takes texts; nothing on other networks.
    places: Vec<Choice>,
    lines: Vec<Choice>,
    keepers: Vec<Keeper>,
    approvers: Vec<Keeper>,
    members: Vec<Choice>,
    key: Option<String>,
    key_mood: &'static str,
    key_ends: Option<String>,
    key_checked: Option<String>,
    limits: Vec<String>,
    source: Option<String>,
    source_day: String,
    waiting: i64,
    may_keep: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// Shows it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let channel = find(&mut db, &id).await?;
    let done = match query.done.as_str() {
        "added" => Some("channels-done-added"),
        "saved" => Some("channels-done-saved"),
        "connected" => Some("channels-done-connected"),
        "connected-old" => Some("channels-done-connected-old"),
        "checked" => Some("channels-done-checked"),
        "forgotten" => Some("channels-done-forgotten"),
        "forgotten-here" => Some("channels-done-forgotten-here"),
        _ => None,
    };
    page(&section, &mut db, &v, &channel, &form_of(&channel), None, done).await
}

pub(super) async fn find(db: &mut Conn, id: &str) -> Result<Channel, WebError> {
    let id: ChannelId = id.parse().map_err(|_| WebError::NotFound)?;
    channels::by_id(db, id).await?.ok_or(WebError::NotFound)
}

fn form_of(channel: &Channel) -> ChannelForm {
    ChannelForm {
        network: channel.network.to_string(),
        name: channel.name.clone(),
        address: channel.address.clone(),
        server: channel.server.clone(),
        account: channel.account.clone(),
        language: channel.language.to_string(),
        by_hand: i64::from(channel.by_hand).to_string(),
        tiers: channel.tiers.map(|tiers| tiers.to_string()).unwrap_or_default(),
        line: channel.line.map(|line| line.to_string()).unwrap_or_default(),
        cost: channel.cost.map(|cost| cost.to_string()).unwrap_or_default(),
    }
}

/// What the key of a network is called, and where it is found.
fn key_name(channel: &Channel) -> &'static str {
    match channel.network {
        Network::Mastodon => "channels-key-mastodon",
        Network::Bluesky => "channels-key-bluesky",
        Network::Telegram => "channels-key-telegram",
        Network::Facebook => "channels-key-facebook",
        _ => "channels-key-other",
    }
}

async fn page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    channel: &Channel,
    form: &ChannelForm,
    refusal: Option<String>,
    done: Option<&'static str>,
) -> Result<Response, WebError> {
    let keepers = channels::keepers(db, channel.id).await?;
    let approvers = channels::approvers(db, channel.id).await?;
    let names = Names::of(section, db, keepers.iter().chain(&approvers).copied()).await?;
    let person = |person: PersonId| Keeper { id: person.to_string(), name: names.name(v, person) };
    let members = match section.ask::<dyn PublicNames>() {
        Ok(people) => people.members(db, 500).await?,
        Err(_) => Vec::new(),
    };
    let key = keys::of(db, channel.id).await?;
    let wire = networks::wire(channel.network);
    let places = match channel.network {
        Network::Site => site::places(section, db).await?,
        _ => Vec::new(),
    };
    let places = places.into_iter().map(|place| {
        let value = place.id.to_string();
        Choice { chosen: form.account == value, label: place.title, value }
    });
    let places = places.collect();
    let limits = channel.limits();
    let lines = view::lines(section, db).await?.into_iter().map(|one| {
        let value = one.id.to_string();
        Choice { chosen: form.line == value, label: one.text, value }
    });
    let none =
        Choice { value: String::new(), label: v.words.t("channels-none"), chosen: form.line.is_empty() };
    let page = ChannelPage {
        v,
        id: channel.id.to_string(),
        name: channel.name.clone(),
        network: v.words.t(channel.network.key()),
        key_name: key_name(channel),
        state: channel.state.as_str(),
        state_word: v.words.t(channel.state.key()),
        automatic: wire.is_some(),
        may_by_hand: networks::may_by_hand(channel.network),
        mute: channel.network == Network::Sms && section.sms.is_none(),
        attaching: Attaching::of(section, db, v, channel).await?,
        letters: networks::to_list(channel.network)
            .then(|| v.href(&format!("/desk/newsletter/channels/{}", channel.id))),
        kept: match may_keep(channel.network) {
            true => Some(said::keeps(db, channel.id).await?),
            false => None,
        },
        by_yes: oauth::is_known(channel.network),
        needs_server: wire.is_some_and(|wire| wire.server().is_none()),
        form,
        languages: view::languages(v, &form.language),
        places,
        lines: std::iter::once(none).chain(lines).collect(),
        members: members
            .into_iter()
            .map(|member| Choice { value: member.handle, label: member.name, chosen: false })
            .collect(),
        keepers: keepers.into_iter().map(person).collect(),
        approvers: approvers.into_iter().map(person).collect(),
        key_mood: match key.as_ref().map(|key| key.state) {
            Some(crate::model::channel::KeyState::Well) => "ok",
            Some(crate::model::channel::KeyState::Refused) => "bad",
            _ => "wait",
        },
        key_ends: key.as_ref().and_then(|key| key.ends_at).map(|at| v.words.day(at)),
        key_checked: key.as_ref().and_then(|key| key.checked_at).map(|at| v.words.moment(at)),
        key: key.map(|key| v.words.t(key.state.key())),
        limits: limits::limit_lines(v, &limits),
        source: match channel.live_at {
            Some(_) if oauth::is_known(channel.network) => {
                Some(format!("{}/api/v2/instance", channel.server))
            }
            _ => Some(limits.source.to_owned()).filter(|source| !source.is_empty()),
        },
        source_day: match channel.live_at {
            Some(at) => v.words.day(at),
            None => format!("{}T00:00:00Z", limits.day).parse().map(|at| v.words.day(at)).unwrap_or_default(),
        },
        waiting: deliveries::count_waiting(db, channel.id).await?,
        may_keep: v.may(&KEEP),
        refusal,
        done: done.map(|key| v.words.t(key)),
    };
    page.answer_form(page.refusal.is_some())
}

/// Changes what is said of it.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ChannelForm>,
) -> Result<Response, WebError> {
    let member = v.require(&KEEP)?;
    let mut tx = section.db.begin().await?;
    let channel = find(&mut tx, &id).await?;
    match parse(&section, &form, channel.clone()) {
        Ok(changed) => {
            let changed = match site::placed(&section, &mut tx, changed).await? {
                Ok(changed) => changed,
                Err(refusal) => {
                    drop(tx);
                    let mut db = section.db.read().await?;
                    let refusal = Some(v.words.t(refusal));
                    return page(&section, &mut db, &v, &channel, &form, refusal, None).await;
                }
            };
            channels::update(&mut tx, &changed).await?;
            if changed.by_hand && !channel.by_hand {
                machine::all_to_hands(&mut tx, channel.id).await?;
            }
            let mut parting = None;
            if (&changed.server, &changed.account) != (&channel.server, &channel.account) {
                // A key belongs to the account to which it was given.
                parting = oauth::forget(&mut tx, &channel).await?;
                if networks::wire(channel.network).is_some() {
                    machine::leave_account(&mut tx, channel.id).await?;
                }
            }
            let log = section.ask::<dyn StaffLog>()?;
            log.note(&mut tx, member.id, "channels-log-changed", &format!("channel {}", channel.id)).await?;
            tx.commit().await?;
            let done = match oauth::part(&section, parting.into_iter().collect()).await {
                0 => "saved",
                _ => "forgotten-here",
            };
            Ok(Redirect::to(&v.href(&format!("/desk/channels/{id}?done={done}"))).into_response())
        }
        Err(refusal) => {
            drop(tx);
            let mut db = section.db.read().await?;
            page(&section, &mut db, &v, &channel, &form, Some(v.words.t(refusal)), None).await
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeyForm {
    key: String,
}

/// Tries a key and keeps it sealed.
pub(super) async fn connect(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<KeyForm>,
) -> Result<Response, WebError> {
    let member = v.require(&KEEP)?;
    let channel = find(&mut *section.db.read().await?, &id).await?;
    if form.key.trim().is_empty() {
        return refuse(&section, &v, &channel, v.words.t("channels-refused-no-key")).await;
    }
    let tried = connect::connect(&section, &channel, &form.key).await.map_err(WebError::internal)?;
    match tried {
        Ok(()) => {
            let mut tx = section.db.begin().await?;
            let log = section.ask::<dyn StaffLog>()?;
            log.note(&mut tx, member.id, "channels-log-connected", &format!("channel {}", channel.id))
                .await?;
            tx.commit().await?;
            Ok(Redirect::to(&v.href(&format!("/desk/channels/{id}?done=connected"))).into_response())
        }
        Err(NotOpen { key, said }) => refuse(&section, &v, &channel, v.words.put(key, "said", said)).await,
    }
}

pub(super) async fn refuse(
    section: &Section,
    v: &Visitor,
    channel: &Channel,
    sentence: String,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    page(section, &mut db, v, channel, &form_of(channel), Some(sentence), None).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    act: String,
    person: String,
}

/// Pauses, opens, closes, checks or forgets; lets people keep it or not.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.require(&KEEP)?;
    let channel = find(&mut *section.db.read().await?, &id).await?;
    if form.act == "check" {
        return match connect::check(&section, &channel).await.map_err(WebError::internal)? {
            Ok(()) => Ok(Redirect::to(&v.href(&format!("/desk/channels/{id}?done=checked"))).into_response()),
            Err(NotOpen { key, said }) => {
                refuse(&section, &v, &channel, v.words.put(key, "said", said)).await
            }
        };
    }
    let mut tx = section.db.begin().await?;
    let state = |state| Channel { state, ..channel.clone() };
    let mut parting = None;
    let done = match form.act.as_str() {
        "pause" => {
            channels::update(&mut tx, &state(ChannelState::Paused)).await?;
            "saved"
        }
        "open" => {
            channels::update(&mut tx, &state(ChannelState::Open)).await?;
            jobs::resume_press(&mut tx, Some(channel.id)).await?;
            jobs::resume_answers(&mut tx, Some(channel.id)).await?;
            "saved"
        }
        "close" => {
            if deliveries::count_waiting(&mut tx, channel.id).await? > 0 {
                drop(tx);
                return refuse(&section, &v, &channel, v.words.t("channels-refused-waiting")).await;
            }
            channels::update(&mut tx, &state(ChannelState::Closed)).await?;
            parting = oauth::forget(&mut tx, &channel).await?;
            "saved"
        }
        "forget" => {
            parting = oauth::forget(&mut tx, &channel).await?;
            "forgotten"
        }
        "keep" | "let-approve" => {
            let people = section.ask::<dyn PublicNames>()?;
            let Some(found) = people.by_handle(&mut tx, form.person.trim()).await? else {
                drop(tx);
                return refuse(&section, &v, &channel, v.words.t("channels-refused-person")).await;
            };
            match form.act.as_str() {
                "keep" => channels::add_keeper(&mut tx, channel.id, found.person).await?,
                _ => channels::add_approver(&mut tx, channel.id, found.person).await?,
            }
            "saved"
        }
        "not-approve" => {
            let person = form.person.parse().map_err(|_| WebError::BadRequest)?;
            channels::remove_approver(&mut tx, channel.id, person).await?;
            "saved"
        }
        "leave" => {
            let person = form.person.parse().map_err(|_| WebError::BadRequest)?;
            channels::remove_keeper(&mut tx, channel.id, person).await?;
            "saved"
        }
        _ => return Err(WebError::BadRequest),
    };
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-changed", &format!("channel {}", channel.id)).await?;
    tx.commit().await?;
    let left = oauth::part(&section, parting.into_iter().collect()).await;
    let done = if left == 0 { done } else { "forgotten-here" };
    Ok(Redirect::to(&v.href(&format!("/desk/channels/{id}?done={done}"))).into_response())
}
