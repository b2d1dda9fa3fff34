//! What the calendar of the house learns of posts that wait, and what it may move.

use griot_contracts::planning::{Drafts, Moved, Proposal, Scheduled, ScheduledWork};
use griot_kernel::{Language, Random, WorkId};
use griot_voices::{
    SCHEMA, Voices,
    model::{PostState, Schedule},
    store::{posts, publishing},
};

use crate::factory::*;

griot_testkit::contract! { &[SCHEMA];
    async fn the_calendar_sees_what_waits_and_moves_it(db: Db) {
        let (blog, shown) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        for (n, slug, at, not_after) in [(2, "marche", 5, Some(6)), (3, "bilan", 8, None), (4, "fin", 9, None)] {
            let draft = post(n, &blog, slug);
            posts::insert(&mut tx, &draft).await.unwrap();
            let when = Schedule { at: day(at), not_after: not_after.map(day) };
            assert!(publishing::schedule(&mut tx, draft.id, PostState::Draft, when, day(0)).await.unwrap());
        }
        let [march, balance] = [0x9002, 0x9003].map(|n| WorkId::from(id(n)));
        let planned = publishing::planned(&mut tx, day(5), day(9)).await.unwrap();
        assert_eq!(planned.iter().map(|one| one.id).collect::<Vec<_>>(), [march, balance]);
        let works = Scheduled::list(&Voices, &mut tx, day(5), day(9)).await.unwrap();
        assert_eq!(works.len(), 2, "the hour on which the calendar ends is not in it");
        let first = ScheduledWork {
            id: march, kind_key: "planned-post", title: "Billet marche".into(), address: format!("/me/posts/{march}"),
            at: day(5), whole_day: false, not_after: Some(day(6)),
        };
        assert_eq!(works[0], first);

        assert_eq!(Voices.move_to(&mut tx, march, day(6)).await.unwrap(), Moved::TooLate);
        assert!(!publishing::move_to(&mut tx, march, day(7)).await.unwrap());
        assert_eq!(Voices.move_to(&mut tx, balance, day(4)).await.unwrap(), Moved::Done);
        let works = Scheduled::list(&Voices, &mut tx, day(0), day(9)).await.unwrap();
        assert_eq!(works.iter().map(|work| (work.id, work.at)).collect::<Vec<_>>(), [(balance, day(4)), (march, day(5))]);
        assert_eq!(Voices.move_to(&mut tx, shown.id, day(7)).await.unwrap(), Moved::NotWaiting);
        assert_eq!(Voices.move_to(&mut tx, id(1).into(), day(7)).await.unwrap(), Moved::Unknown);
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_text_that_somebody_wrote_elsewhere_becomes_a_draft_of_theirs(db: Db) {
        let (blog, _) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let proposal = Proposal {
            by: awa(),
            title: "Nous avons décidé".to_owned(),
            body: "De l’eau à l’école.".to_owned(),
            language: Language::FRENCH,
            source: None,
            campaign: Some(id(0x77).into()),
            line: None,
        };
        let chance = chance();
        let random: &dyn Random = &chance;
        let moment = (day(0), random);
        let place = Voices.propose(&mut tx, "voices.post", &proposal, moment).await.unwrap().unwrap();
        let id = place.trim_start_matches("/me/posts/").parse().unwrap();
        let post = posts::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((post.blog, post.title.as_str(), post.body.as_str()), (blog.id, "Nous avons décidé", "De l’eau à l’école."));
        assert_eq!(post.state, PostState::Draft);
        assert_eq!((post.aim.campaign, post.aim.line), (proposal.campaign, None));
        assert_eq!(Voices.propose(&mut tx, "autre", &proposal, moment).await.unwrap(), None);
        let other = Proposal { by: binta(), ..proposal };
        assert_eq!(Voices.propose(&mut tx, "voices.post", &other, moment).await.unwrap(), None);
    }
}
