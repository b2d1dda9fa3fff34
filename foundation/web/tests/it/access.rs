//! Whom a route lets in.

use griot_kernel::Language;
use griot_web::{
    Grant, Role, Scope,
    testing::{Client, TestHouse, text},
};
use http::header;

use crate::rooms::{Rooms, WEAVING};

async fn statuses(client: &Client) -> [u16; 4] {
    let mut all = [0; 4];
    for (place, path) in all.iter_mut().zip(["/hello", "/member", "/staff", "/weave"]) {
        *place = client.get(path).await.status().as_u16();
    }
    all
}

#[tokio::test]
async fn each_route_lets_in_whom_it_names() {
    let rooms = Rooms::open().await;
    let visitor = &rooms.client;
    assert_eq!(statuses(visitor).await, [200, 303, 303, 303]);
    for (roles, wanted) in [
        (&[][..], [200, 200, 403, 403]),
        (&[Role::Member], [200, 200, 403, 403]),
        (&[Role::Author], [200, 200, 403, 403]),
        (&[Role::Editor], [200, 200, 200, 403]),
        (&[Role::Administrator], [200, 200, 200, 403]),
        (&[Role::Campaigner], [200, 200, 200, 200]),
        (&[Role::Member, Role::Trainer], [200, 200, 200, 200]),
    ] {
        let client = visitor.as_member(TestHouse::member("Awa", roles)).await;
        assert_eq!(statuses(&client).await, wanted, "{roles:?}");
    }
    let able = visitor.as_member(TestHouse::able("Able", &WEAVING)).await;
    assert_eq!(able.get("/weave").await.status(), 200);
}

#[tokio::test]
async fn a_role_within_one_place_opens_no_page_of_the_whole_section() {
    let rooms = Rooms::open().await;
    let [here, elsewhere] = ["here", "elsewhere"].map(|name| TestHouse::member(name, &[]).id.as_uuid());
    let mut member = TestHouse::member("Awa", &[]);
    member.grants = vec![Grant { role: Role::Trainer, scope: Scope::Within(here) }];

    assert!(member.may_within(&WEAVING, here));
    assert!(!member.may_within(&WEAVING, elsewhere));
    assert!(!member.may(&WEAVING));
    let client = rooms.client.as_member(member).await;
    assert_eq!(client.get("/weave").await.status(), 403);
}

#[tokio::test]
async fn a_stranger_is_asked_to_sign_in_and_led_back() {
    let rooms = Rooms::open().await;
    let answer = rooms.client.get("/member?page=2").await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()[header::LOCATION], "/sign-in?back=%2Fmember%3Fpage%3D2");

    // A form is not a page: whoever sent it is led back to the page where it stood.
    let form = |referer: &'static str| {
        http::Request::post("/member/say")
            .header(header::REFERER, referer)
            .header("sec-fetch-site", "same-origin")
            .body(axum::body::Body::empty())
            .unwrap()
    };
    let answer = rooms.client.send(form("https://section.example/blogs/loom?page=2")).await;
    assert_eq!(answer.headers()[header::LOCATION], "/sign-in?back=%2Fblogs%2Floom%3Fpage%3D2");
    let answer = rooms.client.send(form("https://elsewhere.example/blogs")).await;
    assert_eq!(answer.headers()[header::LOCATION], "/sign-in?back=%2F");
}

#[tokio::test]
async fn a_member_reads_in_the_language_they_chose() {
    let rooms = Rooms::open().await;
    let mut awa = TestHouse::member("Awa", &[]);
    awa.language = Some(Language::ENGLISH);
    awa.light = true;
    let page = text(rooms.client.as_member(awa).await.get("/hello").await).await;
    assert!(page.contains("<html lang=\"en\""));
    assert!(page.contains("With pictures"));
}
