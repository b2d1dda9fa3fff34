//! Works that the public may see.

use async_trait::async_trait;
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Container, Event, Found, Id, PersonId, Publication, Timestamp, WorkId};
use serde::{Deserialize, Serialize};

use crate::voices::Comment;

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

/// Shows works from a copy of its own. Asked in the act that takes a work from the public, which
/// must not wait until the news of it is heard; the owner tells [`PublicationChanged`] all the same.
#[async_trait]
pub trait Showcase: Send + Sync {
    /// Shows the work nowhere any more once this act is committed.
    async fn take_down(&self, tx: &mut Tx, work: WorkId) -> Result<(), DbError>;
}

/// Tells what editors put forward on the front page.
#[async_trait]
pub trait Featured: Send + Sync {
    /// The works put forward at `now`, the last chosen first, each once.
    async fn featured(&self, db: &mut Conn, now: Timestamp) -> Result<Vec<WorkId>, DbError>;
}

/// Whose a comment is, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The member who wrote it, or nobody when a guest did.
    pub author: Option<PersonId>,
    /// When it was written.
    pub at: Timestamp,
}

/// Tells whose a comment is, for the list of what happened.
#[async_trait]
pub trait Remarks: Send + Sync {
    /// The comment; [`Found::Gone`] when it is not shown any more.
    async fn remark(&self, tx: &mut Tx, comment: Id<Comment>) -> Result<Found<Remark>, DbError>;
}

/// A place kept elsewhere, whose works were brought here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsidePlace {
    /// Where its works stand here.
    pub here: Container,
    /// Its full address elsewhere.
    pub source: String,
    /// Who keeps it.
    pub keeper: Option<PersonId>,
    /// How many of its works are shown here.
    pub works: i64,
}

/// Tells which places elsewhere the section followed home.
#[async_trait]
pub trait OutsidePlaces: Send + Sync {
    /// At most `limit` of them, the first brought first.
    async fn list(&self, db: &mut Conn, limit: i64) -> Result<Vec<OutsidePlace>, DbError>;
}
