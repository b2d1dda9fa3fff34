use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue, header};

use crate::Section;

/// The policy of a page with this source of sound beside the site itself.
macro_rules! policy {
    ($sound:literal) => {
        concat!(
            "default-src 'none'; img-src 'self'; media-src 'self'",
            $sound,
            "; style-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; ",
            "base-uri 'none'; frame-ancestors 'none'"
        )
    };
}

/// Nothing from elsewhere, nothing inline, no frame around us.
const POLICY: &str = policy!("");
/// The same, and what the page itself recorded may be heard.
const RECORDING: &str = policy!(" blob:");
const DEVICES: HeaderName = HeaderName::from_static("permissions-policy");

/// What a response says unless its page says otherwise. Nothing is kept that does not ask for it.
const ALWAYS: [(HeaderName, &str); 7] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (DEVICES, "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

/// The headers that every response carries.
pub(crate) async fn protect(State(section): State<Section>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if section.base_url.scheme() == "https" {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    response
}

/// Lets the script of this page open the microphone and play what it recorded. No other page
/// of the house may.
pub fn may_record(mut response: Response) -> Response {
    let devices = "camera=(), microphone=(self), geolocation=(), payment=(), usb=()";
    for (name, value) in [(header::CONTENT_SECURITY_POLICY, RECORDING), (DEVICES, devices)] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
