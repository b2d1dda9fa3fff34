use std::time::Duration;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use griot_kernel::Timestamp;
use griot_web::{Section, WebError};

/// Whoever reads the file must look again after so long.
const GOOD_FOR: Duration = Duration::from_secs(180 * 86_400);

/// Where to tell of a weakness, as machines and those who look for weaknesses read it (RFC 9116).
pub(crate) async fn show(State(section): State<Section>) -> Result<Response, WebError> {
    let settings = section.settings();
    let contact = settings.safety_href().ok_or(WebError::NotFound)?;
    let mut languages = section.words.languages();
    languages.sort_by_key(|language| *language != settings.language);
    let languages: Vec<_> = languages.iter().map(ToString::to_string).collect();
    let text = format!(
        "Contact: {contact}\nExpires: {}\nPreferred-Languages: {}\nCanonical: {}\n",
        (Timestamp::start_of(section.clock.now().day()) + GOOD_FOR).rfc3339(),
        languages.join(", "),
        section.url("/.well-known/security.txt"),
    );
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, text).into_response())
}
