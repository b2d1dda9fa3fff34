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

/// Takes a batch of answers. Only JSON is read, which no form of another site can send.
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
    let Some(learner) = pupil.learner else { return v.signed_in().and(Err(WebError::Forbidden)) };
    // On a telephone that several use, nobody is credited with what somebody else answered.
    if let Some(id) = batch.learning {
        let known = learnings::by_id(&mut tx, id.into()).await?;
        if known.and_then(|one| one.learner) != Some(learner) {
            return Ok((StatusCode::CONFLICT, Json(json!({ "reason": "other-learner" }))).into_response());
        }
    }
    let outcome = sync::take(&section, &mut tx, learner, pupil.enrolment.as_ref(), &batch).await?;
    tx.commit().await?;
    let kept = [(http::header::CACHE_CONTROL, "no-store")];
    Ok((kept, Json(json!(outcome))).into_response())
}
