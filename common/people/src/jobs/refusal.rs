//! The letter that says no, and why.

use griot_jobs::{Job, JobError};
use griot_kernel::Id;
use serde::{Deserialize, Serialize};

use super::{letter, name_of, send};
use crate::{
    Section,
    model::request::{JoinRequest, State},
    store,
};

/// Writes to someone whose request was refused.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendRefusal {
    /// Which request.
    pub request: Id<JoinRequest>,
}

impl Job<Section> for SendRefusal {
    const NAME: &'static str = "people.send-refusal";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(request) = store::requests::by_id(&mut db, self.request).await? else { return Ok(()) };
        drop(db);
        if request.state != State::Refused {
            return Ok(());
        }
        let Some((letter, words)) =
            letter(section, &request.address, request.language, "people-mail-refusal-subject")
        else {
            return Ok(());
        };
        let letter = letter
            .paragraph(words.put("people-mail-refusal-text", "section", name_of(section)))
            .quote(&request.reason)
            .paragraph(words.t("people-mail-refusal-again"))
            .message_id(format!("refusal-{}", request.id));
        send(section, letter).await.map(drop)
    }
}
