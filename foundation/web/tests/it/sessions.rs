//! Who is signed in, and for how long.

use std::time::Duration;

use axum::body::Body;
use griot_db::on;
use griot_web::{
    House, SCHEMA, sessions,
    testing::{TestHouse, text},
};
use http::{Request, header};

use crate::rooms::Rooms;

async fn rooms_on(db: griot_db::Db) -> Rooms {
    Rooms::of(TestHouse::open_on(db, &[], House::default()).await)
}

#[tokio::test]
async fn no_page_sets_a_cookie_for_a_visitor() {
    let rooms = Rooms::open().await;
    for path in ["/hello", "/mine", "/missing", "/member", "/panics", "/health/live"] {
        let answer = rooms.client.get(path).await;
        assert!(!answer.headers().contains_key(header::SET_COOKIE), "{path}");
    }
    let answer = rooms.client.post("/say", &[("word", "a")]).await;
    assert!(!answer.headers().contains_key(header::SET_COOKIE));
}

griot_testkit::contract! { &[SCHEMA];
    async fn signing_in_gives_a_cookie_that_only_this_site_reads(db: Db) {
        let rooms = rooms_on(db).await;
        let awa = TestHouse::member("Awa", &[]);
        let answer = rooms.client.post("/enter", &[("person", &awa.id.to_string())]).await;

        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
        assert!(cookie.starts_with("__Host-griot="), "{cookie}");
        for flag in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
            assert!(cookie.split("; ").any(|part| part == flag), "{flag} in {cookie}");
        }
        assert!(!cookie.contains("Domain"));
    }

    async fn signing_in_again_changes_the_token_and_voids_the_old_one(db: Db) {
        let rooms = rooms_on(db).await;
        let awa = TestHouse::member("Awa", &[]);
        let client = rooms.client.as_member(awa.clone()).await;
        let before = client.cookie().unwrap();
        client.post("/enter", &[("person", &awa.id.to_string())]).await;

        assert_ne!(client.cookie().unwrap(), before);
        assert_eq!(client.get("/member").await.status(), 200);
        let old = Request::get("/member").header(header::COOKIE, format!("__Host-griot={before}"));
        assert_eq!(client.send(old.body(Body::empty()).unwrap()).await.status(), 303);
    }

    async fn a_planted_token_is_not_taken_over(db: Db) {
        let rooms = rooms_on(db).await;
        let awa = rooms.client.as_member(TestHouse::member("Awa", &[])).await;
        let planted = "AAAAAAAAAAAAAAAAAAAAAA";
        let form = format!("person={}", TestHouse::member("Awa", &[]).id);
        let request = Request::post("/enter")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, format!("__Host-griot={planted}"));
        let answer = awa.send(request.body(Body::from(form)).unwrap()).await;
        assert_eq!(answer.status(), 200);
        assert_ne!(awa.cookie().unwrap(), planted);
    }

    async fn signing_out_ends_the_session_and_takes_the_cookie_back(db: Db) {
        let rooms = rooms_on(db.clone()).await;
        let awa = TestHouse::member("Awa", &[]);
        let client = rooms.client.as_member(awa.clone()).await;
        let token = client.cookie().unwrap();
        assert_eq!(client.post("/leave", &[]).await.status(), 200);

        assert_eq!(client.cookie(), None);
        let old = Request::get("/member").header(header::COOKIE, format!("__Host-griot={token}"));
        assert_eq!(client.send(old.body(Body::empty()).unwrap()).await.status(), 303);
        let mut db = db.read().await.unwrap();
        let left = sessions::of(&mut db, awa.id, rooms.house.section.clock.now()).await.unwrap();
        assert!(left.is_empty());
    }

    async fn a_session_ends_by_time_and_by_hand(db: Db) {
        let rooms = rooms_on(db.clone()).await;
        let awa = TestHouse::member("Awa", &[]);
        let (phone, desk) =
            (rooms.client.as_member(awa.clone()).await, rooms.client.as_member(awa.clone()).await);
        let now = rooms.house.section.clock.now();
        let open = sessions::of(&mut db.read().await.unwrap(), awa.id, now).await.unwrap();
        assert_eq!(open.len(), 2);
        assert_eq!(open[0].device, "Firefox · Android");

        let issa = TestHouse::member("Issa", &[]);
        let mut tx = db.begin().await.unwrap();
        assert!(!sessions::revoke(&mut tx, issa.id, &open[0].id_hash).await.unwrap());
        assert!(sessions::revoke(&mut tx, awa.id, &open[0].id_hash).await.unwrap());
        tx.commit().await.unwrap();
        let mut statuses = [phone.get("/member").await.status(), desk.get("/member").await.status()];
        statuses.sort();
        assert_eq!(statuses.map(|s| s.as_u16()), [200, 303]);

        rooms.house.clock.advance(Duration::from_secs(30 * 24 * 3600));
        assert_eq!(phone.get("/member").await.status(), 303);
        assert_eq!(desk.get("/member").await.status(), 303);
        let mut tx = db.begin().await.unwrap();
        let later = rooms.house.section.clock.now();
        assert_eq!(sessions::forget_expired(&mut tx, later).await.unwrap(), 1);
        tx.commit().await.unwrap();
    }

    async fn the_life_of_a_session_is_counted_from_its_use(db: Db) {
        let rooms = rooms_on(db.clone()).await;
        let awa = TestHouse::member("Awa", &[]);
        let client = rooms.client.as_member(awa.clone()).await;
        let first = client.get("/member").await;
        assert!(first.headers().contains_key(header::SET_COOKIE), "once a day the browser is told");
        assert!(!client.get("/member").await.headers().contains_key(header::SET_COOKIE));
        for _ in 0..3 {
            rooms.house.clock.advance(Duration::from_secs(20 * 24 * 3600));
            let answer = client.get("/member").await;
            assert_eq!(answer.status(), 200);
            assert!(answer.headers()[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=2592000"));
            let now = rooms.house.section.clock.now();
            let open = sessions::of(&mut db.read().await.unwrap(), awa.id, now).await.unwrap();
            assert_eq!(open[0].seen_at, now);
            client.get("/member").await;
        }
        rooms.house.clock.advance(Duration::from_secs(30 * 24 * 3600));
        assert_eq!(client.get("/member").await.status(), 303);
    }

    async fn a_session_that_was_ended_does_not_come_back_with_a_page(db: Db) {
        let rooms = rooms_on(db.clone()).await;
        let awa = TestHouse::member("Awa", &[]);
        let client = rooms.client.as_member(awa.clone()).await;
        rooms.house.clock.advance(Duration::from_secs(24 * 3600));
        // The page notes the day of the session and ends it, as a new passphrase elsewhere does.
        client.post("/end-all", &[]).await;
        let now = rooms.house.section.clock.now();
        assert_eq!(sessions::of(&mut db.read().await.unwrap(), awa.id, now).await.unwrap(), []);
        assert_eq!(client.get("/member").await.status(), 303);
    }

    async fn whoever_is_suspended_is_out_everywhere_at_once(db: Db) {
        let rooms = rooms_on(db.clone()).await;
        let awa = TestHouse::member("Awa", &[]);
        let client = rooms.client.as_member(awa.clone()).await;
        rooms.client.suspend(awa.id);
        assert_eq!(client.get("/member").await.status(), 303);

        let issa = TestHouse::member("Issa", &[]);
        let other = rooms.client.as_member(issa.clone()).await;
        let mut tx = db.begin().await.unwrap();
        sessions::revoke_all(&mut tx, issa.id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(other.get("/member").await.status(), 303);
    }

    async fn the_database_does_not_hold_what_opens_a_session(db: Db) {
        let rooms = rooms_on(db.clone()).await;
        let client = rooms.client.as_member(TestHouse::member("Awa", &[])).await;
        let token = client.cookie().unwrap();
        let mut conn = db.read().await.unwrap();
        let rows: Vec<(Vec<u8>, String)> =
            on!(conn, c => query_as("select id_hash, data from session").fetch_all(c)).unwrap();
        let [(hash, data)] = &rows[..] else { panic!("one session") };
        assert_eq!(hash.len(), 32);
        assert!(!data.contains(&token));
        let id = token.parse::<tower_sessions::session::Id>().unwrap();
        let contains = |bytes: &[u8]| hash.windows(bytes.len()).any(|part| part == bytes);
        assert!(!contains(&id.0.to_le_bytes()) && !contains(&id.0.to_be_bytes()) && !contains(token.as_bytes()));
    }
}

#[tokio::test]
async fn a_session_that_nobody_knows_is_a_visitor() {
    let rooms = Rooms::open().await;
    for cookie in ["__Host-griot=", "__Host-griot=nonsense", "__Host-griot=AAAAAAAAAAAAAAAAAAAAAA", "other=1"]
    {
        let request = Request::get("/hello").header(header::COOKIE, cookie);
        let answer = rooms.client.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), 200, "{cookie}");
        assert!(text(answer).await.contains("Se connecter"));
    }
}

#[test]
fn a_device_is_named_in_few_words() {
    let android = "Mozilla/5.0 (Android 9; Mobile; rv:109.0) Gecko/115.0 Firefox/115.0";
    assert_eq!(sessions::device(Some(android)), "Firefox · Android");
    assert_eq!(sessions::device(Some("curl/8")), "");
    assert_eq!(sessions::device(None), "");
}
