use std::collections::HashSet;

use griot_db::DbError;
use griot_fetch::{Conditional, FetchError, Fetched};
use griot_jobs::{JobError, enqueue};
use griot_web::Section;
use url::Url;

use super::{RunImport, again_when_overtaken, look, spool};
use crate::{
    import::{Import, ImportState, MOST_FAILURES, pause},
    store::imports,
};

/// Feeds that one sweep asks; the next comes some minutes later.
const MOST: i64 = 30;

/// Asks the followed feeds whose time has come for news, each site once.
pub async fn follow_feeds(section: Section) -> Result<(), JobError> {
    let mut db = section.db.read().await?;
    let due = imports::due(&mut db, section.clock.now(), MOST).await?;
    drop(db);
    let mut asked = HashSet::new();
    for import in due {
        let host =
            import.address.as_deref().and_then(|one| Url::parse(one).ok()?.host_str().map(str::to_owned));
        if asked.insert(host) {
            ask(&section, import).await?;
        }
    }
    Ok(())
}

async fn ask(section: &Section, mut import: Import) -> Result<(), JobError> {
    let before = import.source.clone();
    let address = import.address.as_deref().and_then(|address| Url::parse(address).ok());
    let known = Conditional { etag: import.etag.clone(), last_modified: import.last_modified.clone() };
    let answer = match address {
        Some(address) => section.fetcher.get(&address, &known).await,
        None => Err(FetchError::BadAddress),
    };
    match answer {
        Ok(Fetched::Body(body)) => {
            look::keep(section, &mut import, &body).await?;
            if let Some(moved) = &body.moved_to {
                import.address = Some(moved.to_string());
            }
            (import.failures, import.problem) = (0, None);
            if import.source == before {
                import.quiet += 1;
            } else {
                import.quiet = 0;
                import.state = ImportState::Running;
                (import.done, import.total) = (0, 0);
            }
        }
        Ok(Fetched::NotModified) => {
            import.quiet += 1;
            (import.failures, import.problem) = (0, None);
        }
        Err(error) => {
            import.failures += 1;
            import.problem = Some(look::key_of(error));
            if error == FetchError::Gone || import.failures >= MOST_FAILURES {
                import.state = ImportState::Stopped;
            }
        }
    }
    import.next_at = Some(section.clock.now() + pause(import.quiet, import.failures));
    import.updated_at = section.clock.now();
    again_when_overtaken!(settle(section, &import).await)?;
    if before != import.source {
        spool::let_go(section, before.as_deref()).await?;
    }
    Ok(())
}

async fn settle(section: &Section, import: &Import) -> Result<(), DbError> {
    let mut tx = section.db.begin().await?;
    if imports::update(&mut tx, import, ImportState::Following).await? && import.state == ImportState::Running
    {
        imports::forget_problems(&mut tx, import.id).await?;
        enqueue(&mut tx, &RunImport { import: import.id }).await?;
    }
    tx.commit().await
}
