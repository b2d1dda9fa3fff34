//! What a device brings back that was used without a network.

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    response::{IntoResponse, Response},
};
use griot_web::{Section, Visitor, WebError};
use http::{StatusCode, request::Parts};
use serde_json::json;

use super::who::{Pupil, Way};
use crate::{
    acts::sync::{self, Batch, MOST},
    store::learnings,
};

/// Takes a batch of answers, if they are of who asks: nothing is taken of somebody else's, so that the device keeps it
/// until they sign in. Only JSON is read, which no form of another site can send.
pub(super) async fn take(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    batch: Result<Json<Batch>, JsonRejection>,
) -> Result<Response, WebError> {
    let batch = match batch {
        Ok(Json(batch)) => batch,
        Err(refusal) if refusal.status() == StatusCode::PAYLOAD_TOO_LARGE => return Err(WebError::TooLarge),
        Err(_) => return Err(WebError::BadRequest),
    };
    if batch.attempts.len().saturating_add(batch.done.len()) > MOST {
        return Err(WebError::TooLarge);
    }
    let mut tx = section.db.begin().await?;
    let pupil = Pupil::meet(&section, &mut tx, &v, &parts, way.code.as_deref()).await?;
    if pupil.learner.is_none() {
        return v.signed_in().and(Err(WebError::Forbidden));
    }
    let kept = [(http::header::CACHE_CONTROL, "no-store")];
    let owner = learnings::by_id(&mut tx, batch.learning.into()).await?.and_then(|one| one.learner);
    let Some(learner) = owner.filter(|owner| pupil.is(*owner)) else {
        let reason = Json(json!({ "reason": "other-learner" }));
        return Ok((StatusCode::CONFLICT, kept, reason).into_response());
    };
    let outcome = sync::take(&section, &mut tx, learner, pupil.enrolment.as_ref(), &batch).await?;
    tx.commit().await?;
    Ok((kept, Json(json!(outcome))).into_response())
}
