//! A month in which five thousand texts are planned, as the officer opens it.

use anyhow::{Context, Result};
use griot_db::{Db, change};
use tempfile::TempDir;

use super::{
    Bench, Measured,
    growth::{BUDGET, Kind},
};
use crate::{
    figures::{Row, count, held, time},
    http::Visitor,
    server::Place,
};

/// A page of the desk is read on small phones, too.
const WEIGHT: usize = 300_000;

/// Plans so many texts in the month of the story and opens the pages on which they stand, on SQLite and,
/// where a server is known, on PostgreSQL.
pub async fn calendar(bench: &Bench, items: u32) -> Measured {
    let mut rows = on_one(bench, items, None).await?;
    if let Some(server) = &bench.postgres {
        let url = griot_testkit::fresh_postgres_url(server).await;
        rows.extend(on_one(bench, items, Some(url)).await?);
    }
    Ok(rows)
}

async fn on_one(bench: &Bench, items: u32, database: Option<String>) -> Measured {
    let name = if database.is_some() { "PostgreSQL" } else { "SQLite" };
    let folder = TempDir::with_prefix("griot-bench-")?;
    let place = Place::new(&bench.griot, folder.path(), database.clone())?;
    place.open("demo")?.stop()?;
    let db = match &database {
        Some(url) => Db::open_postgres(url).await?,
        None => Db::open_sqlite(&place.data().join("griot.db")).await?,
    };
    plan(&db, items, database.is_some()).await?;
    if database.is_some() {
        // What autovacuum does within a minute, before anyone waits for it here.
        change!(db.read().await?, conn => query("vacuum analyze").execute(conn))?;
    }
    db.close().await;

    let running = place.open("demo")?;
    let mut rows = Vec::new();
    for (what, path) in [
        ("month", "/desk/calendar?at=2013-02-14"),
        ("week", "/desk/calendar?view=week&at=2013-02-14"),
        ("list", "/desk/calendar?view=list&at=2013-02-01"),
        ("day", "/desk/calendar?view=day&at=2013-02-20"),
        ("today", "/desk/today"),
    ] {
        let page = Kind { what, who: "officer", paths: vec![path.to_owned()] };
        let (told, most) = page
            .open(&running)
            .await
            .with_context(|| format!("{what} on {name}; the log says:\n{}", place.last_words()))?;
        let mut officer = Visitor::new(running.address);
        officer.enter("officer").await?;
        let bytes = officer.get(path).await?.body.len();
        let many = count(f64::from(items));
        rows.push(Row::new(
            format!("calendar, {what} among {many} texts of a month, {name}"),
            format!("{told}; {} KB", bytes / 1_000),
            held("p99 < 20 ms, ≤ 300 KB", most < BUDGET && bytes <= WEIGHT),
        ));
        eprintln!("{name}: {what}: {told}, {bytes} bytes, {}", time(most));
    }
    running.stop()?;
    Ok(rows)
}

/// The texts, one after the other over the month, each for two channels.
async fn plan(db: &Db, items: u32, postgres: bool) -> Result<()> {
    // 2013-02-01, and the milliseconds of 28 days.
    const FIRST: i64 = 1_359_676_800_000;
    const LONG: i64 = 28 * 86_400_000;
    let (id, digits) = match postgres {
        true => ("gen_random_uuid()", "cast(n.i as text)"),
        false => ("randomblob(16)", "n.i"),
    };
    let texts = format!(
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
         insert into item (id, title, language, stage, planned_at, sensitivity, consent, revision,
             created_at, updated_at)
         select {id}, 'Texte ' || {digits}, 'fr', 'scheduled', $2 + n.i * $3, 'none', '', 1, 0, 0 from n"
    );
    const VARIANTS: &str = "insert into variant (item, channel, language, warning, visibility)
        select item.id, channel.id, 'fr', '', 'public' from item
        join (select id from channel order by name limit 2) channel on 1 = 1
        where item.title like 'Texte %' and item.created_at = 0";

    let mut tx = db.begin().await?;
    let step = LONG / i64::from(items.max(1));
    change!(tx, conn => query(sqlx::AssertSqlSafe(texts.clone()))
        .bind(i64::from(items))
        .bind(FIRST)
        .bind(step)
        .execute(conn))?;
    change!(tx, conn => query(VARIANTS).execute(conn))?;
    Ok(tx.commit().await?)
}
