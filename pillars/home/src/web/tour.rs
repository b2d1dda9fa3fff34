use askama::Template;
use axum::{extract::State, response::Response};
use griot_contracts::publications::{OutsidePlace, OutsidePlaces};
use griot_web::{Answer, Entry, Section, Visitor, WebError};

use super::{
    doors::{Stop, live_stops, more},
    people::{Face, Names},
};
use crate::store;

/// The first stop shows five blogs begun elsewhere.
const BLOGS: i64 = 5;

struct Blog {
    title: String,
    href: String,
    works: i64,
    source: Option<String>,
    keeper: Option<Face>,
}

struct More {
    href: String,
    label: String,
}

struct StopView {
    stop: Stop,
    more: Vec<More>,
}

#[derive(Template)]
#[template(path = "tour.html")]
struct TourPage<'a> {
    v: &'a Visitor,
    stops: Vec<StopView>,
    blogs: Vec<Blog>,
}

/// The tour: ideas beside the live pages that answer them.
pub(super) async fn page(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let shown = |stop: Stop| {
        let link = |entry: Entry| More { href: v.href(entry.path), label: v.words.t(entry.key) };
        // Whoever is signed in is led nowhere they may not go; a visitor is asked to sign in there.
        let open = |entry: &Entry| v.member.is_none() || entry.is_for(v.member.as_ref());
        StopView { stop, more: more(&section, stop).into_iter().filter(open).map(link).collect() }
    };
    let stops = live_stops(&section).into_iter().map(shown).collect();
    let mut blogs = Vec::new();
    if let Ok(places) = section.ask::<dyn OutsidePlaces>() {
        let places = places.list(&mut db, BLOGS).await?;
        let keepers: Vec<_> = places.iter().filter_map(|place| place.keeper).collect();
        let names = Names::of(&v, &mut db, &keepers).await?;
        blogs.extend(places.into_iter().map(|place| outside(&v, &names, place)));
    }
    if blogs.is_empty() {
        blogs.extend(store::places(&mut db, BLOGS).await?.into_iter().map(|place| Blog {
            title: place.title,
            href: v.href(&place.address),
            works: place.works,
            source: None,
            keeper: None,
        }));
    }
    TourPage { v: &v, stops, blogs }.answer_public()
}

fn outside(v: &Visitor, names: &Names, place: OutsidePlace) -> Blog {
    // Only the web is linked, whatever an import kept.
    let is_web = place.source.starts_with("https://") || place.source.starts_with("http://");
    Blog {
        title: place.here.title,
        href: v.href(&place.here.address),
        works: place.works,
        source: is_web.then_some(place.source),
        keeper: names.face(v, place.keeper),
    }
}
