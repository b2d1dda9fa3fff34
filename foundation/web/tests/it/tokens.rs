//! Programs that act for a member: whom they are let in for, and what is kept of them.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use axum::{body::Body, response::Response};
use griot_crypto::Token;
use griot_db::{Conn, Db, DbError};
use griot_kernel::{Id, PersonId, SeededRandom, Timestamp};
use griot_web::{
    Access, House, Member, Routes, SCHEMA, Visitor, once,
    testing::{Client, TestHouse, text},
    tokens::{self, ApiToken, Bearer, Power, Powers},
};
use http::{Request, header};

use crate::rooms::WEAVING;

const DAY: Duration = Duration::from_secs(86_400);

/// Whoever may weave may let a program weave.
struct Loom;

#[async_trait]
impl Powers for Loom {
    async fn powers(&self, _: &mut Conn, member: &Member) -> Result<Vec<Power>, DbError> {
        let weaving = Power { capability: &WEAVING, key: "weave" };
        Ok(member.may(&WEAVING).then_some(weaving).into_iter().collect())
    }
}

async fn looms(db: Db) -> (TestHouse, Client) {
    let mut rooms = House::default();
    rooms.powers.push(Arc::new(Loom));
    let house = TestHouse::open_on(db, &[], rooms).await;
    let weave = |v: Visitor, _: Bearer| async move { v.signed_in().map(|member| member.name.clone()) };
    let routes = Routes::new()
        .post("/api/weave", Access::Token(&WEAVING), weave)
        .get("/api/cloth", Access::Token(&WEAVING), weave)
        .get("/member", Access::Member, || async { "a page" });
    let client = house.client(routes);
    (house, client)
}

fn weaver() -> Member {
    TestHouse::able("Awa", &WEAVING)
}

fn challenge(answer: &Response) -> String {
    answer.headers()[header::WWW_AUTHENTICATE].to_str().unwrap().to_owned()
}

async fn problem(answer: Response) -> serde_json::Value {
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
    serde_json::from_str(&text(answer).await).unwrap()
}

async fn weave(client: &Client) -> Response {
    client.send(Request::post("/api/weave").body(Body::empty()).unwrap()).await
}

fn awas() -> PersonId {
    weaver().id
}

fn kept(n: u64, owner: PersonId, now: Timestamp) -> (ApiToken, Token) {
    let random = SeededRandom::new(n);
    let token = ApiToken {
        id: Id::secret(&random),
        owner,
        name: format!("Jeton {n}"),
        allows: vec!["test.cloth.weave".to_owned(), "test.cloth.sell".to_owned()],
        created_at: now + Duration::from_secs(n),
        ends_at: now + DAY * 30,
        used_on: None,
    };
    (token, Token::fresh(&random))
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_token_is_found_by_its_text_until_it_ends(db: Db) {
        let now: Timestamp = "2013-02-14T09:00:00Z".parse().unwrap();
        let (one, secret) = kept(1, awas(), now);
        let (two, other) = kept(2, TestHouse::member("Binta", &[]).id, now);
        let mut tx = db.begin().await.unwrap();
        tokens::make(&mut tx, &one, &secret).await.unwrap();
        tokens::make(&mut tx, &two, &other).await.unwrap();
        let words = tokens::text(&secret);
        assert!(words.starts_with("griot_") && words.len() == 49, "{words}");
        assert_eq!(tokens::by_text(&mut tx, &words, now).await.unwrap(), Some(one.clone()));
        assert_eq!(tokens::by_text(&mut tx, &words, now + DAY * 30).await.unwrap(), None);
        for wrong in [words.strip_prefix("griot_").unwrap(), "griot_", "griot_x", &tokens::text(&kept(3, awas(), now).1)] {
            assert_eq!(tokens::by_text(&mut tx, wrong, now).await.unwrap(), None, "{wrong}");
        }
        tokens::note_use(&mut tx, one.id, now + DAY).await.unwrap();
        let listed = tokens::of(&mut tx, awas()).await.unwrap();
        assert_eq!((listed.len(), &listed[0].name), (1, &one.name));
        assert_eq!(listed[0].used_on.map(|at| at.rfc3339()), Some("2013-02-15T00:00:00Z".to_owned()), "the day, not the hour");

        assert!(!tokens::revoke(&mut tx, two.owner, one.id).await.unwrap(), "another's token stays");
        assert!(tokens::revoke(&mut tx, one.owner, one.id).await.unwrap());
        assert_eq!(tokens::by_text(&mut tx, &words, now).await.unwrap(), None);
        assert_eq!(tokens::forget_ended(&mut tx, now + DAY).await.unwrap(), 0);
        assert_eq!(tokens::revoke_all(&mut tx, two.owner).await.unwrap(), 1);
        tokens::make(&mut tx, &two, &other).await.unwrap();
        assert_eq!(tokens::forget_ended(&mut tx, now + DAY * 31).await.unwrap(), 1);
    }

    async fn a_key_stands_for_one_thing(db: Db) {
        let now: Timestamp = "2013-02-14T09:00:00Z".parse().unwrap();
        let key = |bytes: &[u8]| once::Key::new(awas(), "k1", "/api/weave", &[bytes]);
        let made = TestHouse::member("cloth", &[]).id.as_uuid();
        let mut tx = db.begin().await.unwrap();
        assert_eq!(once::known(&mut tx, &key(b"a")).await.unwrap(), once::Known::New);
        once::note(&mut tx, &key(b"a"), made, now).await.unwrap();
        assert_eq!(once::known(&mut tx, &key(b"a")).await.unwrap(), once::Known::Made(made));
        assert_eq!(once::known(&mut tx, &key(b"b")).await.unwrap(), once::Known::Other);
        let binta = TestHouse::member("Binta", &[]).id;
        let hers = once::Key::new(binta, "k1", "/api/weave", &[b"a"]);
        assert_eq!(once::known(&mut tx, &hers).await.unwrap(), once::Known::New);
        once::note(&mut tx, &hers, made, now + DAY).await.unwrap();
        assert_eq!(once::forget(&mut tx, now + DAY).await.unwrap(), 1);
        assert_eq!(once::forget_of(&mut tx, binta).await.unwrap(), 1);
        assert_eq!(once::known(&mut tx, &hers).await.unwrap(), once::Known::New);
    }

    async fn a_program_acts_for_its_owner_and_a_cookie_does_not_help(db: Db) {
        let (_house, client) = looms(db).await;
        let program = client.as_program(weaver(), &[&WEAVING]).await;
        assert_eq!(text(weave(&program).await).await, "Awa");
        assert_eq!(text(program.get("/api/cloth").await).await, "Awa");
        assert_eq!(program.get("/member").await.status(), 303, "pages are for people");

        let signed_in = client.as_member(weaver()).await;
        let refused = signed_in.post("/api/weave", &[]).await;
        assert_eq!((refused.status().as_u16(), challenge(&refused).as_str()), (401, "Bearer realm=\"griot\""));
        assert_eq!(problem(refused).await["status"], 401);
    }

    async fn a_token_is_worth_what_its_owner_may_do_at_that_moment(db: Db) {
        let (house, client) = looms(db.clone()).await;
        let program = client.as_program(weaver(), &[&WEAVING]).await;
        assert_eq!(weave(&program).await.status(), 200);
        let no_more = Member { grants: Vec::new(), ..weaver() };
        let mut conn = db.read().await.unwrap();
        let powers = tokens::powers(&house.section, &mut conn, &weaver()).await.unwrap();
        assert_eq!(powers.iter().map(|power| power.key).collect::<Vec<_>>(), ["weave"]);
        assert!(tokens::powers(&house.section, &mut conn, &no_more).await.unwrap().is_empty());
        drop(conn);
        client.as_member(no_more).await;
        let refused = weave(&program).await;
        assert_eq!(refused.status(), 403);
        assert_eq!(
            challenge(&refused),
            "Bearer realm=\"griot\", error=\"insufficient_scope\", scope=\"test.cloth.weave\""
        );
        let said = problem(refused).await;
        assert_eq!(said["capability"], "test.cloth.weave");
        assert!(said["title"].as_str().unwrap().contains("test.cloth.weave"), "{said}");

        client.as_member(weaver()).await;
        assert_eq!(weave(&program).await.status(), 200);
        client.suspend(awas());
        assert_eq!(weave(&program).await.status(), 401);

        let nothing = client.as_program(weaver(), &[]).await;
        assert_eq!(weave(&nothing).await.status(), 403);
        house.clock.advance(DAY * 30);
        let ended = weave(&program).await;
        assert_eq!((ended.status().as_u16(), challenge(&ended).as_str()), (401, "Bearer realm=\"griot\", error=\"invalid_token\""));
    }

    async fn the_day_of_the_last_use_is_kept(db: Db) {
        let (house, client) = looms(db.clone()).await;
        let program = client.as_program(weaver(), &[&WEAVING]).await;
        let used = async || {
            let listed = tokens::of(&mut db.read().await.unwrap(), awas()).await.unwrap();
            listed[0].used_on.map(|at| at.day().to_string())
        };
        assert_eq!(used().await, None);
        // Of requests that come at once, each is answered.
        let both = tokio::join!(weave(&program), weave(&program));
        assert_eq!((both.0.status().as_u16(), both.1.status().as_u16()), (200, 200));
        assert_eq!(used().await.as_deref(), Some("2013-02-14"));
        house.clock.advance(DAY);
        assert_eq!(weave(&program).await.status(), 200);
        assert_eq!(used().await.as_deref(), Some("2013-02-15"));
    }

    async fn a_token_that_asks_without_end_is_asked_to_wait(db: Db) {
        let (house, client) = looms(db).await;
        let (hers, other) = (client.as_program(weaver(), &[&WEAVING]).await, client.as_program(weaver(), &[&WEAVING]).await);
        for _ in 0..300 {
            assert_eq!(weave(&hers).await.status(), 200);
        }
        let refused = weave(&hers).await;
        assert_eq!((refused.status().as_u16(), refused.headers()[header::RETRY_AFTER].to_str().unwrap()), (429, "1"));
        assert_eq!(weave(&other).await.status(), 200, "each token has its own allowance");
        house.clock.advance(Duration::from_secs(1));
        assert_eq!(weave(&hers).await.status(), 200);
    }
}

#[tokio::test]
async fn what_is_no_bearer_token_opens_nothing() {
    let fresh = griot_testkit::sqlite(&[SCHEMA]).await;
    let (_house, client) = looms(fresh.db()).await;
    let right = client.as_program(weaver(), &[&WEAVING]).await.token().unwrap().to_owned();
    for (given, wanted) in [
        (format!("Bearer {right}"), 200),
        (format!("bearer  {right} "), 200),
        (format!("Basic {right}"), 401),
        (right.clone(), 401),
        (format!("Bearer {}", right.get(..48).unwrap()), 401),
        ("Bearer".to_owned(), 401),
        (String::new(), 401),
    ] {
        let request = Request::post("/api/weave").header(header::AUTHORIZATION, &given);
        assert_eq!(client.send(request.body(Body::empty()).unwrap()).await.status(), wanted, "{given}");
    }
    let twice = Request::post("/api/weave")
        .header(header::AUTHORIZATION, format!("Bearer {right}"))
        .header(header::AUTHORIZATION, format!("Bearer {right}"));
    assert_eq!(client.send(twice.body(Body::empty()).unwrap()).await.status(), 401);
    let elsewhere = Request::post("/api/weave")
        .header(header::AUTHORIZATION, format!("Bearer {right}"))
        .header("sec-fetch-site", "cross-site");
    assert_eq!(client.send(elsewhere.body(Body::empty()).unwrap()).await.status(), 403);
}
