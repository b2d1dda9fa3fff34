//! What the stores of lists and letters promise.

use griot_channels::{
    SCHEMA,
    model::{
        audience::{AudienceWords, Coming, Part, Reads, Segment, Source, Standing},
        item::Stage,
        mailing::{Counts, LetterState, Mailing},
    },
    store::{audiences, items, letters, mailings, newsletters, subscribers},
};
use griot_kernel::{Id, Language};
use uuid::Uuid;

use crate::factory::{audience, coming, later, mailing, person, start};

fn begun(
    delivery: griot_channels::model::delivery::DeliveryId,
    list: griot_channels::model::audience::AudienceId,
) -> Mailing {
    Mailing {
        reads: Reads::Any,
        delivery,
        audience: Some(list),
        part: Part::default(),
        slug: "2013-02-14-l-eau".into(),
        gathered_to: 0,
        gathered_at: None,
        ended_at: None,
    }
}

fn hand(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_list_has_its_words_in_each_language(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let list = audience(1);
        assert!(audiences::insert(&mut tx, &list).await.unwrap());
        let english = AudienceWords { language: Language::ENGLISH, name: "News".into(), promise: "Monthly.".into() };
        audiences::put_words(&mut tx, list.id, &english).await.unwrap();
        audiences::set_public(&mut tx, list.id, false).await.unwrap();
        let found = audiences::by_id(&mut tx, list.id).await.unwrap().unwrap();
        assert_eq!((found.public, found.name_in(Language::ENGLISH), found.name_in(Language::FRENCH)), (false, "News", "Nouvelles 1"));
        audiences::insert(&mut tx, &audience(2)).await.unwrap();
        let all = audiences::list(&mut tx).await.unwrap();
        assert_eq!(all.iter().map(|one| one.words.len()).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(audiences::by_id(&mut tx, Id::from(Uuid::nil())).await.unwrap(), None);
    }

    async fn an_address_stands_on_a_list_once(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let list = audience(1);
        audiences::insert(&mut tx, &list).await.unwrap();
        let awa = Coming { source: Source::Web, ..coming(&list, 1) };
        let id = subscribers::ask(&mut tx, &awa, start()).await.unwrap().unwrap();
        assert_eq!(subscribers::ask(&mut tx, &awa, later(1)).await.unwrap(), Some(id), "asked again");
        assert!(!subscribers::add(&mut tx, &awa, later(1)).await.unwrap());
        assert_eq!(subscribers::confirm(&mut tx, &awa.mark, later(2)).await.unwrap(), 1);
        assert_eq!(subscribers::confirm(&mut tx, &awa.mark, later(3)).await.unwrap(), 0);
        assert_eq!(subscribers::ask(&mut tx, &awa, later(3)).await.unwrap(), None, "is on it already");
        let found = subscribers::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((found.standing, found.confirmed_at, found.address.as_deref()), (Standing::Confirmed, Some(later(2)), Some("lectrice1@example.org")));
        subscribers::set_language(&mut tx, &awa.mark, Language::ENGLISH).await.unwrap();
        assert_eq!(subscribers::of_mark(&mut tx, &awa.mark).await.unwrap()[0].language, Language::ENGLISH);
        assert!(subscribers::leave(&mut tx, id, later(4)).await.unwrap());
        assert!(!subscribers::leave(&mut tx, id, later(5)).await.unwrap());
        assert!(!subscribers::add(&mut tx, &awa, later(6)).await.unwrap(), "no import brings back who left");
        let left = subscribers::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((left.standing, left.address, left.left_at), (Standing::Left, None, Some(later(4))));
        assert_eq!(subscribers::ask(&mut tx, &awa, later(7)).await.unwrap(), Some(id), "they themselves may come back");
    }

    async fn who_does_not_confirm_is_forgotten(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let list = audience(1);
        audiences::insert(&mut tx, &list).await.unwrap();
        let new = subscribers::ask(&mut tx, &coming(&list, 1), start()).await.unwrap().unwrap();
        subscribers::add(&mut tx, &coming(&list, 2), start()).await.unwrap();
        let back = subscribers::of_mark(&mut tx, &coming(&list, 2).mark).await.unwrap()[0].id;
        subscribers::leave(&mut tx, back, start()).await.unwrap();
        subscribers::ask(&mut tx, &coming(&list, 2), start()).await.unwrap();
        for before in [start(), later(1)] {
            subscribers::leave_pending(&mut tx, before).await.unwrap();
            subscribers::forget_pending(&mut tx, before).await.unwrap();
            let kept = subscribers::by_id(&mut tx, new).await.unwrap().is_some();
            assert_eq!(kept, before == start());
        }
        let left = subscribers::by_id(&mut tx, back).await.unwrap().unwrap();
        assert_eq!((left.standing, left.address), (Standing::Left, None), "that they left is not forgotten");
    }

    async fn a_dead_address_a_member_and_an_owner_who_is_erased(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let list = audience(1);
        audiences::insert(&mut tx, &list).await.unwrap();
        for n in 1..=3 {
            let member = (n == 3).then(|| person(3));
            subscribers::add(&mut tx, &Coming { member, ..coming(&list, n) }, start()).await.unwrap();
        }
        assert_eq!(subscribers::bounce(&mut tx, &coming(&list, 1).mark).await.unwrap(), 1);
        let mut counts = subscribers::counts(&mut tx, list.id).await.unwrap();
        counts.sort_by_key(|(standing, _)| standing.as_str());
        assert_eq!(counts, [(Standing::Bounced, 1), (Standing::Confirmed, 2)]);
        assert_eq!(subscribers::of_member(&mut tx, person(3)).await.unwrap().len(), 1);
        assert_eq!(subscribers::forget_member(&mut tx, person(3)).await.unwrap(), 1);
        assert_eq!(subscribers::forget(&mut tx, &coming(&list, 2).mark).await.unwrap(), 1);
        assert_eq!(subscribers::confirmed_after(&mut tx, list.id, 0, 10).await.unwrap(), []);
    }

    async fn a_part_of_a_list_holds_whom_it_says(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (list, channel, due) = mailing(&mut tx, 0).await;
        for n in 0..8_u128 {
            let language = if n % 2 == 0 { Language::FRENCH } else { Language::ENGLISH };
            let tag = if n < 4 { "Bobo" } else { "" };
            let source = if n == 0 { Source::Import } else { Source::Paper };
            let one = Coming { language, tag: tag.into(), source, ..coming(&list, n) };
            subscribers::add(&mut tx, &one, later(u64::try_from(n).unwrap())).await.unwrap();
        }
        let count = async |tx: &mut griot_db::Tx, part: Part| subscribers::count_part(tx, list.id, &part, &Reads::Any).await.unwrap();
        let all = Part::default();
        assert_eq!(count(&mut tx, all.clone()).await, 8);
        assert_eq!(count(&mut tx, Part { language: Some(Language::ENGLISH), ..all.clone() }).await, 4);
        assert_eq!(count(&mut tx, Part { tag: Some("Bobo".into()), language: Some(Language::FRENCH), ..all.clone() }).await, 2);
        assert_eq!(count(&mut tx, Part { source: Some(Source::Import), ..all.clone() }).await, 1);
        let readers = async |tx: &mut griot_db::Tx, reads: Reads| {
            let begun = Mailing { reads: reads.clone(), ..begun(due.id, list.id) };
            mailings::begin(tx, &begun).await.unwrap();
            assert_eq!(mailings::of(tx, due.id).await.unwrap().unwrap().reads, Reads::Only(Language::ENGLISH), "as it began");
            letters::gather(tx, due.id, list.id, (&Part::default(), &reads), (0, 1_000)).await.unwrap();
            let gathered = letters::counts(tx, due.id).await.unwrap().waiting;
            let counted = subscribers::count_part(tx, list.id, &Part::default(), &reads).await.unwrap();
            (gathered, counted)
        };
        assert_eq!(readers(&mut tx, Reads::Only(Language::ENGLISH)).await, (4, 4));
        let moore = "mos".parse().unwrap();
        assert_eq!(readers(&mut tx, Reads::Not(vec![moore, Language::ENGLISH])).await, (8, 4), "all the others");
        let late = Part { since: Some(later(6)), ..all };
        assert_eq!(count(&mut tx, late.clone()).await, 2);
        let named = Segment { id: Id::from(Uuid::from_u128(5)), audience: list.id, name: "Nouveaux".into(), part: late };
        newsletters::insert_segment(&mut tx, &named).await.unwrap();
        assert_eq!(newsletters::segments(&mut tx, list.id).await.unwrap(), vec![named.clone()]);
        newsletters::put(&mut tx, channel.id, list.id, Some(named.id), ("BP 1", 60)).await.unwrap();
        assert!(newsletters::is_used(&mut tx, named.id).await.unwrap());
        assert_eq!(newsletters::segment(&mut tx, named.id).await.unwrap(), Some(named.clone()));
        newsletters::remove_segment(&mut tx, named.id).await.unwrap();
        let kept = newsletters::of(&mut tx, channel.id).await.unwrap().unwrap();
        assert_eq!((kept.segment, kept.pace, kept.postal.as_str()), (None, 60, "BP 1"));
        assert_eq!(newsletters::to(&mut tx, list.id).await.unwrap(), [channel.id]);
        newsletters::spend(&mut tx, channel.id, 9, 40).await.unwrap();
        newsletters::spend(&mut tx, channel.id, 9, 10).await.unwrap();
        let kept = newsletters::of(&mut tx, channel.id).await.unwrap().unwrap();
        assert_eq!((kept.minute, kept.used), (9, 50));
        newsletters::spend(&mut tx, channel.id, 10, 1).await.unwrap();
        assert_eq!(newsletters::of(&mut tx, channel.id).await.unwrap().unwrap().used, 1);
    }

    async fn letters_are_written_down_once_armed_and_settled(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (list, _, due) = mailing(&mut tx, 10).await;
        mailings::begin(&mut tx, &begun(due.id, list.id)).await.unwrap();
        mailings::begin(&mut tx, &Mailing { slug: "anders".into(), ..begun(due.id, list.id) }).await.unwrap();
        let to = letters::reach(&mut tx, list.id, 0, 4).await.unwrap().unwrap();
        for _ in 0..2 {
            letters::gather(&mut tx, due.id, list.id, (&Part::default(), &Reads::Any), (0, to)).await.unwrap();
        }
        mailings::gathered(&mut tx, due.id, to, None).await.unwrap();
        assert_eq!(letters::counts(&mut tx, due.id).await.unwrap().waiting, 4, "once each");
        assert_eq!(letters::reach(&mut tx, list.id, 1_000, 4).await.unwrap(), None);

        assert_eq!(letters::arm(&mut tx, due.id, hand(1), start(), 3).await.unwrap(), 3);
        let held = letters::armed(&mut tx, due.id, hand(1)).await.unwrap();
        assert_eq!(held.len(), 3);
        assert_eq!(letters::arm(&mut tx, due.id, hand(2), start(), 3).await.unwrap(), 1, "no hand takes what another holds");
        let later_try = (1, later(5));
        assert!(letters::settle(&mut tx, due.id, hand(1), held[0].subscriber, LetterState::Waiting, later_try).await.unwrap());
        assert!(!letters::settle(&mut tx, due.id, hand(1), held[0].subscriber, LetterState::Sent, later_try).await.unwrap());
        assert!(letters::settle(&mut tx, due.id, hand(1), held[1].subscriber, LetterState::Refused, (0, start())).await.unwrap());
        assert_eq!(letters::settle_rest(&mut tx, due.id, hand(1)).await.unwrap(), 1);
        assert_eq!(letters::next_at(&mut tx, due.id).await.unwrap(), Some(later(5)));
        assert_eq!(letters::doubt(&mut tx, due.id).await.unwrap(), 1, "what the second hand holds");
        let counts = letters::counts(&mut tx, due.id).await.unwrap();
        assert_eq!(counts, Counts { waiting: 1, armed: 0, unsure: 1, sent: 1, refused: 1 });
        assert_eq!(letters::unsure(&mut tx, due.id, 9).await.unwrap().len(), 1);
        assert_eq!(letters::judge_unsure(&mut tx, due.id, LetterState::Sent, start()).await.unwrap(), 1);
        assert_eq!(letters::settle_rest(&mut tx, due.id, hand(2)).await.unwrap(), 0, "a hand that comes back too late");

        let waits = subscribers::by_id(&mut tx, held[0].subscriber).await.unwrap().unwrap();
        assert_eq!(letters::forget_waiting(&mut tx, &waits.mark).await.unwrap(), 0, "they are on the list");
        subscribers::leave(&mut tx, waits.id, start()).await.unwrap();
        assert_eq!(letters::forget_waiting(&mut tx, &waits.mark).await.unwrap(), 1);
        let counts = letters::counts(&mut tx, due.id).await.unwrap();
        mailings::count(&mut tx, due.id, &counts, Some(later(9))).await.unwrap();
        assert_eq!(mailings::ended_before(&mut tx, later(9), 9).await.unwrap(), []);
        assert_eq!(mailings::ended_before(&mut tx, later(10), 9).await.unwrap(), [due.id]);
        assert!(mailings::reopen(&mut tx, due.id).await.unwrap());
        assert!(!mailings::reopen(&mut tx, due.id).await.unwrap());
        assert_eq!(mailings::of(&mut tx, due.id).await.unwrap().unwrap().gathered_to, 0);
        mailings::count(&mut tx, due.id, &counts, Some(later(9))).await.unwrap();
        assert_eq!(letters::forget(&mut tx, due.id, 100).await.unwrap(), 3);
        assert_eq!(mailings::ended_before(&mut tx, later(10), 9).await.unwrap(), []);
        assert_eq!(mailings::kept(&mut tx, due.id).await.unwrap(), Some(Counts { sent: 2, refused: 1, ..Counts::default() }));
    }

    async fn what_went_to_a_public_list_can_be_read(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (list, _, due) = mailing(&mut tx, 1).await;
        let one = begun(due.id, list.id);
        mailings::begin(&mut tx, &one).await.unwrap();
        assert_eq!(mailings::public_by_slug(&mut tx, &one.slug).await.unwrap(), None, "nothing went yet");
        mailings::count(&mut tx, due.id, &Counts { sent: 1, ..Counts::default() }, None).await.unwrap();
        assert_eq!(mailings::public_by_slug(&mut tx, &one.slug).await.unwrap(), None, "its item is not out");
        let stage = items::by_id(&mut tx, due.item).await.unwrap().unwrap().stage;
        items::set_stage(&mut tx, due.item, stage, Stage::Published, start()).await.unwrap();
        assert_eq!(mailings::public_by_slug(&mut tx, &one.slug).await.unwrap(), Some(one.clone()));
        assert_eq!(mailings::public_list(&mut tx, 0, 9).await.unwrap(), vec![one.clone()]);
        assert_eq!(mailings::public_list(&mut tx, 1, 9).await.unwrap(), []);
        assert_eq!(mailings::to(&mut tx, list.id, 9).await.unwrap(), vec![one.clone()]);
        assert_eq!(mailings::of(&mut tx, due.id).await.unwrap(), Some(one.clone()));
        audiences::set_public(&mut tx, list.id, false).await.unwrap();
        assert_eq!(mailings::public_list(&mut tx, 0, 9).await.unwrap(), []);
        assert_eq!(mailings::public_by_slug(&mut tx, &one.slug).await.unwrap(), None);
    }
}
