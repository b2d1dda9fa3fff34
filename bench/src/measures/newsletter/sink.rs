//! A mail server that takes every letter and counts what each reader got.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Result;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

#[derive(Default)]
struct Taken {
    boxes: HashMap<String, u32>,
    letters: usize,
    letter: Option<Vec<u8>>,
}

/// The server.
pub struct Sink {
    /// Where it listens.
    pub address: SocketAddr,
    taken: Arc<Mutex<Taken>>,
}

impl Sink {
    /// Opens it on a free port.
    pub async fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let taken = Arc::<Mutex<Taken>>::default();
        let kept = Arc::clone(&taken);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A line that breaks is the client's affair.
                tokio::spawn(talk(stream, Arc::clone(&kept)));
            }
        });
        Ok(Self { address, taken })
    }

    /// How many letters it took.
    pub fn letters(&self) -> usize {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).letters
    }

    /// The last letter.
    pub fn letter(&self) -> Option<Vec<u8>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).letter.clone()
    }

    /// How many readers have a letter, and how many of them more than one.
    pub fn found(&self) -> (usize, usize) {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        (taken.boxes.len(), taken.boxes.values().filter(|n| **n > 1).count())
    }
}

async fn talk(stream: TcpStream, taken: Arc<Mutex<Taken>>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink\r\n").await?;
    let (mut line, mut to) = (Vec::new(), String::new());
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&line).trim().to_owned();
        let verb = said.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" => b"250-sink\r\n250 8BITMIME\r\n",
            "RCPT" => {
                to = said;
                b"250 ok\r\n"
            }
            "DATA" => {
                stream.write_all(b"354 go\r\n").await?;
                let mut letter = Vec::new();
                while stream.read_until(b'\n', &mut letter).await? > 0 && !letter.ends_with(b"\r\n.\r\n") {}
                letter.truncate(letter.len().saturating_sub(3));
                let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
                *taken.boxes.entry(to.clone()).or_default() += 1;
                taken.letters += 1;
                taken.letter = Some(letter);
                b"250 taken\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await?;
    }
}
