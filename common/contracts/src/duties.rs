//! What someone answers for in the house: read when they leave, so that nothing is left without anyone.

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_kernel::{PersonId, Timestamp};

/// Things of one kind for which someone answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The message that names the kind.
    pub title_key: &'static str,
    /// Lower comes first.
    pub order: u8,
    /// The things, in the order in which they are to be handed over.
    pub duties: Vec<Duty>,
}

/// Something for which someone answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// As its owner shows it; empty where the day says it all.
    pub label: String,
    /// Where staff see it, from the root of the site.
    pub address: String,
    /// The day on which, or until which, it is theirs.
    pub day: Option<Timestamp>,
    /// The message that says how it stands, if that is known.
    pub state_key: Option<&'static str>,
}

/// Tells what someone answers for. Joined by every pillar that gives people something to look after; each
/// tells of its own things.
#[async_trait]
pub trait Duties: Send + Sync {
    /// What is still this person's at `now`, by kind; a kind of which they have nothing is left out.
    async fn of(&self, db: &mut Conn, person: PersonId, now: Timestamp) -> Result<Vec<Charge>, DbError>;
}
