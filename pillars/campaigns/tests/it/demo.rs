//! The invented section.

use griot_campaigns::Campaigns;
use griot_pillar::{Pillar, Story, StoryPerson};
use griot_web::testing::text;

use crate::{
    factory::at,
    house::{home, main_of, mariam},
};

const HANDLES: [&str; 9] = [
    "salif-zongo",
    "mariam-kabore",
    "awa-ouedraogo",
    "moussa-sawadogo",
    "fatou-traore",
    "issa-compaore",
    "aicha-diallo",
    "adama-nikiema",
    "boukary-tiendrebeogo",
];

#[tokio::test]
async fn every_page_of_the_demo_has_something_to_show() {
    let home = home().await;
    let section = &home.house.section;
    let people = HANDLES.iter().zip(1_u128..).map(|(handle, n)| StoryPerson {
        id: crate::factory::id(n).into(),
        handle: (*handle).to_owned(),
        name: (*handle).to_owned(),
        joined: at("2012-05-01T00:00:00Z"),
    });
    let mut story = Story { today: at("2013-02-14T09:00:00Z"), people: people.collect() };
    let mut tx = section.db.begin().await.unwrap();
    Campaigns.demo(section, &mut tx, &mut story).await.unwrap();
    tx.commit().await.unwrap();

    let client = home.as_one(mariam()).await;
    for (path, shows) in [
        (
            "/desk/strategy",
            ["Version 2", "1 ligne a changé", "1\u{202f}120 sur 2\u{202f}000", "La nuit des blogs"],
        ),
        ("/desk/strategy/versions/2", ["<del>", "<ins>", "Les jeunes de 15", "La radio"]),
        ("/desk/strategy/roadmap", ["prouvé", "Proposée", "en retard", "Préparée"]),
        ("/desk/campaigns", ["En cours", "En préparation", "Évaluée", "Risque élevé"]),
        ("/desk/accounts", ["faux", "à reprendre", "il manque une deuxième personne", "YouTube"]),
        ("/desk/accounts/blogs", ["Connus", "Invités", "Arrivés", "La plume de Banfora"]),
        ("/desk/room", ["Décision", "Annonce", "Discussion", "Appeler la radio"]),
        ("/desk/monday", ["En retard", "Écrire la règle", "412 sur 1\u{202f}000", "Former des voix"]),
        ("/strategy", ["Version 2", "L’eau à l’école est un droit", "Charte", "Objectifs"]),
        ("/campaigns", ["L’eau à l’école", "Écrire sans peur", "En cours", "Évaluée"]),
        (
            "/campaigns/ecrire-sans-peur",
            ["Vingt-six textes", "26 sur 20 textes", "value=\"100\"", "Ce que nous avons appris"],
        ),
        (
            "/campaigns/l-eau-a-l-ecole",
            ["point d’eau par école", "/join", "412 sur", "Ce que vous pouvez faire maintenant"],
        ),
    ] {
        let page = main_of(&text(client.get(path).await).await);
        for part in shows {
            assert!(page.contains(part), "{path}: {part}\n{page}");
        }
    }
    let folder = tempfile::TempDir::new().unwrap();
    for (name, drafts, planned) in [("public", false, false), ("all", true, true)] {
        let mut bundle = griot_pillar::Bundle::begin(&folder.path().join(name)).unwrap();
        Campaigns.take_along(section, drafts, &mut bundle).await.unwrap();
        let read = |file: &str| std::fs::read_to_string(folder.path().join(name).join(file)).unwrap();
        let (strategy, told) = (read("strategy.json"), read("campaigns.json"));
        assert!(strategy.contains("Être lus par les jeunes") && told.contains("Vingt-six textes"), "{told}");
        assert_eq!(
            (strategy.contains("Un ordinateur"), told.contains("extrait de naissance")),
            (planned, planned)
        );
        assert!(!told.contains("18750"), "costs stay here");
    }
    assert!(!text(home.client.get("/campaigns").await).await.contains("extrait de naissance"), "not yet");
}
