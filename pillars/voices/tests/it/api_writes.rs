//! What programs do for their owner: the same acts as on the pages, with the same refusals.

use axum::{body::Body, response::Response};
use griot_kernel::Reading;
use griot_voices::{
    MODERATE,
    api::{self, COMMENT, PUBLISH, READ_OWN, WRITE},
    model::{BlogState, Comment, CommentState, Post, PostState, Role},
    store::{blogs, comments, lists, posts},
};
use griot_web::{
    Capability, Member,
    testing::{Client, text},
};
use http::{Method, Request, header};
use serde_json::{Value, json};

use crate::{
    factory::{self, comment, id},
    house::*,
    machines::of,
};

const ALL: [&Capability; 5] = [&READ_OWN, &WRITE, &PUBLISH, &COMMENT, &MODERATE];
const MINE: &str = "/api/v1/me/posts";

/// A home, and what programs ask it.
struct Api {
    home: Home,
    client: Client,
}

impl Api {
    async fn open(db: griot_db::Db) -> Self {
        let home = home_on(db).await;
        let client = home.house.client(api::routes());
        Self { home, client }
    }

    async fn of(&self, member: Member, allows: &[&Capability]) -> Client {
        self.client.as_program(member, allows).await
    }

    async fn post(&self, id: &str) -> Post {
        let mut db = self.home.house.section.db.read().await.unwrap();
        posts::by_id(&mut db, id.parse().unwrap()).await.unwrap().unwrap()
    }

    async fn keep(&self, one: &Comment) {
        let mut tx = self.home.house.section.db.begin().await.unwrap();
        comments::insert(&mut tx, one).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn send(client: &Client, path: &str, body: Value) -> Response {
    client.send_json(Method::POST, path, &[], &body).await
}

async fn patch(client: &Client, id: &str, seen: &str, body: Value) -> Response {
    client.send_json(Method::PATCH, &format!("{MINE}/{id}"), &[("if-match", seen)], &body).await
}

async fn begun(client: &Client, title: &str) -> String {
    let made = send(client, MINE, json!({"blog": "awa", "title": title, "body": "Un texte."})).await;
    assert_eq!(made.status(), 201);
    let made = read(made).await;
    made["id"].as_str().unwrap().to_owned()
}

async fn read(answer: Response) -> Value {
    serde_json::from_str(&text(answer).await).unwrap()
}

/// The status of a refusal, and the field, parameter or capability that it names.
async fn refused(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    assert_eq!(of(&answer, header::CONTENT_TYPE), "application/problem+json", "{status}");
    let problem = read(answer).await;
    assert_eq!(problem["status"], status);
    assert!(!problem["title"].as_str().unwrap().is_empty());
    let named = ["field", "parameter", "capability"].iter().find_map(|name| problem[name].as_str());
    (status, named.unwrap_or_default().to_owned())
}

fn no(status: u16, named: &str) -> (u16, String) {
    (status, named.to_owned())
}

griot_testkit::contract! { SCHEMAS;
    async fn a_sign_that_no_database_holds_is_taken_out_of_what_is_sent(db: Db) {
        let api = Api::open(db).await;
        let awa = api.of(awa(), &ALL).await;
        let sent = json!({"blog": "awa", "title": "Le\u{0} puits", "body": "De l’\u{0}eau.", "tags": ["sou\u{0}rce"]});
        let made = read(send(&awa, MINE, sent).await).await;
        let post = api.post(made["id"].as_str().unwrap()).await;
        assert_eq!((post.title.as_str(), post.body.as_str()), ("Le puits", "De l’eau."));
        let place = format!("/api/v1/posts/{}/comments", api.home.post.id);
        assert_eq!(send(&awa, &place, json!({"text": "Br\u{0}avo"})).await.status(), 201);
    }

    async fn a_program_writes_publishes_changes_and_takes_back(db: Db) {
        let api = Api::open(db).await;
        let awa = api.of(awa(), &ALL).await;
        let sent = json!({"blog": "awa", "title": "  Le puits ", "body": "Un *texte*.", "tags": ["Eau", "Santé"],
            "canonical_url": "https://carnet.example/puits", "source_name": "Carnet"});
        let made = send(&awa, MINE, sent).await;
        assert_eq!((made.status().as_u16(), of(&made, header::ETAG), of(&made, header::CACHE_CONTROL)), (201, "\"1\"".into(), "no-store".into()));
        let place = of(&made, header::LOCATION);
        let made = read(made).await;
        let post = made["id"].as_str().unwrap().to_owned();
        assert_eq!(place, format!("https://section.example/api/v1/me/posts/{post}"));
        assert_eq!((&made["state"], &made["url"]), (&json!("draft"), &Value::Null));

        let shown = awa.get(&format!("{MINE}/{post}")).await;
        assert_eq!(of(&shown, header::ETAG), "\"1\"");
        let shown = read(shown).await;
        assert_eq!((&shown["title"], &shown["tags"], &shown["format"]), (&json!("Le puits"), &json!(["Eau", "Santé"]), &json!("markdown")));

        let published = read(send(&awa, &format!("{MINE}/{post}/publish"), json!({})).await).await;
        assert_eq!((&published["state"], &published["url"]), (&json!("published"), &json!("https://section.example/blogs/awa/le-puits")));
        assert_eq!(api.client.get(&format!("/api/v1/posts/{post}")).await.status(), 200);
        let changed = patch(&awa, &post, "\"1\"", json!({"body": "Un autre texte."})).await;
        assert_eq!((changed.status().as_u16(), of(&changed, header::ETAG)), (200, "\"2\"".into()));
        let kept = api.post(&post).await;
        assert_eq!((kept.title.as_str(), kept.body.as_str(), kept.source_name.as_deref()), ("Le puits", "Un autre texte.", Some("Carnet")));
        let empty = patch(&awa, &post, "\"2\"", json!({"body": " "})).await;
        assert_eq!(refused(empty).await, no(422, "body"), "what everyone reads is not made empty");

        let withdrawn = send(&awa, &format!("{MINE}/{post}/withdraw"), json!({})).await;
        assert_eq!(read(withdrawn).await["state"], "withdrawn");
        assert_eq!(api.client.get(&format!("/api/v1/posts/{post}")).await.status(), 404);
        assert_eq!(refused(send(&awa, &format!("{MINE}/{post}/withdraw"), json!({})).await).await.0, 409);
        assert!(api.home.work().await.contains(&"publications.changed.v1".to_owned()));
    }

    async fn a_post_waits_for_the_time_that_a_program_gives(db: Db) {
        let api = Api::open(db).await;
        let awa = api.of(awa(), &ALL).await;
        let post = begun(&awa, "La marche").await;
        let publish = format!("{MINE}/{post}/publish");
        let later = json!({"at": "2013-02-20T08:00:00Z", "not_after": "2013-02-20T12:00:00+00:00"});
        let planned = read(send(&awa, &publish, later).await).await;
        assert_eq!((&planned["state"], &planned["publish_at"]), (&json!("scheduled"), &json!("2013-02-20T08:00:00Z")));
        for (sent, field) in [
            (json!({"at": "2013-02-01T08:00:00Z"}), "at"),
            (json!({"at": "2019-02-01T08:00:00Z"}), "at"),
            (json!({"at": "demain"}), "at"),
            (json!({"not_after": "2013-02-20T12:00:00Z"}), "at"),
            (json!({"at": "2013-02-20T08:00:00Z", "not_after": "2013-02-20T07:00:00Z"}), "not_after"),
        ] {
            assert_eq!(refused(send(&awa, &publish, sent).await).await, no(422, field));
        }
        let back = read(send(&awa, &format!("{MINE}/{post}/withdraw"), json!({})).await).await;
        assert_eq!((&back["state"], &back["publish_at"]), (&json!("draft"), &Value::Null));
        // Nothing need be sent to publish at once.
        let bare = Request::post(&publish).body(Body::empty()).unwrap();
        assert_eq!(read(awa.send(bare).await).await["state"], "published");
    }

    async fn of_two_writers_the_second_is_told(db: Db) {
        let api = Api::open(db).await;
        let awa = api.of(awa(), &ALL).await;
        let post = begun(&awa, "À deux").await;
        let both = tokio::join!(
            patch(&awa, &post, "\"1\"", json!({"body": "L’un"})),
            patch(&awa, &post, "\"1\"", json!({"body": "L’autre"}))
        );
        let mut statuses = [both.0.status().as_u16(), both.1.status().as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        assert_eq!(api.post(&post).await.revision, 2);
        assert_eq!(refused(patch(&awa, &post, "\"1\"", json!({})).await).await, no(412, ""));
        let blind = awa.send_json(Method::PATCH, &format!("{MINE}/{post}"), &[], &json!({})).await;
        assert_eq!(refused(blind).await, no(428, ""));
        for wrong in ["deux", "*", "W/\"2\"", "\"\"", "\"-1\""] {
            assert_eq!(refused(patch(&awa, &post, wrong, json!({})).await).await, no(400, "If-Match"), "{wrong}");
        }
        let publish = format!("{MINE}/{post}/publish");
        let old = awa.send_json(Method::POST, &publish, &[("if-match", "\"1\"")], &json!({})).await;
        assert_eq!(refused(old).await, no(412, ""));
        let seen = awa.send_json(Method::POST, &publish, &[("if-match", "\"2\"")], &json!({})).await;
        assert_eq!(seen.status(), 200);
    }

    async fn the_same_key_makes_one_post(db: Db) {
        let api = Api::open(db).await;
        let awa = api.of(awa(), &ALL).await;
        let sent = json!({"blog": "awa", "title": "Une fois", "body": "Un texte."});
        let key = [("idempotency-key", "cle-1")];
        let both = tokio::join!(
            awa.send_json(Method::POST, MINE, &key, &sent),
            awa.send_json(Method::POST, MINE, &key, &sent)
        );
        assert_eq!((both.0.status().as_u16(), both.1.status().as_u16()), (201, 201));
        let (one, two) = (read(both.0).await, read(both.1).await);
        assert_eq!(one, two);
        let again = awa.send_json(Method::POST, MINE, &key, &sent).await;
        assert_eq!((again.status().as_u16(), read(again).await), (201, one));
        let other = json!({"blog": "awa", "title": "Autre chose"});
        let other = awa.send_json(Method::POST, MINE, &key, &other).await;
        assert_eq!(refused(other).await, no(422, "Idempotency-Key"));
        let mut db = api.home.house.section.db.read().await.unwrap();
        let drafts = lists::workbench(&mut db, factory::awa(), Some(PostState::Draft), Reading::Start, 9);
        assert_eq!(drafts.await.unwrap().items.len(), 1);
        drop(db);

        let said = json!({"text": "Bien dit."});
        let place = format!("/api/v1/posts/{}/comments", api.home.post.id);
        let one = read(awa.send_json(Method::POST, &place, &[("idempotency-key", "cle-2")], &said).await).await;
        let two = read(awa.send_json(Method::POST, &place, &[("idempotency-key", "cle-2")], &said).await).await;
        assert_eq!(one, two);
        let long = "k".repeat(201);
        for wrong in [long.as_str(), "", "deux mots"] {
            let wrong = awa.send_json(Method::POST, MINE, &[("idempotency-key", wrong)], &sent).await;
            assert_eq!(refused(wrong).await, no(400, "Idempotency-Key"));
        }
    }

    async fn what_is_not_taken_is_told_by_its_field(db: Db) {
        let api = Api::open(db).await;
        let awa = api.of(awa(), &ALL).await;
        for (sent, named) in [
            (json!({"blog": "awa"}), no(422, "title")),
            (json!({"blog": "awa", "title": "é".repeat(201)}), no(422, "title")),
            (json!({"title": "T"}), no(422, "blog")),
            (json!({"blog": "nobody", "title": "T"}), no(422, "blog")),
            (json!({"blog": "awa", "title": "T", "language": "la langue de chez nous"}), no(422, "language")),
            (json!({"blog": "awa", "title": "T", "canonical_url": "javascript:alert(1)"}), no(422, "canonical_url")),
            (json!({"blog": "awa", "title": "T", "translation_of": "/blogs/awa/rien"}), no(422, "translation_of")),
            (json!({"blog": "awa", "title": "T", "tags": vec!["x"; 13]}), no(422, "tags")),
            (json!({"blog": "awa", "title": "T", "tags": ["a,b"]}), no(422, "tags")),
            (json!({"blog": "awa", "title": 5}), no(400, "title")),
            (json!({"blog": "awa", "title": "T", "tags": "Eau"}), no(400, "tags")),
            (json!({"blog": "awa", "titel": "T"}), no(400, "titel")),
            (json!(["awa"]), no(400, "")),
        ] {
            assert_eq!(refused(send(&awa, MINE, sent.clone()).await).await, named, "{sent}");
        }
        let raw = |kind: &'static str, body: &'static str| {
            Request::post(MINE).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
        };
        assert_eq!(refused(awa.send(raw("application/json", "{")).await).await, no(400, ""));
        assert_eq!(refused(awa.send(raw("text/plain", "{}")).await).await, no(415, ""));
        let large = json!({"blog": "awa", "title": "T", "body": "a".repeat(1_100_000)});
        assert_eq!(refused(send(&awa, MINE, large).await).await, no(413, ""));
        assert_eq!(refused(send(&awa, &format!("{MINE}?x=1"), json!({})).await).await, no(400, "x"));

        let empty = send(&awa, MINE, json!({"blog": "awa", "title": "Vide"})).await;
        let empty = read(empty).await["id"].as_str().unwrap().to_owned();
        assert_eq!(refused(send(&awa, &format!("{MINE}/{empty}/publish"), json!({})).await).await, no(422, "body"));
    }

    async fn a_closed_blog_takes_nothing_new(db: Db) {
        let api = Api::open(db.clone()).await;
        let awa = api.of(awa(), &ALL).await;
        let post = begun(&awa, "Trop tard").await;
        let mut tx = db.begin().await.unwrap();
        blogs::set_state(&mut tx, api.home.blog.id, BlogState::Open, BlogState::Closed).await.unwrap();
        tx.commit().await.unwrap();
        let new = send(&awa, MINE, json!({"blog": "awa", "title": "T"})).await;
        assert_eq!(refused(new).await.0, 409);
        assert_eq!(refused(send(&awa, &format!("{MINE}/{post}/publish"), json!({})).await).await.0, 409);
        let said = send(&awa, &format!("/api/v1/posts/{}/comments", api.home.post.id), json!({"text": "Oui"})).await;
        assert_eq!(refused(said).await.0, 409);
    }

    async fn each_act_needs_its_own_capability(db: Db) {
        let api = Api::open(db).await;
        let post = begun(&api.of(awa(), &ALL).await, "Un brouillon").await;
        let one = format!("{MINE}/{post}");
        let ways = [
            (Method::GET, MINE.to_owned(), &READ_OWN),
            (Method::GET, one.clone(), &READ_OWN),
            (Method::POST, MINE.to_owned(), &WRITE),
            (Method::PATCH, one.clone(), &WRITE),
            (Method::POST, format!("{one}/files"), &WRITE),
            (Method::POST, format!("{one}/publish"), &PUBLISH),
            (Method::POST, format!("{one}/withdraw"), &PUBLISH),
            (Method::POST, format!("/api/v1/posts/{}/comments", api.home.post.id), &COMMENT),
            (Method::GET, "/api/v1/me/comments".to_owned(), &MODERATE),
            (Method::POST, format!("/api/v1/me/comments/{}", id(1)), &MODERATE),
        ];
        for (method, path, needed) in ways {
            let others: Vec<&Capability> = ALL.into_iter().filter(|one| one.name != needed.name).collect();
            let program = api.of(awa(), &others).await;
            let answer = program.send_json(method.clone(), &path, &[], &json!({})).await;
            assert_eq!(refused(answer).await, no(403, needed.name), "{method} {path}");
            let person = api.client.as_member(awa()).await;
            let answer = person.send_json(method.clone(), &path, &[("sec-fetch-site", "same-origin")], &json!({})).await;
            assert_eq!(refused(answer).await, no(401, ""), "{method} {path}");
        }
        // Whoever may write may not change what everyone reads.
        let writer = api.of(awa(), &[&WRITE]).await;
        assert_eq!(patch(&writer, &post, "\"1\"", json!({"title": "Le même"})).await.status(), 200);
        let shown = api.home.post.id.to_string();
        assert_eq!(refused(patch(&writer, &shown, "\"1\"", json!({"title": "Un autre"})).await).await, no(403, PUBLISH.name));
    }

    async fn drafts_are_listed_for_those_who_work_on_them(db: Db) {
        let api = Api::open(db).await;
        let awa = api.of(awa(), &ALL).await;
        let post = begun(&awa, "Un brouillon").await;
        let drafts = read(awa.get(&format!("{MINE}?state=draft")).await).await;
        assert_eq!((&drafts["items"][0]["id"], &drafts["items"][1]), (&json!(post), &Value::Null));
        assert_eq!(read(awa.get(MINE).await).await["items"].as_array().unwrap().len(), 2);
        for (wrong, named) in [("state=lost", "state"), ("cursor=0", "cursor"), ("blog=awa", "blog")] {
            assert_eq!(refused(awa.get(&format!("{MINE}?{wrong}")).await).await, no(400, named));
        }
        let binta = api.of(binta(), &ALL).await;
        assert_eq!(read(binta.get(MINE).await).await["items"], json!([]));
        for (method, path) in [(Method::GET, ""), (Method::PATCH, ""), (Method::POST, "/publish"), (Method::POST, "/withdraw")] {
            let path = format!("{MINE}/{post}{path}");
            let answer = binta.send_json(method, &path, &[("if-match", "\"1\"")], &json!({})).await;
            assert_eq!(refused(answer).await, no(404, ""), "another's draft is not there");
        }
        assert_eq!(refused(awa.get(&format!("{MINE}/x")).await).await, no(404, ""));
    }

    async fn a_picture_comes_with_what_it_shows(db: Db) {
        let api = Api::open(db).await;
        let awa = api.of(awa(), &ALL).await;
        let post = begun(&awa, "En image").await;
        let place = format!("{MINE}/{post}/files");
        let mut png = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(40, 30).write_to(&mut png, image::ImageFormat::Png).unwrap();
        let png = png.into_inner();
        let files = [("file", "puits.png", png.as_slice())];
        let brought = awa.upload(&place, &[("alt", "Un puits")], &files).await;
        assert_eq!(brought.status(), 201);
        let brought = read(brought).await;
        let words = brought["words"].as_str().unwrap();
        assert!(words.starts_with("![Un puits](/files/"), "{words}");
        assert_eq!(patch(&awa, &post, "\"1\"", json!({"body": words})).await.status(), 200);
        assert!(api.post(&post).await.picture.is_some());
        assert_eq!(refused(awa.upload(&place, &[("alt", " ")], &files).await).await, no(422, "alt"));
        assert_eq!(refused(awa.upload(&place, &[("alt", "Un puits")], &[]).await).await, no(422, "file"));
        let long = "é".repeat(1_001);
        assert_eq!(refused(awa.upload(&place, &[("alt", &long)], &files).await).await, no(422, "alt"));
        assert_eq!(refused(awa.upload(&place, &[("alt", "x"), ("legend", "x")], &files).await).await, no(400, "legend"));
        let text = [("file", "a.txt", b"des mots".as_slice())];
        assert_eq!(refused(awa.upload(&place, &[("alt", "Un texte")], &text).await).await, no(422, "file"));
        let binta = api.of(binta(), &ALL).await;
        assert_eq!(refused(binta.upload(&place, &[("alt", "Un puits")], &files).await).await, no(404, ""));
    }

    async fn a_comment_goes_through_the_same_steps_as_on_the_page(db: Db) {
        let api = Api::open(db).await;
        let (awa, binta) = (api.of(awa(), &ALL).await, api.of(binta(), &ALL).await);
        let place = format!("/api/v1/posts/{}/comments", api.home.post.id);
        assert_eq!(read(send(&awa, &place, json!({"text": "Chez moi."})).await).await["state"], "shown");
        let first = send(&binta, &place, json!({"text": "Bonjour."})).await;
        assert_eq!(first.status(), 201);
        let first = read(first).await;
        assert_eq!(first["state"], "waiting", "a new voice waits");
        for (sent, named) in [
            (json!({"text": "  "}), no(422, "text")),
            (json!({"text": "é".repeat(5_001)}), no(422, "text")),
            (json!({"text": "Oui", "parent": id(7)}), no(422, "parent")),
            (json!({"text": "Oui", "parent": "7"}), no(400, "parent")),
        ] {
            assert_eq!(refused(send(&binta, &place, sent).await).await, named);
        }
        let nowhere = send(&binta, &format!("/api/v1/posts/{}/comments", id(7)), json!({"text": "Oui"})).await;
        assert_eq!(refused(nowhere).await, no(404, ""));
    }

    async fn comments_are_judged_by_those_who_may_and_never_ones_own(db: Db) {
        let api = Api::open(db.clone()).await;
        let mut waits = comment(1, &api.home.post, factory::binta(), "À lire");
        waits.state = CommentState::Waiting;
        let mut own = comment(2, &api.home.post, factory::awa(), "De moi");
        own.state = CommentState::Suspected;
        api.keep(&waits).await;
        api.keep(&own).await;
        let awa = api.of(awa(), &ALL).await;
        let listed = read(awa.get("/api/v1/me/comments").await).await;
        let item = &listed["items"][0];
        assert_eq!((&item["id"], &item["text"], &item["author"]["name"]), (&json!(waits.id.as_uuid()), &json!("À lire"), &json!("Binta")));
        let place = format!("/api/v1/me/comments/{}", waits.id);
        let sent = |act: &str, mark: &str| json!({"act": act, "mark": mark});
        assert_eq!(refused(send(&awa, &place, sent("love", &waits.mark())).await).await, no(422, "act"));
        assert_eq!(refused(send(&awa, &place, sent("approve", "0000000000000000")).await).await.0, 409, "other words");
        let shown = read(send(&awa, &place, sent("approve", item["mark"].as_str().unwrap())).await).await;
        assert_eq!(shown["state"], "shown");
        assert_eq!(api.home.log.acts(), ["voices-log-comment-approved"]);
        let hidden = json!({"act": "hide", "mark": waits.mark(), "reason": "injure"});
        assert_eq!(read(send(&awa, &place, hidden).await).await["state"], "hidden");

        // Moussa may judge too, so Awa does not judge her own words.
        let hers = format!("/api/v1/me/comments/{}", own.id);
        assert_eq!(refused(send(&awa, &hers, sent("reinstate", &own.mark())).await).await.0, 409);
        let moussa = api.of(moussa(), &ALL).await;
        assert_eq!(read(send(&moussa, &hers, sent("reinstate", &own.mark())).await).await["state"], "shown");

        // Binta edits nothing: she cannot hand on what she may not do.
        let binta = api.of(binta(), &ALL).await;
        assert_eq!(refused(send(&binta, &hers, sent("hide", &own.mark())).await).await, no(403, MODERATE.name));
        let mut tx = db.begin().await.unwrap();
        let other = factory::blog(2, "binta");
        blogs::insert(&mut tx, &other).await.unwrap();
        blogs::set_author(&mut tx, other.id, factory::binta(), Role::Editor).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(refused(send(&binta, &hers, sent("hide", &own.mark())).await).await, no(404, ""), "not of her blog");
        assert_eq!(read(binta.get("/api/v1/me/comments?show=hidden").await).await["items"], json!([]));
    }
}
