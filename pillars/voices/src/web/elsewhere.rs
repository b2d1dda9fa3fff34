//! What sister sections publish: shown to everyone, adapted by members, chosen by staff.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::{Conn, DbError};
use griot_jobs::enqueue;
use griot_kernel::{Id, Page, PageRequest, PersonId, WorkId};
use griot_web::{Access, Answer, Form, Routes, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    ELSEWHERE,
    sure::SurePage,
    view::{Pages, set},
};
use crate::{
    acts::{staff, write::excerpt_of},
    import::{ElsewhereFeed, ElsewhereItem, FeedId, ItemId},
    jobs::import::{LookElsewhere, without_pictures},
    model::{Aim, Blog, Format, Post, PostState},
    store::{blogs, elsewhere, posts, revisions},
};

/// The pages and acts of what is elsewhere.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/elsewhere", Access::Public("what sister sections publish is for everyone"), list)
        .post("/elsewhere/{item}/adapt", Access::Member, adapt)
        .get("/desk/elsewhere", Access::Needs(&ELSEWHERE), desk)
        .post("/desk/elsewhere", Access::Needs(&ELSEWHERE), add)
        .get("/desk/elsewhere/{feed}/remove", Access::Needs(&ELSEWHERE), ask_remove)
        .post("/desk/elsewhere/{feed}/remove", Access::Needs(&ELSEWHERE), remove)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    page: Option<u32>,
}

/// Something that was published elsewhere.
struct Line {
    id: ItemId,
    title: String,
    excerpt: String,
    link: String,
    language: Option<String>,
    day: String,
    date: String,
    source: String,
    source_link: Option<String>,
    licence: String,
}

#[derive(Template)]
#[template(path = "import_elsewhere.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    lines: Page<Line>,
    pages: Pages,
    blogs: Vec<Blog>,
}

/// What sister sections published, newest first.
async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let request = PageRequest::new(wanted.page.unwrap_or(1), 20);
    let mut db = section.db.read().await?;
    let feeds = elsewhere::feeds(&mut db).await?;
    let feeds: HashMap<FeedId, ElsewhereFeed> = feeds.into_iter().map(|feed| (feed.id, feed)).collect();
    let page = request.page(elsewhere::newest(&mut db, request).await?);
    let blogs = match &v.member {
        Some(member) => open_blogs(&mut db, member.id).await?,
        None => Vec::new(),
    };
    let lines = page.map(|item| {
        let feed = feeds.get(&item.feed);
        // A feed that names no language is one of the house's own.
        let language = item.language.unwrap_or(v.settings.language);
        Line {
            id: item.id,
            title: set(language, &item.title),
            excerpt: set(language, &item.excerpt),
            link: item.link,
            language: item.language.filter(|one| *one != v.words.language()).map(|one| one.to_string()),
            day: v.day(item.published_at),
            date: item.published_at.day().to_string(),
            source: feed.map(|feed| feed.title.clone()).unwrap_or_default(),
            source_link: feed.and_then(|feed| feed.site_link.clone()),
            licence: feed.map(|feed| feed.licence.clone()).unwrap_or_default(),
        }
    });
    let pages = Pages::of(&v, &lines, "/elsewhere");
    ListPage { v: &v, lines, pages, blogs }.answer_public()
}

/// The blogs in which a member may write now.
async fn open_blogs(db: &mut Conn, person: PersonId) -> Result<Vec<Blog>, DbError> {
    let mut mine = blogs::of_person(db, person).await?;
    mine.retain(Blog::is_open);
    Ok(mine)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AdaptForm {
    blog: String,
}

/// Copies a text into a draft of one's own blog, its source and licence noted, and leads to it.
async fn adapt(
    State(section): State<Section>,
    v: Visitor,
    Path(item): Path<ItemId>,
    Form(form): Form<AdaptForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let item = elsewhere::item(&mut tx, item).await?.ok_or(WebError::NotFound)?;
    let feed = elsewhere::feed(&mut tx, item.feed).await?.ok_or(WebError::NotFound)?;
    let mine = open_blogs(&mut tx, member.id).await?;
    let blog = mine.into_iter().find(|blog| blog.id.to_string() == form.blog).ok_or(WebError::Forbidden)?;
    let now = section.clock.now();
    let mut post = Post {
        id: WorkId::secret(section.random.as_ref()),
        author: Some(member.id),
        slug: posts::free_slug(&mut tx, blog.id, &griot_text::slug(&item.title), None).await?,
        state: PostState::Draft,
        publish_at: None,
        not_after: None,
        published_at: None,
        language: item.language.unwrap_or(blog.language),
        translation_of: None,
        revision: 1,
        title: item.title.clone(),
        body: adapted(&section, &blog, &feed, &item),
        format: Format::Html,
        excerpt: String::new(),
        picture: None,
        aim: Aim::default(),
        missed: None,
        created_at: now,
        updated_at: now,
        blog: blog.id,
        // It is another text from here on: where it is from stands below it, and this is its first place.
        canonical_url: None,
        source_name: None,
    };
    post.excerpt = excerpt_of(&post);
    posts::insert(&mut tx, &post).await?;
    revisions::add(&mut tx, &post, Some(member.id)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/posts/{}", post.id))).into_response())
}

/// The text, its pictures as links, and below it where it is from.
fn adapted(section: &Section, blog: &Blog, feed: &ElsewhereFeed, item: &ElsewhereItem) -> String {
    let words = section.words(blog.language);
    let plain = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let key = if feed.licence.is_empty() { "elsewhere-adapted" } else { "elsewhere-adapted-licence" };
    let said = words.with(
        key,
        [
            ("title", item.title.clone().into()),
            ("source", feed.title.clone().into()),
            ("licence", feed.licence.clone().into()),
        ],
    );
    let note = format!("\n<p><em><a href=\"{}\">{}</a></em></p>", plain(&item.link), plain(&said));
    griot_text::clean_html(&(without_pictures(&item.body) + &note), None).into_string()
}

/// A feed as staff see it.
struct FeedLine {
    id: FeedId,
    title: String,
    address: String,
    licence: String,
    is_followed: bool,
    problem: Option<String>,
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FeedForm {
    address: String,
    licence: String,
}

#[derive(Template)]
#[template(path = "import_elsewhere_desk.html")]
struct DeskPage<'a> {
    v: &'a Visitor,
    feeds: Vec<FeedLine>,
    form: &'a FeedForm,
    refusal: Option<String>,
}

/// The feeds that are followed.
async fn desk(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    v.require(&ELSEWHERE)?;
    let mut db = section.db.read().await?;
    page(&mut db, &v, &FeedForm::default(), None).await?.answer()
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    form: &'a FeedForm,
    refusal: Option<&str>,
) -> Result<DeskPage<'a>, WebError> {
    let line = |feed: ElsewhereFeed| FeedLine {
        id: feed.id,
        title: if feed.title.is_empty() { v.words.t("elsewhere-not-yet-read") } else { feed.title },
        address: feed.address,
        licence: feed.licence,
        is_followed: feed.is_followed,
        problem: feed.problem.map(|key| v.words.t(&key)),
        next: v.words.moment(feed.next_at),
    };
    let feeds = elsewhere::feeds(db).await?.into_iter().map(line).collect();
    Ok(DeskPage { v, feeds, form, refusal: refusal.map(|key| v.words.t(key)) })
}

/// Begins to follow a feed.
async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<FeedForm>,
) -> Result<Response, WebError> {
    let member = v.require(&ELSEWHERE)?;
    let now = section.clock.now();
    let address = section.fetcher.address(&form.address).map_err(griot_fetch::FetchError::key);
    let mut tx = section.db.begin().await?;
    let added = match address {
        Err(key) => Err(key),
        Ok(address)
            if elsewhere::feeds(&mut tx).await?.iter().any(|feed| feed.address == address.as_str()) =>
        {
            Err("elsewhere-refused-known")
        }
        Ok(address) => {
            let feed = ElsewhereFeed {
                id: Id::new(now, section.random.as_ref()),
                address: address.to_string(),
                title: String::new(),
                site_link: None,
                licence: form
                    .licence
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .chars()
                    .take(200)
                    .collect(),
                is_followed: true,
                etag: None,
                last_modified: None,
                next_at: now,
                quiet: 0,
                failures: 0,
                problem: None,
                by: Some(member.id),
                at: now,
            };
            match elsewhere::add(&mut tx, &feed).await {
                Ok(()) => Ok(feed.id),
                // Another of the staff was a moment faster.
                Err(DbError::Taken(_)) => return Ok(Redirect::to(&v.href("/desk/elsewhere")).into_response()),
                Err(error) => return Err(error.into()),
            }
        }
    };
    match added {
        Ok(feed) => {
            enqueue(&mut tx, &LookElsewhere { feed }).await?;
            let thing = format!("feed {feed}");
            staff::note(&section, &mut tx, member, "voices-log-elsewhere-followed", None, &thing).await?;
            tx.commit().await?;
            Ok(Redirect::to(&v.href("/desk/elsewhere")).into_response())
        }
        Err(key) => page(&mut tx, &v, &form, Some(key)).await?.answer_with(StatusCode::UNPROCESSABLE_ENTITY),
    }
}

/// Asks whether a feed should be followed no more: its texts and its licence go with it.
async fn ask_remove(
    State(section): State<Section>,
    v: Visitor,
    Path(feed): Path<FeedId>,
) -> Result<Response, WebError> {
    v.require(&ELSEWHERE)?;
    let mut db = section.db.read().await?;
    let feed = elsewhere::feed(&mut db, feed).await?.ok_or(WebError::NotFound)?;
    let title = if feed.title.is_empty() { &feed.address } else { &feed.title };
    let page = SurePage {
        v: &v,
        question: v.words.put("elsewhere-remove-question", "title", title),
        quote: None,
        how: v.words.t("elsewhere-remove-how"),
        action: v.href(&format!("/desk/elsewhere/{}/remove", feed.id)),
        act: "remove",
        button: v.words.t("elsewhere-remove"),
        back: v.href("/desk/elsewhere"),
    };
    page.answer()
}

/// Follows a feed no more.
async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path(feed): Path<FeedId>,
    Form(_): Form<FeedForm>,
) -> Result<Response, WebError> {
    let member = v.require(&ELSEWHERE)?;
    let mut tx = section.db.begin().await?;
    if elsewhere::remove(&mut tx, feed).await? {
        let thing = format!("feed {feed}");
        staff::note(&section, &mut tx, member, "voices-log-elsewhere-left", None, &thing).await?;
    }
    tx.public_changed().await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/elsewhere")).into_response())
}
