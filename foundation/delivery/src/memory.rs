//! The twin of the post for tests: keeps letters, fails when told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use crate::{Letter, Post, PostError};

/// Keeps letters in memory. Clones share one memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryPost {
    inner: Arc<Mutex<Memory>>,
}

#[derive(Debug, Default)]
struct Memory {
    letters: Vec<Letter>,
    failures: VecDeque<PostError>,
}

impl MemoryPost {
    /// An empty memory that takes every letter.
    pub fn new() -> Self {
        Self::default()
    }

    /// The letters taken so far, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        self.memory().letters.clone()
    }

    /// The letters taken so far, oldest first, and forgets them.
    pub fn take(&self) -> Vec<Letter> {
        std::mem::take(&mut self.memory().letters)
    }

    /// Answers the next `times` letters with `error` instead of taking them.
    pub fn fail(&self, error: &PostError, times: usize) {
        let failures = std::iter::repeat_n(error.clone(), times);
        self.memory().failures.extend(failures);
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Post for MemoryPost {
    async fn send(&self, letter: &Letter) -> Result<(), PostError> {
        let mut memory = self.memory();
        if let Some(error) = memory.failures.pop_front() {
            return Err(error);
        }
        memory.letters.push(letter.clone());
        Ok(())
    }
}
