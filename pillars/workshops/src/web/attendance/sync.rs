//! What devices noted without a network, brought all at once. Bringing it twice changes nothing.

use std::time::Duration;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use griot_web::{Section, Visitor, WebError};
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::json;

use crate::{
    acts::attend::{Brought, Taking},
    model::Stage,
    store::{enrolments, workshops},
};

/// Claims that are taken at once.
const MOST: usize = 500;
/// A class may bring what it has by one net.
const NET: (u32, Duration) = (120, Duration::from_secs(5));

/// So many claims one person may bring: forty at once, then one each minute, by whichever net.
const PERSON: (u32, Duration) = (40, Duration::from_secs(60));

#[derive(Deserialize)]
struct Bundle {
    claims: Vec<serde_json::Value>,
}

fn refused(v: &Visitor, key: &'static str) -> Response {
    let said = json!({ "why": key.trim_start_matches("presence-sync-"), "sentence": v.words.t(key) });
    (StatusCode::UNPROCESSABLE_ENTITY, [(header::CACHE_CONTROL, "no-store")], Json(said)).into_response()
}

/// Takes up to 500 claims and answers each.
pub(super) async fn sync(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(slug): Path<String>,
    body: Bytes,
) -> Result<Response, WebError> {
    section.limit(&parts, "presence-sync", NET.0, NET.1)?;
    let Ok(bundle) = serde_json::from_slice::<Bundle>(&body) else {
        return Ok(refused(&v, "presence-sync-unread"));
    };
    if bundle.claims.len() > MOST {
        return Ok(refused(&v, "presence-sync-many"));
    }
    let mut tx = section.db.begin().await?;
    let found = workshops::by_slug(&mut tx, &slug).await?.filter(|one| one.stage == Stage::Open);
    let workshop = found.ok_or(WebError::NotFound)?;
    let now = section.clock.now();
    let taking = Taking::begin(&mut tx, &workshop, now).await?;
    let mut answers = Vec::with_capacity(bundle.claims.len());
    for claim in bundle.claims {
        let id = claim.get("id").cloned();
        answers.push(match serde_json::from_value::<Brought>(claim) {
            Ok(brought) => {
                let code = griot_crypto::typed_code(&brought.enrolment);
                if let Some(one) = enrolments::by_code(&mut tx, &code).await?
                    && section
                        .limits
                        .check("presence-claim", &one.id.to_string(), PERSON.0, PERSON.1, now)
                        .is_err()
                {
                    // Nothing of it is kept: the device may bring it again.
                    let sentence = v.words.t("presence-refused-often");
                    answers.push(
                        json!({ "id": id, "verdict": "refused", "why": "often", "sentence": sentence }),
                    );
                    continue;
                }
                let answer = taking.take(&mut tx, &brought).await?;
                serde_json::to_value(answer.said(|key| v.words.t(key))).map_err(WebError::internal)?
            }
            // One that cannot be read keeps none of the others from being taken.
            Err(_) => json!({
                "id": id,
                "verdict": "refused",
                "why": "unread",
                "sentence": v.words.t("presence-sync-unread"),
            }),
        });
    }
    tx.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "answers": answers }))).into_response())
}
