mod said;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_jobs::{Counts, FailedJob, Queue, RetriedJob};
use griot_kernel::{Page, PageRequest};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "jobs.html")]
struct JobsPage<'a> {
    v: &'a Visitor,
    counts: Counts,
    failed: Page<FailedJob>,
    retried: Vec<RetriedJob>,
}

/// So many that are tried again stand on the page.
const RETRIED: i64 = 50;

impl JobsPage<'_> {
    fn state(&self) -> String {
        let Counts { waiting, running, failed, .. } = self.counts;
        let counts = [("waiting", waiting.into()), ("running", running.into()), ("failed", failed.into())];
        self.v.words.with("jobs-counts", counts)
    }

    fn name(&self, name: &str) -> String {
        said::name(&self.v.words, name)
    }

    fn why(&self, cause: &str) -> String {
        said::cause(&self.v.words, cause)
    }

    fn next(&self, job: &RetriedJob) -> String {
        self.v.words.put("jobs-next", "moment", self.v.words.moment(job.next))
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    page: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Nothing {}

/// What failed and is tried again, and what failed for good, each with its cause.
pub(crate) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(Wanted { page }): Query<Wanted>,
) -> Result<Response, WebError> {
    let queue = section.ask::<Queue>()?;
    let failed = queue.failed(PageRequest::new(page.unwrap_or(1), 30)).await?;
    let retried = queue.retried(RETRIED).await?;
    JobsPage { v: &v, counts: queue.counts().await?, failed, retried }.answer()
}

/// Runs a job again that failed for good.
pub(crate) async fn again(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<i64>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    section.ask::<Queue>()?.run_again(id).await?;
    noted(&section, &v, "staff-act-job-again", &id.to_string()).await
}

/// Runs every job again that failed for good: a mail server that was down for days fails many.
pub(crate) async fn all_again(
    State(section): State<Section>,
    v: Visitor,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    section.ask::<Queue>()?.run_all_again().await?;
    noted(&section, &v, "staff-act-jobs-again", "jobs").await
}

/// Lets a failed job go.
pub(crate) async fn forget(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<i64>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    section.ask::<Queue>()?.forget(id).await?;
    noted(&section, &v, "staff-act-job-forgotten", &format!("job {id}")).await
}

async fn noted(section: &Section, v: &Visitor, act: &'static str, on: &str) -> Result<Response, WebError> {
    let log = section.ask::<dyn StaffLog>()?;
    let mut tx = section.db.begin().await?;
    log.note(&mut tx, v.signed_in()?.id, act, on).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/admin/jobs")).into_response())
}
