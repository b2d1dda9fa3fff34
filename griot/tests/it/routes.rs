//! Every route says whom it lets in, and keeps its word to strangers.

use std::{collections::BTreeSet, fs, path::Path};

use axum::{body::Body, http::Request};
use griot::demo;
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
    let demo = demo::entrance().list().to_vec();
    let demo = demo.into_iter().map(|route| ("demo", route));
    for (room, route) in open.pillars.route_list().into_iter().chain(demo) {
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

/// The kinds of problems that the API of a room names, as its source writes them.
fn kinds_in_source() -> BTreeSet<String> {
    let api = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pillars/voices/src/api");
    let mut kinds = BTreeSet::new();
    for file in fs::read_dir(api).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for call in ["ApiProblem::new(", "ApiProblem::said("] {
            let named = text.split(call).skip(1).filter_map(|rest| rest.split('"').nth(1));
            kinds.extend(named.map(str::to_owned));
        }
    }
    kinds
}

#[tokio::test]
async fn every_kind_of_problem_leads_to_a_page_that_says_what_to_do() {
    let open = house().await;
    let mut kinds = kinds_in_source();
    assert!(kinds.contains("not-now"), "{kinds:?}");
    kinds.extend(["not-found", "no-token", "bad-token", "lacking", "too-many", "full"].map(str::to_owned));
    for kind in kinds {
        for (language, lead) in [("fr", "comme type de l’erreur"), ("en", "as the type of the error")] {
            let got = open.get(&format!("/problems/{kind}?lang={language}")).await;
            assert_eq!(got.status, 200, "{kind}");
            assert!(got.text.contains(lead) && !got.text.contains("trouble-"), "{kind}: {}", got.text);
        }
    }
    for strange in ["/problems/none", "/problems/way", "/problems/Not-Found", "/problems/not-found-remedy"] {
        assert_eq!(open.get(strange).await.status, 404, "{strange}");
    }
    let told = open.get("/api/v1/posts/none").await;
    assert_eq!(told.status, 404);
    let told: serde_json::Value = serde_json::from_str(&told.text).unwrap();
    let leads = told["type"].as_str().unwrap().strip_prefix(open.section.base_url.as_str()).unwrap();
    assert_eq!(open.get(&format!("/{leads}")).await.status, 200);
}
