//! What happens to an address, each as one act: whoever commits it has done all of it.

use std::time::Duration;

use griot_db::{DbError, Tx, outbox};
use griot_kernel::{Event, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    Kind, Mark, Stop,
    store::{stops, tally},
};

/// How long the numbers of a day are kept.
const NUMBERS: Duration = Duration::from_secs(400 * 86_400);

/// Nothing is sent to an address any more. It names the address by its mark alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressStopped {
    /// Which.
    pub mark: Mark,
}

impl Event for AddressStopped {
    const NAME: &'static str = "mailroom.address-stopped.v1";
}

/// Whoever owned an address is erased here. It names the address by its mark alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressLetGo {
    /// Which.
    pub mark: Mark,
}

impl Event for AddressLetGo {
    const NAME: &'static str = "mailroom.address-let-go.v1";
}

/// What news of an address led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// From now on nothing is sent there.
    Stopped(Kind),
    /// Nothing was sent there before.
    Known,
    /// It counts, but letters still go there.
    Counted,
    /// It speaks of a letter from before a stop was lifted.
    Past,
}

/// Takes news of an address: of a letter that left at `sent`.
pub async fn hear(
    tx: &mut Tx,
    mark: Mark,
    kind: Kind,
    sent: Timestamp,
    now: Timestamp,
) -> Result<Heard, DbError> {
    let before = stops::known(tx, mark).await?;
    if before.is_some_and(|stop| stop.is_past(sent)) {
        return Ok(Heard::Past);
    }
    let after = before.map_or_else(|| Stop::first(kind, now), |stop| stop.after(kind, now));
    stops::keep(tx, mark, after).await?;
    match (before.is_some_and(|stop| stop.stopped), after.stopped) {
        (true, _) => Ok(Heard::Known),
        (false, false) => Ok(Heard::Counted),
        (false, true) => {
            outbox::publish(tx, &AddressStopped { mark }).await?;
            Ok(Heard::Stopped(after.kind))
        }
    }
}

/// The owner of an address asks for no more letters.
pub async fn silence(tx: &mut Tx, mark: Mark, now: Timestamp) -> Result<(), DbError> {
    hear(tx, mark, Kind::Asked, now, now).await.map(drop)
}

/// How it is known that letters may go to an address again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lift {
    /// A letter arrived and was read: so much for what mail servers said.
    Arrived,
    /// Its owner wants letters, or an administrator answers for it.
    Wanted,
}

/// Lets letters go to an address again. Returns why nothing was sent, if so it was.
pub async fn lift(tx: &mut Tx, mark: Mark, how: Lift, now: Timestamp) -> Result<Option<Kind>, DbError> {
    let Some(stop) = stops::known(tx, mark).await? else { return Ok(None) };
    if how == Lift::Arrived && stop.stopped && stop.kind.is_wish() {
        return Ok(None);
    }
    stops::keep(tx, mark, stop.lifted(now)).await?;
    Ok(stop.stopped.then_some(stop.kind))
}

/// Lets letters go again to every address that mail servers called dead on `day`. Returns how
/// many there were.
pub async fn lift_day(tx: &mut Tx, day: Timestamp, now: Timestamp) -> Result<usize, DbError> {
    let marks = stops::dead_of(tx, day).await?;
    for mark in &marks {
        lift(tx, *mark, Lift::Arrived, now).await?;
    }
    Ok(marks.len())
}

/// The owner of an address is erased here, and whoever keeps letters to it hears of that. What
/// they asked for themselves is still obeyed, for as long as it is kept.
pub async fn let_go(tx: &mut Tx, mark: Mark) -> Result<(), DbError> {
    outbox::publish(tx, &AddressLetGo { mark }).await?;
    match stops::standing(tx, mark).await? {
        Some(stop) if stop.kind.is_wish() => Ok(()),
        _ => stops::forget(tx, mark).await.map(drop),
    }
}

/// Forgets what has been kept for long enough.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    stops::sweep(tx, now).await?;
    tally::sweep(tx, now - NUMBERS).await.map(drop)
}
