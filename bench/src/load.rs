//! A load client of our own: HTTP/1.1 over kept connections, as fast as answers come.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use bytes::BytesMut;
use memchr::memmem;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

use crate::figures::percentile;

/// What is sent, to whom, and for how long.
#[derive(Clone, Debug)]
pub struct Load {
    /// The server.
    pub address: SocketAddr,
    /// Whole requests, sent in turn by each connection.
    pub requests: Vec<Vec<u8>>,
    /// How many connections at once.
    pub connections: usize,
    /// When to stop.
    pub time: Duration,
    /// Each connection stops after so many answers, too.
    pub most: usize,
}

/// What came back.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How long it went on.
    pub took: Duration,
    /// How long each answer took, shortest first.
    pub times: Vec<Duration>,
    /// Bytes of the bodies.
    pub bytes: usize,
}

impl Outcome {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        let answers = f64::from(u32::try_from(self.times.len()).unwrap_or(u32::MAX));
        answers / self.took.as_secs_f64().max(f64::EPSILON)
    }

    /// The time within which this part of the answers came.
    pub fn percentile(&self, percent: usize) -> Duration {
        percentile(&self.times, percent)
    }
}

/// The request a browser sends for a page.
pub fn page_request(path: &str) -> Vec<u8> {
    request(path, "")
}

/// The same, sent by someone who signed in.
pub fn page_request_of(path: &str, cookie: &str) -> Vec<u8> {
    request(path, &format!("cookie: {cookie}\r\n"))
}

fn request(path: &str, more: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\n\
         accept-encoding: gzip, deflate, br, zstd\r\naccept-language: fr\r\n{more}\r\n"
    )
    .into_bytes()
}

/// Sends, and counts what came back. Anything but a 200 ends it with an error.
pub async fn run(load: Load) -> Result<Outcome> {
    ensure!(!load.requests.is_empty(), "there is nothing to send");
    let load = Arc::new(load);
    let start = Instant::now();
    let mut connections = JoinSet::new();
    for number in 0..load.connections {
        connections.spawn(connection(Arc::clone(&load), number, start));
    }
    let mut all = Outcome::default();
    while let Some(one) = connections.join_next().await {
        let one = one??;
        all.times.extend(one.times);
        all.bytes += one.bytes;
    }
    all.took = start.elapsed();
    all.times.sort_unstable();
    Ok(all)
}

async fn connection(load: Arc<Load>, number: usize, start: Instant) -> Result<Outcome> {
    let mut stream = TcpStream::connect(load.address).await.context("the server takes no connection")?;
    stream.set_nodelay(true)?;
    let mut buffer = BytesMut::with_capacity(64 << 10);
    let mut outcome = Outcome::default();
    for request in load.requests.iter().cycle().skip(number % load.requests.len()) {
        let sent = Instant::now();
        stream.write_all(request).await?;
        outcome.bytes += answer(&mut stream, &mut buffer).await?;
        let now = Instant::now();
        outcome.times.push(now - sent);
        if now - start >= load.time || outcome.times.len() >= load.most {
            break;
        }
    }
    Ok(outcome)
}

/// Reads one whole answer and says how long its body is.
async fn answer(stream: &mut TcpStream, buffer: &mut BytesMut) -> Result<usize> {
    buffer.clear();
    let head = loop {
        ensure!(stream.read_buf(buffer).await? > 0, "the server hung up before its answer was whole");
        if let Some(end) = memmem::find(buffer, b"\r\n\r\n") {
            break end + 4;
        }
    };
    let body = length(buffer.get(..head).unwrap_or_default())?;
    while buffer.len() < head + body {
        ensure!(stream.read_buf(buffer).await? > 0, "the server hung up in the middle of a page");
    }
    Ok(body)
}

fn length(head: &[u8]) -> Result<usize> {
    if !head.starts_with(b"HTTP/1.1 200") {
        bail!("not a 200: {}", String::from_utf8_lossy(head).lines().next().unwrap_or_default());
    }
    let (_, rest) = memmem::find(head, b"content-length: ")
        .and_then(|at| head.split_at_checked(at + b"content-length: ".len()))
        .context("the answer does not say how long it is")?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
    Ok(digits.fold(0, |number, digit| number * 10 + usize::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn an_answer_says_how_long_it_is() {
        let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 8192\r\n\r\n";
        assert_eq!(length(head).unwrap(), 8_192);
        assert!(length(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
        assert!(length(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n").is_err());
    }
}
