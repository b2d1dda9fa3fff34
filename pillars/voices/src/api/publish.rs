//! Programs show posts, now or later, and take them back.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use griot_kernel::Timestamp;
use griot_web::{Section, Visitor, WebError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    body::{Sent, read_if_any, seen, still},
    mine::{Receipt, named},
    problem::{ApiError, MovingRefusals, mend, of_post},
    query::Query,
};
use crate::{
    acts::{publish, staff},
    model::{PostRefusal, PostState, Schedule, ScheduleRefusal},
    store::posts,
    web::reading,
};

/// When a post is to come out. With nothing said, at once.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Publishing {
    /// The moment, at most two years ahead.
    #[schema(format = DateTime)]
    at: Option<String>,
    /// After this moment it does not come out any more.
    #[schema(format = DateTime)]
    not_after: Option<String>,
}

impl Sent for Publishing {
    const FIELDS: &'static [&'static str] = &["at", "not_after"];
}

/// Shows a post to everyone, now or at a set time. Needs `voices.posts.publish`.
#[utoipa::path(post, path = "/api/v1/me/posts/{id}/publish", operation_id = "publishPost", params(
    ("id" = inline(String), Path, description = "The post.", format = Uuid),
    ("If-Match" = inline(Option<String>), Header, nullable = false, pattern = r#"^("[0-9]{1,18}"|[0-9]{1,18})$"#,
        description = "Only if this revision still stands there: the ETag of an answer."),
), request_body = Option<Publishing>, responses(
    (status = 200, description = "It is published, or waits for its time.", body = Receipt),
    MovingRefusals), security(("token" = [])))]
pub(super) async fn now_or_later(
    State(section): State<Section>,
    v: Visitor,
    Path(post): Path<String>,
    parts: Parts,
    bytes: Bytes,
) -> Result<Response, ApiError> {
    Query::read(&v, &parts.uri, &[])?;
    let sent: Publishing = read_if_any(&v, &parts.headers, &bytes)?;
    let seen = seen(&v, &parts.headers)?;
    let now = section.clock.now();
    let schedule = schedule(&v, &sent, now)?;
    let mut tx = section.db.begin().await?;
    let (blog, before) = reading::own(&mut tx, &v, named(&post)?).await?;
    still(&v, seen, before.revision)?;
    if !blog.is_open() {
        return Err(of_post(&v, PostRefusal::BlogClosed));
    }
    let (done, act) = match schedule {
        Some(schedule) => {
            (publish::later(&mut tx, &before, schedule, now).await?, "voices-log-post-scheduled")
        }
        None => {
            let random = section.random.as_ref();
            (publish::now(&mut tx, &before, now, random).await?, "voices-log-post-published")
        }
    };
    done.map_err(|refusal| of_post(&v, refusal))?;
    staff::with_post(&section, &mut tx, v.signed_in()?, &before, act).await?;
    let after = posts::by_id(&mut tx, before.id).await?.ok_or(WebError::NotFound)?;
    tx.commit().await?;
    Receipt::of(&section, &blog, &after).answer(&section, StatusCode::OK)
}

fn schedule(v: &Visitor, sent: &Publishing, now: Timestamp) -> Result<Option<Schedule>, ApiError> {
    let moment =
        |field, text: &str| text.parse::<Timestamp>().map_err(|_| mend(v, field, "api-refused-moment"));
    let not_after = sent.not_after.as_deref().map(|text| moment("not_after", text)).transpose()?;
    let Some(at) = sent.at.as_deref().map(|text| moment("at", text)).transpose()? else {
        return if not_after.is_none() { Ok(None) } else { Err(mend(v, "at", "schedule-refused-no-hour")) };
    };
    let judged = Schedule { at, not_after }.judged(now).map_err(|refusal| {
        let field = match refusal {
            ScheduleRefusal::Past | ScheduleRefusal::TooFar => "at",
            ScheduleRefusal::TooLateBefore => "not_after",
        };
        mend(v, field, refusal.key())
    });
    judged.map(Some)
}

/// Takes a published post back, or one that waits for its time out of the plan. Needs
/// `voices.posts.publish`.
#[utoipa::path(post, path = "/api/v1/me/posts/{id}/withdraw", operation_id = "withdrawPost", params(
    ("id" = inline(String), Path, description = "The post.", format = Uuid),
    ("If-Match" = inline(Option<String>), Header, nullable = false, pattern = r#"^("[0-9]{1,18}"|[0-9]{1,18})$"#,
        description = "Only if this revision still stands there: the ETag of an answer."),
), responses(
    (status = 200, description = "Nobody reads it any more, or will.", body = Receipt),
    MovingRefusals), security(("token" = [])))]
pub(super) async fn withdraw(
    State(section): State<Section>,
    v: Visitor,
    Path(post): Path<String>,
    parts: Parts,
) -> Result<Response, ApiError> {
    Query::read(&v, &parts.uri, &[])?;
    let seen = seen(&v, &parts.headers)?;
    let mut tx = section.db.begin().await?;
    let (blog, before) = reading::own(&mut tx, &v, named(&post)?).await?;
    still(&v, seen, before.revision)?;
    let (done, act) = match before.state {
        PostState::Scheduled => {
            let done = publish::not_later(&mut tx, &before, section.clock.now()).await?;
            (done, "voices-log-post-unscheduled")
        }
        _ => (publish::withdraw(&section, &mut tx, &before).await?, "voices-log-post-withdrawn"),
    };
    done.map_err(|refusal| of_post(&v, refusal))?;
    staff::with_post(&section, &mut tx, v.signed_in()?, &before, act).await?;
    let after = posts::by_id(&mut tx, before.id).await?.ok_or(WebError::NotFound)?;
    tx.commit().await?;
    Receipt::of(&section, &blog, &after).answer(&section, StatusCode::OK)
}
