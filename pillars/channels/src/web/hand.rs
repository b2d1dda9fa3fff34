//! Publishing by hand: at the hour the telephone shows the text, the picture, and "It is out".

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    edit::visibility_key,
    press::{self, send::PressHand},
    radio::{self, SoundLine},
    rights::PUBLISH,
    view,
};
use crate::{
    acts::{plan, risk},
    model::{
        delivery::{Delivery, State as Sent},
        message::{Visibility, sms_text},
        network::Network,
    },
    store::{channels, deliveries, items},
};

struct Picture {
    href: String,
    alt: String,
}

#[derive(Template)]
#[template(path = "hand.html")]
struct HandPage<'a> {
    v: &'a Visitor,
    id: String,
    item: String,
    title: String,
    channel: String,
    /// The language of its text.
    tag: String,
    network: String,
    address: Option<String>,
    how: &'static str,
    /// What is copied: a content warning stands before it.
    text: String,
    /// Who alone may see it, where that is not everybody.
    visible: Option<String>,
    pictures: Vec<Picture>,
    moment: String,
    waits: bool,
    /// Whether it is too dangerous to be sent from there.
    risky: bool,
    state: String,
    typed: String,
    refusal: Option<String>,
    next: Option<String>,
    press: Option<PressHand>,
    radio: Option<String>,
    sounds: Vec<SoundLine>,
    done: Option<String>,
}

/// Shows what is to be published by hand.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(done): Query<press::Done>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    page(&section, &v, &id, (None, done.sentence(&v)), "").await
}

async fn page(
    section: &Section,
    v: &Visitor,
    id: &str,
    (refusal, done): (Option<&'static str>, Option<String>),
    typed: &str,
) -> Result<Response, WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut db = section.db.read().await?;
    let delivery = deliveries::by_id(&mut db, id).await?.ok_or(WebError::NotFound)?;
    let channel = channels::by_id(&mut db, delivery.channel).await?.ok_or(WebError::NotFound)?;
    let item = items::by_id(&mut db, delivery.item).await?.ok_or(WebError::NotFound)?;
    let others = deliveries::for_hands(&mut db, section.clock.now(), 50).await?;
    let next = others.iter().find(|other| other.id != delivery.id);
    let how = match channel.network {
        Network::WhatsApp => "channels-hand-how-whatsapp",
        Network::Facebook => "channels-hand-how-facebook",
        Network::Radio => "channels-hand-how-radio",
        Network::Press => "channels-hand-how-press",
        Network::Sms => "channels-hand-how-sms",
        _ => "channels-hand-how",
    };
    let risky = channel.network == Network::Sms && risk::forbids_sms(section, &mut db, &item).await?;
    let press = match channel.network {
        Network::Press => Some(PressHand::of(section, &mut db, v, &delivery).await?),
        _ => None,
    };
    let is_radio = channel.network == Network::Radio;
    let sounds = if is_radio { radio::sounds(&mut db, v, item.id).await? } else { Vec::new() };
    let page = HandPage {
        v,
        id: delivery.id.to_string(),
        item: v.href(&format!("/desk/items/{}", item.id)),
        radio: is_radio.then(|| v.href(&format!("/desk/items/{}/radio", item.id))),
        title: item.title,
        press,
        sounds,
        done,
        network: v.words.t(channel.network.key()),
        address: Some(channel.address.clone()).filter(|address| address.starts_with("https://")),
        channel: view::spoken(v, &channel, delivery.message.language),
        tag: delivery.message.language.to_string(),
        how,
        text: sms_text(&delivery.message),
        visible: (delivery.message.visibility != Visibility::Public).then(|| {
            v.words.put(
                "channels-hand-visible",
                "who",
                v.words.t(visibility_key(delivery.message.visibility)),
            )
        }),
        pictures: delivery
            .message
            .pictures
            .iter()
            .map(|picture| Picture { href: format!("/files/{}", picture.key), alt: picture.alt.clone() })
            .collect(),
        moment: v.words.moment(delivery.due_at),
        waits: waits(&delivery),
        risky,
        state: v.words.t(delivery.state.key()),
        typed: typed.to_owned(),
        refusal: refusal.map(|key| v.words.t(key)),
        next: next.map(|other| v.href(&format!("/desk/hand/{}", other.id))),
    };
    page.answer_form(refusal.is_some())
}

fn waits(delivery: &Delivery) -> bool {
    delivery.by_hand && matches!(delivery.state, Sent::Waiting | Sent::GaveUp)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HandForm {
    act: String,
    address: String,
}

/// An address that a person pasted, if it leads to the web.
pub(super) fn address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = url::Url::parse(&whole).ok().filter(|_| !typed.is_empty())?;
    let is_web =
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| host.contains('.'));
    is_web.then(|| url.to_string())
}

/// Somebody says that it is out, or that it will not be.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<HandForm>,
) -> Result<Response, WebError> {
    let by = v.require(&PUBLISH)?.id;
    let now = section.clock.now();
    let pasted = address(&form.address);
    if !form.address.trim().is_empty() && pasted.is_none() {
        let refusal = Some("channels-refused-address");
        return page(&section, &v, &id, (refusal, None), &form.address).await;
    }
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    let delivery = deliveries::by_id(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let (done, act) = match form.act.as_str() {
        "out" => {
            let said = deliveries::say_out(&mut tx, id, by, pasted.as_deref(), now).await?;
            (said, "channels-act-said-out")
        }
        "not" => (deliveries::say_not(&mut tx, id, by, now).await?, "channels-act-said-not"),
        _ => return Err(WebError::BadRequest),
    };
    if done {
        plan::said(&mut tx, &delivery, act, by, "", (now, section.random.as_ref())).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/today?done=said")).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    pub done: String,
}

impl Done {
    /// What is said after an act.
    pub fn sentence(&self, v: &Visitor) -> Option<String> {
        let key = match self.done.as_str() {
            "said" => "channels-done-said",
            "keys-open" => "channels-done-keys-open",
            _ => return None,
        };
        Some(v.words.t(key))
    }
}

/// `Query` of a page that says what was done.
pub(super) type Asked = Query<Done>;
