//! What the front page puts forward.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::{Id, Reading, Timestamp};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    reading::{self, At},
    view::Link,
};
use crate::{
    acts::staff,
    store::{
        featured::{self, Featured},
        lists, posts,
    },
};

/// The last day is a whole day.
const LAST_DAY: std::time::Duration = std::time::Duration::from_secs(86_400);

struct Choice {
    id: Id<Featured>,
    post: Link,
    starts: String,
    ends: Option<String>,
    is_on: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FeatureForm {
    address: String,
    starts: String,
    ends: String,
    id: String,
}

#[derive(Template)]
#[template(path = "featured.html")]
struct FeaturedPage<'a> {
    v: &'a Visitor,
    choices: Vec<Choice>,
    recent: Vec<Link>,
    form: &'a FeatureForm,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    address: String,
    done: String,
}

/// What is said after an act, by the word in the address.
fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "added" => "featured-done-added",
        "replaced" => "featured-done-replaced",
        "removed" => "featured-done-removed",
        _ => return None,
    })
}

/// What is and will be put forward.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&super::FEATURE)?;
    let mut db = section.db.read().await?;
    let form = FeatureForm {
        address: wanted.address,
        starts: section.clock.now().day().to_string(),
        ..FeatureForm::default()
    };
    let mut page = page(&mut db, &v, section.clock.now(), &form, None).await?;
    page.done = sentence(&wanted.done).map(|key| v.words.t(key));
    page.answer()
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    now: Timestamp,
    form: &'a FeatureForm,
    refusal: Option<String>,
) -> Result<FeaturedPage<'a>, WebError> {
    let mut choices = Vec::new();
    for choice in featured::choices(db, now).await? {
        let Some(line) = lists::line(db, choice.post).await? else { continue };
        choices.push(Choice {
            id: choice.id,
            post: Link {
                href: v.href(&format!("/blogs/{}/{}", line.blog_slug, line.slug)),
                label: line.title,
            },
            starts: v.day(choice.starts),
            // The end is the midnight after the last day.
            ends: choice.ends.map(|at| v.day(at - LAST_DAY)),
            is_on: choice.starts <= now,
        });
    }
    let recent = lists::newest(db, Reading::Start, 20).await?;
    let recent = recent
        .items
        .into_iter()
        .map(|line| Link { href: format!("/blogs/{}/{}", line.blog_slug, line.slug), label: line.title });
    Ok(FeaturedPage { v, choices, recent: recent.collect(), form, refusal, done: None })
}

/// Puts a post forward from one day to another.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<FeatureForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::FEATURE)?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let refusal = 'act: {
        let path = form.address.trim();
        let path = path.strip_prefix(v.url("").as_str()).unwrap_or(path);
        let mut parts = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/').split('/');
        let (Some("blogs"), Some(blog), Some(post)) = (parts.next(), parts.next(), parts.next()) else {
            break 'act "featured-refused-no-post";
        };
        let post = match reading::at(&mut tx, blog, post).await {
            Ok(At::Post(found)) => found.1,
            Ok(At::Moved(_)) | Err(WebError::NotFound | WebError::Gone) => {
                break 'act "featured-refused-no-post";
            }
            Err(error) => return Err(error),
        };
        let (Some(starts), ends) = (day(&form.starts), day(&form.ends)) else {
            break 'act "featured-refused-no-day";
        };
        if ends.is_none() && !form.ends.trim().is_empty() {
            break 'act "featured-refused-no-day";
        }
        let ends = ends.map(|at| at + LAST_DAY);
        if ends.is_some_and(|ends| ends <= starts || ends <= now) {
            break 'act "featured-refused-ends-first";
        }
        let id = Id::new(now, section.random.as_ref());
        let choice = Featured { id, post: post.id, starts, ends, by: Some(member.id) };
        let replaced = featured::take_back(&mut tx, post.id, now).await? > 0;
        featured::insert(&mut tx, &choice, now).await?;
        let thing = format!("post {}", post.id);
        staff::note(&section, &mut tx, member, "voices-log-featured", post.author, &thing).await?;
        tx.public_changed().await?;
        tx.commit().await?;
        let done = if replaced { "replaced" } else { "added" };
        return Ok(Redirect::to(&v.href(&format!("/desk/featured?done={done}"))).into_response());
    };
    let sentence = v.words.t(refusal);
    page(&mut tx, &v, now, &form, Some(sentence)).await?.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

fn day(typed: &str) -> Option<Timestamp> {
    let typed = typed.trim();
    (typed.len() == 10).then(|| format!("{typed}T00:00:00Z").parse().ok()).flatten()
}

/// Puts a post forward no more.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<FeatureForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::FEATURE)?;
    let id = form.id.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    if let Some(post) = featured::post_of(&mut tx, id).await? {
        let author = posts::by_id(&mut tx, post).await?.and_then(|post| post.author);
        let thing = format!("post {post}");
        staff::note(&section, &mut tx, member, "voices-log-unfeatured", author, &thing).await?;
    }
    featured::remove(&mut tx, id).await?;
    tx.public_changed().await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/featured?done=removed")).into_response())
}
