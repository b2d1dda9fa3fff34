//! What Blogger exports: one Atom file of entries of many kinds, in the old way (a kind in
//! a category) and in the new one (`blogger:type`).

use std::collections::HashMap;
use std::io::{BufReader, SeekFrom};

use super::chunks::{Chunk, Chunks};
use super::decode::{Utf8, utf8};
use super::node::Node;
use super::post::{About, Body, ImportedComment, ImportedPost, Piece, Problem, Words};
use super::wxr::plain;
use super::{Hints, Reading, Source, dates};

/// Comments are kept in memory until their post comes.
const MOST_COMMENTS: usize = 100_000;
const KIND: &str = "http://schemas.google.com/g/2005#kind";

/// Reads an export. It is gone through twice: comments stand anywhere.
pub fn read(mut source: impl Source, hints: &Hints) -> Reading {
    let charset = hints.charset.clone();
    let unreadable =
        || -> Reading { Box::new(std::iter::once(Problem::at("", "import-problem-unreadable").into())) };
    let Ok(comments) =
        utf8(&mut source, charset.as_deref()).map(|input| comments(Chunks::new(input, "entry")))
    else {
        return unreadable();
    };
    if source.rewind_to_start().is_err() {
        return unreadable();
    }
    let Ok(input) = utf8(source, charset.as_deref()) else { return unreadable() };
    Box::new(Blogger { chunks: Chunks::new(input, "entry"), comments, read: 0, done: false })
}

trait Rewind {
    fn rewind_to_start(&mut self) -> std::io::Result<()>;
}
impl<S: std::io::Seek> Rewind for S {
    fn rewind_to_start(&mut self) -> std::io::Result<()> {
        self.seek(SeekFrom::Start(0)).map(drop)
    }
}

fn kind(node: &Node) -> &str {
    if let Some(kind) = node.says("blogger:type") {
        return match kind {
            "POST" => "post",
            "PAGE" => "page",
            "COMMENT" => "comment",
            _ => "",
        };
    }
    node.all("category")
        .find(|one| one.attribute("scheme") == Some(KIND))
        .and_then(|one| one.attribute("term")?.rsplit('#').next())
        .unwrap_or_default()
}

fn comments<R: std::io::BufRead>(chunks: Chunks<R>) -> HashMap<String, Vec<ImportedComment>> {
    let mut all: HashMap<String, Vec<ImportedComment>> = HashMap::new();
    let nodes = chunks.filter_map(|chunk| match chunk {
        Chunk::Item(xml, _) if xml.contains("kind#comment") || xml.contains("COMMENT") => Node::parse(&xml),
        _ => None,
    });
    for node in nodes.filter(|node| kind(node) == "comment" && !is_hidden(node)).take(MOST_COMMENTS) {
        let post = node
            .says("blogger:parent")
            .or_else(|| node.child("thr:in-reply-to").and_then(|reply| reply.attribute("ref")));
        let (Some(post), Some(id)) = (post, node.says("id")) else { continue };
        all.entry(post.to_owned()).or_default().push(ImportedComment {
            source_id: id.to_owned(),
            parent: related(&node),
            author_name: plain(author(&node).unwrap_or_default()),
            at: date(&node, &["blogger:created", "published", "updated"]),
            words: Words::Html(content(&node)),
        });
    }
    all
}

/// The comment that this one answers.
fn related(node: &Node) -> Option<String> {
    if let Some(parent) = node.says("blogger:inReplyTo") {
        return Some(parent.to_owned());
    }
    let link = node.all("link").find(|link| link.attribute("rel") == Some("related"))?;
    let number = link.attribute("href")?.rsplit('/').next()?;
    let id = node.says("id")?;
    let (before, _) = id.rsplit_once("post-")?;
    Some(format!("{before}post-{number}"))
}

fn is_hidden(node: &Node) -> bool {
    let status = node.says("blogger:status").unwrap_or("LIVE");
    status != "LIVE" || node.says("blogger:trashed").is_some()
}

fn author(node: &Node) -> Option<&str> {
    node.child("author")?.says("name")
}

fn date(node: &Node, names: &[&str]) -> Option<griot_kernel::Timestamp> {
    names.iter().find_map(|name| node.says(name).and_then(dates::moment))
}

fn content(node: &Node) -> String {
    let Some(content) = node.child("content") else { return String::new() };
    if content.attribute("type") == Some("xhtml") { content.inner_html() } else { content.text().to_owned() }
}

struct Blogger<R> {
    chunks: Chunks<BufReader<Utf8<R>>>,
    comments: HashMap<String, Vec<ImportedComment>>,
    read: usize,
    done: bool,
}

impl<R: std::io::Read> Iterator for Blogger<R> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            match self.chunks.next() {
                Some(Chunk::Head(head)) => {
                    if let Some(about) = about(&head) {
                        return Some(Piece::About(about));
                    }
                }
                Some(Chunk::Item(xml, line)) => {
                    self.read += 1;
                    let Some(node) = Node::parse(&xml) else {
                        return Some(Problem::at(line, "import-problem-broken-item").into());
                    };
                    if let Some(post) = self.post(&node) {
                        return Some(Piece::Post(Box::new(post)));
                    }
                }
                Some(Chunk::TooLarge(line)) => {
                    return Some(Problem::at(line, "import-problem-too-large").into());
                }
                Some(Chunk::Cut(line)) => {
                    self.done = true;
                    return Some(Problem::at(line, "import-problem-cut").into());
                }
                None if self.read == 0 && !self.done => {
                    self.done = true;
                    return Some(Problem::at("", "import-problem-no-posts").into());
                }
                None => return None,
            }
        }
    }
}

fn about(head: &str) -> Option<About> {
    let (_, feed) = head.split_once("<feed")?;
    let node = Node::parse(&format!("<feed{feed}"))?;
    let link = node.all("link").find(|link| link.attribute("rel") == Some("alternate"));
    Some(About {
        title: plain(node.says("title").unwrap_or_default()),
        link: link.and_then(|link| link.attribute("href")).map(str::to_owned),
        language: None,
    })
}

impl<R> Blogger<R> {
    fn post(&mut self, node: &Node) -> Option<ImportedPost> {
        if !matches!(kind(node), "post" | "page") || node.says("blogger:trashed").is_some() {
            return None;
        }
        let id = node.says("id")?;
        let draft = node.child("app:control").and_then(|control| control.says("app:draft")) == Some("yes");
        let link = node.all("link").find(|link| link.attribute("rel") == Some("alternate"));
        let file = node.says("blogger:filename");
        let mut post = ImportedPost::new(id);
        post.title = plain(node.says("title").unwrap_or_default());
        post.body = Body::Html(content(node));
        post.published_at = date(node, &["published", "blogger:created"]);
        post.updated_at = date(node, &["updated"]);
        post.link = link.and_then(|link| link.attribute("href")).map(str::to_owned);
        post.slug = post
            .link
            .as_deref()
            .or(file)
            .and_then(|address| address.rsplit('/').next()?.strip_suffix(".html"))
            .map(str::to_owned);
        post.tags = node
            .all("category")
            .filter(|one| one.attribute("scheme") != Some(KIND))
            .filter_map(|one| one.attribute("term"))
            .map(str::to_owned)
            .collect();
        post.author_name = author(node).map(str::to_owned);
        post.comments = self.comments.remove(id).unwrap_or_default();
        post.draft = draft || is_hidden(node);
        Some(post)
    }
}
