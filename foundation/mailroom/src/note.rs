//! What became of letters, written down in one act.

use griot_db::{Db, DbError, Tx};
use griot_kernel::Timestamp;

use crate::{
    Heard, Kind, Mark, acts,
    store::{
        stops,
        tally::{self, What},
    },
};

/// How often an act that collided with another is done again at once.
const COLLISIONS: u32 = 8;

/// What became of a letter, or what a mail says of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Note {
    pub what: What,
    /// News of an address: of a letter that left then.
    pub news: Option<(Mark, Kind, Timestamp)>,
    /// A stopped address that was tried because its owner asked.
    pub tried: Option<Mark>,
}

impl Note {
    pub(crate) fn of(what: What) -> Self {
        Self { what, news: None, tried: None }
    }

    /// Writes it down, again where another act came first.
    pub(crate) async fn keep(self, db: &Db, now: Timestamp) -> Result<Option<Heard>, DbError> {
        Ok(keep_all(db, &[self], now).await?.pop().flatten())
    }

    async fn write(self, tx: &mut Tx, now: Timestamp) -> Result<Option<Heard>, DbError> {
        tally::add(tx, self.what, now).await?;
        if let Some(mark) = self.tried {
            stops::count_try(tx, mark, now).await?;
        }
        match self.news {
            Some((mark, kind, sent)) => acts::hear(tx, mark, kind, sent, now).await.map(Some),
            None => Ok(None),
        }
    }
}

/// Writes down what became of many letters, in one act, again where another act came first.
pub(crate) async fn keep_all(db: &Db, notes: &[Note], now: Timestamp) -> Result<Vec<Option<Heard>>, DbError> {
    let mut collisions = 0;
    loop {
        match once(db, notes, now).await {
            Err(DbError::Conflict(_)) if collisions < COLLISIONS => collisions += 1,
            done => {
                for note in notes {
                    metrics::counter!("griot_mail_total", "what" => note.what.as_str()).increment(1);
                }
                return done;
            }
        }
    }
}

async fn once(db: &Db, notes: &[Note], now: Timestamp) -> Result<Vec<Option<Heard>>, DbError> {
    let mut tx = db.begin().await?;
    let mut heard = Vec::with_capacity(notes.len());
    for note in notes {
        heard.push(note.write(&mut tx, now).await?);
    }
    tx.commit().await?;
    Ok(heard)
}
