//! The hour of an item: setting it, moving it, taking the item back.

use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_kernel::{Id, PersonId, Random, Timestamp, WorkId};

use super::{
    communique, log, news, settle,
    show::{Obstacle, Whole},
};
use crate::{
    jobs::Carry,
    model::{
        channel::{Channel, ChannelId},
        delivery::{Back, Delivery, State},
        item::{Item, ItemId, Move, Stage, hour},
        message::Message,
        network::Network,
        press::for_press_alone,
        same,
    },
    networks,
    store::{deliveries, items, keys, newsletters},
};

/// Where nobody said when it would be too late, it is a day after its hour.
const TOO_LATE: Duration = Duration::from_secs(86_400);
/// A text is not said again on the same channel within so long without a warning.
const LATELY: Duration = Duration::from_secs(60 * 86_400);

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Planned {
    /// It is done.
    Done,
    /// Something stands in the way.
    Refused(Vec<Obstacle>),
}

fn refused(key: &'static str) -> Planned {
    Planned::Refused(vec![Obstacle::of(key, "")])
}

/// Sets the hour of an approved item: from then on each of its channels has a delivery.
pub async fn schedule(
    tx: &mut Tx,
    whole: &Whole,
    at: Timestamp,
    by: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Planned, DbError> {
    let item = &whole.item;
    let Ok(stage) = item.stage.after(Move::Schedule) else {
        return Ok(refused("channels-refused-not-approved"));
    };
    if let Err(refusal) = hour(item, at, now, for_press_alone(&whole.targets)) {
        return Ok(refused(refusal.key()));
    }
    let digest = whole.digest();
    let rule = whole.standing(tx).await?;
    let approved = item.digest.as_deref() == Some(digest.as_slice());
    if !approved || !rule.is_some_and(|(_, missing)| missing.is_nothing()) {
        return Ok(refused("channels-refused-not-approved"));
    }
    let planned = Whole { item: Item { planned_at: Some(at), ..item.clone() }, ..whole.clone() };
    let obstacles = planned.obstacles(now);
    if !obstacles.is_empty() {
        return Ok(Planned::Refused(obstacles));
    }
    for (_, channel) in &whole.targets {
        let letters = channel.network == Network::Newsletter && !channel.by_hand;
        if letters && newsletters::of(tx, channel.id).await?.is_none() {
            let obstacle = Obstacle::of("channels-obstacle-no-list", &channel.name);
            return Ok(Planned::Refused(vec![obstacle]));
        }
    }
    if let Some(obstacle) = communique::obstacle(tx, whole, Some(now)).await? {
        return Ok(Planned::Refused(vec![obstacle]));
    }
    super::press::number(tx, whole, (now, random)).await?;
    deliveries::stop(tx, item.id, now).await?;
    for (variant, channel) in &whole.targets {
        let message = whole.message(variant, channel);
        deliver(tx, item, channel, message, at, (now, random)).await?;
    }
    let scheduled = Item { stage, planned_at: Some(at), ..item.clone() };
    if !items::update(tx, &scheduled, now).await? {
        return Ok(refused("channels-refused-changed-meanwhile"));
    }
    log::note(tx, item.id, "channels-act-scheduled", Some(by), Some(&digest), &at.rfc3339(), (now, random))
        .await?;
    hasten(tx, item.id, now).await?;
    Ok(Planned::Done)
}

/// Has done at once what is due of an item, and what is wanted back: whoever pressed the button looks.
async fn hasten(tx: &mut Tx, item: ItemId, now: Timestamp) -> Result<(), DbError> {
    let all = deliveries::of(tx, item).await?.into_iter();
    let due = all.filter(|one| one.next_at.is_some_and(|at| at <= now) || one.back == Some(Back::Wanted));
    let mut channels: Vec<ChannelId> = due.map(|one| one.channel).collect();
    channels.sort_unstable();
    channels.dedup();
    for channel in channels {
        griot_jobs::enqueue(tx, &Carry { channel }).await?;
    }
    Ok(())
}

async fn deliver(
    tx: &mut Tx,
    item: &Item,
    channel: &Channel,
    message: Message,
    at: Timestamp,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let has_key = keys::of(tx, channel.id).await?.is_some();
    // Without a list, messages go from somebody's own telephone.
    let nobody = channel.network == Network::Sms && newsletters::of(tx, channel.id).await?.is_none();
    let by_hand = networks::by_hand(channel, has_key) || nobody;
    let mark = same::mark(&message.text);
    let delivery = Delivery {
        id: Id::secret(random),
        item: item.id,
        channel: channel.id,
        state: State::Waiting,
        by_hand,
        message,
        due_at: at,
        not_after: Some(item.not_after.unwrap_or(at + TOO_LATE)),
        next_at: (!by_hand).then_some(at),
        tries: 0,
        looks: 0,
        brought: Vec::new(),
        token: None,
        trouble: None,
        trouble_key: None,
        said: String::new(),
        remote_id: None,
        remote_address: None,
        ended_at: None,
        ended_by: None,
        back: None,
    };
    deliveries::insert(tx, &delivery, &mark, now).await
}

/// The channels on which a text that says the same went out lately or will, and when.
pub async fn said_before(
    tx: &mut griot_db::Conn,
    whole: &Whole,
    now: Timestamp,
) -> Result<Vec<(String, Timestamp)>, DbError> {
    let mut found = Vec::new();
    for (variant, channel) in &whole.targets {
        let mark = same::mark(&whole.message(variant, channel).text);
        if let Some(at) = deliveries::same_text(tx, channel.id, &mark, whole.item.id, now - LATELY).await? {
            found.push((channel.name.clone(), at));
        }
    }
    Ok(found)
}

/// Moves an item to another hour, whether its deliveries wait already or it is only planned.
pub async fn move_to(
    tx: &mut Tx,
    item: &Item,
    at: Timestamp,
    by: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Planned, DbError> {
    let Some(whole) = Whole::load(tx, item.id).await? else {
        return Ok(refused("channels-refused-changed-meanwhile"));
    };
    if let Err(refusal) = hour(item, at, now, for_press_alone(&whole.targets)) {
        return Ok(refused(refusal.key()));
    }
    let movable = item.stage.may_be_written();
    if !movable {
        return Ok(refused("channels-refused-under-way"));
    }
    let moved = Item { planned_at: Some(at), ..item.clone() };
    if item.stage == Stage::Scheduled {
        // What waits must be fit to be shown at its new hour, too: a consent may end before.
        let obstacles = Whole { item: moved.clone(), ..whole }.obstacles(now);
        if !obstacles.is_empty() {
            return Ok(Planned::Refused(obstacles));
        }
    }
    if !items::update(tx, &moved, now).await? {
        return Ok(refused("channels-refused-changed-meanwhile"));
    }
    if item.stage == Stage::Scheduled {
        follow(tx, &moved, by, (now, random)).await?;
    } else {
        log::note(tx, item.id, "channels-act-moved", Some(by), None, &at.rfc3339(), (now, random)).await?;
    }
    Ok(Planned::Done)
}

/// Lets what waits of a text written anew follow it to another hour, or waits no more where nothing may be shown
/// then: the page of the text says why.
pub(super) async fn follow_written(
    tx: &mut Tx,
    whole: &Whole,
    by: PersonId,
    moment: (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    if whole.obstacles(moment.0).is_empty() {
        return follow(tx, &whole.item, by, moment).await;
    }
    unschedule(tx, &whole.item, (Some(by), ""), moment).await.map(drop)
}

/// Lets what waits follow its item to another hour.
async fn follow(
    tx: &mut Tx,
    item: &Item,
    by: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let Some(at) = item.planned_at else {
        deliveries::stop(tx, item.id, now).await?;
        items::set_stage(tx, item.id, Stage::Scheduled, Stage::Approved, now).await?;
        return log::note(tx, item.id, "channels-act-unscheduled", Some(by), None, "", (now, random)).await;
    };
    let last = item.not_after.unwrap_or(at + TOO_LATE);
    deliveries::move_waiting(tx, item.id, at, Some(last)).await?;
    log::note(tx, item.id, "channels-act-moved", Some(by), None, &at.rfc3339(), (now, random)).await
}

/// Takes the hour away: who did, and why where that is to be said.
pub async fn unschedule(
    tx: &mut Tx,
    item: &Item,
    (by, why): (Option<PersonId>, &str),
    (now, random): (Timestamp, &dyn Random),
) -> Result<Planned, DbError> {
    let Ok(stage) = item.stage.after(Move::Unschedule) else {
        return Ok(refused("channels-refused-under-way"));
    };
    deliveries::stop(tx, item.id, now).await?;
    items::set_stage(tx, item.id, item.stage, stage, now).await?;
    log::note(tx, item.id, "channels-act-unscheduled", by, None, why.trim(), (now, random)).await?;
    Ok(Planned::Done)
}

/// Takes an item back from every channel: what waits is stopped, what is out is taken back.
pub async fn withdraw(
    tx: &mut Tx,
    item: &Item,
    by: Option<PersonId>,
    words: &str,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Planned, DbError> {
    let again = item.stage == Stage::Withdrawn;
    let stage = match item.stage.after(Move::Withdraw) {
        Ok(stage) => stage,
        Err(_) if again => Stage::Withdrawn,
        Err(_) => return Ok(refused("channels-refused-not-out")),
    };
    deliveries::stop(tx, item.id, now).await?;
    deliveries::want_back(tx, item.id, now).await?;
    // Letters that can be read on the site are not to be read any more.
    tx.public_changed().await?;
    if !again {
        items::set_stage(tx, item.id, item.stage, stage, now).await?;
    }
    news::tell(tx, now).await?;
    hasten(tx, item.id, now).await?;
    log::note(tx, item.id, "channels-act-withdrawn", by, None, words.trim(), (now, random)).await?;
    Ok(Planned::Done)
}

/// Puts an item away, or takes it up again.
pub async fn shelve(
    tx: &mut Tx,
    item: &Item,
    wanted: Move,
    by: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Planned, DbError> {
    let Ok(stage) = item.stage.after(wanted) else { return Ok(refused("channels-refused-stage")) };
    items::set_stage(tx, item.id, item.stage, stage, now).await?;
    let act = if wanted == Move::Archive { "channels-act-archived" } else { "channels-act-reopened" };
    log::note(tx, item.id, act, Some(by), None, "", (now, random)).await?;
    Ok(Planned::Done)
}

/// Whether a delivery is still of the text as it stands: its item was neither taken back nor written anew.
pub fn stands(item: &Item) -> bool {
    item.stage.is_out() || matches!(item.stage, Stage::Scheduled | Stage::Failed | Stage::Expired)
}

/// Somebody said something of a delivery that only a person can know.
pub async fn said(
    tx: &mut Tx,
    delivery: &Delivery,
    act: &'static str,
    by: PersonId,
    words: &str,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    log::note(tx, delivery.item, act, Some(by), None, words, (now, random)).await?;
    settle::begin(tx, delivery.item, now).await?;
    settle::item(tx, delivery.item, now, random).await
}

/// A text of ours was taken from the site by somebody there: it is not out any more.
pub async fn gone_from_site(
    tx: &mut Tx,
    work: WorkId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let Some(delivery) = deliveries::on_site(tx, work).await?.filter(|one| one.back.is_none()) else {
        return Ok(());
    };
    deliveries::set_on_site(tx, delivery.id, Some(Back::Done), now).await?;
    log::note(tx, delivery.item, "channels-act-site-gone", None, None, "", (now, random)).await
}

/// A work can be seen on the site. Whether it is a text of ours; one that was gone is out again, so that it can be
/// taken back, and goes once more where its item was withdrawn.
pub async fn seen_on_site(
    tx: &mut Tx,
    work: WorkId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<bool, DbError> {
    let Some(delivery) = deliveries::on_site(tx, work).await? else { return Ok(false) };
    if delivery.back == Some(Back::Done) {
        let item = items::by_id(tx, delivery.item).await?;
        let unwanted = item.is_none_or(|item| item.stage == Stage::Withdrawn);
        deliveries::set_on_site(tx, delivery.id, unwanted.then_some(Back::Wanted), now).await?;
        log::note(tx, delivery.item, "channels-act-site-again", None, None, "", (now, random)).await?;
        hasten(tx, delivery.item, now).await?;
    }
    Ok(true)
}
