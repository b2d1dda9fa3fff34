//! Texts that leave a house in a kit, and come into another one.

use async_trait::async_trait;
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Language, PersonId, Random, Timestamp};

use crate::campaigns::CampaignId;

/// A text of a campaign with all that may go along with it. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedItem {
    /// Names it in its own house; it tells nothing.
    pub mark: String,
    /// Its title in its own house.
    pub title: String,
    /// Its first language.
    pub language: Language,
    /// Its words by language.
    pub texts: Vec<PackedText>,
    /// When it is to come out.
    pub planned_at: Option<Timestamp>,
    /// The kinds of network that it is for.
    pub networks: Vec<String>,
    /// Where it comes from, whole or from the root of the site; empty where that is unknown.
    pub source: String,
    /// What it shows.
    pub pictures: Vec<PackedPicture>,
    /// The descriptions of its pictures that stay: nobody agreed to their being passed on.
    pub kept_back: Vec<String>,
}

/// The words of a text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedText {
    /// Which.
    pub language: Language,
    /// The words.
    pub body: String,
    /// Where they lead; empty if nowhere.
    pub link: String,
}

/// A picture that may be passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedPicture {
    /// The picture as the store of files keeps it, in JSON.
    pub stored: String,
    /// The largest of its files.
    pub file: String,
    /// What it shows.
    pub alt: String,
    /// In which language that is said.
    pub language: Language,
    /// Who is to be named beside it.
    pub credit: String,
    /// Whether people are seen on it, who agreed.
    pub people_agreed: bool,
    /// Until when they agreed.
    pub until: Option<Timestamp>,
}

/// Where a text of a kit goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taking {
    /// The campaign that it joins.
    pub campaign: CampaignId,
    /// Who takes it over.
    pub by: PersonId,
    /// The section that keeps the consents of its pictures.
    pub from: String,
}

/// Gives texts for a kit and takes those of one. Joined by every pillar that keeps such texts.
#[async_trait]
pub trait Packs: Send + Sync {
    /// The texts of a campaign that were approved or came out, in the order of their days. What could
    /// endanger someone stays.
    async fn give(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        now: Timestamp,
    ) -> Result<Vec<PackedItem>, DbError>;

    /// Takes a text as a draft that names its source.
    async fn take(
        &self,
        tx: &mut Tx,
        item: &PackedItem,
        taking: &Taking,
        moment: (Timestamp, &dyn Random),
    ) -> Result<(), DbError>;
}
