//! What should have happened by now, and whom it waits for.

use griot_channels::{
    SCHEMA,
    acts::{log, propose},
    model::{
        approval::{Approval, Kind},
        delivery::{Delivery, State},
        item::{Item, Stage},
        network::Network,
    },
    store::{approvals, calendar, channels, deliveries, items, machine, texts},
};
use griot_kernel::Language;
use uuid::Uuid;

use crate::{
    factory::{chance, channel, delivery, item, later, person, start},
    stores::{house, waiting},
};

griot_testkit::contract! { &[SCHEMA];
    async fn what_was_approved_and_missed_its_hour_is_found_and_what_waits_for_a_yes(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, _) = house(&mut tx).await;
        let missed = Item { stage: Stage::Approved, planned_at: Some(later(5)), ..item(2) };
        items::insert(&mut tx, &missed).await.unwrap();
        assert!(items::missed(&mut tx, later(5), 9).await.unwrap().is_empty());
        assert_eq!(items::missed(&mut tx, later(6), 9).await.unwrap(), std::slice::from_ref(&missed));
        let count = deliveries::count_wanting(&mut tx, later(6), start()).await.unwrap();
        assert_eq!(deliveries::count_wanting(&mut tx, later(5), start()).await.unwrap(), count - 1);

        let other = channel(2, Network::Radio);
        channels::insert(&mut tx, &other).await.unwrap();
        let review = Item { stage: Stage::InReview, ..item(3) };
        items::insert(&mut tx, &review).await.unwrap();
        channels::add_approver(&mut tx, one.id, person(2)).await.unwrap();
        assert_eq!(items::count_to_approve(&mut tx, person(2), false).await.unwrap(), 0, "it goes nowhere yet");
        texts::put_variant(&mut tx, review.id, &propose::plain_variant(&one, Language::FRENCH)).await.unwrap();
        assert_eq!(items::count_to_approve(&mut tx, person(2), false).await.unwrap(), 1);
        assert_eq!(channels::approved_by(&mut tx, person(2)).await.unwrap(), [one.id]);
        let yes = Approval { kind: Kind::Text, person: person(2), digest: vec![1], at: later(4), off_hours: false };
        approvals::give(&mut tx, review.id, &yes).await.unwrap();
        assert_eq!(items::count_to_approve(&mut tx, person(2), false).await.unwrap(), 0, "they said it");
        let words = Some([2].as_slice());
        log::note(&mut tx, review.id, "channels-act-written", Some(person(9)), words, "", (later(5), &chance())).await.unwrap();
        assert_eq!(items::count_to_approve(&mut tx, person(2), false).await.unwrap(), 1, "of other words");
        assert_eq!(items::count_to_approve(&mut tx, person(3), false).await.unwrap(), 0);
        assert_eq!(items::count_to_approve(&mut tx, person(3), true).await.unwrap(), 1, "in a team of two");
        assert_eq!(items::count_to_approve(&mut tx, review.author.unwrap(), true).await.unwrap(), 0, "not their own");
        texts::put_variant(&mut tx, review.id, &propose::plain_variant(&other, Language::FRENCH)).await.unwrap();
        assert_eq!(items::count_to_approve(&mut tx, person(2), false).await.unwrap(), 0, "not on each of its channels");
    }

    async fn what_is_late_stays_on_the_sheet_until_it_is_settled(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, text) = house(&mut tx).await;
        for n in [1, 2] {
            waiting(&mut tx, n, &text, &one).await;
        }
        assert!(calendar::unsettled(&mut tx, start(), 9).await.unwrap().is_empty(), "its hour is now");
        assert_eq!(calendar::unsettled(&mut tx, later(1), 9).await.unwrap().len(), 2);
        let by = delivery(1, &text, &one, start()).id;
        assert!(deliveries::say_out(&mut tx, by, person(2), None, later(1)).await.unwrap());
        let left = calendar::unsettled(&mut tx, later(1), 9).await.unwrap();
        assert_eq!(left.iter().map(|line| (line.item, line.state)).collect::<Vec<_>>(), [(text.id, State::Waiting)]);
    }

    async fn a_text_that_is_sent_again_or_moved_is_told_of_anew(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, text) = house(&mut tx).await;
        let late = waiting(&mut tx, 1, &text, &one).await;
        assert!(machine::tell_once(&mut tx, late.id, later(1)).await.unwrap());
        assert!(machine::untold(&mut tx, later(2), later(2), 9).await.unwrap().is_empty());
        assert_eq!(deliveries::move_waiting(&mut tx, text.id, later(9), None).await.unwrap(), 1);
        assert_eq!(machine::untold(&mut tx, later(9), later(9), 9).await.unwrap().len(), 1, "late a second time");
        let lease = Uuid::from_u128(1);
        assert!(machine::take(&mut tx, late.id, lease, later(9), later(12)).await.unwrap());
        let refused = Delivery { state: State::Rejected, ended_at: Some(later(9)), next_at: None, ..late };
        assert!(machine::step(&mut tx, &refused, lease, None).await.unwrap());
        assert!(machine::tell_once(&mut tx, refused.id, later(10)).await.unwrap());
        assert!(deliveries::send_again(&mut tx, refused.id, later(11)).await.unwrap());
        assert_eq!(machine::untold(&mut tx, later(20), later(20), 9).await.unwrap().len(), 1, "if that hangs");
    }
}
