//! Counting afterwards: in the database, in the outbox, in recent activity, on the pages.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use griot_db::{Conn, Db, DbError, on};
use tokio::time::sleep;
use uuid::Uuid;

use super::writers::{Ledger, MARK, Writer};
use crate::{http::Visitor, server::Place};

const PATIENCE: Duration = Duration::from_secs(180);
/// A page shows five hundred comments; posts with fewer than this are looked at.
const ON_A_PAGE: usize = 400;

/// What was counted.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub acknowledged: usize,
    pub told: usize,
    pub drained: Duration,
    pub letters: usize,
    pub letters_again: usize,
}

/// Everything acknowledged is there once, nothing is there twice, and the house has heard of it.
pub(crate) async fn count(place: &Place, ledger: &Ledger) -> Result<Counted> {
    let db = match &place.database {
        Some(url) => Db::open_postgres(url).await?,
        None => Db::open_sqlite(&place.data().join("griot.db")).await?,
    };
    let start = Instant::now();
    drained(&db).await?;
    let drained = start.elapsed();

    let mut conn = db.read().await?;
    let kept = comments(&mut conn).await?;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, words, _) in &kept {
        *times.entry(words.as_str()).or_default() += 1;
    }
    let acknowledged = ledger.acknowledged();
    ensure!(!acknowledged.is_empty(), "nobody managed to write anything: this proves nothing");
    let lost: Vec<&str> =
        acknowledged.keys().map(String::as_str).filter(|words| !times.contains_key(words)).collect();
    ensure!(
        lost.is_empty(),
        "{} of {} acknowledged comments are lost: {lost:?}",
        lost.len(),
        acknowledged.len()
    );
    let twice: Vec<_> = times.iter().filter(|(_, count)| **count > 1).collect();
    ensure!(twice.is_empty(), "{} comments are there more than once: {twice:?}", twice.len());

    let acts = acts(&mut conn).await?;
    let shown: Vec<_> = kept.iter().filter(|(_, _, state)| state == "shown").collect();
    ensure!(!shown.is_empty(), "no comment was shown: the outbox had nothing to carry");
    let untold: Vec<_> =
        shown.iter().filter(|(id, _, _)| !acts.contains(id)).map(|(_, words, _)| words).collect();
    ensure!(untold.is_empty(), "recent activity never heard of {} comments: {untold:?}", untold.len());
    let told = shown.len();
    drop(conn);
    db.close().await;

    let (letters, letters_again) = letters(&place.data().join("mail"))?;
    Ok(Counted { acknowledged: acknowledged.len(), told, drained, letters, letters_again })
}

/// The pages show what people were told, once.
pub(crate) async fn shown(address: SocketAddr, writers: &[Writer], ledger: &Ledger) -> Result<()> {
    let mut by_post: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (words, post) in ledger.acknowledged() {
        by_post.entry(post).or_default().push(words);
    }
    // Whoever moderates sees a comment at once; a member's may wait to be read.
    let officer = writers.get(1).context("there is nobody to look")?;
    let mut looked_at = 0;
    for (post, all) in by_post.iter().filter(|(_, all)| all.len() < ON_A_PAGE).take(5) {
        let page = officer.visitor.get(post).await?.text();
        let odd =
            |words: &String| words.split('-').next().is_some_and(|name| name.ends_with(['1', '3', '5', '7']));
        for words in all.iter().filter(|words| odd(words)) {
            let seen = page.matches(words.as_str()).count();
            ensure!(seen == 1, "{post} shows “{words}” {seen} times");
            looked_at += 1;
        }
    }
    ensure!(looked_at > 0 || by_post.values().all(|all| all.len() >= ON_A_PAGE), "no page was looked at");
    let activity = Visitor::new(address).get("/activity").await?;
    ensure!(activity.status == 200, "recent activity answers {}", activity.status);
    let text = activity.text();
    ensure!(
        by_post.keys().any(|post| text.contains(post.as_str())),
        "recent activity shows none of the posts that were commented"
    );
    Ok(())
}

/// Waits until nothing lies in the outbox and every listener was served.
async fn drained(db: &Db) -> Result<()> {
    const LINES: &str = "select count(*) from outbox";
    const OPEN: &str = "select count(*) from job where lane = 'listener' and due_at is not null";
    const FAILED: &str = "select coalesce(max(cause), '') from job where state = 'failed'";

    let start = Instant::now();
    loop {
        let mut conn = db.read().await?;
        let lines: i64 = on!(conn, c => query_scalar(LINES).fetch_one(c))?;
        let open: i64 = on!(conn, c => query_scalar(OPEN).fetch_one(c))?;
        let failed: String = on!(conn, c => query_scalar(FAILED).fetch_one(c))?;
        drop(conn);
        ensure!(failed.is_empty(), "a job failed for good: {failed}");
        if lines == 0 && open == 0 {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            bail!(
                "after {} s, {lines} lines lie in the outbox and {open} listeners wait",
                PATIENCE.as_secs()
            );
        }
        sleep(Duration::from_millis(200)).await;
    }
}

async fn comments(db: &mut Conn) -> Result<Vec<(Uuid, String, String)>, DbError> {
    const SQL: &str = "select id, body, state from comment where body like $1";

    let mark = format!("{MARK} %");
    on!(db, conn => query_as(SQL).bind(mark.as_str()).fetch_all(conn))
}

async fn acts(db: &mut Conn) -> Result<BTreeSet<Uuid>, DbError> {
    const SQL: &str = "select id from activity where kind = 'commented'";

    let ids: Vec<Uuid> = on!(db, conn => query_scalar(SQL).fetch_all(conn))?;
    Ok(ids.into_iter().collect())
}

/// How many letters were kept, and how many of them tell again what another one told.
fn letters(folder: &Path) -> Result<(usize, usize)> {
    let mut names = BTreeSet::new();
    let mut all = 0;
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|kind| kind == "eml") {
                let letter = fs::read_to_string(&path)?;
                let name = letter.lines().find(|line| line.to_lowercase().starts_with("message-id:"));
                names.insert(name.context("a letter has no Message-ID")?.to_owned());
                all += 1;
            }
        }
    }
    Ok((all, all - names.len()))
}
