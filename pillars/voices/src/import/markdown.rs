//! A ZIP: a folder of Markdown with the pictures that lie in it, or what Griot exports.

use std::io::Read;
use std::path::{Component, Path, PathBuf};

use zip::ZipArchive;

use super::front_matter::FrontMatter;
use super::post::{Body, Enclosed, ImportedPost, Piece, Problem};
use super::wxr::language;
use super::{Reading, Source, dates, decode, griot, near};

/// How much an archive may unfold to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Files in it.
    pub entries: usize,
    /// Bytes of all of it together.
    pub bytes: u64,
    /// Bytes of one text.
    pub text: u64,
    /// Bytes of one picture.
    pub picture: u64,
}

impl Default for Limits {
    /// 20,000 files, 500 MB, texts of 2 MB, pictures of 15 MB.
    fn default() -> Self {
        Self { entries: 20_000, bytes: 500_000_000, text: 2_000_000, picture: 15_000_000 }
    }
}

/// Pictures of one post that are taken along.
const MOST_PICTURES: usize = 24;
/// Addresses of pictures that are looked for in the archive.
const MOST_REFERENCES: usize = 1_000;
/// How far behind the beginning of a picture its address stands.
const SIGHT: usize = 2_000;

/// Reads an archive within `limits`.
pub fn read(source: impl Source, limits: &Limits) -> Reading {
    let problem = |key| -> Reading { Box::new(std::iter::once(Problem::at("", key).into())) };
    let Ok(archive) = ZipArchive::new(source) else { return problem("import-problem-broken-archive") };
    if archive.len() > limits.entries {
        return problem("import-problem-too-many-files");
    }
    if griot::is_ours(&archive) {
        return griot::read(archive, limits);
    }
    let mut names: Vec<(String, usize)> = (0..archive.len())
        .filter_map(|place| Some((archive.name_for_index(place)?.to_owned(), place)))
        .filter(|(name, _)| is_text(name))
        .collect();
    names.sort();
    if names.is_empty() {
        return problem("import-problem-no-posts");
    }
    Box::new(Folder { archive, names: names.into_iter(), limits: *limits, unfolded: 0, done: false })
}

fn is_text(name: &str) -> bool {
    let hidden =
        name.split(['/', '\\']).any(|part| part.starts_with('.') && part != ".." || part == "__MACOSX");
    let name = name.to_ascii_lowercase();
    !hidden && [".md", ".markdown", ".mdown", ".mkd"].iter().any(|end| name.ends_with(end))
}

struct Folder<R> {
    archive: ZipArchive<R>,
    names: std::vec::IntoIter<(String, usize)>,
    limits: Limits,
    unfolded: u64,
    done: bool,
}

/// Why an entry was not read.
enum Refused {
    Broken,
    TooLarge,
    /// The archive as a whole unfolds to too much.
    Bomb,
}

impl<R: Source> Folder<R> {
    /// The bytes of an entry, counted as they come and not as the archive says.
    fn unfold(&mut self, place: usize, largest: u64) -> Result<Vec<u8>, Refused> {
        let left = self.limits.bytes.saturating_sub(self.unfolded);
        let allowed = largest.min(left);
        let entry = self.archive.by_index(place).map_err(|_| Refused::Broken)?;
        if !entry.is_file() || entry.encrypted() {
            return Err(Refused::Broken);
        }
        let mut bytes = Vec::new();
        let read = entry.take(allowed + 1).read_to_end(&mut bytes);
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.unfolded = self.unfolded.saturating_add(size);
        if size > allowed {
            return Err(if allowed == left { Refused::Bomb } else { Refused::TooLarge });
        }
        read.map_err(|_| Refused::Broken)?;
        Ok(bytes)
    }

    fn post(&mut self, name: &str, place: usize) -> Result<ImportedPost, Problem> {
        let path = inside(Path::new(&name.replace('\\', "/")))
            .ok_or_else(|| Problem::at(name, "import-problem-bad-name"))?;
        let bytes = self.unfold(place, self.limits.text).map_err(|refused| self.problem(name, &refused))?;
        let text = decode::text(&bytes, None);
        let (head, body) = FrontMatter::split(&text);
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let (day, rest) = dated(stem);
        let (heading, body) = match head.one(&["title", "titre"]) {
            Some(title) => (Some(title.to_owned()), body),
            None => heading(body),
        };
        let mut post = ImportedPost::new(head.one(&["id", "guid"]).unwrap_or(name));
        post.title = heading.unwrap_or_else(|| rest.replace(['-', '_'], " "));
        post.published_at = head.one(&["date", "published", "publishdate"]).and_then(dates::moment).or(day);
        post.updated_at = head.one(&["updated", "lastmod", "modified"]).and_then(dates::moment);
        post.slug = Some(head.one(&["slug"]).unwrap_or(rest).to_owned());
        post.tags = [head.all(&["tags", "tag", "mots-cles"]), head.all(&["categories", "category"])].concat();
        post.language = head.one(&["lang", "language", "langue", "locale"]).and_then(language);
        post.author_name = head.one(&["author", "auteur", "authors"]).map(str::to_owned);
        let link = head.one(&["canonical", "canonical_url", "canonicalurl", "permalink", "link"]);
        post.link = link.filter(|link| link.starts_with("http")).map(str::to_owned);
        post.draft =
            head.one(&["draft", "brouillon"]).is_some_and(|said| matches!(said, "true" | "yes" | "oui"))
                || head.one(&["status", "published"]).is_some_and(|said| matches!(said, "draft" | "false"));
        post.enclosed = self.pictures(&path, body);
        post.body = Body::Markdown(body.trim().to_owned());
        Ok(post)
    }

    fn problem(&mut self, name: &str, refused: &Refused) -> Problem {
        match refused {
            Refused::Broken => Problem::at(name, "import-problem-broken-item"),
            Refused::TooLarge => Problem::at(name, "import-problem-too-large"),
            Refused::Bomb => {
                self.done = true;
                Problem::at(name, "import-problem-bomb")
            }
        }
    }

    /// The pictures of the text that lie in the archive.
    fn pictures(&mut self, path: &Path, body: &str) -> Vec<Enclosed> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut found: Vec<Enclosed> = Vec::new();
        for reference in references(body) {
            if found.len() >= MOST_PICTURES || found.iter().any(|one| one.reference == reference) {
                continue;
            }
            let plain = reference.split(['?', '#']).next().unwrap_or_default().replace("%20", " ");
            let candidates = match plain.strip_prefix('/') {
                Some(rooted) => [inside(Path::new(rooted)), inside(&Path::new("static").join(rooted))],
                None => [inside(&folder.join(&plain)), None],
            };
            let mut places = candidates.into_iter().flatten();
            let place = places.find_map(|path| self.archive.index_for_path(path));
            let Some(place) = place else { continue };
            if let Ok(bytes) = self.unfold(place, self.limits.picture) {
                found.push(Enclosed { reference, bytes: bytes.into() });
            }
        }
        found
    }
}

impl<R: Source> Iterator for Folder<R> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.done {
            return None;
        }
        let (name, place) = self.names.next()?;
        Some(match self.post(&name, place) {
            Ok(post) => Piece::Post(Box::new(post)),
            Err(problem) => problem.into(),
        })
    }
}

/// The path without `.` and `..`, or nothing if it leads out of the archive.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::CurDir => {}
            Component::ParentDir => out.pop().then_some(())?,
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(out)
}

/// `2013-02-14-un-puits` is a day and a name.
fn dated(stem: &str) -> (Option<griot_kernel::Timestamp>, &str) {
    let day = stem
        .get(..10)
        .filter(|day| day.matches('-').count() == 2 && day.starts_with(|sign: char| sign.is_ascii_digit()));
    match day.and_then(dates::moment) {
        Some(moment) => {
            let rest = stem.get(10..).unwrap_or_default().trim_start_matches(['-', '_', ' ']);
            (Some(moment), if rest.is_empty() { stem } else { rest })
        }
        None => (None, stem),
    }
}

/// The heading that a text begins with, and the rest.
fn heading(body: &str) -> (Option<String>, &str) {
    let start = body.trim_start();
    let Some(after) = start.strip_prefix("# ") else { return (None, body) };
    let (title, rest) = after.split_once('\n').unwrap_or((after, ""));
    (Some(title.trim().trim_end_matches('#').trim().to_owned()), rest)
}

/// Addresses of pictures that name no host, as they are written. Each sign is looked at once
/// for each way to write a picture.
fn references(body: &str) -> Vec<String> {
    let in_markdown = body.split("![").skip(1).filter_map(|part| {
        let (_, after) = near(part, SIGHT).split_once("](")?;
        let (address, _) = after.split_once([')', '\n'])?;
        address.split(" \"").next()
    });
    let in_html = body.split("<img").skip(1).filter_map(|part| {
        let (_, after) = near(part, SIGHT).split_once("src=")?;
        after.get(1..)?.split(['"', '\'', '>']).next()
    });
    let kept = |address: &&str| {
        !address.is_empty()
            && address.len() < 500
            && !address.contains("://")
            && !address.starts_with("data:")
    };
    let addresses = in_markdown.chain(in_html).map(|address| address.trim().trim_matches(['<', '>']));
    addresses.filter(kept).take(MOST_REFERENCES).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST_REFERENCES, references};

    #[test]
    fn pictures_are_found_however_they_are_written() {
        let text = "![Un puits](puits.jpg \"été\") et ![a [b] c](<b c.png>)\n<img alt='x' src='d.png'> \
            ![x](https://exemple.bf/e.png) ![y](data:x) ![z](\n) ![ouvert <img";
        assert_eq!(references(text), ["puits.jpg", "b c.png", "d.png"]);
    }

    #[test]
    fn ten_megabytes_of_pictures_that_never_end_are_read_at_once() {
        for part in ["![", "![a", "![](", "](", "![a](b", "<img", "<img src=", "<img src=\"", "[", "!", "![é"]
        {
            assert!(references(&part.repeat(10_000_000 / part.len())).len() <= MOST_REFERENCES, "{part}");
        }
        assert_eq!(references(&"![](a)".repeat(100_000)).len(), MOST_REFERENCES);
    }
}
