//! What WordPress reads: RSS with its own elements, WXR 1.2. Nobody's address is in it.

use std::collections::HashMap;

use griot_kernel::{Timestamp, WorkId};
use griot_web::{Section, midnight};

use super::contents::{Contents, Said, Whole};
use crate::{
    feeds::xml::Xml,
    model::{CommentId, CommentState, PostState},
};

const SPACES: [(&str, &str); 6] = [
    ("version", "2.0"),
    ("xmlns:excerpt", "http://wordpress.org/export/1.2/excerpt/"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:wfw", "http://wellformedweb.org/CommentAPI/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:wp", "http://wordpress.org/export/1.2/"),
];

/// Counts what WordPress names by numbers.
#[derive(Debug)]
pub(super) struct Wxr {
    site: String,
    files: String,
    items: u64,
    comments: u64,
    numbers: HashMap<WorkId, u64>,
}

impl Wxr {
    pub fn new(section: &Section) -> Self {
        Self {
            site: section.url(""),
            files: section.url("/files/"),
            items: 0,
            comments: 0,
            numbers: HashMap::new(),
        }
    }

    /// The beginning, up to the first post.
    pub fn head(&mut self, contents: &Contents) -> String {
        for one in &contents.outline {
            self.items += 1;
            self.numbers.insert(one.id, self.items);
        }
        let mut xml = Xml::piece();
        xml.text("title", &contents.blog.title);
        xml.text("link", &contents.home);
        xml.text("description", &contents.blog.about);
        xml.text("language", contents.blog.language.as_str());
        xml.text("wp:wxr_version", "1.2");
        xml.text("wp:base_site_url", &self.site);
        xml.text("wp:base_blog_url", &contents.home);
        let mut names: Vec<&str> = contents.names.values().map(|known| known.name.as_str()).collect();
        names.sort_unstable();
        for (number, name) in (1_u64..).zip(names) {
            xml.begin("wp:author", &[]);
            xml.text("wp:author_id", &number.to_string());
            xml.raw("wp:author_login", &[], name);
            xml.raw("wp:author_email", &[], "");
            xml.raw("wp:author_display_name", &[], name);
            xml.end();
        }
        let mut open = Xml::document();
        open.begin("rss", &SPACES);
        let open = open.done().trim_end().trim_end_matches("</rss>").to_owned();
        format!("{open}<channel>\n{}", xml.done())
    }

    /// A post, and the pictures and sounds that it shows.
    pub fn item(&mut self, one: &Whole) -> String {
        let post = &one.post;
        let number = self.numbers.get(&post.id).copied().unwrap_or_default();
        let at = post.published_at.unwrap_or(post.updated_at);
        let lead = post.picture.as_ref().map(|picture| picture.large.as_str());
        let files: Vec<(u64, String)> =
            (self.items + 1..).zip(one.files.iter().map(ToString::to_string)).collect();
        self.items += u64::try_from(files.len()).unwrap_or_default();

        let mut xml = Xml::piece();
        xml.begin("item", &[]);
        xml.text("title", &post.title);
        xml.text("link", &one.url);
        xml.text("pubDate", &rfc2822(at));
        xml.raw("dc:creator", &[], one.author.as_deref().unwrap_or_default());
        xml.element("guid", &[("isPermaLink", "false")], &format!("urn:uuid:{}", post.id));
        xml.text("description", "");
        xml.raw("content:encoded", &[], one.html.as_str());
        xml.raw("excerpt:encoded", &[], &post.excerpt);
        xml.text("wp:post_id", &number.to_string());
        dates(&mut xml, "wp:post_date", "wp:post_date_gmt", at);
        dates(&mut xml, "wp:post_modified", "wp:post_modified_gmt", post.updated_at);
        xml.text("wp:comment_status", "open");
        xml.text("wp:ping_status", "closed");
        xml.raw("wp:post_name", &[], &post.slug);
        xml.text("wp:status", status(post.state));
        xml.text("wp:post_parent", "0");
        xml.text("wp:menu_order", "0");
        xml.text("wp:post_type", "post");
        xml.text("wp:post_password", "");
        xml.text("wp:is_sticky", "0");
        for tag in &one.tags {
            xml.raw("category", &[("domain", "post_tag"), ("nicename", &tag.slug)], &tag.name);
        }
        let language = post.language.as_str();
        xml.raw("category", &[("domain", "language"), ("nicename", language)], language);
        if let Some(canonical) = &post.canonical_url {
            meta(&mut xml, "_yoast_wpseo_canonical", canonical);
        }
        if let Some((thumbnail, _)) = files.iter().find(|(_, key)| Some(key.as_str()) == lead) {
            meta(&mut xml, "_thumbnail_id", &thumbnail.to_string());
        }
        let first = self.comments;
        self.comments += u64::try_from(one.comments.len()).unwrap_or_default();
        let numbers: HashMap<CommentId, u64> =
            one.comments.iter().map(|said| said.comment.id).zip(first + 1..).collect();
        for said in &one.comments {
            comment(&mut xml, said, &numbers);
        }
        xml.end();
        for (id, key) in files {
            self.file(&mut xml, one, number, id, &key);
        }
        xml.done()
    }

    /// The end.
    pub fn foot(&self) -> String {
        "</channel>\n</rss>\n".to_owned()
    }

    fn file(&self, xml: &mut Xml, one: &Whole, parent: u64, number: u64, key: &str) {
        let url = format!("{}{key}", self.files);
        let name: String = key.chars().skip(3).take(16).collect();
        xml.begin("item", &[]);
        xml.text("title", &name);
        xml.text("link", &url);
        xml.raw("dc:creator", &[], one.author.as_deref().unwrap_or_default());
        xml.element("guid", &[("isPermaLink", "false")], &url);
        xml.raw("content:encoded", &[], "");
        xml.text("wp:post_id", &number.to_string());
        dates(xml, "wp:post_date", "wp:post_date_gmt", one.post.published_at.unwrap_or(one.post.updated_at));
        xml.raw("wp:post_name", &[], &name);
        xml.text("wp:status", "inherit");
        xml.text("wp:post_parent", &parent.to_string());
        xml.text("wp:post_type", "attachment");
        xml.raw("wp:attachment_url", &[], &url);
        xml.end();
    }
}

fn comment(xml: &mut Xml, said: &Said, numbers: &HashMap<CommentId, u64>) {
    let one = &said.comment;
    if one.state != CommentState::Shown {
        return;
    }
    let number = |id: CommentId| numbers.get(&id).copied().unwrap_or_default().to_string();
    xml.begin("wp:comment", &[]);
    xml.text("wp:comment_id", &number(one.id));
    xml.raw("wp:comment_author", &[], &said.by);
    xml.text("wp:comment_author_email", "");
    xml.text("wp:comment_author_url", "");
    xml.text("wp:comment_author_IP", "");
    // Others' hours are not the blog's to give away.
    dates(xml, "wp:comment_date", "wp:comment_date_gmt", midnight(one.at));
    xml.raw("wp:comment_content", &[], &quick_xml::escape::partial_escape(&one.body));
    xml.text("wp:comment_approved", "1");
    xml.text("wp:comment_type", "comment");
    xml.text("wp:comment_parent", &one.parent.map_or_else(|| "0".to_owned(), number));
    xml.text("wp:comment_user_id", "0");
    xml.end();
}

fn meta(xml: &mut Xml, key: &str, value: &str) {
    xml.begin("wp:postmeta", &[]);
    xml.raw("wp:meta_key", &[], key);
    xml.raw("wp:meta_value", &[], value);
    xml.end();
}

/// The clock of Burkina Faso is UTC's own.
fn dates(xml: &mut Xml, local: &str, utc: &str, at: Timestamp) {
    let text = at.to_jiff().strftime("%Y-%m-%d %H:%M:%S").to_string();
    xml.text(local, &text);
    xml.text(utc, &text);
}

fn rfc2822(at: Timestamp) -> String {
    at.to_jiff().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

fn status(state: PostState) -> &'static str {
    match state {
        PostState::Published => "publish",
        PostState::Draft | PostState::Scheduled => "draft",
        PostState::Withdrawn => "private",
    }
}
