//! Replying by an answer to a letter: from the address that the letter went to, into the thread that it told
//! of.

use async_trait::async_trait;
use griot_contracts::mail::{MailAnswer, MailAnswers};
use griot_db::{DbError, Tx};
use griot_kernel::{Id, Random, Timestamp};

use crate::{
    Campaigns, jobs,
    model::{Reply, lines_of},
    store::{entries, replies},
};

/// The longest reply, as on its page.
const LONGEST: usize = 10_000;

#[async_trait]
impl MailAnswers for Campaigns {
    async fn take(
        &self,
        tx: &mut Tx,
        answer: MailAnswer<'_>,
        (now, random): (Timestamp, &dyn Random),
    ) -> Result<Option<&'static str>, DbError> {
        let (jobs::ROOM, Some(person)) = (answer.kind, answer.person) else { return Ok(None) };
        let Some(entry) = entries::by_id(tx, answer.thing.into()).await? else {
            return Ok(Some("room-mail-gone"));
        };
        // Whoever may not read it any more hears the same as of one that is gone.
        if !jobs::reader(tx, answer.contacts, person).await?.may_read(&entry) {
            return Ok(Some("room-mail-gone"));
        }
        let Ok(body) = lines_of(answer.words, LONGEST) else { return Ok(Some("room-mail-too-long")) };
        let reply = Reply { id: Id::secret(random), entry: entry.id, body, by: Some(person), at: now };
        replies::insert(tx, &reply).await?;
        Ok(Some(""))
    }
}
