//! What an administrator does about letters that came back.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_delivery::{Email, ReturnAddress};
use griot_kernel::Timestamp;
use griot_mailroom::{Lift, Mark, acts, store::stops};
use griot_web::{Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::mail;
use crate::jobs::TryWayBack;

/// The form that lets letters go to an address again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LiftForm {
    pub(super) address: String,
    /// Ticked by whoever knows that the owner of the address wants letters again.
    pub(super) sure: Option<String>,
    /// Whether the page asked for that.
    #[serde(skip)]
    pub(super) asks: bool,
}

/// Lets letters go to an address again. What its owner decided is only undone for them.
pub(crate) async fn lift(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<LiftForm>,
) -> Result<Response, WebError> {
    let actor = v.signed_in()?.id;
    let Ok(address) = Email::parse(&form.address) else {
        return mail::refused(&section, &v, form, "mail-refused-address").await;
    };
    let mark = Mark::of(&section.keys, &address);
    let log = section.ask::<dyn StaffLog>()?;

    let mut tx = section.db.begin().await?;
    let Some(stop) = stops::standing(&mut tx, mark).await? else {
        drop(tx);
        return mail::refused(&section, &v, form, "mail-refused-free").await;
    };
    if stop.kind.is_wish() && form.sure.is_none() {
        drop(tx);
        return mail::refused(&section, &v, LiftForm { asks: true, ..form }, "mail-refused-wish").await;
    }
    acts::lift(&mut tx, mark, Lift::Wanted, section.clock.now()).await?;
    log.note(&mut tx, actor, "staff-act-mail-lifted", stop.kind.as_str()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/admin/mail?done=lifted")).into_response())
}

#[derive(Debug, Deserialize)]
pub(crate) struct DayForm {
    day: i64,
}

/// Lets letters go again to all that mail servers called dead on one day: servers err too, and
/// then all at once.
pub(crate) async fn lift_day(
    State(section): State<Section>,
    v: Visitor,
    Form(DayForm { day }): Form<DayForm>,
) -> Result<Response, WebError> {
    let actor = v.signed_in()?.id;
    let day = Timestamp::from_millisecond(day);
    let log = section.ask::<dyn StaffLog>()?;

    let mut tx = section.db.begin().await?;
    acts::lift_day(&mut tx, day, section.clock.now()).await?;
    log.note(&mut tx, actor, "staff-act-mail-day-lifted", &day.day().to_string()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/admin/mail?done=day-lifted")).into_response())
}

#[derive(Debug, Deserialize)]
pub(crate) struct Nothing {}

/// Sends a letter to the return address, to see whether it comes round.
pub(crate) async fn try_way_back(
    State(section): State<Section>,
    v: Visitor,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    section.ask::<ReturnAddress>().map_err(|_| WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    griot_jobs::enqueue::<Section, _>(&mut tx, &TryWayBack {}).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/admin/mail?done=tried")).into_response())
}
