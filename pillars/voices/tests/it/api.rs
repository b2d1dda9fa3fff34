//! What programs read, and what they are told when they ask wrongly.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::Duration,
};

use axum::{ServiceExt, extract::Request};
use griot_db::Db;
use griot_testkit::sqlite;
use griot_voices::{
    SCHEMA, api,
    model::{CommentState, Role},
    store::{blogs, comments},
};
use griot_web::{
    Access,
    testing::{Client, TestHouse, text},
};
use http::header;
use serde_json::{Value, json};

use crate::{
    factory::*,
    house::{SCHEMAS, home_on},
    machines::{add_posts, ask, house_on, of},
};

fn client(house: &TestHouse) -> Client {
    house.client(api::routes())
}

async fn json(client: &Client, path: &str) -> Value {
    let response = client.get(path).await;
    assert_eq!(
        (response.status().as_u16(), of(&response, header::CONTENT_TYPE)),
        (200, "application/json".into()),
        "{path}"
    );
    serde_json::from_str(&text(response).await).unwrap()
}

fn slugs(list: &Value) -> Vec<String> {
    let url = |item: &Value| item["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(url).collect()
}

griot_testkit::contract! { &[griot_web::SCHEMA, SCHEMA];
    async fn a_post_is_told_without_its_hour(db: Db) {
        let house = house_on(db).await;
        let post = json(&client(&house), &format!("/api/v1/posts/{}", id(0x9002))).await;
        assert_eq!(post["url"], "https://section.example/blogs/awa/puits");
        assert_eq!(post["canonical_url"], "https://carnet.example/puits?a=1&b=2");
        assert_eq!((&post["published"], &post["updated"]), (&json!("2013-02-17"), &json!("2013-02-17")));
        assert_eq!(post["author"], json!({"name": "Awa <Traoré>", "handle": "awa",
            "url": "https://section.example/people/awa"}));
        assert_eq!(post["sounds"][0]["bytes"], 1_234);
        assert_eq!(post["tags"][0]["slug"], "eau-assainissement");
        assert!(post["html"].as_str().unwrap().contains("https://section.example/files/"));
        assert!(!post.to_string().contains("09:00"));
    }

    async fn posts_are_found_by_what_they_are(db: Db) {
        let house = house_on(db).await;
        let client = client(&house);
        for (query, found) in [
            ("", vec!["puits", "premier"]),
            ("?blog=awa", vec!["puits", "premier"]),
            ("?blog=nobody", vec![]),
            ("?tag=eau-assainissement", vec!["puits"]),
            ("?author=awa&language=fr", vec!["puits", "premier"]),
            ("?author=binta", vec![]),
            ("?language=en", vec![]),
            ("?since=2013-02-16", vec!["puits"]),
        ] {
            assert_eq!(slugs(&json(&client, &format!("/api/v1/posts{query}")).await), found, "{query}");
        }
    }

    async fn a_list_is_read_to_its_end_by_its_cursor(db: Db) {
        let house = house_on(db).await;
        add_posts(&house.section.db, 5).await;
        let client = client(&house);
        let (mut all, mut path) = (Vec::new(), "/api/v1/posts?limit=3".to_owned());
        loop {
            let page = json(&client, &path).await;
            all.extend(slugs(&page));
            match page["next"].as_str() {
                Some(next) => path = format!("/api/v1/posts?limit=3&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(all, ["court-4", "court-3", "court-2", "court-1", "court-0", "puits", "premier"]);
    }

    async fn blogs_comments_and_open_people_are_told(db: Db) {
        let house = house_on(db).await;
        let client = client(&house);
        let blogs = json(&client, "/api/v1/blogs").await;
        assert_eq!((&blogs["items"][0]["posts"], &blogs["next"]), (&json!(2), &Value::Null));
        let blog = json(&client, "/api/v1/blogs/awa").await;
        assert_eq!(blog["newest"], "2013-02-17");
        assert_eq!(blog["feeds"]["atom"], "https://section.example/feeds/blogs/awa.atom");
        let comments = json(&client, &format!("/api/v1/posts/{}/comments", id(0x9001))).await;
        assert_eq!(comments["items"][0]["text"], "Merci !");
        // Her name stands under her comment on the page too, but her page is not open.
        assert_eq!(comments["items"][0]["author"], json!({"name": "Binta", "handle": null, "url": null}));
        assert_eq!(json(&client, "/api/v1/people/awa").await["name"], "Awa <Traoré>");
        assert_eq!(client.get("/api/v1/people/binta").await.status(), 404);
    }

    async fn a_wrong_question_is_told_which_parameter_is_wrong(db: Db) {
        let house = house_on(db).await;
        let client = client(&house);
        let comments = format!("/api/v1/posts/{}/comments?limit=201", id(0x9001));
        for (path, name) in [
            ("/api/v1/posts?limit=0", "limit"), ("/api/v1/posts?limit=31", "limit"), ("/api/v1/posts?limit=%2B5", "limit"),
            ("/api/v1/posts?since=2013-02-31", "since"), ("/api/v1/posts?since=yesterday", "since"),
            ("/api/v1/posts?cursor=1", "cursor"), ("/api/v1/posts?language=-", "language"), ("/api/v1/posts?blog=", "blog"),
            ("/api/v1/posts?tag=a&tag=b", "tag"), ("/api/v1/posts?tags=a", "tags"), ("/api/v1/blogs?cursor=%C3%A9", "cursor"),
            ("/api/v1/blogs/awa?x=1", "x"), (comments.as_str(), "limit"),
        ] {
            let refused = client.get(path).await;
            assert_eq!((refused.status().as_u16(), of(&refused, header::CONTENT_TYPE)), (400, "application/problem+json".into()), "{path}");
            let problem: Value = serde_json::from_str(&text(refused).await).unwrap();
            assert_eq!((&problem["parameter"], &problem["status"]), (&json!(name), &json!(400)), "{path}");
            let title = problem["title"].as_str().unwrap();
            assert!(title.contains(&format!("«\u{202f}{name}\u{202f}»")), "{title}");
        }
        let unknown = format!("/api/v1/posts?cursor={}", id(0x7777));
        for path in ["/api/v1/posts/x", "/api/v1/blogs/nobody", "/api/v1/nothing", unknown.as_str()] {
            let missing = client.get(path).await;
            assert_eq!((missing.status().as_u16(), of(&missing, header::CONTENT_TYPE)), (404, "application/problem+json".into()), "{path}");
        }
    }

    async fn the_description_says_every_way_and_every_answer(db: Db) {
        let house = house_on(db).await;
        let about = json(&client(&house), "/api/v1/openapi.json").await;
        assert_eq!(about["servers"][0]["url"], "https://section.example");
        let mut described: Vec<&str> = about["paths"].as_object().unwrap().keys().map(String::as_str).collect();
        described.push("/api/v1/openapi.json");
        described.sort_unstable();
        let routes = api::routes();
        let mut ways: Vec<&str> = routes.list().iter().map(|route| route.path.as_str()).collect();
        ways.sort_unstable();
        ways.dedup();
        assert_eq!(described, ways);
        for route in routes.list().iter().filter(|route| route.path != "/api/v1/openapi.json") {
            let way = &about["paths"][&route.path][route.method.as_str().to_lowercase()];
            let answers: Vec<&str> = way["responses"].as_object().unwrap().keys().map(String::as_str).collect();
            match route.access {
                Access::Token(capability) => {
                    assert!(["400", "401", "403", "404", "429", "503"].iter().all(|one| answers.contains(one)), "{answers:?}");
                    assert_eq!(way["security"][0]["token"], json!([]));
                    assert!(way["summary"].to_string().contains(capability.name) || way["description"].to_string().contains(capability.name));
                }
                _ => assert_eq!(answers, ["200", "304", "400", "404", "429", "503"], "{}", route.path),
            }
            for parameter in way["parameters"].as_array().into_iter().flatten() {
                let schema = &parameter["schema"];
                let bound = ["pattern", "format", "maximum", "enum", "oneOf"].iter().any(|rule| !schema[rule].is_null());
                assert!(bound, "{}: {parameter}", route.path);
            }
        }
    }

    async fn an_answer_that_is_known_is_not_sent_again(db: Db) {
        let house = house_on(db).await;
        let client = client(&house);
        let etag = of(&client.get("/api/v1/posts").await, header::ETAG);
        assert_eq!(ask(&client, "/api/v1/posts", &[("if-none-match", &etag)]).await.status(), 304);
    }

    async fn who_asks_without_end_is_asked_to_wait(db: Db) {
        let house = house_on(db).await;
        let client = client(&house);
        for _ in 0..1_000 {
            assert_ne!(client.get("/api/v1/people/nobody").await.status(), 429);
        }
        let refused = client.get("/api/v1/people/nobody").await;
        assert_eq!((refused.status().as_u16(), of(&refused, header::RETRY_AFTER)), (429, "1".into()));
        assert_eq!(of(&refused, header::CONTENT_TYPE), "application/problem+json");
    }
}

/// Where `cargo xtask test` puts the tester.
fn tester() -> Option<PathBuf> {
    let place =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/schemathesis/bin/schemathesis");
    if place.exists() {
        return Some(place);
    }
    assert!(std::env::var_os("CI").is_none(), "CI needs the tester at {}", place.display());
    eprintln!("skipped: no tester at {}", place.display());
    None
}

/// What the description cannot say: spaces alone are no title, a revision is old, and what was drawn
/// is as large as it is wrong.
const JUDGED: &str = r#"
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "412", "422", "429", "5xx"]
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428", "429"]
[checks.missing_required_header]
expected-statuses = ["400", "401", "403", "415", "422", "428"]
"#;

/// Asks whatever the description allows, and what it forbids, of a server that really listens.
async fn try_out(tester: &Path, house: &TestHouse, settings: &str, more: &[&str]) {
    // The clock of a test stands still; the allowance of questions grows back by it, faster than the
    // quickest machine can ask: a 429 would hide what lies behind it.
    let clock = Arc::clone(&house.clock);
    let time = tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_millis(20)).await;
            clock.advance(Duration::from_secs(30));
        }
    });
    let router = griot_web::assemble(&house.section, api::routes());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(router);
    let server = tokio::spawn(async move { axum::serve(listener, service).await });

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("schemathesis.toml"), settings).unwrap();
    let run = tokio::process::Command::new(tester)
        .current_dir(folder.path())
        .args([
            "run",
            &format!("http://{address}/api/v1/openapi.json"),
            "--url",
            &format!("http://{address}"),
        ])
        .args(["--checks", "all", "--phases", "examples,coverage,fuzzing", "--mode", "all"])
        .args(["--max-examples", "25", "--seed", "2013", "--no-color", "--generation-deterministic"])
        .args(more)
        .stdin(Stdio::null())
        .output();
    let run = tokio::time::timeout(Duration::from_secs(240), run).await.expect("the tester ends").unwrap();
    server.abort();
    time.abort();
    let said = String::from_utf8_lossy(&run.stdout);
    eprintln!("{said}");
    assert!(run.status.success(), "{said}\n{}", String::from_utf8_lossy(&run.stderr));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tester_finds_nothing_that_the_description_does_not_say() {
    let Some(tester) = tester() else { return };
    let fresh = sqlite(&[griot_web::SCHEMA, SCHEMA]).await;
    let house = house_on(fresh.db()).await;
    add_posts(&house.section.db, 40).await;
    try_out(&tester, &house, "", &["--exclude-path-regex", "/me/", "--include-method", "GET"]).await;
}

/// The same by a program whose token allows everything, on a post and a comment that are there.
async fn try_out_writing(db: Db) {
    let Some(tester) = tester() else { return };
    let home = home_on(db.clone()).await;
    let mut waits = comment(1, &home.post, binta(), "À lire");
    waits.state = CommentState::Waiting;
    let mut tx = db.begin().await.unwrap();
    // The blog of the examples in the description.
    let saaba = blog(7, "carnet-de-saaba");
    blogs::insert(&mut tx, &saaba).await.unwrap();
    blogs::set_author(&mut tx, saaba.id, awa(), Role::Editor).await.unwrap();
    comments::insert(&mut tx, &waits).await.unwrap();
    tx.commit().await.unwrap();
    let all = [&api::READ_OWN, &api::WRITE, &api::PUBLISH, &api::COMMENT, &griot_voices::MODERATE];
    let program = home.house.client(api::routes()).as_program(crate::house::awa(), &all).await;
    let token = format!("Authorization: Bearer {}", program.token().unwrap());
    let known = |path: &str, id: String| {
        format!(
            "[[operations]]\ninclude-path-regex = \"{path}\"\nparameters = {{ \"path.id\" = \"{id}\" }}\n"
        )
    };
    // What is drawn is rarely there: a post and a comment that are let the acts themselves run.
    let posts = known("/posts/", home.post.id.to_string());
    let there = format!("{JUDGED}{posts}{}", known("/me/comments/", waits.id.to_string()));
    let ways = ["-H", &token, "--include-path-regex", "^/api/v1/(me/|posts/[^/]+/comments)"];
    for settings in [JUDGED, &there] {
        try_out(&tester, &home.house, settings, &ways).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tester_that_writes_finds_nothing_either_on_sqlite() {
    let fresh = sqlite(SCHEMAS).await;
    try_out_writing(fresh.db()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tester_that_writes_finds_nothing_either_on_postgres() {
    let Some(fresh) = griot_testkit::postgres(SCHEMAS).await else { return };
    try_out_writing(fresh.db()).await;
    fresh.db().close().await;
}
