//! Warm public pages, beside axum with a fixed page of the same size.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, Result};

use super::{Bench, Demo, Measured, Pages, machine::load as machine_load};
use crate::{
    figures::{Row, count, held, kilobytes, median, time},
    http::Visitor,
    load::{Load, Outcome, page_request, run},
    server::Running,
};

const CONNECTIONS: usize = 64;
const ROUNDS: usize = 3;
/// Pages of 8 KB a second that the reference did on two idle cores (STACK).
const KNOWN: f64 = 51_000.0;
const BUDGET: f64 = 0.7;

/// Front page, blog and longest post.
pub async fn page(bench: &Bench) -> Measured {
    let demo = Demo::open(bench)?;
    let visitor = Visitor::new(demo.running.address);
    let seconds = Duration::from_secs(bench.seconds);
    let mut rows = vec![known(seconds).await?];
    for (name, path) in Pages::of(&visitor).await?.all {
        let packed = visitor.get_packed(&path).await?;
        let bytes = packed.body.len();
        let encoding = packed.header("content-encoding").context("the page was not packed")?;
        let reference = Running::reference(bytes)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        // In turn, so that whatever else the machine does falls on both.
        for _ in 0..ROUNDS {
            ours.push(hit(demo.running.address, &path, seconds).await?);
            theirs.push(hit(reference.address, "/", seconds).await?);
        }
        let (our_rate, their_rate) = (rate(&ours), rate(&theirs));
        let ratio = our_rate / their_rate.max(1.0);
        let holds = ratio >= BUDGET;
        rows.push(
            Row::new(
                format!("{name}, {} {encoding}", kilobytes(bytes)),
                told(&ours),
                held(&format!("≥ {BUDGET} of the reference; {ratio:.2}"), holds),
            )
            .beside(told(&theirs)),
        );
    }
    Ok(rows)
}

/// The reference with the page that STACK measured: is this machine idle enough to say anything?
async fn known(seconds: Duration) -> Result<Row> {
    let before = machine_load();
    let reference = Running::reference(8_192)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(hit(reference.address, "/", seconds).await?);
    }
    let part = rate(&rounds) / KNOWN;
    let verdict = match part >= 0.8 {
        true => format!("{part:.2} of the known 51,000/s"),
        false => {
            format!("**{part:.2} of the known 51,000/s: this machine was slower or busy (load {before})**")
        }
    };
    Ok(Row::new("reference, 8.2 KB", "–", verdict).beside(told(&rounds)))
}

async fn hit(address: SocketAddr, path: &str, seconds: Duration) -> Result<Outcome> {
    let load = |time| Load {
        address,
        requests: vec![page_request(path)],
        connections: CONNECTIONS,
        time,
        most: usize::MAX,
    };
    run(load(Duration::from_millis(300))).await?;
    run(load(seconds)).await
}

fn rate(rounds: &[Outcome]) -> f64 {
    median(rounds.iter().map(Outcome::rate).collect())
}

fn told(rounds: &[Outcome]) -> String {
    let middle = |percent| {
        let mut all: Vec<_> = rounds.iter().map(|round| round.percentile(percent)).collect();
        all.sort_unstable();
        time(all.get(all.len() / 2).copied().unwrap_or_default())
    };
    format!("{}/s, p50 {}, p99 {}", count(rate(rounds)), middle(50), middle(99))
}
