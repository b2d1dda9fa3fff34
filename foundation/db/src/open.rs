use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sqlx::{
    PgPool, Sqlite, SqlitePool, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};
use tokio::sync::{Mutex, Notify};

use crate::{Conn, DbError, Read, Tx, conn::Way, tx::Guard};

/// The section's database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pub(crate) backend: Backend,
    pub(crate) shared: Arc<Shared>,
}

/// Which database stands behind, for `doctor` and for the operator to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One file.
    Sqlite,
    /// A server.
    Postgres,
}

#[derive(Clone, Debug)]
pub(crate) enum Backend {
    Sqlite { write: SqlitePool, read: SqlitePool, file: PathBuf },
    Postgres { pool: PgPool },
}

#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// One fair lease for whoever writes to SQLite: a second writer would starve the first.
    pub lease: Arc<Mutex<()>>,
    /// Counts changes of what the public sees; see [`Db::generation`].
    pub generation: AtomicU64,
    /// Wakes whoever waits for the outbox.
    pub told: Notify,
    pub guard: Guard,
}

const READERS: u32 = 4;
/// A connection to PostgreSQL is kept so long, busy or not: a new one parses and plans anew all that a page
/// asks, which takes longer than the answers (a page of the calendar: 26 ms on a new one, 6 ms later).
const KEPT: Duration = Duration::from_secs(8 * 3_600);

impl Db {
    /// Opens the SQLite file, and makes it when it is missing.
    pub async fn open_sqlite(file: &Path) -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("mmap_size", "67108864")
            .pragma("journal_size_limit", "67108864")
            .pragma("wal_autocheckpoint", "4000")
            .pragma("trusted_schema", "OFF");
        // One act touches little, and what it reads again lies in the cache of the system: more of
        // its own would grow with every import and be given back to nobody.
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone().pragma("cache_size", "-16384").pragma("mmap_size", "0"))
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.pragma("cache_size", "-16384").pragma("query_only", "ON"))
            .await?;
        let db =
            Self { backend: Backend::Sqlite { write, read, file: file.to_owned() }, shared: Arc::default() };
        db.check_pragmas().await?;
        Ok(db)
    }

    /// Opens a PostgreSQL database by its `postgres://` address.
    pub async fn open_postgres(url: &str) -> Result<Self, DbError> {
        // Statements are prepared once, and the server decides which of them it plans anew for each
        // question. One plan for all takes every `limit $1` for a tenth of the table: above a
        // million rows a front page read all of them to show nine.
        let options = PgConnectOptions::from_str(url)?.application_name("griot").options([("jit", "off")]);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(5))
            .idle_timeout(KEPT)
            .max_lifetime(KEPT)
            .connect_with(options)
            .await?;
        Ok(Self { backend: Backend::Postgres { pool }, shared: Arc::default() })
    }

    /// Which database this is.
    pub fn kind(&self) -> Kind {
        match self.backend {
            Backend::Sqlite { .. } => Kind::Sqlite,
            Backend::Postgres { .. } => Kind::Postgres,
        }
    }

    /// The SQLite file, if there is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.backend {
            Backend::Sqlite { file, .. } => Some(file),
            Backend::Postgres { .. } => None,
        }
    }

    /// The PostgreSQL pool, for `jobs`, which brings tables of its own.
    pub fn postgres(&self) -> Option<&PgPool> {
        match &self.backend {
            Backend::Sqlite { .. } => None,
            Backend::Postgres { pool } => Some(pool),
        }
    }

    /// Begins an act. On SQLite it waits its turn; on PostgreSQL it is SERIALIZABLE
    /// and may end in [`DbError::Conflict`], after which the whole act is done again.
    ///
    /// Panics in debug builds when the same task begins a second act inside the first,
    /// which on SQLite would wait for itself for ever.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        let guard = self.shared.guard.enter();
        Ok(match &self.backend {
            Backend::Sqlite { write, .. } => {
                let lease = Arc::clone(&self.shared.lease).lock_owned().await;
                let tx = begin_immediately(write).await?;
                Tx::new(Conn(Way::SqliteTx(tx)), Some(lease), guard, Arc::clone(&self.shared))
            }
            Backend::Postgres { pool } => {
                let tx = pool.begin_with("begin isolation level serializable").await?;
                Tx::new(Conn(Way::PostgresTx(tx)), None, guard, Arc::clone(&self.shared))
            }
        })
    }

    /// Takes a connection for reading a page.
    pub async fn read(&self) -> Result<Read, DbError> {
        Ok(Read(Conn(match &self.backend {
            Backend::Sqlite { read, .. } => Way::Sqlite(read.acquire().await?),
            Backend::Postgres { pool } => Way::Postgres(pool.acquire().await?),
        })))
    }

    /// A number that changes whenever the public may see something else than before.
    /// A page made under one number must not be shown under another.
    pub fn generation(&self) -> u64 {
        self.shared.generation.load(Ordering::Acquire)
    }

    /// Waits until something may lie in the outbox.
    pub async fn told(&self) {
        self.shared.told.notified().await;
    }

    /// Closes every connection, after what runs has ended.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Backend::Postgres { pool } => pool.close().await,
        }
    }

    /// Copies the whole SQLite database into a fresh `file`, while the house is open.
    pub async fn copy_to(&self, file: &Path) -> Result<(), DbError> {
        if let Backend::Sqlite { read, .. } = &self.backend {
            let mut conn = read.acquire().await?;
            sqlx::query("pragma query_only = off").execute(&mut *conn).await?;
            let copied = sqlx::query("vacuum into $1")
                .bind(file.to_string_lossy().into_owned())
                .execute(&mut *conn)
                .await;
            sqlx::query("pragma query_only = on").execute(&mut *conn).await?;
            copied?;
        }
        Ok(())
    }

    /// Reads back what durability rests on: a setting that did not take is a failure.
    async fn check_pragmas(&self) -> Result<(), DbError> {
        let Backend::Sqlite { write, .. } = &self.backend else { return Ok(()) };
        let wanted = [
            ("pragma journal_mode", "wal"),
            ("pragma synchronous", "2"),
            ("pragma foreign_keys", "1"),
            ("pragma trusted_schema", "0"),
            ("pragma secure_delete", "1"),
        ];
        for (pragma, value) in wanted {
            let row = sqlx::query(pragma).fetch_one(write).await?;
            let found: String = sqlx::Row::try_get::<String, _>(&row, 0)
                .or_else(|_| sqlx::Row::try_get::<i64, _>(&row, 0).map(|n| n.to_string()))?;
            if found != value {
                return Err(DbError::Unreadable {
                    table: "pragma",
                    cause: format!("{pragma} is {found}, not {value}").into(),
                });
            }
        }
        Ok(())
    }
}

/// Holds a data folder for one server, as SQLite must have one.
#[derive(Debug)]
pub struct FolderLock(#[expect(dead_code, reason = "held until it is dropped")] File);

impl FolderLock {
    /// Takes the folder, or says `None` when another server holds it.
    pub fn take(folder: &Path) -> io::Result<Option<Self>> {
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("griot.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Begins on the one connection that writes. SQLite ends an act by itself when the disk is full;
/// the connection then believes that it still stands inside, and is replaced.
async fn begin_immediately(write: &SqlitePool) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
    const BEGIN: &str = "begin immediate";

    match write.begin_with(BEGIN).await {
        Err(sqlx::Error::InvalidSavePointStatement) => {
            write.acquire().await?.close().await?;
            write.begin_with(BEGIN).await
        }
        begun => begun,
    }
}
