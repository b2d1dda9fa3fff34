mod contact;
mod health;
mod jobs;
mod mail;
mod returns;
mod seizure;
mod settings;

use griot_web::{Access, Routes};

use crate::RUN;

/// The pages of whoever keeps the house running.
pub fn routes() -> Routes {
    const ADMIN: Access = Access::Needs(&RUN);

    Routes::new()
        .get("/desk", Access::Staff, settings::desk)
        .get("/admin", ADMIN, settings::show)
        .post("/admin", ADMIN, settings::save)
        .get("/admin/mail", ADMIN, mail::list)
        .get("/admin/mail/{id}", ADMIN, mail::read)
        .post("/admin/mail/lift", ADMIN, returns::lift)
        .post("/admin/mail/lift-day", ADMIN, returns::lift_day)
        .post("/admin/mail/try", ADMIN, returns::try_way_back)
        .get("/admin/jobs", ADMIN, jobs::list)
        .post("/admin/jobs/again", ADMIN, jobs::all_again)
        .post("/admin/jobs/{id}/again", ADMIN, jobs::again)
        .post("/admin/jobs/{id}/forget", ADMIN, jobs::forget)
        .get("/admin/health", ADMIN, health::show)
        .get(
            "/.well-known/security.txt",
            Access::Public("whoever finds a weakness must learn where to tell it"),
            contact::show,
        )
        .get("/seizure", Access::Public("people must know before they write"), seizure::show)
}
