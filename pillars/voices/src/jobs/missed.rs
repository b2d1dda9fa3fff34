use griot_delivery::Letter;
use griot_jobs::{Job, JobError};
use griot_kernel::{PersonId, Timestamp, WorkId};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use super::recipient::{reach, sent};
use crate::{
    model::{Missed, Recipient},
    store::posts,
};

/// Tells whoever can mend it that a post did not come out at its hour.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TellMissed {
    /// Which.
    pub post: WorkId,
    /// Whom.
    pub person: PersonId,
    /// Why it did not.
    pub why: Missed,
    /// The time limit that had passed, or else the hour itself.
    pub moment: Timestamp,
}

impl Job<Section> for TellMissed {
    const NAME: &'static str = "voices.tell-missed";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        // Published, scheduled anew or thrown away meanwhile: they know.
        let post = posts::by_id(&mut db, self.post).await?;
        let Some(post) = post.filter(|post| post.missed == Some(self.why)) else { return Ok(()) };
        let Some((address, words)) = reach(section, &mut db, Recipient::Person(self.person)).await? else {
            return Ok(());
        };
        drop(db);
        let page: Url = section.url(&format!("/me/posts/{}", post.id)).parse().map_err(JobError::fail)?;
        let (letter, remedy, footer) = match self.why {
            Missed::TooLate => ("missed-too-late-letter", "missed-too-late-remedy", "missed-footer"),
            Missed::NoWords => ("missed-no-words-letter", "missed-no-words-remedy", "missed-footer"),
            Missed::NoPen => ("missed-no-pen-letter", "missed-no-pen-remedy", "missed-footer-keeper"),
        };
        let said = [("title", post.title.clone().into()), ("moment", words.moment(self.moment).into())];
        let letter = Letter::new(address, words.put("missed-subject", "title", &post.title))
            .language(words.language().as_str())
            .paragraph(words.with(letter, said))
            .paragraph(words.t(remedy))
            .button(words.t("missed-button"), &page)
            .footer(words.put(footer, "section", &section.settings().name))
            // The same hour is missed once: a second try is the same letter.
            .message_id(format!(
                "missed-{}-{}.{}",
                post.id.as_uuid().simple(),
                self.moment.as_millisecond(),
                self.person.as_uuid().simple()
            ));
        sent(section.post.send(&letter).await).map(drop)
    }
}
