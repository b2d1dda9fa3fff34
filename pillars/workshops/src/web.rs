//! The pages of trainings.

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

use griot_web::{Access, Capability, Drawer, Entry, Place, Role, Routes};

/// Prepares and gives trainings.
pub const TRAIN: Capability = Capability {
    name: "workshops.training.give",
    roles: &[Role::Trainer, Role::Director, Role::Administrator],
};

/// What not everyone may do with trainings.
pub const RIGHTS: &[&Capability] = &[&TRAIN];

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
];

/// The routes of this pillar.
pub fn routes() -> Routes {
    workshops::routes()
        .merge(enrolment::routes())
        .merge(programmes::routes())
        .merge(desk::routes())
        .merge(attendance::routes())
        .merge(certificates::routes())
        .merge(courses::routes())
        .merge(learn::routes())
        .merge(practice::routes())
        .merge(evaluation::routes())
        .merge(follow_up::routes())
        .merge(skills::routes())
        .merge(clubs::routes())
}
