//! Works that the public may see.

use async_trait::async_trait;
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Container, Event, Found, Id, Language, PersonId, Publication, Random, Timestamp, WorkId};
use serde::{Deserialize, Serialize};

use crate::{
    campaigns::{CampaignId, LineId},
    voices::Comment,
};

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

/// Marks the id of a place of the site where the section itself speaks.
#[derive(Debug)]
pub enum Place {}

/// A place of the site where the section itself speaks, and nobody alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePlace {
    /// Which.
    pub id: Id<Place>,
    /// As readers know it.
    pub title: String,
    /// Where it is, from the root of the site.
    pub address: String,
}

/// A text of the section that comes out now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteText {
    /// Its title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// The language it is written in.
    pub language: Language,
    /// The work that says the same in another language.
    pub translation_of: Option<WorkId>,
    /// They stand below the text, in this order.
    pub pictures: Vec<SitePicture>,
    /// The campaign that it serves.
    pub campaign: Option<CampaignId>,
    /// The line of the strategy that it serves.
    pub line: Option<LineId>,
}

/// A picture of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePicture {
    /// Its files, as `griot_files::StoredPicture` writes itself in JSON.
    pub stored: String,
    /// What it shows.
    pub alt: String,
}

/// Lets the section publish on its own site. Answered by the room that keeps its pages.
#[async_trait]
pub trait Site: Send + Sync {
    /// Where texts are taken, the section's own place first.
    async fn places(&self, db: &mut Conn) -> Result<Vec<SitePlace>, DbError>;

    /// Publishes a text at a place, in nobody's name but the section's. The work, and where everyone reads
    /// it from the root of the site; `None`, and nothing is changed, where the place takes no texts any more
    /// or the text is none that may stand there.
    async fn publish(
        &self,
        tx: &mut Tx,
        place: Id<Place>,
        text: &SiteText,
        moment: (Timestamp, &dyn Random),
    ) -> Result<Option<(WorkId, String)>, DbError>;

    /// Takes a work back. One that is not to be seen any more counts as taken back. Whoever asks has
    /// [`Showcase::take_down`] done in the same act.
    async fn withdraw(&self, tx: &mut Tx, work: WorkId, now: Timestamp) -> Result<(), DbError>;
}
