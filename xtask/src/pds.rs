//! A private server of the AT Protocol for one run of the tests: `e2e/peers/pds.mjs`, heard on loopback
//! alone, with an account that nobody else has.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::tools;

/// It starts in six seconds on a small machine that has nothing else to do.
const PATIENCE: Duration = Duration::from_secs(90);

/// A running server; ends when it is dropped.
pub struct Pds {
    child: Child,
    /// What `GRIOT_TEST_PDS` takes: address, handle and password as JSON.
    pub told: String,
}

impl Pds {
    /// Installs what it needs and starts it.
    pub fn start(root: &Path) -> Result<Self> {
        // Its database is compiled here.
        for (program, package) in [("python3", "python3"), ("make", "make"), ("g++", "g++")] {
            if tools::on_path(program).is_none() {
                tools::debian(package)?;
            }
        }
        tools::node_packages(root, "e2e/peers")?;
        let mut child = Command::new("node")
            .arg("pds.mjs")
            .current_dir(root.join("e2e/peers"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("node did not start")?;
        let out = child.stdout.take();
        // From here on it is ended whatever happens.
        let mut server = Self { child, told: String::new() };
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let read = out.map(|out| BufReader::new(out).read_line(&mut line));
            // Nobody may be waiting any more.
            let _ = tell.send(read.is_some_and(|read| read.is_ok()).then_some(line));
        });
        let line =
            told.recv_timeout(PATIENCE).context("the server of the AT Protocol was not ready in time")?;
        server.told = line.map(|line| line.trim().to_owned()).unwrap_or_default();
        if server.told.is_empty() {
            bail!("the server of the AT Protocol ended before it was ready");
        }
        println!(
            "starts a private server of the AT Protocol (process {}), until the tests end",
            server.child.id()
        );
        Ok(server)
    }
}

impl Drop for Pds {
    fn drop(&mut self) {
        // It ends with its input, in order.
        drop(self.child.stdin.take());
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(15) {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(100)),
                Ok(Some(_)) => {
                    println!("ended the private server of the AT Protocol");
                    return;
                }
                Err(_) => break,
            }
        }
        if self.child.kill().and_then(|()| self.child.wait()).is_err() {
            eprintln!("the server of the AT Protocol (process {}) could not be ended", self.child.id());
        }
    }
}
