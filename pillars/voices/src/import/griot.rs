//! What Griot itself exports: a ZIP with a `blog.json`, and the files that its posts show.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
};

use griot_files::FileKey;
use serde::{Deserialize, de::DeserializeOwned};
use zip::ZipArchive;

use super::{
    Limits, Reading, Source, dates,
    post::{About, Body, Enclosed, ImportedComment, ImportedPost, Piece, Problem, Words},
    wxr::language,
};
use crate::{export::place, model::PostState};

const LIST: &str = "blog.json";
/// The largest post with its comments, as JSON.
const LARGEST_POST: u64 = 16 << 20;
/// The heaviest file: a sound, since pictures are lighter.
const LARGEST_FILE: u64 = 26_000_000;
/// Files of one post that are taken along.
const MOST_FILES: usize = 200;
/// Where files are shown in every house.
const FILES: &str = "/files/";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Blog {
    language: String,
    slug: String,
    url: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Post {
    id: String,
    slug: String,
    title: String,
    state: String,
    language: String,
    published: Option<String>,
    updated: Option<String>,
    author: Option<String>,
    canonical_url: Option<String>,
    source_name: Option<String>,
    translation_of: Option<String>,
    tags: Vec<String>,
    format: String,
    body: String,
    comments: Vec<Comment>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Comment {
    id: String,
    parent: Option<String>,
    author: String,
    day: String,
    text: String,
}

/// Whether Griot made this archive.
pub fn is_ours<R: Read + Seek>(archive: &ZipArchive<R>) -> bool {
    [LIST, "index.html", "blog.wxr.xml"].iter().all(|name| archive.index_for_name(name).is_some())
}

/// Reads an archive of ours within `limits`. Translations come after the posts that they
/// translate, so the list is gone through twice.
pub fn read<R: Source>(mut archive: ZipArchive<R>, limits: &Limits) -> Reading {
    let opened = list_of(&mut archive, limits.bytes).and_then(|list| List::open(list, false));
    match opened {
        Ok(list) => {
            let about = About { language: language(&list.blog.language), ..About::default() };
            let folder = Folder { archive, list, left: limits.bytes, read: 0, done: false };
            Box::new(std::iter::once(Piece::About(about)).chain(folder))
        }
        Err(key) => Box::new(std::iter::once(Problem::at(LIST, key).into())),
    }
}

/// The list as a file that can be read twice, never larger than `most`.
fn list_of<R: Source>(archive: &mut ZipArchive<R>, most: u64) -> Result<File, &'static str> {
    let entry = archive.by_name(LIST).map_err(|_| "import-problem-broken-archive")?;
    let mut file = tempfile::tempfile().map_err(|_| "import-problem-unreadable")?;
    let copied =
        io::copy(&mut entry.take(most + 1), &mut file).map_err(|_| "import-problem-broken-archive")?;
    if copied > most { Err("import-problem-bomb") } else { Ok(file) }
}

/// The list of posts, of which one at a time lies in memory.
struct List {
    input: BufReader<File>,
    blog: Blog,
    /// Whether it gives the translations or all others.
    translations: bool,
}

impl List {
    /// Reads up to the first post.
    fn open(mut file: File, translations: bool) -> Result<Self, &'static str> {
        let broken = "import-problem-broken-archive";
        file.seek(SeekFrom::Start(0)).map_err(|_| "import-problem-unreadable")?;
        let mut list = Self { input: BufReader::new(file), blog: Blog::default(), translations };
        if list.mark().ok() != Some(Some(b'{')) {
            return Err(broken);
        }
        list.input.consume(1);
        loop {
            let name: String = list.value().map_err(|_| broken)?;
            if list.mark().ok() != Some(Some(b':')) {
                return Err(broken);
            }
            list.input.consume(1);
            match name.as_str() {
                "blog" => list.blog = list.value().map_err(|_| broken)?,
                "posts" if list.mark().ok() == Some(Some(b'[')) => {
                    list.input.consume(1);
                    return Ok(list);
                }
                _ => drop(list.value::<serde::de::IgnoredAny>().map_err(|_| broken)?),
            }
        }
    }

    /// The next sign that is neither space nor comma.
    fn mark(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.input.fill_buf()?.first() {
                None => return Ok(None),
                Some(b' ' | b'\n' | b'\r' | b'\t' | b',') => self.input.consume(1),
                Some(mark) => return Ok(Some(*mark)),
            }
        }
    }

    /// The next value, and not a sign more.
    fn value<T: DeserializeOwned>(&mut self) -> Result<T, serde_json::Error> {
        self.mark().map_err(serde_json::Error::io)?;
        T::deserialize(&mut serde_json::Deserializer::from_reader((&mut self.input).take(LARGEST_POST)))
    }

    /// The next post; nothing at the end.
    fn post(&mut self) -> Option<Result<Post, &'static str>> {
        loop {
            match self.mark() {
                Ok(Some(b'{')) => {}
                Ok(Some(b']')) => return None,
                Ok(_) => return Some(Err("import-problem-cut")),
                Err(_) => return Some(Err("import-problem-unreadable")),
            }
            match self.value::<Post>() {
                Ok(post) if post.translation_of.is_some() == self.translations => return Some(Ok(post)),
                Ok(_) => {}
                Err(error) if error.is_eof() => return Some(Err("import-problem-cut")),
                Err(_) => return Some(Err("import-problem-broken-item")),
            }
        }
    }
}

struct Folder<R> {
    archive: ZipArchive<R>,
    list: List,
    /// Bytes that may still be unfolded.
    left: u64,
    read: usize,
    done: bool,
}

impl<R: Source> Iterator for Folder<R> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            if self.done {
                return None;
            }
            match self.list.post() {
                Some(Ok(post)) => {
                    self.read += 1;
                    return Some(Piece::Post(Box::new(self.imported(post))));
                }
                // What follows cannot be found again.
                Some(Err(key)) => {
                    self.done = true;
                    return Some(Problem::at(LIST, key).into());
                }
                None => {
                    if let Some(problem) = self.turn() {
                        return Some(problem);
                    }
                }
            }
        }
    }
}

impl<R: Source> Folder<R> {
    /// After the others come the translations; after them nothing.
    fn turn(&mut self) -> Option<Piece> {
        if self.list.translations {
            self.done = true;
            return (self.read == 0).then(|| Problem::at("", "import-problem-no-posts").into());
        }
        let again = self.list.input.get_ref().try_clone().map_err(|_| "import-problem-unreadable");
        match again.and_then(|file| List::open(file, true)) {
            Ok(list) => {
                self.list = list;
                None
            }
            Err(key) => {
                self.done = true;
                Some(Problem::at(LIST, key).into())
            }
        }
    }

    fn imported(&mut self, post: Post) -> ImportedPost {
        let site = self.list.blog.url.strip_suffix(&format!("/blogs/{}", self.list.blog.slug));
        let there = format!("{}{FILES}", site.unwrap_or_default());
        let (body, keys) = with_full_addresses(&post.body, &there);
        let mut one = ImportedPost::new(named(&post.id));
        one.enclosed = self.files(&keys, &there);
        one.body = if post.format == "html" { Body::Clean(body) } else { Body::Markdown(body) };
        one.title = post.title;
        one.published_at = post.published.as_deref().and_then(dates::moment);
        one.updated_at = post.updated.as_deref().and_then(dates::moment);
        one.link = post.canonical_url;
        one.source_name = post.source_name;
        one.translation_of = post.translation_of.as_deref().map(named);
        one.slug = Some(post.slug);
        one.tags = post.tags;
        one.language = language(&post.language);
        one.author_name = post.author;
        one.comments = post.comments.into_iter().map(comment).collect();
        one.draft = post.state != PostState::Published.as_str();
        one
    }

    /// The files that a post shows and that lie in the archive.
    fn files(&mut self, keys: &[FileKey], there: &str) -> Vec<Enclosed> {
        let mut found = Vec::new();
        for key in keys.iter().take(MOST_FILES) {
            let most = LARGEST_FILE.min(self.left);
            let Ok(entry) = self.archive.by_name(&place(key)) else { continue };
            let mut bytes = Vec::new();
            let read = entry.take(most + 1).read_to_end(&mut bytes);
            let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            self.left = self.left.saturating_sub(size);
            if read.is_ok() && size <= most {
                found.push(Enclosed { reference: format!("{there}{key}"), bytes: bytes.into() });
            }
        }
        found
    }
}

/// The name of a post in every export of ours.
fn named(id: &str) -> String {
    format!("urn:uuid:{id}")
}

fn comment(one: Comment) -> ImportedComment {
    ImportedComment {
        source_id: one.id,
        parent: one.parent,
        author_name: one.author,
        at: dates::moment(&one.day),
        words: Words::Plain(one.text),
    }
}

/// The text with the full address of every file, however it was written, and those files.
fn with_full_addresses(text: &str, there: &str) -> (String, Vec<FileKey>) {
    let text = text.replace(there, FILES);
    let mut out = String::with_capacity(text.len());
    let (mut keys, mut known) = (Vec::new(), HashSet::new());
    let mut parts = text.split(FILES);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let key = part.split(['"', '\'', '<', ')', '&', '?', '#', ' ', '\n']).next().unwrap_or_default();
        match FileKey::parse(key) {
            Ok(key) => {
                out.push_str(there);
                if known.insert(key.clone()) {
                    keys.push(key);
                }
            }
            Err(_) => out.push_str(FILES),
        }
        out.push_str(part);
    }
    (out, keys)
}

#[cfg(test)]
mod tests {
    use griot_files::FileKey;

    use super::with_full_addresses;

    #[test]
    fn files_are_found_with_and_without_their_house() {
        let key = FileKey::of(b"puits", "jpg").unwrap();
        let there = "https://section.example/files/";
        let text = format!("![a](/files/{key}) <img src=\"{there}{key}\"> /files/rien");
        let (full, keys) = with_full_addresses(&text, there);
        assert_eq!(full, format!("![a]({there}{key}) <img src=\"{there}{key}\"> /files/rien"));
        assert_eq!(keys, [key]);
    }
}
