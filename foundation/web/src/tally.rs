//! Counts and traces requests, so that an operator sees how the house does: by route as it was written, never
//! by address, and nothing about whoever asked.

use std::{sync::LazyLock, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::Method;
use metrics::{
    Counter, Gauge, Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};
use tracing::{Instrument, field::Empty, info_span};

/// The name of the histogram of durations, for whoever sets its buckets.
pub const SECONDS: &str = "griot_request_seconds";
const REQUESTS: &str = "griot_requests_total";
const IN_FLIGHT: &str = "griot_requests_in_flight";
const FROM_MEMORY: &str = "griot_page_cache_hits_total";

/// Where people at risk come: that somebody came at all is nobody's business, not even as a number.
const UNSEEN: [&str; 2] = ["/report", "/mailbox"];

// Found once: looking one up by its name costs more than a page from memory.
static HITS: LazyLock<Counter> = LazyLock::new(|| counter!(FROM_MEMORY));
static UNDER_WAY: LazyLock<Gauge> = LazyLock::new(|| gauge!(IN_FLIGHT));

/// Says what the figures are, once a recorder is installed.
pub fn describe_figures() {
    describe_counter!(REQUESTS, "Requests that a room answered, by route, method and class of status.");
    describe_histogram!(SECONDS, Unit::Seconds, "How long rooms took to answer, by route.");
    describe_gauge!(IN_FLIGHT, "Requests that rooms are answering now.");
    describe_counter!(FROM_MEMORY, "Pages that were given from memory, before any room was asked.");
}

/// Whether requests for this path leave no trace in figures and logs.
pub(crate) fn is_unseen(path: &str) -> bool {
    UNSEEN
        .iter()
        .any(|begin| path.strip_prefix(begin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Takes note of a page from memory.
pub(crate) fn from_memory(path: &str) {
    if !is_unseen(path) {
        HITS.increment(1);
    }
}

/// Takes note of what a room answered.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    if is_unseen(request.uri().path()) {
        return next.run(request).await;
    }
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = known(request.method());
    let began = Instant::now();
    let under_way = UnderWay::begin();
    let span = info_span!(
        target: "griot_trace",
        "request",
        otel.name = format_args!("{method} {route}"),
        otel.kind = "server",
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
        otel.status_code = Empty,
    );
    let response = next.run(request).instrument(span.clone()).await;
    drop(under_way);
    let status = response.status().as_u16();
    span.record("http.response.status_code", status);
    if status >= 500 {
        span.record("otel.status_code", "ERROR");
    }
    let status = class(status);
    histogram!(SECONDS, "route" => route.clone()).record(began.elapsed().as_secs_f64());
    counter!(REQUESTS, "route" => route, "method" => method, "status" => status).increment(1);
    response
}

/// A request that is being answered, until it is or its asker hangs up.
struct UnderWay;

impl UnderWay {
    fn begin() -> Self {
        UNDER_WAY.increment(1.0);
        Self
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        UNDER_WAY.decrement(1.0);
    }
}

/// Anyone may send any word as a method; each would be a figure of its own.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::PATCH => "PATCH",
        Method::POST => "POST",
        _ => "other",
    }
}

fn class(status: u16) -> &'static str {
    match status {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::is_unseen;

    #[test]
    fn what_people_at_risk_do_is_not_counted() {
        assert!(is_unseen("/report") && is_unseen("/report/sealed") && is_unseen("/mailbox/"));
        assert!(!is_unseen("/reports") && !is_unseen("/blogs/report") && !is_unseen("/"));
    }
}
