//! Real mail servers for one test: OpenSMTPD, which takes letters, returns them, hands what came back
//! to `griot bounce` and what people write to `griot inbox`; and behind it one that knows who exists (aiosmtpd).

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// As whom OpenSMTPD hands mail over.
const NOBODY: u32 = 65_534;

pub struct MailServer {
    opensmtpd: Child,
    elsewhere: Child,
    // The server elsewhere stops when this end closes.
    _input: ChildStdin,
    pub port: u16,
    pub folder: TempDir,
}

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools").canonicalize().unwrap_or_default()
}

fn has_namespaces() -> bool {
    let apart = Command::new("unshare").args(["--mount", "true"]).stderr(Stdio::null()).status();
    apart.is_ok_and(|status| status.success())
}

/// What is missing for these servers, if anything.
fn missing() -> Option<&'static str> {
    let unpacked = tools().join("opensmtpd/usr/sbin/smtpd").exists();
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if !tools().join("aiosmtpd/bin/python").exists() {
        Some("aiosmtpd is not in target/tools")
    } else if !root {
        Some("OpenSMTPD needs root")
    } else if (unpacked && has_namespaces()) || Path::new("/usr/sbin/smtpd").exists() {
        None
    } else {
        Some("OpenSMTPD is not in target/tools, or has no namespace of its own")
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl MailServer {
    /// Starts both, or says that the test is skipped. In CI they must start.
    pub fn start() -> Option<Self> {
        if let Some(why) = missing() {
            assert!(std::env::var_os("CI").is_none(), "CI needs OpenSMTPD: {why}; see xtask");
            eprintln!("skipped: {why}; `cargo xtask test` puts it there");
            return None;
        }
        let folder = TempDir::new().unwrap();
        chown(folder.path(), Some(NOBODY), None).unwrap();
        // Whoever hands mail over may not be let into the folder of the sources.
        fs::copy(env!("CARGO_BIN_EXE_griot"), folder.path().join("griot")).unwrap();
        let (elsewhere, input, behind) = elsewhere(folder.path());
        let port = free_port();
        let here = folder.path().display();
        // As in the guide, but for the ports and for where letters go in the end.
        let conf = format!(
            "listen on 127.0.0.1 port {port} hostname mail.griot.test\n\
             table retours {{ \"retours\" = \"nobody\" }}\n\
             action \"retours\" mda \"{here}/griot --config {here}/griot.toml bounce\" virtual <retours>\n\
             table boite {{ \"boite\" = \"nobody\" }}\n\
             action \"boite\" mda \"{here}/griot --config {here}/griot.toml inbox\" virtual <boite>\n\
             action \"ailleurs\" relay host smtp+notls://127.0.0.1:{behind}\n\
             match from any for rcpt-to \"boite@griot.test\" action \"boite\"\n\
             match from any for domain \"griot.test\" action \"retours\"\n\
             match from any for domain \"ailleurs.test\" action \"ailleurs\"\n"
        );
        fs::write(folder.path().join("smtpd.conf"), conf).unwrap();
        let opensmtpd = opensmtpd(folder.path());
        let server = Self { opensmtpd, elsewhere, _input: input, port, folder };
        server.wait_until(|| TcpStream::connect(("127.0.0.1", port)).is_ok(), "OpenSMTPD listens");
        Some(server)
    }

    /// Lets whoever hands mail over into everything below the folder.
    pub fn share(&self) {
        share(self.folder.path());
    }

    /// Waits for something that the servers do by themselves.
    pub fn wait_until(&self, happened: impl Fn() -> bool, what: &str) {
        let start = Instant::now();
        while !happened() {
            assert!(start.elapsed() < Duration::from_secs(60), "{what}, within a minute:\n{}", self.log());
            thread::sleep(Duration::from_millis(100));
        }
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("smtpd.log")).unwrap_or_default()
    }

    /// Hands over a mail to `to` as another server would.
    pub fn bring(&self, to: &str, mail: &str) {
        let line = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let mut answers = BufReader::new(line.try_clone().unwrap()).lines();
        let mut say = |words: &str, wanted: &str| {
            (&line).write_all(words.as_bytes()).unwrap();
            // The last line of an answer has a space behind its code.
            let last = answers.by_ref().map(Result::unwrap).find(|one| one.as_bytes().get(3) == Some(&b' '));
            assert!(last.as_deref().is_some_and(|one| one.starts_with(wanted)), "{words}: {last:?}");
        };
        say("", "220");
        say("EHLO ailleurs.test\r\n", "250");
        say("MAIL FROM:<issa@ailleurs.test>\r\n", "250");
        say(&format!("RCPT TO:<{to}>\r\n"), "250");
        say("DATA\r\n", "354");
        say(&format!("{mail}\r\n.\r\n"), "250");
        say("QUIT\r\n", "221");
    }

    /// How many letters arrived elsewhere.
    pub fn arrived(&self) -> usize {
        let arrived = fs::read_dir(self.folder.path().join("elsewhere")).unwrap();
        arrived.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|e| e == "eml")).count()
    }
}

fn opensmtpd(folder: &Path) -> Child {
    let log = fs::File::create(folder.join("smtpd.log")).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/opensmtpd.sh");
    let unpacked = tools().join("opensmtpd");
    let mut command = Command::new("sh");
    if unpacked.join("usr/sbin/smtpd").exists() {
        command = Command::new("unshare");
        command.args(["--mount", "--propagation", "private", "sh"]);
    }
    command.arg(script).arg(unpacked).arg(folder);
    command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap()
}

fn elsewhere(folder: &Path) -> (Child, ChildStdin, u16) {
    let inbox = folder.join("elsewhere");
    fs::create_dir(&inbox).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../foundation/delivery/tests/smtp_server.py");
    let mut child = Command::new(tools().join("aiosmtpd/bin/python"))
        .arg(script)
        .arg(&inbox)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let input = child.stdin.take().unwrap();
    (child, input, line.trim().parse().unwrap())
}

fn share(place: &Path) {
    chown(place, Some(NOBODY), None).unwrap();
    if place.is_dir() {
        for inner in fs::read_dir(place).unwrap() {
            share(&inner.unwrap().path());
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // Its parts end in order when they are asked to.
        let asked = Command::new("kill").arg(self.opensmtpd.id().to_string()).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.opensmtpd.kill();
        }
        let _ = (self.opensmtpd.wait(), self.elsewhere.kill(), self.elsewhere.wait());
    }
}
