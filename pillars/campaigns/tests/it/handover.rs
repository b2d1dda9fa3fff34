//! What is somebody's here, and the sheet that says so on the day on which they leave.

use griot_campaigns::{
    Campaigns, SCHEMA,
    model::{AccountState, Stage, StepState, Task},
    store::{accounts, campaigns, steps, tasks, teams},
};
use griot_contracts::duties::{Charge, Duties, Duty};
use griot_db::Tx;
use griot_kernel::PersonId;
use griot_web::testing::text;

use crate::{
    factory::{account, awa, binta, campaign, day, id, step, task},
    house::{boukary, home, main_of, mariam},
};

/// Tasks, steps and campaigns of someone, open and not.
async fn busy(tx: &mut Tx, person: PersonId) {
    let owner = Some(person);
    let (open, done) = (task(1, "Réserver la salle", Some(day(2))), task(2, "Imprimer", None));
    tasks::insert(tx, &Task { owner, ..open }).await.unwrap();
    tasks::insert(tx, &Task { owner, done_at: Some(day(0)), ..done }).await.unwrap();
    for (n, state) in [(1, StepState::Adopted), (2, StepState::Proposed), (3, StepState::Closed)] {
        let mut one = step(n, &format!("Étape {n}"), state);
        one.words.owner = owner;
        steps::insert(tx, &one).await.unwrap();
    }
    for (n, stage) in [(1, Stage::Running), (2, Stage::Evaluated), (3, Stage::Closed)] {
        let one = campaign(n, &format!("c{n}"), stage);
        campaigns::insert(tx, &one).await.unwrap();
        teams::add(tx, one.id, person).await.unwrap();
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn whoever_leaves_hands_over_what_is_open_and_theirs(db: Db) {
        let mut tx = db.begin().await.unwrap();
        busy(&mut tx, binta()).await;
        assert!(Campaigns.of(&mut tx, id(0x99).into(), day(0)).await.unwrap().is_empty());
        let open = steps::open_of(&mut tx, binta()).await.unwrap();
        assert_eq!(open.iter().map(|one| one.state).collect::<Vec<_>>(), [StepState::Adopted, StepState::Proposed]);
        assert!(steps::open_of(&mut tx, awa()).await.unwrap().is_empty());

        let told = Campaigns.of(&mut tx, binta(), day(0)).await.unwrap();
        let kinds: Vec<_> = told.iter().map(|one| (one.title_key, one.duties.len())).collect();
        assert_eq!(kinds, [("handover-tasks", 1), ("handover-steps", 2), ("handover-campaigns", 2)]);
        let first = |place: usize| told[place].duties[0].clone();
        assert_eq!(
            first(0),
            Duty {
                label: "Réserver la salle".into(),
                address: "/desk/room#tasks".into(),
                day: Some(day(2)),
                state_key: None,
            }
        );
        assert_eq!(first(1).state_key, Some(StepState::Adopted.key()));
        let running = campaign(1, "c1", Stage::Running);
        assert_eq!((first(2).label, first(2).address), (running.words.title.clone(), running.desk()));
    }
}

#[tokio::test]
async fn the_sheet_of_whoever_leaves_lists_all_that_is_theirs_with_links() {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    let (who, at) = (boukary().id, format!("/desk/accounts/handover?person={}", boukary().id));
    let sheet = main_of(&text(director.get(&at).await).await);
    assert!(sheet.contains("Rien ne dépend de cette personne"), "{sheet}");

    let mut tx = home.house.section.db.begin().await.unwrap();
    busy(&mut tx, who).await;
    tx.commit().await.unwrap();
    *home.texts.charges.lock().unwrap() = vec![Charge {
        title_key: "campaigns-menu-monday",
        order: 10,
        duties: vec![
            Duty {
                label: String::new(),
                address: "/desk/inbox/ways".into(),
                day: Some(day(3)),
                state_key: None,
            },
            Duty {
                label: "La Page <Facebook>".into(),
                address: "/desk/channels/1".into(),
                day: None,
                state_key: Some("campaign-stage-running"),
            },
        ],
    }];
    let sheet = main_of(&text(director.get(&at).await).await);
    assert!(sheet.contains("ne répond d’aucun compte") && !sheet.contains("Rien ne dépend"), "{sheet}");
    let places = ["Feuille du lundi", "Tâches ouvertes", "Étapes de la feuille", "Campagnes dont elle"]
        .map(|title| sheet.find(title).unwrap_or_else(|| panic!("{title} in {sheet}")));
    assert!(places.is_sorted(), "{sheet}");
    for link in [
        "☐ <a href=\"/desk/inbox/ways\">17 février 2013</a>",
        "<a href=\"/desk/channels/1\">La Page &#60;Facebook&#62;</a> <span class=\"meta\">En cours</span>",
        "<a href=\"/desk/room#tasks\">Réserver la salle</a> <span class=\"meta\">16 février 2013</span>",
    ] {
        assert!(sheet.contains(link), "{link} in {sheet}");
    }
    assert!(!sheet.contains("Imprimer</a>") && !sheet.contains("Étape 3"), "what is done is not handed over");
    assert_eq!(home.as_one(boukary()).await.get(&at).await.status(), 403);

    let mut tx = home.house.section.db.begin().await.unwrap();
    let mut one = account(1, "Facebook");
    (one.words.owner, one.words.state) = (Some(who), AccountState::Ours);
    accounts::insert(&mut tx, &one).await.unwrap();
    tx.commit().await.unwrap();
    let sheet = main_of(&text(director.get(&at).await).await);
    assert!(sheet.contains("☐ Facebook") && !sheet.contains("d’aucun compte"), "{sheet}");
}
