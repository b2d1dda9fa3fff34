//! What the store of exercises promises.

use griot_db::{Db, Tx};
use griot_kernel::{Language, Timestamp};
use griot_workshops::{
    SCHEMA,
    model::{
        EnrolmentStage, Exercise, ExerciseKind, ExerciseStage, ExerciseWords, Judgement, Learner, Learning,
        Programme,
    },
    store::{courses, enrolments, exercises, learnings, programmes, workshops},
};

use crate::factory::{course, day, enrolment, id, learning, programme, workshop};

pub fn exercise(n: u128, learning: &Learning, kind: ExerciseKind, at: Timestamp) -> Exercise {
    Exercise {
        id: id(0x8000 + n).into(),
        learning: learning.id,
        unit: "a".to_owned(),
        kind,
        words: ExerciseWords {
            title: "De l’eau".to_owned(),
            body: "De l’eau *à l’école*.".to_owned(),
            language: Language::FRENCH,
        },
        stage: ExerciseStage::Handed,
        address: String::new(),
        work: None,
        remark: String::new(),
        at,
        judged_at: None,
        judged_by: None,
    }
}

pub fn judgement(stage: ExerciseStage, by: u128) -> Judgement {
    Judgement {
        stage,
        remark: "Court et clair.".to_owned(),
        address: "/desk/items/1".to_owned(),
        by: id(by).into(),
        at: day(3),
    }
}

/// A member who began a course.
async fn begun(tx: &mut Tx) -> Learning {
    let one = course(1, "premiers-pas");
    courses::insert(tx, &one).await.unwrap();
    learnings::begin(tx, &learning(1, &one, id(0xb).into())).await.unwrap()
}

griot_testkit::contract! { &[SCHEMA];
    async fn an_exercise_is_handed_in_again_until_it_is_approved(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let begun = begun(&mut tx).await;
        let first = exercise(1, &begun, ExerciseKind::Draft, day(1));
        assert!(exercises::hand_in(&mut tx, &first).await.unwrap());
        assert_eq!(exercises::of_unit(&mut tx, begun.id, "a").await.unwrap(), Some(first.clone()));
        assert_eq!(exercises::of_unit(&mut tx, begun.id, "b").await.unwrap(), None);
        assert_eq!(exercises::count_handed(&mut tx).await.unwrap(), 1);

        let back = Judgement { address: String::new(), ..judgement(ExerciseStage::Returned, 0xa) };
        assert!(exercises::judge(&mut tx, first.id, first.at, &back).await.unwrap());
        assert!(!exercises::judge(&mut tx, first.id, first.at, &back).await.unwrap(), "it waits no more");
        assert!(exercises::handed(&mut tx).await.unwrap().is_empty());
        assert_eq!(exercises::judged(&mut tx, 9).await.unwrap().len(), 1);

        // In the same moment, and still other words than those of before.
        let again = Exercise { id: id(0x8002).into(), ..first.clone() };
        assert!(exercises::hand_in(&mut tx, &again).await.unwrap());
        let now = exercises::by_id(&mut tx, first.id).await.unwrap().unwrap();
        assert!(now.at > first.at && now.stage == ExerciseStage::Handed && now.remark == "Court et clair.");
        let yes = judgement(ExerciseStage::Approved, 0xa);
        assert!(!exercises::judge(&mut tx, first.id, first.at, &yes).await.unwrap(), "nobody read these words");
        assert!(exercises::judge(&mut tx, first.id, now.at, &yes).await.unwrap());
        assert!(!exercises::hand_in(&mut tx, &again).await.unwrap(), "what is approved stays");
        let kept = exercises::by_id(&mut tx, first.id).await.unwrap().unwrap();
        assert_eq!((kept.address.as_str(), kept.judged_by), ("/desk/items/1", Some(id(0xa).into())));
    }

    async fn the_longest_waiting_comes_first_and_its_workshop_is_known(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = course(1, "premiers-pas");
        courses::insert(&mut tx, &one).await.unwrap();
        let given = Programme { course: Some(one.id), ..programme(1, "reseaux") };
        programmes::insert(&mut tx, &given).await.unwrap();
        let held = workshop(1, &given, 0);
        workshops::insert(&mut tx, &held).await.unwrap();
        let guest = enrolment(1, &held, EnrolmentStage::Enrolled);
        let mut member = enrolment(2, &held, EnrolmentStage::Enrolled);
        member.person = Some(id(0xb).into());
        for enrolled in [&guest, &member] {
            enrolments::insert(&mut tx, enrolled).await.unwrap();
        }
        let hers = learnings::begin(&mut tx, &learning(1, &one, id(0xb).into())).await.unwrap();
        let alone = learnings::begin(&mut tx, &learning(3, &one, id(0xc).into())).await.unwrap();
        let theirs = Learning { learner: Some(Learner::Enrolment(guest.id)), ..learning(2, &one, id(0xd).into()) };
        let theirs = learnings::begin(&mut tx, &theirs).await.unwrap();
        for (n, of, on) in [(1, &hers, 3), (2, &theirs, 1), (3, &alone, 2)] {
            exercises::hand_in(&mut tx, &exercise(n, of, ExerciseKind::Post, day(on))).await.unwrap();
        }
        let order: Vec<_> =
            exercises::handed(&mut tx).await.unwrap().into_iter().map(|one| one.learning).collect();
        assert_eq!(order, [theirs.id, alone.id, hers.id]);

        let whose = exercises::whose(&mut tx, theirs.id).await.unwrap().unwrap();
        assert_eq!((whose.person, whose.name.as_str()), (None, "Personne 1"));
        assert_eq!((whose.workshop, whose.learner), (Some(held.id), Some(Learner::Enrolment(guest.id))));
        let whose = exercises::whose(&mut tx, hers.id).await.unwrap().unwrap();
        assert_eq!((whose.person, whose.workshop), (Some(id(0xb).into()), Some(held.id)));
        let whose = exercises::whose(&mut tx, alone.id).await.unwrap().unwrap();
        assert_eq!((whose.workshop, whose.course), (None, one.id));
        assert_eq!(exercises::whose(&mut tx, id(1).into()).await.unwrap(), None);
    }

    async fn of_two_trainers_one_approves(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let begun = begun(&mut tx).await;
        let one = exercise(1, &begun, ExerciseKind::Draft, day(1));
        exercises::hand_in(&mut tx, &one).await.unwrap();
        tx.commit().await.unwrap();
        let approve = |by: u128| {
            let (db, one): (Db, Exercise) = (db.clone(), one.clone());
            tokio::spawn(async move {
                let mut tx = db.begin().await.ok()?;
                let said = judgement(ExerciseStage::Approved, by);
                let done = exercises::judge(&mut tx, one.id, one.at, &said).await.ok()?;
                tx.commit().await.ok()?;
                Some(done)
            })
        };
        let (first, second) = (approve(1), approve(2));
        let done = [first.await.unwrap(), second.await.unwrap()];
        assert_eq!(done.iter().filter(|done| **done == Some(true)).count(), 1, "{done:?}");
    }
}
