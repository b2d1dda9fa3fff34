//! Public words in other languages.

use griot_campaigns::{
    Campaigns, SCHEMA,
    acts::translate,
    model::{LineKind, Part, STRATEGY, Stage, Translation, Version},
    store::{campaigns, lines, parts, translations, versions},
};
use griot_kernel::{Found, Language};
use griot_pillar::Pillar;
use griot_web::testing::text;

use crate::{
    factory::{campaign, day, id, line},
    house::{Home, awa, home, mariam, to},
};

fn mos() -> Language {
    "mos".parse().unwrap()
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_campaign_is_read_in_a_language_once_its_title_and_message_are_there(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let water = campaign(1, "eau", Stage::Running);
        campaigns::insert(&mut tx, &water).await.unwrap();
        let about = water.id.as_uuid();
        let originals = translate::of_campaign(&mut tx, &water).await.unwrap();
        assert_eq!(originals.iter().map(|one| one.part).collect::<Vec<_>>(), [Part::Title, Part::Message]);
        let one = |part, words: &str, original: &str| Translation {
            thing: about, part, language: mos(), words: words.into(), original: original.into(),
        };
        translations::put(&mut tx, about, &one(Part::Title, "Koom", "autre chose")).await.unwrap();
        translations::put(&mut tx, about, &one(Part::Title, "Koom", &water.words.title)).await.unwrap();
        assert_eq!(translations::languages(&mut tx, about).await.unwrap(), [mos()]);
        let seen = translate::campaign(&mut tx, &water, (Language::FRENCH, mos())).await.unwrap();
        assert_eq!((seen.language, seen.others.len()), (Language::FRENCH, 0), "half of it is not enough");
        translations::put(&mut tx, about, &one(Part::Message, "Koom *la vɩɩm*.", &water.words.message)).await.unwrap();
        let seen = translate::campaign(&mut tx, &water, (Language::FRENCH, mos())).await.unwrap();
        assert_eq!((seen.language, seen.others.clone()), (mos(), vec![Language::FRENCH]));
        assert_eq!(seen.said(about, Part::Title, &water.words.title), ("Koom", mos()));
        let Found::Here(work) = Campaigns.publication(&mut tx, water.id.cast()).await.unwrap() else { panic!() };
        let versions: Vec<_> = work.versions.iter().map(|one| (one.language, one.title.as_str(), one.address.as_str())).collect();
        assert_eq!(versions, [
            (Language::FRENCH, "Campagne eau", "/campaigns/eau"), (mos(), "Koom", "/campaigns/eau?text=mos"),
        ]);
        assert!(work.versions[1].search_text.contains("Koom la vɩɩm"));

        translations::remove(&mut tx, about, (about, Part::Message), mos()).await.unwrap();
        assert!(translations::of(&mut tx, about, mos()).await.unwrap().kept(about, Part::Message).is_none());
        assert!(translations::of(&mut tx, about, mos()).await.unwrap().kept(about, Part::Title).is_some());
        translations::forget(&mut tx, about).await.unwrap();
        assert!(translations::languages(&mut tx, about).await.unwrap().is_empty());
    }

    async fn the_strategy_is_read_in_a_language_line_by_line(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (open, closed) = (line(1, LineKind::Message, "L’eau est un droit"), line(2, LineKind::Message, "Entre nous"));
        let mut closed = closed;
        closed.words.is_public = false;
        for one in [&open, &closed] {
            lines::insert(&mut tx, one, None).await.unwrap();
        }
        let version = Version { number: 1, adopted_at: day(0), by: None, note: String::new() };
        versions::adopt(&mut tx, &version).await.unwrap();
        versions::copy_draft(&mut tx, 1).await.unwrap();
        let originals = translate::of_strategy(&mut tx).await.unwrap();
        let said: Vec<_> = originals.iter().map(|one| (one.part, one.words.as_str())).collect();
        assert_eq!(said, [(Part::Text, "L’eau est un droit"), (Part::Detail, "Détail.")], "nothing that is not public");
        let own = (Language::FRENCH, Language::ENGLISH);
        assert_eq!(translate::strategy(&mut tx, &originals, own).await.unwrap().language, Language::FRENCH);
        let one = Translation {
            thing: open.id.as_uuid(), part: Part::Text, language: Language::ENGLISH,
            words: "Water is a right".into(), original: open.words.text.clone(),
        };
        translations::put(&mut tx, STRATEGY, &one).await.unwrap();
        let seen = translate::strategy(&mut tx, &originals, own).await.unwrap();
        assert_eq!(seen.said(open.id.as_uuid(), Part::Text, &open.words.text), ("Water is a right", Language::ENGLISH));
        assert_eq!(seen.said(open.id.as_uuid(), Part::Detail, "Détail."), ("Détail.", Language::FRENCH));
        assert_eq!(translations::of(&mut tx, id(5), Language::ENGLISH).await.unwrap(), Default::default());
    }
}

async fn page(home: &Home, path: &str) -> String {
    let answer = home.client.as_visitor().get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    text(answer).await
}

#[tokio::test]
async fn a_campaign_is_translated_on_its_page_and_read_in_each_language() {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let mut water = campaign(1, "eau", Stage::Running);
    water.words.message = "L’eau pour tous.".into();
    campaigns::insert(&mut tx, &water).await.unwrap();
    let way = griot_campaigns::model::Way {
        id: id(0x61).into(),
        campaign: water.id,
        label: "Signer".into(),
        address: "/petitions/eau".into(),
    };
    parts::add_way(&mut tx, &way, day(0)).await.unwrap();
    tx.commit().await.unwrap();
    let board = format!("/desk/campaigns/{}/languages", water.id);
    assert_eq!(home.as_one(awa()).await.get(&board).await.status(), 403);
    let asked = text(director.get(&format!("{board}?language=mos")).await).await;
    assert!(asked.contains("L’eau pour tous.") && asked.contains("Signer"), "{asked}");
    let (about, thing) = (water.id, way.id);
    let names = [format!("{about}:title"), format!("{about}:message"), format!("{thing}:text")];
    let long = "é".repeat(20_001);
    let too_long = [("language", "mos"), (names[0].as_str(), "Koom"), (names[1].as_str(), long.as_str())];
    let refused = director.post(&board, &too_long).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("value=\"Koom\""), "it comes back filled in");
    let typed = [
        ("language", "mos"),
        (names[0].as_str(), "Koom"),
        (names[1].as_str(), "Koom la vɩɩm."),
        (names[2].as_str(), "Sɛbe"),
        ("00000000-0000-0000-0000-000000000001:title", "de personne"),
    ];
    assert_eq!(to(&director.post(&board, &typed).await), format!("{board}?language=mos&done=saved"));

    let french = page(&home, "/campaigns/eau").await;
    assert!(french.contains("L’eau pour tous") && french.contains("/campaigns/eau?text=mos"), "{french}");
    let shown = page(&home, "/campaigns/eau?text=mos").await;
    assert!(shown.contains("<h1 lang=\"mos\">Koom</h1>") && shown.contains("Koom la vɩɩm"), "{shown}");
    assert!(shown.contains("Sɛbe") && shown.contains("/campaigns/eau?text=fr"), "{shown}");
    assert!(
        page(&home, "/campaigns/eau?text=en").await.contains("L’eau pour tous"),
        "what is not there is French"
    );
    assert!(page(&home, "/campaigns").await.contains("Campagne eau"));

    // The message changes: what was translated is not it any more, and the page says so.
    let edit = format!("/desk/campaigns/{}/edit", water.id);
    let again = text(director.get(&edit).await).await;
    let revision =
        again.split("name=\"revision\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let words = [
        ("revision", revision.as_str()),
        ("title", "Campagne eau"),
        ("message", "L’eau à l’école."),
        ("languages", "fr, mos"),
        ("risk", "normal"),
    ];
    assert_eq!(director.post(&edit, &words).await.status(), 303);
    let shown = page(&home, "/campaigns/eau?text=mos").await;
    assert!(shown.contains("L’eau à l’école") && !shown.contains("Koom"), "{shown}");
    let asked = text(director.get(&format!("{board}?language=mos")).await).await;
    assert!(asked.contains("a changé depuis cette traduction") && asked.contains("Koom la vɩɩm"), "{asked}");

    // Saving what was there as it was makes it no translation of other words; only saying so does.
    let as_before = [("language", "mos"), (names[1].as_str(), "Koom la vɩɩm.")];
    director.post(&board, &as_before).await;
    assert!(!page(&home, "/campaigns/eau?text=mos").await.contains("Koom"));
    let (still, was) = (format!("still:{}", names[1]), format!("was:{}", names[1]));
    let overtaken = [as_before[0], as_before[1], (still.as_str(), "1"), (was.as_str(), "autre")];
    let refused = director.post(&board, &overtaken).await;
    assert_eq!(refused.status(), 422, "the text changed while somebody translated it");
    assert!(text(refused).await.contains("a changé pendant"));
    director.post(&board, &[as_before[0], as_before[1], (still.as_str(), "1")]).await;
    let shown = page(&home, "/campaigns/eau?text=mos").await;
    assert!(shown.contains("Koom la vɩɩm"), "{shown}");

    let gone = [("language", "mos"), (names[0].as_str(), ""), (names[1].as_str(), "")];
    director.post(&board, &gone).await;
    let asked = text(director.get(&format!("{board}?language=mos")).await).await;
    assert!(!asked.contains("Koom"), "empty words are no translation");
    let strategy = text(director.get("/desk/strategy/languages").await).await;
    assert!(strategy.contains("Rien n’est encore public ici"), "{strategy}");
}
