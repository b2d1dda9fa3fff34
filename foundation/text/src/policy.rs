//! What may stand in a text: the tags, and which words each may carry.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::clean::first_chars;
use crate::links::{self, SCHEMES};

/// How a link out of the site is marked: its writer is a member, not us.
pub(crate) const REL: &str = "noopener noreferrer ugc";
/// Characters of a picture's description that are kept.
pub(crate) const MAX_ALT: usize = 2_000;
/// The class of a link that stands for a picture.
pub(crate) const PICTURE: &str = "picture";

const TAGS: [&str; 57] = [
    "a",
    "abbr",
    "audio",
    "b",
    "bdi",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
];

const CLASSES: [(&str, &str); 4] =
    [("a", PICTURE), ("a", "footnote-backref"), ("section", "footnotes"), ("sup", "footnote-ref")];

pub(crate) fn is_allowed(tag: &str) -> bool {
    TAGS.binary_search(&tag).is_ok()
}

/// The value that `tag` may carry under `name`, if any. Addresses are looked
/// at here once more, after they were resolved.
pub(crate) fn attribute(tag: &str, name: &str, value: &str) -> Option<String> {
    let value = value.trim();
    let keep = |fine: bool| fine.then(|| value.to_owned());
    match (tag, name) {
        ("a", "href") => links::href(value, None),
        ("a", "rel") => keep(value == REL),
        ("a" | "abbr" | "dfn", "title") => keep(value.chars().count() <= 300),
        ("a" | "li" | "sup", "id") => keep(is_note(value)),
        ("img" | "audio", "src") => links::source(value, None),
        ("img", "alt") => Some(first_chars(value, MAX_ALT).trim_end().to_owned()),
        ("img", "width" | "height") => keep(is_size(value)),
        ("img", "loading") => keep(value == "lazy"),
        ("img", "decoding") => keep(value == "async"),
        ("audio", "controls") => keep(value.is_empty()),
        ("audio", "preload") => keep(value == "none"),
        ("td" | "th", "align") => keep(["left", "center", "right"].contains(&value)),
        ("td" | "th", "colspan" | "rowspan") => keep(value.parse::<u8>().is_ok_and(|n| n > 1)),
        ("ol", "start") => keep(value.parse::<u16>().is_ok()),
        ("time", "datetime") => keep(value.len() <= 40),
        ("code", "class") => keep(is_language(value)),
        (_, "class") => keep(CLASSES.contains(&(tag, value))),
        (_, "dir") => keep(["ltr", "rtl", "auto"].contains(&value)),
        (_, "lang") => keep(is_tag_of_language(value)),
        _ => None,
    }
}

/// The identifiers of footnotes; any other could be mistaken for a part of the page.
fn is_note(value: &str) -> bool {
    value.starts_with("fn-") || value.starts_with("fnref-")
}

fn is_size(value: &str) -> bool {
    !value.is_empty() && value.len() <= 5 && value.bytes().all(|b| b.is_ascii_digit())
}

fn is_language(value: &str) -> bool {
    value.strip_prefix("language-").is_some_and(|name| {
        (1..=20).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-_".contains(&b))
    })
}

fn is_tag_of_language(value: &str) -> bool {
    (2..=20).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// The last word on every text: whatever the tidying before it did wrong,
/// nothing outside the list passes here.
pub(crate) static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (tags, names) in [
        (&["a"][..], &["href", "rel", "title", "id", "class"][..]),
        (&["abbr", "dfn"], &["title"]),
        (&["li"], &["id"]),
        (&["sup"], &["id", "class"]),
        (&["img"], &["src", "alt", "width", "height", "loading", "decoding"]),
        (&["audio"], &["controls", "src", "preload"]),
        (&["td", "th"], &["align", "colspan", "rowspan"]),
        (&["ol"], &["start"]),
        (&["time"], &["datetime"]),
        (&["code", "section"], &["class"]),
    ] {
        for tag in tags {
            attributes.entry(tag).or_default().extend(names);
        }
    }
    let mut cleaner = Builder::default();
    cleaner
        .tags(TAGS.into_iter().collect())
        .tag_attributes(attributes)
        .tag_attribute_values(HashMap::new())
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|tag, name, value| attribute(tag, name, value).map(Into::into));
    cleaner
});

#[cfg(test)]
mod tests {
    use super::TAGS;

    #[test]
    fn the_tags_are_in_order_so_that_they_can_be_found() {
        assert!(TAGS.is_sorted());
    }
}
