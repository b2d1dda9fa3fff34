//! Checks the house and says what to do.

mod address;

use std::{error::Error, fs, future::Future, os::unix::fs::PermissionsExt, path::Path, time::Duration};

use griot_config::Config;
use griot_db::{DbError, Kind, on};
use griot_delivery::{ReturnAddress, SmtpPost};
use griot_files::Files;
use griot_i18n::Words;
use griot_jobs::Queue;
use griot_kernel::{Clock, SystemClock};
use griot_mailroom::store::tally;
use griot_pillar::Finding;
use griot_web::Section;

use crate::{
    clock,
    compose::Pillars,
    house,
    say::{language, say},
};

/// Below this, writing will soon be refused.
const LITTLE_ROOM: u64 = 500_000_000;
/// A page waits no longer than this for a server that is silent.
const PATIENCE: Duration = Duration::from_secs(5);
/// When something came back this long ago, it may well still.
const RECENTLY: i64 = 180;

/// Says what was found, a line each; fails when something is to be done.
pub async fn run(config: &Config, clock_is_right: bool) -> anyhow::Result<()> {
    house::must_be_there(config)?;
    let (found, words) = match house::open_db(config).await {
        Ok(db) => {
            db.close().await;
            let (section, pillars) = house::beside(config).await?;
            if clock_is_right {
                clock::trust(&section).await?;
            }
            let words = section.words(language());
            (pillars.all_findings(&section, &words).await, words)
        }
        Err(cause) => {
            let words = Pillars::all().words()?.words(language());
            let cause: &dyn Error = cause.root_cause();
            (without_database(config, cause, &words).await, words)
        }
    };
    let mut ill = 0;
    for Finding { key, detail, cause, well } in found {
        ill += u32::from(!well);
        let mark = if well { "✓" } else { "✗" };
        println!("{mark} {}", words.put(key, "detail", detail));
        if let Some(cause) = cause {
            println!("    ← {cause}");
        }
    }
    anyhow::ensure!(ill == 0, say("il y a quelque chose à faire", "there is something to do"));
    Ok(())
}

/// What the binary itself can find out; the rooms add theirs.
pub async fn findings(section: &Section, words: &Words) -> Vec<Finding> {
    let smtp = section.ask::<SmtpPost>().ok();
    let mut found = vec![database(section).await, files(&section.files).await, mail(smtp.as_deref()).await];
    found.push(clock::finding(section, words).await);
    found.extend(returns(section, words).await);
    if let Ok(config) = section.ask::<Config>() {
        found.extend(around(&config, words).await);
    }
    found.push(jobs(section).await);
    found
}

/// What can be found out while the database is away: all that does not rest on it.
pub async fn without_database(config: &Config, cause: &dyn Error, words: &Words) -> Vec<Finding> {
    let mut found = vec![Finding { cause: Some(said(cause)), ..bad("health-found-database-bad") }];
    found.push(match house::open_files(config) {
        Ok(opened) => files(&opened).await,
        Err(error) => Finding { cause: Some(format!("{error:#}")), ..bad("health-found-files-bad") },
    });
    found.push(match house::open_smtp(config) {
        Ok(smtp) => mail(smtp.as_ref()).await,
        Err(error) => Finding { cause: Some(format!("{error:#}")), ..bad("health-found-mail-bad") },
    });
    found.push(clock::built_before(SystemClock.now(), words));
    found.extend(around(config, words).await);
    found
}

/// What rests on the configuration alone.
async fn around(config: &Config, words: &Words) -> Vec<Finding> {
    vec![address::finding(config).await, disk(&config.data, words), folder(&config.data)]
}

fn well(key: &'static str) -> Finding {
    Finding { key, detail: String::new(), cause: None, well: true }
}

fn bad(key: &'static str) -> Finding {
    Finding { key, detail: String::new(), cause: None, well: false }
}

/// One or the other, by how the check went, with what the machine said where it failed.
fn went<T, E: Error>(checked: Result<T, E>, good: &'static str, ill: &'static str) -> Finding {
    match checked {
        Ok(_) => well(good),
        Err(error) => Finding { cause: Some(said(&error)), ..bad(ill) },
    }
}

/// An error and what lies beneath it, in the machine's own words.
fn said(error: &dyn Error) -> String {
    let mut parts = vec![error.to_string()];
    let mut next = error.source();
    while let Some(below) = next {
        let text = below.to_string();
        if parts.last() != Some(&text) {
            parts.push(text);
        }
        next = below.source();
    }
    parts.join(": ")
}

async fn database(section: &Section) -> Finding {
    const SQL: &str = "select n from generation";
    let answer = async {
        let mut db = section.db.read().await?;
        on!(db, conn => query_scalar::<_, i64>(SQL).fetch_one(conn))
    };
    let kind = match section.db.kind() {
        Kind::Sqlite => "SQLite",
        Kind::Postgres => "PostgreSQL",
    };
    let answer: Result<i64, DbError> = answer.await;
    let found = went(answer, "health-found-database", "health-found-database-bad");
    Finding { detail: kind.to_owned(), ..found }
}

async fn files(files: &Files) -> Finding {
    went(files.check().await, "health-found-files", "health-found-files-bad")
}

async fn mail(smtp: Option<&SmtpPost>) -> Finding {
    let Some(smtp) = smtp else { return bad("health-found-mail-kept") };
    match in_time(smtp.check()).await {
        Some(answer) => went(answer, "health-found-mail", "health-found-mail-bad"),
        None => bad("health-found-mail-silent"),
    }
}

/// The answer, unless it takes too long.
async fn in_time<T>(answer: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(PATIENCE, answer).await.ok()
}

/// Whether letters that did not arrive find their way back. That something came back once
/// shows it; nothing else does.
async fn returns(section: &Section, words: &Words) -> Option<Finding> {
    section.ask::<SmtpPost>().ok()?;
    let Ok(address) = section.ask::<ReturnAddress>() else {
        return Some(bad("health-found-returns-none"));
    };
    let last = async {
        let mut db = section.db.read().await?;
        tally::last_return(&mut db).await
    };
    let last: Result<_, DbError> = last.await;
    Some(match last {
        Ok(Some(day)) => {
            let fresh = section.clock.now().days_since(day) <= RECENTLY;
            let found = if fresh { well("health-found-returns") } else { bad("health-found-returns-old") };
            Finding { detail: words.day(day), ..found }
        }
        Ok(None) => {
            Finding { detail: address.email().as_str().to_owned(), ..bad("health-found-returns-untried") }
        }
        Err(error) => Finding { cause: Some(said(&error)), ..bad("health-found-returns-unknown") },
    })
}

/// How much room is left for the data.
pub fn disk(folder: &Path, words: &Words) -> Finding {
    match rustix::fs::statvfs(folder) {
        Ok(disk) => room(disk.f_bavail.saturating_mul(disk.f_frsize), words),
        Err(error) => Finding { cause: Some(said(&error)), ..bad("health-found-disk-unknown") },
    }
}

/// Whether so many bytes are enough for a while.
pub fn room(left: u64, words: &Words) -> Finding {
    let found = if left > LITTLE_ROOM { well("health-found-disk") } else { bad("health-found-disk-bad") };
    Finding { detail: words.bytes(left), ..found }
}

/// Whether others may look into the data folder.
pub fn folder(folder: &Path) -> Finding {
    match fs::metadata(folder).map(|facts| facts.permissions().mode() & 0o777) {
        Ok(mode) if mode & 0o077 == 0 => well("health-found-folder"),
        Ok(mode) => Finding { detail: format!("{mode:o}"), ..bad("health-found-folder-bad") },
        Err(error) => Finding { cause: Some(said(&error)), ..bad("health-found-folder-unknown") },
    }
}

async fn jobs(section: &Section) -> Finding {
    let counts = match section.ask::<Queue>() {
        Ok(queue) => queue.counts().await.map_err(|error| said(&error)),
        Err(error) => Err(said(&error)),
    };
    match counts {
        Ok(counts) if counts.failed == 0 => well("health-found-jobs"),
        Ok(counts) => Finding { detail: counts.failed.to_string(), ..bad("health-found-jobs-bad") },
        Err(cause) => Finding { cause: Some(cause), ..bad("health-found-jobs-unknown") },
    }
}
