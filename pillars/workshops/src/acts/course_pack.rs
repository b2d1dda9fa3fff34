//! Taking over a course that another house made.

use griot_db::{DbError, Tx};
use griot_kernel::{Id, PersonId};
use griot_web::{Section, WebError};
use tokio::task::spawn_blocking;

use super::{course, course_files::keep};
use crate::{
    course_pack::{MARK, NotTaken, PURPOSE, Pack, SOURCE},
    model::{Course, CourseId},
    store::courses,
};

/// Keeps the files of a course, each known by what is in it and made anew where that is possible; afterwards they
/// name where the store keeps them.
pub async fn keep_files(section: &Section, mut pack: Pack) -> Result<Result<Pack, NotTaken>, WebError> {
    for unit in 0..pack.bundle.units.len() {
        let count = pack.bundle.units.get(unit).map_or(0, |one| one.files.len());
        for place in 0..count {
            let name = pack.bundle.units.get(unit).and_then(|one| one.files.get(place));
            let Some(name) = name.map(|file| file.stored.clone()) else { continue };
            let wanted = name.clone();
            let (back, bytes) = spawn_blocking(move || {
                let bytes = pack.file(&wanted);
                (pack, bytes)
            })
            .await
            .map_err(WebError::internal)?;
            pack = back;
            let bytes = match bytes {
                Ok(bytes) => bytes,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let kept = keep(section, bytes.into()).await?;
            let file = pack.bundle.units.get_mut(unit).and_then(|one| one.files.get_mut(place));
            match (kept, file) {
                (Ok(kept), Some(file)) if kept.kind == file.kind => {
                    file.id = Id::secret(section.random.as_ref());
                    file.name = crate::model::file_name(&file.name, kept.extension);
                    file.stored = kept.stored;
                    file.bytes = kept.bytes;
                }
                _ => return Ok(Err(NotTaken::BadFile(name))),
            }
        }
    }
    Ok(Ok(pack))
}

/// Takes a course over: as a new one, or as the draft of the one with its mark, whose published versions stay as
/// they are. For whom that one is, its house has said already.
pub async fn take(section: &Section, tx: &mut Tx, pack: &Pack, by: PersonId) -> Result<CourseId, DbError> {
    let (bundle, mark) = (&pack.bundle, &pack.manifest.mark);
    let now = section.clock.now();
    if let Some(known) = courses::by_mark(tx, mark).await? {
        course::put_draft(tx, known.id, bundle).await?;
        courses::touch(tx, known.id, now).await?;
        return Ok(known.id);
    }
    let own = pack.key == section.keys.house_key(PURPOSE);
    let source = match (mark.as_str(), own) {
        (MARK, true) => SOURCE.to_owned(),
        (_, true) => String::new(),
        (_, false) => pack.key.text(),
    };
    let title = bundle.words.get(&bundle.language).map(|words| words.title.clone()).unwrap_or_default();
    let new = Course {
        slug: course::free_slug(tx, &title).await?,
        mark: mark.clone(),
        audience: bundle.audience,
        // What counts for a role is decided in the house itself.
        is_safety: false,
        source,
        ..course::new(section, (bundle.language, now), Some(by))
    };
    courses::insert(tx, &new).await?;
    course::put_draft(tx, new.id, bundle).await?;
    Ok(new.id)
}
