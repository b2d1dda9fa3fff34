//! The steps of the roadmap.

use griot_campaigns::{
    Campaigns, SCHEMA,
    model::{Proof, Step, StepState, StepWords},
    store::{serving, steps},
};
use griot_contracts::campaigns::{ProposedStep, Roadmap};
use griot_kernel::SeededRandom;

use crate::factory::{awa, binta, day, id, step};

fn proof() -> Proof {
    Proof {
        mark: "campaigns.version:1".into(),
        key: "evidence-version".into(),
        title: "1".into(),
        address: "/desk/strategy/versions/1".into(),
        at: day(-1),
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_closed_step_keeps_its_evidence_and_proposes_the_next(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let first = step(1, "Reprendre la page", StepState::Proposed);
        let mut second = step(2, "Former dix jeunes", StepState::Prepared);
        second.words.follows = Some(first.id);
        for one in [&first, &second] {
            steps::insert(&mut tx, one).await.unwrap();
        }
        assert!(!steps::close(&mut tx, first.id, &proof(), Some(awa()), day(1)).await.unwrap());
        assert!(steps::adopt(&mut tx, first.id, binta(), day(0)).await.unwrap());
        assert!(!steps::adopt(&mut tx, first.id, binta(), day(0)).await.unwrap(), "once");
        assert!(steps::close(&mut tx, first.id, &proof(), Some(awa()), day(1)).await.unwrap());
        assert_eq!(steps::closed(&mut tx, day(1), day(2)).await.unwrap().len(), 1);
        assert!(steps::closed(&mut tx, day(2), day(9)).await.unwrap().is_empty());
        assert_eq!(steps::propose_next(&mut tx, first.id).await.unwrap(), 1);
        assert_eq!(steps::propose_next(&mut tx, first.id).await.unwrap(), 0, "once");

        let kept = steps::by_id(&mut tx, first.id).await.unwrap().unwrap();
        assert_eq!(kept.state, StepState::Closed);
        assert_eq!(kept.adopted, Some((day(0), Some(binta()))));
        assert_eq!(kept.closed, Some((day(1), Some(awa()))));
        assert_eq!(kept.evidence, Some(proof()));
        let next = steps::by_id(&mut tx, second.id).await.unwrap().unwrap();
        assert_eq!((next.state, next.revision), (StepState::Proposed, 2));
    }

    async fn a_step_without_anyone_is_not_adopted(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let mut lone = step(1, "Former dix jeunes", StepState::Proposed);
        lone.words.owner = None;
        steps::insert(&mut tx, &lone).await.unwrap();
        assert!(!steps::adopt(&mut tx, lone.id, awa(), day(0)).await.unwrap());
        assert_eq!(serving::steps_without(&mut tx, 5).await.unwrap().len(), 1);

        let words = StepWords { owner: Some(awa()), line: Some(id(7).into()), ..lone.words.clone() };
        assert!(steps::save(&mut tx, &lone, &words, StepState::Proposed).await.unwrap());
        assert!(!steps::save(&mut tx, &lone, &lone.words, StepState::Proposed).await.unwrap(), "stale");
        assert!(steps::adopt(&mut tx, lone.id, awa(), day(0)).await.unwrap());
        assert_eq!(serving::count(&mut tx, id(7).into()).await.unwrap(), 1);
        assert!(steps::go(&mut tx, lone.id, StepState::Adopted, StepState::Dropped).await.unwrap());
        assert!(!steps::go(&mut tx, lone.id, StepState::Adopted, StepState::Dropped).await.unwrap());
        assert_eq!(serving::count(&mut tx, id(7).into()).await.unwrap(), 0);
    }

    async fn steps_come_by_their_day(db: Db) {
        let mut tx = db.begin().await.unwrap();
        for (n, due) in [(1, 9), (2, 3), (3, -4)] {
            let one = step(n, "Étape", StepState::Proposed);
            let words = StepWords { due: Some(day(due)), ..one.words.clone() };
            steps::insert(&mut tx, &Step { words, ..one.clone() }).await.unwrap();
            steps::adopt(&mut tx, one.id, awa(), day(0)).await.unwrap();
        }
        let ids = |all: Vec<Step>| all.into_iter().map(|one| one.id.as_uuid().as_u128() - 0x3000).collect::<Vec<_>>();
        assert_eq!(ids(steps::list(&mut tx).await.unwrap()), [3, 2, 1]);
        assert_eq!(ids(steps::due(&mut tx, day(0), day(9)).await.unwrap()), [2]);
        assert_eq!(ids(steps::adopted_of(&mut tx, awa()).await.unwrap()), [3, 2, 1]);
        assert!(steps::adopted_of(&mut tx, binta()).await.unwrap().is_empty());
    }

    async fn a_step_proposed_by_another_room_waits_for_the_direction(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let random = SeededRandom::new(7);
        let wanted = ProposedStep {
            title: "Former 3 personnes".into(),
            proof: "Atelier tenu".into(),
            line: Some(id(7).into()),
        };
        let at = Campaigns.propose(&mut tx, &wanted, (day(0), &random)).await.unwrap().unwrap();
        let made = steps::list(&mut tx).await.unwrap().remove(0);
        assert_eq!((made.desk(), made.state, made.words.line), (at.clone(), StepState::Proposed, None), "no such line");
        assert!(Campaigns.is_open(&mut tx, &at).await.unwrap());
        for elsewhere in ["", "/desk/strategy/roadmap", &at.replace("roadmap", "lines")] {
            assert!(!Campaigns.is_open(&mut tx, elsewhere).await.unwrap(), "{elsewhere}");
        }
        assert!(!steps::adopt(&mut tx, made.id, awa(), day(0)).await.unwrap(), "nobody is at it yet");
        assert!(steps::go(&mut tx, made.id, StepState::Proposed, StepState::Dropped).await.unwrap());
        assert!(!Campaigns.is_open(&mut tx, &at).await.unwrap());
        for title in ["", &"é".repeat(241)] {
            let empty = ProposedStep { title: title.to_owned(), ..wanted.clone() };
            assert_eq!(Campaigns.propose(&mut tx, &empty, (day(0), &random)).await.unwrap(), None);
        }
    }
}
