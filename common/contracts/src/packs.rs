//! Texts that leave a house in a kit, and come into another one.

use async_trait::async_trait;
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Language, PersonId, Random, Sensitivity, Timestamp};

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
    /// Whether its own house says it already: then members may say it on their accounts.
    pub out: bool,
    /// Where it is to be said, and how, by kind of network.
    pub variants: Vec<PackedVariant>,
    /// Whom it could endanger, as far as its own house said.
    pub sensitivity: Sensitivity,
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
    /// Stands before them, if it is not empty.
    pub warning: String,
    /// Where they lead; empty if nowhere.
    pub link: String,
}

/// What a text says on one kind of network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedVariant {
    /// Which kind: `facebook`, for instance.
    pub network: String,
    /// Tells the accounts of its house on this network apart, and nothing else of them: those of one number
    /// are what one account says, in one language after the other.
    pub account: u32,
    /// In which language.
    pub language: Language,
    /// Its own words; without them it says what the text says in that language.
    pub body: Option<String>,
    /// Its own warning; empty, it has that of the text.
    pub warning: String,
    /// Who may see it: `public`, `unlisted` or `followers`.
    pub visibility: String,
    /// Those pictures of the item that it does not show, by [`PackedPicture::file`].
    pub without: Vec<String>,
}

impl PackedVariant {
    /// The text as it stands, for everyone.
    pub fn plain(network: &str, language: Language) -> Self {
        Self {
            network: network.to_owned(),
            account: 1,
            language,
            body: None,
            warning: String::new(),
            visibility: "public".to_owned(),
            without: Vec::new(),
        }
    }
}

impl PackedItem {
    /// The kinds of network that it is for, each once.
    pub fn networks(&self) -> Vec<String> {
        let mut all: Vec<String> = self.variants.iter().map(|one| one.network.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A text of a campaign that stays in its house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staying {
    /// Its title.
    pub title: String,
    /// Where staff see it, from the root of the site.
    pub address: String,
    /// The message that says why.
    pub why_key: &'static str,
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
    /// The same in other languages, each once.
    pub alts: Vec<(Language, String)>,
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
    /// The texts of a campaign that were approved or came out, in the order of their days. What names or
    /// shows someone stays, and what is under embargo.
    async fn give(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        now: Timestamp,
    ) -> Result<Vec<PackedItem>, DbError>;

    /// The texts of that campaign that [`Packs::give`] does not give, and why.
    async fn stays(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        now: Timestamp,
    ) -> Result<Vec<Staying>, DbError>;

    /// The message that names a kind of network, if it is known.
    fn network_key(&self, network: &str) -> Option<&'static str>;

    /// Takes a text as a draft that names its source. What it says on networks on which the house does not
    /// speak is kept beside it.
    async fn take(
        &self,
        tx: &mut Tx,
        item: &PackedItem,
        taking: &Taking,
        moment: (Timestamp, &dyn Random),
    ) -> Result<(), DbError>;
}
