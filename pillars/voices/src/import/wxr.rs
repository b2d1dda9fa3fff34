//! What WordPress exports: RSS with everything else in its own elements.

use std::collections::HashMap;
use std::io::{BufReader, SeekFrom};

use super::chunks::{Chunk, Chunks};
use super::decode::{Utf8, utf8};
use super::node::Node;
use super::post::{About, Body, ImportedComment, ImportedPost, Piece, Problem, Words};
use super::{Hints, Reading, Source, autop, dates};

/// Pictures whose addresses are kept while the posts are read.
const MOST_PICTURES: usize = 100_000;
const LONGEST_ADDRESS: usize = 2_000;

/// Reads an export. It is gone through twice: posts name their pictures by number, and
/// the pictures may stand behind them.
pub fn read(mut source: impl Source, hints: &Hints) -> Reading {
    let unreadable =
        || -> Reading { Box::new(std::iter::once(Problem::at("", "import-problem-unreadable").into())) };
    let charset = hints.charset.clone();
    let Ok(pictures) =
        utf8(&mut source, charset.as_deref()).map(|input| pictures(Chunks::new(input, "item")))
    else {
        return unreadable();
    };
    if source.seek(SeekFrom::Start(0)).is_err() {
        return unreadable();
    }
    let Ok(input) = utf8(source, charset.as_deref()) else { return unreadable() };
    Box::new(Wxr { chunks: Chunks::new(input, "item"), pictures, read: 0, done: false })
}

fn pictures<R: std::io::BufRead>(chunks: Chunks<R>) -> HashMap<String, String> {
    chunks
        .filter_map(|chunk| match chunk {
            Chunk::Item(xml, _) if xml.contains("wp:attachment_url") => Node::parse(&xml),
            _ => None,
        })
        .filter_map(|node| {
            let address =
                node.says("wp:attachment_url").filter(|address| address.len() <= LONGEST_ADDRESS)?;
            Some((node.says("wp:post_id")?.to_owned(), address.to_owned()))
        })
        .take(MOST_PICTURES)
        .collect()
}

struct Wxr<R> {
    chunks: Chunks<BufReader<Utf8<R>>>,
    pictures: HashMap<String, String>,
    read: usize,
    done: bool,
}

impl<R: std::io::Read> Iterator for Wxr<R> {
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
                    match Node::parse(&xml) {
                        Some(node) => {
                            if let Some(post) = self.post(&node) {
                                return Some(Piece::Post(Box::new(post)));
                            }
                        }
                        None => return Some(Problem::at(line, "import-problem-broken-item").into()),
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
    let (_, channel) = head.split_once("<channel")?;
    let node = Node::parse(&format!("<channel{channel}"))?;
    Some(About {
        title: plain(node.says("title").unwrap_or_default()),
        link: node.says("wp:base_blog_url").or_else(|| node.says("link")).map(str::to_owned),
        language: node.says("language").and_then(language),
    })
}

/// `fr-FR` is French; what stands behind is of no use here.
pub fn language(tag: &str) -> Option<griot_kernel::Language> {
    tag.trim().split(['-', '_']).next()?.parse().ok()
}

/// A line of text out of what may be HTML.
pub fn plain(text: &str) -> String {
    let text = griot_text::plain(&griot_text::clean_html(text, None));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<R> Wxr<R> {
    /// The post, unless the item is something else: a picture, a menu, the bin.
    fn post(&self, node: &Node) -> Option<ImportedPost> {
        let kind = node.says("wp:post_type").unwrap_or("post");
        let status = node.says("wp:status").unwrap_or("publish");
        if !matches!(kind, "post" | "page") || matches!(status, "trash" | "auto-draft" | "inherit") {
            return None;
        }
        let secret = node.says("wp:post_password").is_some();
        let text = node.child("content:encoded").map(Node::text).unwrap_or_default();
        let summary = node.child("excerpt:encoded").map(Node::text).unwrap_or_default();
        let text = if text.trim().is_empty() { summary } else { text };
        let featured = node
            .all("wp:postmeta")
            .find(|meta| meta.says("wp:meta_key") == Some("_thumbnail_id"))
            .and_then(|meta| self.pictures.get(meta.says("wp:meta_value")?));
        let date = ["wp:post_date_gmt", "pubDate", "wp:post_date"]
            .iter()
            .find_map(|name| node.says(name).and_then(dates::moment));
        let mut post = ImportedPost::new(source_id(node)?);
        post.title = plain(node.says("title").unwrap_or_default());
        post.body = Body::Html(autop::shown(text, &self.pictures));
        post.published_at = date;
        post.updated_at = node.says("wp:post_modified_gmt").and_then(dates::moment);
        post.link = node.says("link").filter(|link| link.starts_with("http")).map(str::to_owned);
        post.slug = node.says("wp:post_name").map(str::to_owned);
        post.tags = tags(node);
        post.author_name = node.says("dc:creator").map(str::to_owned);
        post.pictures = featured.cloned().into_iter().collect();
        post.comments = node.all("wp:comment").filter_map(comment).collect();
        post.draft = status != "publish" || secret;
        Some(post)
    }
}

/// The same as the feed of the same blog gives, so that both know each other's posts.
fn source_id(node: &Node) -> Option<String> {
    ["guid", "link", "wp:post_id"].iter().find_map(|name| node.says(name)).map(str::to_owned)
}

fn tags(node: &Node) -> Vec<String> {
    node.all("category")
        .filter(|one| matches!(one.attribute("domain"), None | Some("category" | "post_tag" | "tag")))
        .filter(|one| one.attribute("nicename") != Some("uncategorized"))
        .map(|one| plain(one.text()))
        .filter(|name| !name.is_empty())
        .collect()
}

/// A comment that was shown; pings of other blogs are none.
fn comment(node: &Node) -> Option<ImportedComment> {
    let kind = node.says("wp:comment_type").unwrap_or("comment");
    let shown = matches!(node.says("wp:comment_approved"), Some("1" | "approve"));
    if !shown || kind != "comment" {
        return None;
    }
    let date = ["wp:comment_date_gmt", "wp:comment_date"]
        .iter()
        .find_map(|name| node.says(name).and_then(dates::moment));
    Some(ImportedComment {
        source_id: node.says("wp:comment_id").unwrap_or_default().to_owned(),
        parent: node.says("wp:comment_parent").filter(|parent| *parent != "0").map(str::to_owned),
        author_name: plain(node.says("wp:comment_author").unwrap_or_default()),
        at: date,
        words: Words::Html(autop::shown(
            node.child("wp:comment_content").map(Node::text).unwrap_or_default(),
            &HashMap::new(),
        )),
    })
}
