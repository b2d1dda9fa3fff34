//! One door to two databases.
//!
//! [`Db`] is SQLite in a file or PostgreSQL, and nobody beyond this crate asks
//! which. An act takes a [`Tx`], a page takes a [`Read`]; both lend a [`Conn`],
//! on which [`on!`] and [`change!`] run one portable statement. What an act tells the rest of
//! the house goes into the [`outbox`] of the same transaction.

mod conn;
mod error;
mod open;
pub mod outbox;
mod schema;
mod tx;
mod watch;

pub use conn::{Changed, Conn, Door, Read};
pub use error::DbError;
pub use open::{Db, FolderLock, Kind};
pub use schema::{MigrateError, Schema, Standing, Step};
pub use sqlx;
pub use tx::Tx;

/// The statements that [`on!`] knows.
#[doc(hidden)]
pub mod reads {
    pub use sqlx::{query_as, query_scalar};
}

/// What the database itself keeps: the outbox and the generation of public pages.
pub const SCHEMA: Schema = schema!("house", "0001_outbox");
