//! Makes well-nested, shallow HTML of anything, so that the cleaner behind it
//! never meets a tree that costs it more than its length.

use std::collections::HashMap;

use url::Url;

use crate::links;
use crate::policy::{self, PICTURE, REL};
use crate::scan::Token;

/// Elements deeper than this lose their tags and keep their text.
const MAX_DEPTH: usize = 64;

/// How pictures are shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pictures<'a> {
    /// `Some("(image)")`: a picture becomes a link that shows its alt text and
    /// these words, and is loaded when the reader taps it. `None`: pictures
    /// are shown.
    pub on_tap: Option<&'a str>,
}

/// What is done to a text on its way.
#[derive(Default)]
pub(crate) struct Rules<'a> {
    pub(crate) base: Option<Url>,
    pub(crate) pictures: Pictures<'a>,
    pub(crate) copies: Option<&'a HashMap<String, String>>,
}

pub(crate) fn tidy(tokens: Vec<Token>, rules: &Rules<'_>) -> Vec<Token> {
    let mut tidy = Tidy {
        rules,
        out: Vec::new(),
        open: Vec::new(),
        too_deep: HashMap::new(),
        hidden: None,
        later: Vec::new(),
    };
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => tidy.text(text),
            Token::End(name) => tidy.end(&name),
            Token::Start { name, mut attributes, closed } => {
                // A player without an address of its own plays its first source.
                if name == "audio" && value_of(&attributes, "src").is_none() {
                    while let Some(Token::Text(_)) = tokens.peek() {
                        tokens.next();
                    }
                    if let Some(Token::Start { name, attributes: source, .. }) = tokens.peek()
                        && name == "source"
                        && let Some(address) = value_of(source, "src")
                    {
                        attributes.push(("src".to_owned(), address.to_owned()));
                    }
                }
                tidy.start(name, &attributes, closed);
            }
        }
    }
    tidy.close_down_to(0);
    settle_headings(&mut tidy.out);
    tidy.out
}

struct Open {
    name: String,
    shown: bool,
}

struct Tidy<'r> {
    rules: &'r Rules<'r>,
    out: Vec<Token>,
    open: Vec<Open>,
    too_deep: HashMap<String, usize>,
    /// The element whose content is not text for a reader, and how often it is open.
    hidden: Option<(String, usize)>,
    /// Pictures met inside a link: their own link follows it.
    later: Vec<String>,
}

impl Tidy<'_> {
    fn text(&mut self, text: String) {
        if self.hidden.is_none() {
            self.out.push(Token::Text(text));
        }
    }

    fn start(&mut self, name: String, attributes: &[(String, String)], closed: bool) {
        if let Some((hidden, times)) = &mut self.hidden {
            if *hidden == name && !closed {
                *times += 1;
            }
            return;
        }
        if ["svg", "math", "select", "datalist", "template"].contains(&name.as_str()) {
            if !closed {
                self.hidden = Some((name, 1));
            }
            return;
        }
        if !policy::is_allowed(&name) {
            return;
        }
        if let Some(from) = self.ended_by(&name) {
            self.close_down_to(from);
        }
        match name.as_str() {
            "img" => self.picture(attributes),
            "br" | "hr" => self.out.push(Token::Start { name, attributes: Vec::new(), closed: false }),
            _ if self.open.len() >= MAX_DEPTH => *self.too_deep.entry(name).or_default() += 1,
            _ => {
                let kept = self.attributes(&name, attributes);
                let shown = match name.as_str() {
                    "span" => !kept.is_empty(),
                    "audio" => kept.iter().any(|(key, _)| key == "src"),
                    _ => true,
                };
                if shown {
                    self.out.push(Token::Start { name: name.clone(), attributes: kept, closed: false });
                }
                self.open.push(Open { name, shown });
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((hidden, times)) = &mut self.hidden {
            if hidden == name {
                *times -= 1;
                if *times == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if let Some(count) = self.too_deep.get_mut(name)
            && *count > 0
        {
            *count -= 1;
            return;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.close_down_to(at);
        }
    }

    /// The open element that a new `name` brings to its end, as browsers see it.
    fn ended_by(&self, name: &str) -> Option<usize> {
        const CELLS: [&str; 4] = ["td", "th", "table", "caption"];
        let (ended, walls): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "td", "th", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th", "table"]),
            "td" | "th" => (&["td", "th", "caption"], &["table", "tr"]),
            "tr" => (&["tr", "caption"], &["table", "thead", "tbody", "tfoot"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr", "caption"], &["table"]),
            "a" => (&["a"], &["table"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => (&["p", "h1", "h2", "h3", "h4", "h5", "h6"], &CELLS),
            "blockquote" | "details" | "div" | "dl" | "figcaption" | "figure" | "hr" | "ol" | "p" | "pre"
            | "section" | "summary" | "table" | "ul" => (&["p"], &CELLS),
            _ => return None,
        };
        let at = self
            .open
            .iter()
            .rposition(|open| ended.contains(&open.name.as_str()) || walls.contains(&open.name.as_str()))?;
        let open = self.open.get(at)?;
        ended.contains(&open.name.as_str()).then_some(at)
    }

    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            let was_link = open.name == "a";
            if open.shown {
                self.out.push(Token::End(open.name));
            }
            if was_link {
                for source in std::mem::take(&mut self.later) {
                    let label = self.rules.pictures.on_tap.unwrap_or_default().to_owned();
                    self.out.push(Token::Text(" ".to_owned()));
                    self.link_to_picture(&source, label);
                }
            }
        }
    }

    fn attributes(&self, tag: &str, given: &[(String, String)]) -> Vec<(String, String)> {
        let base = self.rules.base.as_ref();
        let mut kept: Vec<(String, String)> = Vec::new();
        for (name, value) in given {
            let resolved = match (tag, name.as_str()) {
                ("a", "href") => links::href(value, base).map(|to| self.copy_of(to)),
                ("audio", "src") => links::source(value, base).map(|to| self.copy_of(to)),
                // These are ours to say.
                ("a", "rel") | ("audio", "controls" | "preload") => None,
                _ => Some(value.clone()),
            };
            if let Some(value) = resolved.and_then(|v| policy::attribute(tag, name, &v)) {
                kept.push((name.clone(), value));
            }
        }
        match tag {
            "a" if value_of(&kept, "href").is_some_and(links::is_external) => {
                kept.push(("rel".to_owned(), REL.to_owned()));
            }
            "audio" => {
                kept.push(("controls".to_owned(), String::new()));
                kept.push(("preload".to_owned(), "none".to_owned()));
            }
            _ => {}
        }
        kept
    }

    fn copy_of(&self, address: String) -> String {
        self.rules.copies.and_then(|copies| copies.get(&address).cloned()).unwrap_or(address)
    }

    fn picture(&mut self, given: &[(String, String)]) {
        let base = self.rules.base.as_ref();
        // Pages that load pictures by script keep the true address aside.
        let Some(source) = ["data-src", "data-lazy-src", "data-original", "src"]
            .iter()
            .filter_map(|name| value_of(given, name))
            .find_map(|value| links::source(value, base))
        else {
            return;
        };
        if is_dot(given) || links::is_counter(&source) {
            return;
        }
        let source = self.copy_of(source);
        let alt = value_of(given, "alt").unwrap_or_default();
        let alt = policy::attribute("img", "alt", alt).unwrap_or_default();
        let Some(label) = self.rules.pictures.on_tap else {
            let mut attributes = vec![("src".to_owned(), source), ("alt".to_owned(), alt)];
            for name in ["width", "height"] {
                if let Some(value) = value_of(given, name).and_then(|v| policy::attribute("img", name, v)) {
                    attributes.push((name.to_owned(), value));
                }
            }
            attributes.push(("loading".to_owned(), "lazy".to_owned()));
            attributes.push(("decoding".to_owned(), "async".to_owned()));
            self.out.push(Token::Start { name: "img".to_owned(), attributes, closed: false });
            return;
        };
        if self.open.iter().any(|open| open.name == "a") {
            self.out.push(Token::Text(if alt.is_empty() { label.to_owned() } else { alt }));
            self.later.push(source);
        } else if alt.is_empty() {
            self.link_to_picture(&source, label.to_owned());
        } else {
            self.link_to_picture(&source, format!("{alt} {label}"));
        }
    }

    fn link_to_picture(&mut self, source: &str, words: String) {
        let mut attributes =
            vec![("class".to_owned(), PICTURE.to_owned()), ("href".to_owned(), source.to_owned())];
        if links::is_external(source) {
            attributes.push(("rel".to_owned(), REL.to_owned()));
        }
        self.out.push(Token::Start { name: "a".to_owned(), attributes, closed: false });
        self.out.push(Token::Text(words));
        self.out.push(Token::End("a".to_owned()));
    }
}

pub(crate) fn value_of<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Whether a picture is one point large: it counts readers.
fn is_dot(given: &[(String, String)]) -> bool {
    let style: String = value_of(given, "style")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    let small = |name: &str| {
        let value = value_of(given, name).unwrap_or_default().trim();
        matches!(value.trim_end_matches("px"), "0" | "1")
            || style.split(';').any(|rule| {
                rule.strip_prefix(name).is_some_and(|size| matches!(size, ":0" | ":1" | ":0px" | ":1px"))
            })
    };
    (small("width") && small("height")) || style.contains("display:none")
}

/// The title of the page is its first heading: those of a text begin one below.
fn settle_headings(tokens: &mut [Token]) {
    let Some(top) = tokens.iter().filter_map(|token| level(name_of(token)?)).min() else {
        return;
    };
    for token in tokens {
        let (Token::Start { name, .. } | Token::End(name)) = token else {
            continue;
        };
        if let Some(found) = level(name) {
            *name = format!("h{}", (found + 2).saturating_sub(top).min(6));
        }
    }
}

fn name_of(token: &Token) -> Option<&str> {
    match token {
        Token::Start { name, .. } => Some(name),
        _ => None,
    }
}

fn level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}
