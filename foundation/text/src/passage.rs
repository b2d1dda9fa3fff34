use std::collections::HashSet;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::read::{excerpt, one_line};
use crate::terms::Words;

/// A part of a passage; `hit` says that it is a word that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words as the text has them.
    pub text: String,
    /// Whether to mark them.
    pub hit: bool,
}

/// The passage of a text to show under a search result: on one line, at most
/// `max_graphemes` long with its "…", around the first word that the query
/// asks for. Without such a word it is the beginning of the text.
pub fn marked(plain: &str, query: &str, language: &str, max_graphemes: usize) -> Vec<Piece> {
    let line = one_line(plain);
    let words = Words::of(language);
    let asked: HashSet<String> = words.terms(query).into_iter().collect();
    let segments: Vec<Segment<'_>> = segments(&line)
        .map(|text| Segment {
            text,
            hit: !asked.is_empty() && words.terms(text).iter().any(|term| asked.contains(term)),
            size: text.graphemes(true).count(),
        })
        .collect();
    let Some(first) = segments.iter().position(|segment| segment.hit) else {
        let text = excerpt(&line, max_graphemes);
        return if text.is_empty() { Vec::new() } else { vec![Piece { text, hit: false }] };
    };
    let (from, to) = window(&segments, first, max_graphemes);
    join(&segments, from, to)
}

struct Segment<'a> {
    text: &'a str,
    hit: bool,
    size: usize,
}

/// Words and what stands between them, in turn.
fn segments(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let kind = is_of_word(rest.chars().next()?);
        let end = rest.find(|c| is_of_word(c) != kind).unwrap_or(rest.len());
        let (segment, after) = rest.split_at(end);
        rest = after;
        Some(segment)
    })
}

fn is_of_word(c: char) -> bool {
    // What folding leaves out does not part a word.
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}')
}

/// Which segments are shown: the first hit, about a third of the room before
/// it, the rest after it, and what is left before it again.
fn window(segments: &[Segment<'_>], first: usize, max: usize) -> (usize, usize) {
    // Two places are for the "…" at the ends.
    let room = max.saturating_sub(2);
    let size = |at: usize| segments.get(at).map_or(0, |segment| segment.size);
    let (mut from, mut to) = (first, first + 1);
    let mut used = size(first);
    while from > 0 && used + size(from - 1) <= room.max(size(first)) / 3 {
        from -= 1;
        used += size(from);
    }
    while to < segments.len() && used + size(to) <= room {
        used += size(to);
        to += 1;
    }
    while from > 0 && used + size(from - 1) <= room {
        from -= 1;
        used += size(from);
    }
    (from, to)
}

fn join(segments: &[Segment<'_>], from: usize, to: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |text: &str, hit: bool| match pieces.last_mut() {
        Some(last) if last.hit == hit && !hit => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), hit }),
    };
    if from > 0 {
        push("…", false);
    }
    let shown = segments.get(from..to).unwrap_or_default();
    for (at, segment) in shown.iter().enumerate() {
        let mut text = segment.text;
        if at == 0 && from > 0 && !segment.hit {
            text = text.trim_start();
        }
        if at + 1 == shown.len() && to < segments.len() && !segment.hit {
            text = text.trim_end();
        }
        if !text.is_empty() {
            push(text, segment.hit);
        }
    }
    if to < segments.len() {
        push("…", false);
    }
    pieces
}
