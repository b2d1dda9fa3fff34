//! A WordPress export brought in as its member would: the file, the look through it, the yes.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use griot_db::{Db, on};
use tokio::time::sleep;

use super::{Bench, Demo, Measured, Pages};
use crate::{
    figures::{Row, count, held, megabytes, time},
    html,
    http::Visitor,
    server::Running,
    wxr,
};

/// KiB that an import may take.
const BUDGET: u64 = 64 * 1_024;
const PATIENCE: Duration = Duration::from_secs(1_200);
const STEP: Duration = Duration::from_millis(20);

/// What was seen while a stage went on.
struct Stage {
    took: Duration,
    most: u64,
    own: u64,
}

/// Posts a second, and the memory that it takes, on SQLite.
pub async fn import(bench: &Bench, posts: u32) -> Measured {
    let demo = Demo::open(bench)?;
    let db = Db::open_sqlite(&demo.place.data().join("griot.db")).await?;
    let mut visitor = Visitor::new(demo.running.address);
    Pages::of(&visitor).await?;
    visitor.enter("member").await?;
    let page = visitor.get("/me/imports/new").await?.text();
    let csrf = html::field(&page, "csrf").context("the member has no form for imports")?;
    let blog = html::option(&page, "blog").context("the member has no blog to bring posts into")?;

    let mut file = Vec::new();
    wxr::write(&mut file, posts, 1)?;
    sleep(Duration::from_secs(2)).await;
    let before = demo.running.memory()?;

    let fields = [("csrf", csrf.as_str()), ("blog", blog.as_str()), ("as", "published"), ("rights", "yes")];
    let sent = visitor.upload("/me/imports/new", &fields, ("file", "export.xml", &file)).await?;
    ensure!(sent.status == 303, "the file was not taken: {}", sent.status);
    let path = sent.header("location").context("nothing says where the import is")?.to_owned();
    let look = until(&db, &demo.running, &["proposed"]).await?;
    let with_the_file = demo.running.memory()?.most;

    let answer = visitor.post(&path, &[("csrf", &csrf), ("act", "run")]).await?;
    ensure!(answer.status == 303, "the import did not begin: {}", answer.status);
    let run = until(&db, &demo.running, &["done", "pictures"]).await?;
    let heard = until_heard(&db, &demo.running).await?;
    let mut conn = db.read().await?;
    let made: i64 = on!(conn, c => query_scalar("select max(made) from import").fetch_one(c))?;
    drop(conn);
    db.close().await;
    ensure!(made == i64::from(posts), "{made} of {posts} posts came");

    let more = run.most.max(heard.most).saturating_sub(before.now);
    let own = run.own.max(heard.own).saturating_sub(before.own);
    let rate = f64::from(posts) / run.took.as_secs_f64();
    let what = format!("import of {} posts ({} MB)", count(f64::from(posts)), file.len() >> 20);
    Ok(vec![
        Row::new(
            what.clone(),
            format!(
                "{} posts/s in {} (looked through in {}; known to search and activity {} later)",
                count(rate),
                time(run.took),
                time(look.took),
                time(heard.took)
            ),
            "–",
        ),
        Row::new(
            format!("{what}, memory while posts are brought"),
            format!(
                "{} more than {} before ({} without code and mapped files)",
                megabytes(more),
                megabytes(before.now),
                megabytes(own)
            ),
            held("≤ 64 MB more", more <= BUDGET),
        ),
        Row::new(
            format!("{what}, memory while the file is taken"),
            format!("{} more", megabytes(with_the_file.max(look.most).saturating_sub(before.now))),
            "–",
        ),
    ])
}

async fn until(db: &Db, running: &Running, wanted: &[&str]) -> Result<Stage> {
    const SQL: &str = "select state, coalesce(problem, '') from import order by at desc limit 1";

    let start = Instant::now();
    let (mut most, mut own) = (0, 0);
    while start.elapsed() < PATIENCE {
        let mut conn = db.read().await?;
        let (state, problem): (String, String) = on!(conn, c => query_as(SQL).fetch_one(c))?;
        drop(conn);
        let memory = running.memory()?;
        (most, own) = (most.max(memory.now), own.max(memory.own));
        if wanted.contains(&state.as_str()) {
            return Ok(Stage { took: start.elapsed(), most, own });
        }
        ensure!(state != "refused", "the import was refused: {problem}");
        sleep(STEP).await;
    }
    bail!("the import was not {wanted:?} after {} s", PATIENCE.as_secs())
}

/// Until every listener has heard of every post.
async fn until_heard(db: &Db, running: &Running) -> Result<Stage> {
    const SQL: &str = "select (select count(*) from outbox)
        + (select count(*) from job where lane = 'listener' and due_at is not null)";

    let start = Instant::now();
    let (mut most, mut own) = (0, 0);
    while start.elapsed() < PATIENCE {
        let mut conn = db.read().await?;
        let waiting: i64 = on!(conn, c => query_scalar(SQL).fetch_one(c))?;
        drop(conn);
        let memory = running.memory()?;
        (most, own) = (most.max(memory.now), own.max(memory.own));
        if waiting == 0 {
            return Ok(Stage { took: start.elapsed(), most, own });
        }
        sleep(STEP).await;
    }
    bail!("listeners were not done after {} s", PATIENCE.as_secs())
}
