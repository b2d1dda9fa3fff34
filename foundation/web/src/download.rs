//! Files that are made for whoever asks: written piece by piece into a file without a name, and sent from
//! there. One of any size takes little memory, and nothing is left behind when somebody hangs up.

use std::{
    fs::File,
    io::{self, BufWriter, Seek, Write},
};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures::{StreamExt, stream};
use griot_files::{FileKey, Files, FilesError};
use http::header;
use tokio::{io::AsyncReadExt, sync::mpsc, task::JoinHandle};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::WebError;

/// Bytes that travel at once.
const CHUNK: usize = 64 * 1024;
/// Pieces that wait to be written: more would only fill memory.
const WAITING: usize = 8;

#[derive(Debug)]
enum Piece {
    Begin { name: String, packed: bool },
    Bytes(Bytes),
}

/// A ZIP in the making, on the disk.
#[derive(Debug)]
pub struct Pack {
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

    /// A file of the section under this name, piece by piece. Returns whether it was there: one that is
    /// lost must not keep the rest from being saved.
    pub async fn copy(&mut self, files: &Files, name: &str, key: &FileKey) -> Result<bool, WebError> {
        let mut bytes = match files.stream(key).await {
            Ok(bytes) => bytes,
            Err(FilesError::NotFound) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        self.file(name, false).await?;
        while let Some(piece) = bytes.next().await {
            self.bytes(piece?).await?;
        }
        Ok(true)
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

/// An empty file without a name.
pub fn nameless() -> Result<File, WebError> {
    tempfile::tempfile().map_err(trouble)
}

/// A full disk is said as such: the same may work later.
pub fn trouble(error: io::Error) -> WebError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WebError::Unavailable(error.into()),
        _ => WebError::internal(error),
    }
}

/// Sends a file from its beginning.
pub async fn send(mut file: File, kind: &'static str, name: &str) -> Result<Response, WebError> {
    file.rewind().map_err(WebError::internal)?;
    let length = file.metadata().map_err(WebError::internal)?.len();
    let body = stream::unfold(tokio::fs::File::from_std(file), |mut file| async move {
        let mut chunk = vec![0_u8; CHUNK];
        match file.read(&mut chunk).await {
            Ok(0) => None,
            Ok(read) => {
                chunk.truncate(read);
                Some((Ok(Bytes::from(chunk)), file))
            }
            Err(error) => Some((Err(error), file)),
        }
    });
    Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::CONTENT_LENGTH, length)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from_stream(body))
        .map_err(WebError::internal)
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
