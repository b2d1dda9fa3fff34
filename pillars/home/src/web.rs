//! The pages, one file each.

mod activity;
mod declaration;
mod doors;
mod front;
mod people;
mod search;
mod tour;
mod view;

use griot_web::{Access, Entry, Place, Routes};

/// The ways in.
pub(crate) const MENU: &[Entry] = &[
    Entry { path: "/", key: "home-menu-front", place: Place::Main, access: EVERYONE, order: 10 },
    Entry { path: "/search", key: "home-menu-search", place: Place::Main, access: EVERYONE, order: 90 },
    Entry { path: "/activity", key: "home-menu-activity", place: Place::Foot, access: EVERYONE, order: 20 },
    Entry { path: "/rights", key: "home-menu-rights", place: Place::Foot, access: EVERYONE, order: 30 },
    Entry { path: "/tour", key: "home-menu-tour", place: Place::DemoFoot, access: EVERYONE, order: 40 },
];

const EVERYONE: Access = Access::Public("what the section shows to everyone");

/// The pages of this pillar.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/", EVERYONE, front::page)
        .get("/activity", EVERYONE, activity::page)
        .get("/search", EVERYONE, search::page)
        .get("/tour", EVERYONE, tour::page)
        .get("/rights", EVERYONE, declaration::page)
}
