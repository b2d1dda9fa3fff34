use griot_kernel::NotAWord;
use std::str::FromStr;

use super::decode;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RSS of any age, Atom, JSON Feed.
    Feed,
    /// What WordPress exports.
    Wxr,
    /// What Blogger exports.
    Blogger,
    /// What Ghost exports.
    Ghost,
    /// A ZIP: a folder of Markdown, or what Griot exports.
    Markdown,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Feed, Self::Wxr, Self::Blogger, Self::Ghost, Self::Markdown];

    /// The word that the database uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Wxr => "wxr",
            Self::Blogger => "blogger",
            Self::Ghost => "ghost",
            Self::Markdown => "markdown",
        }
    }
}

impl FromStr for Format {
    type Err = NotAWord;

    fn from_str(text: &str) -> Result<Self, NotAWord> {
        Self::ALL.into_iter().find(|format| format.as_str() == text).ok_or(NotAWord)
    }
}

/// How much of a file is looked at.
const LOOK: usize = 64 * 1024;

/// What the file is by its first bytes; its name is never asked.
pub fn detect(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Format::Markdown);
    }
    let start = decode::text(bytes.get(..LOOK).unwrap_or(bytes), None);
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if start.starts_with('{') {
        return json(start);
    }
    let root = root(start)?;
    match root.trim_start_matches("rdf:") {
        "rss"
            if start.contains("/wp/1.")
                || start.contains("<wp:wxr_version")
                || start.contains("<wp:post_type") =>
        {
            Some(Format::Wxr)
        }
        "feed" if is_blogger(start) => Some(Format::Blogger),
        "rss" | "feed" | "RDF" | "entry" => Some(Format::Feed),
        _ => None,
    }
}

fn is_blogger(start: &str) -> bool {
    let kinds = start.contains("schemas.google.com/blogger/2008/kind#")
        && (start.contains("kind#settings") || start.contains("kind#template") || start.contains(".archive"));
    kinds || start.contains("schemas.google.com/blogger/2018") || start.contains("<blogger:type>")
}

fn json(start: &str) -> Option<Format> {
    if start.contains("jsonfeed.org/version") {
        return Some(Format::Feed);
    }
    let has = |name: &str| start.contains(&format!("\"{name}\""));
    let by_key = has("db") || (has("data") && has("meta"));
    (by_key && (has("data") || has("posts"))).then_some(Format::Ghost)
}

/// The name of the first element.
fn root(start: &str) -> Option<&str> {
    let mut rest = start;
    loop {
        let (_, after) = rest.split_once('<')?;
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if !rest.starts_with(['?', '!']) {
            return rest.split(['>', ' ', '\t', '\r', '\n', '/']).next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, detect};

    #[test]
    fn a_file_is_known_by_what_it_holds() {
        for (text, wanted) in [
            ("<?xml version='1.0'?><!-- x <rss> --><rss version='2.0'><channel>", Some(Format::Feed)),
            ("<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><wp:wxr_version>", Some(Format::Wxr)),
            ("<feed xmlns='http://www.w3.org/2005/Atom'>", Some(Format::Feed)),
            ("<rdf:RDF>", Some(Format::Feed)),
            ("  {\"version\": \"https://jsonfeed.org/version/1.1\"", Some(Format::Feed)),
            ("{\"db\":[{\"meta\":{},\"data\":{\"posts\":[", Some(Format::Ghost)),
            ("<!doctype html><html>", None),
            ("PK\x03\x04", Some(Format::Markdown)),
            ("Bonjour", None),
            ("", None),
        ] {
            assert_eq!(detect(text.as_bytes()), wanted, "{text}");
        }
    }
}
