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
    Entry::new("/", "home-menu-front", Place::Main, EVERYONE, 10),
    Entry::new("/search", "home-menu-search", Place::Main, EVERYONE, 90),
    Entry::new("/activity", "home-menu-activity", Place::Foot, EVERYONE, 20),
    Entry::new("/rights", "home-menu-rights", Place::Foot, EVERYONE, 30),
    Entry::new("/tour", "home-menu-tour", Place::DemoFoot, EVERYONE, 40),
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
