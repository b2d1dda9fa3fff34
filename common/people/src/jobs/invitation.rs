//! The letter that opens the door.

use griot_crypto::Token;
use griot_jobs::{Job, JobError};
use griot_kernel::Id;
use serde::{Deserialize, Serialize};

use super::{letter, name_of, page, send, with_stop};
use crate::{Section, model::invitation::Invitation, store};

/// Writes to someone who is invited, or whose request was accepted.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendInvitation {
    /// Which invitation.
    pub invitation: Id<Invitation>,
}

impl Job<Section> for SendInvitation {
    const NAME: &'static str = "people.send-invitation";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let now = section.clock.now();
        let token = Token::fresh(section.random.as_ref());
        let mut tx = section.db.begin().await?;
        let Some(invitation) = store::invitations::by_id(&mut tx, self.invitation).await? else {
            return Ok(());
        };
        if invitation.check(now).is_err() {
            return Ok(()); // taken back or used meanwhile
        }
        let inviter = match invitation.invited_by {
            Some(person) => store::persons::by_id(&mut tx, person).await?.map(|p| p.name),
            None => None,
        };
        store::invitations::set_token(&mut tx, invitation.id, &token.hash()).await?;
        tx.commit().await?;

        let address = invitation.address.as_deref().unwrap_or_default();
        let Some((mut letter, words)) =
            letter(section, address, invitation.language, "people-mail-invitation-subject")
        else {
            return Ok(());
        };
        let name = name_of(section);
        letter = match inviter.filter(|name| !name.is_empty()) {
            Some(inviter) => letter.paragraph(words.with(
                "people-mail-invitation-by",
                [("inviter", inviter.into()), ("section", name.clone().into())],
            )),
            None => letter.paragraph(words.put("people-mail-invitation-text", "section", &name)),
        };
        if !invitation.word.is_empty() {
            letter = letter.quote(&invitation.word);
        }
        let letter = letter
            .button(
                words.t("people-mail-invitation-button"),
                &page(section, &format!("/join/{}", token.text()))?,
            )
            .paragraph(words.t("people-mail-invitation-days"))
            .footer(words.t("people-mail-not-you"))
            .message_id(format!("invitation-{}", invitation.id));
        send(section, with_stop(section, letter, &words)?).await.map(drop)
    }
}
