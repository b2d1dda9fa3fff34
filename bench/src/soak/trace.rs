//! The log is on disk before the answer leaves: read from a trace of system calls.

use std::{
    fs,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::{figures::Row, html, http::Visitor, measures::pages_of_posts, server::Place};

const COMMENTS: u32 = 20;
const MARK: &str = "Trace";
/// SQLite takes the one it was built for; `fsync` promises what `fdatasync` does, and more.
const SYNCS: [&str; 2] = ["fdatasync(", "fsync("];
/// A call that another thread came between is told in two lines; what was read stands in the second.
const READS: [&str; 3] = ["recvfrom(", "read(", "<..."];
const RESUMED: [&str; 2] = ["<... fdatasync resumed>", "<... fsync resumed>"];

/// Writes comments to a server under `strace`, and reads in the trace that between the
/// write that holds each one's words and the first byte of its answer an `fdatasync` (or
/// `fsync`) of the same file ended.
pub async fn trace(griot: &Path) -> Result<Vec<Row>> {
    let folder = TempDir::with_prefix("griot-trace-")?;
    let place = Place::new(griot, folder.path(), None)?;
    place.open("demo")?.stop()?;

    let log = folder.path().join("trace");
    let traced = Traced::start(&place, &log)?;
    let visitor = Visitor::new(place.address);
    let written = write(visitor).await;
    traced.stop()?;
    let (sent, refused) = written?;
    ensure!(refused == 0, "{refused} comments were not taken");

    let calls = fs::read_to_string(&log)?;
    let mut syncs = 0;
    for words in &sent {
        syncs += between(&calls, words).with_context(|| format!("for “{words}”"))?;
    }
    let told = format!(
        "{} comments, each answered after its write to the log and an fsync or fdatasync of it that had ended ({syncs} in all)",
        sent.len()
    );
    println!("trace: {told}");
    Ok(vec![Row::new("sync of the log between write and answer, SQLite", told, "every one: yes")])
}

async fn write(mut visitor: Visitor) -> Result<(Vec<String>, u32)> {
    visitor.enter("officer").await?;
    let posts = pages_of_posts(&visitor).await?;
    let post = posts.first().context("the invented section shows no post")?;
    let page = visitor.get(post).await?.text();
    let csrf = html::field(&page, "csrf").context("the page has no form for a member")?;
    let (mut sent, mut refused) = (Vec::new(), 0);
    for number in 1..=COMMENTS {
        // Letters and digits alone: they look the same in the form, in the log and in the trace.
        let words = format!("{MARK}{number:04}");
        let answer = visitor.post(&format!("{post}/comments"), &[("csrf", &csrf), ("body", &words)]).await?;
        if answer.status == 303 { sent.push(words) } else { refused += 1 }
    }
    Ok((sent, refused))
}

/// How many syncs of the log ended between the write of `words` and the answer to whoever
/// sent them; an error when there was none.
fn between(calls: &str, words: &str) -> Result<usize> {
    let mut lines = calls.lines();
    lines
        .by_ref()
        .find(|line| is(line, &READS) && line.contains("POST /blogs/"))
        .context("no request in the trace")?;
    // Requests come one after the other: the next that holds the words is theirs.
    let mut lines = calls.lines().skip_while(|line| !(is(line, &READS) && line.contains(words)));
    ensure!(lines.next().is_some(), "the request that brought it is not in the trace");
    let mut written = false;
    let mut syncs = 0;
    // Threads whose sync began after the write and has not ended.
    let mut syncing: Vec<&str> = Vec::new();
    for line in lines {
        let thread = line.split_whitespace().next().unwrap_or_default();
        if line.contains("pwrite64(") && line.contains("griot.db-wal") && line.contains(words) {
            written = true;
        } else if written && is(line, &SYNCS) && line.contains("griot.db-wal") {
            if line.contains("unfinished") {
                syncing.push(thread)
            } else if line.ends_with("= 0") {
                syncs += 1
            }
        } else if RESUMED.iter().any(|end| line.contains(end))
            && line.ends_with("= 0")
            && syncing.contains(&thread)
        {
            syncing.retain(|one| *one != thread);
            syncs += 1;
        } else if is(line, &["sendto(", "write(", "writev("]) && line.contains("HTTP/1.1 303") {
            ensure!(written, "the answer left before the words were written to the log");
            ensure!(syncs > 0, "the answer left before the log was on disk");
            return Ok(syncs);
        }
    }
    bail!("no answer in the trace")
}

fn is(line: &str, calls: &[&str]) -> bool {
    calls.iter().any(|call| line.split_whitespace().nth(1).is_some_and(|found| found.starts_with(call)))
}

/// A server under `strace`; both end together.
struct Traced(Child);

impl Traced {
    fn start(place: &Place, log: &Path) -> Result<Self> {
        let mut command = Command::new("strace");
        command
            .args(["-f", "-y", "-s", "5000", "-o"])
            .arg(log)
            .args(["-e", "trace=pwrite64,fdatasync,fsync,recvfrom,read,sendto,write,writev"])
            .arg(&place.binary);
        place.furnish(&mut command, "demo")?;
        // A group of its own, so that both get the word to end.
        let child =
            command.process_group(0).spawn().context("strace is not there: apt-get install strace")?;
        let traced = Self(child);
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            if std::net::TcpStream::connect(place.address).is_ok() {
                return Ok(traced);
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("the traced server was not ready after a minute:\n{}", place.last_words())
    }

    fn stop(mut self) -> Result<()> {
        self.end("-TERM")?;
        self.0.wait()?;
        Ok(())
    }

    fn end(&self, signal: &str) -> Result<()> {
        let asked = Command::new("kill").args([signal, "--", &format!("-{}", self.0.id())]).status()?;
        ensure!(asked.success(), "the traced server could not be ended");
        Ok(())
    }
}

impl Drop for Traced {
    fn drop(&mut self) {
        if self.0.try_wait().is_ok_and(|ended| ended.is_none()) && self.end("-KILL").is_ok() {
            let _ = self.0.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    const GOOD: &str = r#"10 recvfrom(9<TCP:[1]>, "POST /blogs/a/b/comments HTTP/1.1\r\n\r\nbody=Trace0001", 8192) = 60
11 pwrite64(7</d/griot.db-wal>, "..Trace0001..", 4096, 32) = 4096
11 fdatasync(7</d/griot.db-wal> <unfinished ...>
10 write(3<anon_inode>, "x", 1) = 1
11 <... fdatasync resumed>) = 0
10 sendto(9<TCP:[1]>, "HTTP/1.1 303 See Other\r\n", 24) = 24
"#;

    #[test]
    fn an_answer_after_its_sync_holds() {
        assert_eq!(between(GOOD, "Trace0001").unwrap(), 1);
        let told_late =
            GOOD.replace("recvfrom(9<TCP:[1]>,", "<... recvfrom resumed>").replace("fdatasync", "fsync");
        assert_eq!(between(&told_late, "Trace0001").unwrap(), 1);
    }

    #[test]
    fn an_answer_before_its_sync_is_found_out() {
        let late: String =
            GOOD.lines().filter(|line| !line.contains("resumed")).map(|l| format!("{l}\n")).collect();
        assert!(between(&late, "Trace0001").unwrap_err().to_string().contains("before the log was on disk"));
        let never = GOOD.replace("griot.db-wal", "other");
        assert!(between(&never, "Trace0001").is_err());
        assert!(between(GOOD, "Trace0002").is_err());
    }
}
