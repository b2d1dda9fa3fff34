use std::borrow::Cow;

use sqlx::{
    SqlSafeStr,
    migrate::{MigrateError as Cause, Migration, MigrationType, Migrator},
};

use crate::{
    DbError, Door,
    open::{Backend, Db},
};

/// The tables of one pillar: numbered steps that only go forward, the same
/// numbers and names on both databases.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Whose tables.
    pub name: &'static str,
    /// In order.
    pub steps: &'static [Step],
}

/// One step forward.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// `0001_posts`.
    pub name: &'static str,
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

/// Names the steps that lie in `migrations/{sqlite,postgres}/` of the calling crate.
#[macro_export]
macro_rules! schema {
    ($name:literal $(, $step:literal)* $(,)?) => {
        $crate::Schema {
            name: $name,
            steps: &[$($crate::Step {
                name: $step,
                sqlite: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite/", $step, ".sql")),
                postgres: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres/", $step, ".sql")),
            }),*],
        }
    };
}

/// How the tables of a database stand to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was ever made in it.
    Empty,
    /// Steps of this program are missing.
    Older,
    /// It has steps that this program does not know.
    Newer,
    /// They are as this program wants them.
    Current,
}

/// Why the tables could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database was written by a newer program.
    #[error("the database of {schema} is newer than this program (step {step}): install the newer program")]
    Newer {
        /// Whose tables.
        schema: &'static str,
        /// The step that this program does not know.
        step: i64,
    },
    /// A step failed.
    #[error("a step of {schema} failed")]
    Failed {
        /// Whose tables.
        schema: &'static str,
        /// Why.
        #[source]
        cause: Cause,
    },
}

impl Db {
    /// Brings the tables of `schemas` up to date, in the order given. Several
    /// servers may call this at once: PostgreSQL locks, SQLite has one server.
    pub async fn migrate(&self, schemas: &[Schema]) -> Result<(), MigrateError> {
        for schema in schemas {
            let migrator = schema.migrator(matches!(self.backend, Backend::Sqlite { .. }));
            let done = match &self.backend {
                Backend::Sqlite { write, .. } => migrator.run(write).await,
                Backend::Postgres { pool } => migrator.run(pool).await,
            };
            done.map_err(|cause| match cause {
                Cause::VersionMissing(step) => MigrateError::Newer { schema: schema.name, step },
                cause => MigrateError::Failed { schema: schema.name, cause },
            })?;
        }
        Ok(())
    }

    /// How the tables of `schemas` stand, without changing anything.
    pub async fn standing(&self, schemas: &[Schema]) -> Result<Standing, DbError> {
        let (mut made, mut missing) = (false, false);
        for schema in schemas {
            let done = self.steps_done(schema).await?;
            let known = i64::try_from(schema.steps.len()).unwrap_or(i64::MAX);
            if done.iter().any(|step| *step > known) {
                return Ok(Standing::Newer);
            }
            made |= !done.is_empty();
            missing |= done.len() < schema.steps.len();
        }
        Ok(match (made, missing) {
            (false, true) => Standing::Empty,
            (_, true) => Standing::Older,
            (_, false) => Standing::Current,
        })
    }

    /// The numbers of the steps that were made.
    async fn steps_done(&self, schema: &Schema) -> Result<Vec<i64>, DbError> {
        const SQLITE: &str = "select count(*) from sqlite_schema where type = 'table' and name = $1";
        const POSTGRES: &str = "select count(*) from pg_tables
            where schemaname = current_schema() and tablename = $1";

        let table = schema.table();
        // The name of a table cannot be bound; this one is made of a name in the source alone.
        let steps = || sqlx::AssertSqlSafe(format!("select version from {table} order by version"));
        let mut read = self.read().await?;
        let known: i64 = match read.door() {
            Door::Sqlite(conn) => sqlx::query_scalar(SQLITE).bind(&table).fetch_one(conn).await?,
            Door::Postgres(conn) => sqlx::query_scalar(POSTGRES).bind(&table).fetch_one(conn).await?,
        };
        if known == 0 {
            return Ok(Vec::new());
        }
        Ok(match read.door() {
            Door::Sqlite(conn) => sqlx::query_scalar(steps()).fetch_all(conn).await?,
            Door::Postgres(conn) => sqlx::query_scalar(steps()).fetch_all(conn).await?,
        })
    }
}

impl Schema {
    fn table(&self) -> String {
        format!("migration_{}", self.name)
    }

    fn migrator(&self, sqlite: bool) -> Migrator {
        let steps = self.steps.iter().zip(1..).map(|(step, number)| {
            let sql = if sqlite { step.sqlite } else { step.postgres };
            Migration::new(number, Cow::Borrowed(step.name), MigrationType::Simple, sql.into_sql_str(), false)
        });
        let mut migrator = Migrator::with_migrations(steps.collect());
        migrator.dangerous_set_table_name(self.table());
        migrator
    }
}
