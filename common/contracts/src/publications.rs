//! Works that the public may see.

use async_trait::async_trait;
use griot_db::{DbError, Tx};
use griot_kernel::{Event, Found, Publication, WorkId};
use serde::{Deserialize, Serialize};

/// A work came out, changed or went: ask its owner for the present state.
/// A revision lower than one already heard is old news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationChanged {
    /// The work.
    pub id: WorkId,
    /// Grows with each change.
    pub revision: i64,
}
impl Event for PublicationChanged {
    const NAME: &'static str = "publications.changed.v1";
}

/// Asks whoever owns a work how it stands now. Answered by the pillars, one after another.
#[async_trait]
pub trait Publications: Send + Sync {
    /// The work as the public may see it, or [`Found::Gone`].
    async fn get(&self, tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError>;
}
