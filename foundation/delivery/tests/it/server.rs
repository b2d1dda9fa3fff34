//! A mail server of its own for each test.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use mail_parser::{Message, MessageParser};
use serde_json::Value;

pub struct Server {
    child: Child,
    // The server stops when this end closes, even if the test is killed.
    input: Option<ChildStdin>,
    folder: tempfile::TempDir,
    pub port: u16,
}

/// A mail as the server took it.
pub struct Taken {
    pub raw: String,
    pub about: Value,
}

impl Server {
    /// Starts a server, or says that the test is skipped. In CI it must start.
    pub fn start(options: &[&str]) -> Option<Self> {
        let python = python();
        if !python.exists() {
            assert!(
                std::env::var("CI").is_err(),
                "aiosmtpd is not installed in {}: see the crate's README",
                python.display()
            );
            println!("skipped: aiosmtpd is not installed, see the crate's README");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp_server.py");
        let mut child = Command::new(python)
            .arg(script)
            .arg(folder.path())
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().unwrap();
        Some(Self { child, input, folder, port })
    }

    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The mails taken so far, oldest first.
    pub fn taken(&self) -> Vec<Taken> {
        (1..)
            .map(|number| self.folder.path().join(format!("{number}.json")))
            .take_while(|path| path.exists())
            .map(|path| Taken {
                raw: std::fs::read_to_string(path.with_extension("eml")).unwrap(),
                about: serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(),
            })
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Taken {
    pub fn mail(&self) -> Message<'_> {
        MessageParser::default().parse(self.raw.as_bytes()).unwrap()
    }

    /// A header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let mail = self.mail();
        let value = mail.header_raw(name.to_owned())?;
        Some(value.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

fn python() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/aiosmtpd/bin/python")
}
