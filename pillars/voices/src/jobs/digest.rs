use griot_delivery::Letter;
use griot_jobs::{Job, JobError};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

use super::{
    alert::{claim, footed_with, told},
    recipient::{reach, sent},
};
use crate::{
    acts::follow,
    store::alerts::{self, Alert},
};

/// Comments that one letter tells of; the others are counted.
const NAMED: usize = 50;
/// Comments that one letter counts.
const MOST: i64 = 5_000;

/// Tells someone of the day's comments in one letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendDigest {
    /// Who, a member or a guest.
    pub recipient: Uuid,
}

impl Job<Section> for SendDigest {
    const NAME: &'static str = "voices.send-digest";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let due = alerts::digest_of(&mut db, self.recipient, MOST).await?;
        let Some(first) = due.first().copied() else { return Ok(()) };
        let reached = reach(section, &mut db, first.recipient).await?;
        let words = reached.as_ref().map(|(_, words)| words);
        let mut tellings = Vec::new();
        for alert in &due {
            if tellings.len() == NAMED {
                break;
            }
            if let Some(told) = told(section, &mut db, alert.comment, words).await? {
                tellings.push((alert.comment, told));
            }
        }
        let all = alerts::readable_daily(&mut db, self.recipient).await?;
        let others = (all - i64::try_from(tellings.len()).unwrap_or(i64::MAX)).max(0);
        drop(db);
        let mut first_told = Vec::new();
        for (comment, told) in tellings {
            if let Some((address, _)) = &reached
                && claim(section, address, self.recipient, comment).await?
            {
                first_told.push(told);
            }
        }
        let tellings = first_told;
        let left = match reached {
            Some((address, words)) if !tellings.is_empty() => {
                let count = i64::try_from(tellings.len()).unwrap_or(i64::MAX).saturating_add(others);
                let mut letter =
                    Letter::new(address, words.count("digest-subject", count)).message_id(self.name(&due));
                for told in &tellings {
                    letter = letter
                        .paragraph(told.sentence.as_str())
                        .quote(griot_text::excerpt(&told.body, 280))
                        .button(words.t("alert-read"), &told.page);
                }
                let mark = follow::daily_mark(&section.keys, self.recipient);
                let page: Url =
                    section.url(&format!("/unsubscribe/daily/{mark}")).parse().map_err(JobError::fail)?;
                if others > 0 {
                    letter = letter
                        .paragraph(words.count("digest-more", others))
                        .button(words.t("digest-see"), &page);
                }
                let letter = footed_with(section, letter, &words, &words.t("digest-stop"), &page);
                sent(section.post.send(&letter).await)?
            }
            _ => false,
        };
        let mut tx = section.db.begin().await?;
        for alert in due {
            alerts::settle(&mut tx, self.recipient, alert.comment, left).await?;
        }
        Ok(tx.commit().await?)
    }
}

impl SendDigest {
    /// Names the letter by what it tells of: told again it is the same letter, and one that
    /// tells of more is another, which no mailbox takes for a copy.
    fn name(&self, due: &[Alert]) -> String {
        let id = |alert: Option<&Alert>| {
            alert.map(|alert| alert.comment.as_uuid().simple().to_string()).unwrap_or_default()
        };
        format!("digest-{}-{}-{}.{}", id(due.first()), id(due.last()), due.len(), self.recipient.simple())
    }
}
