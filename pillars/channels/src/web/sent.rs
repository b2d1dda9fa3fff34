//! What became of an item on one channel, as its page shows it, and what somebody may say of that.

use griot_web::Visitor;

use super::{
    rights::PUBLISH,
    view::{self, Names},
};
use crate::{
    acts::{connect, plan, show::Whole},
    model::{
        channel::Channel,
        delivery::{Back, Delivery, State as Sent},
        item::Stage,
        network::Network,
    },
    networks::{self, Trouble},
};

/// A delivery on the page of its item.
pub(super) struct DeliveryView {
    pub id: String,
    pub channel: String,
    pub state: String,
    pub mood: &'static str,
    pub at: String,
    pub address: Option<String>,
    pub trouble: Option<String>,
    pub by: Option<String>,
    pub back: Option<String>,
    pub next: Option<String>,
    pub hand: bool,
    pub may_say_out: bool,
    pub may_say_not: bool,
    pub may_hand: bool,
    pub may_again: bool,
    pub may_say_back: bool,
    pub may_leave: bool,
    /// How far its letters are, and where that is said at length.
    pub letters: Option<(String, String)>,
    /// How many answered it.
    pub answers: Option<String>,
}

/// A delivery as this reader sees it.
pub(super) fn delivery(v: &Visitor, whole: &Whole, one: &Delivery, names: &Names) -> DeliveryView {
    let channel = whole.targets.iter().map(|(_, channel)| channel).find(|channel| channel.id == one.channel);
    let publishes = v.member.as_ref().is_some_and(|member| member.may(&PUBLISH));
    let automatic = channel.is_some_and(|channel| networks::by_itself(channel.network));
    // Letters cannot be sent by hand, and nobody takes them back; on the own site the program does both.
    let alone = |channel: &Channel| networks::to_list(channel.network) || channel.network == Network::Site;
    let letters = channel.is_some_and(alone) && !one.by_hand;
    // What went to a list nobody takes back; a place that is gone a person sees to.
    let listed = channel.is_some_and(|channel| networks::to_list(channel.network)) && !one.by_hand;
    let failed = matches!(one.state, Sent::Rejected | Sent::GaveUp) && plan::stands(&whole.item);
    let asks = one.state == Sent::Unknown && one.next_at.is_none();
    DeliveryView {
        id: one.id.to_string(),
        channel: channel.map_or_else(
            || v.words.t("channels-channel-gone"),
            |channel| view::spoken(v, channel, one.message.language),
        ),
        state: if one.by_hand && one.state == Sent::Waiting {
            v.words.t("channels-delivery-for-hands")
        } else {
            v.words.t(one.state.key())
        },
        mood: one.state.mood(),
        at: v.words.moment(one.ended_at.filter(|_| one.state == Sent::Confirmed).unwrap_or(one.due_at)),
        address: one.remote_address.clone().filter(|address| {
            address.starts_with("https://") || channel.is_some_and(|one| one.network == Network::Site)
        }),
        trouble: trouble(v, one).or_else(|| view::shrank(v, one, channel?)),
        by: one.ended_by.map(|person| v.words.put("channels-delivery-by", "name", names.name(v, person))),
        back: one.back.map(|back| v.words.t(back.key())),
        next: one
            .next_at
            .filter(|_| one.trouble.is_some())
            .map(|at| v.words.put("channels-delivery-next", "moment", v.words.moment(at))),
        hand: publishes && one.by_hand && one.state == Sent::Waiting,
        may_say_out: publishes && !letters && (one.state == Sent::Unknown || (failed && !one.by_hand)),
        may_say_not: publishes && one.state == Sent::Unknown,
        may_hand: publishes
            && !letters
            && !one.by_hand
            && (failed
                || (one.trouble.is_some()
                    && matches!(one.state, Sent::Waiting | Sent::Bringing | Sent::Ready))),
        may_again: publishes && automatic && !one.by_hand && (failed || asks),
        may_say_back: publishes
            && !listed
            && matches!(one.back, Some(Back::Cannot | Back::Wanted))
            && one.state.may_be_out(),
        may_leave: publishes && failed && whole.item.stage == Stage::PartlyPublished,
        letters: None,
        answers: None,
    }
}

/// What went wrong with a delivery, as a sentence.
pub(super) fn trouble(v: &Visitor, one: &Delivery) -> Option<String> {
    if one.state == Sent::GaveUp {
        return Some(v.words.t(one.trouble_key.as_deref().unwrap_or("channels-trouble-too-late")));
    }
    let class = one.trouble.as_deref()?;
    let known = match class {
        "reauth" => connect::sentence(&Trouble::Reauth).key,
        "rate" => connect::sentence(&Trouble::Rate(None)).key,
        "transient" => connect::sentence(&Trouble::Transient).key,
        "unknown" => connect::sentence(&Trouble::Unknown).key,
        _ => one.trouble_key.as_deref().unwrap_or("channels-trouble-refused"),
    };
    if matches!(one.state, Sent::Confirmed | Sent::Stopped) {
        return None;
    }
    Some(v.words.put(known, "said", &one.said))
}
