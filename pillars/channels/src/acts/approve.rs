//! Handing over, approving, asking for something else.

use griot_db::{DbError, Tx};
use griot_kernel::{PersonId, Random, Timestamp};

use super::{
    communique, log, press,
    show::{Obstacle, Whole},
};
use crate::{
    model::{
        approval::{Approval, Kind},
        item::{Item, Move, Stage},
    },
    store::{approvals, deliveries, items},
};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It waits for others.
    Waiting,
    /// It is approved.
    Approved,
    /// Changes are asked for.
    SentBack,
    /// Something stands in the way.
    Refused(Vec<Obstacle>),
}

fn refused(key: &'static str) -> Judged {
    Judged::Refused(vec![Obstacle::of(key, "")])
}

/// Hands an item to those who approve. Where nobody has to, it is approved by that.
pub async fn submit(
    tx: &mut Tx,
    whole: &Whole,
    by: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Judged, DbError> {
    let whole = &Whole { paper: press::begin(tx, whole, random).await?, ..whole.clone() };
    let obstacles = whole.obstacles(now);
    if !obstacles.is_empty() {
        return Ok(Judged::Refused(obstacles));
    }
    if let Some(obstacle) = communique::obstacle(tx, whole, None).await? {
        return Ok(Judged::Refused(vec![obstacle]));
    }
    let Ok(stage) = whole.item.stage.after(Move::Submit) else {
        return Ok(refused("channels-refused-stage"));
    };
    let Some((_, missing)) = whole.standing(tx).await? else {
        return Ok(refused("channels-obstacle-no-rule"));
    };
    let digest = whole.digest();
    log::note(tx, whole.item.id, "channels-act-submitted", Some(by), Some(&digest), "", (now, random))
        .await?;
    if missing.is_nothing() {
        return approve_now(tx, whole, &digest, "channels-act-approved-alone", (now, random)).await;
    }
    items::set_stage(tx, whole.item.id, whole.item.stage, stage, now).await?;
    Ok(Judged::Waiting)
}

/// Somebody says yes, at the desk, to what they read: `digest` is of the form that they saw.
pub async fn approve(
    tx: &mut Tx,
    whole: &Whole,
    kind: Kind,
    by: PersonId,
    digest: &[u8],
    moment: (Timestamp, &dyn Random),
) -> Result<Judged, DbError> {
    let yes = Approval { kind, person: by, digest: digest.to_vec(), at: moment.0, off_hours: false };
    accept(tx, whole, &yes, moment).await
}

/// Takes a yes, wherever it was said.
pub async fn accept(
    tx: &mut Tx,
    whole: &Whole,
    yes: &Approval,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Judged, DbError> {
    let (kind, by, digest) = (yes.kind, yes.person, yes.digest.as_slice());
    if whole.item.stage != Stage::InReview {
        return Ok(refused("channels-refused-stage"));
    }
    if whole.digest() != digest {
        return Ok(refused("channels-refused-changed-meanwhile"));
    }
    let obstacles = whole.obstacles(now);
    if !obstacles.is_empty() {
        return Ok(Judged::Refused(obstacles));
    }
    let mut writers = crate::store::steps::writers(tx, whole.item.id).await?;
    writers.extend(whole.item.author);
    if writers.contains(&by) {
        return Ok(refused("channels-refused-own"));
    }
    approvals::give(tx, whole.item.id, yes).await?;
    let act = match kind {
        Kind::Text if yes.off_hours => "channels-act-approved-off-hours",
        Kind::Text => "channels-act-approved",
        Kind::Safety => "channels-act-approved-safety",
    };
    log::note(tx, whole.item.id, act, Some(by), Some(digest), "", (now, random)).await?;
    match whole.standing(tx).await? {
        Some((_, missing)) if missing.is_nothing() => {
            approve_now(tx, whole, digest, "channels-act-approved-all", (now, random)).await
        }
        Some(_) => Ok(Judged::Waiting),
        None => Ok(refused("channels-obstacle-no-rule")),
    }
}

async fn approve_now(
    tx: &mut Tx,
    whole: &Whole,
    digest: &[u8],
    act: &'static str,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Judged, DbError> {
    let item = &whole.item;
    let approved = Item { stage: Stage::Approved, digest: Some(digest.to_vec()), ..item.clone() };
    if !items::update(tx, &approved, now).await? {
        return Ok(refused("channels-refused-changed-meanwhile"));
    }
    log::note(tx, item.id, act, None, Some(digest), "", (now, random)).await?;
    press::number(tx, whole, (now, random)).await?;
    Ok(Judged::Approved)
}

/// Somebody asks for something else, in their own words.
pub async fn send_back(
    tx: &mut Tx,
    whole: &Whole,
    by: PersonId,
    words: &str,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Judged, DbError> {
    if words.trim().is_empty() {
        return Ok(refused("channels-refused-no-words"));
    }
    let Ok(stage) = whole.item.stage.after(Move::RequestChanges) else {
        return Ok(refused("channels-refused-stage"));
    };
    if whole.item.stage == Stage::Scheduled {
        deliveries::stop(tx, whole.item.id, now).await?;
    }
    approvals::clear(tx, whole.item.id).await?;
    items::set_stage(tx, whole.item.id, whole.item.stage, stage, now).await?;
    log::note(tx, whole.item.id, "channels-act-sent-back", Some(by), None, words.trim(), (now, random))
        .await?;
    Ok(Judged::SentBack)
}
