//! The list of channels, and adding one.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    channel::{ChannelForm, parse},
    rights::{KEEP, READ},
    said::keeps_first,
    view::{self, Choice},
};
use crate::{
    acts::site,
    model::{
        channel::{Channel, ChannelState},
        network::Network,
    },
    networks,
    store::{channels, deliveries, keys, said, ways},
};

struct Line {
    href: String,
    name: String,
    network: String,
    state: String,
    mood: &'static str,
    how: String,
    waiting: i64,
}

#[derive(Template)]
#[template(path = "channels.html")]
struct ChannelsPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    preset: Option<String>,
    may_keep: bool,
    refusal: Option<String>,
}

/// What is said of an act that led nowhere.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Refused {
    refused: String,
}

/// Lists them.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<Refused>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let mut lines = Vec::new();
    for channel in channels::list(&mut db).await? {
        let key = keys::of(&mut db, channel.id).await?;
        let by_hand = networks::by_hand(&channel, key.is_some());
        let how = match &key {
            _ if by_hand => v.words.t("channels-how-hand"),
            Some(key) => v.words.t(key.state.key()),
            None if channel.network == Network::Site => v.words.t("channels-how-site"),
            None if channel.network == Network::Sms => v.words.t("channels-how-sms"),
            None => v.words.t("channels-how-letters"),
        };
        lines.push(Line {
            href: v.href(&format!("/desk/channels/{}", channel.id)),
            network: v.words.t(channel.network.key()),
            state: v.words.t(channel.state.key()),
            mood: match channel.state {
                ChannelState::Open => "ok",
                ChannelState::Paused => "wait",
                ChannelState::Closed => "",
            },
            waiting: deliveries::count_waiting(&mut db, channel.id).await?,
            name: channel.name,
            how,
        });
    }
    let preset = ways::get(&mut db).await?.preset.map(|preset| v.words.t(preset.key()));
    let refusal = (query.refused == "state").then(|| v.words.t("channels-trouble-oauth-state"));
    ChannelsPage { v: &v, lines, preset, may_keep: v.may(&KEEP), refusal }.answer()
}

#[derive(Template)]
#[template(path = "channel_new.html")]
struct NewPage<'a> {
    v: &'a Visitor,
    form: &'a ChannelForm,
    networks: Vec<Choice>,
    languages: Vec<Choice>,
    refusal: Option<String>,
}

/// An empty form.
pub(super) async fn ask(v: Visitor) -> Result<Response, WebError> {
    v.require(&KEEP)?;
    let form = ChannelForm { language: v.settings.language.to_string(), ..ChannelForm::default() };
    page(&v, &form, None)
}

fn page(v: &Visitor, form: &ChannelForm, refusal: Option<&'static str>) -> Result<Response, WebError> {
    let page = NewPage {
        v,
        form,
        networks: view::networks(v, form.network.parse::<Network>().ok()),
        languages: view::languages(v, &form.language),
        refusal: refusal.map(|key| v.words.t(key)),
    };
    page.answer_form(refusal.is_some())
}

/// Adds a channel. By hand it works at once; its key is given on its page.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<ChannelForm>,
) -> Result<Response, WebError> {
    let by = v.require(&KEEP)?.id;
    let Ok(network) = form.network.parse::<Network>() else {
        return page(&v, &form, Some("channels-refused-network"));
    };
    let now = section.clock.now();
    let blank = Channel {
        id: Id::new(now, section.random.as_ref()),
        network,
        name: String::new(),
        address: String::new(),
        server: String::new(),
        account: String::new(),
        language: v.settings.language,
        by_hand: networks::first_by_hand(network),
        state: ChannelState::Open,
        tiers: None,
        line: None,
        cost: None,
        live: None,
        live_at: None,
        created_at: now,
    };
    let channel = match parse(&section, &form, blank) {
        Ok(channel) => Channel { by_hand: channel.by_hand || networks::first_by_hand(network), ..channel },
        Err(refusal) => return page(&v, &form, Some(refusal)),
    };
    let mut tx = section.db.begin().await?;
    let channel = match site::placed(&section, &mut tx, channel).await? {
        Ok(channel) => channel,
        Err(refusal) => return page(&v, &form, Some(refusal)),
    };
    channels::insert(&mut tx, &channel).await?;
    channels::add_keeper(&mut tx, channel.id, by).await?;
    said::set_keeps(&mut tx, channel.id, keeps_first(network)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/channels/{}?done=added", channel.id))).into_response())
}
