//! The one trait behind which letters leave the house.

use std::fmt::Debug;

use async_trait::async_trait;

use crate::{Email, Fault, Letter};

/// Carries letters: over SMTP, into a folder, or into a test's memory.
#[async_trait]
pub trait Post: Send + Sync + Debug {
    /// Hands one letter over. `Ok` means someone else answers for it now.
    async fn send(&self, letter: &Letter) -> Result<(), PostError>;

    /// Where an answer that bears this code comes in; `None` where no answers come in.
    fn answers_at(&self, _code: &str) -> Option<Email> {
        None
    }

    /// Hands many letters over, so many at once at most where the post can. What became of each, in
    /// their order.
    async fn send_all(&self, letters: &[Letter], _at_once: usize) -> Vec<Result<(), PostError>> {
        let mut outcomes = Vec::with_capacity(letters.len());
        for letter in letters {
            outcomes.push(self.send(letter).await);
        }
        outcomes
    }

    /// Whether letters are only kept, so that nobody gets one until somebody passes it on.
    fn keeps(&self) -> bool {
        false
    }
}

/// Why a letter did not leave. The cause names nobody and may go to a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// It may go through later: keep the letter and try again.
    #[error("the letter could not be sent now: {0}")]
    Retry(String),
    /// It was handed over, and the line broke before the server answered: perhaps it arrived.
    #[error("nobody knows whether the letter was taken: {0}")]
    Unsure(String),
    /// The mail server will not take it for this recipient: do not try again.
    #[error("the letter was refused for good: {cause}")]
    Refused {
        /// Who is to blame.
        fault: Fault,
        /// What the server answered.
        cause: String,
    },
    /// The address takes no letters, as was learnt before, so nothing was sent.
    #[error("nothing is sent to this address")]
    Stopped,
    /// The letter itself cannot be written as a mail: a fault of the program.
    #[error("the letter cannot be written as a mail")]
    Unwritable,
}
