//! The last hand that every letter passes through: it knows where nothing is sent any more,
//! gives each letter an address to come back to, and counts.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use griot_crypto::Keys;
use griot_db::{Conn, Db, DbError};
use griot_delivery::{Email, Fault, Letter, Post, PostError, ReturnAddress};
use griot_kernel::{Clock, Timestamp};

use crate::{
    Kind, Mark,
    note::{self, Note},
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

    /// The letter with its own address to come back to.
    fn returning(&self, letter: &Letter, mark: Mark, now: Timestamp) -> Letter {
        let returns = self.returns.as_ref();
        let mut letter = letter.clone();
        letter.returns_to = returns.and_then(|address| address.of(&token::seal(&self.keys, mark, now)));
        letter
    }

    /// Which of many letters may go, and how, each with the mark of its address.
    async fn ways(&self, letters: &[Letter], now: Timestamp) -> Result<Vec<(Mark, Way)>, DbError> {
        let mut db = self.db.read().await?;
        let mut all = Vec::with_capacity(letters.len());
        for letter in letters {
            let mark = Mark::of(&self.keys, &letter.to);
            all.push((mark, way(&mut db, letter, mark, now).await?));
        }
        Ok(all)
    }

    /// Writes down what became of a letter. What cannot be written down is no reason to send it
    /// twice.
    async fn keep(&self, note: Note, now: Timestamp) {
        if let Err(error) = note.keep(&self.db, now).await {
            tracing::warn!(%error, "what became of a letter could not be written down");
        }
    }
}

/// Whether a letter may go, and whether that is a try in spite of a stop: one that its reader asked for.
async fn way(db: &mut Conn, letter: &Letter, mark: Mark, now: Timestamp) -> Result<Way, DbError> {
    Ok(match stops::standing(db, mark).await? {
        None => Way::Free,
        Some(_) if letter.asked && stops::has_try(db, mark, now).await? => Way::Try,
        Some(_) => Way::Stopped,
    })
}

/// What is written down of a letter; nothing, where it may still go.
fn note(outcome: &Result<(), PostError>, mark: Mark, way: Way, now: Timestamp) -> Option<Note> {
    match outcome {
        Ok(()) => Some(Note { tried: (way == Way::Try).then_some(mark), ..Note::of(What::Sent) }),
        Err(PostError::Refused { fault, .. }) => {
            let kind = match fault {
                Fault::Address => Kind::Hard,
                Fault::Mailbox | Fault::Sender => Kind::Soft,
            };
            Some(Note { news: Some((mark, kind, now)), ..Note::of(What::Refused) })
        }
        Err(PostError::Stopped) => Some(Note::of(What::Held)),
        Err(_) => None,
    }
}

fn unreadable(error: DbError) -> PostError {
    PostError::Retry(format!("the stop list cannot be read: {error}"))
}

#[async_trait]
impl Post for Outgoing {
    async fn send(&self, letter: &Letter) -> Result<(), PostError> {
        if letter.returns_to.is_some() {
            // Only one that tries the way back knows its own, and it goes to no person.
            return self.post.send(letter).await;
        }
        let now = self.clock.now();
        let mark = Mark::of(&self.keys, &letter.to);
        let way = way(&mut *self.db.read().await.map_err(unreadable)?, letter, mark, now).await;
        let way = way.map_err(unreadable)?;
        let outcome = match way {
            Way::Stopped => Err(PostError::Stopped),
            Way::Free | Way::Try => self.post.send(&self.returning(letter, mark, now)).await,
        };
        match (&outcome, note(&outcome, mark, way, now)) {
            // The letter is not with the server, so it may well wait until this is kept.
            (Err(PostError::Refused { .. }), Some(note)) => {
                note.keep(&self.db, now).await.map_err(unreadable)?;
            }
            (_, Some(note)) => self.keep(note, now).await,
            (_, None) => {}
        }
        outcome
    }

    fn answers_at(&self, code: &str) -> Option<Email> {
        self.returns.as_ref()?.of(code)
    }

    async fn send_all(&self, letters: &[Letter], at_once: usize) -> Vec<Result<(), PostError>> {
        let now = self.clock.now();
        let ways = match self.ways(letters, now).await {
            Ok(ways) => ways,
            Err(error) => {
                let error = unreadable(error);
                return letters.iter().map(|_| Err(error.clone())).collect();
            }
        };
        let going: Vec<Letter> = letters
            .iter()
            .zip(&ways)
            .filter(|(_, (_, way))| *way != Way::Stopped)
            .map(|(letter, (mark, _))| self.returning(letter, *mark, now))
            .collect();
        let mut sent = self.post.send_all(&going, at_once).await.into_iter();
        let outcomes: Vec<Result<(), PostError>> = ways
            .iter()
            .map(|(_, way)| match way {
                Way::Stopped => Err(PostError::Stopped),
                Way::Free | Way::Try => sent.next().unwrap_or(Err(PostError::Unwritable)),
            })
            .collect();
        let notes: Vec<Note> = outcomes
            .iter()
            .zip(&ways)
            .filter_map(|(outcome, (mark, way))| note(outcome, *mark, *way, now))
            .collect();
        if let Err(error) = note::keep_all(&self.db, &notes, now).await {
            tracing::warn!(%error, "what became of letters could not be written down");
        }
        outcomes
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
