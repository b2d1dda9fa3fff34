//! Where a member begins: what waits for them, what they were writing, what others answered.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_web::{Answer, Drawer, MenuItem, Place, Second, Shelf, Visitor, Way, WebError};

use super::{PageQuery, letters, rights};
use crate::{Section, answers::picture_address, store};

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage<'a> {
    v: &'a Visitor,
    name: &'a str,
    handle: &'a str,
    picture: Option<String>,
    about_missing: bool,
    needs_second: bool,
    letters: Option<String>,
    done: Option<String>,
    waiting: Vec<MenuItem>,
    shelves: Vec<Shelf>,
}

pub(super) async fn page(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<PageQuery>,
) -> Result<Response, WebError> {
    let id = v.signed_in()?.id;
    let mut db = section.db.read().await?;
    let person = store::persons::by_id(&mut db, id).await?.ok_or(WebError::NotFound)?;
    let alone = v.may(&rights::INVITE) && store::persons::count_members(&mut db).await? == 1;
    let mut shelves: Vec<Shelf> = alone.then(|| first_people(&v)).into_iter().collect();
    for room in &section.house.shelves {
        shelves.extend(room.own(&mut db, &v).await?);
    }
    StartPage {
        v: &v,
        name: &person.name,
        handle: &person.handle,
        picture: person.picture.as_deref().map(picture_address),
        about_missing: person.about.is_empty(),
        needs_second: v.signed_in()?.second == Second::Wanted,
        done: query.done(&v),
        letters: letters::note(&section, &mut db, &v, id).await?,
        waiting: waiting(&v),
        shelves,
    }
    .answer()
}

/// The ways behind which something waits, their own first.
fn waiting(v: &Visitor) -> Vec<MenuItem> {
    let ways = [Place::Me].into_iter().chain(Drawer::ALL.map(Place::Desk)).flat_map(|place| v.menu(place));
    ways.filter(|item| item.waiting > 0).collect()
}

/// For whoever has just opened the house and is alone in it.
fn first_people(v: &Visitor) -> Shelf {
    let way = |path: &str, key: &str| Way { href: v.href(path), label: v.words.t(key) };
    Shelf {
        title: v.words.t("people-start-alone"),
        hint: Some(v.words.t("people-start-alone-hint")),
        ways: vec![way("/desk/people", "people-start-invite"), way("/admin", "people-start-settings")],
        ..Shelf::default()
    }
}
