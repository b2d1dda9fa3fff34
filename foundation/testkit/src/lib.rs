//! What tests of every room need: a fresh database of each kind.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::{env, fmt};

use griot_db::{Db, Schema, change};
use griot_kernel::{Random, SystemRandom};
use tempfile::TempDir;

/// A fresh database for one test; it goes when it is dropped.
pub struct Fresh {
    db: Db,
    _folder: Option<TempDir>,
}

impl fmt::Debug for Fresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fresh({:?})", self.db.kind())
    }
}

impl Fresh {
    /// The database.
    pub fn db(&self) -> Db {
        self.db.clone()
    }
}

/// A fresh SQLite database with these tables (those of the house come first).
pub async fn sqlite(schemas: &[Schema]) -> Fresh {
    let folder = TempDir::new().unwrap();
    let db = Db::open_sqlite(&folder.path().join("test.db")).await.unwrap();
    db.migrate(&[griot_db::SCHEMA]).await.unwrap();
    db.migrate(schemas).await.unwrap();
    Fresh { db, _folder: Some(folder) }
}

/// A fresh PostgreSQL database with these tables on the server that
/// `GRIOT_TEST_POSTGRES` names, or `None` on a laptop that has none. CI must have one.
pub async fn postgres(schemas: &[Schema]) -> Option<Fresh> {
    let Ok(server) = env::var("GRIOT_TEST_POSTGRES") else {
        assert!(env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        eprintln!("skipped on PostgreSQL: GRIOT_TEST_POSTGRES names no server");
        return None;
    };
    let url = fresh_postgres_url(&server).await;
    let db = Db::open_postgres(&url).await.expect("the fresh database must open");
    db.migrate(&[griot_db::SCHEMA]).await.unwrap();
    db.migrate(schemas).await.unwrap();
    Some(Fresh { db, _folder: None })
}

/// Makes a database of its own on the test server and returns its address.
pub async fn fresh_postgres_url(server: &str) -> String {
    let mut chance = [0_u8; 8];
    SystemRandom.fill(&mut chance);
    let name = format!("griot_{:016x}", u64::from_be_bytes(chance));
    let admin = Db::open_postgres(server).await.expect("GRIOT_TEST_POSTGRES must name a server that answers");
    let mut conn = admin.read().await.unwrap();
    let make = format!("create database {name}");
    change!(conn, c => query(griot_db::sqlx::AssertSqlSafe(make)).execute(c)).unwrap();
    drop(conn);
    admin.close().await;
    let (base, _) = server.rsplit_once('/').expect("the address ends in a database");
    format!("{base}/{name}")
}

/// Writes a contract once and makes it two tests, one for each database.
///
/// ```ignore
/// contract! { &[SCHEMA];
///     async fn one_address_counts_once(db: Db) { … }
/// }
/// ```
#[macro_export]
macro_rules! contract {
    ($schemas:expr; $($(#[$meta:meta])* async fn $name:ident($db:ident: Db) $body:block)*) => {
        $(
            mod $name {
                use super::*;

                async fn promise($db: griot_db::Db) $body

                #[tokio::test]
                $(#[$meta])*
                async fn sqlite() {
                    let fresh = $crate::sqlite($schemas).await;
                    promise(fresh.db()).await;
                }

                #[tokio::test]
                $(#[$meta])*
                async fn postgres() {
                    if let Some(fresh) = $crate::postgres($schemas).await {
                        promise(fresh.db()).await;
                        fresh.db().close().await;
                    }
                }
            }
        )*
    };
}
