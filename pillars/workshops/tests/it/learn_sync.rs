//! What devices bring that were used without a network.

use griot_testkit::contract;
use griot_web::testing::{Client, text};
use griot_workshops::{
    model::{CourseAudience, CourseId, Learner, LearningId},
    store::{courses, devices, learnings},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    factory::{day, id},
    house::{Home, SCHEMAS, adama, awa, home, home_on, issa, main_of},
    learn_school::{answers, enrol, page, plain, publish},
};

async fn send(client: &Client, path: &str, batch: &Value) -> (u16, Value) {
    let response = client.post_raw(path, "application/json", batch.to_string()).await;
    let status = response.status().as_u16();
    (status, serde_json::from_str(&text(response).await).unwrap_or(Value::Null))
}

fn attempt(n: u128, question: &str, round: i64, answer: Value, at: i64) -> Value {
    json!({
        "id": Uuid::from_u128(n), "course": "ouvert", "version": 1, "unit": "dire", "question": question, "round": round,
        "answer": answer, "at": at,
    })
}

fn batch(learning: LearningId, device: u128, first: u128, at: i64) -> Value {
    json!({
        "device": Uuid::from_u128(device), "learning": learning.to_string(), "label": "Téléphone d’Awa", "held": 3,
        "attempts": [
            attempt(first, "q1", 1, json!([1]), at),
            attempt(first + 1, "q2", 1, json!([2, 0]), at + 1),
            attempt(first + 2, "q3", 1, json!([2, 0, 1]), at + 2),
            attempt(first + 3, "q4", 1, json!("BONJOUR"), at + 3),
        ],
        "done": [{"course": "ouvert", "version": 1, "unit": "lire", "at": at}],
    })
}

/// Which learning a learner has in this course.
async fn own(home: &Home, course: CourseId, learner: Learner) -> LearningId {
    let mut db = home.house.section.db.read().await.unwrap();
    learnings::of(&mut db, course, learner).await.unwrap().unwrap().id
}

async fn awas(home: &Home, course: CourseId) -> LearningId {
    own(home, course, Learner::Person(awa().id)).await
}

async fn kept(home: &Home, course: CourseId) -> usize {
    let learning = awas(home, course).await;
    let mut db = home.house.section.db.read().await.unwrap();
    learnings::attempts(&mut db, (learning, 1), "dire").await.unwrap().len()
}

contract! { SCHEMAS;
    async fn the_same_batch_brought_by_two_at_once_is_one(db: Db) {
        let home = home_on(db).await;
        let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
        let client = home.as_one(awa()).await;
        client.post("/learn/ouvert/begin", &[]).await;
        let now = day(0).as_millisecond();
        let mine = awas(&home, course.id).await;
        let (one, two) = (batch(mine, 1, 100, now), batch(mine, 2, 100, now));
        let (left, right) = tokio::join!(send(&client, "/learn/sync", &one), send(&client, "/learn/sync", &two));
        assert_eq!((left.0, right.0), (200, 200), "{left:?} {right:?}");
        let count = |answer: &Value, part: &str| answer[part].as_array().unwrap().len();
        assert_eq!(count(&left.1, "taken") + count(&right.1, "taken"), 5, "{left:?} {right:?}");
        assert_eq!(count(&left.1, "known") + count(&right.1, "known"), 5);
        assert_eq!(kept(&home, course.id).await, 4);
        let (_, third) = send(&client, "/learn/sync", &one).await;
        assert_eq!((count(&third, "taken"), count(&third, "known"), count(&third, "refused")), (0, 5, 0));
        assert_eq!(third["finished"], json!(["ouvert"]));
        // Another device did the same round: the union has both, and the first answers count.
        let (_, other) = send(&client, "/learn/sync", &batch(mine, 3, 200, now + 50)).await;
        assert_eq!(count(&other, "taken"), 4);
        assert_eq!(kept(&home, course.id).await, 8);
    }

    async fn a_device_is_one_learners(db: Db) {
        let home = home_on(db).await;
        let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
        let one = enrol(&home, 1, &course, Some(awa().id)).await;
        for who in [awa(), issa()] {
            home.as_one(who).await.post("/learn/ouvert/begin", &[]).await;
        }
        let mut tx = home.house.section.db.begin().await.unwrap();
        let own = learnings::of(&mut tx, course.id, Learner::Person(awa().id)).await.unwrap().unwrap();
        let other = learnings::of(&mut tx, course.id, Learner::Person(issa().id)).await.unwrap().unwrap();
        let device = devices::Device {
            id: id(1).into(),
            workshop: Some(one.workshop),
            learning: own.id,
            label: "A".to_owned(),
            held: 3,
            synced_at: day(0),
        };
        assert!(devices::put(&mut tx, &device).await.unwrap());
        assert!(!devices::put(&mut tx, &devices::Device { learning: other.id, held: 9, ..device.clone() }).await.unwrap());
        assert!(devices::put(&mut tx, &devices::Device { held: 0, synced_at: day(1), ..device }).await.unwrap());
        let all = devices::of_workshop(&mut tx, one.workshop).await.unwrap();
        let seen = devices::Seen {
            enrolment: one.id,
            label: "A".to_owned(),
            held: 0,
            at: day(1),
            is_out: false,
        };
        assert_eq!(all, std::slice::from_ref(&seen));
        // It takes the course along again, and another one does for the first time; nobody takes somebody else's.
        let mine = (Some(one.workshop), own.id);
        assert!(devices::take(&mut tx, id(1).into(), mine, day(2)).await.unwrap());
        assert!(devices::take(&mut tx, id(2).into(), mine, day(3)).await.unwrap());
        assert!(!devices::take(&mut tx, id(1).into(), (None, other.id), day(4)).await.unwrap());
        let out = |label: &str, at| devices::Seen { label: label.to_owned(), at, is_out: true, ..seen.clone() };
        let all = devices::of_workshop(&mut tx, one.workshop).await.unwrap();
        assert_eq!(all, [out("", day(3)), out("A", day(2))]);
        let back = devices::Device {
            id: id(1).into(),
            workshop: Some(one.workshop),
            learning: own.id,
            label: "A".to_owned(),
            held: 0,
            synced_at: day(4),
        };
        assert!(devices::put(&mut tx, &back).await.unwrap());
        let all = devices::of_workshop(&mut tx, one.workshop).await.unwrap();
        assert_eq!(all, [out("", day(3)), devices::Seen { at: day(4), ..seen }]);
        assert!(learnings::is_enrolled(&mut tx, awa().id, course.id).await.unwrap());
        assert!(!learnings::is_enrolled(&mut tx, issa().id, course.id).await.unwrap());
        let there = learnings::in_workshop(&mut tx, one.workshop, course.id).await.unwrap();
        assert_eq!(there, [(one.id, own.clone())]);
        learnings::unit_done(&mut tx, own.id, "lire", day(1)).await.unwrap();
        learnings::unit_done(&mut tx, other.id, "lire", day(1)).await.unwrap();
        let done = learnings::done_in_workshop(&mut tx, one.workshop, course.id).await.unwrap();
        assert_eq!(done, [(own.id, "lire".to_owned(), day(1))]);
        assert!(!learnings::renew(&mut tx, own.id, (1, 2), day(2)).await.unwrap(), "it is not finished");
        learnings::seen(&mut tx, own.id, day(2), Some(day(2))).await.unwrap();
        assert!(learnings::renew(&mut tx, own.id, (1, 2), day(2)).await.unwrap());
        assert!(!learnings::renew(&mut tx, own.id, (1, 2), day(2)).await.unwrap(), "somebody did");
        assert_eq!(learnings::learning_of(&mut tx, id(5).into()).await.unwrap(), None);
    }

    async fn weights_and_files_are_those_of_the_version(db: Db) {
        let home = home_on(db).await;
        let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
        let mut db = home.house.section.db.read().await.unwrap();
        let lengths = griot_workshops::store::units::lengths(&mut db, course.id, 1).await.unwrap();
        assert_eq!(lengths.values().copied().collect::<Vec<_>>(), [45, 19]);
        assert!(griot_workshops::store::handouts::of(&mut db, course.id, 1).await.unwrap().is_empty());
    }

    async fn the_same_form_sent_twice_at_once_is_one(db: Db) {
        let home = home_on(db).await;
        let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
        let client = home.as_one(awa()).await;
        client.post("/learn/ouvert/begin", &[]).await;
        let form = answers(&page(&client, "/learn/ouvert/dire").await, true);
        let fields = plain(&form);
        let to = "/learn/ouvert/dire/answers";
        let (left, right) = tokio::join!(client.post(to, &fields), client.post(to, &fields));
        assert_eq!((left.status().as_u16(), right.status().as_u16()), (303, 303));
        assert_eq!(kept(&home, course.id).await, 4);
    }

    async fn answers_with_the_ids_of_somebody_else_are_kept_all_the_same(db: Db) {
        let home = home_on(db).await;
        let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
        let (awa, issa) = (home.as_one(awa()).await, home.as_one(issa()).await);
        for client in [&awa, &issa] {
            client.post("/learn/ouvert/begin", &[]).await;
        }
        let form = answers(&page(&awa, "/learn/ouvert/dire").await, true);
        let to = "/learn/ouvert/dire/answers";
        awa.post(to, &plain(&form)).await;
        for _ in 0..2 {
            assert_eq!(issa.post(to, &plain(&form)).await.status(), 303);
        }
        assert!(main_of(&page(&issa, &format!("{to}?round=1")).await).contains("4 sur 4"));
        let issas = own(&home, course.id, Learner::Person(crate::house::issa().id)).await;
        let mut db = home.house.section.db.read().await.unwrap();
        assert_eq!(learnings::attempts(&mut db, (issas, 1), "dire").await.unwrap().len(), 4);
        drop(db);
        assert_eq!(kept(&home, course.id).await, 4);
    }

    async fn signs_that_no_database_takes_are_no_trouble(db: Db) {
        let home = home_on(db).await;
        let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
        let client = home.as_one(awa()).await;
        client.post("/learn/ouvert/begin", &[]).await;
        let mut bad = batch(awas(&home, course.id).await, 1, 100, 0);
        bad["label"] = json!("a\u{0}b");
        bad["attempts"][0]["course"] = json!("ouv\u{0}ert");
        bad["attempts"][1]["question"] = json!("q\u{0}");
        bad["attempts"][3]["answer"] = json!("bon\u{0}jour");
        let (status, answer) = send(&client, "/learn/sync", &bad).await;
        assert_eq!(status, 200);
        assert_eq!(answer["refused"].as_array().unwrap().len(), 2, "{answer}");
        assert_eq!(answer["taken"].as_array().unwrap().len(), 3, "{answer}");
        assert_eq!(client.get("/learn/ouvert/dire").await.status(), 200);
    }

    async fn a_course_begun_twice_at_once_is_one(db: Db) {
        let home = home_on(db).await;
        let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
        let client = home.as_one(awa()).await;
        let (left, right) =
            tokio::join!(client.post("/learn/ouvert/begin", &[]), client.post("/learn/ouvert/begin", &[]));
        assert_eq!((left.status().as_u16(), right.status().as_u16()), (303, 303));
        let mut db = home.house.section.db.read().await.unwrap();
        let all = learnings::of_person(&mut db, awa().id).await.unwrap();
        assert_eq!(all.iter().map(|one| one.course).collect::<Vec<_>>(), [course.id]);
    }
}

#[tokio::test]
async fn what_cannot_be_taken_is_named_with_its_reason() {
    let home = home().await;
    let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    publish(&home, 2, "autre", CourseAudience::Everyone).await;
    let client = home.as_one(awa()).await;
    let issa = home.as_one(issa()).await;
    client.post("/learn/ouvert/begin", &[]).await;
    issa.post("/learn/ouvert/begin", &[]).await;
    let issas = own(&home, course.id, Learner::Person(crate::house::issa().id)).await.to_string();
    send(
        &issa,
        "/learn/sync",
        &json!({"device": Uuid::from_u128(8), "learning": issas, "attempts": [attempt(1, "q1", 1, json!([1]), 0)]}),
    )
    .await;
    let of = |course: &str, n: u128| {
        let mut one = attempt(n, "q1", 1, json!([1]), 0);
        one["course"] = json!(course);
        one
    };
    let (status, answer) = send(
        &client,
        "/learn/sync",
        &json!({
            "device": Uuid::from_u128(9), "learning": awas(&home, course.id).await.to_string(),
            "attempts": [
                attempt(1, "q1", 1, json!([1]), 0),
                of("rien", 2), of("autre", 3),
                attempt(4, "q9", 1, json!([1]), 0),
                attempt(5, "q1", 0, json!([1]), 0), attempt(6, "q1", 1_000, json!([1]), 0),
                attempt(7, "q1", 1, json!("oui"), 0), attempt(8, "q1", 1, json!([7]), 0),
                attempt(13, "q1", 1, json!([-1]), 0), attempt(14, "q1", 1, json!({"a": 1.5}), 0),
            attempt(9, "q1", 1, json!([1, 1]), 0), attempt(10, "q4", 1, json!([1]), 0),
                attempt(11, "q1", 1, json!([1]), i64::MAX), attempt(12, "q2", 1, json!([1]), i64::MIN),
            ],
            "done": [
                {"course": "ouvert", "version": 1, "unit": "dire", "at": 0},
                {"course": "ouvert", "version": 1, "unit": "x"},
            ],
        }),
    )
    .await;
    assert_eq!(status, 200);
    let reasons: Vec<&str> =
        answer["refused"].as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
    assert_eq!(
        reasons,
        [
            "id-taken",
            "unknown-course",
            "not-begun",
            "unknown-question",
            "not-asked",
            "not-asked",
            "bad-answer",
            "bad-answer",
            "bad-answer",
            "bad-answer",
            "bad-answer",
            "bad-answer",
            "has-questions",
            "unknown-unit",
        ]
    );
    assert_eq!(answer["taken"].as_array().unwrap().len(), 2, "a clock that says nonsense refuses nothing");
    assert_eq!(kept(&home, course.id).await, 2);
}

#[tokio::test]
async fn a_clock_a_year_off_does_not_pass_before_others() {
    let home = home().await;
    let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let client = home.as_one(awa()).await;
    client.post("/learn/ouvert/begin", &[]).await;
    let now = home.house.section.clock.now().as_millisecond();
    let mine = awas(&home, course.id).await;
    send(&client, "/learn/sync", &batch(mine, 1, 100, now)).await;
    home.house.clock.advance(std::time::Duration::from_secs(3_600));
    // Wrong answers of the same round, from a device whose clock is a year slow.
    let mut wrong = batch(mine, 2, 200, now - 366 * 86_400_000);
    for one in wrong["attempts"].as_array_mut().unwrap() {
        one["answer"] = if one["question"] == "q4" { json!("non") } else { json!([0]) };
    }
    let (_, answer) = send(&client, "/learn/sync", &wrong).await;
    assert_eq!((answer["taken"].as_array().unwrap().len(), &answer["known"]), (4, &json!(["ouvert/lire"])));
    let result = main_of(&page(&client, "/learn/ouvert/dire/answers?round=1").await);
    assert!(result.contains("4 sur 4"), "{result}");
}

#[tokio::test]
async fn what_is_no_batch_is_refused() {
    let home = home().await;
    publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let client = home.as_one(awa()).await;
    assert_eq!(send(&home.client, "/learn/sync", &json!({})).await.0, 303, "a stranger is asked to sign in");
    let nobody = Uuid::nil();
    for bad in [
        json!({}),
        json!([]),
        json!({"device": "x"}),
        json!({"device": nobody}),
        json!({"device": nobody, "learning": "x"}),
        json!({"device": nobody, "learning": nobody, "attempts": [{}]}),
    ] {
        assert_eq!(send(&client, "/learn/sync", &bad).await.0, 400, "{bad}");
    }
    let form = client.post("/learn/sync", &[("device", "x")]).await;
    assert_eq!(form.status(), 400);
    let many: Vec<Value> = (0..2_001).map(|n| attempt(n, "q1", 1, json!([1]), 0)).collect();
    assert_eq!(
        send(&client, "/learn/sync", &json!({"device": nobody, "learning": nobody, "attempts": many}))
            .await
            .0,
        413
    );
    let large = json!({"device": nobody, "learning": nobody, "label": "x".repeat(1_100_000)});
    assert_eq!(send(&client, "/learn/sync", &large).await.0, 413);
    assert_eq!(
        send(&client, "/enrolments/NOCODE/sync", &json!({"device": nobody, "learning": nobody})).await.0,
        404
    );
}

#[tokio::test]
async fn a_pack_holds_the_course_begun_and_the_trainer_sees_what_devices_hold() {
    let home = home().await;
    let course = publish(&home, 1, "ouvert", CourseAudience::Enrolled).await;
    let one = enrol(&home, 1, &course, None).await;
    let at = format!("{}/learn/ouvert", one.address());
    assert_eq!(home.client.get(&format!("{at}/pack.json")).await.status(), 409);
    home.client.post(&format!("{at}/begin"), &[]).await;
    let progress = format!("/desk/workshops/{}/learning", one.workshop);
    let trainer = home.as_one(adama()).await;
    for nobody in ["", "?device=", "?device=x"] {
        page(&home.client, &format!("{at}/pack.json{nobody}")).await;
        assert!(main_of(&page(&trainer, &progress).await).contains("Aucun appareil"), "{nobody}");
    }
    let taken = format!("{at}/pack.json?device={}", Uuid::from_u128(7));
    let pack: Value = serde_json::from_str(&page(&home.client, &taken).await).unwrap();
    let desk = main_of(&page(&trainer, &progress).await);
    assert!(desk.contains("emporté, pas revenu depuis") && desk.contains("Personne 1"), "{desk}");
    assert_eq!((pack["course"].as_str(), pack["version"].as_i64()), (Some("ouvert"), Some(1)));
    assert_eq!(pack["sync"], json!(format!("{}/sync", one.address())));
    let units = pack["units"].as_array().unwrap();
    assert!(units[1]["html"].as_str().unwrap().contains("<em>puis</em>"));
    let rounds = units[1]["rounds"].as_array().unwrap();
    assert_eq!((units[0]["rounds"].as_array().unwrap().len(), rounds.len()), (0, 3));
    let order = &rounds[0]["questions"][2];
    assert_eq!((order["right"].clone(), order["shown"].as_array().unwrap().len()), (json!([2, 0, 1]), 3));
    // The page asks in the same order as the pack.
    let shown = page(&home.client, &format!("{at}/dire")).await;
    let places: Vec<&str> =
        shown.split("name=\"o.q3.").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let along: Vec<String> = order["shown"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(places, along);

    let mine = own(&home, course.id, Learner::Enrolment(one.id)).await;
    assert_eq!(pack["learning"], json!(mine.to_string()));
    let (status, _) =
        send(&home.client, &format!("{}/sync", one.address()), &batch(mine, 7, 100, day(0).as_millisecond()))
            .await;
    assert_eq!(status, 200);
    let desk = main_of(&page(&trainer, &progress).await);
    assert!(!desk.contains("pas revenu"), "{desk}");
    assert!(
        desk.contains("Téléphone d’Awa") && desk.contains("<span class=\"chip wait\">3</span>"),
        "{desk}"
    );
}

#[tokio::test]
async fn what_lies_on_a_shared_telephone_is_only_taken_from_who_answered() {
    let home = home().await;
    let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let place = enrol(&home, 1, &course, None).await;
    let (awa, issa) = (home.as_one(awa()).await, home.as_one(issa()).await);
    for client in [&awa, &issa] {
        client.post("/learn/ouvert/begin", &[]).await;
    }
    let by_code = format!("{}/sync", place.address());
    home.client.post(&format!("{}/learn/ouvert/begin", place.address()), &[]).await;
    let mine = awas(&home, course.id).await;
    let of_place = own(&home, course.id, Learner::Enrolment(place.id)).await;
    let batch_of_awa = batch(mine, 1, 100, 0);
    let other = (409, json!({"reason": "other-learner"}));
    assert_eq!(send(&issa, "/learn/sync", &batch_of_awa).await, other, "Issa is signed in, Awa answered");
    assert_eq!(send(&home.client, &by_code, &batch_of_awa).await, other);
    assert_eq!(send(&awa, "/learn/sync", &batch(of_place, 1, 200, 0)).await, other);
    assert_eq!(send(&awa, "/learn/sync", &batch(Uuid::from_u128(77).into(), 1, 300, 0)).await, other);
    let issas = own(&home, course.id, Learner::Person(crate::house::issa().id)).await;
    let mut db = home.house.section.db.read().await.unwrap();
    for learning in [mine, issas, of_place] {
        assert!(learnings::attempts(&mut db, (learning, 1), "dire").await.unwrap().is_empty());
        assert!(learnings::units_done(&mut db, learning).await.unwrap().is_empty());
    }
    drop(db);
    let (status, answer) = send(&awa, "/learn/sync", &batch_of_awa).await;
    assert_eq!((status, answer["taken"].as_array().unwrap().len()), (200, 5), "nothing was lost meanwhile");
    assert_eq!(send(&home.client, &by_code, &batch(of_place, 1, 200, 0)).await.0, 200);
}

#[tokio::test]
async fn versions_do_not_mix_where_a_learner_went_on_to_a_newer_one() {
    let home = home().await;
    let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let client = home.as_one(awa()).await;
    client.post("/learn/ouvert/begin", &[]).await;
    let mine = awas(&home, course.id).await;
    let now = day(0).as_millisecond();
    assert_eq!(
        send(&client, "/learn/sync", &batch(mine, 1, 100, now)).await.1["finished"],
        json!(["ouvert"])
    );
    let mut tx = home.house.section.db.begin().await.unwrap();
    courses::publish(&mut tx, course.id, 1, (None, "", day(0))).await.unwrap();
    tx.commit().await.unwrap();
    client.post("/learn/ouvert/begin", &[]).await;

    // What was right in the first version passes nothing in the second, and its rounds begin anew.
    let mut db = home.house.section.db.read().await.unwrap();
    let learning = learnings::by_id(&mut db, mine).await.unwrap().unwrap();
    assert_eq!(learning.version, 2);
    assert!(learnings::attempts(&mut db, learning.at_version(), "dire").await.unwrap().is_empty());
    assert_eq!(learnings::attempts(&mut db, (mine, 1), "dire").await.unwrap().len(), 4);
    drop(db);
    assert_eq!(crate::house::field(&page(&client, "/learn/ouvert/dire").await, "round"), "1");

    // A device that still has the first version: what came before is known, what is new stays in that version.
    let (_, again) = send(&client, "/learn/sync", &batch(mine, 1, 100, now)).await;
    assert_eq!((again["known"].as_array().unwrap().len(), &again["refused"]), (5, &json!([])), "{again}");
    let (_, late) = send(&client, "/learn/sync", &batch(mine, 1, 200, now)).await;
    assert_eq!((late["taken"].as_array().unwrap().len(), &late["refused"]), (4, &json!([])), "{late}");
    let mut newer = batch(mine, 1, 300, now);
    for (version, parts) in [(3, ("refused", "taken")), (2, ("taken", "refused"))] {
        for one in newer["attempts"].as_array_mut().unwrap() {
            one["version"] = json!(version);
        }
        let (_, said) = send(&client, "/learn/sync", &newer).await;
        let count = |part: &str| said[part].as_array().unwrap().len();
        assert_eq!((count(parts.0), count(parts.1)), (4, 0), "version {version}: {said}");
    }
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(learnings::attempts(&mut db, (mine, 2), "dire").await.unwrap().len(), 4);
}
