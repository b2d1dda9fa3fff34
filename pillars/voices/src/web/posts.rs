//! One's own posts, and beginning one.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::{Page, PageRequest, PersonId};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::view::Pages;
use crate::{
    acts::write,
    model::{Blog, BlogRefusal, PostRefusal, PostState, PostWords},
    store::{blogs, lists, posts},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<u32>,
    blog: Option<String>,
    left: Option<String>,
    done: Option<String>,
}

struct Line {
    edit: String,
    title: String,
    state: PostState,
    blog: String,
    page: Option<String>,
    when: String,
    too_late: bool,
}

#[derive(Template)]
#[template(path = "my_posts.html")]
struct PostsPage<'a> {
    v: &'a Visitor,
    blogs: Vec<Blog>,
    posts: Page<Line>,
    pages: Pages,
    me: PersonId,
    done: Option<String>,
    refusal: Option<String>,
}

impl PostsPage<'_> {
    /// Whoever began a blog lets others go, not themselves.
    fn may_leave(&self, blog: &Blog) -> bool {
        blog.owner != Some(self.me)
    }
}

/// What a member is working on, in every state.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let request = PageRequest::new(wanted.page.unwrap_or(1), 30);
    let mut db = section.db.read().await?;
    let page = request.page(lists::workbench(&mut db, member.id, None, request).await?);
    let mut items = Vec::new();
    for line in &page.items {
        let too_late = line.state == PostState::Draft
            && posts::by_id(&mut db, line.id).await?.is_some_and(|post| post.came_too_late);
        let when = match line.state {
            PostState::Scheduled => line.publish_at,
            PostState::Published => line.published_at,
            PostState::Draft | PostState::Withdrawn => Some(line.updated_at),
        };
        items.push(Line {
            edit: v.href(&format!("/me/posts/{}", line.id)),
            title: line.title.clone(),
            state: line.state,
            blog: line.blog_title.clone(),
            page: (line.state == PostState::Published)
                .then(|| v.href(&format!("/blogs/{}/{}", line.blog_slug, line.slug))),
            when: v.words.moment(when.unwrap_or(line.updated_at)),
            too_late,
        });
    }
    let posts = Page { items, number: page.number, more: page.more };
    let pages = Pages::of(&v, &posts, "/me/posts");
    let blogs = blogs::of_person(&mut db, member.id).await?;
    let left = wanted.left.as_deref();
    let done = match (left, wanted.done.as_deref()) {
        (Some("done"), _) => Some(v.words.t("my-posts-left")),
        (_, Some("deleted")) => Some(v.words.t("my-posts-deleted")),
        _ => None,
    };
    let refusal = (left == Some("last-editor")).then(|| v.words.t(BlogRefusal::LastEditor.key()));
    PostsPage { v: &v, blogs, posts, pages, me: member.id, done, refusal }.answer()
}

#[derive(Template)]
#[template(path = "post_new.html")]
struct NewPage<'a> {
    v: &'a Visitor,
    blogs: Vec<Blog>,
    chosen: String,
    title: &'a str,
    refusal: Option<String>,
}

/// Asks for a title and a blog.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let mut blogs = blogs::of_person(&mut db, v.signed_in()?.id).await?;
    blogs.retain(Blog::is_open);
    NewPage { v: &v, blogs, chosen: wanted.blog.unwrap_or_default(), title: "", refusal: None }.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    blog: String,
    title: String,
}

/// Begins a draft and leads to it.
pub(super) async fn begin(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<NewForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let mut blogs = blogs::of_person(&mut tx, member.id).await?;
    blogs.retain(Blog::is_open);
    let words = PostWords { title: form.title.clone(), ..PostWords::default() }.judged();
    let blog = blogs.iter().find(|blog| blog.id.to_string() == form.blog).cloned();
    let (words, blog) = match (words, blog) {
        (Ok(words), Some(blog)) => (words, blog),
        (words, _) => {
            let refusal = words.err().unwrap_or(PostRefusal::NoBlog);
            let page = NewPage {
                v: &v,
                blogs,
                chosen: form.blog,
                title: &form.title,
                refusal: Some(v.words.t(refusal.key())),
            };
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let sent = write::Sent { words, language: blog.language, translation_of: None, tags: Vec::new() };
    let post =
        write::begin(&mut tx, &blog, member.id, &sent, section.clock.now(), section.random.as_ref()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/posts/{}", post.id))).into_response())
}
