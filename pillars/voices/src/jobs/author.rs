use griot_delivery::Letter;
use griot_jobs::{Job, JobError};
use griot_kernel::PersonId;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use super::recipient::{reach, sent};
use crate::{
    model::{BlogId, Recipient},
    store::blogs,
};

/// Tells a member that they may write in a blog, since nobody asked them before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TellAuthor {
    /// Which blog.
    pub blog: BlogId,
    /// Whom.
    pub person: PersonId,
}

impl Job<Section> for TellAuthor {
    const NAME: &'static str = "voices.tell-author";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        if blogs::role_of(&mut db, self.blog, self.person).await?.is_none() {
            return Ok(()); // they left, or were let go meanwhile
        }
        let Some(blog) = blogs::by_id(&mut db, self.blog).await? else { return Ok(()) };
        let Some((address, words)) = reach(section, &mut db, Recipient::Person(self.person)).await? else {
            return Ok(());
        };
        drop(db);
        let page: Url = section.url("/me/posts").parse().map_err(JobError::fail)?;
        let name = section.settings().name.clone();
        let about = [("blog", blog.title.clone().into()), ("section", name.into())];
        let letter = Letter::new(address, words.put("author-letter-subject", "blog", &blog.title))
            .language(words.language().as_str())
            .paragraph(words.with("author-letter-text", about))
            .button(words.t("author-letter-button"), &page)
            .message_id(format!(
                "author-{}.{}",
                self.blog.as_uuid().simple(),
                self.person.as_uuid().simple()
            ));
        sent(section.post.send(&letter).await).map(drop)
    }
}
