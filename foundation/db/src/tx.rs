use std::{
    collections::HashSet,
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, PoisonError, atomic::Ordering},
};

use tokio::{sync::OwnedMutexGuard, task};

use crate::{Conn, DbError, change, conn::Way, open::Shared};

/// One act: all of it is written, or nothing. Dropped without [`Tx::commit`], nothing is.
#[derive(Debug)]
pub struct Tx {
    conn: Conn,
    // Declared after `conn`: the lease is given back once the connection is.
    _lease: Option<OwnedMutexGuard<()>>,
    _entered: Option<Entered>,
    shared: Arc<Shared>,
    told: bool,
    public_changed: bool,
}

impl Tx {
    pub(crate) fn new(
        conn: Conn,
        lease: Option<OwnedMutexGuard<()>>,
        entered: Option<Entered>,
        shared: Arc<Shared>,
    ) -> Self {
        Self { conn, _lease: lease, _entered: entered, shared, told: false, public_changed: false }
    }

    /// Says that the public may see something else after this act. Cached pages of
    /// every server go with the commit.
    pub async fn public_changed(&mut self) -> Result<(), DbError> {
        if !self.public_changed {
            self.public_changed = true;
            match &self.conn.0 {
                Way::SqliteTx(_) | Way::Sqlite(_) => {
                    change!(self.conn, conn => query("update generation set n = n + 1").execute(conn))?;
                }
                Way::PostgresTx(_) | Way::Postgres(_) => {
                    change!(self.conn, conn => query("select pg_notify('griot_public', '')").execute(conn))?;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn mark_told(&mut self) {
        self.told = true;
    }

    /// Makes the act last: when this answers, it is on disk.
    pub async fn commit(self) -> Result<(), DbError> {
        let Self { conn, _lease, _entered, shared, told, public_changed } = self;
        match conn.0 {
            Way::SqliteTx(tx) => tx.commit().await?,
            Way::PostgresTx(tx) => tx.commit().await?,
            Way::Sqlite(_) | Way::Postgres(_) => {}
        }
        if public_changed {
            shared.generation.fetch_add(1, Ordering::AcqRel);
        }
        if told {
            shared.told.notify_one();
        }
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}
impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

/// Remembers, in debug builds, which tasks stand inside an act.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guard(Arc<Mutex<HashSet<task::Id>>>);

#[derive(Debug)]
pub(crate) struct Entered(Guard, task::Id);

impl Guard {
    pub(crate) fn enter(&self) -> Option<Entered> {
        if !cfg!(debug_assertions) {
            return None;
        }
        let id = task::try_id()?;
        let fresh = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        assert!(fresh, "this task already stands inside an act: pass its Tx on instead of beginning again");
        Some(Entered(self.clone(), id))
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}
