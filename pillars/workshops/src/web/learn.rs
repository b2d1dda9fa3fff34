//! Courses, as learners take them: by account, by the code of an enrolment, or by nobody whose progress is kept.

mod code;
mod course;
mod list;
mod mine;
mod pack;
mod progress;
mod quiz;
mod results;
mod sync;
mod unit;
mod weight;
mod who;

use griot_web::{Access, Routes};

pub(crate) use mine::shelf;
pub(super) use who::learner_of;

use super::{PUBLIC, TRAIN};

/// Why whoever holds the code of an enrolment is let in.
const CODE: Access = Access::Public("whoever holds the code of an enrolment takes its course");

/// Its routes.
pub(super) fn routes() -> Routes {
    let train = Access::Needs(&TRAIN);
    let doors = [("", PUBLIC), ("/enrolments/{code}", CODE)];
    let mut routes = Routes::new()
        .post("/learn", PUBLIC, code::enter)
        .get("/me/workshops", Access::Member, mine::show)
        .get("/desk/workshops/{id}/learning", train, progress::show);
    for (door, access) in doors {
        let at = |rest: &str| format!("{door}/learn{rest}");
        let sync = if door.is_empty() { Access::Member } else { access };
        let brought = if door.is_empty() { at("/sync") } else { format!("{door}/sync") };
        routes = routes
            .get(&at(""), access, list::show)
            .get(&at("/{course}"), access, course::show)
            .post(&at("/{course}/begin"), access, course::begin)
            .get(&at("/{course}/pack.json"), access, pack::give)
            .get(&at("/{course}/{unit}"), access, unit::show)
            .post(&at("/{course}/{unit}/read"), access, unit::read)
            .get(&at("/{course}/{unit}/answers"), access, results::show)
            .post(&at("/{course}/{unit}/answers"), access, quiz::answer)
            .get(&at("/{course}/{unit}/files/{file}"), access, unit::file)
            .post(&brought, sync, sync::take);
    }
    routes
}
