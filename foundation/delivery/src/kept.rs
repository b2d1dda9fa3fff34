//! Letters kept in a folder, for a site that has no mail server yet.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use griot_kernel::Timestamp;
use mail_parser::MessageParser;

use crate::{Letter, Mailbox, Post, PostError, mime, text};

/// Numbers the unfinished files of this process, whichever folder they are in.
static UNFINISHED: AtomicU64 = AtomicU64::new(0);

/// Keeps every letter as an `.eml` file that only the site's own user may
/// read. A file is there whole or not at all.
#[derive(Clone, Debug)]
pub struct KeptPost {
    folder: Arc<Folder>,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    from: Mailbox,
    last: AtomicU64,
}

/// A kept letter, read back from its file. The HTML is as sent: show it in a
/// sandboxed frame only.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptLetter {
    pub id: String,
    pub to: String,
    pub subject: String,
    /// When it was written, if it says so.
    pub written: Option<Timestamp>,
    pub text: String,
    pub html: String,
}

impl KeptPost {
    /// Keeps letters in `folder`, which is made when it is not there.
    pub fn open(folder: impl Into<PathBuf>, from: &Mailbox) -> io::Result<Self> {
        let path = folder.into();
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&path)?;
        let last = numbers(&path)?.into_iter().max().unwrap_or(0);
        let (from, last) = (from.clone(), AtomicU64::new(last));
        let folder = Arc::new(Folder { path, from, last });
        Ok(Self { folder })
    }

    /// Up to `limit` letters, newest first; only those older than `before` if given.
    pub async fn list(&self, limit: usize, before: Option<&str>) -> io::Result<Vec<KeptLetter>> {
        let before = match before.map(number) {
            Some(None) => return Ok(Vec::new()),
            Some(Some(before)) => before,
            None => u64::MAX,
        };
        self.blocking(move |folder| {
            let mut numbers = numbers(&folder.path)?;
            numbers.retain(|number| *number < before);
            numbers.sort_unstable_by(|a, b| b.cmp(a));
            let letters = numbers.into_iter().map(|number| folder.read(number));
            letters.filter_map(Result::transpose).take(limit).collect()
        })
        .await
    }

    /// The letter of this id, if it is still there.
    pub async fn read(&self, id: &str) -> io::Result<Option<KeptLetter>> {
        let Some(number) = number(id) else {
            return Ok(None);
        };
        self.blocking(move |folder| folder.read(number)).await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Folder) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let folder = self.folder.clone();
        let done = tokio::task::spawn_blocking(move || act(&folder)).await;
        done.map_err(io::Error::other)?
    }
}

#[async_trait]
impl Post for KeptPost {
    async fn send(&self, letter: &Letter) -> Result<(), PostError> {
        let mail = mime::bytes(letter, &self.folder.from)?;
        let kept = self.blocking(move |folder| folder.keep(&mail)).await;
        kept.map_err(|error| PostError::Retry(format!("the mail folder cannot be written: {}", error.kind())))
    }
}

impl Folder {
    /// Writes beside the place, then links into it: a link never replaces a
    /// file, so a second process takes the next number instead.
    fn keep(&self, mail: &[u8]) -> io::Result<()> {
        let turn = UNFINISHED.fetch_add(1, Ordering::Relaxed);
        let name = format!(".unfinished-{}-{turn}", std::process::id());
        let unfinished = self.path.join(name);
        // A process of the same number may have died here before.
        let _ = fs::remove_file(&unfinished);
        let placed = write_new(&unfinished, mail).and_then(|()| self.place_next(&unfinished));
        // A leftover is never listed.
        let _ = fs::remove_file(&unfinished);
        placed?;
        fs::File::open(&self.path)?.sync_all()
    }

    fn place_next(&self, unfinished: &Path) -> io::Result<()> {
        loop {
            let number = self.last.fetch_add(1, Ordering::SeqCst) + 1;
            match fs::hard_link(unfinished, self.place(number)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                placed => return placed,
            }
        }
    }

    fn read(&self, number: u64) -> io::Result<Option<KeptLetter>> {
        match fs::read(self.place(number)) {
            Ok(mail) => Ok(parse(number, &mail)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn place(&self, number: u64) -> PathBuf {
        self.path.join(format!("{number:012}.eml"))
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn numbers(folder: &Path) -> io::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let id = name.to_str().and_then(|name| name.strip_suffix(".eml"));
        numbers.extend(id.and_then(number));
    }
    Ok(numbers)
}

/// The number of an id. Twelve digits and nothing else: an id is no path.
fn number(id: &str) -> Option<u64> {
    let whole = id.len() == 12 && id.chars().all(|c| c.is_ascii_digit());
    if whole { id.parse().ok() } else { None }
}

fn parse(number: u64, mail: &[u8]) -> Option<KeptLetter> {
    let mail = MessageParser::default().parse(mail)?;
    let to = mail.to().and_then(|to| to.first()).and_then(|to| to.address());
    let written =
        mail.date().map(|date| Timestamp::from_millisecond(date.to_timestamp().saturating_mul(1000)));
    Some(KeptLetter {
        id: format!("{number:012}"),
        to: to.unwrap_or_default().to_owned(),
        subject: mail.subject().unwrap_or_default().to_owned(),
        written,
        text: text::unflow(&mail.body_text(0).unwrap_or_default()),
        html: mail.body_html(0).unwrap_or_default().into_owned(),
    })
}

impl std::fmt::Debug for KeptLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptLetter").field("id", &self.id).finish_non_exhaustive()
    }
}
