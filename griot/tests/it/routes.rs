//! Every route says whom it lets in, and keeps its word to strangers.

use axum::{body::Body, http::Request};
use griot_web::Access;

use crate::open::house;

fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_route_refuses_strangers_unless_it_says_why_not() {
    let open = house().await;
    let mut table = Vec::new();
    for (room, route) in open.pillars.route_list() {
        let whom = match route.access {
            Access::Public(why) => format!("everyone: {why}"),
            Access::Member => "members".to_owned(),
            Access::Staff => "staff".to_owned(),
            Access::Needs(capability) => capability.name.to_owned(),
            Access::Token(capability) => format!("programs: {}", capability.name),
        };
        table.push(format!("{room} {} {} → {whom}", route.method, route.path));
        if matches!(route.access, Access::Public(_)) {
            continue;
        }
        let request = Request::builder().method(route.method.clone()).uri(filled(&route.path));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let got = open.send(request.body(Body::empty()).unwrap()).await;
        if matches!(route.access, Access::Token(_)) {
            assert_eq!(got.status, 401, "{} {}", route.method, route.path);
            continue;
        }
        assert_eq!(got.status, 303, "{} {}", route.method, route.path);
        assert!(got.location.starts_with("/sign-in?back="), "{} leads to {}", route.path, got.location);
    }
    table.sort();
    insta::assert_snapshot!(table.join("\n"));
}

#[tokio::test]
async fn an_unknown_address_helps_in_both_languages() {
    let open = house().await;
    let french = open.get("/rien-ici").await;
    assert_eq!(french.status, 404);
    assert!(french.text.contains("Il n’y a rien à cette adresse"), "{}", french.text);
    let english = open.get("/nothing-here?lang=en").await;
    assert!(english.text.contains("There is nothing at this address"));
}

#[tokio::test]
async fn public_pages_set_no_cookie_and_answer() {
    let open = house().await;
    for path in
        ["/", "/blogs", "/activity", "/search", "/rights", "/join", "/sign-in", "/seizure", "/health/ready"]
    {
        for language in ["fr", "en"] {
            let got = open.get(&format!("{path}?lang={language}")).await;
            assert_eq!(got.status, 200, "{path} in {language}: {}", got.text);
        }
    }
    assert_eq!(open.section.settings().name, "");
}
