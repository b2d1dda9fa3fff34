//! Certificates: given, shown, checked, taken back.

mod desk;
mod desk_acts;
mod holder;
mod paper;
mod public;

use griot_web::{Access, Routes};

use super::TRAIN;

/// Why anybody may ask about a certificate.
const CHECK: Access = Access::Public("whoever is shown a certificate may check it");
/// Why a page of somebody enrolled asks for no account.
const HELD: Access = Access::Public("whoever holds the code of an enrolment sees what came of it");

/// Its routes.
pub(super) fn routes() -> Routes {
    let train = Access::Needs(&TRAIN);
    Routes::new()
        .get("/certificates", CHECK, public::ask)
        .post("/certificates", CHECK, public::check)
        .get("/certificates/{number}", CHECK, public::show)
        .get("/me/certificates", Access::Member, holder::list)
        .get("/me/certificates/{number}", Access::Member, holder::mine)
        .get("/me/certificates/{number}/pdf", Access::Member, holder::my_paper)
        .post("/me/certificates/{number}/shows", Access::Member, holder::my_choice)
        .get("/enrolments/{code}/certificate", HELD, holder::held)
        .get("/enrolments/{code}/certificate/pdf", HELD, holder::held_paper)
        .post("/enrolments/{code}/certificate/shows", HELD, holder::held_choice)
        .get("/desk/workshops/{id}/certificates", train, desk::show)
        .post("/desk/workshops/{id}/certificates", train, desk_acts::give)
        .post("/desk/workshops/{id}/certificates/exception", train, desk_acts::except)
        .get("/desk/workshops/{id}/certificates/{certificate}/pdf", train, desk_acts::print)
        .post("/desk/workshops/{id}/certificates/{certificate}/revoke", train, desk_acts::revoke)
        .post("/desk/workshops/{id}/certificates/{certificate}/replace", train, desk_acts::replace)
        .post("/desk/workshops/{id}/certificates/{certificate}/restore", train, desk_acts::restore)
}
