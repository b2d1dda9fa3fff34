//! The pages of an export: plain files that any browser opens from a memory card.

use askama::Template;
use griot_i18n::Words;
use griot_kernel::Timestamp;
use griot_web::WebError;

use super::contents::{Contents, Whole};
use crate::{acts::comment::html as words_of, model::PostState};

/// The stylesheet in the archive.
pub(super) const STYLE: &str = include_str!("../../templates/export.css");

/// A line of the table of contents.
struct Line<'a> {
    href: String,
    title: &'a str,
    day: Option<String>,
    draft: bool,
}

#[derive(Template)]
#[template(path = "export_index.html")]
struct IndexPage<'a> {
    words: &'a Words,
    language: &'a str,
    title: &'a str,
    about: &'a str,
    home: &'a str,
    today: String,
    published: Vec<Line<'a>>,
    drafts: Vec<Line<'a>>,
}

#[derive(Template)]
#[template(path = "export_post.html")]
struct PostPage<'a> {
    words: &'a Words,
    blog: &'a str,
    one: &'a Whole,
    day: Option<String>,
    html: &'a str,
    /// By whom, on which day, and the words, ready for a page.
    said: Vec<(&'a str, String, String)>,
}

/// The table of contents.
pub(super) fn index(contents: &Contents, today: Timestamp) -> Result<String, WebError> {
    let lines = contents.outline.iter().map(|one| Line {
        href: format!("posts/{}.html", contents.name_of(one.id)),
        title: &one.title,
        day: one.at.map(|at| contents.words.day(at)),
        draft: one.state != PostState::Published,
    });
    let (drafts, published) = lines.partition(|line| line.draft);
    let page = IndexPage {
        words: &contents.words,
        language: contents.blog.language.as_str(),
        title: &contents.blog.title,
        about: &contents.blog.about,
        home: &contents.home,
        today: contents.words.day(today),
        published,
        drafts,
    };
    page.render().map_err(WebError::internal)
}

/// A post, with `html` whose addresses fit the archive.
pub(super) fn post(contents: &Contents, one: &Whole, html: &str) -> Result<String, WebError> {
    let page = PostPage {
        words: &contents.words,
        blog: &contents.blog.title,
        one,
        day: one.post.published_at.map(|at| contents.words.day(at)),
        html,
        said: one
            .comments
            .iter()
            .map(|said| {
                let words = words_of(&said.comment.body, one.post.language).into_string();
                (said.by.as_str(), contents.words.day(said.comment.at), words)
            })
            .collect(),
    };
    page.render().map_err(WebError::internal)
}
