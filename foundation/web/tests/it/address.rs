//! Language, links, and the way back.

use axum::body::Body;
use griot_web::{
    House, Routes, Visitor,
    testing::{TestHouse, text},
};
use http::{Request, header};

use crate::rooms::{EVERYONE, Rooms};

#[tokio::test]
async fn the_address_decides_the_language_then_the_browser_then_the_section() {
    let rooms = Rooms::open().await;
    for (path, accepts, wanted) in [
        ("/hello", None, "fr"),
        ("/hello", Some("en"), "en"),
        ("/hello", Some("en-GB,en;q=0.9,fr;q=0.8"), "en"),
        ("/hello", Some("de, fr;q=0.3, en;q=0.7"), "en"),
        ("/hello", Some("de"), "fr"),
        ("/hello", Some("en;q=0, fr"), "fr"),
        ("/hello?lang=en", Some("fr"), "en"),
        ("/hello?lang=fr", Some("en"), "fr"),
        ("/hello?lang=xx", Some("en"), "en"),
        ("/hello?lang=!!&lang=fr", Some("en"), "en"),
    ] {
        let mut request = Request::get(path);
        request = request.header(header::ACCEPT_LANGUAGE, accepts.unwrap_or_default());
        let page = text(rooms.client.send(request.body(Body::empty()).unwrap()).await).await;
        assert!(page.contains(&format!("<html lang=\"{wanted}\" dir=\"ltr\"")), "{path} {accepts:?}");
    }
}

#[tokio::test]
async fn a_link_keeps_what_the_visitor_chose() {
    let links = |visitor: Visitor| async move {
        ["/a", "/a?b=c", "/a#d", "/a?b=c#d", "/"].map(|path| visitor.href(path)).join(" ")
    };
    let house = TestHouse::open(&[], &[], House::default()).await;
    let client = house.client(Routes::new().get("/links", EVERYONE, links));
    let read = async |query: &str| text(client.get(&format!("/links{query}")).await).await;

    assert_eq!(read("").await, "/a /a?b=c /a#d /a?b=c#d /");
    assert_eq!(read("?lang=en").await, "/a?lang=en /a?b=c&lang=en /a?lang=en#d /a?b=c&lang=en#d /?lang=en");
    assert_eq!(
        read("?x=1&light=1&lang=en").await,
        "/a?lang=en&light=1 /a?b=c&lang=en&light=1 /a?lang=en&light=1#d /a?b=c&lang=en&light=1#d /?lang=en&light=1"
    );
    // Only what the house understands is passed on, in its own spelling.
    assert_eq!(
        read("?lang=%22%3E&light=yes").await,
        "/a?light=1 /a?b=c&light=1 /a?light=1#d /a?b=c&light=1#d /?light=1"
    );
}

#[tokio::test]
async fn a_page_names_its_translations_and_its_light_twin() {
    let rooms = Rooms::open().await;
    let page = text(rooms.client.get("/hello?x=1").await).await;
    assert!(page.contains("hreflang=\"en\" href=\"/hello?x=1&#38;lang=en\""), "{page}");
    assert!(page.contains("href=\"/hello?x=1&#38;light=1\""), "{page}");
    let light = text(rooms.client.get("/hello?light=1").await).await;
    assert!(light.contains("href=\"/hello?light=0\"") && light.contains("Avec les images"));
}

#[test]
fn the_way_back_never_leads_out_of_the_house() {
    for local in ["/", "/me", "/blogs/tisser?page=2#c3", "/é", "/a//b", "/?back=https://elsewhere.example"] {
        assert_eq!(Visitor::safe_back(local), local);
    }
    for foreign in [
        "",
        "me",
        "https://elsewhere.example",
        "//elsewhere.example",
        "///elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/a\\b",
        "/\t/elsewhere.example",
        "/a\r\nset-cookie: a=b",
        "/\u{7f}",
        " //elsewhere.example",
        "javascript:alert(1)",
    ] {
        assert_eq!(Visitor::own_path(foreign), None, "{foreign:?}");
        assert_eq!(Visitor::safe_back(foreign), "/", "{foreign:?}");
    }
}
