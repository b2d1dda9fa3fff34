//! Thirty and ninety days later: what was published, what stops people.

mod answer;
mod desk;

use griot_web::{Access, Routes};

use super::{TRAIN, evaluation::CODE};

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/enrolments/{code}/follow-up/{days}", CODE, answer::show)
        .post("/enrolments/{code}/follow-up/{days}", CODE, answer::give)
        .get("/enrolments/{code}/follow-up-off", CODE, answer::ask_off)
        .post("/enrolments/{code}/follow-up-off", CODE, answer::off)
        .get("/desk/workshops/{workshop}/follow-up", Access::Needs(&TRAIN), desk::show)
}
