//! A private PostgreSQL for one run of the tests: made in a folder of its own, heard
//! on loopback alone, ended and removed afterwards.

use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{files, steps, tools};

/// A running server; ends when it is dropped.
pub struct Postgres {
    child: Child,
    folder: PathBuf,
    /// The address that `GRIOT_TEST_POSTGRES` takes.
    pub url: String,
}

impl Postgres {
    /// Makes a cluster and starts it. Installs Debian's `postgresql` when none is there.
    pub fn start() -> Result<Self> {
        let programs = match programs() {
            Some(found) => found,
            None => {
                tools::debian("postgresql")?;
                programs().context("postgresql was installed, but its programs were not found")?
            }
        };
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        // Not below the target folder: a home folder may be closed to the user that the
        // server runs as, and the name of its socket has to be short.
        let folder = std::env::temp_dir().join(format!("griot-pg-{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let owner = owner(&folder)?;

        let mut initdb = Command::new(programs.join("initdb"));
        initdb
            .args(["-U", "griot", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(folder.join("data"));
        steps::ask(as_owner(&mut initdb, owner).current_dir(&folder))
            .context("the cluster could not be made")?;

        let log = fs::File::create(folder.join("log"))?;
        let mut server = Command::new(programs.join("postgres"));
        server.arg("-D").arg(folder.join("data")).args(["-p", &port.to_string(), "-k"]).arg(&folder);
        // Nothing of it outlives the run, so nothing has to reach the disk.
        for setting in ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=400"]
        {
            server.args(["-c", setting]);
        }
        server.args(["-c", "listen_addresses=127.0.0.1"]);
        server.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let child =
            as_owner(&mut server, owner).current_dir(&folder).spawn().context("postgres did not start")?;

        let url = format!("postgres://griot@127.0.0.1:{port}/postgres");
        let mut server = Self { child, folder, url };
        server.wait_until_ready(&programs, port)?;
        println!(
            "starts a private PostgreSQL on 127.0.0.1:{port} (process {}), until the tests end",
            server.child.id()
        );
        Ok(server)
    }

    fn wait_until_ready(&mut self, programs: &Path, port: u16) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(30) {
            if let Some(status) = self.child.try_wait()? {
                bail!("postgres ended with {status}:\n{}", self.log());
            }
            let mut ready = Command::new(programs.join("pg_isready"));
            ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
            if ready.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        bail!("postgres was not ready after 30 s:\n{}", self.log())
    }

    fn log(&self) -> String {
        files::read(&self.folder.join("log")).unwrap_or_default()
    }
}

/// A database of its own on a server that may be somebody's; it goes when this is dropped.
pub struct Fresh {
    psql: PathBuf,
    server: String,
    name: String,
    /// The address that `GRIOT_DATABASE_URL` takes.
    pub url: String,
}

impl Fresh {
    /// Makes an empty database on the server of this address.
    pub fn on(server: &str) -> Result<Self> {
        let psql = programs().map(|folder| folder.join("psql")).filter(|psql| psql.is_file());
        let psql =
            psql.or_else(|| tools::on_path("psql")).context("psql is missing: install postgresql-client")?;
        let (base, _) = server.rsplit_once('/').context("the address of the server names no database")?;
        let name = format!("griot_journey_{}", std::process::id());
        let url = format!("{base}/{name}");
        let fresh = Self { psql, server: server.to_owned(), name, url };
        fresh.tell(&fresh.server, &format!("create database {}", fresh.name))?;
        Ok(fresh)
    }

    /// What this database answers.
    pub fn ask(&self, sql: &str) -> Result<String> {
        self.tell(&self.url, sql)
    }

    fn tell(&self, url: &str, sql: &str) -> Result<String> {
        steps::ask(Command::new(&self.psql).args([
            "--no-psqlrc",
            "-v",
            "ON_ERROR_STOP=1",
            "-qtA",
            "-c",
            sql,
            url,
        ]))
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Err(trouble) =
            self.tell(&self.server, &format!("drop database if exists {} with (force)", self.name))
        {
            eprintln!("the database {} was left behind: {trouble:#}", self.name);
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: it closes connections and ends in order.
        let asked = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        if !asked.is_ok_and(|status| status.success()) && self.child.kill().is_err() {
            eprintln!("the private PostgreSQL (process {}) could not be ended", self.child.id());
        }
        let ended = self.child.wait();
        match ended.and_then(|_| fs::remove_dir_all(&self.folder)) {
            Ok(()) => println!("ended the private PostgreSQL"),
            Err(trouble) => eprintln!("{} was left behind: {trouble}", self.folder.display()),
        }
    }
}

/// The folder with the newest server programs.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_string_lossy().parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .collect();
    found.sort();
    let debian = found.pop().map(|(_, folder)| folder);
    debian.or_else(|| Some(tools::on_path("initdb")?.canonicalize().ok()?.parent()?.to_path_buf()))
}

/// PostgreSQL refuses to run as root: root hands the folder to the user `postgres`.
fn owner(folder: &Path) -> Result<Option<(u32, u32)>> {
    if tools::user(None)? != 0 {
        return Ok(None);
    }
    let owner = (tools::user(Some("postgres"))?, tools::group("postgres")?);
    std::os::unix::fs::chown(folder, Some(owner.0), Some(owner.1))?;
    Ok(Some(owner))
}

fn as_owner(command: &mut Command, owner: Option<(u32, u32)>) -> &mut Command {
    match owner {
        Some((user, group)) => command.uid(user).gid(group),
        None => command,
    }
}
