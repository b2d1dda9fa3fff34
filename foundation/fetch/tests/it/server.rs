//! A local server that does exactly what a test tells it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// These bytes again and again, with a pause after each.
    Endless(Vec<u8>, Duration),
}

pub struct Server {
    pub port: u16,
    hits: Arc<AtomicUsize>,
}

impl Server {
    /// Answers each request by the steps that `act` gives for its head.
    pub async fn start(place: &str, act: impl Fn(&str) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(place).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let hits = Arc::new(AtomicUsize::new(0));
        let (counter, act) = (Arc::clone(&hits), Arc::new(act));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                let act = Arc::clone(&act);
                tokio::spawn(async move { answer(stream, act.as_ref()).await });
            }
        });
        Self { port, hits }
    }

    /// Always the same answer.
    pub async fn saying(text: impl Into<Vec<u8>>) -> Self {
        let text = text.into();
        Self::start("127.0.0.1:0", move |_| vec![Step::Send(text.clone())]).await
    }

    pub fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }
}

async fn answer(mut stream: TcpStream, act: &(impl Fn(&str) -> Vec<Step> + Sync)) {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read_buf(&mut head).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
    for step in act(&String::from_utf8(head).unwrap()) {
        match step {
            Step::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Step::Wait(time) => tokio::time::sleep(time).await,
            Step::Endless(bytes, pause) => {
                while stream.write_all(&bytes).await.is_ok() {
                    tokio::time::sleep(pause).await;
                }
                return;
            }
        }
    }
    let _ = stream.shutdown().await;
}

pub fn redirect(status: u16, to: &str) -> String {
    format!("HTTP/1.1 {status} Moved\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}

pub const HELLO: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\netag: \"7\"\r\n\
    last-modified: Sat, 08 Mar 2025 12:00:00 GMT\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello";
