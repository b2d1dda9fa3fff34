//! Public pages in memory.

use std::{io::Read, time::Duration};

use axum::{body::Body, response::Response};
use griot_web::{
    SCHEMA, Settings,
    testing::{TestHouse, bytes, text},
};
use http::{Request, header};

use crate::rooms::Rooms;

async fn ask(rooms: &Rooms, path: &str, says: &[(&str, &str)]) -> Response {
    let mut request = Request::get(path);
    for (name, value) in says {
        request = request.header(*name, *value);
    }
    rooms.client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_second_reader_gets_the_page_from_memory() {
    let rooms = Rooms::open().await;
    let first = text(rooms.client.get("/hello").await).await;
    let second = text(rooms.client.get("/hello").await).await;
    assert_eq!(first, second);
    assert_eq!(rooms.made(), 1);

    rooms.house.clock.advance(Duration::from_secs(301));
    rooms.client.get("/hello").await;
    assert_eq!(rooms.made(), 2, "a page does not outlive the marks of its forms");
}

griot_testkit::contract! { &[SCHEMA];
    async fn what_the_public_sees_changes_with_the_commit(db: Db) {
        let house = TestHouse::open_on(db.clone(), &[], griot_web::House::default()).await;
        let rooms = Rooms::of(house);
        assert!(!text(rooms.client.get("/hello").await).await.contains("Nuit du tissage"));
        let settings = Settings {
            name: "Nuit du tissage".into(),
            language: griot_kernel::Language::ENGLISH,
            ..Settings::default()
        };
        let mut tx = db.begin().await.unwrap();
        settings.save(&mut tx).await.unwrap();
        drop(tx);
        rooms.client.get("/hello").await;
        assert_eq!(rooms.made(), 1, "an act that was given up changes nothing");
        assert_eq!(Settings::load(&mut db.read().await.unwrap()).await.unwrap(), Settings::default());

        let mut tx = db.begin().await.unwrap();
        settings.save(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(Settings::load(&mut db.read().await.unwrap()).await.unwrap(), settings);
        assert!(text(rooms.client.get("/hello").await).await.contains("Nuit du tissage"));
        assert_eq!(rooms.made(), 2);
        // The new language of the house is for those who name none, and for nobody else.
        assert!(text(ask(&rooms, "/hello", &[("accept-language", "*")]).await).await.contains("lang=\"en\""));
        assert!(text(rooms.client.get("/hello").await).await.contains("lang=\"fr\""));
    }
}

#[tokio::test]
async fn a_page_known_to_the_browser_is_not_sent_again() {
    let rooms = Rooms::open().await;
    let answer = rooms.client.get("/hello").await;
    let tag = answer.headers()[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-cache");
    for known in [tag.clone(), format!("\"other\", {tag}"), tag.trim_start_matches("W/").to_owned()] {
        let answer = ask(&rooms, "/hello", &[("if-none-match", &known)]).await;
        assert_eq!(answer.status(), 304, "{known}");
        assert_eq!(answer.headers()[header::ETAG], tag);
        assert!(bytes(answer).await.is_empty());
    }
    assert_eq!(ask(&rooms, "/hello", &[("if-none-match", "\"other\"")]).await.status(), 200);
}

#[tokio::test]
async fn every_packing_holds_the_same_page() {
    let rooms = Rooms::open().await;
    let plain = bytes(rooms.client.get("/hello").await).await;
    for (accepted, packing) in [
        ("gzip, deflate, br, zstd", Some("br")),
        ("zstd;q=0.9, gzip", Some("zstd")),
        ("gzip", Some("gzip")),
        ("br;q=0, gzip;q=0.5", Some("gzip")),
        ("deflate", None),
        ("", None),
    ] {
        let answer = ask(&rooms, "/hello", &[("accept-encoding", accepted)]).await;
        let named = answer.headers().get(header::CONTENT_ENCODING).map(|v| v.to_str().unwrap().to_owned());
        assert_eq!(named.as_deref(), packing, "{accepted}");
        let vary = answer.headers()[header::VARY].to_str().unwrap().to_owned();
        for name in ["accept-encoding", "accept-language", "cookie", "save-data"] {
            assert!(vary.contains(name), "{vary}");
        }
        let packed = bytes(answer).await;
        let mut page = Vec::new();
        match packing {
            Some("br") => drop(brotli::Decompressor::new(&packed[..], 4096).read_to_end(&mut page).unwrap()),
            Some("zstd") => page = zstd::decode_all(&packed[..]).unwrap(),
            Some(_) => drop(flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut page).unwrap()),
            None => page = packed.to_vec(),
        }
        assert_eq!(page, plain, "{accepted}");
    }
    assert_eq!(rooms.made(), 1);
}

#[tokio::test]
async fn whoever_asks_for_headers_only_does_not_empty_the_page_for_others() {
    let rooms = Rooms::open().await;
    for path in ["/hello", "/mine", "/missing"] {
        let head = Request::head(path).body(Body::empty()).unwrap();
        let answer = rooms.client.send(head).await;
        let length = answer.headers()[header::CONTENT_LENGTH].to_str().unwrap().parse::<usize>().unwrap();
        assert!(bytes(answer).await.is_empty());
        assert_eq!(bytes(rooms.client.get(path).await).await.len(), length, "{path}");
    }
    assert_eq!(rooms.made(), 1);
}

#[tokio::test]
async fn languages_and_light_mode_do_not_mix() {
    let rooms = Rooms::open().await;
    let ways: [(&str, &[(&str, &str)]); 5] = [
        ("/hello", &[("accept-language", "fr")]),
        ("/hello", &[("accept-language", "en")]),
        ("/hello?lang=en", &[("accept-language", "fr")]),
        ("/hello", &[("accept-language", "fr"), ("save-data", "on")]),
        ("/hello?light=1", &[("accept-language", "fr")]),
    ];
    let mut pages = Vec::new();
    for (path, says) in ways {
        let first = text(ask(&rooms, path, says).await).await;
        assert_eq!(text(ask(&rooms, path, says).await).await, first);
        assert!(!pages.contains(&first), "{path} {says:?}");
        pages.push(first);
    }
    assert_eq!(rooms.made(), ways.len());
    // Two browsers that want the same language share its page.
    ask(&rooms, "/hello", &[("accept-language", "en-GB,en;q=0.9")]).await;
    assert_eq!(rooms.made(), ways.len());
}

#[tokio::test]
async fn someone_signed_in_neither_gets_nor_fills_a_shared_page() {
    let rooms = Rooms::open().await;
    let awa = rooms.client.as_member(TestHouse::member("Awa", &[])).await;
    let hers = awa.get("/hello").await;
    assert_eq!(hers.headers()[header::CACHE_CONTROL], "no-store");
    assert!(!hers.headers().contains_key(header::ETAG));
    assert!(text(hers).await.contains("Awa"));

    assert!(!text(rooms.client.get("/hello").await).await.contains("Awa"));
    assert!(text(awa.get("/hello").await).await.contains("Awa"));
    assert_eq!(rooms.made(), 3);
}

#[tokio::test]
async fn a_page_for_one_reader_is_kept_by_nobody() {
    let rooms = Rooms::open().await;
    for path in ["/mine", "/missing", "/planted"] {
        let answer = rooms.client.get(path).await;
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store", "{path}");
        assert!(!answer.headers().contains_key(header::ETAG), "{path}");
    }
    // A page that gives a cookie gives each reader their own.
    assert!(rooms.client.get("/planted").await.headers().contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn a_kept_page_keeps_its_kind_and_its_links() {
    let rooms = Rooms::open().await;
    for _ in 0..2 {
        let answer = rooms.client.get("/fed").await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/atom+xml");
        assert_eq!(answer.headers()[header::LINK], "</hub>; rel=\"hub\"");
    }
    let big = rooms.client.get("/big").await;
    assert_eq!(big.status(), 200);
    assert_eq!(bytes(big).await.len(), 5 << 20);
}

#[tokio::test]
async fn made_up_addresses_do_not_push_the_page_that_is_read_out_of_memory() {
    let rooms = Rooms::open().await;
    for _ in 0..3 {
        rooms.client.get("/hello").await;
    }
    let mut flood = 0;
    for n in 0..4_000 {
        rooms.client.get(&format!("/hello?x={n}")).await;
        flood += 1;
        if n % 50 == 0 {
            rooms.client.get("/hello").await;
        }
    }
    assert_eq!(rooms.made(), 1 + flood, "the page itself was made once");
    // Long ones are not kept at all.
    let long = format!("/hello?x={}", "y".repeat(300));
    rooms.client.get(&long).await;
    rooms.client.get(&long).await;
    assert_eq!(rooms.made(), 3 + flood);
}

#[tokio::test]
async fn marks_that_follow_people_are_taken_off_at_the_door() {
    let rooms = Rooms::open().await;
    for n in 0..3 {
        let page = text(rooms.client.get(&format!("/hello?page=2&fbclid=secret{n}&igsh=x")).await).await;
        assert!(page.contains("<h1>/hello?page=2</h1>"), "{page}");
        assert!(!page.contains("secret"));
    }
    assert_eq!(rooms.made(), 1);
    let awa = rooms.client.as_member(TestHouse::member("Awa", &[])).await;
    assert!(text(awa.get("/hello?fbclid=secret").await).await.contains("<h1>/hello</h1>"));
}
