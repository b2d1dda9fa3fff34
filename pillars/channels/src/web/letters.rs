//! A mailing as staff see it: how far it is, what nobody knows; and to whom a channel of letters writes.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_db::Conn;
use griot_delivery::sms::transliterated;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    rights::{ADDRESSES, KEEP, PUBLISH, READ},
    view::{Choice, Done},
};
use crate::{
    acts::{show::Whole, write},
    jobs,
    model::{
        audience::{Audience, Kind},
        channel::{Channel, ChannelId},
        delivery::{Delivery, DeliveryId, State as Sent},
        mailing::{Counts, LetterState, Newsletter, PACE, named},
        network::Network,
        phone,
    },
    networks::to_list,
    store::{audiences, channels, deliveries, items, letters, mailings, newsletters},
};

/// So many unsure addresses are shown.
const UNSURE: i64 = 200;
/// The longest line that says how to stop, in signs.
const FOOT: usize = 60;
/// The fastest pace that can be chosen: more than a mail server takes.
const FASTEST: i64 = 100_000;

/// The numbers of a mailing; `None` where a delivery is none.
async fn counts(db: &mut Conn, id: DeliveryId) -> Result<Option<Counts>, WebError> {
    let Some(kept) = mailings::kept(db, id).await? else { return Ok(None) };
    let counted = letters::counts(db, id).await?;
    // Who got what is forgotten after a while; the numbers stay.
    Ok(Some(if counted.total() == 0 { kept } else { counted }))
}

/// How far a mailing is, in one sentence.
pub(super) async fn progress(db: &mut Conn, v: &Visitor, id: DeliveryId) -> Result<Option<String>, WebError> {
    let Some(counts) = counts(db, id).await? else { return Ok(None) };
    let number = |n: i64| v.words.number(n).into();
    let sms = match deliveries::by_id(db, id).await? {
        Some(delivery) => channels::by_id(db, delivery.channel).await?,
        None => None,
    };
    let sms = sms.is_some_and(|channel| channel.network == Network::Sms);
    Ok(Some(v.words.with(
        if sms { "channels-mailing-progress-sms" } else { "channels-mailing-progress" },
        [
            ("sent", number(counts.sent)),
            ("total", number(counts.total())),
            ("refused", number(counts.refused)),
            ("unsure", number(counts.unsure + counts.armed)),
        ],
    )))
}

#[derive(Template)]
#[template(path = "mailing.html")]
struct MailingPage<'a> {
    v: &'a Visitor,
    id: String,
    item: String,
    title: String,
    /// Whether it went to telephones.
    sms: bool,
    /// How many telephones said that they have it.
    arrived: i64,
    state: String,
    mood: &'static str,
    progress: String,
    sent: i64,
    total: i64,
    unsure: i64,
    waiting: i64,
    addresses: Vec<String>,
    recalled: bool,
    under_way: bool,
    channel: String,
    page: Option<String>,
    may: bool,
    done: Option<String>,
}

async fn find(db: &mut Conn, id: &str) -> Result<Delivery, WebError> {
    let id: DeliveryId = id.parse().map_err(|_| WebError::NotFound)?;
    deliveries::by_id(db, id).await?.ok_or(WebError::NotFound)
}

/// Shows how far it is.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let delivery = find(&mut db, &id).await?;
    let counts = counts(&mut db, delivery.id).await?.ok_or(WebError::NotFound)?;
    let channel = channels::by_id(&mut db, delivery.channel).await?;
    let sms = channel.is_some_and(|channel| channel.network == Network::Sms);
    let mut unsure = letters::unsure(&mut db, delivery.id, UNSURE).await?;
    if !v.may(&ADDRESSES) {
        unsure.retain(|_| sms);
        unsure.iter_mut().for_each(|(_, number)| *number = phone::masked(number));
    }
    let ended = delivery.ended_at.is_some();
    MailingPage {
        v: &v,
        id: delivery.id.to_string(),
        item: v.href(&format!("/desk/items/{}", delivery.item)),
        title: named(&delivery.message.text),
        sms,
        arrived: mailings::delivered(&mut db, delivery.id).await?,
        state: v.words.t(delivery.state.key()),
        mood: delivery.state.mood(),
        progress: progress(&mut db, &v, delivery.id).await?.unwrap_or_default(),
        sent: counts.sent,
        total: counts.total(),
        unsure: counts.unsure,
        waiting: counts.waiting,
        addresses: unsure.into_iter().map(|(_, address)| address).collect(),
        recalled: counts.any_gone() && (delivery.state == Sent::Stopped || delivery.back.is_some()),
        under_way: !ended && delivery.state != Sent::Waiting,
        channel: v.href(&format!("/desk/channels/{}", delivery.channel)),
        page: delivery.remote_address.filter(|_| delivery.back.is_none() && counts.sent > 0),
        may: v.may(&PUBLISH),
        done: (done.done == "said").then(|| v.words.t("channels-done-said")),
    }
    .answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Judged {
    act: String,
}

/// A person says what becomes of the letters of which nobody knows whether they arrived.
pub(super) async fn judge(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Judged>,
) -> Result<Response, WebError> {
    let member = v.require(&PUBLISH)?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let delivery = find(&mut tx, &id).await?;
    let (state, act) = match form.act.as_str() {
        "sent" => (LetterState::Sent, "channels-log-unsure-sent"),
        "again" => (LetterState::Waiting, "channels-log-unsure-again"),
        _ => return Err(WebError::BadRequest),
    };
    letters::judge_unsure(&mut tx, delivery.id, state, now).await?;
    let counts = letters::counts(&mut tx, delivery.id).await?;
    let ended = delivery.ended_at.filter(|_| state == LetterState::Sent);
    mailings::count(&mut tx, delivery.id, &counts, ended).await?;
    if state == LetterState::Waiting {
        mailings::open_again(&mut tx, delivery.id, now).await?;
    }
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, act, &format!("delivery {}", delivery.id)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/newsletter/letters/{id}?done=said"))).into_response())
}

#[derive(Template)]
#[template(path = "letter_channel.html")]
struct ChannelPage<'a> {
    v: &'a Visitor,
    id: String,
    name: String,
    sms: bool,
    /// Whether nothing carries messages to telephones here.
    mute: bool,
    lists: Vec<Choice>,
    parts: Vec<Choice>,
    postal: String,
    pace: String,
    foot: String,
    may: bool,
    refusal: Option<String>,
    done: bool,
}

/// To whom a channel writes, as typed: a list, or `list/part`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ChannelForm {
    list: String,
    segment: String,
    postal: String,
    pace: String,
    foot: String,
}

async fn channel_of(db: &mut Conn, id: &str) -> Result<Channel, WebError> {
    let id: ChannelId = id.parse().map_err(|_| WebError::NotFound)?;
    let found = channels::by_id(db, id).await?.filter(|one| to_list(one.network));
    found.ok_or(WebError::NotFound)
}

/// Shows to whom a channel of letters writes.
pub(super) async fn show_channel(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let channel = channel_of(&mut db, &id).await?;
    let form = match newsletters::of(&mut db, channel.id).await? {
        Some(kept) => ChannelForm {
            list: kept.audience.to_string(),
            segment: kept.segment.map(|one| one.to_string()).unwrap_or_default(),
            postal: kept.postal,
            pace: kept.pace.to_string(),
            foot: kept.foot,
        },
        None if channel.network == Network::Sms => {
            let words = section.words(channel.language);
            ChannelForm {
                pace: phone::PACE.to_string(),
                foot: transliterated(&words.t("channels-sms-foot")),
                ..ChannelForm::default()
            }
        }
        None => ChannelForm { pace: PACE.to_string(), ..ChannelForm::default() },
    };
    channel_page(&section, &mut db, &v, &channel, &form, None, done.done == "saved").await
}

async fn channel_page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    channel: &Channel,
    form: &ChannelForm,
    refusal: Option<&'static str>,
    done: bool,
) -> Result<Response, WebError> {
    let own = v.words.language();
    let kind = kind_of(channel);
    let lists: Vec<Audience> =
        audiences::list(db).await?.into_iter().filter(|list| list.kind == kind).collect();
    let mut parts = vec![Choice {
        value: String::new(),
        label: v.words.t("channels-segment-all"),
        chosen: form.segment.is_empty(),
    }];
    for list in &lists {
        for part in newsletters::segments(db, list.id).await? {
            let value = part.id.to_string();
            let chosen = value == form.segment;
            parts.push(Choice { value, label: format!("{} · {}", list.name_in(own), part.name), chosen });
        }
    }
    let choice = |list: &Audience| Choice {
        value: list.id.to_string(),
        label: list.name_in(own).to_owned(),
        chosen: form.list == list.id.to_string(),
    };
    let page = ChannelPage {
        v,
        id: channel.id.to_string(),
        name: channel.name.clone(),
        sms: kind == Kind::Sms,
        mute: kind == Kind::Sms && section.sms.is_none(),
        lists: lists.iter().map(choice).collect(),
        parts,
        postal: form.postal.clone(),
        pace: form.pace.clone(),
        foot: form.foot.clone(),
        may: v.may(&KEEP),
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(page.refusal.is_some())
}

/// What kind of list a channel writes to.
fn kind_of(channel: &Channel) -> Kind {
    if channel.network == Network::Sms { Kind::Sms } else { Kind::Mail }
}

/// Keeps to whom a channel of letters or messages writes. From then on the program sends there.
pub(super) async fn save_channel(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ChannelForm>,
) -> Result<Response, WebError> {
    let member = v.require(&KEEP)?;
    let mut tx = section.db.begin().await?;
    let channel = channel_of(&mut tx, &id).await?;
    let kind = kind_of(&channel);
    let list = match form.list.parse() {
        Ok(list) => audiences::by_id(&mut tx, list).await?.filter(|list| list.kind == kind),
        Err(_) => None,
    };
    let part = match form.segment.parse() {
        Ok(part) => newsletters::segment(&mut tx, part).await?,
        Err(_) => None,
    };
    let pace: Option<i64> = form.pace.trim().parse().ok().filter(|pace| (0..=FASTEST).contains(pace));
    let refusal = match (&list, &part, pace) {
        (None, ..) => Some("channels-refused-choose-list"),
        (Some(list), Some(part), _) if part.audience != list.id => Some("channels-refused-other-list"),
        (_, _, None) => Some("channels-refused-pace"),
        _ if form.foot.trim().chars().count() > FOOT => Some("channels-refused-foot"),
        _ => None,
    };
    // What is on its way to some was approved for whom it is on its way to.
    let is_chosen = |chosen: &Newsletter, list: &Audience| {
        (chosen.audience, chosen.segment) == (list.id, part.as_ref().map(|part| part.id))
    };
    let chosen = newsletters::of(&mut tx, channel.id).await?;
    let others = chosen.zip(list.as_ref()).is_some_and(|(chosen, list)| !is_chosen(&chosen, list));
    let refusal = match refusal {
        None if others && deliveries::is_under_way(&mut tx, channel.id).await? => {
            Some("channels-refused-list-under-way")
        }
        refusal => refusal,
    };
    let (Some(list), Some(pace), None) = (list, pace, refusal) else {
        return channel_page(&section, &mut tx, &v, &channel, &form, refusal, false).await;
    };
    let mut read = Vec::new();
    for item in items::read_for(&mut tx, channel.id).await? {
        read.extend(Whole::load(&mut tx, item.id).await?);
    }
    let postal: String = form.postal.trim().chars().take(300).collect();
    newsletters::put(&mut tx, channel.id, list.id, part.map(|part| part.id), (&postal, pace)).await?;
    if kind == Kind::Sms {
        let foot = form.foot.split_whitespace().collect::<Vec<_>>().join(" ");
        newsletters::set_foot(&mut tx, channel.id, &foot).await?;
        channels::update(&mut tx, &Channel { by_hand: false, ..channel.clone() }).await?;
    }
    // Who reads it is a part of what was approved.
    let moment = (section.clock.now(), section.random.as_ref());
    for before in read {
        let Some(mut after) = Whole::load(&mut tx, before.item.id).await? else { continue };
        if after.digest() != before.digest() {
            write::reread(&mut tx, &mut after, "channels-act-readers", member.id, moment).await?;
            jobs::tell_approvers(&section, &mut tx, after.item.id).await?;
        }
    }
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-changed", &format!("channel {}", channel.id)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/newsletter/channels/{id}?done=saved"))).into_response())
}
