use griot_contracts::files::FilesLetGo;
use griot_db::{DbError, Tx, outbox};
use griot_jobs::{Job, JobError, enqueue};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{BATCH, TURN, again_when_overtaken, spool};
use crate::{
    acts::publish,
    import::{ImportId, ImportState},
    model::PostState,
    store::{imports, imports::Item, posts},
};

/// Takes back what an import brought, but for what members changed since.
#[derive(Debug, Serialize, Deserialize)]
pub struct UndoImport {
    /// Which import.
    pub import: ImportId,
}

impl Job<Section> for UndoImport {
    const NAME: &'static str = "voices.undo-import";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let began = Instant::now();
        let mut db = section.db.read().await?;
        let found = imports::by_id(&mut db, self.import).await?;
        drop(db);
        let Some(import) = found.filter(|one| one.state == ImportState::Undoing) else { return Ok(()) };
        loop {
            let tired = began.elapsed() > TURN;
            if again_when_overtaken!(some(section, self.import, tired).await)? {
                return spool::let_go(section, import.source.as_deref()).await;
            }
            if tired {
                return Ok(());
            }
        }
    }
}

/// Takes some back. Returns whether that was all.
async fn some(section: &Section, id: ImportId, tired: bool) -> Result<bool, DbError> {
    let mut tx = section.db.begin().await?;
    let Some(mut import) = imports::by_id(&mut tx, id).await? else { return Ok(true) };
    if import.state != ImportState::Undoing {
        return Ok(true);
    }
    // What goes is gone from the list, so each batch begins at its head.
    let items = imports::items(&mut tx, id, "", i64::try_from(BATCH).unwrap_or(50)).await?;
    let all = items.len() < BATCH;
    for item in items {
        import.done = (import.done - 1).max(0);
        import.kept += i64::from(!take_back(&mut tx, section, &item).await?);
        imports::forget_item(&mut tx, item.blog, &item.source_id).await?;
    }
    if all {
        // Once for all that went: each telling has the whole house looked through.
        outbox::publish(&mut tx, &FilesLetGo {}).await?;
        import.state = ImportState::Undone;
        import.source = None;
        import.next_at = None;
        import.done = 0;
    } else if tired {
        enqueue(&mut tx, &UndoImport { import: id }).await?;
    }
    import.updated_at = section.clock.now();
    imports::update(&mut tx, &import, ImportState::Undoing).await?;
    tx.commit().await?;
    Ok(all)
}

/// Takes a post back: thrown away if nobody touched it, withdrawn if somebody answered
/// below it. Returns false if it stays, because a member changed it.
async fn take_back(tx: &mut Tx, section: &Section, item: &Item) -> Result<bool, DbError> {
    let Some(id) = item.post.filter(|_| item.revision > 0) else { return Ok(true) };
    let Some(post) = posts::by_id(tx, id).await? else { return Ok(true) };
    if post.revision != item.revision {
        return Ok(false);
    }
    if imports::has_answers(tx, id).await? {
        if post.state == PostState::Published {
            let _ = publish::withdraw(section, tx, &post).await?;
        }
        return Ok(true);
    }
    posts::delete(tx, id).await?;
    if post.published_at.is_some() {
        publish::tell_gone(section, tx, id, post.revision + 1).await?;
    }
    Ok(true)
}
