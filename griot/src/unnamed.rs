//! Files that no room needs any more: what was thrown away, taken back, or belonged to someone
//! who left. A picture that people may not find any more must not stay at its address.

use std::time::Duration;

use futures::TryStreamExt;
use griot_contracts::files::FilesLetGo;
use griot_db::{DbError, Tx};
use griot_jobs::{Job, JobError, Jobs, Schedule, enqueue};
use griot_pillar::Named;
use griot_web::Section;
use serde::{Deserialize, Serialize};

use crate::compose::Pillars;

/// What was put within this time may belong to a form that is still being read.
const SETTLED: Duration = Duration::from_secs(60 * 60);

/// Deletes what no room names, when something was let go and once a day.
pub fn listen(jobs: &mut Jobs<Section>) {
    jobs.add::<SweepFiles>().on("unnamed", on_files_let_go).every(
        Schedule::Daily { hour: 4 },
        "files.sweep",
        sweep,
    );
}

async fn on_files_let_go(tx: &mut Tx, _: FilesLetGo) -> Result<(), DbError> {
    enqueue::<Section, _>(tx, &SweepFiles {}).await
}

#[derive(Debug, Serialize, Deserialize)]
struct SweepFiles {}

impl Job<Section> for SweepFiles {
    const NAME: &'static str = "files.sweep-now";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        sweep(section.clone()).await
    }
}

/// First asks what is needed, then looks what is there: a file named in between was put in
/// between, and so is not settled.
async fn sweep(section: Section) -> Result<(), JobError> {
    let rooms = section.ask::<Pillars>().map_err(JobError::fail)?;
    let mut named = Named::default();
    rooms.name_files(&mut *section.db.read().await?, &mut named).await?;
    let mut settled = section.files.list_older(SETTLED);
    let mut deleted = 0_u32;
    while let Some(key) = settled.try_next().await.map_err(JobError::retry)? {
        if !named.needs(&key) {
            section.files.delete(&key).await.map_err(JobError::retry)?;
            deleted += 1;
        }
    }
    if deleted > 0 {
        tracing::info!(deleted, "{deleted} files that nobody needed are gone");
    }
    Ok(())
}
