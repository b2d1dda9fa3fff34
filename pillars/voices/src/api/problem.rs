use std::collections::BTreeMap;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use griot_web::{Visitor, WebError};
use serde::Serialize;
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{
        ContentBuilder, HeaderBuilder, ObjectBuilder, Ref, RefOr, Response as Described, ResponseBuilder,
        Type,
    },
};

use crate::model::PostRefusal;

/// Why there is no answer (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ApiProblem {
    /// Names the kind of problem.
    #[serde(rename = "type")]
    #[schema(format = "uri")]
    pub kind: String,
    /// One sentence in the caller's language.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// The parameter that was not understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub parameter: Option<String>,
    /// The field of what was sent that was not taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub field: Option<String>,
    /// The capability that the token lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub capability: Option<String>,
}

impl ApiProblem {
    /// A problem of this kind, told by the message `key`.
    pub fn new(v: &Visitor, kind: &str, status: StatusCode, key: &str) -> Self {
        Self::said(v, kind, status, v.words.t(key))
    }

    /// The same with a sentence that is made already.
    pub fn said(v: &Visitor, kind: &str, status: StatusCode, title: String) -> Self {
        let kind = v.url(&format!("/problems/{kind}"));
        Self { kind, title, status: status.as_u16(), parameter: None, field: None, capability: None }
    }

    /// This problem as the answer.
    pub fn refuse(self) -> ApiError {
        ApiError::Refused(Box::new(self))
    }

    /// The same, about this field.
    pub fn about(self, field: &str) -> Self {
        Self { field: Some(field.to_owned()), ..self }
    }
}

/// Why there is no answer: the caller's mistake is told by name, everything else as pages tell it.
#[derive(Debug)]
pub(super) enum ApiError {
    Web(WebError),
    Refused(Box<ApiProblem>),
}

impl<E: Into<WebError>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self::Web(error.into())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Web(error) => error.into_response(),
            Self::Refused(problem) => {
                let json = serde_json::to_string(&problem).unwrap_or_default();
                let kind = [(header::CONTENT_TYPE, "application/problem+json")];
                let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
                (status, kind, json).into_response()
            }
        }
    }
}

/// Why a post of one's own was not taken, by the field that is to be mended.
pub(super) fn of_post(v: &Visitor, refusal: PostRefusal) -> ApiError {
    let field = match refusal {
        PostRefusal::NoTitle | PostRefusal::TitleTooLong => "title",
        PostRefusal::NoBody | PostRefusal::BodyTooLong => "body",
        PostRefusal::BadCanonical => "canonical_url",
        PostRefusal::BadLanguage => "language",
        PostRefusal::BadTranslation => "translation_of",
        PostRefusal::NoBlog => "blog",
        PostRefusal::CampaignClosed => "campaign",
        PostRefusal::NoSuchLine => "line",
        PostRefusal::ChangedMeanwhile => return changed(v),
        PostRefusal::BlogClosed | PostRefusal::NotNow | PostRefusal::AddressTaken => {
            return ApiProblem::new(v, "not-now", StatusCode::CONFLICT, refusal.key()).refuse();
        }
    };
    mend(v, field, refusal.key())
}

/// A field whose value is not taken, for the reason that the message `key` tells.
pub(super) fn mend(v: &Visitor, field: &str, key: &str) -> ApiError {
    ApiProblem::new(v, "refused", StatusCode::UNPROCESSABLE_ENTITY, key).about(field).refuse()
}

/// The caller had another revision before the eyes.
pub(super) fn changed(v: &Visitor) -> ApiError {
    ApiProblem::new(v, "changed-meanwhile", StatusCode::PRECONDITION_FAILED, "api-refused-changed").refuse()
}

/// A status that is a problem, why, and whether it says when to come again.
type Why = (&'static str, &'static str, bool);

const READING: &[Why] = &[
    ("400", "A parameter was not understood; the problem names it.", false),
    ("404", "Nothing is published there.", false),
    ("429", "Too many questions in a short time.", true),
    ("503", "The house cannot answer now; the same may work later.", true),
];
const OWN: &[Why] = &[
    ("400", "A parameter or field was not understood; the problem names it.", false),
    ("401", "No token was shown, or one that opens nothing.", false),
    (
        "403",
        "The token does not allow this, or its owner may not any more; the problem names the capability.",
        false,
    ),
    ("404", "Nothing is there that the token's owner may work on.", false),
    ("429", "Too many requests by this token in a short time.", true),
    ("503", "The house cannot do it now; the same may work later.", true),
];
const SENT: &[Why] = &[
    ("413", "What was sent is too large.", false),
    ("415", "What was sent is of another kind.", false),
    ("422", "What was sent is not taken; the problem names the field.", false),
];
const STANDING: &[Why] = &[("409", "Not possible from where it stands now.", false)];
const REVISION: &[Why] = &[("412", "Somebody changed it meanwhile: read it again.", false)];
const NEEDED: &[Why] = &[("428", "The header If-Match is missing.", false)];

/// The answers that every question may get besides the one it wants.
#[derive(Debug)]
pub(super) struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let unchanged =
            ResponseBuilder::new().description("Not changed since the answer that bears this ETag.");
        let mut all = described(&[READING]);
        all.insert("304".to_owned(), RefOr::T(unchanged.build()));
        all
    }
}

/// The answers that a program may get when it reads for its owner.
#[derive(Debug)]
pub(super) struct OwnRefusals;

impl IntoResponses for OwnRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&[OWN])
    }
}

/// The answers that a program may get when it makes something.
#[derive(Debug)]
pub(super) struct MakingRefusals;

impl IntoResponses for MakingRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&[OWN, SENT, STANDING])
    }
}

/// The answers that a program may get when it moves something to another state.
#[derive(Debug)]
pub(super) struct MovingRefusals;

impl IntoResponses for MovingRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&[OWN, SENT, STANDING, REVISION])
    }
}

/// The answers that a program may get when it changes something.
#[derive(Debug)]
pub(super) struct ChangingRefusals;

impl IntoResponses for ChangingRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&[OWN, SENT, STANDING, REVISION, NEEDED])
    }
}

fn described(all: &[&[Why]]) -> BTreeMap<String, RefOr<Described>> {
    let header = |kind, about: &str| {
        let schema = ObjectBuilder::new().schema_type(kind).build();
        HeaderBuilder::new().schema(Some(schema)).description(Some(about)).build()
    };
    let problem = |(status, why, later): &Why| {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let mut answer =
            ResponseBuilder::new().description(*why).content("application/problem+json", content);
        if *later {
            answer = answer.header("Retry-After", header(Type::Integer, "Seconds to wait."));
        }
        if *status == "401" {
            answer =
                answer.header("WWW-Authenticate", header(Type::String, "That a bearer token is asked for."));
        }
        ((*status).to_owned(), RefOr::T(answer.build()))
    };
    all.iter().flat_map(|some| some.iter()).map(problem).collect()
}
