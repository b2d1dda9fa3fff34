use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::Reading;
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    threads::pace,
    view::{Alternate, Byline, Card, Link, Names, Pages, alternates, cards, set},
};
use crate::{
    feeds::{self, FeedKind},
    model::{Blog, Recipient, Role, Target, TargetKind},
    store,
};

const SIZE: u32 = 10;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    after: String,
    before: String,
    month: Option<String>,
    tag: Option<String>,
    sent: Option<String>,
}

struct Counted {
    link: Link,
    count: i64,
    current: bool,
}

#[derive(Template)]
#[template(path = "blog.html")]
struct BlogPage<'a> {
    v: &'a Visitor,
    blog: &'a Blog,
    title: String,
    about: String,
    href: String,
    canonical: String,
    authors: Vec<Byline>,
    filter: Option<String>,
    posts: Vec<Card>,
    pages: Pages,
    months: Vec<Counted>,
    tags: Vec<Counted>,
    sent: Option<String>,
    feed: Link,
    json: String,
    alternates: Vec<Alternate>,
    podcast: Option<String>,
    follows: &'static str,
    settings: Option<String>,
    write: Option<String>,
}

/// A blog, newest posts first, by month or tag where the reader asked for it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let Some(blog) = store::blogs::by_slug(&mut db, &slug).await? else {
        return match store::blogs::moved_to(&mut db, &slug).await? {
            Some(now) => Ok(Redirect::permanent(&v.href(&format!("/blogs/{now}"))).into_response()),
            None => Err(WebError::NotFound),
        };
    };
    let reading = Reading::of(&wanted.after, &wanted.before);
    let path = format!("/blogs/{}", blog.slug);
    let tags = store::tags::of_blog(&mut db, blog.id).await?;
    let tag = match &wanted.tag {
        Some(slug) => Some(store::tags::in_blog(&mut db, blog.id, slug).await?.ok_or(WebError::NotFound)?),
        None => None,
    };
    let (part, filter, filtered) = match (&wanted.month, &tag) {
        (Some(month), _) => {
            let said = said_month(&v, month).ok_or(WebError::NotFound)?;
            let part = store::lists::of_month(&mut db, blog.id, month, reading, SIZE).await?;
            (part, Some(said), format!("{path}?month={month}"))
        }
        (None, Some(tag)) => {
            let part = store::lists::of_tag(&mut db, blog.id, &tag.slug, reading, SIZE).await?;
            (part, Some(tag.name.clone()), format!("{path}?tag={}", tag.slug))
        }
        (None, None) => (store::lists::of_blog(&mut db, blog.id, reading, SIZE).await?, None, path.clone()),
    };
    let posts = cards(&section, &mut db, &v, &part.items).await?;
    let months = months(&mut db, &v, &blog, wanted.month.as_deref()).await?;
    // Who may write here is not told; who wrote here is, while they take part.
    let writers = store::blogs::published_by(&mut db, blog.id).await?;
    let names = Names::of(&section, &mut db, writers.iter().copied()).await?;
    let role = match &v.member {
        Some(member) => store::blogs::role_of(&mut db, blog.id, member.id).await?,
        None => None,
    };
    let mut known = alternates(&blog.title, |kind| feeds::of_blog(&blog.slug, kind));
    let (feed, json) = match &tag {
        Some(tag) => {
            known.extend(alternates(&tag.name, |kind| feeds::of_tag(&tag.slug, kind)));
            let label = v.words.put("subscribe-atom-tag", "tag", &tag.name);
            let href = feeds::of_tag(&tag.slug, FeedKind::Atom);
            (Link { href, label }, feeds::of_tag(&tag.slug, FeedKind::Json))
        }
        None => {
            let href = feeds::of_blog(&blog.slug, FeedKind::Atom);
            let label = v.words.t("subscribe-atom");
            (Link { href, label }, feeds::of_blog(&blog.slug, FeedKind::Json))
        }
    };
    let sound = store::attachments::blog_has_sound(&mut db, blog.id).await?;
    let follows = match &v.member {
        Some(member) => {
            let all = Target { kind: TargetKind::Blog, id: blog.id.as_uuid() };
            pace(&mut db, Recipient::Person(member.id), all).await?
        }
        None => "",
    };
    let page = BlogPage {
        v: &v,
        sent: wanted.sent.as_deref().and_then(sentence).map(|key| v.words.t(key)),
        feed,
        json,
        alternates: known,
        title: set(blog.language, &blog.title),
        about: set(blog.language, &blog.about),
        podcast: sound.then(|| feeds::of_blog(&blog.slug, FeedKind::Podcast)),
        follows,
        pages: Pages::along(&v, &part, &filtered, |line| line.id.to_string()),
        canonical: v.url(&path),
        authors: writers
            .into_iter()
            .filter(|person| names.takes_part(*person))
            .map(|person| names.byline(&v, Some(person)))
            .collect(),
        tags: tags
            .into_iter()
            .map(|(tag, count)| Counted {
                current: wanted.tag.as_ref() == Some(&tag.slug),
                link: Link { href: v.href(&format!("{path}?tag={}", tag.slug)), label: tag.name },
                count,
            })
            .collect(),
        settings: (role == Some(Role::Editor) || v.may(&super::EDIT_ALL))
            .then(|| v.href(&format!("/me/blogs/{}", blog.id))),
        write: role.filter(|_| blog.is_open()).map(|_| v.href(&format!("/me/posts/new?blog={}", blog.id))),
        href: v.href(&path),
        blog: &blog,
        filter,
        posts,
        months,
    };
    page.answer_public()
}

/// What is said after an act, by the word in the address.
fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "follow" => "follow-done",
        "follow-off" => "follow-ended",
        _ => return None,
    })
}

async fn months(
    db: &mut Conn,
    v: &Visitor,
    blog: &Blog,
    current: Option<&str>,
) -> Result<Vec<Counted>, WebError> {
    let counted = |(month, count): (String, i64)| Counted {
        link: Link {
            href: v.href(&format!("/blogs/{}?month={month}", blog.slug)),
            label: said_month(v, &month).unwrap_or_else(|| month.clone()),
        },
        count,
        current: current == Some(month.as_str()),
    };
    Ok(store::lists::months(db, blog.id).await?.into_iter().map(counted).collect())
}

/// `2013-02` as the reader says it.
fn said_month(v: &Visitor, month: &str) -> Option<String> {
    let (year, number) = month.split_once('-')?;
    let (year, number) = (year.parse::<i16>().ok()?, number.parse::<i8>().ok()?);
    ((1..=12).contains(&number) && month.len() == 7).then(|| v.words.month(year, number))
}
