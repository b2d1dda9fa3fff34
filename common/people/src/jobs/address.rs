//! The letters about a member's new address: to it, and to the one before.

use griot_crypto::Token;
use griot_jobs::{Job, JobError};
use griot_kernel::Id;
use serde::{Deserialize, Serialize};

use super::{letter, name_of, page, send, with_stop};
use crate::{
    Section,
    model::link::{Link, Purpose},
    store::{self, addresses::AddressChange},
};

/// Tells a member, at the address that they have, that another one was given: whoever found an
/// open telephone and knows the passphrase would otherwise move their letters unseen.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellOldAddress {
    /// Which change.
    pub change: Id<AddressChange>,
}

impl Job<Section> for TellOldAddress {
    const NAME: &'static str = "people.tell-old-address";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(change) = store::addresses::by_id(&mut db, self.change).await? else { return Ok(()) };
        let Some(person) = store::persons::by_id(&mut db, change.person).await? else { return Ok(()) };
        let Some(address) = store::contacts::email_of(&mut db, person.id).await? else { return Ok(()) };
        drop(db);
        let Some((letter, words)) = letter(section, &address, person.language, "people-mail-moving-subject")
        else {
            return Ok(());
        };
        let letter = letter
            .paragraph(words.put("people-mail-moving-text", "section", name_of(section)))
            .button(words.t("people-mail-moving-button"), &page(section, "/me/security")?)
            .message_id(format!("moving-{}", change.id));
        send(section, letter).await.map(drop)
    }
}

/// Writes to a member's new address. If it has an owner already, nothing is changed
/// and its owner is told; whoever gave it sees no difference.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendAddressConfirmation {
    /// Which change.
    pub change: Id<AddressChange>,
}

impl Job<Section> for SendAddressConfirmation {
    const NAME: &'static str = "people.send-address-confirmation";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let now = section.clock.now();
        let token = Token::fresh(section.random.as_ref());
        let mut tx = section.db.begin().await?;
        let Some(change) = store::addresses::by_id(&mut tx, self.change).await? else { return Ok(()) };
        let Some(person) = store::persons::by_id(&mut tx, change.person).await? else { return Ok(()) };
        let taken = store::contacts::owner_of_email(&mut tx, &change.digest).await?.is_some();
        if !taken {
            let link = Link { person: Some(change.person), subject: Some(change.id.as_uuid()) };
            store::links::make(&mut tx, Purpose::Address, &token.hash(), link, now).await?;
        }
        tx.commit().await?;

        let subject = if taken { "people-mail-known-subject" } else { "people-mail-address-subject" };
        let Some((letter, words)) = letter(section, &change.address, person.language, subject) else {
            return Ok(());
        };
        let name = name_of(section);
        let letter = if taken {
            letter
                .paragraph(words.put("people-mail-known-text", "section", &name))
                .button(words.t("people-mail-known-button"), &page(section, "/sign-in")?)
        } else {
            letter.paragraph(words.put("people-mail-address-text", "section", &name)).button(
                words.t("people-mail-confirm-button"),
                &page(section, &format!("/confirm/{}", token.text()))?,
            )
        };
        let letter = letter
            .footer(words.t("people-mail-not-you"))
            .message_id(format!("address-{}", change.id))
            .asked();
        send(section, with_stop(section, letter, &words)?).await.map(drop)
    }
}
