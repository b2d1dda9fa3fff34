//! Files too large to be held in memory while they come.

use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::Path;

use futures::TryStreamExt;
use tokio::io::AsyncWriteExt;

use crate::error::of_io;
use crate::{FileKey, Files, FilesError};

/// How much of the beginning is kept at hand.
const START: usize = 64 << 10;

/// A file on its way to [`Files::put_incoming`]: what came so far lies on the disk, under no name.
/// So nobody else opens it, and it is gone with this value, even when the program is killed.
pub struct Incoming {
    file: tokio::fs::File,
    start: Vec<u8>,
    length: u64,
}

impl Incoming {
    fn in_folder(folder: &Path) -> Result<Self, FilesError> {
        let file = tempfile::tempfile_in(folder).map_err(of_disk)?;
        Ok(Self { file: tokio::fs::File::from_std(file), start: Vec::new(), length: 0 })
    }

    /// Takes what came next.
    pub async fn add(&mut self, bytes: &[u8]) -> Result<(), FilesError> {
        self.file.write_all(bytes).await.map_err(of_disk)?;
        self.length += u64::try_from(bytes.len()).unwrap_or(0);
        let wanted = START.saturating_sub(self.start.len()).min(bytes.len());
        self.start.extend_from_slice(bytes.get(..wanted).unwrap_or_default());
        Ok(())
    }

    /// The first 64 KB, or all where there is less: what a file is can be seen by these.
    pub fn start(&self) -> &[u8] {
        &self.start
    }

    /// How many bytes came so far.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// All that came.
    async fn whole(mut self) -> Result<File, FilesError> {
        self.file.flush().await.map_err(of_disk)?;
        Ok(self.file.into_std().await)
    }
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Incoming({} bytes)", self.length)
    }
}

impl Files {
    /// Begins to take a file that comes piece by piece.
    pub fn receive(&self) -> Result<Incoming, FilesError> {
        match &self.folder {
            Some(folder) => Incoming::in_folder(folder),
            None => Incoming::in_folder(&std::env::temp_dir()),
        }
    }

    /// Keeps what came, as [`Files::put_file`].
    pub async fn put_incoming(&self, incoming: Incoming, extension: &str) -> Result<FileKey, FilesError> {
        self.put_file(incoming.whole().await?, extension).await
    }

    /// The file as one of this machine, to be read from any place, from its beginning. What is in
    /// it is not compared with its key.
    pub async fn open_local(&self, key: &FileKey) -> Result<File, FilesError> {
        if let Some(folder) = &self.folder {
            return File::open(folder.join(key.as_str())).map_err(|why| match why.kind() {
                ErrorKind::NotFound => FilesError::NotFound,
                _ => of_disk(why),
            });
        }
        let mut copy = self.receive()?;
        let mut stream = self.stream(key).await?;
        while let Some(bytes) = stream.try_next().await? {
            copy.add(&bytes).await?;
        }
        let mut file = copy.whole().await?;
        std::io::Seek::rewind(&mut file).map_err(of_disk)?;
        Ok(file)
    }
}

fn of_disk(why: Error) -> FilesError {
    of_io(&why).unwrap_or_else(|| FilesError::refused(why))
}
