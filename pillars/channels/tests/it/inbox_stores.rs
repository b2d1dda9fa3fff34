//! What the stores of the inbox promise.

use std::time::Duration;

use griot_channels::{
    SCHEMA,
    model::{
        conversation::{Conversation, Direction, InboxMessage, MessageState, Source, Standing},
        network::Network,
        rumour::{Check, Fake, FakeState, FakeStep, Rumour, RumourState, Verdict},
        siege::Siege,
    },
    store::{
        canned::{self, Canned},
        channels,
        conversations::{self, Only},
        duty, ears, erase, erased, fakes, files, inbox,
        messages::{self, Note},
        rumours,
    },
};
use griot_db::Tx;
use griot_files::{FileKey, StoredPicture, StoredRendition};
use griot_kernel::{Id, Language, Timestamp};
use griot_pillar::Named;
use uuid::Uuid;

use crate::factory::{channel, later, person, start};

pub fn conversation(n: u128) -> Conversation {
    Conversation {
        id: Uuid::from_u128(0xe000 + n).into(),
        source: Source::Sms,
        channel: None,
        thread: format!("+2267000000{n}"),
        author: format!("+2267000000{n}"),
        private: true,
        standing: Standing::New,
        assignee: None,
        label: String::new(),
        set_aside: false,
        handed_over: false,
        due_at: Some(later(60)),
        first_at: start(),
        last_at: start(),
    }
}

pub fn message(n: u128, of: &Conversation, direction: Direction) -> InboxMessage {
    let id = Uuid::from_u128(0xf000 + n).into();
    InboxMessage {
        remote: format!("r{n}"),
        ..InboxMessage::new(id, of.id, direction, format!("Mot {n}"), later(u64::try_from(n).unwrap()))
    }
}

async fn begun(tx: &mut Tx, n: u128) -> Conversation {
    let one = conversation(n);
    assert!(conversations::insert(tx, &one).await.unwrap());
    one
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_conversation_is_begun_once_and_found_by_its_thread(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = begun(&mut tx, 1).await;
        assert!(!conversations::insert(&mut tx, &Conversation { id: Uuid::from_u128(9).into(), ..one.clone() }).await.unwrap());
        assert_eq!(conversations::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        let found = conversations::by_thread(&mut tx, Source::Sms, &one.thread).await.unwrap();
        assert_eq!(found, Some(one.clone()));
        let elsewhere = conversations::by_thread(&mut tx, Source::Telegram, &one.thread).await.unwrap();
        assert_eq!(elsewhere, None);
        assert!(conversations::is_known(&mut tx, Source::Sms, &one.author, later(1)).await.unwrap());
        assert!(!conversations::is_known(&mut tx, Source::Sms, &one.author, start()).await.unwrap());
    }

    async fn what_is_owed_comes_first_and_what_lies_aside_is_not_in_the_way(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, two, three) = (begun(&mut tx, 1).await, begun(&mut tx, 2).await, begun(&mut tx, 3).await);
        let sooner = Conversation { due_at: Some(later(5)), standing: Standing::Assigned, assignee: Some(person(1)), ..two.clone() };
        conversations::update(&mut tx, &sooner).await.unwrap();
        let aside = Conversation { set_aside: true, ..three.clone() };
        conversations::update(&mut tx, &aside).await.unwrap();
        let all = Only::default();
        let open = conversations::open(&mut tx, false, &all, (0, 10)).await.unwrap();
        assert_eq!(open.iter().map(|one| one.id).collect::<Vec<_>>(), [two.id, one.id]);
        assert_eq!(conversations::open(&mut tx, true, &all, (0, 10)).await.unwrap(), std::slice::from_ref(&aside));
        assert_eq!(conversations::aside(&mut tx, 0, 10).await.unwrap(), [aside]);
        assert_eq!(conversations::count_open(&mut tx, None).await.unwrap(), 2);
        assert_eq!(conversations::count_open(&mut tx, Some(person(1))).await.unwrap(), 2);
        assert_eq!(conversations::count_open(&mut tx, Some(person(2))).await.unwrap(), 1, "what others have is theirs");
        assert_eq!(conversations::overdue(&mut tx, later(6), 10).await.unwrap(), std::slice::from_ref(&sooner));
        assert_eq!(conversations::untold(&mut tx, later(90), 10).await.unwrap().len(), 2);
        assert!(conversations::tell_once(&mut tx, two.id, later(6)).await.unwrap());
        assert!(!conversations::tell_once(&mut tx, two.id, later(7)).await.unwrap());
        assert_eq!(conversations::untold(&mut tx, later(90), 10).await.unwrap().len(), 1);
        let done = Conversation { standing: Standing::Done, due_at: None, ..one.clone() };
        conversations::update(&mut tx, &done).await.unwrap();
        assert_eq!(conversations::list(&mut tx, Standing::Done, &all, (0, 10)).await.unwrap(), [done]);
        let labelled = Conversation { label: "eau".into(), ..sooner.clone() };
        conversations::update(&mut tx, &labelled).await.unwrap();
        assert_eq!(conversations::labels(&mut tx).await.unwrap(), ["eau"]);
        for (only, found) in [
            (Only { label: "eau".into(), ..Only::default() }, 1),
            (Only { label: "prix".into(), ..Only::default() }, 0),
            (Only { source: Some(Source::Sms), ..Only::default() }, 1),
            (Only { source: Some(Source::Mail), ..Only::default() }, 0),
            (Only { assignee: Some(person(1)), ..Only::default() }, 1),
            (Only { assignee: Some(person(2)), ..Only::default() }, 0),
        ] {
            assert_eq!(conversations::open(&mut tx, false, &only, (0, 10)).await.unwrap().len(), found, "{only:?}");
        }
    }

    async fn an_answer_waits_for_as_many_as_must_say_yes_and_is_found_while_it_waits(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = begun(&mut tx, 1).await;
        let answer = InboxMessage { state: MessageState::Waiting, by: Some(person(1)), ..message(2, &one, Direction::Out) };
        messages::insert(&mut tx, &answer).await.unwrap();
        assert!(!messages::said_yes(&mut tx, answer.id, person(2)).await.unwrap());
        assert_eq!(messages::say_yes(&mut tx, answer.id, person(2)).await.unwrap(), 1);
        assert_eq!(messages::say_yes(&mut tx, answer.id, person(2)).await.unwrap(), 1, "once each");
        assert_eq!(messages::say_yes(&mut tx, answer.id, person(3)).await.unwrap(), 2);
        assert!(messages::said_yes(&mut tx, answer.id, person(2)).await.unwrap());
        erase::person(&mut tx, person(2)).await.unwrap();
        assert!(!messages::said_yes(&mut tx, answer.id, person(2)).await.unwrap());
        assert_eq!(messages::waiting(&mut tx, None).await.unwrap(), [answer.id]);
        let elsewhere = channel(1, Network::Mastodon);
        channels::insert(&mut tx, &elsewhere).await.unwrap();
        assert!(messages::waiting(&mut tx, Some(elsewhere.id)).await.unwrap().is_empty());
        assert_eq!(messages::unsent(&mut tx, one.id).await.unwrap(), 1);
        assert!(messages::stuck(&mut tx, start(), 10).await.unwrap().is_empty());
        assert_eq!(messages::stuck(&mut tx, later(99), 10).await.unwrap().len(), 1);
        messages::forget_words(&mut tx, one.id).await.unwrap();
        assert_eq!(messages::unsent(&mut tx, one.id).await.unwrap(), 0, "what did not go goes no more");

        let mail = Conversation { source: Source::Mail, author: "awa@exemple.bf".into(), ..conversation(7) };
        conversations::insert(&mut tx, &mail).await.unwrap();
        assert_eq!(conversations::writers(&mut tx).await.unwrap(), ["awa@exemple.bf"]);
        assert_eq!(conversations::forget_writer(&mut tx, "awa@exemple.bf").await.unwrap(), 1);
        assert!(conversations::writers(&mut tx).await.unwrap().is_empty());
    }

    async fn whoever_is_relieved_keeps_nothing(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = begun(&mut tx, 1).await;
        conversations::update(&mut tx, &Conversation { standing: Standing::Assigned, assignee: Some(person(1)), ..one.clone() }).await.unwrap();
        let day = Timestamp::start_of(start().day());
        let next = day + Duration::from_secs(86_400);
        duty::set(&mut tx, day, Some(person(1))).await.unwrap();
        duty::set(&mut tx, next, Some(person(3))).await.unwrap();
        duty::set(&mut tx, next, Some(person(1))).await.unwrap();
        assert_eq!(conversations::hand_on(&mut tx, person(1), Some(person(2))).await.unwrap(), 1);
        duty::relieve(&mut tx, next, person(1), Some(person(2))).await.unwrap();
        let after = duty::between(&mut tx, day, next + Duration::from_secs(1)).await.unwrap();
        assert_eq!(after, [(day, person(1)), (next, person(2))], "from that day on");
        assert_eq!(conversations::hand_on(&mut tx, person(2), None).await.unwrap(), 1);
        assert_eq!(conversations::by_id(&mut tx, one.id).await.unwrap().unwrap().standing, Standing::New);
        duty::relieve(&mut tx, day, person(1), None).await.unwrap();
        duty::set(&mut tx, next, None).await.unwrap();
        assert!(duty::between(&mut tx, day, next + Duration::from_secs(1)).await.unwrap().is_empty());
    }

    async fn what_is_said_is_kept_once_and_an_answer_moves_from_where_it_was(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = begun(&mut tx, 1).await;
        let asked = message(1, &one, Direction::In);
        assert!(messages::insert(&mut tx, &asked).await.unwrap());
        let again = InboxMessage { id: Uuid::from_u128(5).into(), ..asked.clone() };
        assert!(!messages::insert(&mut tx, &again).await.unwrap(), "a source may bring the same again");
        let answer = InboxMessage { state: MessageState::ToApprove, by: Some(person(1)), ..message(2, &one, Direction::Out) };
        messages::insert(&mut tx, &answer).await.unwrap();
        assert_eq!(messages::of(&mut tx, one.id).await.unwrap(), [asked.clone(), answer.clone()]);
        assert_eq!(messages::last_in(&mut tx, one.id).await.unwrap(), Some(asked.clone()));
        assert_eq!(messages::to_approve(&mut tx, 10).await.unwrap(), std::slice::from_ref(&answer));
        let armed = InboxMessage { state: MessageState::Armed, armed_at: Some(later(3)), approved_by: Some(person(2)), ..answer.clone() };
        assert!(!messages::step(&mut tx, &armed, MessageState::Waiting).await.unwrap(), "it was not there");
        assert!(messages::step(&mut tx, &armed, MessageState::ToApprove).await.unwrap());
        assert_eq!(messages::by_id(&mut tx, answer.id).await.unwrap(), Some(armed));
        assert!(messages::is_ours(&mut tx, "r2").await.unwrap());
        assert!(!messages::is_ours(&mut tx, "r1").await.unwrap());
        let note = Note { id: Uuid::from_u128(1), person: Some(person(1)), body: "À rappeler".into(), at: start() };
        messages::add_note(&mut tx, one.id, &note).await.unwrap();
        assert_eq!(messages::notes(&mut tx, one.id).await.unwrap(), std::slice::from_ref(&note));
        messages::forget_words(&mut tx, one.id).await.unwrap();
        assert!(messages::notes(&mut tx, one.id).await.unwrap().is_empty());
        assert_eq!(messages::last_in(&mut tx, one.id).await.unwrap(), None);
        messages::remove_remote(&mut tx, "r1").await.unwrap();
        assert!(conversations::by_id(&mut tx, one.id).await.unwrap().is_some());
    }

    async fn what_is_gone_at_its_source_goes_and_what_is_done_goes_after_its_time(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, two, three) = (begun(&mut tx, 1).await, begun(&mut tx, 2).await, begun(&mut tx, 3).await);
        messages::insert(&mut tx, &message(1, &one, Direction::In)).await.unwrap();
        messages::remove_remote(&mut tx, "r1").await.unwrap();
        assert_eq!(conversations::by_id(&mut tx, one.id).await.unwrap(), None, "nothing is left in it");
        conversations::update(&mut tx, &Conversation { standing: Standing::Done, ..two.clone() }).await.unwrap();
        conversations::update(&mut tx, &Conversation { standing: Standing::Done, handed_over: true, last_at: later(10), ..three.clone() }).await.unwrap();
        assert_eq!(conversations::sweep(&mut tx, start(), start()).await.unwrap(), 0);
        assert_eq!(conversations::sweep(&mut tx, start(), later(11)).await.unwrap(), 1, "what is left of a testimony");
        assert_eq!(conversations::sweep(&mut tx, later(1), start()).await.unwrap(), 1);
        let four = begun(&mut tx, 4).await;
        conversations::forget(&mut tx, four.id).await.unwrap();
        assert_eq!(conversations::by_id(&mut tx, four.id).await.unwrap(), None);
    }

    async fn what_is_left_of_a_testimony_is_no_thread_any_more_and_its_words_are_known_again(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = begun(&mut tx, 1).await;
        conversations::update(&mut tx, &Conversation { handed_over: true, ..one.clone() }).await.unwrap();
        assert_eq!(conversations::by_thread(&mut tx, one.source, &one.thread).await.unwrap(), None);
        let anew = Conversation { id: Uuid::from_u128(77).into(), ..one.clone() };
        assert!(conversations::insert(&mut tx, &anew).await.unwrap());
        erased::add(&mut tx, b"mark", start()).await.unwrap();
        erased::add(&mut tx, b"mark", later(1)).await.unwrap();
        assert!(erased::knows(&mut tx, b"mark").await.unwrap());
        assert!(!erased::knows(&mut tx, b"other").await.unwrap());
        assert_eq!(erased::sweep(&mut tx, start()).await.unwrap(), 0);
        assert_eq!(erased::sweep(&mut tx, later(2)).await.unwrap(), 1);
        assert!(!erased::knows(&mut tx, b"mark").await.unwrap());
    }

    async fn canned_answers_are_kept_changed_and_taken_away(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = Canned {
            id: Id::from(Uuid::from_u128(1)),
            title: "Horaires".into(),
            language: Language::FRENCH,
            body: "{section} est ouverte le matin.".into(),
            by: Some(person(1)),
            approved_by: None,
            at: start(),
        };
        canned::put(&mut tx, &one).await.unwrap();
        let approved = Canned { approved_by: Some(person(2)), ..one.clone() };
        canned::put(&mut tx, &approved).await.unwrap();
        assert_eq!(canned::list(&mut tx).await.unwrap(), [approved]);
        canned::remove(&mut tx, one.id).await.unwrap();
        assert!(canned::list(&mut tx).await.unwrap().is_empty());
    }

    async fn whoever_read_further_first_is_believed(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = channel(1, Network::Mastodon);
        channels::insert(&mut tx, &one).await.unwrap();
        assert_eq!(ears::of(&mut tx, one.id).await.unwrap(), ears::Ear::default());
        let first = ears::Ear { cursor: "10".into(), heard_at: Some(start()), trouble: None, said: String::new() };
        assert!(ears::set(&mut tx, one.id, "", &first).await.unwrap());
        assert!(!ears::set(&mut tx, one.id, "", &ears::Ear { cursor: "8".into(), ..first.clone() }).await.unwrap());
        assert!(ears::set(&mut tx, one.id, "10", &ears::Ear { trouble: Some("channels-trouble-reauth".into()), ..first.clone() }).await.unwrap());
        assert_eq!(ears::of(&mut tx, one.id).await.unwrap().cursor, "10");
    }

    async fn the_ways_of_the_inbox_are_kept(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let ways = inbox::ways(&mut tx).await.unwrap();
        assert_eq!((ways.hours, ways.home.as_str(), ways.siege.since), (24, "226", None));
        inbox::set_ways(&mut tx, 48, "225").await.unwrap();
        let siege = Siege { since: Some(start()), words: "traîtres".into(), strangers: false };
        inbox::set_siege(&mut tx, &siege, person(1)).await.unwrap();
        inbox::set_sms_salt(&mut tx, b"autre").await.unwrap();
        let now = inbox::ways(&mut tx).await.unwrap();
        assert_eq!((now.hours, now.home.as_str(), &now.siege, now.sms_salt.as_slice()), (48, "225", &siege, b"autre".as_slice()));
        let kind = inbox::TextKind::Rules;
        inbox::set_text(&mut tx, kind, Language::FRENCH, "Nos règles").await.unwrap();
        inbox::set_text(&mut tx, kind, Language::FRENCH, "Nos règles à nous").await.unwrap();
        assert_eq!(inbox::text(&mut tx, kind, Language::FRENCH).await.unwrap().as_deref(), Some("Nos règles à nous"));
        assert_eq!(inbox::text(&mut tx, kind, Language::ENGLISH).await.unwrap(), None);
        inbox::set_text(&mut tx, kind, Language::FRENCH, "  ").await.unwrap();
        assert_eq!(inbox::text(&mut tx, kind, Language::FRENCH).await.unwrap(), None);
    }

    async fn a_rumour_is_checked_before_it_is_answered(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = Rumour {
            id: Uuid::from_u128(1).into(),
            claim: "Le puits est empoisonné".into(),
            language: Language::FRENCH,
            seen: "au marché".into(),
            state: RumourState::Claim,
            verdict: None,
            answer: String::new(),
            item: None,
            owner: Some(person(1)),
            at: start(),
        };
        rumours::put(&mut tx, &one, start()).await.unwrap();
        let answered = Rumour { state: RumourState::Answered, verdict: Some(Verdict::False), answer: "L’eau a été analysée.".into(), ..one.clone() };
        assert_eq!(answered.obstacle(0), Some("channels-refused-rumour-unchecked"));
        let check = Check { words: "Analyse du laboratoire".into(), link: String::new(), by: Some(person(1)), at: start() };
        rumours::add_check(&mut tx, Uuid::from_u128(2), one.id, &check).await.unwrap();
        assert_eq!(rumours::checks(&mut tx, one.id).await.unwrap(), [check]);
        assert_eq!(answered.obstacle(1), None);
        rumours::put(&mut tx, &answered, later(1)).await.unwrap();
        assert_eq!(rumours::by_id(&mut tx, one.id).await.unwrap(), Some(answered.clone()));
        assert_eq!(rumours::list(&mut tx, RumourState::Answered, 10).await.unwrap(), [answered]);
        assert!(rumours::list(&mut tx, RumourState::Claim, 10).await.unwrap().is_empty());
    }

    async fn the_file_of_a_fake_account_keeps_its_proofs(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = Fake {
            id: Uuid::from_u128(1).into(),
            network: Network::Facebook,
            address: "https://facebook.example/faux".into(),
            name: "La section officielle".into(),
            harm: "Demande de l’argent".into(),
            state: FakeState::Seen,
            at: start(),
        };
        assert!(fakes::insert(&mut tx, &one).await.unwrap());
        assert!(!fakes::insert(&mut tx, &Fake { id: Uuid::from_u128(2).into(), ..one.clone() }).await.unwrap());
        let key = FileKey::of(b"preuve", "jpg").unwrap();
        let proof = StoredPicture { width: 320, height: 200, renditions: vec![StoredRendition { width: 320, height: 200, bytes: 9, key: key.clone() }] };
        let step = FakeStep { state: FakeState::Reported, words: "Signalement 42".into(), proof: Some(proof), by: Some(person(1)), at: later(1) };
        fakes::add_step(&mut tx, Uuid::from_u128(3), one.id, &step).await.unwrap();
        assert_eq!(fakes::steps(&mut tx, one.id).await.unwrap(), [step]);
        let now = Fake { state: FakeState::Reported, ..one.clone() };
        assert_eq!(fakes::by_id(&mut tx, one.id).await.unwrap(), Some(now.clone()));
        assert_eq!(fakes::list(&mut tx).await.unwrap(), [now]);
        let mut named = Named::default();
        files::name(&mut tx, &mut named).await.unwrap();
        assert!(named.needs(&key), "a proof is not swept away");
    }

    async fn whoever_is_erased_is_nowhere_in_the_inbox(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = begun(&mut tx, 1).await;
        conversations::update(&mut tx, &Conversation { standing: Standing::Assigned, assignee: Some(person(1)), ..one.clone() }).await.unwrap();
        let answer = InboxMessage { by: Some(person(1)), ..message(1, &one, Direction::Out) };
        messages::insert(&mut tx, &answer).await.unwrap();
        messages::add_note(&mut tx, one.id, &Note { id: Uuid::from_u128(1), person: Some(person(1)), body: "Note".into(), at: start() }).await.unwrap();
        duty::set(&mut tx, start(), Some(person(1))).await.unwrap();
        let day = start().day().to_string();
        let said = erase::answers(&mut tx, person(1)).await.unwrap();
        assert_eq!(said, [("Note".to_owned(), day.clone()), ("Mot 1".to_owned(), day)]);
        erase::person(&mut tx, person(1)).await.unwrap();
        let now = conversations::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((now.assignee, now.standing), (None, Standing::New));
        assert!(erase::answers(&mut tx, person(1)).await.unwrap().is_empty());
        assert!(duty::between(&mut tx, start(), later(10)).await.unwrap().is_empty());
    }
}
