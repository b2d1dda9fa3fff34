//! All that someone published, newest first.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::people::PublicNames;
use griot_kernel::Reading;
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::view::{Alternate, Card, Pages, alternates, cards};
use crate::{feeds, store::lists};

const SIZE: u32 = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    after: String,
    before: String,
}

#[derive(Template)]
#[template(path = "person_posts.html")]
struct PersonPage<'a> {
    v: &'a Visitor,
    name: String,
    profile: String,
    canonical: String,
    posts: Vec<Card>,
    pages: Pages,
    /// Nothing while the profile is closed: whoever could follow its feed would be told when they write.
    alternates: Vec<Alternate>,
}

/// The posts of someone whose profile this reader may open.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(handle): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let known = section.ask::<dyn PublicNames>()?.by_handle(&mut db, &handle).await?;
    let known = match (known, &v.member) {
        (Some(known), member) if known.open || member.is_some() => known,
        // A closed profile and one that does not exist look alike to strangers.
        (_, None) => return Err(WebError::SignIn { back: v.here() }),
        (_, Some(_)) => return Err(WebError::NotFound),
    };
    let reading = Reading::of(&wanted.after, &wanted.before);
    let part = lists::by_author(&mut db, known.person, reading, SIZE).await?;
    let path = format!("/people/{handle}/posts");
    let page = PersonPage {
        canonical: v.url(&path),
        profile: v.href(&format!("/people/{handle}")),
        posts: cards(&section, &mut db, &v, &part.items).await?,
        pages: Pages::along(&v, &part, &path, |line| line.id.to_string()),
        alternates: match known.open {
            true => alternates(&known.name, |kind| feeds::of_person(&handle, kind)),
            false => Vec::new(),
        },
        name: known.name,
        v: &v,
    };
    page.answer_public()
}
