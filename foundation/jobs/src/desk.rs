use griot_db::{
    Db, DbError, Door, Tx,
    sqlx::{Postgres, Transaction},
};

/// Where the queue writes its own rows. On SQLite this is an ordinary act under the
/// writer lease. On PostgreSQL it is READ COMMITTED, since `skip locked` lets several
/// servers share the queue without ever colliding, where SERIALIZABLE would refuse them.
#[derive(Debug)]
pub(crate) enum Desk {
    Sqlite(Tx),
    Postgres(Transaction<'static, Postgres>),
}

impl Desk {
    pub(crate) async fn open(db: &Db) -> Result<Self, DbError> {
        Ok(match db.postgres() {
            None => Self::Sqlite(db.begin().await?),
            Some(pool) => Self::Postgres(pool.begin_with("begin isolation level read committed").await?),
        })
    }

    pub(crate) fn door(&mut self) -> Door<'_> {
        match self {
            Self::Sqlite(tx) => tx.door(),
            Self::Postgres(tx) => Door::Postgres(tx),
        }
    }

    pub(crate) async fn commit(self) -> Result<(), DbError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => Ok(tx.commit().await?),
        }
    }
}
