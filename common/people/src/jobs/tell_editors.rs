//! The letter that tells those who answer requests that one waits.

use griot_jobs::{Job, JobError};
use griot_kernel::{Id, PersonId};
use serde::{Deserialize, Serialize};

use super::{letter_to, name_of, page, send};
use crate::{
    Section,
    model::request::{JoinRequest, State},
    store,
    web::rights,
};

/// Tells each of them once; who asks is read on the desk, not in the letter.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellEditors {
    /// Which request.
    pub request: Id<JoinRequest>,
}

impl Job<Section> for TellEditors {
    const NAME: &'static str = "people.tell-editors";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut tx = section.db.begin().await?;
        let request = store::requests::by_id(&mut tx, self.request).await?;
        if request.is_none_or(|r| r.state != State::Waiting) {
            return Ok(());
        }
        let editors = crate::holders(&mut tx, &rights::ANSWER_REQUESTS).await?;
        for person in editors {
            griot_jobs::enqueue::<Section, _>(&mut tx, &TellEditor { request: self.request, person }).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Tells one of them.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellEditor {
    request: Id<JoinRequest>,
    person: PersonId,
}

impl Job<Section> for TellEditor {
    const NAME: &'static str = "people.tell-editor";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let Some((letter, words)) = letter_to(section, self.person, "people-mail-waiting-subject").await?
        else {
            return Ok(());
        };
        let letter = letter
            .paragraph(words.put("people-mail-waiting-text", "section", name_of(section)))
            .button(words.t("people-mail-waiting-button"), &page(section, "/desk/people")?)
            .footer(words.t("people-mail-waiting-why"))
            .message_id(format!("waiting-{}-{}", self.request, self.person));
        send(section, letter).await.map(drop)
    }
}
