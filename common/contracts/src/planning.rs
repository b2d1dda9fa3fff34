//! The one calendar, drafts proposed to others, testimony handed over, and the
//! words that open an SMS. Their askers come with the pillars that need them.

use async_trait::async_trait;
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Language, PersonId, Random, Timestamp, WorkId};

use crate::campaigns::{CampaignId, LineId};

/// Something that is planned for a set time. Its owner keeps time and state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduledWork {
    /// The work.
    pub id: WorkId,
    /// The message that says what it is.
    pub kind_key: &'static str,
    /// As its owner shows it; empty where not everybody who sees the calendar may know it.
    pub title: String,
    /// Where staff see it, from the root of the site.
    pub address: String,
    /// When it comes out, or is due.
    pub at: Timestamp,
    /// Whether it stands for a day and not for an hour: `at` is then the first moment of that day in UTC,
    /// wherever the section is, and the day is changed where it is kept.
    pub whole_day: bool,
    /// After this it does not come out any more.
    pub not_after: Option<Timestamp>,
}

/// What came of moving a work to another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It comes out at the new time.
    Done,
    /// It is another pillar's, or nobody's.
    Unknown,
    /// It does not wait any more.
    NotWaiting,
    /// From the new time on it would be too late: it keeps the one it had.
    TooLate,
}

/// Asked by the calendar. Joined by every pillar that plans something.
#[async_trait]
pub trait Scheduled: Send + Sync {
    /// What is planned from `from` to before `until`, earliest first; of what stands for a day, that of the
    /// days before and after too.
    async fn list(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<ScheduledWork>, DbError>;

    /// Moves a work of ours that still waits to another time.
    async fn move_to(&self, tx: &mut Tx, id: WorkId, at: Timestamp) -> Result<Moved, DbError>;
}

/// Tells whether the section stopped everything that goes out in its name. Answered by channels; asked by
/// whoever publishes at an hour.
#[async_trait]
pub trait Standstill: Send + Sync {
    /// Since when; `None` while things go their way.
    async fn since(&self, db: &mut Conn) -> Result<Option<Timestamp>, DbError>;
}

/// A text that someone proposes to the keepers of another room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who proposes it.
    pub by: PersonId,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// In which language it is written.
    pub language: Language,
    /// The work from which it was made.
    pub source: Option<WorkId>,
    /// The campaign that it serves.
    pub campaign: Option<CampaignId>,
    /// The line of the strategy that it serves.
    pub line: Option<LineId>,
}

/// A kind of text that a room makes drafts of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftKind {
    /// `channels.press`: the room, and what it becomes there.
    pub name: &'static str,
    /// The message that names it.
    pub key: &'static str,
    /// Lower comes first.
    pub order: u8,
}

/// Asked by whoever has a text for others. Joined by every pillar that keeps drafts.
#[async_trait]
pub trait Drafts: Send + Sync {
    /// What it makes drafts of.
    fn kinds(&self) -> &'static [DraftKind];

    /// Keeps the proposal as a draft of this kind, at this moment and with this chance, and returns
    /// where its writer goes on with it, from the root of the site; `None` when the kind is not one of
    /// ours, or there is nowhere to keep it.
    async fn propose(
        &self,
        tx: &mut Tx,
        kind: &str,
        proposal: &Proposal,
        moment: (Timestamp, &dyn Random),
    ) -> Result<Option<String>, DbError>;
}

/// Asked by the inbox for a message that is a testimony; answered by monitoring.
#[async_trait]
pub trait Testimony: Send + Sync {
    /// Seals the text. The caller erases it at its source after its own commit.
    async fn hand_in(&self, text: &str) -> Result<(), DbError>;
}

/// A message that a telephone sent.
#[derive(Clone, Copy)]
pub struct Spoken<'a> {
    /// Whose it is, in its normal form (`+22670000000`); empty where it is only asked whether a word is taken.
    pub from: &'a str,
    /// Its first word, in capitals without marks.
    pub keyword: &'a str,
    /// What follows.
    pub rest: &'a str,
    /// When it came.
    pub at: Timestamp,
    /// The section's keyed digest of the telephone for a purpose, by which a room finds whom it knows.
    pub mark: &'a (dyn Fn(&'static str) -> Vec<u8> + Send + Sync),
}

impl std::fmt::Debug for Spoken<'_> {
    /// Neither a number nor a word of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spoken(…)")
    }
}

/// What a room answers to a message: a message of its words, with what is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The key of the message.
    pub key: &'static str,
    /// In which language; the section's where nobody knows it.
    pub language: Option<Language>,
    /// What is put in, by its name.
    pub values: Vec<(&'static str, String)>,
    /// The moments that are put in, by their names, as clocks show their hour where the section is.
    pub hours: Vec<(&'static str, Timestamp)>,
}

/// Asked for an inbound SMS or call; answered by actions, workshops, channels.
#[async_trait]
pub trait Keywords: Send + Sync {
    /// Whether this message was meant for us, and then what to answer. A word that is ours is claimed whatever
    /// follows it.
    async fn claim(&self, tx: &mut Tx, spoken: &Spoken<'_>) -> Result<Option<Reply>, DbError>;
}
