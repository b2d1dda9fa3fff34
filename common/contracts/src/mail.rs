//! Answers by mail to letters of the house.

use async_trait::async_trait;
use griot_db::{DbError, Tx};
use griot_kernel::{PersonId, Random, Timestamp};
use uuid::Uuid;

use crate::people::Contacts;

/// What somebody answered to a letter, from the address that the letter went to.
#[derive(Clone, Copy)]
pub struct MailAnswer<'a> {
    /// What the letter was about: `channels.approve`.
    pub kind: &'a str,
    /// Which thing.
    pub thing: Uuid,
    /// The member who answered; `None` where the letter went to somebody else.
    pub person: Option<PersonId>,
    /// Their address, where no member is known; else empty.
    pub sender: &'a str,
    /// What the room wanted to know again.
    pub detail: &'a str,
    /// Their own words, without what they quoted.
    pub words: &'a str,
    /// Who knows what somebody may do now.
    pub contacts: &'a dyn Contacts,
}

impl std::fmt::Debug for MailAnswer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailAnswer({})", self.kind)
    }
}

/// Asked for each answer that came in. Joined by every room whose letters can be answered.
#[async_trait]
pub trait MailAnswers: Send + Sync {
    /// Takes an answer that is one of ours; `None` where it is not. What it gives back is the message by
    /// which a member is told what came of it; empty where nothing needs to be said.
    async fn take(
        &self,
        tx: &mut Tx,
        answer: MailAnswer<'_>,
        moment: (Timestamp, &dyn Random),
    ) -> Result<Option<&'static str>, DbError>;
}
