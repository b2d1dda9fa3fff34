//! Checks the house and says what to do.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, time::Duration};

use griot_config::Config;
use griot_db::{DbError, Kind, on};
use griot_delivery::{ReturnAddress, SmtpPost};
use griot_jobs::Queue;
use griot_mailroom::store::tally;
use griot_pillar::Finding;
use griot_web::Section;

use crate::{
    clock, house,
    say::{language, say},
};

/// Below this, writing will soon be refused.
const LITTLE_ROOM: u64 = 500_000_000;
/// A page waits no longer than this for a mail server that is silent.
const PATIENCE: Duration = Duration::from_secs(5);
/// When something came back this long ago, it may well still.
const RECENTLY: i64 = 180;

/// Says what was found, a line each; fails when something is to be done.
pub async fn run(config: &Config, clock_is_right: bool) -> anyhow::Result<()> {
    let (section, pillars) = house::beside(config).await?;
    if clock_is_right {
        clock::trust(&section).await?;
    }
    let words = section.words.words(language());
    let mut ill = 0;
    for finding in pillars.all_findings(&section).await {
        ill += u32::from(!finding.well);
        let mark = if finding.well { "✓" } else { "✗" };
        println!("{mark} {}", words.put(finding.key, "detail", finding.detail));
    }
    anyhow::ensure!(ill == 0, say("il y a quelque chose à faire", "there is something to do"));
    Ok(())
}

/// What the binary itself can find out; the rooms add theirs.
pub async fn findings(section: &Section) -> Vec<Finding> {
    let mut found = vec![database(section).await, files(section).await, mail(section).await];
    found.push(clock::finding(section).await);
    found.push(base_url(section));
    found.extend(returns(section).await);
    if let Ok(config) = section.ask::<Config>() {
        found.extend(disk(section, &config.data));
        found.extend(folder(&config.data));
    }
    found.extend(jobs(section).await);
    found
}

fn finding(well: bool, good: &'static str, bad: &'static str, detail: impl Into<String>) -> Finding {
    Finding { key: if well { good } else { bad }, detail: detail.into(), well }
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
    let detail = answer.as_ref().err().map_or_else(|| kind.to_owned(), ToString::to_string);
    finding(answer.is_ok(), "health-found-database", "health-found-database-bad", detail)
}

async fn files(section: &Section) -> Finding {
    let answer = section.files.check().await;
    let detail = answer.as_ref().err().map(ToString::to_string).unwrap_or_default();
    finding(answer.is_ok(), "health-found-files", "health-found-files-bad", detail)
}

async fn mail(section: &Section) -> Finding {
    match section.ask::<SmtpPost>() {
        Err(_) => finding(false, "health-found-mail", "health-found-mail-kept", ""),
        Ok(smtp) => {
            let trouble = match tokio::time::timeout(PATIENCE, smtp.check()).await {
                Ok(answer) => answer.err().map(|error| error.to_string()),
                Err(late) => Some(late.to_string()),
            };
            let detail = trouble.clone().unwrap_or_default();
            finding(trouble.is_none(), "health-found-mail", "health-found-mail-bad", detail)
        }
    }
}

/// Whether letters that did not arrive find their way back. That something came back once
/// shows it; nothing else does.
async fn returns(section: &Section) -> Option<Finding> {
    section.ask::<SmtpPost>().ok()?;
    let Ok(address) = section.ask::<ReturnAddress>() else {
        return Some(finding(false, "health-found-returns", "health-found-returns-none", ""));
    };
    let last = async {
        let mut db = section.db.read().await?;
        tally::last_return(&mut db).await
    };
    let Ok(Some(day)) = last.await else {
        let address = address.email().as_str();
        return Some(finding(false, "health-found-returns", "health-found-returns-untried", address));
    };
    let fresh = section.clock.now().days_since(day) <= RECENTLY;
    let said = section.words.words(language()).day(day);
    Some(finding(fresh, "health-found-returns", "health-found-returns-old", said))
}

fn base_url(section: &Section) -> Finding {
    let url = &section.base_url;
    let local = url.host_str().is_some_and(|h| h == "localhost" || h.starts_with("127.") || h == "[::1]");
    let well = url.scheme() == "https" || local;
    finding(well, "health-found-base-url", "health-found-base-url-bad", url.as_str())
}

fn disk(section: &Section, folder: &Path) -> Option<Finding> {
    let room = rustix::fs::statvfs(folder).ok()?;
    let left = room.f_bavail.saturating_mul(room.f_frsize);
    let said = section.words.words(language()).bytes(left);
    Some(finding(left > LITTLE_ROOM, "health-found-disk", "health-found-disk-bad", said))
}

fn folder(folder: &Path) -> Option<Finding> {
    let mode = fs::metadata(folder).ok()?.permissions().mode() & 0o777;
    let well = mode & 0o077 == 0;
    Some(finding(well, "health-found-folder", "health-found-folder-bad", format!("{mode:o}")))
}

async fn jobs(section: &Section) -> Option<Finding> {
    let counts = section.ask::<Queue>().ok()?.counts().await.ok()?;
    let detail = counts.failed.to_string();
    Some(finding(counts.failed == 0, "health-found-jobs", "health-found-jobs-bad", detail))
}
