//! The letter that lets someone choose a new passphrase.

use std::time::Duration;

use griot_crypto::Token;
use griot_jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

use super::{letter, name_of, page, send};
use crate::{
    Section,
    model::link::{Link, Purpose},
    store,
};

/// Letters of this kind to one person within an hour.
const AN_HOUR: i64 = 4;

/// Writes to whoever owns this address, if anyone does. It is asked for known and
/// unknown addresses alike, so that the page tells nothing, not even by its time.
/// A link whose letter did not leave goes: it counts for nothing, and the one before stands.
#[derive(Serialize, Deserialize)]
pub struct SendReset {
    /// The keyed digest of the address.
    pub digest: [u8; 32],
}

impl std::fmt::Debug for SendReset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SendReset(…)")
    }
}

impl Job<Section> for SendReset {
    const NAME: &'static str = "people.send-reset";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let now = section.clock.now();
        let token = Token::fresh(section.random.as_ref());
        let mut tx = section.db.begin().await?;
        let Some(id) = store::contacts::owner_of_email(&mut tx, &self.digest).await? else { return Ok(()) };
        let person = store::persons::by_id(&mut tx, id).await?.filter(|p| p.is_member());
        let address = store::contacts::email_of(&mut tx, id).await?;
        let (Some(person), Some(address)) = (person, address) else { return Ok(()) };
        let since = now - Duration::from_secs(3_600);
        if store::links::count_since(&mut tx, Purpose::Reset, id, since).await? >= AN_HOUR {
            return Ok(());
        }
        let link = Link { person: Some(id), subject: None };
        store::links::make(&mut tx, Purpose::Reset, &token.hash(), link, now).await?;
        tx.commit().await?;

        let Some((letter, words)) = letter(section, &address, person.language, "people-mail-reset-subject")
        else {
            return Ok(());
        };
        let letter = letter
            .paragraph(words.put("people-mail-reset-text", "section", name_of(section)))
            .button(words.t("people-mail-reset-button"), &page(section, &format!("/reset/{}", token.text()))?)
            .paragraph(words.t("people-mail-reset-hours"))
            .footer(words.t("people-mail-not-you"))
            .message_id(format!("reset-{}-{}", id, now.as_millisecond()))
            .asked();
        let left = send(section, letter).await;
        let mut tx = section.db.begin().await?;
        if let Ok(true) = left {
            store::links::cancel_others(&mut tx, Purpose::Reset, id, &token.hash(), now).await?;
        } else {
            store::links::remove(&mut tx, &token.hash()).await?;
        }
        tx.commit().await?;
        left.map(drop)
    }
}
