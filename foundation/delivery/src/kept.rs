//! Letters kept in a folder, for a site that has no mail server yet.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use async_trait::async_trait;
use griot_kernel::{Clock, SystemClock, Timestamp};
use mail_parser::MessageParser;

use crate::{Email, Letter, Mailbox, Post, PostError, mime, text};

/// Numbers the unfinished files of this process, whichever folder they are in.
static UNFINISHED: AtomicU64 = AtomicU64::new(0);

/// How the name of a file begins that is still being written.
const UNFINISHED_NAME: &str = ".unfinished-";

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

    /// Removes the letters that are as old as `age`: by the day that stands in them, or by the clock
    /// of the disk where that is earlier. Returns how many there were.
    pub async fn sweep(&self, age: Duration, now: Timestamp) -> io::Result<usize> {
        let written_before = now - age;
        let kept_before = SystemClock.now() - age;
        self.blocking(move |folder| {
            folder.remove_unfinished(kept_before)?;
            folder.remove_where(|letter, kept| {
                letter.written.is_some_and(|at| at < written_before) || kept < kept_before
            })
        })
        .await
    }

    /// Removes the letters whose address is `theirs`. Returns how many there were.
    pub async fn forget(&self, theirs: impl Fn(&Email) -> bool + Send + 'static) -> io::Result<usize> {
        self.blocking(move |folder| {
            folder.remove_where(|letter, _| Email::parse(&letter.to).is_ok_and(|to| theirs(&to)))
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

    fn keeps(&self) -> bool {
        true
    }
}

impl Folder {
    /// Writes beside the place, then links into it: a link never replaces a
    /// file, so a second process takes the next number instead.
    fn keep(&self, mail: &[u8]) -> io::Result<()> {
        let turn = UNFINISHED.fetch_add(1, Ordering::Relaxed);
        let name = format!("{UNFINISHED_NAME}{}-{turn}", std::process::id());
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

    /// Removes the letters for which `goes` says so; it is told also when each was kept.
    fn remove_where(&self, goes: impl Fn(&KeptLetter, Timestamp) -> bool) -> io::Result<usize> {
        let mut removed = 0;
        for number in numbers(&self.path)? {
            let place = self.place(number);
            let Some(letter) = self.read(number)? else { continue };
            let Some(kept) = changed(&place)? else { continue };
            if goes(&letter, kept) {
                remove(&place)?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// What a crash in the middle of a write leaves behind is a letter too.
    fn remove_unfinished(&self, before: Timestamp) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let place = entry?.path();
            let name = place.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.starts_with(UNFINISHED_NAME) && changed(&place)?.is_some_and(|at| at < before) {
                remove(&place)?;
            }
        }
        Ok(())
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

/// When the file was written, by the clock of the disk. Nothing when it is gone.
fn changed(place: &Path) -> io::Result<Option<Timestamp>> {
    let written = match fs::metadata(place) {
        Ok(known) => known.modified()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let since = written.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Some(Timestamp::from_millisecond(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))))
}

/// Another process may have been faster.
fn remove(place: &Path) -> io::Result<()> {
    match fs::remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
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
