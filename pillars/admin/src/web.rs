mod health;
mod jobs;
mod mail;
mod seizure;
mod settings;

use griot_web::{Access, Routes};

use crate::RUN;

pub(crate) fn routes() -> Routes {
    const ADMIN: Access = Access::Needs(&RUN);

    Routes::new()
        .get("/desk", Access::Staff, settings::desk)
        .get("/admin", ADMIN, settings::show)
        .post("/admin", ADMIN, settings::save)
        .get("/admin/mail", ADMIN, mail::list)
        .get("/admin/mail/{id}", ADMIN, mail::read)
        .get("/admin/jobs", ADMIN, jobs::list)
        .post("/admin/jobs/{id}/again", ADMIN, jobs::again)
        .post("/admin/jobs/{id}/forget", ADMIN, jobs::forget)
        .get("/admin/health", ADMIN, health::show)
        .get("/seizure", Access::Public("people must know before they write"), seizure::show)
}
