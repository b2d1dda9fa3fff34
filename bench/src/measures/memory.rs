//! Resident memory: after a start, after a while, and under load.

use std::time::Duration;

use tokio::time::sleep;

use super::{Bench, Demo, Measured, Pages};
use crate::{
    figures::{Row, held, megabytes},
    http::Visitor,
    load::{Load, page_request, run},
};

const IDLE: u64 = 40 * 1_024;
const LOADED: u64 = 150 * 1_024;

/// Idle after a restart, and under sixty-four readers of every kind of page.
pub async fn memory(bench: &Bench) -> Measured {
    let demo = Demo::open(bench)?;
    demo.running.stop()?;
    let running = demo.place.open("serve")?;
    sleep(Duration::from_secs(3)).await;
    let idle = running.memory()?;

    let visitor = Visitor::new(running.address);
    let pages = Pages::of(&visitor).await?.all;
    let visited = running.memory()?.now;
    let mut requests: Vec<Vec<u8>> = pages.iter().map(|(_, path)| page_request(path)).collect();
    // A question that was not asked yet goes to the database: the cache does not take all of it.
    requests.extend((0..200).map(|n| page_request(&format!("/search?q={}", crate::french::word(n + 36)))));
    let load = Load {
        address: running.address,
        requests,
        connections: 64,
        time: Duration::from_secs(bench.seconds * 3),
        most: usize::MAX,
    };
    run(load).await?;
    let loaded = running.memory()?;
    running.stop()?;
    Ok(vec![
        Row::new("memory, idle after a start", told(idle.now, idle.own), held("≤ 40 MB", idle.now <= IDLE)),
        Row::new("memory, every page visited once", megabytes(visited), "–"),
        Row::new(
            "memory, most under 64 readers of pages and search",
            told(loaded.most, loaded.own),
            held("≤ 150 MB", loaded.most <= LOADED),
        ),
    ])
}

fn told(resident: u64, own: u64) -> String {
    format!("{} ({} without code and mapped files)", megabytes(resident), megabytes(own))
}
