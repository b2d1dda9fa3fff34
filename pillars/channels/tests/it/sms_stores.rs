//! What the stores of telephones on lists promise.

use griot_channels::{
    SCHEMA,
    model::{
        audience::{Coming, Part, Reads, Standing},
        delivery::State,
        mailing::{Counts, LetterState, Mailing},
        phone::Asked,
    },
    store::{
        audiences, deliveries, letters, machine, mailings, newsletters,
        phones::{self, Note},
        subscribers,
    },
};
use griot_kernel::Language;
use uuid::Uuid;

use crate::factory::{audience, coming, later, mailing, start};

griot_testkit::contract! { &[SCHEMA];
    async fn the_word_of_a_list_belongs_to_it_alone(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, two) = (crate::factory::phones(1), crate::factory::phones(2));
        assert!(audiences::insert(&mut tx, &one).await.unwrap());
        assert!(audiences::insert(&mut tx, &two).await.unwrap());
        let same = griot_channels::model::audience::Audience { keyword: Some("EAU".into()), ..crate::factory::phones(3) };
        assert!(!audiences::insert(&mut tx, &same).await.unwrap(), "its word is taken");
        assert!(!audiences::set_keyword(&mut tx, two.id, Some("EAU")).await.unwrap());
        assert!(audiences::set_keyword(&mut tx, two.id, Some("ECOLE")).await.unwrap());
        assert!(audiences::set_keyword(&mut tx, one.id, Some("EAU")).await.unwrap(), "its own");
        assert!(audiences::set_keyword(&mut tx, one.id, None).await.unwrap());
        assert!(audiences::set_keyword(&mut tx, two.id, Some("EAU")).await.unwrap(), "it is free now");
        let words: Vec<_> = audiences::list(&mut tx).await.unwrap().into_iter().map(|one| one.keyword).collect();
        assert_eq!(words, [None, Some("EAU".to_owned())]);
    }

    async fn who_is_put_down_waits_and_who_comes_by_a_word_is_on_the_list(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let list = audience(1);
        audiences::insert(&mut tx, &list).await.unwrap();
        let awa = coming(&list, 1);
        let id = subscribers::put_down(&mut tx, &awa, start()).await.unwrap().unwrap();
        assert_eq!(subscribers::put_down(&mut tx, &awa, later(1)).await.unwrap(), None, "known already");
        assert_eq!(subscribers::by_id(&mut tx, id).await.unwrap().unwrap().standing, Standing::Pending);
        let word = Coming { consent: "Eau".into(), language: Language::ENGLISH, ..awa.clone() };
        assert!(subscribers::join(&mut tx, &word, later(2)).await.unwrap());
        assert!(!subscribers::join(&mut tx, &word, later(3)).await.unwrap(), "is on it");
        let found = subscribers::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((found.standing, found.confirmed_at, found.consent.as_str()), (Standing::Confirmed, Some(later(2)), "Eau"));
        subscribers::leave(&mut tx, id, later(4)).await.unwrap();
        assert_eq!(subscribers::put_down(&mut tx, &awa, later(5)).await.unwrap(), None, "staff bring nobody back");
        assert!(subscribers::join(&mut tx, &word, later(6)).await.unwrap(), "they themselves come back");
        let found = subscribers::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((found.standing, found.left_at, found.asked_at), (Standing::Confirmed, None, later(6)));
    }

    async fn a_number_that_said_stop_is_known_by_its_mark_until_it_comes_back(db: Db) {
        let mut tx = db.begin().await.unwrap();
        assert!(phones::stop(&mut tx, b"awa", start()).await.unwrap());
        assert!(!phones::stop(&mut tx, b"awa", later(1)).await.unwrap());
        assert!(phones::is_stopped(&mut tx, b"awa").await.unwrap());
        assert!(!phones::is_stopped(&mut tx, b"binta").await.unwrap());
        phones::lift(&mut tx, b"awa").await.unwrap();
        assert!(!phones::is_stopped(&mut tx, b"awa").await.unwrap());
    }

    async fn a_message_is_heard_once_counted_and_forgotten(db: Db) {
        let mut tx = db.begin().await.unwrap();
        assert!(!phones::was_heard(&mut tx, b"a").await.unwrap());
        assert!(phones::hear(&mut tx, b"a", Asked::Stop, start()).await.unwrap());
        assert!(!phones::hear(&mut tx, b"a", Asked::Stop, later(1)).await.unwrap());
        assert!(phones::was_heard(&mut tx, b"a").await.unwrap());
        phones::hear(&mut tx, b"b", Asked::Stop, later(5)).await.unwrap();
        phones::hear(&mut tx, b"c", Asked::Join, later(5)).await.unwrap();
        assert_eq!(phones::counts(&mut tx, start()).await.unwrap(), [(Asked::Join, 1), (Asked::Stop, 2)]);
        assert_eq!(phones::counts(&mut tx, later(2)).await.unwrap(), [(Asked::Join, 1), (Asked::Stop, 1)]);
        let note = Note { id: Uuid::from_u128(1), subscriber: None, address: "+22600000001".into(), body: "Oui".into(), armed_at: None };
        phones::put_note(&mut tx, &note, start()).await.unwrap();
        assert_eq!(phones::note(&mut tx, note.id).await.unwrap(), Some(note.clone()));
        assert_eq!(phones::waiting_notes(&mut tx).await.unwrap(), [note.id]);
        assert_eq!(format!("{note:?}"), format!("Note({})", note.id), "a log learns nothing");
        assert!(phones::arm_note(&mut tx, note.id, later(1)).await.unwrap());
        assert!(!phones::arm_note(&mut tx, note.id, later(1)).await.unwrap(), "somebody has it");
        assert_eq!(phones::note(&mut tx, note.id).await.unwrap().unwrap().armed_at, Some(later(1)));
        phones::disarm_note(&mut tx, note.id).await.unwrap();
        assert!(phones::arm_note(&mut tx, note.id, later(2)).await.unwrap());
        phones::remove_note(&mut tx, note.id).await.unwrap();
        assert_eq!(phones::note(&mut tx, note.id).await.unwrap(), None);
        phones::put_note(&mut tx, &note, start()).await.unwrap();
        phones::forget(&mut tx, later(3), later(1)).await.unwrap();
        assert!(phones::note(&mut tx, note.id).await.unwrap().is_none());
        assert!(!phones::was_heard(&mut tx, b"a").await.unwrap());
        assert!(phones::was_heard(&mut tx, b"b").await.unwrap());
    }

    async fn what_a_gateway_reports_settles_one_readers_and_moves_the_numbers(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (list, channel, due) = mailing(&mut tx, 3).await;
        let begun = Mailing { delivery: due.id, audience: Some(list.id), part: Part::default(), reads: Reads::Any, slug: "a".into(), gathered_to: 0, gathered_at: None, ended_at: None };
        mailings::begin(&mut tx, &begun).await.unwrap();
        let to = letters::reach(&mut tx, list.id, 0, 9).await.unwrap().unwrap();
        letters::gather(&mut tx, due.id, list.id, (&Part::default(), &Reads::Any), (0, to)).await.unwrap();
        let hand = Uuid::from_u128(7);
        letters::arm(&mut tx, due.id, hand, start(), 9).await.unwrap();
        let armed = letters::armed(&mut tx, due.id, hand).await.unwrap();
        let (one, two) = (armed[0].subscriber, armed[1].subscriber);
        assert_eq!(letters::state_of(&mut tx, due.id, one).await.unwrap(), Some((LetterState::Armed, false)));
        assert_eq!(letters::state_of(&mut tx, due.id, 99_999).await.unwrap(), None);
        let sent = (LetterState::Armed, LetterState::Sent);
        assert!(letters::reported(&mut tx, due.id, one, sent, Some(later(1))).await.unwrap());
        assert!(!letters::reported(&mut tx, due.id, one, sent, Some(later(1))).await.unwrap());
        assert!(letters::reported(&mut tx, due.id, two, (LetterState::Armed, LetterState::Refused), None).await.unwrap());
        assert_eq!(letters::state_of(&mut tx, due.id, one).await.unwrap(), Some((LetterState::Sent, true)));
        let at = (0, later(2));
        assert!(!letters::settle(&mut tx, due.id, hand, one, LetterState::Unsure, at).await.unwrap(), "no hand says more");
        letters::settle_rest(&mut tx, due.id, hand).await.unwrap();
        let counts = letters::counts(&mut tx, due.id).await.unwrap();
        assert_eq!(counts, Counts { sent: 2, refused: 1, ..Counts::default() });
        mailings::count(&mut tx, due.id, &counts, Some(later(3))).await.unwrap();
        mailings::recount(&mut tx, due.id, (-1, 1, 0, 1)).await.unwrap();
        let kept = mailings::kept(&mut tx, due.id).await.unwrap().unwrap();
        assert_eq!((kept.sent, kept.refused, kept.unsure), (1, 2, 0));
        assert_eq!(mailings::delivered(&mut tx, due.id).await.unwrap(), 1);
        newsletters::set_foot(&mut tx, channel.id, "STOP").await.unwrap();
        assert_eq!(newsletters::feet(&mut tx).await.unwrap(), [(channel.id, "STOP".to_owned())]);
        assert_eq!(newsletters::of(&mut tx, channel.id).await.unwrap().unwrap().foot, "STOP");
    }

    async fn only_whoever_holds_a_delivery_gives_it_to_people(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (_, _, due) = mailing(&mut tx, 0).await;
        let lease = Uuid::from_u128(3);
        assert!(!machine::to_hands(&mut tx, due.id, lease, "channels-trouble-no-gateway").await.unwrap());
        assert!(machine::take(&mut tx, due.id, lease, later(1), later(2)).await.unwrap());
        assert!(machine::to_hands(&mut tx, due.id, lease, "channels-trouble-no-gateway").await.unwrap());
        let given = deliveries::by_id(&mut tx, due.id).await.unwrap().unwrap();
        assert_eq!((given.by_hand, given.state, given.next_at), (true, State::Waiting, None));
        assert_eq!(given.trouble_key.as_deref(), Some("channels-trouble-no-gateway"));
    }
}
