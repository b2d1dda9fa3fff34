//! What the calendar of the house learns of posts that wait, and what it may move.

use griot_contracts::planning::{Moved, Scheduled, ScheduledWork};
use griot_kernel::WorkId;
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
            id: march, title: "Billet marche".into(), address: format!("/me/posts/{march}"), at: day(5), not_after: Some(day(6)),
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
