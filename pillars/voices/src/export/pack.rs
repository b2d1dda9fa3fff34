//! Writes a ZIP, piece by piece, where blocking is allowed.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
};

use bytes::Bytes;
use griot_web::WebError;
use tokio::{sync::mpsc, task::JoinHandle};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Pieces that wait to be written: more would only fill memory.
const WAITING: usize = 8;

#[derive(Debug)]
enum Piece {
    Begin { name: String, packed: bool },
    Bytes(Bytes),
}

/// A ZIP in the making, on the disk.
#[derive(Debug)]
pub(super) struct Pack {
    pieces: mpsc::Sender<Piece>,
    writer: JoinHandle<io::Result<File>>,
}

impl Pack {
    /// An empty one, in an empty file.
    pub fn begin(file: File) -> Self {
        let (pieces, waiting) = mpsc::channel(WAITING);
        let writer = tokio::task::spawn_blocking(move || write(file, waiting));
        Self { pieces, writer }
    }

    /// A text in a file of its own.
    pub async fn text(&mut self, name: &str, text: String) -> Result<(), WebError> {
        self.file(name, true).await?;
        self.bytes(text.into()).await
    }

    /// Begins the next file. What is small already is not packed again.
    pub async fn file(&mut self, name: &str, packed: bool) -> Result<(), WebError> {
        self.send(Piece::Begin { name: name.to_owned(), packed }).await
    }

    /// Goes on with the file begun last.
    pub async fn bytes(&mut self, bytes: Bytes) -> Result<(), WebError> {
        self.send(Piece::Bytes(bytes)).await
    }

    /// The whole ZIP.
    pub async fn end(self) -> Result<File, WebError> {
        drop(self.pieces);
        self.writer.await.map_err(WebError::internal)?.map_err(trouble)
    }

    async fn send(&mut self, piece: Piece) -> Result<(), WebError> {
        if self.pieces.send(piece).await.is_ok() {
            return Ok(());
        }
        // The writer hung up: it knows why.
        match (&mut self.writer).await.map_err(WebError::internal)? {
            Err(error) => Err(trouble(error)),
            Ok(_) => Err(WebError::internal("the archive ended before its time")),
        }
    }
}

/// A full disk is said as such: the same may work later.
pub(super) fn trouble(error: io::Error) -> WebError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WebError::Unavailable(error.into()),
        _ => WebError::internal(error),
    }
}

fn write(file: File, mut pieces: mpsc::Receiver<Piece>) -> io::Result<File> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Begin { name, packed } => {
                let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
                zip.start_file(
                    name,
                    SimpleFileOptions::default().compression_method(method).large_file(true),
                )?;
            }
            Piece::Bytes(bytes) => zip.write_all(&bytes)?,
        }
    }
    zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)
}
