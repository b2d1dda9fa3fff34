//! Traces for an operator who runs a collector, over OTLP and HTTP. Compiled in by the feature
//! `otel` only, and silent unless `OTEL_EXPORTER_OTLP_ENDPOINT` names where they go.
//!
//! A trace tells which route or which kind of job took how long, and nothing else: the spans of
//! libraries, and all that is logged, stay here.

use std::sync::OnceLock;

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing::Subscriber;
use tracing_subscriber::{Layer, filter::filter_fn, registry::LookupSpan};

use crate::say::say;

const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";
/// Under this name rooms and jobs open the spans that may leave the house.
const TARGET: &str = "griot_trace";

/// The log of a process is opened once, and so is this.
static PROVIDER: OnceLock<SdkTracerProvider> = OnceLock::new();

/// Sends what is traced to the collector, if one is named.
pub fn layer<S>() -> Option<impl Layer<S>>
where
    S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync,
{
    std::env::var_os(ENDPOINT)?;
    let exporter = match SpanExporter::builder().with_http().build() {
        Ok(exporter) => exporter,
        Err(error) => {
            let sentence = say(
                "les traces ne partent pas\u{202f}; corrigez OTEL_EXPORTER_OTLP_ENDPOINT\u{a0}:",
                "traces are not sent; correct OTEL_EXPORTER_OTLP_ENDPOINT:",
            );
            eprintln!("griot : {sentence} {error}");
            return None;
        }
    };
    let resource = Resource::builder().with_service_name("griot").build();
    let provider = SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build();
    let tracer = provider.tracer("griot");
    if PROVIDER.set(provider).is_err() {
        return None;
    }
    let layer = tracing_opentelemetry::layer()
        .with_tracer(tracer)
        .with_location(false)
        .with_threads(false)
        .with_tracked_inactivity(false);
    Some(layer.with_filter(filter_fn(|one| one.is_span() && one.target() == TARGET)))
}

/// Sends what waits. Nothing is traced any more.
pub fn end() {
    if let Some(Err(error)) = PROVIDER.get().map(SdkTracerProvider::shutdown) {
        tracing::warn!(%error, "the last traces were not sent");
    }
}
