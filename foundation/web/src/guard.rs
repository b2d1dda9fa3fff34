use std::time::Duration;

use axum::{
    body::HttpBody,
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use griot_crypto::Purpose;
use http::{HeaderMap, header};
use tokio::time::timeout;

use crate::{Section, WebError, error::Overtaken, form, sessions};

const TIME: Purpose = Purpose("web.form-time");
const TRIES: usize = 5;
/// Forms up to this size are kept, so that an act overtaken by another can be done again.
const KEPT_BYTES: u64 = 1_000_000;
/// A form that comes more slowly than this is let go: at 4 KB a second it is there in time.
const KEPT_WITHIN: Duration = Duration::from_secs(240);

/// Refuses acts that another site sends in a visitor's name. Browsers say where a
/// request comes from (`Sec-Fetch-Site`, or `Origin` in older ones); a browser that
/// says neither is let through only without a session, where nothing can be stolen.
pub(crate) async fn own_site_only(State(section): State<Section>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_own(&section, request.headers()) {
        next.run(request).await
    } else {
        WebError::ForeignForm.into_response()
    }
}

fn is_own(section: &Section, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text("origin") {
        Some(origin) => {
            let own = section.base_url.origin().ascii_serialization();
            let host = text(header::HOST.as_str()).unwrap_or_default();
            origin == own || (!host.is_empty() && origin.split_once("://").is_some_and(|(_, o)| o == host))
        }
        None => !sessions::has_cookie(headers),
    }
}

/// Does an act again when another one overtook it: PostgreSQL's serialization failures, and what
/// may be there only once and was written by another between the look and the write. Handlers
/// touch nothing outside the database before they commit, so the second try answers as if it had
/// come after the other act: with the sentence that its own check knows.
pub(crate) async fn again_when_overtaken(request: Request, next: Next) -> Response {
    let most = request.body().size_hint().upper();
    if request.method().is_safe() || most.is_none_or(|bytes| bytes > KEPT_BYTES) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let whole = form::whole(body, usize::try_from(KEPT_BYTES).unwrap_or(usize::MAX));
    let Ok(Some(bytes)) = timeout(KEPT_WITHIN, whole).await else {
        return WebError::BadRequest.into_response();
    };
    let mut tries = 0;
    loop {
        tries += 1;
        let request = Request::from_parts(parts.clone(), bytes.clone().into());
        let response = next.clone().run(request).await;
        if response.extensions().get::<Overtaken>().is_none() || tries == TRIES {
            return response;
        }
    }
}

/// This minute's mark for forms of visitors: shared by all, so that pages can be.
pub(crate) fn time_token(section: &Section) -> String {
    let minute = section.clock.now().as_millisecond() / 60_000;
    format!("{minute}.{}", section.keys.signature_text(TIME, &minute.to_be_bytes()))
}

impl Section {
    /// Whether a visitor's form carries a mark that this house gave out in the last day.
    pub fn time_token_holds(&self, token: &str) -> bool {
        let Some((minute, signature)) = token.split_once('.') else { return false };
        let Ok(minute) = minute.parse::<i64>() else { return false };
        let age = self.clock.now().as_millisecond() / 60_000 - minute;
        (0..=24 * 60).contains(&age) && self.keys.verify_text(TIME, &minute.to_be_bytes(), signature)
    }
}
