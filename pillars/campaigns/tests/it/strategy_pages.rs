//! The pages of the strategy.

use griot_campaigns::store::versions;
use griot_web::testing::{Client, text};

use crate::house::{Home, adama, boukary, field, home, link, main_of, mariam, to};

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

async fn add(client: &Client, kind: &str, words: &str, public: bool) {
    let mut fields = vec![("kind", kind), ("text", words)];
    if public {
        fields.push(("is_public", "1"));
    }
    assert_eq!(to(&client.post("/desk/strategy/lines/new", &fields).await), "/desk/strategy?done=added");
}

async fn adopt(client: &Client, note: &str) {
    let page = main(client, "/desk/strategy").await;
    let done =
        client.post("/desk/strategy/adopt", &[("stamp", &field(&page, "stamp")), ("note", note)]).await;
    assert_eq!(to(&done), "/desk/strategy?done=adopted");
}

async fn with_one_version() -> (Home, Client) {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    add(&director, "message", "L’eau est un droit", true).await;
    add(&director, "diagnosis", "Un seul ordinateur", false).await;
    adopt(&director, "Un premier pas.").await;
    (home, director)
}

#[tokio::test]
async fn a_version_is_adopted_and_the_public_reads_what_is_public() {
    let (home, director) = with_one_version().await;
    let public = main(&home.client, "/strategy").await;
    assert!(
        public.contains("L’eau est un droit") && public.contains("Version 1, adoptée le 14 février 2013"),
        "{public}"
    );
    assert!(!public.contains("ordinateur"), "{public}");

    let desk = main(&director, "/desk/strategy").await;
    assert!(desk.contains("Le brouillon dit ce que dit la version en vigueur"), "{desk}");
    let line = link(&desk, "/desk/strategy/lines/");
    assert!(line.len() > 40, "{line}");
    add(&director, "audience", "Les jeunes d’abord", true).await;
    let desk = main(&director, "/desk/strategy").await;
    assert!(desk.contains("1 ligne a changé") && desk.contains("pas encore adopté"), "{desk}");
    assert!(!main(&home.client, "/strategy").await.contains("Les jeunes"), "a draft is nobody’s promise");
    adopt(&director, "").await;
    let version = main(&director, "/desk/strategy/versions/2").await;
    assert!(version.contains("Ce qui a changé depuis la version 1"), "{version}");
    assert!(version.contains("<ins><strong>Les jeunes d’abord</strong>"), "{version}");
    let first = main(&director, "/desk/strategy/versions/1").await;
    assert!(first.contains("Un premier pas.") && !first.contains("Les jeunes"), "{first}");
    assert_eq!(director.get("/desk/strategy/versions/3").await.status(), 404);
}

#[tokio::test]
async fn nobody_adopts_what_they_did_not_read() {
    let (_home, director) = with_one_version().await;
    let refused = director.post("/desk/strategy/adopt", &[("stamp", "1.1.0"), ("note", "Ma phrase")]).await;
    assert_eq!(refused.status(), 422);
    let page = main_of(&text(refused).await);
    assert!(page.contains("Le brouillon a changé depuis que vous avez ouvert cette page"), "{page}");
}

#[tokio::test]
async fn two_editors_at_once_lose_nothing() {
    let (home, director) = with_one_version().await;
    let campaigner = home.as_one(boukary()).await;
    let path = link(&main(&director, "/desk/strategy").await, "/desk/strategy/lines/");
    let page = main(&director, &path).await;
    let revision = field(&page, "revision");
    let save = |words: &'static str, revision: String| {
        let (campaigner, path) = (campaigner.clone(), path.clone());
        async move {
            campaigner.post(&path, &[("text", words), ("revision", &revision), ("is_public", "1")]).await
        }
    };
    assert_eq!(to(&save("Texte de Boukary", revision.clone()).await), "/desk/strategy?done=saved");
    let stale = save("Texte de Mariam", revision).await;
    assert_eq!(stale.status(), 409);
    let page = main_of(&text(stale).await);
    assert!(page.contains("Rien n’est écrasé"), "{page}");
    assert!(
        page.contains("<strong>Texte de Boukary</strong>") && page.contains("value=\"Texte de Mariam\""),
        "{page}"
    );
    assert_eq!(to(&save("Les deux textes", field(&page, "revision")).await), "/desk/strategy?done=saved");

    let page = main(&director, &path).await;
    let back = director.post(&format!("{path}/restore"), &[("revision", &field(&page, "revision"))]).await;
    assert!(to(&back).ends_with("done=restored"));
    let page = main(&director, &path).await;
    assert!(!page.contains("Les deux textes"), "{page}");
    let stale = director.post(&format!("{path}/remove"), &[("revision", "1")]).await;
    assert_eq!(stale.status(), 409);
    let gone = director.post(&format!("{path}/remove"), &[("revision", &field(&page, "revision"))]).await;
    assert_eq!(to(&gone), "/desk/strategy?done=removed");
    assert_eq!(director.get(&path).await.status(), 404);
}

#[tokio::test]
async fn an_objective_says_what_is_wrong_and_keeps_what_was_typed() {
    let (_home, director) = with_one_version().await;
    let refused = director
        .post(
            "/desk/strategy/lines/new",
            &[("kind", "objective"), ("text", "Être lus"), ("goal", "beaucoup")],
        )
        .await;
    assert_eq!(refused.status(), 422);
    let page = main_of(&text(refused).await);
    assert!(page.contains("Il faut un nombre entier") && page.contains("value=\"beaucoup\""), "{page}");
    let good = [
        ("kind", "objective"),
        ("text", "Être lus"),
        ("goal", "500"),
        ("unit", "personnes"),
        ("due", "2013-12-31"),
        ("is_public", "1"),
    ];
    director.post("/desk/strategy/lines/new", &good).await;
    let desk = main(&director, "/desk/strategy").await;
    let (_, objectives) = desk.split_once("Ce qui doit être atteint").unwrap();
    let path = link(objectives, "/desk/strategy/lines/");
    let refused = director.post(&format!("{path}/measure"), &[("value", "120"), ("day", "2013-02-13")]).await;
    assert_eq!(refused.status(), 422);
    assert!(main_of(&text(refused).await).contains("Dites d’où vient ce chiffre"));
    let done = director
        .post(&format!("{path}/measure"), &[("value", "120"), ("day", "2013-02-13"), ("source", "cahier")])
        .await;
    assert!(to(&done).ends_with("done=measured"), "{done:?}");
    adopt(&director, "").await;
    let public = main(&director, "/strategy").await;
    assert!(public.contains("120 sur 500 personnes") && public.contains("value=\"24\""), "{public}");
    assert!(public.contains("Au 13 février 2013, selon\u{a0}: cahier"), "{public}");
}

#[tokio::test]
async fn who_works_for_the_section_reads_and_who_may_edits() {
    let (home, _director) = with_one_version().await;
    let trainer = home.as_one(adama()).await;
    let page = main(&trainer, "/desk/strategy?lang=en").await;
    assert!(
        page.contains("L’eau est un droit") && !page.contains("Add a line") && !page.contains("adopt\""),
        "{page}"
    );
    assert_eq!(
        trainer.post("/desk/strategy/lines/new", &[("kind", "message"), ("text", "x")]).await.status(),
        403
    );
    let campaigner = home.as_one(boukary()).await;
    assert!(main(&campaigner, "/desk/strategy").await.contains("Ajouter une ligne"));
    assert_eq!(campaigner.post("/desk/strategy/adopt", &[("stamp", "x")]).await.status(), 403);
    assert_eq!(home.client.get("/desk/strategy").await.status(), 303);
}

#[tokio::test]
async fn an_empty_strategy_says_where_to_begin() {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    assert!(main(&director, "/desk/strategy").await.contains("Commencez par le diagnostic"));
    assert!(main(&home.client, "/strategy").await.contains("La section y travaille"));
    let mut db = home.house.section.db.read().await.unwrap();
    assert!(versions::list(&mut db).await.unwrap().is_empty());
}
