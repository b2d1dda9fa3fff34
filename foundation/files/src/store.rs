//! Putting, reading and deleting, the same on a disk and on S3.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use griot_kernel::{Clock, SystemClock};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, WriteMultipart};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncReadExt;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::open::{Opened, open};
use crate::picture::Picture;
use crate::{FileKey, FilesError};

/// A store of files: a local folder or an S3 bucket. Cheap to clone.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    name: String,
    /// Where the files lie, if that is a folder of this machine.
    pub(crate) folder: Option<PathBuf>,
    /// One picture is kept at a time: what a failed one takes back, no other one stands on.
    one_picture: Arc<Mutex<()>>,
}

/// Names the place, never its credentials.
impl fmt::Debug for Files {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Files").field(&self.name).finish()
    }
}

/// One rendition of a stored picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredRendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Where the JPEG is kept.
    pub key: FileKey,
    /// How heavy the JPEG is.
    pub bytes: u64,
}

/// A picture whose renditions are kept, narrowest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPicture {
    /// Width of the picture as it was brought, turned the right way up.
    pub width: u32,
    /// Height of the picture as it was brought, turned the right way up.
    pub height: u32,
    /// At least one, narrowest first.
    pub renditions: Vec<StoredRendition>,
}

impl StoredPicture {
    /// The narrowest rendition at least this wide, or the widest there is.
    pub fn fitting(&self, width: u32) -> Option<&StoredRendition> {
        let wide_enough = self.renditions.iter().find(|one| one.width >= width);
        wide_enough.or_else(|| self.renditions.last())
    }
}

const EXTENSION: &str = "a file's extension is 1 to 8 of a-z and 0-9";
/// A large file goes to its place in pieces of this size, so many of them under way.
const PIECE: usize = 256 * 1024;
const AT_ONCE: usize = 2;
/// What is not larger goes in one piece, as a bucket wants it.
const WHOLE: u64 = 8 << 20;

/// A file put again within this time is not written again.
const FRESH: Duration = Duration::from_secs(15 * 60);

/// How long ago the file was written. A clock that was set back makes it new.
fn age(found: &ObjectMeta) -> Duration {
    let written = u64::try_from(found.last_modified.timestamp_millis()).unwrap_or(0);
    let now = u64::try_from(SystemClock.now().as_millisecond()).unwrap_or(0);
    Duration::from_millis(now.saturating_sub(written))
}

impl Files {
    /// Opens the store at this address; see the crate's page for the forms.
    ///
    /// A folder is made when missing. S3 is not asked anything yet: that is what
    /// [`Files::check`] is for.
    pub fn open(url: &str) -> Result<Self, FilesError> {
        let Opened { store, prefix, name, folder } = open(url)?;
        Ok(Self { store, prefix, name, folder, one_picture: Arc::default() })
    }

    /// Keeps these bytes and says under which key. Putting them again gives the same key,
    /// and tells [`Files::list_older`] that somebody wants them anew.
    pub async fn put(&self, bytes: Bytes, extension: &str) -> Result<FileKey, FilesError> {
        self.place(bytes, extension).await.map(|(key, _)| key)
    }

    /// Keeps these bytes. Says also whether nothing was there under their key.
    async fn place(&self, bytes: Bytes, extension: &str) -> Result<(FileKey, bool), FilesError> {
        let key = FileKey::of(&bytes, extension).map_err(|_| FilesError::refused(EXTENSION))?;
        // A file of another length under this key was harmed: it is written afresh.
        let is_new = match self.store.head(&self.path(key.as_str())).await.map_err(FilesError::from) {
            Ok(found) if u64::try_from(bytes.len()) == Ok(found.size) && age(&found) < FRESH => {
                return Ok((key, false));
            }
            Ok(_) => false,
            Err(FilesError::NotFound) => true,
            Err(error) => return Err(error),
        };
        self.store.put(&self.path(key.as_str()), bytes.into()).await?;
        Ok((key, is_new))
    }

    /// Keeps all that is in a file, from its beginning, a piece at a time; otherwise as [`Files::put`].
    pub async fn put_file(&self, mut file: File, extension: &str) -> Result<FileKey, FilesError> {
        let local = |why: io::Error| FilesError::refused(format!("the file to be kept: {why}"));
        let length = file.metadata().map_err(local)?.len();
        if length <= WHOLE {
            let mut bytes = Vec::new();
            file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(local)?;
            return self.put(bytes.into(), extension).await;
        }
        let wanted = extension.to_owned();
        let named = spawn_blocking(move || {
            file.rewind()?;
            let key = FileKey::of_all(&file, &wanted)?;
            file.rewind()?;
            io::Result::Ok((key, file))
        });
        let (key, file) = named.await.map_err(|why| local(why.into()))?.map_err(local)?;
        let key = key.map_err(|_| FilesError::refused(EXTENSION))?;
        let mut file = tokio::fs::File::from_std(file);
        let upload = self.store.put_multipart(&self.path(key.as_str())).await?;
        let mut upload = WriteMultipart::new(upload);
        let mut piece = vec![0_u8; PIECE];
        loop {
            let read = match file.read(&mut piece).await {
                Ok(0) => break,
                Ok(read) => read,
                Err(why) => {
                    let _ = upload.abort().await;
                    return Err(local(why));
                }
            };
            if let Err(why) = upload.wait_for_capacity(AT_ONCE).await {
                // A store bills parts that nobody finished, and shows them to no sweep.
                let _ = upload.abort().await;
                return Err(why.into());
            }
            upload.write(piece.get(..read).unwrap_or_default());
        }
        upload.finish().await?;
        Ok(key)
    }

    /// The bytes that were put under this key, and no others.
    pub async fn get(&self, key: &FileKey) -> Result<Bytes, FilesError> {
        let bytes = self.read(&self.path(key.as_str())).await?;
        if !key.names(&bytes) {
            return Err(FilesError::refused(format!("file {key} no longer holds what was put there")));
        }
        Ok(bytes)
    }

    /// The bytes piece by piece, for files too large to hold in memory.
    pub async fn stream(
        &self,
        key: &FileKey,
    ) -> Result<BoxStream<'static, Result<Bytes, FilesError>>, FilesError> {
        let found = self.store.get(&self.path(key.as_str())).await?;
        Ok(found.into_stream().map_err(FilesError::from).boxed())
    }

    /// Sees to it that no file has this key. It need not have been there.
    pub async fn delete(&self, key: &FileKey) -> Result<(), FilesError> {
        self.remove(&self.path(key.as_str())).await
    }

    /// Whether a file has this key.
    pub async fn exists(&self, key: &FileKey) -> Result<bool, FilesError> {
        match self.size(key).await {
            Ok(_) => Ok(true),
            Err(FilesError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// How many bytes the file holds.
    pub async fn size(&self, key: &FileKey) -> Result<u64, FilesError> {
        Ok(self.store.head(&self.path(key.as_str())).await?.size)
    }

    /// Part of the bytes: those from `range.start` to before `range.end`, which must lie within.
    pub async fn get_range(&self, key: &FileKey, range: Range<u64>) -> Result<Bytes, FilesError> {
        Ok(self.store.get_range(&self.path(key.as_str()), range).await?)
    }

    /// The key of every file, in no order. What others left in the same place is
    /// passed over.
    pub fn list_all(&self) -> BoxStream<'static, Result<FileKey, FilesError>> {
        self.list_older(Duration::ZERO)
    }

    /// The key of every file that nobody put for so long. By the clock of the disk or the bucket,
    /// not by that of the house, which may tell a story.
    pub fn list_older(&self, least: Duration) -> BoxStream<'static, Result<FileKey, FilesError>> {
        let prefix = self.prefix.clone();
        self.store
            .list(Some(&self.prefix).filter(|root| !root.is_root()))
            .map_err(FilesError::from)
            .try_filter_map(move |found| {
                let path = found.location.as_ref();
                let inside = path.strip_prefix(prefix.as_ref()).unwrap_or(path);
                let key = FileKey::parse(inside.trim_start_matches('/')).ok();
                let key = key.filter(|_| age(&found) >= least);
                futures::future::ready(Ok(key))
            })
            .boxed()
    }

    /// Writes, reads and deletes a small file, to know that the place works.
    pub async fn check(&self) -> Result<(), FilesError> {
        const PROBE: &[u8] = b"griot was here";
        static TURN: AtomicU64 = AtomicU64::new(0);

        // Two checks at once must not delete each other's file.
        let turn = TURN.fetch_add(1, Ordering::Relaxed);
        let path = self.path(&format!("probe/{}-{turn}", std::process::id()));
        self.store.put(&path, Bytes::from_static(PROBE).into()).await?;
        let read = self.read(&path).await;
        self.remove(&path).await?;
        if read? != PROBE {
            return Err(FilesError::refused("the file read is not the file written"));
        }
        match self.store.head(&path).await.map_err(FilesError::from) {
            Err(FilesError::NotFound) => Ok(()),
            Ok(_) => Err(FilesError::refused("a deleted file is still there")),
            Err(error) => Err(error),
        }
    }

    /// Keeps every rendition of the picture, or none: what one that fails has written by then
    /// goes again, but for what was there before. Where it cannot be taken back either, it is a
    /// file that nobody names.
    pub async fn put_picture(&self, picture: &Picture) -> Result<StoredPicture, FilesError> {
        let _one = self.one_picture.lock().await;
        let mut renditions = Vec::with_capacity(picture.renditions.len());
        let mut written = Vec::new();
        for one in &picture.renditions {
            let (key, is_new) = match self.place(one.bytes.clone(), "jpg").await {
                Ok(placed) => placed,
                Err(error) => {
                    for key in &written {
                        let _ = self.delete(key).await;
                    }
                    return Err(error);
                }
            };
            if is_new {
                written.push(key.clone());
            }
            renditions.push(StoredRendition {
                width: one.width,
                height: one.height,
                key,
                bytes: u64::try_from(one.bytes.len()).unwrap_or(u64::MAX),
            });
        }
        Ok(StoredPicture { width: picture.width, height: picture.height, renditions })
    }

    fn path(&self, inside: &str) -> Path {
        Path::from(format!("{}/{inside}", self.prefix))
    }

    async fn read(&self, path: &Path) -> Result<Bytes, FilesError> {
        Ok(self.store.get(path).await?.bytes().await?)
    }

    async fn remove(&self, path: &Path) -> Result<(), FilesError> {
        match self.store.delete(path).await.map_err(FilesError::from) {
            Ok(()) | Err(FilesError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
