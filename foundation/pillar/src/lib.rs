//! What a pillar brings to the house. The binary has one list of them and knows
//! nothing else about any.

pub mod bundle;
mod named;
mod story;

use async_trait::async_trait;
use griot_db::{Conn, DbError, Schema, Tx};
use griot_files::FileKey;
use griot_i18n::WordFiles;
use griot_jobs::Jobs;
use griot_kernel::{Found, PersonId, Publication, WorkId};
use griot_web::{Capability, Entry, House, Routes, Section, WebError};

pub use bundle::Bundle;
pub use named::Named;
pub use story::{Story, StoryPerson};

/// A room of the house: a subject with its tables, pages, words, jobs and rights.
#[async_trait]
pub trait Pillar: Send + Sync {
    /// Its folder's name.
    fn name(&self) -> &'static str;

    /// Its tables.
    fn schema(&self) -> Schema;

    /// Its messages.
    fn words(&self) -> WordFiles;

    /// Its pages and acts, each with whom it lets in.
    fn routes(&self) -> Routes;

    /// What not everyone may do in it.
    fn rights(&self) -> &'static [&'static Capability] {
        &[]
    }

    /// The ways in that it offers.
    fn menu(&self) -> &'static [Entry] {
        &[]
    }

    /// Says which questions of `griot-contracts` it answers.
    fn introduce(&self, _house: &mut House) {}

    /// Its jobs and schedules.
    fn jobs(&self, _jobs: &mut Jobs<Section>) {}

    /// What it listens to. The section is open, so a listener may keep who answers its questions.
    fn listen(&self, _section: &Section, _ear: &mut Jobs<Section>) {}

    /// The first words of the SMS that are meant for it, in capitals.
    fn keywords(&self) -> &'static [&'static str] {
        &[]
    }

    /// A work of its own, as the public may see it now.
    async fn publication(&self, _tx: &mut Tx, _id: WorkId) -> Result<Found<Publication>, DbError> {
        Ok(Found::Unknown)
    }

    /// Lets go of everything it holds about someone. Safe to repeat.
    async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError>;

    /// Everything it holds about someone, for themselves. Reading it takes no turn from those who write.
    async fn export(&self, db: &mut Conn, person: PersonId) -> Result<Export, DbError>;

    /// Puts what it shows to the public into the bundle, in open formats, for a section that takes
    /// it elsewhere; what is not public yet only with `drafts`. What is private never goes along.
    async fn take_along(
        &self,
        _section: &Section,
        _drafts: bool,
        _bundle: &mut Bundle,
    ) -> Result<(), NotTaken> {
        Ok(())
    }

    /// Tells its part of the invented section's story.
    async fn demo(&self, _section: &Section, _tx: &mut Tx, _story: &mut Story) -> Result<(), DbError> {
        Ok(())
    }

    /// Names every file that its rows still need; what no room names is deleted. It has no
    /// default, because a room that forgets it loses its pictures.
    async fn name_files(&self, db: &mut Conn, named: &mut Named) -> Result<(), DbError>;

    /// What `griot doctor` should say of it.
    async fn doctor(&self, _section: &Section) -> Vec<Finding> {
        Vec::new()
    }

    /// Seals anew under the current key what older ones sealed. Safe to repeat, and beside a server
    /// that knows the current key.
    async fn reseal(&self, _section: &Section) -> Result<Resealed, DbError> {
        Ok(Resealed::default())
    }

    /// How much it keeps that the key of this mark sealed; see `griot_crypto::Keys::mark_of`.
    async fn sealed_with(&self, _db: &mut Conn, _mark: &[u8]) -> Result<u64, DbError> {
        Ok(0)
    }

    /// What a seizure of the server reveals of its tables, and what not.
    fn sealed(&self) -> &'static [Field];

    /// The columns of its tables that tell nothing of a person. A column stands here or in
    /// [`Pillar::sealed`], so that none can be forgotten.
    fn silent(&self) -> &'static [Silent];
}

/// Why something was not taken along.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// A file cannot be written.
    #[error("a file cannot be written")]
    Io(#[from] std::io::Error),
    /// The database failed.
    #[error("the database does not answer")]
    Db(#[from] DbError),
    /// A room failed.
    #[error(transparent)]
    Room(#[from] WebError),
}

/// What a pillar holds about someone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Export {
    /// As JSON, with names that people understand.
    pub data: serde_json::Value,
    /// Files that belong to it, with the names they get in the archive.
    pub files: Vec<(String, FileKey)>,
}

/// What `griot doctor` found: a message of the words with what was found, and whether it is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The message that says it and, where it is not well, what to do.
    pub key: &'static str,
    /// Put into the message as `$detail`.
    pub detail: String,
    /// What the machine itself said of it, in its own words.
    pub cause: Option<String>,
    /// Whether all is well.
    pub well: bool,
}

/// What became of sealed values under a new key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// So many are sealed anew.
    pub sealed: u64,
    /// So many are opened by no key of the file.
    pub closed: u64,
}

/// A column, and what someone who takes the server learns from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The message that says what it holds.
    pub key: &'static str,
    /// What is revealed.
    pub seen: Seen,
}

/// Columns of one table that tell nothing of a person: the numbers of rows, their states, counters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silent {
    /// The table.
    pub table: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
}

/// What a seizure reveals of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is public anyway.
    Public,
    /// Whoever takes the server reads it. A value sealed with a key on the same disk counts as this.
    Revealed,
    /// Only whoever already knows the value can find it again.
    Guessable,
    /// Nothing.
    Nothing,
}
