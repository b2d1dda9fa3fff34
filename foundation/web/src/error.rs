use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Request},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use griot_db::DbError;
use http::{HeaderValue, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::{Answer, Capability, Second, Visitor};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why there is no page. The visitor reads a sentence, the operator's log the cause.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Nothing is published at this address.
    #[error("nothing is published at this address")]
    NotFound,
    /// It was here and is not any more.
    #[error("what was here is gone")]
    Gone,
    /// A stranger must sign in first.
    #[error("one must sign in first")]
    SignIn {
        /// Where they wanted to go.
        back: String,
    },
    /// This visitor may not do that.
    #[error("this visitor may not do that")]
    Forbidden,
    /// A program came without a token, or with one that opens nothing.
    #[error("a token that opens something is needed")]
    NoToken {
        /// Whether one was shown.
        shown: bool,
    },
    /// The token, or its owner by now, may not do that.
    #[error("the token does not allow {}", .0.name)]
    Lacking(&'static Capability),
    /// The form came from another site, or lay open so long that its mark is void.
    #[error("the form came from elsewhere")]
    ForeignForm,
    /// What was sent cannot be read.
    #[error("the request cannot be read")]
    BadRequest,
    /// What was sent is larger than allowed here.
    #[error("the request is too large")]
    TooLarge,
    /// The same act was done too often in a short time.
    #[error("too often")]
    TooMany {
        /// When to try again.
        after: Duration,
    },
    /// The house cannot do it now; the same may work later.
    #[error("the server cannot do this now")]
    Unavailable(#[source] Cause),
    /// Nothing more can be kept until somebody makes room.
    #[error("no room is left")]
    Full(#[source] Cause),
    /// Another act came first: the whole act is tried again.
    #[error("another act came first")]
    Conflict(#[source] Cause),
    /// Another act wrote first what may be there only once: the whole act is tried again, and
    /// finds it written.
    #[error("another act wrote the same first")]
    Taken(#[source] Cause),
    /// The server failed.
    #[error("the server failed")]
    Internal(#[source] Cause),
}

/// Seconds after which what could not be done now may be tried again.
const SOON: u64 = 5;

impl WebError {
    /// A failure that no visitor can mend.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::SignIn { .. } => StatusCode::SEE_OTHER,
            Self::NoToken { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::ForeignForm | Self::Lacking(_) => StatusCode::FORBIDDEN,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Taken(_) => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) | Self::Full(_) | Self::Conflict(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What kind of token is asked for (RFC 6750).
    fn challenge(&self) -> Option<String> {
        match self {
            Self::NoToken { shown: false } => Some("Bearer realm=\"griot\"".to_owned()),
            Self::NoToken { shown: true } => {
                Some("Bearer realm=\"griot\", error=\"invalid_token\"".to_owned())
            }
            Self::Lacking(Capability { name, .. }) => {
                Some(format!("Bearer realm=\"griot\", error=\"insufficient_scope\", scope=\"{name}\""))
            }
            _ => None,
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany { after } => Some(after.as_secs().max(1)),
            Self::Unavailable(_) | Self::Conflict(_) => Some(SOON),
            Self::Full(_) => Some(300),
            _ => None,
        }
    }
}

impl From<DbError> for WebError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Conflict(_) => Self::Conflict(error.into()),
            DbError::Taken(_) => Self::Taken(error.into()),
            DbError::Unavailable(_) => Self::Unavailable(error.into()),
            DbError::Full(_) => Self::Full(error.into()),
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<crate::NotProvided> for WebError {
    fn from(error: crate::NotProvided) -> Self {
        Self::internal(error)
    }
}

impl From<griot_files::FilesError> for WebError {
    fn from(error: griot_files::FilesError) -> Self {
        match error {
            griot_files::FilesError::NotFound => Self::NotFound,
            griot_files::FilesError::Full => Self::Full(error.into()),
            griot_files::FilesError::Unreachable => Self::Unavailable(error.into()),
            _ => Self::internal(error),
        }
    }
}

impl From<crate::TooMany> for WebError {
    fn from(too_many: crate::TooMany) -> Self {
        Self::TooMany { after: too_many.after }
    }
}

/// Marks a response whose page is still to be written in the visitor's language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trouble {
    kind: &'static str,
    /// The capability that is missing.
    lacking: Option<&'static str>,
}

/// Marks an act that another one overtook.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overtaken;

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        match &self {
            Self::Internal(cause) => tracing::error!(error = cause.as_ref(), "request failed"),
            Self::Unavailable(cause) => tracing::warn!(error = cause.as_ref(), "request put off"),
            Self::Full(cause) => tracing::error!(error = cause.as_ref(), "no room is left"),
            Self::Taken(cause) => tracing::warn!(error = cause.as_ref(), "another act wrote the same first"),
            Self::SignIn { back } => {
                let back = utf8_percent_encode(back, NON_ALPHANUMERIC);
                return Redirect::to(&format!("/sign-in?back={back}")).into_response();
            }
            _ => {}
        }
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(challenge) = self.challenge().and_then(|text| HeaderValue::try_from(text).ok()) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        if matches!(self, Self::Conflict(_) | Self::Taken(_)) {
            response.extensions_mut().insert(Overtaken);
        }
        let kind = match self {
            Self::ForeignForm => "foreign-form",
            Self::Full(_) => "full",
            Self::NoToken { shown: true } => "bad-token",
            Self::Lacking(_) => "lacking",
            _ => kind_of(self.status()),
        };
        let lacking = if let Self::Lacking(capability) = &self { Some(capability.name) } else { None };
        response.extensions_mut().insert(Trouble { kind, lacking });
        response
    }
}

fn kind_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 | 415 | 422 => "bad-request",
        401 => "no-token",
        403 => "forbidden",
        404 | 405 => "not-found",
        409 => "taken",
        410 => "gone",
        408 | 413 => "too-large",
        429 => "too-many",
        503 => "unavailable",
        _ => "internal",
    }
}

/// A problem document of the API (RFC 9457).
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// Names the kind of problem: the address of a page that explains it.
    #[serde(rename = "type")]
    pub kind: String,
    /// One sentence in the caller's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The capability that the token lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capability: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage<'a> {
    v: &'a Visitor,
    title: String,
    remedy: String,
    status: u16,
    way: Option<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    v: &'a Visitor,
    title: String,
    remedy: String,
    address: String,
}

/// What the `type` of a problem document leads to: what the problem means, and what to do.
pub(crate) async fn problem(v: Visitor, Path(kind): Path<String>) -> Result<Response, WebError> {
    let plain = kind.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'-');
    let (title, remedy) = (format!("trouble-{kind}"), format!("trouble-{kind}-remedy"));
    if !plain || !v.words.knows(&title) || !v.words.knows(&remedy) {
        return Err(WebError::NotFound);
    }
    let title = v.words.put(&title, "capability", "…");
    let (remedy, address) = (v.words.t(&remedy), v.url(&format!("/problems/{kind}")));
    ProblemPage { v: &v, title, remedy, address }.answer_public()
}

/// Writes the page of every refusal and failure, in the visitor's language, with a way on.
pub(crate) async fn explain(request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned();
    let response = next.run(request).await;
    match visitor {
        Some(visitor) => explain_to(&visitor, response),
        None => response,
    }
}

/// The page for this response, if it is a refusal or failure for which nobody wrote one.
pub(crate) fn explain_to(visitor: &Visitor, response: Response) -> Response {
    let status = response.status();
    if status.as_u16() < 400 || response.headers().contains_key(header::CONTENT_TYPE) && !is_bare(&response) {
        return response;
    }
    let known = response.extensions().get::<Trouble>().copied();
    let Trouble { kind, lacking } = known.unwrap_or(Trouble { kind: kind_of(status), lacking: None });
    // Whoever could come in but for one thing is told of it, and led there.
    let closed = kind == "forbidden" && visitor.member.as_ref().is_some_and(|m| m.second == Second::Wanted);
    let (kind, way) =
        if closed { ("second-factor", Some(("/me/security", "trouble-way-security"))) } else { (kind, None) };
    let title = visitor.words.put(&format!("trouble-{kind}"), "capability", lacking.unwrap_or_default());
    let remedy = visitor.words.t(&format!("trouble-{kind}-remedy"));

    let page = if visitor.path.starts_with("/api/") {
        let kind = visitor.url(&format!("/problems/{kind}"));
        let problem = Problem { kind, title, status: status.as_u16(), capability: lacking };
        let json = serde_json::to_string(&problem).unwrap_or_default();
        Ok((status, [(header::CONTENT_TYPE, "application/problem+json")], json).into_response())
    } else {
        TroublePage { v: visitor, title, remedy, status: status.as_u16(), way }.answer_with(status)
    };
    let Ok(mut page) = page else { return response };
    for name in [header::RETRY_AFTER, header::ALLOW, header::WWW_AUTHENTICATE] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    if status == StatusCode::SERVICE_UNAVAILABLE && !page.headers().contains_key(header::RETRY_AFTER) {
        // A route whose patience ran out says nothing by itself.
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(SOON));
    }
    page
}

/// Whether nobody wrote a page for this status: axum's own refusals are one line of plain text.
fn is_bare(response: &Response) -> bool {
    response.extensions().get::<Trouble>().is_some()
        || response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"))
}
