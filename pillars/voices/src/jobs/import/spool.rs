//! The file of an import, from the disk to the pieces that are in it.

use std::time::Duration;

use griot_files::FileKey;
use griot_jobs::JobError;
use griot_web::Section;
use tokio::sync::mpsc;

use crate::{
    import::{Format, Hints, Import, Piece, Source},
    store::imports,
};

/// Pieces read ahead of whoever writes them.
const AHEAD: usize = 16;

/// The pieces of the file of an import, read on a thread of its own. It stops reading when
/// nobody listens any more.
pub(super) async fn pieces(section: &Section, import: &Import) -> Result<mpsc::Receiver<Piece>, JobError> {
    let (Some(format), Some(source)) = (import.format, import.source.as_deref()) else {
        return Err(JobError::fail("an import without a file"));
    };
    let key = FileKey::parse(source).map_err(JobError::fail)?;
    let file = section.files.open_local(&key).await.map_err(JobError::retry)?;
    let base = import.address.clone().or_else(|| import.site_link.clone());
    let hints = Hints { charset: import.charset.clone(), base };
    Ok(ahead(format, file, hints))
}

/// The pieces of a file, read on a thread of its own.
pub(crate) fn ahead(format: Format, file: impl Source, hints: Hints) -> mpsc::Receiver<Piece> {
    let (send, receive) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        for piece in crate::import::read(format, file, &hints) {
            if send.blocking_send(piece).is_err() {
                break;
            }
        }
    });
    receive
}

/// Files that someone brought to look at and never imported hold other people's words and
/// addresses: they go after a week.
const ABANDONED: Duration = Duration::from_secs(7 * 86_400);

/// Lets abandoned imports forget their files, which the house then sweeps out.
pub async fn sweep(section: Section) -> Result<(), JobError> {
    let before = section.clock.now() - ABANDONED;
    let found = imports::abandoned(&mut *section.db.read().await?, before, 1_000).await?;
    for import in found {
        let mut tx = section.db.begin().await?;
        imports::drop_source(&mut tx, import.id).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Lets the file of an import go, unless another one needs it.
pub(super) async fn let_go(section: &Section, source: Option<&str>) -> Result<(), JobError> {
    let Some(key) = source.and_then(|source| FileKey::parse(source).ok()) else { return Ok(()) };
    let mut db = section.db.read().await?;
    if imports::needs(&mut db, key.as_str()).await? {
        return Ok(());
    }
    drop(db);
    section.files.delete(&key).await.map_err(JobError::retry)
}
