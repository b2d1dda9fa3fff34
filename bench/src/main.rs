//! `griot-bench`: one subcommand for each measure; `cargo xtask bench` calls them all.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Parser, Subcommand};
use griot_bench::{
    figures::{Row, megabytes, table},
    measures::{self, Bench, Machine, today},
    soak::{self, Plan},
};

/// Measures griot beside a reference, and proves that it loses nothing.
#[derive(Debug, Parser)]
struct Arguments {
    /// The built program.
    #[arg(long, global = true, default_value = "target/release/griot")]
    griot: PathBuf,
    /// A PostgreSQL server; without one, SQLite alone is measured.
    #[arg(long, global = true)]
    postgres: Option<String>,
    /// How long each load lasts; for `soak`, how long people write on each database.
    #[arg(long, global = true)]
    seconds: Option<u64>,
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Every measure, written to a file of its day in this folder.
    All {
        /// Where results are kept.
        #[arg(long, default_value = "bench/results")]
        into: PathBuf,
    },
    /// Warm public pages.
    Page,
    /// Time from start to ready.
    Ready,
    /// Resident memory.
    Memory,
    /// Bytes and requests before a page can be read.
    FirstView,
    /// Search among so many posts.
    Search {
        /// How many.
        #[arg(long, default_value_t = 1_000)]
        posts: u32,
    },
    /// Every page whose list grows, among so many posts.
    Growth {
        /// How many.
        #[arg(long, default_value_t = 1_000)]
        posts: u32,
    },
    /// A WordPress export of so many posts.
    Import {
        /// How many.
        #[arg(long, default_value_t = 10_000)]
        posts: u32,
    },
    /// A newsletter to so many readers, with a kill in the middle.
    Newsletter {
        /// How many.
        #[arg(long, default_value_t = 100_000)]
        readers: u32,
    },
    /// The pages of a month in which so many texts are planned.
    Calendar {
        /// How many.
        #[arg(long, default_value_t = 5_000)]
        texts: u32,
    },
    /// So many texts due at one minute, with a kill in the middle.
    Due {
        /// How many.
        #[arg(long, default_value_t = 10_000)]
        texts: u32,
    },
    /// Kills while people write.
    Soak {
        /// How often, on each database.
        #[arg(long, default_value_t = 50)]
        kills: u32,
        /// The same seed kills after the same times.
        #[arg(long, default_value_t = 20_130_214)]
        seed: u64,
    },
    /// The order of write, sync and answer in a trace of system calls.
    Trace,
}

#[tokio::main]
async fn main() -> ExitCode {
    match obey(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("griot-bench: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}

async fn obey(arguments: Arguments) -> Result<()> {
    let machine = Machine::now();
    let Arguments { griot, postgres, seconds, what } = arguments;
    let bench = Bench { griot, postgres, seconds: seconds.unwrap_or(4) };
    if let What::All { into } = &what {
        return all(&bench, &machine, into).await;
    }
    let rows = match what {
        What::Soak { kills, seed } => {
            let Bench { griot, postgres, .. } = bench;
            soak::soak(&Plan { griot, postgres, kills, seconds, seed }).await?
        }
        What::Trace => soak::trace(&bench.griot).await?,
        other => measure(&bench, &other).await?,
    };
    println!("{}\n{}", about(&machine), table(&rows));
    Ok(())
}

async fn measure(bench: &Bench, what: &What) -> Result<Vec<Row>> {
    match what {
        What::Page => measures::page(bench).await,
        What::Ready => measures::ready(bench).await,
        What::Memory => measures::memory(bench).await,
        What::FirstView => measures::first_view(bench).await,
        What::Search { posts } => measures::search(bench, *posts).await,
        What::Growth { posts } => measures::growth(bench, *posts).await,
        What::Import { posts } => measures::import(bench, *posts).await,
        What::Newsletter { readers } => measures::newsletter(bench, *readers).await,
        What::Calendar { texts } => measures::calendar(bench, *texts).await,
        What::Due { texts } => measures::due(bench, *texts).await,
        What::All { .. } | What::Soak { .. } | What::Trace => Ok(Vec::new()),
    }
}

/// Every measure; one that fails is told in its row, and the others go on.
async fn all(bench: &Bench, machine: &Machine, into: &std::path::Path) -> Result<()> {
    let order = [
        What::Page,
        What::Ready,
        What::Memory,
        What::FirstView,
        What::Search { posts: 1_000 },
        What::Search { posts: 100_000 },
        What::Growth { posts: 1_000 },
        What::Growth { posts: 100_000 },
        What::Import { posts: 10_000 },
        What::Newsletter { readers: 100_000 },
        What::Calendar { texts: 5_000 },
        What::Due { texts: 10_000 },
    ];
    let mut rows = Vec::new();
    let mut failed = 0;
    for what in order {
        eprintln!("measures {what:?}");
        match measure(bench, &what).await {
            Ok(measured) => rows.extend(measured),
            Err(trouble) => {
                eprintln!("griot-bench: {what:?}: {trouble:#}");
                rows.push(Row::new(format!("{what:?}"), "could not be measured", "–"));
                failed += 1;
            }
        }
    }
    let day = today();
    let text = format!("# Measures of {day}\n\n{}\n\n{}", about(machine), table(&rows));
    println!("{text}");
    fs::create_dir_all(into)?;
    fs::write(into.join(format!("{day}.md")), text)?;
    anyhow::ensure!(failed == 0, "{failed} measures failed");
    Ok(())
}

fn about(machine: &Machine) -> String {
    let Machine { cores, memory, processor, load } = machine;
    format!(
        "{cores} cores ({processor}), {} of memory; client and server on the same cores; load of the last minute \
         when it began: {load}.\n",
        megabytes(*memory)
    )
}
