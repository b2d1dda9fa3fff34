//! What stands in the house, told by its menu: the five doors and the seven stops of the tour.

use griot_web::{Entry, Section};

/// A way into a pillar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Door {
    /// Where it leads.
    pub path: &'static str,
    /// The message on it.
    pub key: &'static str,
}

const DOORS: [Door; 5] = [
    Door { path: "/blogs", key: "home-door-speak" },
    Door { path: "/report", key: "home-door-document" },
    Door { path: "/petitions", key: "home-door-mobilise" },
    Door { path: "/workshops", key: "home-door-learn" },
    Door { path: "/reach", key: "home-door-measure" },
];

/// The doors behind which something stands.
pub(super) fn open_doors(section: &Section) -> Vec<Door> {
    DOORS.into_iter().filter(|door| stands(section, door.path)).collect()
}

/// An idea and the page that answers it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    pub number: u8,
    pub path: &'static str,
    pub title: &'static str,
    pub idea: &'static str,
    /// Pages that show more of it, each named as the menu names it.
    pub more: &'static [&'static str],
}

const STOPS: [Stop; 7] = [
    Stop { number: 1, path: "/blogs", title: "home-stop-1", idea: "home-stop-1-idea", more: &[] },
    Stop {
        number: 2,
        path: "/strategy",
        title: "home-stop-2",
        idea: "home-stop-2-idea",
        more: &["/desk/strategy", "/desk/calendar"],
    },
    Stop {
        number: 3,
        path: "/campaigns",
        title: "home-stop-3",
        idea: "home-stop-3-idea",
        more: &["/desk/room", "/press", "/newsletter", "/desk/inbox", "/desk/today"],
    },
    Stop {
        number: 4,
        path: "/workshops",
        title: "home-stop-4",
        idea: "home-stop-4-idea",
        more: &["/learn", "/desk/workshops", "/desk/courses", "/desk/skills"],
    },
    Stop {
        number: 5,
        path: "/desk/strategy/roadmap",
        title: "home-stop-5",
        idea: "home-stop-5-idea",
        more: &["/desk/monday"],
    },
    Stop { number: 6, path: "/petitions", title: "home-stop-6", idea: "home-stop-6-idea", more: &[] },
    Stop { number: 7, path: "/reach", title: "home-stop-7", idea: "home-stop-7-idea", more: &[] },
];

/// The stops whose live page stands.
pub(super) fn live_stops(section: &Section) -> Vec<Stop> {
    STOPS.into_iter().filter(|stop| stands(section, stop.path)).collect()
}

/// The pages that show more of a stop, as the menu knows them.
pub(super) fn more(section: &Section, stop: Stop) -> Vec<Entry> {
    let entry = |path: &&str| section.house.menu.iter().find(|entry| entry.path == *path).copied();
    stop.more.iter().filter_map(entry).collect()
}

fn stands(section: &Section, path: &str) -> bool {
    section.house.menu.iter().any(|entry| entry.path == path)
}
