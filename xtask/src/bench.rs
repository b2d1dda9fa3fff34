//! `cargo xtask bench` and `cargo xtask soak`: builds once, starts what is needed, and hands
//! over to `griot-bench`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::postgres::Postgres;
use crate::steps::Done;
use crate::{files, steps, tools};

/// How many kills the short form holds, on each database.
const SHORT: &str = "5";

/// Every measure, or the one named, with a release build.
pub fn measure(root: &Path, arguments: &[&str]) -> Result<()> {
    let what = if arguments.is_empty() { &["all"] } else { arguments };
    let programs = Programs::built(root, true)?;
    let server = Server::found();
    steps::run(programs.command(root, &server).args(what))
}

/// The long proof: all of it, or the parts named.
pub fn soak(root: &Path, arguments: &[&str]) -> Result<()> {
    let wish = Wish::read(arguments)?;
    let programs = Programs::built(root, true)?;
    if wish.trace {
        strace()?;
        steps::run(programs.command(root, &Server::none()).arg("trace"))?;
    }
    let server = Server::found();
    if let Some(kills) = wish.kills {
        let mut command = programs.command(root, &server);
        command.args(["soak", "--kills", kills]);
        for (name, value) in [("--seconds", wish.seconds), ("--seed", wish.seed)] {
            command.args(value.map(|value| [name, value]).into_iter().flatten());
        }
        steps::run(&mut command)?;
    }
    if let Some(deliveries) = wish.deliveries {
        let mut night = Command::new("cargo");
        night.args(["test", "--release", "--package", "griot-channels", "--test", "it"]).current_dir(root);
        night.args(["--", "simulation", "--nocapture"]).env("GRIOT_SIMULATE", deliveries);
        if let Some(url) = &server.url {
            night.env("GRIOT_TEST_POSTGRES", url);
        }
        steps::run(&mut night)?;
    }
    if wish.million {
        for what in ["search", "growth"] {
            steps::run(programs.command(root, &server).args([what, "--posts", "1000000"]))?;
        }
    }
    Ok(())
}

/// The short proof, a step of `cargo xtask test`, with the debug build that is there.
pub fn soak_shortly(root: &Path) -> Result<Done> {
    let programs = Programs::built(root, false)?;
    let server = Server::found();
    let mut command = programs.command(root, &server);
    steps::run(command.args(["soak", "--kills", SHORT, "--seconds", "4"]))?;
    match server.url {
        Some(_) => Ok(Done::Held),
        None => Ok(Done::Skipped("kills on PostgreSQL, which is not there".to_owned())),
    }
}

/// What the arguments of `soak` ask for; without any, everything.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish<'a> {
    kills: Option<&'a str>,
    seconds: Option<&'a str>,
    seed: Option<&'a str>,
    deliveries: Option<&'a str>,
    trace: bool,
    million: bool,
}

impl<'a> Wish<'a> {
    fn read(arguments: &[&'a str]) -> Result<Self> {
        let mut wish = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let value = match *argument {
                "--trace" => {
                    wish.trace = true;
                    continue;
                }
                "--million" => {
                    wish.million = true;
                    continue;
                }
                "--kills" => &mut wish.kills,
                "--seconds" => &mut wish.seconds,
                "--seed" => &mut wish.seed,
                "--deliveries" => &mut wish.deliveries,
                other => bail!("soak does not know {other}"),
            };
            match rest.next().filter(|number| number.parse::<u64>().is_ok()) {
                Some(number) => *value = Some(*number),
                None => bail!("{argument} wants a number"),
            }
        }
        if wish.kills.is_none() && wish.deliveries.is_none() && !wish.trace && !wish.million {
            (wish.kills, wish.deliveries) = (Some("50"), Some("10000"));
            (wish.trace, wish.million) = (true, true);
        }
        Ok(wish)
    }
}

/// The built programs.
struct Programs {
    bench: PathBuf,
    griot: PathBuf,
}

impl Programs {
    fn built(root: &Path, release: bool) -> Result<Self> {
        let folder = files::target(root).join(if release { "release" } else { "debug" });
        let given = std::env::var_os("GRIOT_BIN").map(PathBuf::from);
        let mut build = Command::new("cargo");
        build.args(["build", "--package", "griot-bench", "--package", "griot"]).current_dir(root);
        if release {
            build.arg("--release");
        }
        steps::run(&mut build)?;
        Ok(Self { bench: folder.join("griot-bench"), griot: given.unwrap_or_else(|| folder.join("griot")) })
    }

    fn command(&self, root: &Path, server: &Server) -> Command {
        let mut command = Command::new(&self.bench);
        command.current_dir(root).arg("--griot").arg(&self.griot);
        if let Some(url) = &server.url {
            command.args(["--postgres", url]);
        }
        command
    }
}

/// A PostgreSQL: the one that was given, or one of our own until this is dropped. Ours need
/// not reach the disk: it is griot that is killed, and figures are of reading.
struct Server {
    url: Option<String>,
    _own: Option<Postgres>,
}

impl Server {
    fn none() -> Self {
        Self { url: None, _own: None }
    }

    fn found() -> Self {
        if let Some(url) = std::env::var("GRIOT_TEST_POSTGRES").ok().filter(|url| !url.is_empty()) {
            return Self { url: Some(url), _own: None };
        }
        match Postgres::start() {
            Ok(own) => Self { url: Some(own.url.clone()), _own: Some(own) },
            Err(why) => {
                println!("SQLite alone, since there is no PostgreSQL: {why:#}");
                Self::none()
            }
        }
    }
}

fn strace() -> Result<()> {
    if tools::on_path("strace").is_none() {
        tools::debian("strace")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Wish;

    #[test]
    fn without_a_word_the_soak_is_whole() {
        let whole = Wish::read(&[]).unwrap();
        assert_eq!((whole.kills, whole.deliveries), (Some("50"), Some("10000")));
        assert_eq!((whole.trace, whole.million), (true, true));
        let short = Wish::read(&["--kills", "5", "--seed", "7"]).unwrap();
        assert_eq!(
            (short.kills, short.seed, short.trace, short.million),
            (Some("5"), Some("7"), false, false)
        );
        assert!(Wish::read(&["--kills", "many"]).is_err());
        assert!(Wish::read(&["--loud"]).is_err());
    }
}
