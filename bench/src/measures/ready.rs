//! From the start of the program to the first `ready`.

use std::time::Duration;

use tempfile::TempDir;

use super::{Bench, Demo, Measured};
use crate::{
    figures::{Row, held, time},
    server::Place,
};

const RUNS: usize = 10;
const BUDGET: Duration = Duration::from_millis(150);

/// Ten starts on a folder that is there, and the first ones on fresh folders.
pub async fn ready(bench: &Bench) -> Measured {
    let demo = Demo::open(bench)?;
    let story = demo.running.ready_after;
    demo.running.stop()?;
    let mut starts = Vec::new();
    for _ in 0..RUNS {
        let running = demo.place.open("serve")?;
        starts.push(running.ready_after);
        running.stop()?;
    }
    starts.sort_unstable();
    let middle = starts.get(RUNS / 2).copied().unwrap_or_default();
    let worst = starts.last().copied().unwrap_or_default();

    let folder = TempDir::with_prefix("griot-bench-")?;
    let first = Place::new(&bench.griot, folder.path(), None)?.open("serve")?;
    let said = |ready: Duration| format!("ready after {}", time(ready));
    Ok(vec![
        Row::new(
            format!("start, median of {RUNS}"),
            format!("{}, worst {}", said(middle), time(worst)),
            held("< 150 ms", middle < BUDGET),
        ),
        Row::new("first start, empty folder", said(first.ready_after), "–"),
        Row::new("first start of the demo, its story told", said(story), "–"),
    ])
}
