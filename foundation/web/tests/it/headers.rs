//! The headers that keep a reader safe.

use griot_web::{Asset, testing::text};
use http::header;

use crate::rooms::Rooms;

#[tokio::test]
async fn every_answer_carries_the_headers_of_the_house() {
    let rooms = Rooms::open().await;
    let answer = rooms.client.get("/mine").await;
    let headers = answer.headers().iter().filter(|(name, _)| **name != header::CONTENT_LENGTH);
    let mut lines: Vec<_> =
        headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"));

    let css = Asset::path("griot.css");
    for path in [
        "/hello",
        "/missing",
        "/no-such-page",
        "/panics",
        "/api/v1/broken",
        "/health/live",
        &css,
        "/files/x/y",
    ] {
        let other = rooms.client.get(path).await;
        for (name, value) in answer.headers() {
            let own = [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CACHE_CONTROL].contains(name);
            assert!(own || other.headers().get(name) == Some(value), "{path} lacks {name}");
        }
        assert!(other.headers().contains_key(header::CACHE_CONTROL), "{path} does not say who may keep it");
    }
}

#[tokio::test]
async fn the_policy_lets_nothing_inline_and_nothing_foreign_in() {
    let rooms = Rooms::open().await;
    let answer = rooms.client.get("/hello").await;
    let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    for word in ["unsafe", "*", "http:", "https:", "data:", "blob:"] {
        assert!(!policy.contains(word), "{word} in {policy}");
    }
    let page = text(answer).await;
    for inline in ["<style", "style=", "<script>", " onclick", "javascript:"] {
        assert!(!page.contains(inline), "{inline} would be refused by the policy");
    }
}

#[tokio::test]
async fn files_of_the_look_last_for_ever_and_come_packed() {
    let rooms = Rooms::open().await;
    for (accepted, packed) in [("br, gzip", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
        let request = http::Request::get(Asset::path("griot.css")).header(header::ACCEPT_ENCODING, accepted);
        let answer = rooms.client.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(answer.headers().get(header::CONTENT_ENCODING).map(|v| v.to_str().unwrap()), packed);
    }
    assert_eq!(rooms.client.get("/assets/griot.0000000000.css").await.status(), 404);
}

#[tokio::test]
async fn the_look_is_small() {
    let rooms = Rooms::open().await;
    let request = http::Request::get(Asset::path("griot.css")).header(header::ACCEPT_ENCODING, "br");
    let answer = rooms.client.send(request.body(axum::body::Body::empty()).unwrap()).await;
    let size = griot_web::testing::bytes(answer).await.len();
    assert!(size <= 8 * 1024, "{size} bytes");
}
