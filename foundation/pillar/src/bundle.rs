//! A folder that anyone can check, with this program or with `sha256sum`: files in open formats,
//! and a manifest that names each of them with its size and digest. The manifest comes last: a
//! folder without one was not finished.

mod check;

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Seek, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use griot_crypto::checksum;
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

pub use check::{Checked, NoBundle, check};

/// The name of the manifest in the folder.
pub const MANIFEST: &str = "manifest.json";
const UNFINISHED: &str = "manifest.json.part";
/// What the manifest says of itself, so that it is known among other files.
const KIND: &str = "griot-bundle";
const VERSION: u32 = 1;

/// What lies in a bundle, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    kind: String,
    version: u32,
    /// Where it comes from.
    #[serde(flatten)]
    pub origin: Origin,
    /// Every file but the manifest itself.
    pub files: Vec<Line>,
}

/// Where a bundle comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// When it was made.
    pub made: String,
    /// The version of the program that made it.
    pub program: String,
    /// What the section is called.
    pub section: String,
    /// Where the section was found.
    pub address: String,
    /// Whether it holds what was not public.
    pub drafts: bool,
}

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its path in the folder, with slashes.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 digest in hexadecimal.
    pub sha256: String,
}

/// Why no bundle is begun.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// Something lies in the folder already.
    #[error("the folder is not empty")]
    NotEmpty,
    /// The folder cannot be made or read.
    #[error("the folder cannot be used")]
    Io(#[from] io::Error),
}

/// A bundle in the making.
#[derive(Debug)]
pub struct Bundle {
    folder: PathBuf,
    files: Vec<Line>,
}

impl Bundle {
    /// Begins one in a folder that is empty or does not exist yet. What is in it is its owner's to share.
    pub fn begin(folder: &Path) -> Result<Self, NotBegun> {
        match fs::read_dir(folder).map(|mut inside| inside.next().is_some()) {
            Ok(true) => return Err(NotBegun::NotEmpty),
            Ok(false) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Self { folder: folder.to_owned(), files: Vec::new() })
    }

    /// An empty file under this name, to be written and then sealed.
    pub fn create(&self, name: &str) -> io::Result<File> {
        let path = place(&self.folder, name).filter(|_| name != MANIFEST && name != UNFINISHED);
        let path = path
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the name leads out of the bundle"))?;
        if let Some(parent) = path.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(parent)?;
        }
        OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)
    }

    /// Takes a file that was created under this name as it lies on the disk now.
    pub async fn seal(&mut self, name: &str, mut file: File) -> io::Result<()> {
        let read = spawn_blocking(move || {
            file.sync_all()?;
            file.rewind()?;
            checksum(file)
        });
        let (bytes, sha256) = read.await.map_err(io::Error::other)??;
        self.files.push(Line { name: name.to_owned(), bytes, sha256 });
        Ok(())
    }

    /// A text as a file of its own.
    pub async fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let mut file = self.create(name)?;
        file.write_all(text.as_bytes())?;
        self.seal(name, file).await
    }

    /// Writes the manifest: from now on the bundle is whole.
    pub fn finish(self, origin: Origin) -> io::Result<Manifest> {
        let manifest = Manifest { kind: KIND.to_owned(), version: VERSION, origin, files: self.files };
        let unfinished = self.folder.join(UNFINISHED);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
        file.write_all(serde_json::to_string_pretty(&manifest)?.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(unfinished, self.folder.join(MANIFEST))?;
        File::open(&self.folder)?.sync_all()?;
        Ok(manifest)
    }
}

/// Where a file of this name lies in the folder of a bundle. Nothing when it would lie elsewhere:
/// whoever hands a bundle over chose its names.
pub fn place(folder: &Path, name: &str) -> Option<PathBuf> {
    is_inside(name).then(|| folder.join(name))
}

/// Whether a name stays in the folder, and is written in one way only.
fn is_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['\\', '\0'])
        && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
