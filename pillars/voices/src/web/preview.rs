//! A post as readers will see it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::header;

use super::{
    editor::Fields,
    post::{Source, source},
    reading,
    view::{Byline, Names, set},
};
use crate::{
    acts::{preview, write},
    model::{Blog, BlogState, Post, PostState},
    store::{blogs, drafts},
};

#[derive(Template)]
#[template(path = "preview.html")]
struct PreviewPage<'a> {
    v: &'a Visitor,
    blog: &'a Blog,
    post: &'a Post,
    title: String,
    blog_title: String,
    byline: Byline,
    html: String,
    source: Option<Source>,
    edit: Option<String>,
}

async fn page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    (blog, post): (&Blog, &Post),
    edit: Option<String>,
) -> Result<Response, WebError> {
    let on_tap = v.words.t("picture-on-tap");
    let html = write::body(post, v.light.then_some(on_tap.as_str())).into_string();
    let names = Names::of(section, db, post.author.into_iter()).await?;
    let byline = names.of_post(v, post.author, (blog.kind, &blog.title));
    let (title, blog_title) = (set(post.language, &post.title), set(blog.language, &blog.title));
    let page = PreviewPage { v, blog, post, title, blog_title, byline, html, source: source(post), edit };
    let mut response = page.answer()?;
    let quiet = http::HeaderValue::from_static("noindex");
    response.headers_mut().insert(http::HeaderName::from_static("x-robots-tag"), quiet);
    Ok(response)
}

/// For the writer: with what the editor saved by itself.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (blog, mut post) = reading::own(&mut db, &v, &id).await?;
    if let Some(draft) = drafts::of_post(&mut db, post.id).await? {
        post.title = draft.title;
        post.body = draft.body;
    }
    let edit = Some(v.href(&format!("/me/posts/{}", post.id)));
    page(&section, &mut db, &v, (&blog, &post), edit).await
}

/// For whoever holds the link: as it was last saved by hand.
pub(super) async fn by_link(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let post = preview::opened(&mut db, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let blog = blogs::by_id(&mut db, post.blog).await?.filter(|blog| blog.state != BlogState::Withdrawn);
    let blog = blog.ok_or(WebError::Gone)?;
    if post.state == PostState::Published {
        let to = v.href(&format!("/blogs/{}/{}", blog.slug, post.slug));
        return Ok(axum::response::Redirect::to(&to).into_response());
    }
    page(&section, &mut db, &v, (&blog, &post), None).await
}

/// For the editor's script: the text alone.
pub(super) async fn live(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (_, post) = reading::own(&mut db, &v, &id).await?;
    let post = Post { body: fields.body, ..post };
    let html = write::body(&post, None).into_string();
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
}
