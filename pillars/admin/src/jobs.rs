//! What is done behind the pages of whoever keeps the house running.

use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_delivery::{KeptPost, Letter, PostError, ReturnAddress};
use griot_jobs::{Job, JobError, enqueue};
use griot_mailroom::{AddressLetGo, Mark, acts, token};
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
        let words = section.words(section.settings().language);
        let letter = Letter::new(to.clone(), words.t("mail-probe-subject"))
            .language(words.language().as_str())
            .paragraph(words.t("mail-probe-letter"))
            .message_id(format!("way-back-{}", now.as_millisecond()))
            .returns_to(to);
        match section.post.send(&letter).await {
            Ok(()) => Ok(()),
            Err(error @ (PostError::Retry(_) | PostError::Unsure(_))) => Err(JobError::retry(error)),
            // Whoever reads the list of failed jobs learns what the server said.
            Err(error) => Err(JobError::fail(error)),
        }
    }
}

/// How long letters are kept that no mail server sends.
const KEPT: Duration = Duration::from_secs(KEPT_DAYS * 86_400);
/// The same in days, for the page that says it.
pub(crate) const KEPT_DAYS: u64 = 30;

/// Removes the kept letters to someone who is erased.
#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetLetters {
    /// To which address: a job is kept, and must not say it.
    pub mark: Mark,
}

impl Job<Section> for ForgetLetters {
    const NAME: &'static str = "admin.forget-letters";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let Ok(kept) = section.ask::<KeptPost>() else { return Ok(()) };
        let (mark, keys) = (self.mark, section.keys.clone());
        kept.forget(move |to| Mark::of(&keys, to) == mark).await.map(drop).map_err(JobError::retry)
    }
}

/// Letters lie beside the database: they go once the act is committed that erases someone.
pub(crate) async fn on_address_let_go(tx: &mut Tx, news: AddressLetGo) -> Result<(), DbError> {
    enqueue(tx, &ForgetLetters { mark: news.mark }).await
}

/// Removes the kept letters whose time is over.
pub(crate) async fn sweep_kept(section: Section) -> Result<(), JobError> {
    let Ok(kept) = section.ask::<KeptPost>() else { return Ok(()) };
    let removed = kept.sweep(KEPT, section.clock.now()).await.map_err(JobError::retry)?;
    if removed > 0 {
        tracing::info!(removed, "{removed} kept letters were old and are gone");
    }
    Ok(())
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
