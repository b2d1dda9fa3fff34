//! The house's own tools: `cargo xtask test | shelves | words | frontend | bench | soak`.
//!
//! `test` is the one check before a change is shown; the others are its steps,
//! to be called alone while working.

mod bench;
mod files;
mod frontend;
mod pds;
mod postgres;
mod shelves;
mod steps;
mod test;
mod tools;
mod words;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test [--pillar NAME]   everything that must hold, in order, stopping at the first trouble
  shelves                the laws on who may use whom (STYLE: the five laws of the house)
  words                  same words in every language, none missing, none unused
  frontend [--check]     builds the islands, or proves that the committed ones are fresh
  bench [MEASURE]        a release build beside the reference: page, ready, memory, first-view,
                         search --posts N, growth --posts N, import --posts N; without a name all of them, kept in bench/results
  soak [--kills N] [--seconds N] [--seed N] [--deliveries N] [--trace] [--million]
                         kills while people write, texts to networks through a night of crashes, the order
                         of write and sync, search and all lists among a million posts; without a word all
                         of it, with fifty kills and 10,000 texts on each database
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("xtask: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    let root = files::root()?;
    match arguments {
        ["test"] => test::all(&root, None),
        ["test", "--pillar", pillar] => test::all(&root, Some(pillar)),
        ["shelves"] => shelves::check(&root),
        ["words"] => words::check(&root),
        ["frontend"] => frontend::build(&root),
        ["frontend", "--check"] => frontend::check(&root),
        ["bench", measure @ ..] => bench::measure(&root, measure),
        ["soak", wishes @ ..] => bench::soak(&root, wishes),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => bail!("I do not know `{}`\n\n{USAGE}", arguments.join(" ")),
    }
}
