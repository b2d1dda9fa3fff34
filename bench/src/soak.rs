//! Nothing is lost: the server is killed at random moments while people write, and what it
//! acknowledged is counted afterwards.

mod proof;
mod trace;
mod writers;

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;
use tokio::time::sleep;

use crate::{
    chance::Dice,
    figures::{self, Row},
    http::Visitor,
    measures::pages_of_posts,
    server::{Place, Running},
};

pub use trace::trace;
use writers::{Ledger, Writer};

/// How long, how often, from which seed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The built program.
    pub griot: PathBuf,
    /// A PostgreSQL server to make a database on.
    pub postgres: Option<String>,
    /// How often the server is killed, on each database.
    pub kills: u32,
    /// How long people write in all, on each database; a second and a half a life unless it is said.
    pub seconds: Option<u64>,
    /// The same seed kills after the same times.
    pub seed: u64,
}

const WRITERS: usize = 8;
/// The shortest life: it is killed even before it has answered anyone.
const SHORTEST: u64 = 20;

/// Kills, restarts and counts, on SQLite and at the same time on PostgreSQL where a server is known.
pub async fn soak(plan: &Plan) -> Result<Vec<Row>> {
    let sqlite = async { on_one(plan, "SQLite", None).await.context("on SQLite") };
    let Some(server) = &plan.postgres else { return Ok(vec![sqlite.await?]) };
    let url = griot_testkit::fresh_postgres_url(server).await;
    let postgres = async { on_one(plan, "PostgreSQL", Some(url)).await.context("on PostgreSQL") };
    let (one, two) = tokio::try_join!(sqlite, postgres)?;
    Ok(vec![one, two])
}

async fn on_one(plan: &Plan, name: &str, database: Option<String>) -> Result<Row> {
    let folder = TempDir::with_prefix("griot-soak-")?;
    let place = Place::new(&plan.griot, folder.path(), database)?;
    let mut running = place.open("demo")?;
    let mut writers = assemble(running.address, plan.seed).await?;
    let ledger = Arc::new(Ledger::default());
    let mut dice = Dice::new(plan.seed);
    let longest =
        plan.seconds.map_or(1_500, |all| (all * 2_000).checked_div(u64::from(plan.kills)).unwrap_or(0));
    let mut slowest = Duration::ZERO;
    for kill in 1..=plan.kills {
        let life = Duration::from_millis(SHORTEST + dice.below(longest));
        writers = one_life(running, writers, &ledger, life)
            .await
            .with_context(|| format!("in life {kill}; the log says:\n{}", place.last_words()))?;
        running = place.open("demo").with_context(|| format!("after kill {kill}"))?;
        slowest = slowest.max(running.ready_after);
    }
    // What was on its way when the last one died is sent once more, and must not be there twice.
    for writer in &mut writers {
        writer.send_what_waits(&ledger).await?;
    }
    let counted = proof::count(&place, &ledger)
        .await
        .with_context(|| format!("the log says:\n{}", place.last_words()))?;
    proof::shown(running.address, &writers, &ledger).await?;
    running.stop()?;
    let told = format!(
        "{} kills (seed {}): {} comments acknowledged, each there once; {} known to recent activity; \
         outbox empty after {}; slowest restart {}; {} letters, {} written again after a kill",
        plan.kills,
        plan.seed,
        counted.acknowledged,
        counted.told,
        figures::time(counted.drained),
        figures::time(slowest),
        counted.letters,
        counted.letters_again,
    );
    println!("{name}: {told}");
    Ok(Row::new(format!("kill -9 while people write, {name}"), told, "nothing lost, nothing twice: yes"))
}

/// Signs the writers in, half of them as a member, half as one who moderates.
async fn assemble(address: std::net::SocketAddr, seed: u64) -> Result<Vec<Writer>> {
    let posts = pages_of_posts(&Visitor::new(address)).await?;
    ensure!(!posts.is_empty(), "the invented section shows no post");
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let mut visitor = Visitor::new(address);
        visitor.enter(if number % 2 == 0 { "member" } else { "officer" }).await?;
        writers.push(Writer::new(visitor, posts.clone(), number, seed));
    }
    Ok(writers)
}

/// Lets people write for a while, and kills the server under their hands.
async fn one_life(
    running: Running,
    writers: Vec<Writer>,
    ledger: &Arc<Ledger>,
    life: Duration,
) -> Result<Vec<Writer>> {
    let begun = Instant::now();
    let work: Vec<_> =
        writers.into_iter().map(|writer| tokio::spawn(writer.write(Arc::clone(ledger)))).collect();
    sleep(life.saturating_sub(begun.elapsed())).await;
    running.kill_alive()?;
    let mut back = Vec::new();
    for one in work {
        back.push(one.await?);
    }
    let troubles = ledger.troubles();
    if !troubles.is_empty() {
        bail!("comments were answered badly: {}", troubles.join("; "));
    }
    Ok(back)
}

/// What people were told, by the words that they wrote.
pub(crate) type Acknowledged = BTreeMap<String, String>;

/// A lock that outlives a panic: what it guards is only added to.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
