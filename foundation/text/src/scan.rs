//! HTML as a list of tags and texts, and back. Linear in the input, whatever
//! the input is.

use std::cell::{Cell, RefCell};

use crate::clean::first_chars;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    self, BufferQueue, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// One piece of HTML. Comments and document types are not kept, nor is what
/// stands inside scripts, styles, frames and text areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Start { name: String, attributes: Vec<(String, String)>, closed: bool },
    End(String),
    Text(String),
}

/// More words than this inside one tag is an attack: the tokenizer compares
/// every attribute with all before it.
const MAX_WORDS_IN_TAG: usize = 1_000;
/// Slashes separate attributes too, but pictures written into the page
/// (`data:`) are full of them.
const MAX_SLASHES_IN_TAG: usize = 4_000;
/// The tokenizer is fed this many characters at a time at most.
const CHUNK: usize = 1_000;

/// Reads HTML. A tag with an absurd number of attributes ends the reading.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut stalled = Stalled::default();
    for chunk in chunks(source) {
        let before = tokenizer.sink.seen.get();
        if stalled.grows_absurd(chunk) {
            return tokenizer.sink.tokens.take();
        }
        queue.push_back(StrTendril::from(chunk));
        // The sink never asks for a stop, so all of the chunk is read.
        let _ = tokenizer.feed(&queue);
        if tokenizer.sink.seen.get() != before {
            stalled = Stalled::default();
        }
    }
    tokenizer.end();
    tokenizer.sink.tokens.take()
}

/// What was fed since the tokenizer last gave something.
#[derive(Default)]
struct Stalled {
    begun: bool,
    in_tag: bool,
    words: usize,
    slashes: usize,
}

impl Stalled {
    fn grows_absurd(&mut self, chunk: &str) -> bool {
        if !self.begun {
            self.begun = true;
            let mut chars = chunk.chars();
            let opens = chars.next() == Some('<');
            let next = chars.next();
            self.in_tag = opens && next.is_none_or(|c| c.is_ascii_alphabetic() || c == '/');
        }
        if self.in_tag {
            self.words +=
                chunk.bytes().filter(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'')).count();
            self.slashes += chunk.bytes().filter(|b| *b == b'/').count();
        }
        self.words > MAX_WORDS_IN_TAG || self.slashes > MAX_SLASHES_IN_TAG
    }
}

/// Cuts before every `<`, so that a tag begins a chunk, and after [`CHUNK`]
/// characters at the latest.
fn chunks(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .enumerate()
            .skip(1)
            .find(|(count, (_, c))| *c == '<' || *count >= CHUNK)
            .map_or(rest.len(), |(_, (at, _))| at);
        let (chunk, after) = rest.split_at(end);
        rest = after;
        Some(chunk)
    })
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<Token>>,
    seen: Cell<usize>,
    raw: Cell<bool>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: tokenizer::Token, _line: u64) -> TokenSinkResult<()> {
        // A complaint is not progress: every slash in a tag brings one.
        if !matches!(token, tokenizer::Token::ParseError(_)) {
            self.seen.set(self.seen.get().wrapping_add(1));
        }
        let mut tokens = self.tokens.borrow_mut();
        match token {
            tokenizer::Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                let kind = match name.as_str() {
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
                    "script" => Some(RawKind::ScriptData),
                    _ => None,
                };
                let attributes =
                    tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                tokens.push(Token::Start { name, attributes, closed: tag.self_closing });
                if let Some(kind) = kind {
                    self.raw.set(true);
                    return TokenSinkResult::RawData(kind);
                }
            }
            tokenizer::Token::TagToken(tag) => {
                self.raw.set(false);
                tokens.push(Token::End(tag.name.to_string()));
            }
            tokenizer::Token::CharacterTokens(text) if !self.raw.get() => {
                if let Some(Token::Text(last)) = tokens.last_mut() {
                    last.push_str(&text);
                } else {
                    tokens.push(Token::Text(text.to_string()));
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Writes tags and texts as HTML, everything escaped.
pub(crate) fn write(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Text(text) => {
                // The serializer behind us searches the rest of a text for each
                // character that it escapes. A comment, which the cleaner takes
                // out again, keeps the texts in its tree short.
                let mut rest = text.as_str();
                loop {
                    let part = first_chars(rest, CHUNK);
                    escape(part, &mut out);
                    rest = rest.strip_prefix(part).unwrap_or_default();
                    if rest.is_empty() {
                        break;
                    }
                    out.push_str("<!---->");
                }
            }
            Token::End(name) => {
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Token::Start { name, attributes, .. } => {
                out.push('<');
                out.push_str(name);
                for (key, value) in attributes {
                    out.push(' ');
                    out.push_str(key);
                    out.push_str("=\"");
                    escape(value, &mut out);
                    out.push('"');
                }
                out.push('>');
            }
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
