//! Running commands and steps, and telling how long each took.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How a step ended when nothing was wrong.
pub enum Done {
    /// Everything it does was done.
    Held,
    /// It could not run here, and this is why.
    Skipped(String),
}

/// Steps in order; the first trouble ends them.
#[derive(Default)]
pub struct Steps {
    told: Vec<(String, Duration, String)>,
}

impl Steps {
    /// Runs one step. In CI, what cannot run is a failure.
    pub fn step(&mut self, name: &str, act: impl FnOnce() -> Result<Done>) -> Result<()> {
        println!("\n── {name}");
        let start = Instant::now();
        let done = act();
        let took = start.elapsed();
        let (word, outcome) = match done {
            Ok(Done::Held) => ("holds".to_owned(), Ok(())),
            Ok(Done::Skipped(why)) if in_ci() => {
                let trouble = anyhow::anyhow!("{name} cannot run here, and CI may skip nothing: {why}");
                ("could not run".to_owned(), Err(trouble))
            }
            Ok(Done::Skipped(why)) => (format!("skipped: {why}"), Ok(())),
            Err(trouble) => ("failed".to_owned(), Err(trouble.context(format!("{name} failed")))),
        };
        println!("── {name}: {word} ({:.1} s)", took.as_secs_f64());
        self.told.push((name.to_owned(), took, word));
        outcome
    }

    /// Tells every step that ran, with its time.
    pub fn tell(&self) {
        println!("\nsteps");
        for (name, took, word) in &self.told {
            println!("  {:>7.1} s  {name}: {word}", took.as_secs_f64());
        }
        let sum: Duration = self.told.iter().map(|(_, took, _)| *took).sum();
        println!("  {:>7.1} s  in all", sum.as_secs_f64());
    }
}

/// Whether this run is CI's.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// Runs a command with its output shown; fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    let status = command.status().with_context(|| format!("`{line}` could not be started"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// What a command prints; fails with what it complained of.
pub fn ask(command: &mut Command) -> Result<String> {
    let line = line(command);
    let answer = command.output().with_context(|| format!("`{line}` could not be started"))?;
    if !answer.status.success() {
        bail!("`{line}` ended with {}: {}", answer.status, String::from_utf8_lossy(&answer.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

fn line(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
