//! What the mailroom promises, on SQLite and on PostgreSQL alike.

#![cfg(test)]

mod doors;
mod incoming;
mod outgoing;
mod stops;
mod tally;
mod tokens;

use griot_crypto::Keys;
use griot_db::{Db, outbox};
use griot_delivery::Email;
use griot_kernel::{SeededRandom, Timestamp};
use griot_mailroom::{Mark, Stop, store::stops as store};

pub const DAY: i64 = 86_400_000;

pub fn day(n: i64) -> Timestamp {
    let start: Timestamp = "2013-02-14T09:00:00Z".parse().unwrap();
    Timestamp::from_millisecond(start.as_millisecond() + n * DAY)
}

pub fn keys() -> Keys {
    Keys::generate(&SeededRandom::new(1))
}

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub fn mark(address: &str) -> Mark {
    Mark::of(&keys(), &email(address))
}

pub async fn standing(db: &Db, address: &str) -> Option<Stop> {
    store::standing(&mut db.read().await.unwrap(), mark(address)).await.unwrap()
}

/// How often the house was told that an address is stopped.
pub async fn told(db: &Db) -> usize {
    let lines = outbox::waiting(&mut db.read().await.unwrap(), 100).await.unwrap();
    lines.iter().filter(|line| line.name == "mailroom.address-stopped.v1").count()
}
