//! Exercises: handed in, looked at, given back or approved; and which roles need the training in digital safety.

mod exercise;
mod judge;
mod required;

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_web::{Access, Member, Routes, Waiting};

use super::{PUBLIC, REQUIRE, TRAIN};
use crate::store::exercises;

/// Its routes.
pub(super) fn routes() -> Routes {
    const EXERCISE: &str = "/learn/{course}/{unit}/exercise";
    const ENROLLED: &str = "/enrolments/{code}/learn/{course}/{unit}/exercise";
    let train = Access::Needs(&TRAIN);
    Routes::new()
        .get(EXERCISE, Access::Member, exercise::show)
        .post(EXERCISE, Access::Member, exercise::hand_in)
        .get(ENROLLED, PUBLIC, exercise::show)
        .post(ENROLLED, PUBLIC, exercise::hand_in)
        .get("/desk/exercises", train, judge::list)
        .get("/desk/exercises/{id}", train, judge::show)
        .post("/desk/exercises/{id}/return", train, judge::give_back)
        .post("/desk/exercises/{id}/approve", train, judge::approve)
        .get("/desk/courses/required", train, required::show)
        .post("/desk/courses/required", Access::Needs(&REQUIRE), required::save)
}

/// Counts the exercises that wait for a trainer.
#[derive(Clone, Copy, Debug)]
pub struct Exercises;

#[async_trait]
impl Waiting for Exercises {
    async fn waiting(&self, db: &mut Conn, member: &Member) -> Result<Vec<(&'static str, i64)>, DbError> {
        if !member.may(&TRAIN) {
            return Ok(Vec::new());
        }
        Ok(vec![("/desk/exercises", exercises::count_handed(db).await?)])
    }
}
