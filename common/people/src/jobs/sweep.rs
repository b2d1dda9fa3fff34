//! What nobody needs any more goes, each day.

use std::time::Duration;

use griot_jobs::JobError;

use crate::{Section, store};

const DAY: u64 = 86_400;

/// Removes links a week after their end, requests two months after they were made unless
/// someone should still answer, whom ended invitations were for, addresses that nobody confirmed (their
/// link lasts a day, and its letter may have waited for one), wrong passphrases, and unfinished
/// passkey ceremonies, and doors by which letters can be answered no more.
pub async fn sweep(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let ago = |days: u64| now - Duration::from_secs(days * DAY);
    let mut tx = section.db.begin().await?;
    store::links::sweep(&mut tx, ago(7)).await?;
    store::requests::sweep(&mut tx, ago(60)).await?;
    store::invitations::sweep(&mut tx, ago(7)).await?;
    store::addresses::sweep(&mut tx, ago(2)).await?;
    store::failures::sweep(&mut tx, now).await?;
    store::ceremonies::sweep(&mut tx, now).await?;
    tx.commit().await?;
    super::answers::sweep(&section).await
}
