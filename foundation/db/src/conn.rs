use std::ops::{Deref, DerefMut};

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection};

/// A way to the database for one statement after another, inside an act or not.
#[derive(Debug)]
pub struct Conn(pub(crate) Way);

#[derive(Debug)]
pub(crate) enum Way {
    SqliteTx(Transaction<'static, Sqlite>),
    PostgresTx(Transaction<'static, Postgres>),
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// The connection behind a [`Conn`]. Only [`on!`](crate::on) and the few files
/// where the two dialects truly differ look at it.
#[derive(Debug)]
pub enum Door<'a> {
    /// The section lives in a file.
    Sqlite(&'a mut SqliteConnection),
    /// The section lives on a PostgreSQL server.
    Postgres(&'a mut PgConnection),
}

impl Conn {
    /// Opens the door to the database behind.
    pub fn door(&mut self) -> Door<'_> {
        match &mut self.0 {
            Way::SqliteTx(tx) => Door::Sqlite(tx),
            Way::Sqlite(conn) => Door::Sqlite(conn),
            Way::PostgresTx(tx) => Door::Postgres(tx),
            Way::Postgres(conn) => Door::Postgres(conn),
        }
    }
}

/// Reads for a page. It never begins a transaction and must not write.
#[derive(Debug)]
pub struct Read(pub(crate) Conn);

impl Deref for Read {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}
impl DerefMut for Read {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// How many rows a statement changed, on either database.
#[doc(hidden)]
pub trait Changed {
    fn rows(&self) -> u64;
}
impl Changed for sqlx::sqlite::SqliteQueryResult {
    fn rows(&self) -> u64 {
        self.rows_affected()
    }
}
impl Changed for sqlx::postgres::PgQueryResult {
    fn rows(&self) -> u64 {
        self.rows_affected()
    }
}

/// Runs one portable statement that changes rows, and says how many it changed.
///
/// `change!(tx, conn => query(SQL).bind(…).execute(conn))` gives a `Result<u64, DbError>`.
#[macro_export]
macro_rules! change {
    ($db:expr, $conn:ident => $statement:expr) => {{
        use $crate::sqlx::query;
        match $db.door() {
            $crate::Door::Sqlite($conn) => {
                $statement.await.map(|done| $crate::Changed::rows(&done)).map_err($crate::DbError::from)
            }
            $crate::Door::Postgres($conn) => {
                $statement.await.map(|done| $crate::Changed::rows(&done)).map_err($crate::DbError::from)
            }
        }
    }};
}

/// Runs one portable statement that reads, on whichever database stands behind the door.
///
/// `on!(tx, conn => query_as(SQL).bind(…).fetch_optional(conn))` gives a `Result<_, DbError>`.
#[macro_export]
macro_rules! on {
    ($db:expr, $conn:ident => $statement:expr) => {{
        use $crate::reads::*;
        match $db.door() {
            $crate::Door::Sqlite($conn) => $statement.await.map_err($crate::DbError::from),
            $crate::Door::Postgres($conn) => $statement.await.map_err($crate::DbError::from),
        }
    }};
}
