use griot_contracts::publications::PublicationChanged;
use griot_db::outbox;
use griot_jobs::{Job, JobError};
use griot_kernel::WorkId;
use griot_web::Section;
use serde::{Deserialize, Serialize};

use crate::{model::BlogId, store::publishing};

/// Posts told of in one act: others who write wait no longer than for these.
const AT_ONCE: i64 = 200;

/// Tells the house of every published post of a blog that has another name or address: whoever shows
/// a post shows those beside it. Its revision stays, since its words do; told twice it does no harm.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TellBlog {
    /// Which blog.
    pub blog: BlogId,
}

impl Job<Section> for TellBlog {
    const NAME: &'static str = "voices.tell-blog";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut after: Option<WorkId> = None;
        loop {
            let mut tx = section.db.begin().await?;
            let some = publishing::published_behind(&mut tx, self.blog, after, AT_ONCE).await?;
            let Some((last, _)) = some.last().copied() else { return Ok(()) };
            for (id, revision) in some {
                outbox::publish(&mut tx, &PublicationChanged { id, revision }).await?;
            }
            tx.commit().await?;
            after = Some(last);
        }
    }
}
