//! The last hand that every letter passes through: it knows where nothing is sent any more,
//! gives each letter an address to come back to, and counts.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use griot_crypto::Keys;
use griot_db::{Db, DbError};
use griot_delivery::{Email, Fault, Letter, Post, PostError, ReturnAddress};
use griot_kernel::{Clock, Timestamp};

use crate::{
    Kind, Mark,
    note::Note,
    store::{stops, tally::What},
    token,
};

/// How a letter may go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Free,
    Try,
    Stopped,
}

/// A post that keeps to the stop list of the section.
#[derive(Clone)]
pub struct Outgoing {
    post: Arc<dyn Post>,
    db: Db,
    keys: Keys,
    clock: Arc<dyn Clock>,
    returns: Option<ReturnAddress>,
}

impl Outgoing {
    /// Stands before `post`. Without a return address letters come back to their sender.
    pub fn new(
        post: Arc<dyn Post>,
        db: Db,
        keys: Keys,
        clock: Arc<dyn Clock>,
        returns: Option<ReturnAddress>,
    ) -> Self {
        Self { post, db, keys, clock, returns }
    }

    /// Whether the letter may go, and whether that is a try in spite of a stop: one that its
    /// reader asked for.
    async fn way(&self, letter: &Letter, mark: Mark, now: Timestamp) -> Result<Way, DbError> {
        let mut db = self.db.read().await?;
        Ok(match stops::standing(&mut db, mark).await? {
            None => Way::Free,
            Some(_) if letter.asked && stops::has_try(&mut db, mark, now).await? => Way::Try,
            Some(_) => Way::Stopped,
        })
    }

    /// Writes down what became of a letter. What cannot be written down is no reason to send it
    /// twice.
    async fn keep(&self, note: Note, now: Timestamp) {
        if let Err(error) = note.keep(&self.db, now).await {
            tracing::warn!(%error, "what became of a letter could not be written down");
        }
    }
}

#[async_trait]
impl Post for Outgoing {
    async fn send(&self, letter: &Letter) -> Result<(), PostError> {
        let unreadable = |error: DbError| PostError::Retry(format!("the stop list cannot be read: {error}"));
        if letter.returns_to.is_some() {
            // Only one that tries the way back knows its own, and it goes to no person.
            return self.post.send(letter).await;
        }
        let now = self.clock.now();
        let mark = Mark::of(&self.keys, &letter.to);
        let way = self.way(letter, mark, now).await.map_err(unreadable)?;
        if way == Way::Stopped {
            self.keep(Note::of(What::Held), now).await;
            return Err(PostError::Stopped);
        }
        let mut letter = letter.clone();
        let returns = self.returns.as_ref();
        letter.returns_to = returns.and_then(|address| address.of(&token::seal(&self.keys, mark, now)));
        let outcome = self.post.send(&letter).await;
        match &outcome {
            Ok(()) => {
                let tried = (way == Way::Try).then_some(mark);
                self.keep(Note { tried, ..Note::of(What::Sent) }, now).await;
            }
            Err(PostError::Refused { fault, .. }) => {
                let kind = match fault {
                    Fault::Address => Kind::Hard,
                    Fault::Mailbox | Fault::Sender => Kind::Soft,
                };
                let note = Note { news: Some((mark, kind, now)), ..Note::of(What::Refused) };
                // The letter is not with the server, so it may well wait until this is kept.
                note.keep(&self.db, now).await.map_err(unreadable)?;
            }
            Err(_) => {}
        }
        outcome
    }

    fn answers_at(&self, code: &str) -> Option<Email> {
        self.returns.as_ref()?.of(code)
    }

    fn keeps(&self) -> bool {
        self.post.keeps()
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing").field("post", &self.post).finish_non_exhaustive()
    }
}
