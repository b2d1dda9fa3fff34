//! The letter that confirms the address of whoever asks to join.

use griot_crypto::Token;
use griot_jobs::{Job, JobError};
use griot_kernel::Id;
use serde::{Deserialize, Serialize};

use super::{letter, name_of, page, send, with_stop};
use crate::{
    Section,
    model::{
        link::{Link, Purpose},
        request::{JoinRequest, State},
    },
    store,
};

/// What whoever owns the address reads: on the page all look alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// They should confirm it.
    Confirm,
    /// They are a member.
    Known,
    /// They asked before, and an answer will come.
    Waits,
}

impl Kind {
    fn subject(self) -> &'static str {
        match self {
            Self::Confirm => "people-mail-confirm-subject",
            Self::Known => "people-mail-known-subject",
            Self::Waits => "people-mail-waits-subject",
        }
    }
}

/// Writes to someone who asked to join. If they asked before, or the address has an owner already, the
/// letter tells them so.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendConfirmation {
    /// Which request.
    pub request: Id<JoinRequest>,
}

impl Job<Section> for SendConfirmation {
    const NAME: &'static str = "people.send-confirmation";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let now = section.clock.now();
        let token = Token::fresh(section.random.as_ref());
        let mut tx = section.db.begin().await?;
        let Some(request) = store::requests::by_id(&mut tx, self.request).await? else { return Ok(()) };
        let digest = store::requests::digest_of(&mut tx, request.id).await?.unwrap_or_default();
        let owner = store::contacts::owner_of_email(&mut tx, &digest).await?;
        let kind = match (request.state, owner) {
            (State::Unconfirmed, None) => Kind::Confirm,
            (State::Unconfirmed, Some(_)) => Kind::Known,
            (State::Waiting, _) => Kind::Waits,
            (State::Accepted | State::Refused, _) => return Ok(()), // answered meanwhile, by a letter
        };
        // A request from an owned address stays until it is swept: whoever asks again soon must
        // be answered alike whether the address is known here or not.
        if kind == Kind::Confirm {
            let link = Link { person: None, subject: Some(request.id.as_uuid()) };
            store::links::make(&mut tx, Purpose::Join, &token.hash(), link, now).await?;
        }
        tx.commit().await?;

        let Some((letter, words)) = letter(section, &request.address, request.language, kind.subject())
        else {
            return Ok(());
        };
        let name = name_of(section);
        let letter = match kind {
            Kind::Known => letter
                .paragraph(words.put("people-mail-known-text", "section", &name))
                .button(words.t("people-mail-known-button"), &page(section, "/sign-in")?)
                .paragraph(words.put("people-mail-known-reset", "address", section.url("/reset"))),
            Kind::Waits => letter.paragraph(words.put("people-mail-waits-text", "section", &name)),
            Kind::Confirm => letter
                .paragraph(words.put("people-mail-confirm-text", "section", &name))
                .button(
                    words.t("people-mail-confirm-button"),
                    &page(section, &format!("/confirm/{}", token.text()))?,
                )
                .paragraph(words.t("people-mail-confirm-days")),
        };
        let letter = letter
            .footer(words.t("people-mail-not-you"))
            .message_id(format!("join-{}-{}", request.id, now.as_millisecond()))
            .asked();
        send(section, with_stop(section, letter, &words)?).await.map(drop)
    }
}
