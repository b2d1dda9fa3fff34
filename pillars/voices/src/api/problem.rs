use std::collections::BTreeMap;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use griot_web::WebError;
use serde::Serialize;
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{
        ContentBuilder, HeaderBuilder, ObjectBuilder, Ref, RefOr, Response as Described, ResponseBuilder,
        Type,
    },
};

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
}

/// Why there is no answer: the caller's mistake is told by name, everything else as pages tell it.
#[derive(Debug)]
pub(super) enum ApiError {
    Web(WebError),
    Refused(ApiProblem),
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
                (StatusCode::BAD_REQUEST, kind, json).into_response()
            }
        }
    }
}

/// The answers that every question may get besides the one it wants.
#[derive(Debug)]
pub(super) struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let unchanged =
            ResponseBuilder::new().description("Not changed since the answer that bears this ETag.");
        let retry = || {
            let seconds = ObjectBuilder::new().schema_type(Type::Integer).build();
            HeaderBuilder::new().schema(Some(seconds)).description(Some("Seconds to wait.")).build()
        };
        let problems = [
            ("400", "A parameter was not understood; the problem names it.", false),
            ("404", "Nothing is published there.", false),
            ("429", "Too many questions in a short time.", true),
            ("503", "The house cannot answer now; the same may work later.", true),
        ];
        let problem = |(status, why, later): (&str, &str, bool)| {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let mut answer =
                ResponseBuilder::new().description(why).content("application/problem+json", content);
            if later {
                answer = answer.header("Retry-After", retry());
            }
            (status.to_owned(), RefOr::T(answer.build()))
        };
        let mut all: BTreeMap<_, _> = problems.into_iter().map(problem).collect();
        all.insert("304".to_owned(), RefOr::T(unchanged.build()));
        all
    }
}
