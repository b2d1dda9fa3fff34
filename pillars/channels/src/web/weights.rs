//! One text in five weights, side by side: a page of the site, Facebook, 300 signs, one message of a telephone,
//! half a minute on the radio. What each carries, what is over, and what it costs.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_delivery::sms::transliterated;
use griot_web::{Answer, Section, Visitor, WebError};

use super::{
    item::find,
    rights::{READ, may_write},
    view,
};
use crate::{
    acts::show::Whole,
    model::{
        limits::Limits,
        measure::{self, Unit},
        message::{Used, cost, sms_text, with_link},
        network::Network,
    },
};

/// One message of a telephone, in septets (3GPP TS 23.038).
const SMS: usize = 160;
/// What Bluesky takes, in signs, and most networks of short texts do.
const SHORT: usize = 300;
/// A minute of radio is so many words.
const WORDS_A_MINUTE: usize = 150;

struct Weight {
    name: String,
    own: bool,
    text: String,
    over: String,
    used: Option<String>,
    fits: bool,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "weights.html")]
struct WeightsPage<'a> {
    v: &'a Visitor,
    id: String,
    title: &'a str,
    tag: String,
    all: Vec<Weight>,
    may_write: bool,
}

/// Shows them.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let member = v.require(&READ)?;
    let whole = find(&mut *section.db.read().await?, &id).await?;
    WeightsPage {
        v: &v,
        id: whole.item.id.to_string(),
        title: &whole.item.title,
        tag: whole.item.language.to_string(),
        all: weights(&v, &whole),
        may_write: may_write(member, &whole.item) && whole.item.stage.may_be_written(),
    }
    .answer()
}

fn weights(v: &Visitor, whole: &Whole) -> Vec<Weight> {
    let name = |key: &str| v.words.t(key);
    let (own, web) = said(whole, Some(Network::Site));
    let bytes = u64::try_from(web.len()).unwrap_or(u64::MAX);
    let page = Weight {
        name: name("channels-weight-web"),
        own,
        over: String::new(),
        used: None,
        fits: true,
        note: Some(v.words.put("channels-weight-bytes", "size", v.words.bytes(bytes))),
        text: web,
    };
    let most = Limits::of(Network::Facebook);
    let (own, text) = said(whole, Some(Network::Facebook));
    let facebook = weighed(v, name("channels-network-facebook"), own, text, (most.unit, most.text));
    let (own, text) = said(whole, Some(Network::Bluesky));
    let short = weighed(v, name("channels-weight-short"), own, text, (Unit::Graphemes, SHORT));
    let (own, text) = said(whole, Some(Network::Sms));
    // Where it goes to telephones, its letters were chosen there.
    let goes = whole.targets.iter().any(|(_, channel)| channel.network == Network::Sms);
    let text = if goes { text } else { transliterated(&text) };
    let sms = weighed(v, name("channels-weight-sms"), own, text, (Unit::Sms, SMS));
    let price = whole.targets.iter().find(|(_, channel)| channel.network == Network::Sms);
    let price = price
        .and_then(|(variant, channel)| cost(Network::Sms, &whole.message(variant, channel), channel.cost));
    let sms = Weight { note: price.map(|francs| v.words.count("channels-cost", francs)), ..sms };
    let (own, text) = said(whole, Some(Network::Radio));
    let seconds = measure::length(Unit::Words, &text) * 60 / WORDS_A_MINUTE;
    let radio = weighed(v, name("channels-weight-radio"), own, text, (Unit::Words, WORDS_A_MINUTE / 2));
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    let radio = Weight { note: Some(v.words.count("channels-weight-seconds", seconds)), ..radio };
    vec![page, facebook, short, sms, radio]
}

/// What the item says on this network, and whether that is of its own; the common text where it does not go
/// there.
fn said(whole: &Whole, network: Option<Network>) -> (bool, String) {
    let there = || whole.targets.iter().filter(|(_, channel)| Some(channel.network) == network);
    let target = there().find(|(variant, _)| variant.language == whole.item.language);
    if let Some((variant, channel)) = target.or_else(|| there().next()) {
        return (variant.body.is_some(), sms_text(&whole.message(variant, channel)));
    }
    let text = whole.texts.iter().find(|text| text.language == whole.item.language);
    let text = text.or(whole.texts.first());
    let spoken = network == Some(Network::Radio);
    let said = text.map(|text| match spoken {
        true => text.body.clone(),
        false => with_link(&text.body, Some(&text.link)),
    });
    (false, said.unwrap_or_default())
}

fn weighed(v: &Visitor, name: String, own: bool, text: String, (unit, most): (Unit, usize)) -> Weight {
    let most = measure::room(unit, &text, most);
    let used = Used { unit, length: measure::length(unit, &text), most };
    let (text, over) = measure::parted(unit, &text, most);
    Weight {
        name,
        own,
        fits: over.is_empty(),
        used: Some(view::used(v, &used)),
        text: text.to_owned(),
        over: over.to_owned(),
        note: None,
    }
}
