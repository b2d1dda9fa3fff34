//! The pages on which presence is noted: at the desk, and by those who come.

use std::time::Duration;

use griot_web::testing::{bytes, text};
use griot_workshops::{
    model::{Codes, Enrolment, Meeting, Workshop},
    store::{attendance, claims, enrolments, photos},
};
use http::Method;
use serde_json::json;

use crate::{
    attendance::given,
    factory::{enrolment, id, workshop},
    house::{Home, adama, awa, boukary, home, main_of, to},
};

async fn opened() -> (Home, Workshop, Meeting, Vec<Enrolment>) {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let (one, met, people) = given(&mut tx).await;
    tx.commit().await.unwrap();
    (home, one, met, people)
}

async fn present(home: &Home, met: &Meeting) -> i64 {
    attendance::count(&mut home.house.section.db.read().await.unwrap(), met.id).await.unwrap()
}

#[tokio::test]
async fn the_wall_shows_a_code_that_a_participant_types() {
    let (home, one, met, people) = opened().await;
    let adama = home.as_one(adama()).await;
    let wall = format!("{}/attendance/{}/wall", one.desk(), met.id);
    assert_eq!(home.as_one(boukary()).await.get(&wall).await.status(), 403);
    let shown = adama.get(&wall).await;
    assert_eq!(shown.headers()["refresh"], "15");
    let shown = main_of(&text(shown).await);
    let code = Codes::of(&one, &met).at(home.house.section.clock.now());
    let (first, second) = code.split_at(3);
    assert!(shown.contains(&format!("{first} {second}")) && shown.contains("<svg"), "{shown}");

    let page = format!("/presence/{}", one.slug);
    let asked = main_of(&text(home.client.get(&format!("{page}?code={code}")).await).await);
    assert!(
        asked.contains(&format!("name=\"code\" value=\"{code}\"")) && asked.contains("name=\"who\""),
        "{asked}"
    );
    let english = main_of(&text(home.client.reading("en").get(&page).await).await);
    assert!(english.contains("The code of your enrolment"), "{english}");
    let who = people[0].code.to_lowercase();
    for (fields, status, words) in [
        ([("code", code.as_str()), ("who", "")], 422, "Il manque le code"),
        ([("code", code.as_str()), ("who", "ZZZZZZZZZZZZ")], 422, "aucune inscription"),
        ([("code", "999"), ("who", who.as_str())], 422, "six chiffres"),
        ([("code", code.as_str()), ("who", who.as_str())], 200, "vous êtes là depuis 09:00"),
        ([("code", "999"), ("who", who.as_str())], 200, "déjà noté présent depuis 09:00"),
    ] {
        let said = home.client.post(&page, &fields).await;
        assert_eq!(said.status(), status, "{words}");
        let said = main_of(&text(said).await);
        assert!(said.contains(words), "{words}: {said}");
        assert!(status == 200 || said.contains(&format!("value=\"{}\"", fields[0].1)), "nothing is lost");
    }
    let early = home.client.post(&page, &[("act", "leave"), ("who", &who)]).await;
    assert_eq!(early.status(), 422);
    home.house.clock.advance(Duration::from_secs(5 * 3_600));
    let gone = home.client.post(&page, &[("act", "leave"), ("who", &who)]).await;
    let gone = main_of(&text(gone).await);
    assert!(gone.contains("de 09:00 à 14:00"), "{gone}");
    assert_eq!(present(&home, &met).await, 1);
    assert_eq!(home.client.get("/presence/personne").await.status(), 404);
}

#[tokio::test]
async fn a_member_needs_no_code_of_an_enrolment_and_guesses_are_limited() {
    let (home, one, met, people) = opened().await;
    let own = Enrolment {
        person: Some(awa().id),
        ..enrolment(7, &one, griot_workshops::model::EnrolmentStage::Enrolled)
    };
    let mut tx = home.house.section.db.begin().await.unwrap();
    enrolments::insert(&mut tx, &own).await.unwrap();
    tx.commit().await.unwrap();
    let awa = home.as_one(awa()).await;
    let page = format!("/presence/{}", one.slug);
    assert!(!text(awa.get(&page).await).await.contains("name=\"who\""));
    let code = Codes::of(&one, &met).at(home.house.section.clock.now());
    assert_eq!(awa.post(&page, &[("code", &code), ("via", "qr")]).await.status(), 200);
    let noted = attendance::of(&mut home.house.section.db.read().await.unwrap(), met.id).await.unwrap();
    assert_eq!(noted[0].method, griot_workshops::model::Method::Qr);

    let guess = [("code", "12"), ("who", people[1].code.as_str())];
    for _ in 0..10 {
        assert_eq!(home.client.post(&page, &guess).await.status(), 422);
    }
    let right = [("code", code.as_str()), ("who", people[1].code.as_str())];
    let said = home.client.post(&page, &right).await;
    assert_eq!(said.status(), 429);
    assert!(main_of(&text(said).await).contains("Trop d’essais"));
    let other = [("code", code.as_str()), ("who", people[0].code.as_str())];
    assert_eq!(home.client.post(&page, &other).await.status(), 200, "others of the same net are not held up");
}

#[tokio::test]
async fn the_list_notes_one_and_many_and_whoever_stands_in_the_door() {
    let (home, one, met, people) = opened().await;
    let adama = home.as_one(adama()).await;
    let at = format!("{}/attendance/{}", one.desk(), met.id);
    assert_eq!(home.as_one(boukary()).await.get(&at).await.status(), 403);
    assert_eq!(adama.get(&format!("{}/attendance/{}", one.desk(), id(9))).await.status(), 404);
    let (first, second) = (people[0].id.to_string(), people[1].id.to_string());
    for (fields, words) in [
        (vec![("act", "arrived")], "Personne n’est coché"),
        (vec![("act", "arrived"), ("who", &first), ("when", "03:00")], "loin de la rencontre"),
        (vec![("act", "arrived"), ("who", &first), ("when", "x")], "n’existe pas"),
        (vec![("act", "left"), ("who", &first)], "notez d’abord"),
        (vec![("act", "arrived"), ("who", "x")], "n’est pas possible"),
    ] {
        let said = adama.post(&at, &fields).await;
        assert_eq!(said.status(), 422, "{words}");
        let said = main_of(&text(said).await);
        assert!(said.contains(words), "{words}: {said}");
    }
    let many = [("act", "arrived"), ("who", &first), ("who", &second), ("when", "08:50"), ("how", "photo")];
    let said = adama.post(&at, &many).await;
    assert_eq!((said.status().as_u16(), to(&said)), (303, format!("{at}?done=noted#list")));
    let shown = main_of(&text(adama.get(&at).await).await);
    assert!(shown.contains("En retard") && shown.contains("Feuille signée") && shown.contains("2 personnes"));
    assert_eq!(adama.post(&at, &[("one", &format!("left:{first}"))]).await.status(), 303);
    assert_eq!(adama.post(&at, &[("one", &format!("absent:{second}"))]).await.status(), 303);
    let shown = main_of(&text(adama.reading("en").get(&at).await).await);
    assert!(shown.contains("Left early") && shown.contains("1 person is there"), "{shown}");
    assert_eq!(home.log.take().len(), 4);

    let hours = format!("{at}/people/{first}");
    let wrong = [("arrived", "2013-02-14T10:00"), ("left", "2013-02-14T09:00"), ("how", "list")];
    assert_eq!(adama.post(&hours, &wrong).await.status(), 422);
    let right = [("arrived", "2013-02-14T08:30"), ("left", ""), ("how", "list")];
    assert_eq!(adama.post(&hours, &right).await.status(), 303);
    assert!(text(adama.get(&hours).await).await.contains("2013-02-14T08:30"));

    let add = format!("{at}/add");
    assert_eq!(adama.post(&add, &[("name", " ")]).await.status(), 422);
    assert_eq!(adama.post(&add, &[("name", "Salif"), ("minor", "1")]).await.status(), 422);
    for name in ["Salif", "Ramata"] {
        assert_eq!(adama.post(&add, &[("name", name)]).await.status(), 303);
    }
    assert_eq!(present(&home, &met).await, 3);
    let shown = main_of(&text(adama.get(&at).await).await);
    assert!(shown.contains("Les 3 places sont prises") && shown.contains("Ramata"), "{shown}");
    let all = main_of(&text(adama.get(&format!("{}/attendance", one.desk())).await).await);
    assert!(all.contains("1 sur 1") && all.contains("0 sur 1"), "{all}");
    let sheet = adama.get(&format!("{at}/sheet.pdf")).await;
    assert!(bytes(sheet).await.starts_with(b"%PDF"));
}

#[tokio::test]
async fn a_photograph_is_drawn_anew_shown_to_trainers_and_goes() {
    let (home, one, met, _) = opened().await;
    let adama = home.as_one(adama()).await;
    let at = format!("{}/attendance/{}", one.desk(), met.id);
    let bring = format!("{at}/photos");
    let said = adama.upload(&bring, &[], &[("file", "a.jpg", b"<script>")]).await;
    assert_eq!(said.status(), 422);
    assert_eq!(adama.upload(&bring, &[], &[]).await.status(), 422);
    let mut picture = Vec::new();
    qrcode::QrCode::new(b"liste").unwrap().render::<char>().build().bytes().for_each(|b| picture.push(b));
    assert_eq!(adama.upload(&bring, &[], &[("file", "a.png", &picture)]).await.status(), 422, "no picture");
    let said = adama.upload(&bring, &[], &[("file", "a.png", PICTURE)]).await;
    assert_eq!(said.status(), 303, "{}", text(said).await);
    let mut db = home.house.section.db.read().await.unwrap();
    let kept = photos::of(&mut db, met.id).await.unwrap().remove(0);
    drop(db);
    let own = format!("{bring}/{}", kept.id);
    assert!(bytes(adama.get(&own).await).await.starts_with(&[0xff, 0xd8]), "a picture of ours");
    assert_eq!(home.as_one(boukary()).await.get(&own).await.status(), 403);
    assert_eq!(home.client.get(&format!("/files/{}", kept.stored)).await.status(), 404, "no public file");
    home.house.clock.advance(Duration::from_secs(91 * 86_400));
    griot_workshops::jobs::old_photos(home.house.section.clone()).await.unwrap();
    let adama = home.as_one(crate::house::adama()).await;
    assert_eq!(adama.get(&own).await.status(), 404);
    let key = griot_files::FileKey::parse(&kept.stored).unwrap();
    assert!(!home.house.section.files.exists(&key).await.unwrap());
}

#[tokio::test]
async fn claims_come_by_the_hundred_and_the_doubtful_are_judged() {
    let (home, one, met, people) = opened().await;
    let sync = format!("/presence/{}/sync", one.slug);
    let code = Codes::of(&one, &met).at(home.house.section.clock.now());
    let now = home.house.section.clock.now().as_millisecond();
    let claim = |n: u128, who: &Enrolment, at: i64| json!({"id": id(0x9000 + n), "enrolment": who.code, "code": code, "at": at});
    let body = json!({"claims": [
        claim(1, &people[0], now), claim(2, &people[1], now - 600_000), {"id": "x"},
        {"id": id(0x9003), "enrolment": "ZZZ", "code": code, "at": now},
    ]});
    for _ in 0..2 {
        let said = home.client.send_json(Method::POST, &sync, &[], &body).await;
        assert_eq!(said.status(), 200);
        let said: serde_json::Value = serde_json::from_str(&text(said).await).unwrap();
        let of = |n: usize, what: &str| said["answers"][n][what].as_str().unwrap().to_owned();
        assert_eq!((of(0, "verdict"), of(0, "why")), ("taken".to_owned(), "fits".to_owned()));
        assert_eq!((of(1, "verdict"), of(1, "why")), ("held".to_owned(), "clock".to_owned()));
        assert_eq!((of(2, "why"), of(3, "why")), ("unread".to_owned(), "who".to_owned()));
    }
    assert_eq!(present(&home, &met).await, 1);
    let many: Vec<_> = (0..501).map(|n| claim(100 + n, &people[0], now)).collect();
    for bad in [json!({"claims": many}), json!([1]), json!({})] {
        assert_eq!(home.client.send_json(Method::POST, &sync, &[], &bad).await.status(), 422);
    }
    let adama = home.as_one(adama()).await;
    let at = format!("{}/attendance/{}", one.desk(), met.id);
    assert!(main_of(&text(adama.get(&at).await).await).contains("Il était affiché à 09:00"));
    let judge = format!("{at}/claims/{}", id(0x9002));
    assert_eq!(adama.post(&judge, &[("verdict", "held")]).await.status(), 422);
    assert_eq!(adama.post(&judge, &[("verdict", "taken")]).await.status(), 303);
    assert_eq!(adama.post(&judge, &[("verdict", "refused")]).await.status(), 422, "judged once");
    assert_eq!(present(&home, &met).await, 2);
    let kept = claims::of(&mut home.house.section.db.read().await.unwrap(), met.id).await.unwrap();
    assert_eq!(kept.len(), 2);
    let draft = workshop(5, &crate::factory::programme(5, "autre"), 1);
    assert_eq!(home.client.get(&format!("/presence/{}", draft.slug)).await.status(), 404);
}

#[tokio::test]
async fn what_one_person_brings_is_counted_by_whichever_net() {
    let (home, one, _, people) = opened().await;
    let sync = format!("/presence/{}/sync", one.slug);
    let now = home.house.section.clock.now().as_millisecond();
    let claim = |n: u128, who: &Enrolment| json!({"id": id(0x9000 + n), "enrolment": who.code, "code": "1", "at": now});
    let mut all: Vec<_> = (0..41).map(|n| claim(n, &people[0])).collect();
    all.push(claim(90, &people[1]));
    let said = home.client.send_json(Method::POST, &sync, &[], &json!({"claims": all})).await;
    let said: serde_json::Value = serde_json::from_str(&text(said).await).unwrap();
    let why = |n: usize| said["answers"][n]["why"].as_str().unwrap().to_owned();
    assert_eq!((why(19), why(39), why(40)), ("code".to_owned(), "guessed".to_owned(), "often".to_owned()));
    assert_eq!(why(41), "code", "nobody else is held up");
}

#[tokio::test]
async fn a_meeting_at_which_somebody_was_is_not_taken_away() {
    let (home, one, met, people) = opened().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let second = Meeting { id: id(0x3009).into(), ..met };
    griot_workshops::store::meetings::put(&mut tx, &second).await.unwrap();
    tx.commit().await.unwrap();
    let adama = home.as_one(adama()).await;
    let noted = [("act", "arrived"), ("who", &people[0].id.to_string()), ("when", "08:50"), ("how", "list")];
    assert_eq!(adama.post(&format!("{}/attendance/{}", one.desk(), met.id), &noted).await.status(), 303);
    home.log.take();
    let remove = format!("{}/meetings/remove", one.desk());
    let said = adama.post(&remove, &[("id", &met.id.to_string())]).await;
    assert_eq!(said.status(), 422);
    assert!(main_of(&text(said).await).contains("ne peut pas être enlevée"));
    assert_eq!(present(&home, &met).await, 1);
    assert!(home.log.take().is_empty());
    assert_eq!(adama.post(&remove, &[("id", &second.id.to_string())]).await.status(), 303);
    assert_eq!(home.log.take(), ["workshops-log-meeting-removed"]);
}

/// A white picture of one pixel.
const PICTURE: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00,
    0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0xf8, 0xff, 0xff, 0x3f, 0x00, 0x05, 0xfe,
    0x02, 0xfe, 0x33, 0x12, 0x95, 0x14, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60,
    0x82,
];
