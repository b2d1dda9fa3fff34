//! How the section works: by the size of its team; and stopping everything.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::{Contacts, StaffLog};
use griot_db::Conn;
use griot_web::{Answer, Capability, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    hand::Asked,
    rights::{APPROVE, CUT, PUBLISH, READ, SAFETY, WRITE},
    view::Names,
};
use crate::{
    acts::oauth,
    jobs,
    model::{approval::Preset, network::Network},
    store::{channels, keys, oauth as asks, ways},
};

/// Where roles are given, which is another room's page.
const ROLES: &str = "/desk/roles";

struct PresetView {
    value: &'static str,
    name: String,
    how: String,
    chosen: bool,
}

struct Able {
    what: String,
    who: Vec<String>,
}

#[derive(Template)]
#[template(path = "ways.html")]
struct WaysPage<'a> {
    v: &'a Visitor,
    presets: Vec<PresetView>,
    people: Vec<Able>,
    warnings: Vec<String>,
    may_choose: bool,
    /// Where roles are given for this way of working, for those who may.
    seats: Option<String>,
}

/// Shows the ways of working, and who can do what in them.
pub(super) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let chosen = ways::get(&mut db).await?.preset;
    let presets = Preset::ALL.into_iter().map(|preset| PresetView {
        value: preset.as_str(),
        name: v.words.t(preset.key()),
        how: v.words.t(preset.how()),
        chosen: chosen == Some(preset),
    });
    let abilities: [(&Capability, &str); 4] = [
        (&WRITE, "channels-able-write"),
        (&APPROVE, "channels-able-approve"),
        (&SAFETY, "channels-able-safety"),
        (&PUBLISH, "channels-able-publish"),
    ];
    let mut people = Vec::new();
    let mut warnings = Vec::new();
    for (capability, key) in abilities {
        let who = holders(&section, &mut db, &v, capability).await?;
        if who.is_empty() {
            warnings.push(v.words.put("channels-able-nobody", "what", v.words.t(key)));
        }
        people.push(Able { what: v.words.t(key), who });
    }
    let gives = section.house.menu.iter().find(|entry| entry.path == ROLES);
    let may_give = gives.is_some_and(|entry| entry.is_for(v.member.as_ref()));
    let seats =
        chosen.filter(|_| may_give).map(|size| v.href(&format!("{ROLES}/team?size={}", size.as_str())));
    let presets = presets.collect();
    let page = WaysPage { v: &v, presets, people, warnings, may_choose: v.may(&CUT), seats };
    page.answer()
}

async fn holders(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    capability: &Capability,
) -> Result<Vec<String>, WebError> {
    let people = section.ask::<dyn Contacts>()?.holders(db, capability.name).await?;
    let names = Names::of(section, db, people.iter().copied()).await?;
    Ok(people.into_iter().map(|person| names.name(v, person)).collect())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WaysForm {
    preset: String,
}

/// Chooses the size of the team.
pub(super) async fn choose(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<WaysForm>,
) -> Result<Response, WebError> {
    let member = v.require(&CUT)?;
    let preset: Preset = form.preset.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    ways::set_preset(&mut tx, preset).await?;
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-ways", preset.as_str()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/channels/ways")).into_response())
}

#[derive(Template)]
#[template(path = "cut.html")]
struct CutPage<'a> {
    v: &'a Visitor,
    since: Option<String>,
    by: Option<String>,
    keys: usize,
    done: Option<String>,
    /// Channels of which the key was forgotten here, and how it is taken back on their network.
    left: Vec<(String, &'static str)>,
}

/// Asks whether everything should stop, or go on.
pub(super) async fn ask_cut(
    State(section): State<Section>,
    v: Visitor,
    asked: Asked,
) -> Result<Response, WebError> {
    v.require(&CUT)?;
    let mut db = section.db.read().await?;
    let ways = ways::get(&mut db).await?;
    let names = Names::of(&section, &mut db, ways.cut_by.into_iter()).await?;
    let keyed = keys::list(&mut db).await?;
    let mut left = Vec::new();
    for channel in channels::list(&mut db).await?.into_iter().filter(|_| ways.cut_at.is_some()) {
        let has_key = keyed.iter().any(|key| key.channel == channel.id);
        if let Some(how) = how_to_revoke(channel.network).filter(|_| !has_key && !channel.by_hand) {
            left.push((channel.name, how));
        }
    }
    let page = CutPage {
        v: &v,
        done: asked.sentence(&v),
        since: ways.cut_at.map(|at| v.words.moment(at)),
        by: ways.cut_by.map(|person| names.name(&v, person)),
        keys: keyed.len(),
        left,
    };
    page.answer()
}

/// How the owner of an account takes back a key that was pasted here: no network lets the program do it.
fn how_to_revoke(network: Network) -> Option<&'static str> {
    match network {
        Network::Facebook => Some("channels-revoke-facebook"),
        Network::Telegram => Some("channels-revoke-telegram"),
        Network::Mastodon => Some("channels-revoke-mastodon"),
        Network::Bluesky => Some("channels-revoke-bluesky"),
        _ => None,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CutForm {
    act: String,
}

/// Stops everything, with the keys or without; or lets it go on.
pub(super) async fn cut(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<CutForm>,
) -> Result<Response, WebError> {
    let member = v.require(&CUT)?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let mut partings = Vec::new();
    let act = match form.act.as_str() {
        "stop" => {
            ways::set_cut(&mut tx, Some((now, member.id))).await?;
            "channels-log-cut"
        }
        "stop-and-forget" => {
            ways::set_cut(&mut tx, Some((now, member.id))).await?;
            for key in keys::list(&mut tx).await? {
                if let Some(channel) = channels::by_id(&mut tx, key.channel).await? {
                    partings.extend(oauth::forget(&mut tx, &channel).await?);
                }
            }
            asks::clear(&mut tx).await?;
            "channels-log-cut-keys"
        }
        "go-on" => {
            ways::set_cut(&mut tx, None).await?;
            jobs::resume_press(&mut tx, None).await?;
            jobs::resume_answers(&mut tx, None).await?;
            "channels-log-go-on"
        }
        _ => return Err(WebError::BadRequest),
    };
    section.ask::<dyn StaffLog>()?.note(&mut tx, member.id, act, "channels").await?;
    tx.commit().await?;
    // Everything stands still by now; servers are told after that, and say so or not.
    let left = oauth::part(&section, partings).await;
    let path = match (form.act.as_str(), left) {
        ("stop-and-forget", 0) => "/desk/channels/cut",
        ("stop-and-forget", _) => "/desk/channels/cut?done=keys-open",
        _ => "/desk/today",
    };
    Ok(Redirect::to(&v.href(path)).into_response())
}
