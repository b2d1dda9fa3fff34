//! What is done behind the pages of whoever keeps the house running.

use std::time::Duration;

use griot_delivery::{Letter, PostError, ReturnAddress};
use griot_jobs::{Job, JobError};
use griot_mailroom::{Mark, acts, token};
use griot_web::{Section, confirmations, once, sessions, tokens};
use serde::{Deserialize, Serialize};

/// Sends a letter to the return address. When it comes round, `griot bounce` knows it again.
#[derive(Debug, Serialize, Deserialize)]
pub struct TryWayBack {}

impl Job<Section> for TryWayBack {
    const NAME: &'static str = "admin.try-way-back";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let address = section.ask::<ReturnAddress>().map_err(JobError::fail)?;
        let now = section.clock.now();
        let Some(to) = address.of(&token::seal(&section.keys, Mark::PROBE, now)) else {
            return Err(JobError::fail("the return address takes no token"));
        };
        let words = section.words.words(section.settings().language);
        let letter = Letter::new(to.clone(), words.t("mail-probe-subject"))
            .language(words.language().as_str())
            .paragraph(words.t("mail-probe-letter"))
            .message_id(format!("way-back-{}", now.as_millisecond()))
            .returns_to(to);
        match section.post.send(&letter).await {
            Ok(()) => Ok(()),
            Err(error @ PostError::Retry(_)) => Err(JobError::retry(error)),
            // Whoever reads the list of failed jobs learns what the server said.
            Err(error) => Err(JobError::fail(error)),
        }
    }
}

/// Owners see that a token ended for so long.
const TOKENS_LISTED: Duration = Duration::from_secs(30 * 86_400);
/// A program may ask again under the same key for so long.
const KEYS_KEPT: Duration = Duration::from_secs(86_400);

/// Removes the sessions and tokens that ended by time, what was counted of letters before today, and
/// the keys of programs.
pub(crate) async fn forget(section: Section) -> Result<(), JobError> {
    let mut tx = section.db.begin().await?;
    let now = section.clock.now();
    sessions::forget_expired(&mut tx, now).await?;
    confirmations::forget(&mut tx, now).await?;
    tokens::forget_ended(&mut tx, now - TOKENS_LISTED).await?;
    once::forget(&mut tx, now - KEYS_KEPT).await?;
    Ok(tx.commit().await?)
}

/// Forgets stopped addresses and numbers whose time has come.
pub(crate) async fn forget_mail(section: Section) -> Result<(), JobError> {
    let mut tx = section.db.begin().await?;
    acts::sweep(&mut tx, section.clock.now()).await?;
    Ok(tx.commit().await?)
}
