//! The one strategy and its campaigns: what they are called, what serves them, what proves a step.

use async_trait::async_trait;
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Event, Id, Random, Timestamp, kept_as};
use serde::{Deserialize, Serialize};

/// Marks the id of a campaign.
#[derive(Debug)]
pub enum Campaign {}
/// Marks the id of a line of the strategy.
#[derive(Debug)]
pub enum Line {}

/// Names a campaign.
pub type CampaignId = Id<Campaign>;
/// Names a line of the strategy; it stays the same from version to version.
pub type LineId = Id<Line>;

/// A campaign began to run: the public may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignOpened {
    /// Which.
    pub campaign: CampaignId,
}
impl Event for CampaignOpened {
    const NAME: &'static str = "campaigns.opened.v1";
}

/// A campaign ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignClosed {
    /// Which.
    pub campaign: CampaignId,
}
impl Event for CampaignClosed {
    const NAME: &'static str = "campaigns.closed.v1";
}

/// What those who take part in a campaign risk. It sets the defaults of whatever serves it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// Names and figures by person are possible.
    #[default]
    Normal,
    /// Figures by club only; SMS and calls are off until someone answers for them.
    Elevated,
    /// The same, and nothing names anyone.
    High,
}
kept_as!(Risk { Normal = "normal", Elevated = "elevated", High = "high" });

/// A campaign as other rooms show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignName {
    /// Which.
    pub id: CampaignId,
    /// As shown.
    pub title: String,
    /// What its people risk.
    pub risk: Risk,
    /// Whether things may be attached to it: it is neither closed nor evaluated.
    pub takes_things: bool,
    /// Where staff see it, from the root of the site.
    pub desk: String,
    /// Where the public sees it, once it may.
    pub public: Option<String>,
}

/// What a campaign wants to reach, in a figure, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignFigure {
    /// In words.
    pub text: String,
    /// How many.
    pub goal: i64,
    /// Of what.
    pub unit: String,
    /// How many there are, once someone counted.
    pub value: Option<i64>,
    /// On which day.
    pub day: Option<Timestamp>,
}

/// Tells which campaigns there are. Answered by `campaigns`.
#[async_trait]
pub trait Campaigns: Send + Sync {
    /// Those to which things may be attached, by title.
    async fn taking(&self, db: &mut Conn) -> Result<Vec<CampaignName>, DbError>;

    /// This one, whatever its state.
    async fn get(&self, db: &mut Conn, id: CampaignId) -> Result<Option<CampaignName>, DbError>;

    /// What this one wants to reach, in its order; nothing where it has no figures.
    async fn objectives(&self, _db: &mut Conn, _id: CampaignId) -> Result<Vec<CampaignFigure>, DbError> {
        Ok(Vec::new())
    }
}

/// A line of the strategy in force: an objective, a message, an audience, the role of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineName {
    /// Which.
    pub id: LineId,
    /// The message that says what kind of line it is.
    pub kind_key: &'static str,
    /// What it says, one sentence.
    pub text: String,
}

/// Tells what the strategy in force says. Answered by `campaigns`.
#[async_trait]
pub trait Strategy: Send + Sync {
    /// Its lines, in their order; none before a first version was adopted.
    async fn lines(&self, db: &mut Conn) -> Result<Vec<LineName>, DbError>;
}

/// Something of another room that should serve a line of the strategy, or a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serving {
    /// As its owner shows it.
    pub title: String,
    /// The message that says what kind of thing it is.
    pub kind_key: &'static str,
    /// The message that says how it stands.
    pub state_key: &'static str,
    /// Where staff see it, from the root of the site.
    pub address: String,
    /// Where the public sees it, once it may.
    pub public: Option<String>,
    /// When it came out, or will.
    pub at: Option<Timestamp>,
}

/// Tells what serves the strategy and its campaigns. Joined by every pillar that has such things.
#[async_trait]
pub trait Serves: Send + Sync {
    /// What names no line of the strategy, the newest first, at most `limit`.
    async fn orphans(&self, db: &mut Conn, limit: i64) -> Result<Vec<Serving>, DbError>;

    /// How many things name this line.
    async fn count(&self, db: &mut Conn, line: LineId) -> Result<i64, DbError>;

    /// What is attached to this campaign, the newest first, at most `limit`.
    async fn of_campaign(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        limit: i64,
    ) -> Result<Vec<Serving>, DbError>;
}

/// Something that happened in the house and proves that a step was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Names it for its owner, for ever: `channels.item:` and an id, for instance.
    pub mark: String,
    /// The message that says what happened (`$title` is put into it).
    pub key: &'static str,
    /// As its owner shows it.
    pub title: String,
    /// Where staff see it, from the root of the site.
    pub address: String,
    /// When it happened.
    pub at: Timestamp,
}

/// Tells what happened that can close a step of the roadmap. Joined by every pillar that has some.
#[async_trait]
pub trait Evidences: Send + Sync {
    /// What happened since `since`, the newest first, at most `limit`.
    async fn lately(&self, db: &mut Conn, since: Timestamp, limit: i64) -> Result<Vec<Evidence>, DbError>;

    /// What this mark names, if it is ours and still so.
    async fn find(&self, db: &mut Conn, mark: &str) -> Result<Option<Evidence>, DbError>;
}

/// A part of the sheet that is read on Monday: one question about the week and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekPart {
    /// The message that names it.
    pub title_key: &'static str,
    /// The message that is shown where it is empty.
    pub none_key: &'static str,
    /// Lower comes first: what went out (10), what is due (20), unanswered (30), late (40).
    pub order: u8,
    /// How many things there are, of which `things` may be the first.
    pub count: i64,
    /// The things.
    pub things: Vec<WeekThing>,
}

/// A line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekThing {
    /// As its owner shows it.
    pub title: String,
    /// Where staff see it, from the root of the site; empty where not all who read the sheet may.
    pub address: String,
    /// When it went out or is due.
    pub at: Option<Timestamp>,
    /// The message that says how it stands or what it brought (`$count` is put into it).
    pub note_key: &'static str,
    /// Put into the note.
    pub count: i64,
}

/// What something that went out brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// As its owner shows it.
    pub title: String,
    /// Where staff see it, from the root of the site.
    pub address: String,
    /// What is known: each message, with the `$count` that is put into it.
    pub facts: Vec<(&'static str, i64)>,
}

/// Fills the sheet. Joined by every pillar that has something to say about a week.
#[async_trait]
pub trait Weekly: Send + Sync {
    /// Its parts for the week from `from` to before `until`; `now` lies in it or after it.
    async fn week(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<WeekPart>, DbError>;

    /// What the things that went out in that week have brought since, as far as anybody knows; what brought
    /// nothing yet is left out. Nothing, where nothing is counted.
    async fn brought(
        &self,
        _db: &mut Conn,
        _from: Timestamp,
        _until: Timestamp,
    ) -> Result<Vec<Brought>, DbError> {
        Ok(Vec::new())
    }
}

/// A step that another room would like to see on the roadmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedStep {
    /// What should be done.
    pub title: String,
    /// What will prove that it was done.
    pub proof: String,
    /// The line of the strategy that it would serve.
    pub line: Option<LineId>,
}

/// Takes proposals for the roadmap. Answered by `campaigns`.
#[async_trait]
pub trait Roadmap: Send + Sync {
    /// Writes down a step that the direction is asked to adopt: nobody is at it, and it has no day yet. Where
    /// staff see it; nothing, if its words are missing or too long.
    async fn propose(
        &self,
        tx: &mut Tx,
        step: &ProposedStep,
        made: (Timestamp, &dyn Random),
    ) -> Result<Option<String>, DbError>;

    /// Whether the step at this address still waits to be adopted or made.
    async fn is_open(&self, db: &mut Conn, address: &str) -> Result<bool, DbError>;
}
