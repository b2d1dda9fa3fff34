//! The pages of the roadmap, and the sheet that is read on Monday.

use griot_campaigns::{
    model::{Step, StepState, StepWords, Version},
    store::{steps, tasks, versions},
};
use griot_web::testing::{Client, text};

use crate::{
    factory::{day, step, task},
    house::{Home, boukary, field, home, main_of, mariam, to},
};

const ROADMAP: &str = "/desk/strategy/roadmap";

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

/// A step under way, one prepared to follow it, and an adopted version that can prove something.
async fn with_steps() -> (Home, Client, Step, Step) {
    let home = home().await;
    let client = home.as_one(boukary()).await;
    let first = step(1, "Écrire la stratégie", StepState::Proposed);
    let first = Step { words: StepWords { owner: Some(boukary().id), ..first.words }, ..first };
    let second = step(2, "Former dix jeunes", StepState::Prepared);
    let words = StepWords { follows: Some(first.id), owner: Some(boukary().id), ..second.words };
    let second = Step { words, ..second };
    let mut tx = home.house.section.db.begin().await.unwrap();
    for one in [&first, &second] {
        steps::insert(&mut tx, one).await.unwrap();
    }
    steps::adopt(&mut tx, first.id, mariam().id, day(-5)).await.unwrap();
    let version = Version { number: 1, adopted_at: day(-1), by: Some(mariam().id), note: String::new() };
    versions::adopt(&mut tx, &version).await.unwrap();
    tx.commit().await.unwrap();
    (home, client, first, second)
}

#[tokio::test]
async fn a_step_closes_on_evidence_alone_and_proposes_the_next() {
    let (home, client, first, second) = with_steps().await;
    let at = first.desk();
    let page = main(&client, &at).await;
    assert!(
        page.contains("Version 1 de la stratégie adoptée") && page.contains("Former dix jeunes"),
        "{page}"
    );
    for nothing in ["", "campaigns.version:9", "channels.item:1"] {
        let refused = client.post(&format!("{at}/close"), &[("mark", nothing)]).await;
        assert_eq!(refused.status(), 422, "{nothing}");
        assert!(main_of(&text(refused).await).contains("Choisissez une autre preuve"));
    }
    let done = client.post(&format!("{at}/close"), &[("mark", &field(&page, "mark"))]).await;
    assert_eq!(to(&done), format!("{at}?done=proposed"));
    let page = main(&client, &to(&done)).await;
    assert!(
        page.contains("La suivante est proposée") && page.contains("href=\"/desk/strategy/versions/1\""),
        "{page}"
    );
    assert!(!page.contains("Abandonner"), "what is proved stays");

    assert_eq!(client.post(&format!("{}/adopt", second.desk()), &[]).await.status(), 403);
    let director = home.as_one(mariam()).await;
    assert!(main(&director, &second.desk()).await.contains("Adopter cette étape"));
    let done = director.post(&format!("{}/adopt", second.desk()), &[]).await;
    assert_eq!(to(&done), format!("{}?done=adopted", second.desk()));
    let again = director.post(&format!("{}/adopt", second.desk()), &[]).await;
    assert_eq!(again.status(), 422, "once");
    let map = main(&client, ROADMAP).await;
    assert!(map.contains("En cours") && map.contains("Close") && !map.contains("Préparée"), "{map}");
}

#[tokio::test]
async fn a_step_is_written_changed_dropped_and_taken_up() {
    let (home, client, first, second) = with_steps().await;
    let refused = client.post(ROADMAP, &[("title", "Sans preuve"), ("proof", " ")]).await;
    assert_eq!(refused.status(), 422);
    assert!(main_of(&text(refused).await).contains("value=\"Sans preuve\""));
    let follows = first.id.to_string();
    let fields = [
        ("title", "Troisième"),
        ("proof", "Un blog arrivé"),
        ("due", "2013-04-01"),
        ("follows", follows.as_str()),
    ];
    assert_eq!(to(&client.post(ROADMAP, &fields).await), format!("{ROADMAP}?done=added"));
    assert!(main(&client, ROADMAP).await.contains("Préparée"));

    let after = second.id.to_string();
    let round: [(&str, &str); 4] = [("title", "x"), ("proof", "y"), ("follows", &after), ("revision", "2")];
    assert_eq!(client.post(&first.desk(), &round).await.status(), 422, "no step follows itself");
    let owner = boukary().id.to_string();
    let words = [
        ("title", "Écrire la stratégie à dix"),
        ("proof", "y"),
        ("owner", owner.as_str()),
        ("due", "2013-02-20"),
    ];
    let stale: Vec<_> = words.iter().copied().chain([("revision", "1")]).collect();
    let answer = client.post(&first.desk(), &stale).await;
    assert_eq!(answer.status(), 409);
    let page = main_of(&text(answer).await);
    assert!(page.contains("Rien n’est écrasé") && page.contains("à dix"), "{page}");
    let fresh: Vec<_> = words.iter().copied().chain([("revision", "2")]).collect();
    assert_eq!(to(&client.post(&first.desk(), &fresh).await), format!("{}?done=saved", first.desk()));
    let lone: Vec<_> = [("title", "t"), ("proof", "y"), ("revision", "3")].to_vec();
    let refused = client.post(&first.desk(), &lone).await;
    assert!(main_of(&text(refused).await).contains("Une étape adoptée a une personne"));

    client.post(&format!("{}/drop", first.desk()), &[]).await;
    assert!(main(&client, &first.desk()).await.contains("La reprendre"));
    let done = client.post(&format!("{}/take-up", first.desk()), &[]).await;
    assert_eq!(to(&done), format!("{}?done=moved", first.desk()));
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(steps::by_id(&mut db, first.id).await.unwrap().unwrap().state, StepState::Proposed);
}

#[tokio::test]
async fn monday_shows_what_is_due_and_what_is_late() {
    let (home, client, first, _) = with_steps().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    for one in [task(1, "Appeler la radio", Some(day(-2))), task(2, "Coller les affiches", Some(day(1)))] {
        tasks::insert(&mut tx, &one).await.unwrap();
    }
    tx.commit().await.unwrap();
    let sheet = main(&client, "/desk/monday").await;
    assert!(sheet.contains("Semaine du 11 février 2013 au 17 février 2013"), "{sheet}");
    assert!(sheet.contains("Rien de connu pour l’instant"), "{sheet}");
    let (due, late) = sheet.split_once("En retard").unwrap();
    assert!(due.contains("Coller les affiches") && due.contains(&first.desk()), "{due}");
    assert!(late.contains("Appeler la radio") && late.contains("tâche en retard de 2 jours"), "{late}");
    let last = main(&client, "/desk/monday?week=last").await;
    assert!(last.contains("Aucune tâche ni étape terminée"), "{last}");
    assert!(last.contains("Rien n’est en retard") && !last.contains("Coller"), "{last}");
    assert!(main(&client, "/desk/monday?lang=en").await.contains("Week from 11 February 2013"));
}
