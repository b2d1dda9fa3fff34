//! The twin of a gateway for tests: keeps messages, fails when told to.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;

use super::{Sms, SmsError, SmsPost};

/// Keeps messages in memory. Clones share one memory.
#[derive(Clone, Debug, Default)]
pub struct MemorySms {
    inner: Arc<Mutex<Memory>>,
}

#[derive(Debug, Default)]
struct Memory {
    taken: Vec<Sms>,
    failures: VecDeque<SmsError>,
}

impl MemorySms {
    /// An empty memory that takes every message.
    pub fn new() -> Self {
        Self::default()
    }

    /// The messages taken so far, oldest first, and forgets them.
    pub fn take(&self) -> Vec<Sms> {
        std::mem::take(&mut self.memory().taken)
    }

    /// Answers the next message with `error`. Where nobody knows, it was taken all the same.
    pub fn fail(&self, error: &SmsError) {
        self.memory().failures.push_back(error.clone());
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl SmsPost for MemorySms {
    async fn send(&self, sms: &Sms) -> Result<(), SmsError> {
        let mut memory = self.memory();
        let failure = memory.failures.pop_front();
        if matches!(failure, None | Some(SmsError::Unknown)) {
            memory.taken.push(sms.clone());
        }
        failure.map_or(Ok(()), Err)
    }
}
