use askama::Template;
use axum::{extract::State, response::Response};
use griot_web::{Answer, Section, Visitor, WebError};

use crate::rooms;

#[derive(Template)]
#[template(path = "health.html")]
struct HealthPage<'a> {
    v: &'a Visitor,
    findings: Vec<Line>,
}

struct Line {
    well: bool,
    said: String,
    /// In the machine's own words.
    cause: Option<String>,
}

/// What `griot doctor` finds, for whoever has no command line.
pub(crate) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let findings = rooms(&section)?.findings(&section, &v.words).await.into_iter();
    let findings = findings
        .map(|f| Line { well: f.well, said: v.words.put(f.key, "detail", f.detail), cause: f.cause })
        .collect();
    HealthPage { v: &v, findings }.answer()
}
