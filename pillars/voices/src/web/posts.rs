//! One's own posts, and beginning one.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::{PersonId, Reading};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{reading, view::Pages};
use crate::{
    acts::write,
    model::{Blog, BlogId, BlogRefusal, PostLine, PostRefusal, PostState, PostWords, Role},
    store::{blogs, lists},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    after: String,
    before: String,
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
    missed: Option<String>,
}

#[derive(Template)]
#[template(path = "my_posts.html")]
struct PostsPage<'a> {
    v: &'a Visitor,
    blogs: Vec<Blog>,
    /// Those whose settings are theirs to change.
    edited: Vec<BlogId>,
    posts: Vec<Line>,
    pages: Pages,
    me: PersonId,
    done: Option<String>,
    refusal: Option<String>,
}

impl PostsPage<'_> {
    fn may_set(&self, blog: &Blog) -> bool {
        self.edited.contains(&blog.id)
    }

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
    let reading = Reading::of(&wanted.after, &wanted.before);
    let mut db = section.db.read().await?;
    let part = lists::workbench(&mut db, member.id, None, reading, 30).await?;
    let pages = Pages::along(&v, &part, "/me/posts", |line| line.id.to_string());
    let line = |line: PostLine| {
        let when = match line.state {
            PostState::Scheduled => line.publish_at,
            PostState::Published => line.published_at,
            PostState::Draft | PostState::Withdrawn => Some(line.updated_at),
        };
        Line {
            edit: v.href(&format!("/me/posts/{}", line.id)),
            page: (line.state == PostState::Published)
                .then(|| v.href(&format!("/blogs/{}/{}", line.blog_slug, line.slug))),
            when: v.words.moment(when.unwrap_or(line.updated_at)),
            title: line.title,
            state: line.state,
            blog: line.blog_title,
            missed: line.missed.map(|why| v.words.t(&why.key())),
        }
    };
    let posts = part.items.into_iter().map(line).collect();
    let blogs = blogs::of_person(&mut db, member.id).await?;
    let mut edited = Vec::new();
    for blog in &blogs {
        let role = blogs::role_of(&mut db, blog.id, member.id).await?;
        if role == Some(Role::Editor) || reading::edits_all(member, blog) {
            edited.push(blog.id);
        }
    }
    let left = wanted.left.as_deref();
    let done = match (left, wanted.done.as_deref()) {
        (Some("done"), _) => Some(v.words.t("my-posts-left")),
        (_, Some("deleted")) => Some(v.words.t("my-posts-deleted")),
        _ => None,
    };
    let refusal = (left == Some("last-editor")).then(|| v.words.t(BlogRefusal::LastEditor.key()));
    PostsPage { v: &v, blogs, edited, posts, pages, me: member.id, done, refusal }.answer()
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
        write::begin(&mut tx, &blog, Some(member.id), &sent, section.clock.now(), section.random.as_ref())
            .await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/posts/{}", post.id))).into_response())
}
