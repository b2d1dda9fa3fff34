//! Tasks, steps and campaigns by their day: in the one calendar, and in the mailbox of whoever has them.

use std::time::Duration;

use griot_campaigns::{
    Campaigns, SCHEMA,
    model::{Audience, EntryKind, Stage, StepState, Task},
    room_tasks,
    store::{campaigns, digests, entries, steps, tasks},
};
use griot_contracts::{
    campaigns::Risk,
    planning::{Moved, Scheduled},
};
use griot_delivery::PostError;
use griot_kernel::PersonId;
use uuid::Uuid;

use crate::{
    factory::{awa, binta, campaign, day, entry, id, step},
    house::{adama, awa as member, boukary, home, mariam, to},
};

fn task(n: u128, title: &str, owner: PersonId, due: i64) -> Task {
    Task {
        id: id(0x7000 + n).into(),
        title: title.to_owned(),
        entry: None,
        campaign: None,
        owner: Some(owner),
        due: Some(day(due)),
        done_at: None,
        by: None,
        at: day(-3),
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn what_has_a_day_stands_in_the_calendar_and_nothing_that_is_not_for_all_is_named(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let secret = entry(1, Audience::Team, EntryKind::Decision);
        let open = entry(2, Audience::Members, EntryKind::Decision);
        for one in [&secret, &open] {
            entries::insert(&mut tx, one).await.unwrap();
        }
        let mut risky = campaign(2, "risque", Stage::Running);
        risky.words.risk = Risk::High;
        risky.words.ends = Some(day(4));
        let idea = campaign(3, "idee", Stage::Idea);
        let water = campaign(1, "eau", Stage::Running);
        for one in [&water, &risky, &idea] {
            campaigns::insert(&mut tx, one).await.unwrap();
        }
        let all = [
            task(1, "Imprimer", awa(), 2),
            Task { entry: Some(secret.id), ..task(2, "Le secret", awa(), 2) },
            Task { entry: Some(open.id), ..task(3, "Afficher", awa(), 3) },
            Task { campaign: Some(risky.id), ..task(4, "Prévenir les familles", awa(), 3) },
            Task { done_at: Some(day(1)), ..task(5, "Déjà faite", awa(), 3) },
        ];
        for one in &all {
            tasks::insert(&mut tx, one).await.unwrap();
        }
        steps::insert(&mut tx, &step(1, "Former dix membres", StepState::Adopted)).await.unwrap();
        steps::insert(&mut tx, &step(2, "Plus tard", StepState::Prepared)).await.unwrap();
        let works = Campaigns.list(&mut tx, day(-30), day(30)).await.unwrap();
        let said: Vec<_> = works.iter().map(|one| (one.kind_key, one.title.as_str(), one.at.day().to_string())).collect();
        let of = |key, title, day: &str| (key, title, day.to_owned());
        let mut expected = [
            of("planned-campaign-begins", "Campagne eau", "2013-02-04"),
            of("planned-campaign-begins", "", "2013-02-04"),
            of("planned-task", "", "2013-02-16"),
            of("planned-task", "", "2013-02-16"),
            of("planned-task", "Afficher", "2013-02-17"),
            of("planned-task", "", "2013-02-17"),
            of("planned-step", "", "2013-02-17"),
            of("planned-campaign-ends", "", "2013-02-18"),
        ];
        expected.sort();
        let mut sorted = said.clone();
        sorted.sort();
        assert_eq!(sorted, expected);
        assert!(works.iter().all(|one| one.whole_day));
        let mut names: Vec<_> = works.iter().map(|one| one.id).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), works.len(), "programs tell them apart");
        assert_eq!(Campaigns.list(&mut tx, day(10), day(20)).await.unwrap(), []);

        let last = Uuid::from_u128(!risky.id.as_uuid().as_u128());
        for ours in [all[0].id.as_uuid(), water.id.as_uuid(), id(0x3001), last] {
            assert_eq!(Campaigns.move_to(&mut tx, ours.into(), day(9)).await.unwrap(), Moved::NotWaiting);
        }
        assert_eq!(Campaigns.move_to(&mut tx, id(9).into(), day(9)).await.unwrap(), Moved::Unknown);
        assert!(tasks::set_due(&mut tx, all[0].id, day(9)).await.unwrap());
        assert_eq!(tasks::by_id(&mut tx, all[0].id).await.unwrap().unwrap().due, Some(day(9)));
        assert!(!tasks::set_due(&mut tx, all[4].id, day(9)).await.unwrap(), "what is done has no other day");
    }

    async fn somebody_is_reminded_once_a_day_and_told_of_a_task_once(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = task(1, "Imprimer", awa(), 0);
        tasks::insert(&mut tx, &one).await.unwrap();
        tasks::insert(&mut tx, &task(2, "Plus tard", binta(), 4)).await.unwrap();
        steps::insert(&mut tx, &step(1, "Former", StepState::Adopted)).await.unwrap();
        assert_eq!(tasks::owners_due(&mut tx, &[day(0), day(1)]).await.unwrap(), [awa()]);
        assert_eq!(steps::owners_due(&mut tx, &[day(3)]).await.unwrap(), [awa()]);
        assert!(steps::owners_due(&mut tx, &[day(2)]).await.unwrap().is_empty());
        assert!(tasks::tell_once(&mut tx, one.id, day(0)).await.unwrap());
        assert!(!tasks::tell_once(&mut tx, one.id, day(1)).await.unwrap());
        tasks::untell(&mut tx, one.id).await.unwrap();
        assert!(tasks::tell_once(&mut tx, one.id, day(1)).await.unwrap());
        assert!(digests::reminds(&mut tx, awa()).await.unwrap(), "who never chose is reminded");
        assert!(digests::claim_day(&mut tx, awa(), day(0)).await.unwrap());
        assert!(!digests::claim_day(&mut tx, awa(), day(0)).await.unwrap());
        digests::free_day(&mut tx, awa(), day(0)).await.unwrap();
        assert!(digests::claim_day(&mut tx, awa(), day(0)).await.unwrap());
        assert!(digests::claim_day(&mut tx, awa(), day(1)).await.unwrap());
        digests::choose_reminds(&mut tx, awa(), false).await.unwrap();
        assert!(!digests::reminds(&mut tx, awa()).await.unwrap());
        assert!(!digests::claim_day(&mut tx, awa(), day(1)).await.unwrap(), "a choice forgets no day");
    }
}

#[tokio::test]
async fn whoever_is_given_a_task_is_told_and_reminded_without_what_is_not_for_all() {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    let (hers, own_id) = (member().id.to_string(), mariam().id.to_string());
    let given = [("title", "Imprimer les affiches"), ("owner", hers.as_str()), ("due", "2013-02-15")];
    assert_eq!(director.post("/desk/room/tasks", &given).await.status(), 303);
    home.house.post.fail(&PostError::Retry("occupé".into()), 1);
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1);
    assert_eq!(
        (letters[0].to.as_str(), letters[0].subject.as_str()),
        ("awa@exemple.bf", "Une tâche pour vous")
    );
    assert!(
        !letters[0].text.contains("affiches"),
        "a letter lies in mailboxes for years: {}",
        letters[0].text
    );
    assert!(letters[0].text.contains("15 février 2013"), "{}", letters[0].text);
    let own = [("title", "Pour moi"), ("owner", own_id.as_str()), ("due", "2013-02-14")];
    director.post("/desk/room/tasks", &own).await;
    home.work().await;
    assert!(home.house.post.take().is_empty(), "nobody is told what they wrote themselves");

    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    let closed = entry(1, Audience::Staff, EntryKind::Decision);
    let open = entry(2, Audience::Members, EntryKind::Decision);
    for one in [&closed, &open] {
        entries::insert(&mut tx, one).await.unwrap();
    }
    let named = Task { entry: Some(open.id), ..task(3, "Inviter les voisines", member().id, 1) };
    tasks::insert(&mut tx, &named).await.unwrap();
    let secret = Task { entry: Some(closed.id), ..task(1, "Le budget", member().id, 0) };
    tasks::insert(&mut tx, &secret).await.unwrap();
    tasks::insert(&mut tx, &task(2, "Trop loin", boukary().id, 5)).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..2 {
        room_tasks(section.clone()).await.unwrap();
        home.work().await;
    }
    let letters = home.house.post.take();
    let mut to_whom: Vec<_> = letters.iter().map(|one| one.to.as_str()).collect();
    to_whom.sort_unstable();
    assert_eq!(to_whom, ["awa@exemple.bf", "mariam@exemple.bf"], "one letter a day");
    let awas = letters.iter().find(|one| one.to.as_str() == "awa@exemple.bf").unwrap();
    assert!(awas.text.contains("Inviter les voisines") && !awas.text.contains("budget"), "{}", awas.text);
    assert!(
        awas.subject.contains("3 choses") && awas.text.contains("2 choses à faire"),
        "{} {}",
        awas.subject,
        awas.text
    );

    // The days after: what is late by two days waits for the seventh.
    home.house.clock.advance(Duration::from_secs(2 * 86_400));
    room_tasks(section.clone()).await.unwrap();
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].text.contains("Inviter les voisines"), "a day late: {}", letters[0].text);
    let awa = home.as_one(member()).await;
    assert_eq!(to(&awa.post("/me/room/digest", &[("pace", "daily")]).await), "/me/room?done=saved");
    home.house.clock.advance(Duration::from_secs(6 * 86_400));
    room_tasks(section.clone()).await.unwrap();
    home.work().await;
    assert!(home.house.post.take().iter().all(|one| one.to.as_str() != "awa@exemple.bf"), "she said no");
}

#[tokio::test]
async fn whoever_has_a_task_or_gave_it_gives_it_another_day() {
    let home = home().await;
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    let one = task(1, "Imprimer", member().id, 1);
    tasks::insert(&mut tx, &one).await.unwrap();
    let mut own = step(1, "Former", StepState::Adopted);
    own.words.owner = Some(member().id);
    steps::insert(&mut tx, &own).await.unwrap();
    tx.commit().await.unwrap();
    let id = one.id.to_string();
    let later = [("id", id.as_str()), ("due", "2013-02-20")];
    let awa = home.as_one(member()).await;
    let shown = griot_web::testing::text(awa.get("/me/room").await).await;
    assert!(shown.contains("Autre jour") && shown.contains("name=\"due\" value=\"2013-02-15\""), "{shown}");
    assert_eq!(home.as_one(adama()).await.post("/me/room/tasks/due", &later).await.status(), 403);
    let bad = awa.post("/me/room/tasks/due", &[("id", id.as_str()), ("due", "demain")]).await;
    assert_eq!(bad.status(), 422);
    assert_eq!(to(&awa.post("/me/room/tasks/due", &later).await), "/me/room?done=saved#tasks");
    let kept = tasks::by_id(&mut section.db.read().await.unwrap(), one.id).await.unwrap().unwrap();
    assert_eq!(kept.due, Some(day(6)));

    // Whoever has only steps is led to the roadmap.
    home.house.clock.advance(Duration::from_secs(3 * 86_400));
    room_tasks(section.clone()).await.unwrap();
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1, "the task has another day: {letters:?}");
    let said = &letters[0].text;
    assert!(said.contains("Une étape de la feuille de route") && !said.contains("Former"), "{said}");
    assert!(said.contains("/desk/strategy/roadmap") && !said.contains("/me/room#tasks"), "{said}");
}
