//! What became of one letter, written down in one act.

use griot_db::{Db, DbError};
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
        let mut collisions = 0;
        loop {
            match self.once(db, now).await {
                Err(DbError::Conflict(_)) if collisions < COLLISIONS => collisions += 1,
                done => {
                    let what = self.what.as_str();
                    metrics::counter!("griot_mail_total", "what" => what).increment(1);
                    return done;
                }
            }
        }
    }

    async fn once(self, db: &Db, now: Timestamp) -> Result<Option<Heard>, DbError> {
        let mut tx = db.begin().await?;
        tally::add(&mut tx, self.what, now).await?;
        if let Some(mark) = self.tried {
            stops::count_try(&mut tx, mark, now).await?;
        }
        let heard = match self.news {
            Some((mark, kind, sent)) => Some(acts::hear(&mut tx, mark, kind, sent, now).await?),
            None => None,
        };
        tx.commit().await?;
        Ok(heard)
    }
}
