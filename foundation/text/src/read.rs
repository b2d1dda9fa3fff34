//! What a reader, a list or a mail needs of a text.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::html::Html;
use crate::links;
use crate::scan::{self, Token};
use crate::tidy::value_of;

/// The addresses of the pictures of a text that name a host, each once, in
/// the order of the text.
pub fn pictures_of(html: &Html) -> Vec<String> {
    let mut seen = HashSet::new();
    scan::tokens(html.as_str())
        .iter()
        .filter_map(|token| match token {
            Token::Start { name, attributes, .. } if name == "img" => value_of(attributes, "src"),
            _ => None,
        })
        .filter_map(links::absolute)
        .filter(|address| seen.insert(address.to_string()))
        .map(str::to_owned)
        .collect()
}

/// The words of a text: one line for each paragraph, heading, item or row,
/// without footnote marks and without the descriptions of pictures.
pub fn plain(html: &Html) -> String {
    let mut out = String::new();
    let mut pre = 0_usize;
    let mut mark: Option<String> = None;
    for token in scan::tokens(html.as_str()) {
        match token {
            Token::End(name) if mark.as_deref() == Some(name.as_str()) => mark = None,
            _ if mark.is_some() => {}
            Token::Text(text) if pre > 0 => out.push_str(&text),
            Token::Text(text) => push_words(&text, &mut out),
            Token::Start { name, attributes, .. } => {
                let class = value_of(&attributes, "class");
                if matches!(class, Some("footnote-ref" | "footnote-backref")) {
                    mark = Some(name);
                    continue;
                }
                break_line(&name, &mut out);
                if name == "pre" {
                    pre += 1;
                }
            }
            Token::End(name) => {
                if name == "pre" {
                    pre = pre.saturating_sub(1);
                }
                break_line(&name, &mut out);
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_words(text: &str, out: &mut String) {
    for c in text.chars() {
        // No-break spaces are typography and stay.
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}

fn break_line(tag: &str, out: &mut String) {
    match tag {
        "td" | "th" => push_words(" ", out),
        "a" | "abbr" | "b" | "bdi" | "cite" | "code" | "del" | "dfn" | "em" | "i" | "img" | "ins" | "kbd"
        | "mark" | "q" | "s" | "samp" | "small" | "span" | "strong" | "sub" | "sup" | "time" | "u"
        | "var" => {}
        _ => {
            out.truncate(out.trim_end_matches([' ', '\t']).len());
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
        }
    }
}

/// The beginning of a text on one line, at most `max_graphemes` long with its
/// "…", cut between two words where that is possible.
pub fn excerpt(plain: &str, max_graphemes: usize) -> String {
    let line = one_line(plain);
    let mut graphemes = line.grapheme_indices(true);
    let Some((last, _)) = max_graphemes.checked_sub(1).and_then(|n| graphemes.nth(n)) else {
        return if max_graphemes == 0 { String::new() } else { line };
    };
    if graphemes.next().is_none() {
        return line;
    }
    let head = line.get(..last).unwrap_or_default();
    let next_begins_word = line.get(last..).is_some_and(|rest| rest.starts_with(' '));
    let cut = if next_begins_word { head } else { head.rsplit_once(' ').map_or(head, |(words, _)| words) };
    let cut = cut.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '—' | '…')
    });
    format!("{cut}…")
}

pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_words(text, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// Minutes that reading takes at 200 words a minute; never less than one.
pub fn reading_minutes(plain: &str) -> u32 {
    let words = plain.unicode_words().count();
    u32::try_from(words.div_ceil(200)).unwrap_or(u32::MAX).max(1)
}
