//! Bringing a blog from elsewhere: beginning, going on, taking back, forgetting.

use griot_contracts::files::FilesLetGo;
use griot_db::{DbError, Tx, outbox};
use griot_jobs::enqueue;
use griot_kernel::{Id, PersonId};
use griot_web::Section;

use crate::{
    import::{Import, ImportState},
    jobs::import::{LookAtImport, RunImport, UndoImport},
    model::BlogId,
    store::imports,
};

/// An import that is about to begin, from nowhere yet.
pub fn fresh(section: &Section, blog: BlogId, by: PersonId, as_drafts: bool) -> Import {
    let now = section.clock.now();
    Import {
        id: Id::new(now, section.random.as_ref()),
        blog,
        by: Some(by),
        is_feed: false,
        address: None,
        site: String::new(),
        site_link: None,
        file_name: None,
        format: None,
        charset: None,
        language: None,
        source: None,
        state: ImportState::Looking,
        as_drafts,
        etag: None,
        last_modified: None,
        next_at: None,
        quiet: 0,
        failures: 0,
        problem: None,
        total: 0,
        done: 0,
        made: 0,
        changed: 0,
        kept: 0,
        preview: None,
        at: now,
        updated_at: now,
    }
}

/// Begins an import: it is looked through next.
pub async fn begin(tx: &mut Tx, import: &Import) -> Result<(), DbError> {
    imports::insert(tx, import).await?;
    enqueue(tx, &LookAtImport { import: import.id }).await
}

/// Its posts are brought next. Returns whether it waited for that.
pub async fn run(tx: &mut Tx, import: &mut Import) -> Result<bool, DbError> {
    let seen = import.state;
    if !seen.may_begin() {
        return Ok(false);
    }
    import.state = ImportState::Running;
    (import.done, import.made, import.changed, import.kept) = (0, 0, 0, 0);
    imports::update(tx, import, seen).await?;
    imports::forget_problems(tx, import.id).await?;
    enqueue(tx, &RunImport { import: import.id }).await?;
    Ok(true)
}

/// What it brought is taken back next. Returns whether there may be something.
pub async fn undo(tx: &mut Tx, import: &mut Import) -> Result<bool, DbError> {
    let seen = import.state;
    if !seen.may_undo() {
        return Ok(false);
    }
    import.state = ImportState::Undoing;
    import.kept = 0;
    imports::update(tx, import, seen).await?;
    enqueue(tx, &UndoImport { import: import.id }).await?;
    Ok(true)
}

/// Forgets an import that brought nothing, or nothing that is left, and its file. Returns whether
/// it was one.
pub async fn forget(tx: &mut Tx, import: &Import) -> Result<bool, DbError> {
    let gone = imports::forget(tx, import.id).await?;
    if gone {
        outbox::publish(tx, &FilesLetGo {}).await?;
    }
    Ok(gone)
}
