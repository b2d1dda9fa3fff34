use griot_delivery::Letter;
use griot_jobs::{Job, JobError};
use griot_kernel::{Timestamp, WorkId};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use super::recipient::{reach, sent};
use crate::{model::Recipient, store::posts};

/// Tells an author that a post did not come out, since its time limit had passed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TellTooLate {
    /// Which.
    pub post: WorkId,
    /// The time limit that it had.
    pub limit: Timestamp,
}

impl Job<Section> for TellTooLate {
    const NAME: &'static str = "voices.tell-too-late";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        // Published, scheduled anew or thrown away meanwhile: its author knows.
        let Some(post) = posts::by_id(&mut db, self.post).await?.filter(|post| post.came_too_late) else {
            return Ok(());
        };
        let Some(author) = post.author else { return Ok(()) };
        let Some((address, words)) = reach(section, &mut db, Recipient::Person(author)).await? else {
            return Ok(());
        };
        drop(db);
        let page: Url = section.url(&format!("/me/posts/{}", post.id)).parse().map_err(JobError::fail)?;
        let said = [("title", post.title.clone().into()), ("moment", words.moment(self.limit).into())];
        let letter = Letter::new(address, words.put("too-late-subject", "title", &post.title))
            .language(words.language().as_str())
            .paragraph(words.with("too-late-letter", said))
            .paragraph(words.t("too-late-why"))
            .button(words.t("too-late-button"), &page)
            .footer(words.put("too-late-footer", "section", &section.settings().name))
            // The same limit is passed once: a second try is the same letter.
            .message_id(format!("too-late-{}-{}", post.id.as_uuid().simple(), self.limit.as_millisecond()));
        sent(section.post.send(&letter).await).map(drop)
    }
}
