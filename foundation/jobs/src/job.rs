use std::{error::Error, future::Future};

use griot_db::{DbError, Tx, outbox};
use serde::{Serialize, de::DeserializeOwned};

/// Something to be done after an act, outside of it: a letter, a copy, a delivery.
/// It is done at least once: a server that dies in the middle leaves it to be done again.
///
/// A job carries ids and revisions only, never a name, an address or a body.
pub trait Job<C>: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// `pillar.what-to-do`. It never changes meaning, since jobs on disk outlive a program.
    const NAME: &'static str;

    /// Whether it waits for servers of others, which may take their time: such jobs have a few
    /// hands of their own, so that letters never wait behind them.
    const OUTSIDE: bool = false;

    /// Does it. May be written as `async fn run(&self, ctx: &C) -> Result<(), JobError>`.
    fn run(&self, ctx: &C) -> impl Future<Output = Result<(), JobError>> + Send;
}

/// Why a job was not done, and whether trying again could help.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// It may work later: tried again, each time after a longer wait, up to 12 times.
    #[error("it may work later")]
    Retry(#[source] Box<dyn Error + Send + Sync>),
    /// It will never work: shown to the operator, who may run it again by hand.
    #[error("it cannot work")]
    Fail(#[source] Box<dyn Error + Send + Sync>),
}

impl JobError {
    /// For `map_err`, when trying again could help.
    pub fn retry(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Retry(cause.into())
    }

    /// For `map_err`, when trying again could not help.
    pub fn fail(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Fail(cause.into())
    }
}

impl From<DbError> for JobError {
    fn from(error: DbError) -> Self {
        Self::retry(error)
    }
}

/// Asks for `job` to be done once this act is committed, and not if it is not.
pub async fn enqueue<C, J: Job<C>>(tx: &mut Tx, job: &J) -> Result<(), DbError> {
    outbox::ask(tx, J::NAME, job).await
}
