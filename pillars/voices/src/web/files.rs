//! Pictures and sounds of the section. Their names are drawn from what they
//! hold, so whoever has one may keep it for ever.

use axum::{
    body::Body,
    extract::{Path, State},
    response::Response,
};
use griot_files::FileKey;
use griot_web::{Section, WebError};
use http::{HeaderMap, StatusCode, header};

/// A file by its key; a part of it where a player asks for one.
pub(super) async fn serve(
    State(section): State<Section>,
    Path((folder, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let key = FileKey::parse(&format!("{folder}/{name}")).map_err(|_| WebError::NotFound)?;
    let kind = kind(key.extension()).ok_or(WebError::NotFound)?;
    let etag = format!("\"{}\"", name.split('.').next().unwrap_or_default());
    let response = Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header(header::ETAG, &etag)
        .header(header::ACCEPT_RANGES, "bytes");
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return response.status(StatusCode::NOT_MODIFIED).body(Body::empty()).map_err(WebError::internal);
    }
    let bytes = section.files.get(&key).await?;
    let range = headers.get(header::RANGE).and_then(|wanted| wanted.to_str().ok());
    let response = match range.and_then(|wanted| part(wanted, bytes.len())) {
        Some(Ok((from, to))) => response
            .status(StatusCode::PARTIAL_CONTENT)
            .header(header::CONTENT_RANGE, format!("bytes {from}-{to}/{}", bytes.len()))
            .body(Body::from(bytes.slice(from..=to))),
        Some(Err(())) => response
            .status(StatusCode::RANGE_NOT_SATISFIABLE)
            .header(header::CONTENT_RANGE, format!("bytes */{}", bytes.len()))
            .body(Body::empty()),
        None => response.body(Body::from(bytes)),
    };
    response.map_err(WebError::internal)
}

/// What a browser may take a file for; anything else is not shown.
fn kind(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "jpg" => "image/jpeg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "opus" => "audio/ogg",
        _ => return None,
    })
}

/// The one range of `bytes=…`: first and last place. `None` when it is none that
/// must be obeyed, an error when it lies outside.
fn part(wanted: &str, length: usize) -> Option<Result<(usize, usize), ()>> {
    let (first, last) = wanted.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (from, to) = match (first.parse::<usize>().ok(), last.parse::<usize>().ok()) {
        (Some(from), Some(to)) if from <= to => (from, to.min(end)),
        (Some(from), None) if last.is_empty() => (from, end),
        (None, Some(count)) if first.is_empty() && count > 0 => (length.saturating_sub(count), end),
        _ => return None,
    };
    Some(if from > end { Err(()) } else { Ok((from, to)) })
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn a_player_gets_the_part_it_asks_for() {
        assert_eq!(part("bytes=0-9", 100), Some(Ok((0, 9))));
        assert_eq!(part("bytes=90-", 100), Some(Ok((90, 99))));
        assert_eq!(part("bytes=-10", 100), Some(Ok((90, 99))));
        assert_eq!(part("bytes=100-", 100), Some(Err(())));
        assert_eq!(part("bytes=0-1,5-6", 100), None);
        assert_eq!(part("bytes=9-1", 100), None);
    }
}
