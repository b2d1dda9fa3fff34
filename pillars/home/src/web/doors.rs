//! What stands in the house, told by its menu: the five doors and the seven stops of the tour.

use griot_web::Section;

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
}

const STOPS: [Stop; 7] = [
    Stop { number: 1, path: "/blogs", title: "home-stop-1", idea: "home-stop-1-idea" },
    Stop { number: 2, path: "/strategy", title: "home-stop-2", idea: "home-stop-2-idea" },
    Stop { number: 3, path: "/campaigns", title: "home-stop-3", idea: "home-stop-3-idea" },
    Stop { number: 4, path: "/workshops", title: "home-stop-4", idea: "home-stop-4-idea" },
    Stop { number: 5, path: "/desk/strategy/roadmap", title: "home-stop-5", idea: "home-stop-5-idea" },
    Stop { number: 6, path: "/petitions", title: "home-stop-6", idea: "home-stop-6-idea" },
    Stop { number: 7, path: "/reach", title: "home-stop-7", idea: "home-stop-7-idea" },
];

/// The stops whose live page stands.
pub(super) fn live_stops(section: &Section) -> Vec<Stop> {
    STOPS.into_iter().filter(|stop| stands(section, stop.path)).collect()
}

fn stands(section: &Section, path: &str) -> bool {
    section.house.menu.iter().any(|entry| entry.path == path)
}
