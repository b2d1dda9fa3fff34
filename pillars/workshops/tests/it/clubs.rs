//! What the store of clubs promises, who answers for what, and what is let go of it.

use griot_contracts::duties::Duties;
use griot_db::Tx;
use griot_workshops::{
    SCHEMA, Workshops, acts,
    model::{Club, ClubMember, ClubResult, ClubRole, ClubWords, Refusal},
    store::{clubs, people, programmes, workshops},
};

use crate::{
    factory::{day, id, programme, workshop},
    house::{SCHEMAS, awa, home_on, issa},
};

fn club(n: u128, name: &str) -> Club {
    Club {
        id: id(0xA000 + n).into(),
        words: ClubWords::typed(name, "youth", "Kaya").unwrap(),
        coordinator: Some(id(0xb).into()),
        is_closed: false,
        revision: 1,
        created_at: day(-9),
    }
}

fn member(n: u128, club: &Club, person: Option<u128>) -> ClubMember {
    ClubMember {
        id: id(0xB000 + n).into(),
        club: club.id,
        person: person.map(|n| id(n).into()),
        name: if person.is_none() { format!("Jeune {n}") } else { String::new() },
        role: ClubRole::Member,
        is_minor: false,
        guardian: String::new(),
        guardian_at: None,
        guardian_by: None,
        since: day(i64::try_from(n).unwrap()),
    }
}

fn result(n: u128, club: &Club, campaign: Option<u128>, figure: i64) -> ClubResult {
    ClubResult {
        id: id(0xC000 + n).into(),
        club: club.id,
        campaign: campaign.map(|n| id(n).into()),
        what: "Signatures".to_owned(),
        figure,
        day: day(1),
        by: Some(id(0xb).into()),
    }
}

async fn minor(tx: &mut Tx, club: &Club) -> ClubMember {
    let mut one = member(3, club, None);
    one.consent(true, ("Sa mère", "lettre", "2013-02-10"), (day(0), id(0xa).into())).unwrap();
    assert!(clubs::add_member(tx, &one).await.unwrap());
    one
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_club_is_kept_and_changed_once(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = club(1, "Jeunes de Kaya");
        clubs::insert(&mut tx, &one).await.unwrap();
        assert_eq!(clubs::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        assert_eq!(clubs::coordinated_by(&mut tx, id(0xb).into()).await.unwrap(), std::slice::from_ref(&one));
        assert_eq!(clubs::hold(&mut tx, one.id).await.unwrap(), Some(one.clone()), "held, not changed");
        let closed = Club { is_closed: true, ..one.clone() };
        assert!(clubs::save(&mut tx, &closed).await.unwrap());
        assert!(!clubs::save(&mut tx, &closed).await.unwrap(), "somebody changed it");
        assert!(clubs::coordinated_by(&mut tx, id(0xb).into()).await.unwrap().is_empty());
        assert_eq!(clubs::of_person(&mut tx, id(0xb).into()).await.unwrap().len(), 1);
        assert_eq!(clubs::list(&mut tx).await.unwrap().len(), 1);
        let now = clubs::by_id(&mut tx, one.id).await.unwrap().unwrap();
        let late = acts::clubs::join(&mut tx, &now, &member(1, &one, None)).await.unwrap();
        assert_eq!(late, Err(Refusal::NotNow), "nobody joins what is closed");
    }

    async fn somebody_is_in_a_club_once(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = club(1, "Jeunes de Kaya");
        clubs::insert(&mut tx, &one).await.unwrap();
        assert!(clubs::add_member(&mut tx, &member(1, &one, Some(0xc))).await.unwrap());
        assert!(!clubs::add_member(&mut tx, &member(2, &one, Some(0xc))).await.unwrap());
        let young = minor(&mut tx, &one).await;
        clubs::set_role(&mut tx, young.id, ClubRole::Ambassador).await.unwrap();
        let kept = clubs::members(&mut tx, one.id).await.unwrap();
        assert_eq!(kept[1], ClubMember { role: ClubRole::Ambassador, ..young.clone() });
        assert_eq!(clubs::sizes(&mut tx).await.unwrap(), [(one.id, 2, 1)]);
        let other = club(2, "Autre").id;
        assert!(!clubs::remove_member(&mut tx, other, young.id).await.unwrap(), "of another club");
        assert!(clubs::remove_member(&mut tx, one.id, young.id).await.unwrap());
    }

    async fn results_are_summed_by_campaign(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, two) = (club(1, "Jeunes de Kaya"), club(2, "Étudiants"));
        for each in [&one, &two] {
            clubs::insert(&mut tx, each).await.unwrap();
        }
        for each in [
            result(1, &one, Some(7), 10),
            result(2, &one, Some(7), 5),
            result(3, &one, None, 1),
            result(4, &two, Some(7), 100),
        ] {
            clubs::add_result(&mut tx, &each).await.unwrap();
        }
        let figures = |all: Vec<griot_workshops::model::ClubTotal>| {
            let mut all: Vec<_> = all.into_iter().map(|one| (one.campaign.is_some(), one.figure, one.results)).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(figures(clubs::totals_of(&mut tx, one.id).await.unwrap()), [(false, 1, 1), (true, 15, 2)]);
        assert_eq!(figures(clubs::totals(&mut tx).await.unwrap()), [(false, 1, 1), (true, 115, 3)]);
        assert!(!clubs::remove_result(&mut tx, two.id, id(0xC001).into()).await.unwrap());
        assert!(clubs::remove_result(&mut tx, one.id, id(0xC001).into()).await.unwrap());
        assert_eq!(clubs::result_counts(&mut tx).await.unwrap().len(), 2);
        assert_eq!(clubs::results(&mut tx, one.id).await.unwrap().len(), 2);
    }

    async fn whoever_is_erased_leaves_a_club_and_no_mark_in_it(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (trainer, lead) = (id(0xa).into(), id(0xb).into());
        let one = club(1, "Jeunes de Kaya");
        clubs::insert(&mut tx, &one).await.unwrap();
        clubs::add_member(&mut tx, &member(1, &one, Some(0xb))).await.unwrap();
        minor(&mut tx, &one).await;
        clubs::add_result(&mut tx, &result(1, &one, None, 1)).await.unwrap();
        assert_eq!(people::own(&mut tx, lead).await.unwrap()[0].1, "Jeunes de Kaya");
        let kinds = |all: Vec<(String, String, _)>| all.into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(kinds(people::marks(&mut tx, lead).await.unwrap()), ["club coordinated", "club result noted"]);
        assert_eq!(kinds(people::marks(&mut tx, trainer).await.unwrap()), ["guardian noted"]);
        for gone in [trainer, lead] {
            people::erase(&mut tx, gone).await.unwrap();
            assert!(people::own(&mut tx, gone).await.unwrap().is_empty());
            assert!(people::marks(&mut tx, gone).await.unwrap().is_empty());
        }
        assert_eq!(clubs::members(&mut tx, one.id).await.unwrap().len(), 1, "the others stay");
        assert_eq!(clubs::results(&mut tx, one.id).await.unwrap()[0].by, None);
        assert_eq!(clubs::by_id(&mut tx, one.id).await.unwrap().unwrap().coordinator, None);
    }

    async fn whoever_leaves_hands_over_workshops_and_clubs(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let training = programme(1, "ecrire");
        programmes::insert(&mut tx, &training).await.unwrap();
        let given = workshop(1, &training, 5);
        workshops::insert(&mut tx, &given).await.unwrap();
        workshops::set_trainers(&mut tx, given.id, &[id(0xb).into()]).await.unwrap();
        clubs::insert(&mut tx, &club(1, "Jeunes de Kaya")).await.unwrap();
        let told = Workshops.of(&mut tx, id(0xb).into(), day(0)).await.unwrap();
        let kinds: Vec<_> = told.iter().map(|one| (one.title_key, one.duties[0].label.as_str())).collect();
        assert_eq!(kinds, [("handover-workshops", "Formation ecrire"), ("handover-clubs", "Jeunes de Kaya")]);
        assert!(Workshops.of(&mut tx, id(0xc).into(), day(0)).await.unwrap().is_empty());
        assert_eq!(Workshops.of(&mut tx, id(0xb).into(), day(9)).await.unwrap().len(), 1, "it was given");
    }
}

griot_testkit::contract! { SCHEMAS;
    async fn one_answers_for_a_club_and_nobody_under_18_does(db: Db) {
        let home = home_on(db).await;
        let section = &home.house.section;
        let mut tx = section.db.begin().await.unwrap();
        let mut one = Club { coordinator: Some(awa().id), ..club(1, "Jeunes de Kaya") };
        clubs::insert(&mut tx, &one).await.unwrap();
        for who in [awa().id, issa().id] {
            one.coordinator = Some(who);
            assert_eq!(acts::clubs::follow_coordinator(section, &mut tx, &one).await.unwrap(), Ok(()));
            let members = clubs::members(&mut tx, one.id).await.unwrap();
            let lead: Vec<_> = members.iter().filter(|one| one.role == ClubRole::Coordinator).collect();
            assert_eq!((lead.len(), lead[0].person), (1, Some(who)));
        }
        let mut young = member(9, &one, Some(0xd));
        young.consent(true, ("Sa mère", "lettre", "2013-02-10"), (day(0), id(0xa).into())).unwrap();
        acts::clubs::join(&mut tx, &one, &young).await.unwrap().unwrap();
        assert_eq!(acts::clubs::join(&mut tx, &one, &ClubMember { id: id(1).into(), ..young.clone() }).await.unwrap(), Err(Refusal::InClub));
        let led = Club { coordinator: young.person, ..one.clone() };
        assert_eq!(acts::clubs::follow_coordinator(section, &mut tx, &led).await.unwrap(), Err(Refusal::MinorLeads));
        clubs::save(&mut tx, &one).await.unwrap();
        let now = clubs::by_id(&mut tx, one.id).await.unwrap().unwrap();
        let lead = clubs::members(&mut tx, one.id).await.unwrap().into_iter().find(|one| one.person == Some(issa().id)).unwrap();
        assert!(acts::clubs::leave(&mut tx, &now, lead.id).await.unwrap());
        assert!(!acts::clubs::leave(&mut tx, &now, lead.id).await.unwrap());
        assert_eq!(clubs::by_id(&mut tx, one.id).await.unwrap().unwrap().coordinator, None);
    }
}

async fn try_join(db: &griot_db::Db, member: &ClubMember) -> Result<Result<(), Refusal>, griot_db::DbError> {
    let mut tx = db.begin().await?;
    let club = clubs::hold(&mut tx, member.club).await?.unwrap();
    let joined = acts::clubs::join(&mut tx, &club, member).await?;
    tx.commit().await?;
    Ok(joined)
}

/// As the house does an act: again, when another one overtook it.
async fn join_held(db: griot_db::Db, member: ClubMember) -> Result<(), Refusal> {
    loop {
        match try_join(&db, &member).await {
            Err(griot_db::DbError::Conflict(_)) => {}
            joined => return joined.unwrap(),
        }
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_form_that_is_sent_twice_at_once_adds_one_person(db: Db) {
        let one = club(1, "Jeunes de Kaya");
        let mut tx = db.begin().await.unwrap();
        clubs::insert(&mut tx, &one).await.unwrap();
        tx.commit().await.unwrap();
        let named = |n, name: &str| ClubMember { name: name.to_owned(), ..member(n, &one, None) };
        let (first, second) = (named(1, "Fati Koné"), named(2, "FATI KONÉ"));
        let (first, second) = tokio::join!(
            tokio::spawn(join_held(db.clone(), first)),
            tokio::spawn(join_held(db.clone(), second)),
        );
        let answers = [first.unwrap(), second.unwrap()];
        assert!(answers.contains(&Ok(())) && answers.contains(&Err(Refusal::InClub)), "{answers:?}");
    }
}
