//! Starting, watching and ending servers.

use std::{
    fs::{self, File, OpenOptions},
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

/// A house of griot: its program, its folder, its address.
#[derive(Clone, Debug)]
pub struct Place {
    /// The built program.
    pub binary: PathBuf,
    /// Holds data, key and log.
    pub folder: PathBuf,
    /// A PostgreSQL address, or SQLite in the folder.
    pub database: Option<String>,
    /// Where it listens.
    pub address: SocketAddr,
    /// What else its surroundings say.
    pub more: Vec<(&'static str, String)>,
}

impl Place {
    /// A house in `folder`, on a free port.
    pub fn new(binary: &Path, folder: &Path, database: Option<String>) -> Result<Self> {
        let binary = binary.canonicalize().with_context(|| {
            format!("{} is not there: build it with `cargo build --package griot`", binary.display())
        })?;
        Ok(Self { binary, folder: folder.to_owned(), database, address: free_address()?, more: Vec::new() })
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The command that opens the house: `serve` or `demo`.
    pub fn command(&self, how: &str) -> Result<Command> {
        let mut command = Command::new(&self.binary);
        self.furnish(&mut command, how)?;
        Ok(command)
    }

    /// Lays arguments and surroundings on a command that ends in griot's own.
    pub fn furnish(&self, command: &mut Command, how: &str) -> Result<()> {
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GRIOT_")) {
            command.env_remove(name);
        }
        let log = self.log()?;
        command
            .args([how, "--listen", &self.address.to_string(), "--data"])
            .arg(self.data())
            .env("GRIOT_KEY_FILE", self.folder.join("griot.key"))
            .env("GRIOT_LOG", "warn")
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        if let Some(url) = &self.database {
            command.env("GRIOT_DATABASE_URL", url);
        }
        command.envs(self.more.iter().map(|(name, value)| (*name, value)));
        Ok(())
    }

    /// Opens the house and waits until it is ready.
    pub fn open(&self, how: &str) -> Result<Running> {
        let start = Instant::now();
        let child =
            self.command(how)?.spawn().with_context(|| format!("{} did not start", self.binary.display()))?;
        let mut running = Running { child, address: self.address, ready_after: Duration::ZERO };
        if let Err(trouble) = running.wait_for("/health/ready", Duration::from_secs(120)) {
            drop(running);
            return Err(trouble.context(format!("the log says:\n{}", self.last_words())));
        }
        running.ready_after = start.elapsed();
        Ok(running)
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines.iter().skip(lines.len().saturating_sub(20)).copied().collect::<Vec<_>>().join("\n")
    }

    fn log(&self) -> Result<File> {
        Ok(OpenOptions::new().create(true).append(true).open(self.folder.join("log"))?)
    }
}

/// Resident memory in KiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Now.
    pub now: u64,
    /// The most so far.
    pub most: u64,
    /// What of it is the program's own now: without its code and without the pages of its
    /// database, which the kernel lends and takes back.
    pub own: u64,
}

/// A server that runs; it is killed when it is dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took from the start to the first `ready`.
    pub ready_after: Duration,
}

impl Running {
    /// Starts the reference with a page of `bytes` bytes. It stands beside this program.
    pub fn reference(bytes: usize) -> Result<Self> {
        Self::reference_at(&std::env::current_exe()?.with_file_name("griot-reference"), bytes)
    }

    /// Starts the reference that stands there.
    pub fn reference_at(program: &Path, bytes: usize) -> Result<Self> {
        let address = free_address()?;
        let child = Command::new(program)
            .args([address.to_string(), bytes.to_string()])
            .spawn()
            .with_context(|| format!("{} did not start", program.display()))?;
        let mut running = Self { child, address, ready_after: Duration::ZERO };
        running.wait_for("/", Duration::from_secs(10))?;
        Ok(running)
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, wherever it stands.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Ends it at once, and says so when it had ended by itself before.
    pub fn kill_alive(mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the server ended by itself with {status}");
        }
        self.kill()
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").args(["-TERM", &self.id().to_string()]).status()?;
        ensure!(asked.success(), "the server could not be asked to end");
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(40) {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        bail!("the server did not end when it was asked to")
    }

    /// Resident memory, as the kernel counts it.
    pub fn memory(&self) -> Result<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let value = |name: &str| -> Option<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
            line.split_whitespace().next()?.parse().ok()
        };
        let found = || Some(Memory { now: value("VmRSS")?, most: value("VmHWM")?, own: value("RssAnon")? });
        found().context("the kernel does not tell how much memory it has")
    }

    fn wait_for(&mut self, path: &str, within: Duration) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < within {
            if answers(self.address, path) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status} before it was ready");
            }
            thread::sleep(Duration::from_micros(500));
        }
        bail!("the server was not ready after {} s", within.as_secs())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended already cannot be killed, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answers(address: SocketAddr, path: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream
            .write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes())?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(&head == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

/// An address of this machine that nobody listens on.
pub fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
