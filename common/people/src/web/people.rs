//! Who takes part, for members; a profile, for strangers only if its owner opened it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_kernel::Page;
use griot_web::{Answer, Shelf, Visitor, WebError};

use super::PageQuery;
use crate::{Section, answers::picture_address, model::person::Person, store};

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage<'a> {
    v: &'a Visitor,
    people: Page<Person>,
    count: i64,
}

pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<PageQuery>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let people = store::persons::members(&mut db, query.request(48)).await?;
    let count = store::persons::count_members(&mut db).await?;
    PeoplePage { v: &v, people, count }.answer()
}

#[derive(Template)]
#[template(path = "profile.html")]
struct ProfilePage<'a> {
    v: &'a Visitor,
    person: &'a Person,
    picture: Option<String>,
    own: bool,
    shelves: Vec<Shelf>,
}

pub(super) async fn profile(
    State(section): State<Section>,
    v: Visitor,
    Path(handle): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let found = store::persons::by_handle(&mut db, &handle).await?.filter(Person::is_member);
    let person = match (found, &v.member) {
        (Some(person), Some(_)) => person,
        (Some(person), None) if person.open_profile => person,
        // A closed profile and one that does not exist look alike to strangers.
        (_, None) => return Err(WebError::SignIn { back: v.here() }),
        (None, Some(_)) => return Err(WebError::NotFound),
    };
    let picture = person.picture.as_deref().map(picture_address);
    let own = v.member.as_ref().is_some_and(|m| m.id == person.id);
    let mut shelves = Vec::new();
    for room in &section.house.shelves {
        shelves.extend(room.public(&mut db, &v, person.id, &person.handle).await?);
    }
    let page = ProfilePage { v: &v, person: &person, picture, own, shelves };
    if v.member.is_none() { page.answer_public() } else { page.answer() }
}

/// The first letters of a name, where there is no picture.
pub(super) fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}
