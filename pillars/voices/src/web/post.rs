use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::Reading;
use griot_web::{Answer, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    parts,
    reading::{self, At},
    share,
    threads::{Below, Typed, below},
    view::{Alternate, Byline, Link, Names, alternates, file, set},
};
use crate::{
    acts::write,
    answers::desk,
    feeds::{self, oembed_of},
    model::{Blog, Post, may_write},
    store::{blogs, lists, posts, tags},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    reply: Option<String>,
    sent: Option<String>,
    /// The comment to which a link led.
    comment: Option<String>,
    /// One thread alone.
    thread: Option<String>,
    after: String,
    before: String,
}

/// What a reader of a post asked for besides it.
struct Asked {
    comments: parts::Wanted,
    typed: Typed,
    /// What is said after an act.
    sent: Option<String>,
}

/// Where a post was first published.
pub(super) struct Source {
    pub name: String,
    pub url: String,
}

/// The same post in another language.
struct Translation {
    link: Link,
    tag: String,
    /// What the reader calls the language.
    language: String,
}

#[derive(Template)]
#[template(path = "post.html")]
pub(super) struct PostPage<'a> {
    v: &'a Visitor,
    blog: &'a Blog,
    post: &'a Post,
    title: String,
    blog_title: String,
    alternates: Vec<Alternate>,
    blog_href: String,
    here: String,
    address: String,
    canonical: String,
    oembed: String,
    image: Option<String>,
    json_ld: String,
    byline: Byline,
    day: String,
    date: String,
    minutes: u32,
    html: String,
    source: Option<Source>,
    translations: Vec<Translation>,
    tags: Vec<Link>,
    before: Option<Link>,
    after: Option<Link>,
    share: Vec<Link>,
    edit: Option<String>,
    feature: Option<String>,
    serve: Option<String>,
    below: Below,
    sent: Option<String>,
}

/// A published post with its comments.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path((blog, post)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (blog, post) = match reading::at(&mut db, &blog, &post).await? {
        At::Post(found) => *found,
        At::Moved(path) => return Ok(Redirect::permanent(&v.href(&path)).into_response()),
    };
    let id = |text: Option<String>| text.and_then(|id| id.parse().ok());
    let parent = id(wanted.reply);
    let comments = parts::Wanted {
        thread: id(wanted.thread),
        reading: Reading::of(&wanted.after, &wanted.before),
        at: id(wanted.comment).or(parent),
    };
    let sent = wanted.sent.as_deref().and_then(sentence).map(|key| v.words.t(key));
    let typed = Typed { parent, ..Typed::default() };
    let asked = Asked { comments, typed, sent };
    page(&section, &mut db, &v, &blog, &post, asked).await?.answer_public()
}

/// The post again, with what was typed into the comment form and why it was refused.
pub(super) async fn again(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    blog: &Blog,
    post: &Post,
    typed: Typed,
) -> Result<Response, WebError> {
    let comments = parts::Wanted { at: typed.parent, ..parts::Wanted::default() };
    let asked = Asked { comments, typed, sent: None };
    page(section, db, v, blog, post, asked).await?.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

/// What is said after an act, by the word in the address.
fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "waiting" => "comment-sent-waiting",
        "suspected" => "comment-sent-suspected",
        "check-mail" => "comment-sent-check-mail",
        "follow" => "follow-done",
        "follow-off" => "follow-ended",
        "follow-check-mail" => "follow-check-mail",
        "deleted" => "comment-deleted-done",
        "edited" => "comment-edited-done",
        "reported" => "comment-report-done",
        _ => return None,
    })
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    blog: &'a Blog,
    post: &'a Post,
    asked: Asked,
) -> Result<PostPage<'a>, WebError> {
    let names = Names::of(section, db, post.author.into_iter()).await?;
    let byline = names.of_post(v, post.author, (blog.kind, &blog.title));
    let blog_path = format!("/blogs/{}", blog.slug);
    let path = format!("{blog_path}/{}", post.slug);
    let address = v.url(&path);
    let on_tap = v.words.t("picture-on-tap");
    let html = write::body(post, v.light.then_some(on_tap.as_str()));
    let at = post.published_at.unwrap_or(post.updated_at);

    let mut translations = Vec::new();
    for other in posts::translations(db, post).await? {
        if let Some(line) = lists::line(db, other.id).await? {
            let href = v.href(&format!("/blogs/{}/{}", line.blog_slug, line.slug));
            translations.push(Translation {
                link: Link { href, label: set(line.language, &line.title) },
                tag: line.language.to_string(),
                language: v.words.language_name(line.language),
            });
        }
    }
    let near = |line: crate::model::PostLine| Link {
        href: v.href(&format!("/blogs/{}/{}", line.blog_slug, line.slug)),
        label: set(line.language, &line.title),
    };
    let edit = match &v.member {
        Some(member) => {
            let role = blogs::role_of(db, blog.id, member.id).await?;
            may_write(role, post.author == Some(member.id), reading::edits_all(member, blog))
                .then(|| v.href(&format!("/me/posts/{}", post.id)))
        }
        None => None,
    };
    Ok(PostPage {
        v,
        blog,
        post,
        title: set(post.language, &post.title),
        blog_title: set(blog.language, &blog.title),
        alternates: alternates(&blog.title, |kind| feeds::of_blog(&blog.slug, kind)),
        blog_href: v.href(&blog_path),
        here: v.href(&path),
        oembed: oembed_of(section, &address),
        canonical: post.canonical_url.clone().unwrap_or_else(|| address.clone()),
        image: post.picture.as_ref().map(|picture| v.url(&file(&picture.large))),
        json_ld: share::json_ld(v, blog, post, &byline, &address),
        byline,
        day: v.day(at),
        date: at.day().to_string(),
        minutes: griot_text::reading_minutes(&griot_text::plain(&html)),
        html: html.into_string(),
        source: source(post),
        translations,
        tags: tags::of_post(db, post.id)
            .await?
            .into_iter()
            .map(|tag| Link { href: v.href(&format!("{blog_path}?tag={}", tag.slug)), label: tag.name })
            .collect(),
        before: lists::before(db, post).await?.map(near),
        after: lists::after(db, post).await?.map(near),
        share: share::links(v, &post.title, &address),
        address,
        feature: v.may(&super::FEATURE).then(|| v.href(&format!("/desk/featured?address={path}#add"))),
        serve: v.may(&super::SERVE).then(|| v.href(&desk(post.id))),
        edit,
        below: below(section, db, v, blog, post, asked.comments, asked.typed).await?,
        sent: asked.sent,
    })
}

/// "First published on …", when it was.
pub(super) fn source(post: &Post) -> Option<Source> {
    let url = post.canonical_url.clone()?;
    let host = || url::Url::parse(&url).ok().and_then(|u| u.host_str().map(str::to_owned));
    let name = post.source_name.clone().or_else(host).unwrap_or_else(|| url.clone());
    Some(Source { name, url })
}
