//! Places, turns and letters: what holds when many want to come.

use std::time::Duration;

use griot_db::Db;
use griot_jobs::Job;
use griot_kernel::Language;
use griot_workshops::{
    SCHEMA,
    acts::enrol::{self, By, Came, Door},
    jobs::{CONFIRMED_WITHIN, KNOWN_FOR, Tell, reminders, sweep},
    model::{Contact, Enrolment, EnrolmentStage, Meeting, Refusal, Source, Stage, Wanting, Workshop},
    store::{attendance, enrolments, meetings, people, programmes, workshops},
};

use crate::{
    factory::{at, day, enrolment, id, meeting, programme, workshop},
    house::{Home, SCHEMAS, adama, awa, home, home_on},
};

async fn announced(db: &Db, on: i64) -> Workshop {
    let mut tx = db.begin().await.unwrap();
    let one = programme(1, "reseaux");
    programmes::insert(&mut tx, &one).await.unwrap();
    let workshop = workshop(1, &one, on);
    workshops::insert(&mut tx, &workshop).await.unwrap();
    meetings::put(&mut tx, &meeting(1, &workshop)).await.unwrap();
    tx.commit().await.unwrap();
    workshop
}

fn by_trainer() -> By {
    By { person: None, source: Source::Paper, trainer: Some(adama().id), language: Language::FRENCH }
}

fn wanting(name: &str, email: &str) -> Wanting {
    Wanting::typed(name, (email, ""), "", (false, ""), false).unwrap()
}

async fn come(home: &Home, workshop: &Workshop, name: &str, by: By) -> Result<Came, Refusal> {
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    let came =
        enrol::enrol(section, &mut tx, workshop, &wanting(name, &format!("{name}@exemple.bf")), by).await;
    tx.commit().await.unwrap();
    came.unwrap()
}

fn one_of(came: Result<Came, Refusal>) -> Enrolment {
    match came.unwrap() {
        Came::In(one) | Came::Known(one) => one,
    }
}

/// Does what is to be told.
async fn run_tell(home: &Home) {
    for (name, payload) in home.told().await {
        if name == "workshops.tell" {
            serde_json::from_str::<Tell>(&payload).unwrap().run(&home.house.section).await.unwrap();
        }
    }
}

/// Does what is to be told, and returns the subjects of the letters.
pub async fn letters(home: &Home) -> Vec<String> {
    run_tell(home).await;
    let letters = home.house.post.take();
    letters.into_iter().map(|letter| letter.subject).collect()
}

griot_testkit::contract! { &[SCHEMA];
    async fn what_is_kept_of_a_workshop_comes_back(db: Db) {
        let kept = announced(&db, 7).await;
        let mut tx = db.begin().await.unwrap();
        assert_eq!(workshops::by_id(&mut tx, kept.id).await.unwrap(), Some(kept.clone()));
        assert_eq!(workshops::by_slug(&mut tx, &kept.slug).await.unwrap(), Some(kept.clone()));
        let one = programme(1, "reseaux");
        assert_eq!(programmes::by_slug(&mut tx, "reseaux").await.unwrap(), Some(one.clone()));
        assert!(programmes::save(&mut tx, &one).await.unwrap());
        assert!(!programmes::save(&mut tx, &one).await.unwrap(), "somebody changed it meanwhile");
        assert!(workshops::save(&mut tx, &kept).await.unwrap());
        assert!(!workshops::save(&mut tx, &kept).await.unwrap(), "somebody changed it meanwhile");
        assert_eq!(workshops::coming(&mut tx, day(0)).await.unwrap().len(), 1);
        assert_eq!(workshops::past(&mut tx, day(9), 5).await.unwrap().len(), 1);
        assert_eq!(workshops::between(&mut tx, day(7), day(8)).await.unwrap().len(), 1);
        assert_eq!(workshops::of_programme(&mut tx, one.id).await.unwrap().len(), 1);
        workshops::set_trainers(&mut tx, kept.id, &[adama().id]).await.unwrap();
        assert_eq!(workshops::trainers(&mut tx, kept.id).await.unwrap(), [adama().id]);
        assert_eq!(workshops::given_by(&mut tx, adama().id, day(0)).await.unwrap().len(), 1);
        assert!(workshops::given_by(&mut tx, adama().id, day(9)).await.unwrap().is_empty());
        let stages = (Stage::Open, Stage::Cancelled);
        assert!(workshops::go(&mut tx, kept.id, stages, (kept.opened_at, Some(day(1)))).await.unwrap());
        assert!(!workshops::go(&mut tx, kept.id, stages, (kept.opened_at, Some(day(1)))).await.unwrap());
        assert!(!workshops::remove(&mut tx, kept.id).await.unwrap(), "what was announced stays");
        assert_eq!(meetings::of(&mut tx, kept.id).await.unwrap(), [meeting(1, &kept)]);
        assert!(meetings::remove(&mut tx, meeting(1, &kept).id).await.unwrap());
        workshops::set_span(&mut tx, kept.id, day(8), day(9)).await.unwrap();
        let campaign = id(0xc).into();
        assert!(workshops::of_campaign(&mut tx, campaign, 5).await.unwrap().is_empty());
        assert_eq!(workshops::count_of_line(&mut tx, id(0xd).into()).await.unwrap(), 0);
        assert_eq!(programmes::list(&mut tx).await.unwrap().len(), 1);
    }

    async fn the_queue_of_a_workshop_keeps_its_order(db: Db) {
        let kept = announced(&db, 7).await;
        let mut tx = db.begin().await.unwrap();
        let all = [1, 2, 3].map(|n| enrolment(n, &kept, EnrolmentStage::Waiting));
        for one in &all {
            enrolments::insert(&mut tx, one).await.unwrap();
        }
        assert_eq!(enrolments::next_waiting(&mut tx, kept.id).await.unwrap(), Some(all[0].clone()));
        assert_eq!(enrolments::before(&mut tx, &all[2]).await.unwrap(), 2);
        assert_eq!(enrolments::by_code(&mut tx, &all[1].code).await.unwrap(), Some(all[1].clone()));
        assert_eq!(
            enrolments::by_digest(&mut tx, kept.id, all[1].digest.as_ref().unwrap()).await.unwrap(),
            Some(all[1].clone())
        );
        let stages = (EnrolmentStage::Waiting, EnrolmentStage::Enrolled);
        assert!(enrolments::go(&mut tx, all[0].id, stages, day(1)).await.unwrap());
        assert!(!enrolments::go(&mut tx, all[0].id, stages, day(1)).await.unwrap());
        assert_eq!(enrolments::counts(&mut tx).await.unwrap()[&kept.id], (1, 2));
        assert_eq!(enrolments::count(&mut tx, kept.id, EnrolmentStage::Waiting).await.unwrap(), 2);
        assert!(enrolments::tell_once(&mut tx, all[0].id, "eve").await.unwrap());
        assert!(!enrolments::tell_once(&mut tx, all[0].id, "eve").await.unwrap());
        assert!(enrolments::tell_once(&mut tx, all[0].id, "ev").await.unwrap(), "another word");
        enrolments::untell(&mut tx, all[0].id, "eve").await.unwrap();
        assert!(enrolments::tell_once(&mut tx, all[0].id, "eve").await.unwrap());
        assert_eq!(enrolments::to_forget(&mut tx, day(9), 10).await.unwrap().len(), 3);
        enrolments::forget_contact(&mut tx, all[0].id, b"empty").await.unwrap();
        assert_eq!(enrolments::to_forget(&mut tx, day(9), 10).await.unwrap().len(), 2);
        enrolments::save(&mut tx, &Enrolment { name: "Autre".into(), ..all[1].clone() }).await.unwrap();
        assert_eq!(enrolments::by_id(&mut tx, all[1].id).await.unwrap().unwrap().name, "Autre");
        assert_eq!(enrolments::of(&mut tx, kept.id).await.unwrap().len(), 3);
        assert_eq!(enrolments::sealed_otherwise(&mut tx, b"none!", id(0).into(), 9).await.unwrap().len(), 3);
        assert!(enrolments::reseal(&mut tx, all[2].id, &all[2].sealed, b"none!anew").await.unwrap());
        assert!(!enrolments::reseal(&mut tx, all[2].id, &all[2].sealed, b"none!anew").await.unwrap());
        assert_eq!(enrolments::sealed_with(&mut tx, b"none!").await.unwrap(), 1);
        assert!(enrolments::remove(&mut tx, all[2].id).await.unwrap());
    }

    async fn whoever_is_erased_leaves_no_name(db: Db) {
        let kept = announced(&db, 7).await;
        let mut tx = db.begin().await.unwrap();
        let one = Enrolment { person: Some(awa().id), ..enrolment(1, &kept, EnrolmentStage::Enrolled) };
        enrolments::insert(&mut tx, &one).await.unwrap();
        workshops::set_trainers(&mut tx, kept.id, &[awa().id]).await.unwrap();
        assert_eq!(enrolments::of_person(&mut tx, awa().id).await.unwrap().len(), 1);
        assert!(enrolments::of_person_in(&mut tx, kept.id, awa().id).await.unwrap().is_some());
        assert_eq!(people::own(&mut tx, awa().id).await.unwrap().len(), 1);
        assert_eq!(people::marks(&mut tx, awa().id).await.unwrap().len(), 1);
        people::erase(&mut tx, awa().id).await.unwrap();
        people::erase(&mut tx, awa().id).await.unwrap();
        assert!(people::own(&mut tx, awa().id).await.unwrap().is_empty());
        assert!(people::marks(&mut tx, awa().id).await.unwrap().is_empty());
    }
}

griot_testkit::contract! { SCHEMAS;
    async fn of_two_who_take_the_last_place_one_waits(db: Db) {
        let kept = announced(&db, 7).await;
        let home = home_on(db).await;
        for name in ["a", "b"] {
            assert_eq!(one_of(come(&home, &kept, name, by_trainer()).await).stage, EnrolmentStage::Enrolled);
        }
        let section = &home.house.section;
        let take = |name: &'static str| {
            let (section, kept) = (section.clone(), kept.clone());
            tokio::spawn(async move {
                loop {
                    let mut tx = section.db.begin().await.unwrap();
                    let typed = wanting(name, &format!("{name}@exemple.bf"));
                    let came = enrol::enrol(&section, &mut tx, &kept, &typed, by_trainer()).await;
                    let done = match came {
                        Ok(came) => tx.commit().await.map(|()| came),
                        Err(error) => Err(error),
                    };
                    // The house does an act again that another one overtook.
                    match done {
                        Ok(came) => break one_of(came).stage,
                        Err(griot_db::DbError::Conflict(_)) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            })
        };
        let (one, other) = (take("c"), take("d"));
        let mut stages = [one.await.unwrap(), other.await.unwrap()];
        stages.sort_by_key(|stage| stage.as_str());
        assert_eq!(stages, [EnrolmentStage::Enrolled, EnrolmentStage::Waiting]);
        let mut db = section.db.read().await.unwrap();
        assert_eq!(enrolments::count(&mut db, kept.id, EnrolmentStage::Enrolled).await.unwrap(), 3);
    }

    async fn whoever_gives_address_and_telephone_is_recognised_by_both(db: Db) {
        let kept = announced(&db, 7).await;
        let home = home_on(db).await;
        let section = &home.house.section;
        let typed = Wanting::typed("Awa", ("awa@exemple.bf", "+226 70 00 00 01"), "", (false, ""), false).unwrap();
        let mut tx = section.db.begin().await.unwrap();
        let one = one_of(enrol::enrol(section, &mut tx, &kept, &typed, by_trainer()).await.unwrap());
        let phone = enrol::digest(section, "+22670000001");
        let found = attendance::by_telephone(&mut tx, &phone, kept.starts_at, kept.ends_at).await.unwrap();
        assert_eq!(found, [(kept.id, one.id)]);
        assert_eq!(one.digest, Some(enrol::digest(section, "awa@exemple.bf")));
    }

    async fn a_free_place_goes_to_whoever_waited_longest(db: Db) {
        let kept = announced(&db, 7).await;
        let home = home_on(db).await;
        let mut all = Vec::new();
        for name in ["a", "b", "c", "d", "e"] {
            home.house.clock.advance(Duration::from_secs(60));
            all.push(one_of(come(&home, &kept, name, by_trainer()).await));
        }
        assert_eq!(letters(&home).await.len(), 5);
        let section = &home.house.section;
        let mut tx = section.db.begin().await.unwrap();
        assert!(enrol::withdraw(section, &mut tx, &all[1]).await.unwrap());
        assert!(!enrol::withdraw(section, &mut tx, &all[1]).await.unwrap());
        tx.commit().await.unwrap();
        let mut db = section.db.read().await.unwrap();
        assert_eq!(enrolments::by_id(&mut db, all[3].id).await.unwrap().unwrap().stage, EnrolmentStage::Enrolled);
        assert_eq!(enrolments::by_id(&mut db, all[4].id).await.unwrap().unwrap().stage, EnrolmentStage::Waiting);
        drop(db);
        assert_eq!(letters(&home).await, ["Votre place est gardée\u{a0}: Formation reseaux"]);
        // Whoever withdrew comes back behind those who wait.
        home.house.clock.advance(Duration::from_secs(60));
        let mut tx = section.db.begin().await.unwrap();
        let gone = enrolments::by_id(&mut tx, all[1].id).await.unwrap().unwrap();
        assert_eq!(enrol::come_back(section, &mut tx, (&gone, Door::Own), &kept).await.unwrap(), Ok(EnrolmentStage::Waiting));
        let back = enrolments::by_id(&mut tx, all[1].id).await.unwrap().unwrap();
        assert_eq!(enrolments::before(&mut tx, &back).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_visitor_confirms_and_somebody_else_learns_nothing() {
    let home = home().await;
    let kept = announced(&home.house.section.db, 7).await;
    let web = By { person: None, source: Source::Web, trainer: None, language: Language::FRENCH };
    let one = one_of(come(&home, &kept, "fatou", web).await);
    assert_eq!(one.stage, EnrolmentStage::Asked);
    assert_eq!(letters(&home).await, ["À confirmer\u{a0}: Formation reseaux"]);
    assert!(matches!(come(&home, &kept, "fatou", web).await, Ok(Came::Known(_))), "once is enough");
    assert_eq!(letters(&home).await.len(), 1, "whoever lost the letter gets its link again");
    assert!(matches!(come(&home, &kept, "fatou", web).await, Ok(Came::Known(_))));
    assert!(letters(&home).await.is_empty(), "once a day");
    home.house.clock.advance(Duration::from_secs(86_400));
    assert!(matches!(come(&home, &kept, "fatou", web).await, Ok(Came::Known(_))));
    assert_eq!(letters(&home).await, ["À confirmer\u{a0}: Formation reseaux"]);
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    assert_eq!(
        enrol::confirm(section, &mut tx, (&one, Door::Own), &kept).await.unwrap(),
        Ok(EnrolmentStage::Enrolled)
    );
    assert_eq!(
        enrol::confirm(section, &mut tx, (&one, Door::Own), &kept).await.unwrap(),
        Err(Refusal::NotNow)
    );
    tx.commit().await.unwrap();
    assert_eq!(letters(&home).await, ["Votre place est gardée\u{a0}: Formation reseaux"]);
}

#[tokio::test]
async fn reminders_come_a_week_before_and_on_the_eve_and_once() {
    let home = home().await;
    let kept = announced(&home.house.section.db, 8).await;
    come(&home, &kept, "awa", by_trainer()).await.unwrap();
    letters(&home).await;
    let remind = |home: &Home| reminders(home.house.section.clone());
    let mut said = Vec::new();
    for _ in 0..9 {
        home.house.clock.advance(Duration::from_secs(86_400));
        remind(&home).await.unwrap();
        remind(&home).await.unwrap();
        said.push(letters(&home).await);
    }
    let all: Vec<String> = said.concat();
    assert_eq!(all.len(), 1, "who enrolled days ago is reminded on the eve: {said:?}");
    assert!(all[0].starts_with("Bientôt"), "{all:?}");
    assert_eq!(kept.starts_at, at("2013-02-22T08:30:00Z"));
}

#[tokio::test]
async fn each_meeting_and_a_moved_one_is_reminded_of_once() {
    let home = home().await;
    let kept = announced(&home.house.section.db, 2).await;
    let section = &home.house.section;
    let whole = Duration::from_secs(86_400);
    let first = meeting(1, &kept);
    let second = Meeting {
        id: id(0x3002).into(),
        starts_at: kept.starts_at + whole,
        ends_at: kept.ends_at + whole,
        ..first
    };
    let mut tx = section.db.begin().await.unwrap();
    meetings::put(&mut tx, &second).await.unwrap();
    assert_eq!(meetings::between(&mut tx, first.starts_at, second.starts_at).await.unwrap(), [first]);
    tx.commit().await.unwrap();
    come(&home, &kept, "awa", by_trainer()).await.unwrap();
    letters(&home).await;
    let days = |home: &Home| {
        home.house.clock.advance(whole);
        reminders(home.house.section.clone())
    };
    let (mut said, mut ids) = (Vec::new(), Vec::new());
    for moved in [false, false, true, false] {
        if moved {
            // The second one comes two days later instead.
            let later = Meeting {
                starts_at: second.starts_at + whole * 2,
                ends_at: second.ends_at + whole * 2,
                ..second
            };
            let mut tx = section.db.begin().await.unwrap();
            meetings::put(&mut tx, &later).await.unwrap();
            workshops::set_span(&mut tx, kept.id, first.starts_at, later.ends_at).await.unwrap();
            tx.commit().await.unwrap();
        }
        days(&home).await.unwrap();
        reminders(section.clone()).await.unwrap();
        run_tell(&home).await;
        let sent = home.house.post.take();
        said.push(sent.len());
        ids.extend(sent.into_iter().map(|letter| letter.message_id));
    }
    assert_eq!(said, [1, 1, 0, 1], "the first, the second, and the second on its new day: {ids:?}");
    let all = ids.clone();
    ids.dedup();
    assert_eq!((ids.len(), all.len()), (3, 3), "no letter is taken for another: {all:?}");
}

#[tokio::test]
async fn whoever_comes_back_is_told_by_a_letter_of_its_own() {
    let home = home().await;
    let kept = announced(&home.house.section.db, 7).await;
    let section = &home.house.section;
    let one = one_of(come(&home, &kept, "awa", by_trainer()).await);
    run_tell(&home).await;
    home.house.clock.advance(Duration::from_secs(60));
    let mut tx = section.db.begin().await.unwrap();
    assert!(enrol::withdraw(section, &mut tx, &one).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(one_of(come(&home, &kept, "awa", by_trainer()).await).id, one.id);
    run_tell(&home).await;
    let ids: Vec<String> = home.house.post.take().into_iter().map(|letter| letter.message_id).collect();
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn a_trainer_lets_in_after_the_day_but_not_to_what_is_cancelled() {
    let home = home().await;
    let kept = announced(&home.house.section.db, 1).await;
    let section = &home.house.section;
    let web = By { person: None, source: Source::Web, trainer: None, language: Language::FRENCH };
    let one = one_of(come(&home, &kept, "awa", web).await);
    home.house.clock.advance(Duration::from_secs(86_400));
    let mut tx = section.db.begin().await.unwrap();
    let own = (&one, Door::Own);
    assert_eq!(enrol::confirm(section, &mut tx, own, &kept).await.unwrap(), Err(Refusal::TooLate));
    let by_trainer = (&one, Door::Trainer);
    let cancelled = Workshop { stage: Stage::Cancelled, ..kept.clone() };
    let said = enrol::confirm(section, &mut tx, by_trainer, &cancelled).await.unwrap();
    assert_eq!(said, Err(Refusal::NotNow));
    let said = enrol::confirm(section, &mut tx, by_trainer, &kept).await.unwrap();
    assert_eq!(said, Ok(EnrolmentStage::Enrolled));
    let said = enrol::come_back(section, &mut tx, by_trainer, &kept).await.unwrap();
    assert_eq!(said, Err(Refusal::NotNow), "they come already");
    let comes = enrolments::by_id(&mut tx, one.id).await.unwrap().unwrap();
    assert!(enrol::withdraw(section, &mut tx, &comes).await.unwrap());
    let gone = enrolments::by_id(&mut tx, one.id).await.unwrap().unwrap();
    let said = enrol::come_back(section, &mut tx, (&gone, Door::Own), &kept).await.unwrap();
    assert_eq!(said, Err(Refusal::TooLate));
    let said = enrol::come_back(section, &mut tx, (&gone, Door::Trainer), &cancelled).await.unwrap();
    assert_eq!(said, Err(Refusal::NotNow));
    let said = enrol::come_back(section, &mut tx, (&gone, Door::Trainer), &kept).await.unwrap();
    assert_eq!(said, Ok(EnrolmentStage::Enrolled));
}

#[tokio::test]
async fn what_nobody_confirmed_goes_and_contacts_go_when_nobody_needs_them() {
    let home = home().await;
    let kept = announced(&home.house.section.db, 1).await;
    let web = By { person: None, source: Source::Web, trainer: None, language: Language::FRENCH };
    let asked = one_of(
        come(
            &home,
            &Workshop {
                words: griot_workshops::model::WorkshopWords { enrol_until: day(2), ..kept.words.clone() },
                ..kept.clone()
            },
            "nul",
            web,
        )
        .await,
    );
    let comes = one_of(come(&home, &kept, "awa", by_trainer()).await);
    let section = &home.house.section;
    home.house.clock.advance(CONFIRMED_WITHIN + Duration::from_secs(60));
    sweep(section.clone()).await.unwrap();
    let mut db = section.db.read().await.unwrap();
    assert_eq!(enrolments::by_id(&mut db, asked.id).await.unwrap(), None);
    let known = enrolments::by_id(&mut db, comes.id).await.unwrap().unwrap();
    assert_eq!(enrol::open(section, &known).email, "awa@exemple.bf");
    drop(db);
    home.house.clock.advance(KNOWN_FOR);
    sweep(section.clone()).await.unwrap();
    let mut db = section.db.read().await.unwrap();
    let known = enrolments::by_id(&mut db, comes.id).await.unwrap().unwrap();
    assert_eq!((enrol::open(section, &known), known.digest), (Contact::default(), None));
}
