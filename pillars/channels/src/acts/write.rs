//! Writing an item: what is common, and what each channel says of its own.

use griot_db::{DbError, Tx};
use griot_kernel::{PersonId, Random, Timestamp};

use super::{log, press, show::Whole};
use crate::{
    model::{
        item::{Item, Move, Stage, Text},
        picture::PictureId,
        variant::Variant,
    },
    store::{deliveries, items, pictures, texts},
};

/// What somebody wrote.
#[derive(Clone, Debug)]
pub struct Written {
    /// What is decided, at the revision from which it was written.
    pub item: Item,
    /// The text in the item's first language, or in another.
    pub text: Text,
    /// Where it goes.
    pub variants: Vec<Variant>,
    /// What it shows.
    pub pictures: Vec<PictureId>,
}

/// What came of saving.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It is kept.
    Done(Box<Whole>),
    /// Somebody else saved meanwhile; nothing was overwritten. This is theirs.
    Overtaken(Box<Whole>),
    /// It went out meanwhile, or was put away: its words stand.
    Closed,
}

/// Begins an item with a text.
pub async fn begin(
    tx: &mut Tx,
    item: &Item,
    text: &Text,
    (now, random): (Timestamp, &dyn Random),
) -> Result<bool, DbError> {
    if !items::insert(tx, item).await? {
        return Ok(false);
    }
    texts::put(tx, item.id, text).await?;
    let act = if item.stage == Stage::Idea { "channels-act-proposed" } else { "channels-act-begun" };
    log::note(tx, item.id, act, item.author, None, "", (now, random)).await?;
    Ok(true)
}

/// Readers would see something else, or others would: who said yes said it to another text. What waits is
/// stopped, since it says what is not said any more, and so is what failed.
pub async fn reread(
    tx: &mut Tx,
    after: &mut Whole,
    act: &'static str,
    by: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let id = after.item.id;
    let stage = after.item.stage.after(Move::Edit).unwrap_or(after.item.stage);
    deliveries::stop(tx, id, now).await?;
    if stage != after.item.stage {
        items::set_stage(tx, id, after.item.stage, stage, now).await?;
        after.item.stage = stage;
    }
    log::note(tx, id, act, Some(by), Some(&after.digest()), "", (now, random)).await
}

/// Whether what waits has other hours in `after`.
pub fn moves(before: &Item, after: &Item) -> bool {
    (before.planned_at, before.not_after) != (after.planned_at, after.not_after)
}

/// Saves what somebody wrote. A change of what readers would see takes approvals away, and an hour.
pub async fn save(
    tx: &mut Tx,
    written: &Written,
    by: PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Saved, DbError> {
    let id = written.item.id;
    let Some(before) = Whole::load(tx, id).await? else { return Ok(Saved::Closed) };
    if before.item.revision != written.item.revision {
        return Ok(Saved::Overtaken(Box::new(before)));
    }
    if !before.item.stage.may_be_written() {
        return Ok(Saved::Closed);
    }
    texts::put(tx, id, &written.text).await?;
    for (variant, _) in &before.targets {
        let is_kept = |kept: &Variant| (kept.channel, kept.language) == (variant.channel, variant.language);
        if !written.variants.iter().any(is_kept) {
            texts::remove_variant(tx, id, variant.channel, variant.language).await?;
        }
    }
    for variant in &written.variants {
        texts::put_variant(tx, id, variant).await?;
    }
    pictures::clear(tx, id).await?;
    for (place, picture) in (0..).zip(&written.pictures) {
        pictures::place(tx, id, place, *picture).await?;
    }
    let item = Item { stage: before.item.stage, digest: before.item.digest.clone(), ..written.item.clone() };
    if !items::update(tx, &item, now).await? {
        return Ok(Saved::Overtaken(Box::new(before)));
    }
    let Some(mut after) = Whole::load(tx, id).await? else { return Ok(Saved::Closed) };
    after.paper = press::begin(tx, &after, random).await?;
    if after.digest() != before.digest() {
        reread(tx, &mut after, "channels-act-written", by, (now, random)).await?;
    } else if after.item.stage == Stage::Scheduled && moves(&before.item, &after.item) {
        // Whoever takes the hour away from what waits for it takes it out of the calendar.
        super::plan::follow_written(tx, &after, by, (now, random)).await?;
        return Ok(Whole::load(tx, id).await?.map_or(Saved::Closed, |after| Saved::Done(Box::new(after))));
    }
    Ok(Saved::Done(Box::new(after)))
}
