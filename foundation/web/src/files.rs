use axum::{
    body::Body,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use griot_files::FileKey;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::{Section, WebError};

/// Where the public finds a kept file. The name comes from the content, so it never changes.
pub(crate) const PATH: &str = "/files/{shelf}/{name}";

/// Gives a picture or a sound, whole or the part asked for: players on poor lines ask for parts.
pub(crate) async fn serve(
    State(section): State<Section>,
    Path((shelf, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let key = FileKey::parse(&format!("{shelf}/{name}")).map_err(|_| WebError::NotFound)?;
    let kind = kind(key.extension()).ok_or(WebError::NotFound)?;
    let size = section.files.size(&key).await?;
    let range = headers.get(header::RANGE).and_then(|v| v.to_str().ok()).and_then(|text| range(text, size));

    let mut response = match range {
        None => Body::from_stream(section.files.stream(&key).await?).into_response(),
        Some((from, to)) => {
            let part = section.files.get_range(&key, from..to.saturating_add(1)).await?;
            let mut response = (StatusCode::PARTIAL_CONTENT, part).into_response();
            let value =
                HeaderValue::try_from(format!("bytes {from}-{to}/{size}")).map_err(WebError::internal)?;
            response.headers_mut().insert(header::CONTENT_RANGE, value);
            response
        }
    };
    let length = range.map_or(size, |(from, to)| to - from + 1);
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    out.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    out.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}

/// Only what the house itself made or cleaned is given out.
fn kind(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "jpg" => "image/jpeg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "opus" | "ogg" => "audio/ogg",
        _ => return None,
    })
}

/// The first and last byte of a single range, if it lies within `size`.
fn range(text: &str, size: u64) -> Option<(u64, u64)> {
    let (from, to) = text.strip_prefix("bytes=")?.split_once('-')?;
    let last = size.checked_sub(1)?;
    let range = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) => (from, to.min(last)),
        (Ok(from), Err(_)) if to.is_empty() => (from, last),
        (Err(_), Ok(length)) if from.is_empty() => (size.saturating_sub(length), last),
        _ => return None,
    };
    (range.0 <= range.1).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn a_range_is_read_as_players_write_it() {
        assert_eq!(range("bytes=0-", 10), Some((0, 9)));
        assert_eq!(range("bytes=2-3", 10), Some((2, 3)));
        assert_eq!(range("bytes=-4", 10), Some((6, 9)));
        assert_eq!(range("bytes=5-99", 10), Some((5, 9)));
        for bad in ["bytes=10-", "bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"] {
            assert_eq!(range(bad, 10), None, "{bad}");
        }
        assert_eq!(range("bytes=0-", 0), None);
    }
}
