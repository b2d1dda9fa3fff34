use askama::Template;
use axum::{extract::State, response::Response};
use griot_web::{Answer, Section, Visitor, WebError};

use crate::rooms;

#[derive(Template)]
#[template(path = "health.html")]
struct HealthPage<'a> {
    v: &'a Visitor,
    findings: Vec<(bool, String)>,
}

/// What `griot doctor` finds, for whoever has no command line.
pub(crate) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let findings = rooms(&section)?.findings(&section).await;
    let said = findings.into_iter().map(|f| (f.well, v.words.put(f.key, "detail", f.detail))).collect();
    HealthPage { v: &v, findings: said }.answer()
}
