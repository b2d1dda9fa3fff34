//! Whose forms are taken.

use std::time::Duration;

use axum::{body::Body, response::Response};
use griot_web::testing::{Client, TestHouse, text};
use http::{Request, header};

use crate::rooms::Rooms;

/// Sends the form as a browser that says this about itself.
async fn say(client: &Client, path: &str, form: &str, says: &[(&str, &str)]) -> Response {
    let mut request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::CONTENT_LENGTH, form.len());
    for (name, value) in says {
        request = request.header(*name, *value);
    }
    client.send(request.body(Body::from(form.to_owned())).unwrap()).await
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let rooms = Rooms::open().await;
    for foreign in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.example"),
        ("origin", "null"),
        ("origin", "https://section.example.elsewhere.example"),
    ] {
        let answer = say(&rooms.client, "/say", "word=a", &[foreign]).await;
        assert_eq!(answer.status(), 403, "{foreign:?}");
        assert!(text(answer).await.contains("Le formulaire n’a pas été accepté"));
    }
}

#[tokio::test]
async fn a_form_from_this_site_is_taken() {
    let rooms = Rooms::open().await;
    for own in [
        &[("sec-fetch-site", "same-origin")][..],
        &[("sec-fetch-site", "none")],
        &[("origin", "https://section.example")],
        // Reached at another name, such as a machine of the local net.
        &[("origin", "http://192.168.1.7:8080"), ("host", "192.168.1.7:8080")],
        // An old browser that says nothing, without a session that could be used.
        &[],
    ] {
        let answer = say(&rooms.client, "/say", "word=a&word=b", own).await;
        assert_eq!(text(answer).await, "a,b", "{own:?}");
    }
}

#[tokio::test]
async fn a_form_of_someone_signed_in_carries_their_mark() {
    let rooms = Rooms::open().await;
    let awa = rooms.client.as_member(TestHouse::member("Awa", &[])).await;
    let issa = rooms.client.as_member(TestHouse::member("Issa", &[])).await;
    let own = [("sec-fetch-site", "same-origin")];

    assert_eq!(say(&awa, "/say", "word=a", &own).await.status(), 403);
    assert_eq!(say(&awa, "/say", "word=a&csrf=wrong", &own).await.status(), 403);
    assert_eq!(say(&awa, "/say", &format!("word=a&csrf={}", issa.csrf()), &own).await.status(), 403);
    assert_eq!(awa.post("/say", &[("word", "a")]).await.status(), 200);
    // Scripts send it beside the form.
    let mark = awa.csrf();
    let by_script = [own[0], ("x-csrf-token", mark.as_str())];
    assert_eq!(say(&awa, "/say", "word=a", &by_script).await.status(), 200);
    // The mark does not help a form from elsewhere, nor a browser that hides where it comes from.
    assert_eq!(say(&awa, "/say", "word=a", &[("origin", "null"), by_script[1]]).await.status(), 403);
    assert_eq!(say(&awa, "/say", "word=a", &by_script[1..]).await.status(), 403);
    // The page itself carries it.
    assert!(text(awa.get("/hello").await).await.contains(&mark));
}

#[tokio::test]
async fn a_form_too_large_for_its_route_gets_a_page() {
    let rooms = Rooms::open().await;
    let answer = rooms.client.post("/say", &[("word", &"a".repeat(1_100_000))]).await;
    assert_eq!(answer.status(), 413);
    assert!(text(answer).await.contains("C’est trop volumineux"));
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_refused_with_a_sentence() {
    let rooms = Rooms::open().await;
    let answer = rooms.client.post("/enter", &[("person", "nobody")]).await;
    assert_eq!(answer.status(), 400);
    assert!(text(answer).await.contains("Nous n’avons pas pu lire votre envoi"));
    let json = rooms.client.post_raw("/picture", "application/json", "{}").await;
    assert_eq!(json.status(), 400);
    let cut =
        rooms.client.post_raw("/picture", "multipart/form-data; boundary=edge", "--edge\r\nconte").await;
    assert_eq!(cut.status(), 400);
}

#[tokio::test]
async fn files_come_within_the_limit_of_their_route() {
    let rooms = Rooms::open().await;
    let small = [("file", "a.jpg", &[7_u8; 2_000][..]), ("file", "empty.jpg", &[])];
    let answer = rooms.client.upload("/picture", &[("alt", "a loom")], &small).await;
    assert_eq!(text(answer).await, "a loom a.jpg=2000");

    let large = [("file", "a.jpg", &[7_u8; 5_000][..])];
    let answer = rooms.client.upload("/picture", &[], &large).await;
    assert_eq!(answer.status(), 413);
    assert!(text(answer).await.contains("fichier plus petit"));
}

#[tokio::test]
async fn the_mark_of_someone_signed_in_comes_before_their_file() {
    let rooms = Rooms::open().await;
    let awa = rooms.client.as_member(TestHouse::member("Awa", &[])).await;
    assert_eq!(awa.upload("/picture", &[], &[("file", "a.jpg", b"picture")]).await.status(), 200);

    let part = |head: &str, body: &str| {
        format!("--edge\r\ncontent-disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let file = part("name=\"file\"; filename=\"a.jpg\"", "picture");
    let mark = part("name=\"csrf\"", &awa.csrf());
    let kind = "multipart/form-data; boundary=edge";
    for wrong in
        [format!("{file}{mark}--edge--\r\n"), format!("{file}--edge--\r\n"), "--edge--\r\n".to_owned()]
    {
        assert_eq!(awa.post_raw("/picture", kind, wrong).await.status(), 403);
    }
}

#[tokio::test]
async fn the_mark_of_time_holds_for_a_day_and_cannot_be_forged() {
    let rooms = Rooms::open().await;
    let section = &rooms.house.section;
    let page = text(rooms.client.get("/hello").await).await;
    let token = page.split("name=\"at\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let (minute, signature) = token.split_once('.').unwrap();
    let later = minute.parse::<i64>().unwrap() + 1;

    assert!(section.time_token_holds(token));
    for forged in ["", ".", "1.2", minute, &format!("{later}.{signature}"), &format!("{minute}.{signature}0")]
    {
        assert!(!section.time_token_holds(forged), "{forged}");
    }
    rooms.house.clock.advance(Duration::from_secs(24 * 3600));
    assert!(section.time_token_holds(token));
    rooms.house.clock.advance(Duration::from_secs(60));
    assert!(!section.time_token_holds(token));
}
