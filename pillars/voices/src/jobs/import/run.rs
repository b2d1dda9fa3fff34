use griot_db::DbError;
use griot_jobs::{Job, JobError, enqueue};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{
    BATCH, FetchPictures, TURN, again_when_overtaken,
    prepare::{Prepared, prepare},
    spool,
    write::{Outcome, write},
};
use crate::{
    acts::pen,
    import::{Import, ImportId, ImportState, Piece, Problem, pause},
    store::{blogs, imports},
};

/// Brings the posts of an import, some at a time. What was brought stays, whenever the
/// server dies; the next run goes on behind it.
#[derive(Debug, Serialize, Deserialize)]
pub struct RunImport {
    /// Which import.
    pub import: ImportId,
}

/// Something read and not yet written.
enum Step {
    Post(Box<Prepared>),
    Problem(Problem),
}

impl Job<Section> for RunImport {
    const NAME: &'static str = "voices.run-import";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let began = Instant::now();
        let mut db = section.db.read().await?;
        let found = imports::by_id(&mut db, self.import).await?;
        drop(db);
        let Some(mut import) = found.filter(|one| one.state == ImportState::Running) else { return Ok(()) };

        let mut pieces = spool::pieces(section, &import).await?;
        let mut behind = import.done;
        let mut batch = Vec::new();
        while let Some(piece) = pieces.recv().await {
            if matches!(piece, Piece::About(_)) {
                continue;
            }
            if behind > 0 {
                behind -= 1;
                continue;
            }
            batch.push(match piece {
                Piece::Post(post) => Step::Post(Box::new(prepare(section, &import, *post).await?)),
                Piece::Problem(problem) => Step::Problem(problem),
                Piece::About(_) => continue,
            });
            if batch.len() >= BATCH {
                let tired = began.elapsed() > TURN;
                let Some(next) = again_when_overtaken!(commit(section, &import, &batch, tired).await)? else {
                    return Ok(());
                };
                import = next;
                batch.clear();
                if tired {
                    return Ok(());
                }
            }
        }
        let Some(import) = again_when_overtaken!(commit(section, &import, &batch, false).await)? else {
            return Ok(());
        };
        let source = import.source.clone();
        again_when_overtaken!(finish(section, &import).await)?;
        if !import.is_feed {
            // It holds what is nobody's business: addresses of those who left comments.
            spool::let_go(section, source.as_deref()).await?;
        }
        Ok(())
    }
}

/// Writes a batch and how far it leads, together. Nothing, if the import was stopped meanwhile.
async fn commit(
    section: &Section,
    import: &Import,
    batch: &[Step],
    tired: bool,
) -> Result<Option<Import>, DbError> {
    let mut tx = section.db.begin().await?;
    let Some(mut import) = imports::by_id(&mut tx, import.id).await?.filter(|now| {
        // Another worker may have gone on from the same place.
        now.state == ImportState::Running && now.done == import.done
    }) else {
        return Ok(None);
    };
    let Some(blog) = blogs::by_id(&mut tx, import.blog).await? else { return Ok(None) };
    if !pen::writes(section, &mut tx, import.by, &blog).await? {
        import.state = ImportState::Stopped;
        import.problem = Some("import-problem-may-not-write".to_owned());
        import.next_at = None;
        import.updated_at = section.clock.now();
        imports::update(&mut tx, &import, ImportState::Running).await?;
        tx.commit().await?;
        return Ok(None);
    }
    for step in batch {
        import.done += 1;
        match step {
            Step::Post(one) => {
                match write(&mut tx, section, &import, &blog, one).await? {
                    Outcome::Made => import.made += 1,
                    Outcome::Changed => import.changed += 1,
                    Outcome::Kept => import.kept += 1,
                    Outcome::Same => {}
                }
                for (place, problem) in (0_i64..).zip(&one.problems) {
                    imports::note_problem(&mut tx, import.id, import.done * 100 + place.min(99), problem)
                        .await?;
                }
            }
            Step::Problem(problem) => {
                imports::note_problem(&mut tx, import.id, import.done * 100, problem).await?;
            }
        }
    }
    import.total = import.total.max(import.done);
    import.updated_at = section.clock.now();
    if !imports::update(&mut tx, &import, ImportState::Running).await? {
        return Ok(None);
    }
    if tired {
        enqueue(&mut tx, &RunImport { import: import.id }).await?;
    }
    tx.commit().await?;
    Ok(Some(import))
}

/// All posts are here: their pictures come next.
async fn finish(section: &Section, import: &Import) -> Result<(), DbError> {
    let mut tx = section.db.begin().await?;
    let Some(mut import) = imports::by_id(&mut tx, import.id).await? else { return Ok(()) };
    if import.state != ImportState::Running {
        return Ok(());
    }
    import.total = import.done;
    if !import.is_feed {
        import.source = None;
    }
    if imports::waiting_for_pictures(&mut tx, import.id).await? > 0 {
        import.state = ImportState::Pictures;
        enqueue(&mut tx, &FetchPictures { import: import.id }).await?;
    } else {
        rest(section, &mut import);
    }
    import.updated_at = section.clock.now();
    imports::update(&mut tx, &import, ImportState::Running).await?;
    tx.commit().await
}

/// All is here: a file is done, a feed is followed.
pub(super) fn rest(section: &Section, import: &mut Import) {
    if import.is_feed {
        import.state = ImportState::Following;
        import.next_at = Some(section.clock.now() + pause(import.quiet, import.failures));
    } else {
        import.state = ImportState::Done;
        import.next_at = None;
    }
}
