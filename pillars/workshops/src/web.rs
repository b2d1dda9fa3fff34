//! The pages of trainings.

mod along;
mod attendance;
mod certificates;
mod clubs;
mod courses;
mod desk;
mod enrolment;
mod evaluation;
mod follow_up;
mod learn;
mod practice;
mod programmes;
mod skills;
mod view;
mod workshops;

use griot_i18n::Words;
use griot_kernel::Timestamp;
pub use practice::Exercises;

use griot_web::{Access, Capability, Drawer, Entry, Place, Role, Routes};

use crate::model::{Programme, Workshop};

/// Prepares and gives trainings.
pub const TRAIN: Capability = Capability {
    name: "workshops.training.give",
    roles: &[Role::Trainer, Role::Director, Role::Administrator],
};

/// Decides for which roles the training in digital safety is needed.
pub const REQUIRE: Capability =
    Capability { name: "workshops.training.require", roles: &[Role::Director, Role::Administrator] };

/// What not everyone may do with trainings.
pub const RIGHTS: &[&Capability] = &[&TRAIN, &REQUIRE];

/// Why anybody may see the pages of trainings.
const PUBLIC: Access = Access::Public("trainings are announced to everyone");

/// Where trainers work.
const DESK: Place = Place::Desk(Drawer::Training);

/// The ways in.
pub const MENU: &[Entry] = &[
    Entry::new("/workshops", "workshops-menu-public", Place::Main, PUBLIC, 27),
    Entry::new("/learn", "workshops-menu-learn", Place::Foot, PUBLIC, 13),
    Entry::new("/me/workshops", "workshops-menu-mine", Place::Me, Access::Member, 14),
    Entry::new("/desk/workshops", "workshops-menu-desk", DESK, Access::Needs(&TRAIN), 1),
    Entry::new("/desk/courses", "workshops-menu-courses", DESK, Access::Needs(&TRAIN), 2),
    Entry::new("/desk/exercises", "workshops-menu-exercises", DESK, Access::Needs(&TRAIN), 3),
    Entry::new("/desk/skills", "workshops-menu-skills", DESK, Access::Needs(&TRAIN), 4),
    Entry::new("/desk/clubs", "workshops-menu-clubs", DESK, Access::Needs(&TRAIN), 5),
    Entry::new("/me/skills", "skills-menu-mine", Place::Me, Access::Member, 15),
    Entry::new("/me/clubs", "club-menu-mine", Place::Me, Access::Member, 16),
];

pub(crate) use learn::shelf;

/// The routes of this pillar.
pub fn routes() -> Routes {
    workshops::routes()
        .merge(enrolment::routes())
        .merge(programmes::routes())
        .merge(desk::routes())
        .merge(attendance::routes())
        .merge(certificates::routes())
        .merge(courses::routes())
        .merge(along::routes())
        .merge(learn::routes())
        .merge(practice::routes())
        .merge(evaluation::routes())
        .merge(follow_up::routes())
        .merge(skills::routes())
        .merge(clubs::routes())
}

/// What a workshop is called: by a name of its own, or that of its programme.
pub(crate) fn title<'a>(workshop: &'a Workshop, programme: &'a Programme) -> &'a str {
    if workshop.words.title.is_empty() { &programme.words.title } else { &workshop.words.title }
}

/// From when until when something lasts, as clocks show it where the section is: one day with its hours, or the
/// first and the last day.
pub(crate) fn when(words: &Words, from: Timestamp, until: Timestamp) -> String {
    let zone = words.zone();
    let (first, last) = (zone.day(from), zone.day(until));
    let day = |day| words.date(Timestamp::start_of(day));
    if first == last {
        let values = [
            ("day", day(first).into()),
            ("from", words.hour(from).into()),
            ("until", words.hour(until).into()),
        ];
        words.with("workshops-span-day", values)
    } else {
        words.with("workshops-span-days", [("from", day(first).into()), ("until", day(last).into())])
    }
}
