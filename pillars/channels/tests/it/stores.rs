//! What the stores promise.

use std::time::Duration;

use griot_channels::{
    SCHEMA,
    acts::{log, propose},
    model::{
        approval::{Approval, Kind, Preset},
        channel::{Channel, ChannelState, KeyState},
        delivery::{Back, Delivery, State},
        item::{Item, Stage},
        limits::Live,
        network::Network,
        picture::{Consent, Picture},
    },
    store::{
        approvals, budgets, calendar, channels, days, deliveries, erase, files, items, keys, machine,
        pictures, steps, texts, ways,
    },
};
use griot_db::Tx;
use griot_kernel::{Id, Language, Sensitivity};
use griot_pillar::Named;
use uuid::Uuid;

use crate::factory::{self, chance, channel, delivery, item, later, person, start, text};

pub async fn house(tx: &mut Tx) -> (Channel, Item) {
    let channel = channel(1, Network::Mastodon);
    channels::insert(tx, &channel).await.unwrap();
    let item = item(1);
    items::insert(tx, &item).await.unwrap();
    (channel, item)
}

pub async fn waiting(tx: &mut Tx, n: u128, item: &Item, channel: &Channel) -> Delivery {
    let one = delivery(n, item, channel, start());
    deliveries::insert(tx, &one, &[7; 32], start()).await.unwrap();
    one
}

fn picture(n: u128) -> Picture {
    Picture { by: Some(person(1)), ..factory::picture(n, "Une école") }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_channel_is_kept_with_its_keepers_its_limits_and_its_key(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, _) = house(&mut tx).await;
        assert_eq!(channels::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        let live = Live { text: Some(900), ..Live::default() };
        channels::set_live(&mut tx, one.id, &live, later(1)).await.unwrap();
        let changed = Channel { name: "La Page".into(), state: ChannelState::Closed, tiers: Some(2), ..one.clone() };
        channels::update(&mut tx, &changed).await.unwrap();
        let other = channel(2, Network::Radio);
        channels::insert(&mut tx, &other).await.unwrap();
        let all = channels::list(&mut tx).await.unwrap();
        assert_eq!(all.iter().map(|one| one.state).collect::<Vec<_>>(), [ChannelState::Open, ChannelState::Closed]);
        assert_eq!(all.last().map(|one| (one.limits().text, one.tiers)), Some((900, Some(2))));

        channels::add_keeper(&mut tx, one.id, person(1)).await.unwrap();
        channels::add_keeper(&mut tx, one.id, person(1)).await.unwrap();
        assert_eq!(channels::keepers(&mut tx, one.id).await.unwrap(), [person(1)]);
        assert_eq!(erase::kept(&mut tx, person(1)).await.unwrap(), ["La Page"]);
        channels::add_approver(&mut tx, one.id, person(2)).await.unwrap();
        assert_eq!(channels::approvers(&mut tx, one.id).await.unwrap(), [person(2)]);
        channels::remove_approver(&mut tx, one.id, person(2)).await.unwrap();
        assert!(channels::approvers(&mut tx, one.id).await.unwrap().is_empty());
        channels::remove_keeper(&mut tx, one.id, person(1)).await.unwrap();
        assert!(channels::keepers(&mut tx, one.id).await.unwrap().is_empty());

        keys::put(&mut tx, one.id, b"mark-one", Some(later(9))).await.unwrap();
        keys::checked(&mut tx, one.id, KeyState::Well, None, later(2)).await.unwrap();
        keys::warned(&mut tx, one.id, 7).await.unwrap();
        let kept = keys::of(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.ends_at, kept.warned_days), (KeyState::Well, Some(later(9)), Some(7)));
        assert!(!keys::renew(&mut tx, one.id, b"another", b"mark-two", None).await.unwrap(), "not the one it was");
        assert!(keys::renew(&mut tx, one.id, b"mark-one", b"mark-two", None).await.unwrap());
        assert_eq!(keys::sealed_with(&mut tx, b"mark").await.unwrap(), 1);
        keys::put(&mut tx, one.id, b"third", None).await.unwrap();
        let kept = keys::list(&mut tx).await.unwrap();
        assert_eq!(kept.first().map(|key| (key.state, key.warned_days)), Some((KeyState::Unknown, None)));
        assert!(keys::remove(&mut tx, one.id).await.unwrap());
        assert!(!keys::remove(&mut tx, one.id).await.unwrap());
    }

    async fn a_save_that_was_overtaken_changes_nothing(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (_, one) = house(&mut tx).await;
        let mine = Item { title: "Le mien".into(), ..one.clone() };
        assert!(items::update(&mut tx, &mine, later(1)).await.unwrap());
        let theirs = Item { title: "Le leur".into(), ..one.clone() };
        assert!(!items::update(&mut tx, &theirs, later(2)).await.unwrap());
        let now = items::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((now.title.as_str(), now.revision), ("Le mien", 2));
        assert!(!items::set_stage(&mut tx, one.id, Stage::Approved, Stage::Scheduled, later(3)).await.unwrap());
        assert!(items::set_stage(&mut tx, one.id, Stage::Draft, Stage::InReview, later(3)).await.unwrap());
        assert_eq!(items::count_at(&mut tx, Stage::InReview).await.unwrap(), 1);
        assert_eq!(items::newest_of(&mut tx, person(1)).await.unwrap(), Some(one.id));
        assert_eq!(items::newest_of(&mut tx, person(99)).await.unwrap(), None);
        assert_eq!(items::at_stage(&mut tx, Stage::InReview, 0, 5).await.unwrap().len(), 1);
        assert!(items::at_stage(&mut tx, Stage::InReview, 1, 5).await.unwrap().is_empty());
    }

    async fn a_work_is_proposed_once_and_its_idea_may_go(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let work = Id::from(Uuid::from_u128(0xfeed));
        let idea = Item { source: Some(work), stage: Stage::Idea, ..item(5) };
        assert!(items::insert(&mut tx, &idea).await.unwrap());
        assert!(!items::insert(&mut tx, &Item { id: item(6).id, ..idea.clone() }).await.unwrap());
        assert_eq!(items::of_source(&mut tx, work).await.unwrap().map(|one| one.id), Some(idea.id));
        propose::source_gone(&mut tx, work, (start(), &chance())).await.unwrap();
        assert!(items::of_source(&mut tx, work).await.unwrap().is_none());
        assert!(!items::delete_idea(&mut tx, idea.id).await.unwrap());
    }

    async fn items_name_the_campaign_and_the_line_that_they_serve(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, _) = house(&mut tx).await;
        let (campaign, line) = (Id::from(Uuid::from_u128(1)), Id::from(Uuid::from_u128(2)));
        let served = Item { campaign: Some(campaign), line: Some(line), ..item(2) };
        items::insert(&mut tx, &served).await.unwrap();
        channels::update(&mut tx, &Channel { line: Some(line), ..one }).await.unwrap();
        assert_eq!(items::count_of_line(&mut tx, line).await.unwrap(), 2);
        let of: Vec<_> = items::of_campaign(&mut tx, campaign, 9).await.unwrap().iter().map(|i| i.id).collect();
        assert_eq!(of, [served.id]);
        let orphans: Vec<_> = items::without_line(&mut tx, 9).await.unwrap().iter().map(|i| i.id).collect();
        assert_eq!(orphans, [item(1).id]);
    }

    async fn a_text_stands_once_for_each_language_and_a_variant_for_each_of_a_channel(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, item) = house(&mut tx).await;
        texts::put(&mut tx, item.id, &text("un")).await.unwrap();
        texts::put(&mut tx, item.id, &text("deux")).await.unwrap();
        assert_eq!(texts::of(&mut tx, item.id).await.unwrap(), [text("deux")]);
        texts::remove(&mut tx, item.id, "fr").await.unwrap();
        assert!(texts::of(&mut tx, item.id).await.unwrap().is_empty());
        let mut variant = propose::plain_variant(&one, Language::FRENCH);
        texts::put_variant(&mut tx, item.id, &variant).await.unwrap();
        variant.body = Some("À part".into());
        texts::put_variant(&mut tx, item.id, &variant).await.unwrap();
        assert_eq!(texts::variants(&mut tx, item.id).await.unwrap(), [variant.clone()]);
        let also = propose::plain_variant(&one, Language::ENGLISH);
        texts::put_variant(&mut tx, item.id, &also).await.unwrap();
        assert_eq!(texts::variants(&mut tx, item.id).await.unwrap(), [also.clone(), variant]);
        texts::remove_variant(&mut tx, item.id, one.id, Language::FRENCH).await.unwrap();
        assert_eq!(texts::variants(&mut tx, item.id).await.unwrap(), [also]);
    }

    async fn the_library_knows_where_its_pictures_are_shown(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, item) = house(&mut tx).await;
        let first = picture(1);
        pictures::insert(&mut tx, &first).await.unwrap();
        pictures::insert(&mut tx, &picture(2)).await.unwrap();
        pictures::place(&mut tx, item.id, 0, first.id).await.unwrap();
        assert_eq!(pictures::of(&mut tx, item.id).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(pictures::uses(&mut tx, first.id).await.unwrap(), [item.id]);
        assert!(pictures::ended(&mut tx, later(1), 9).await.unwrap().is_empty(), "it shows nobody");
        let alts = vec![(Language::ENGLISH, "A school".to_owned())];
        let named = Picture { consent: Consent::Given, consent_who: "Awa".into(), alts, ..first.clone() };
        pictures::update(&mut tx, &named).await.unwrap();
        assert_eq!(pictures::by_id(&mut tx, first.id).await.unwrap(), Some(named));
        assert_eq!(pictures::list(&mut tx, 1, 5).await.unwrap().len(), 1);
        for (words, many) in [("ecole UNE", 2), ("ÉCOLE", 2), ("SCHOOL école", 1), ("awa", 1), ("%", 0), ("puits", 0)] {
            assert_eq!(pictures::search(&mut tx, words, 0, 5).await.unwrap().len(), many, "{words}");
        }
        waiting(&mut tx, 1, &item, &one).await;
        let mut known = Named::default();
        files::name(&mut tx, &mut known).await.unwrap();
        assert!(known.needs(&first.stored.renditions[0].key));
        pictures::clear(&mut tx, item.id).await.unwrap();
        assert!(pictures::of(&mut tx, item.id).await.unwrap().is_empty());
    }

    async fn the_log_tells_who_wrote_and_approvals_are_of_one_form(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (_, item) = house(&mut tx).await;
        for (act, who) in [("channels-act-begun", 1), ("channels-act-written", 2), ("channels-act-moved", 3)] {
            log::note(&mut tx, item.id, act, Some(person(who)), None, "", (later(u64::try_from(who).unwrap()), &chance()))
                .await
                .unwrap();
        }
        let mut writers = steps::writers(&mut tx, item.id).await.unwrap();
        writers.sort();
        assert_eq!(writers, [person(1), person(2)]);
        let all = steps::of(&mut tx, item.id, 2).await.unwrap();
        assert_eq!(all.iter().map(|step| step.act.as_str()).collect::<Vec<_>>(), ["channels-act-moved", "channels-act-written"]);
        let mut again = all[0].clone();
        again.id = Uuid::from_u128(9);
        steps::add(&mut tx, &again).await.unwrap();

        let yes = |digest: &[u8]| Approval { kind: Kind::Text, person: person(3), digest: digest.to_vec(), at: later(4), off_hours: false };
        approvals::give(&mut tx, item.id, &yes(b"one")).await.unwrap();
        approvals::give(&mut tx, item.id, &yes(b"two")).await.unwrap();
        assert_eq!(approvals::of(&mut tx, item.id).await.unwrap(), [yes(b"two")]);
        approvals::clear(&mut tx, item.id).await.unwrap();
        assert!(approvals::of(&mut tx, item.id).await.unwrap().is_empty());
    }

    async fn one_hand_at_a_time_works_on_a_delivery(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, item) = house(&mut tx).await;
        let mut sent = waiting(&mut tx, 1, &item, &one).await;
        let [mine, theirs] = [1, 2].map(Uuid::from_u128);
        assert_eq!(machine::due_channels(&mut tx, start()).await.unwrap(), [(one.id, 1)]);
        assert!(!machine::take(&mut tx, sent.id, mine, start() - Duration::from_secs(1), later(5)).await.unwrap(), "not due");
        assert!(machine::take(&mut tx, sent.id, mine, start(), later(5)).await.unwrap());
        assert!(!machine::take(&mut tx, sent.id, theirs, later(4), later(9)).await.unwrap());
        assert!(machine::due(&mut tx, one.id, later(4), 9).await.unwrap().is_empty());
        assert!(machine::take(&mut tx, sent.id, theirs, later(6), later(11)).await.unwrap(), "it was left");
        sent.state = State::Ready;
        assert!(!machine::step(&mut tx, &sent, mine, None).await.unwrap(), "whoever slept changes nothing");
        sent.next_at = Some(later(30));
        sent.trouble = Some("reauth".into());
        assert!(machine::step(&mut tx, &sent, theirs, None).await.unwrap());
        assert_eq!(deliveries::by_id(&mut tx, sent.id).await.unwrap(), Some(sent.clone()));
        assert_eq!(machine::next_at(&mut tx).await.unwrap(), Some(later(30)));
        assert_eq!(machine::hasten(&mut tx, one.id, later(8)).await.unwrap(), 1);
        assert_eq!(machine::due(&mut tx, one.id, later(8), 9).await.unwrap(), [sent.id]);
    }

    async fn what_is_due_on_a_channel_that_rests_waits_together(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, item) = house(&mut tx).await;
        let [first, second, third] = [1, 2, 3].map(|n| delivery(n, &item, &one, start()));
        let second = Delivery { state: State::Ready, ..second };
        for each in [&first, &second, &third] {
            deliveries::insert(&mut tx, each, &[1; 32], start()).await.unwrap();
        }
        assert!(machine::take(&mut tx, third.id, Uuid::from_u128(5), later(1), later(60)).await.unwrap());
        assert_eq!(machine::delay(&mut tx, one.id, later(1), later(9), true).await.unwrap(), 2);
        assert!(machine::due(&mut tx, one.id, later(8), 9).await.unwrap().is_empty());
        assert_eq!(machine::due(&mut tx, one.id, later(9), 9).await.unwrap().len(), 2);
        let kept = deliveries::by_id(&mut tx, second.id).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.next_at), (State::Waiting, Some(later(9))));
        assert_eq!(deliveries::by_id(&mut tx, third.id).await.unwrap().unwrap().next_at, third.next_at, "it is in somebody's hands");
    }

    async fn what_waits_for_hands_is_told_once_and_ends_in_time(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, item) = house(&mut tx).await;
        let hand = Delivery { by_hand: true, next_at: None, not_after: Some(later(60)), ..delivery(1, &item, &one, start()) };
        deliveries::insert(&mut tx, &hand, &[1; 32], start()).await.unwrap();
        let auto = waiting(&mut tx, 2, &item, &one).await;
        let ids = |all: Vec<Delivery>| all.into_iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids(deliveries::for_hands(&mut tx, start(), 9).await.unwrap()), [hand.id]);
        assert_eq!(ids(deliveries::late(&mut tx, later(5), 9).await.unwrap()), [auto.id], "by hand it is in another list");
        assert_eq!(deliveries::count_wanting(&mut tx, start(), later(0) - Duration::from_secs(300)).await.unwrap(), 1);
        assert_eq!(deliveries::count_waiting(&mut tx, one.id).await.unwrap(), 2);
        assert_eq!(ids(machine::untold(&mut tx, start(), start() - Duration::from_secs(300), 9).await.unwrap()), [hand.id]);
        assert!(machine::tell_once(&mut tx, hand.id, start()).await.unwrap());
        assert!(!machine::tell_once(&mut tx, hand.id, start()).await.unwrap());
        assert!(machine::too_late_for_hands(&mut tx, later(59)).await.unwrap().is_empty());
        assert_eq!(machine::too_late_for_hands(&mut tx, later(61)).await.unwrap(), [hand.id]);
        assert!(machine::give_up_hand(&mut tx, hand.id, later(61)).await.unwrap());
        assert!(!machine::give_up_hand(&mut tx, hand.id, later(61)).await.unwrap());
    }

    async fn people_say_what_only_they_can_know_and_say_it_once(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, item) = house(&mut tx).await;
        let first = waiting(&mut tx, 1, &item, &one).await;
        assert!(deliveries::say_out(&mut tx, first.id, person(1), Some("https://a.bf/1"), later(1)).await.unwrap());
        assert!(!deliveries::say_out(&mut tx, first.id, person(2), None, later(2)).await.unwrap());
        let now = deliveries::by_id(&mut tx, first.id).await.unwrap().unwrap();
        assert_eq!((now.state, now.ended_by, now.remote_address.as_deref()), (State::Confirmed, Some(person(1)), Some("https://a.bf/1")));
        let second = waiting(&mut tx, 2, &item, &one).await;
        assert!(deliveries::say_not(&mut tx, second.id, person(1), later(1)).await.unwrap());
        let third = waiting(&mut tx, 3, &item, &one).await;
        assert!(!deliveries::send_again(&mut tx, third.id, later(1)).await.unwrap(), "it has not failed");
        assert!(deliveries::by_hand(&mut tx, third.id, later(1)).await.unwrap());
        assert!(!deliveries::by_hand(&mut tx, third.id, later(1)).await.unwrap());
        let mut fourth = waiting(&mut tx, 4, &item, &one).await;
        let lease = Uuid::from_u128(4);
        machine::take(&mut tx, fourth.id, lease, start(), later(5)).await.unwrap();
        fourth.state = State::Unknown;
        fourth.next_at = None;
        machine::step(&mut tx, &fourth, lease, None).await.unwrap();
        assert!(deliveries::send_again(&mut tx, fourth.id, later(1)).await.unwrap());
        assert_eq!(deliveries::of(&mut tx, item.id).await.unwrap().len(), 4);

        assert_eq!(deliveries::want_back(&mut tx, item.id, later(3)).await.unwrap(), 1);
        assert_eq!(machine::back_channels(&mut tx).await.unwrap(), [one.id]);
        assert_eq!(machine::wanted_back(&mut tx, one.id, 9).await.unwrap().len(), 1);
        assert!(machine::set_back(&mut tx, first.id, Back::Cannot, later(4)).await.unwrap());
        assert!(deliveries::say_back(&mut tx, first.id, later(5)).await.unwrap());
        assert!(!deliveries::say_back(&mut tx, first.id, later(5)).await.unwrap());
        assert_eq!(deliveries::stop(&mut tx, item.id, later(6)).await.unwrap(), 2);
    }

    async fn what_failed_is_told_stopped_with_its_text_and_left_by_whoever_says_so(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, item) = house(&mut tx).await;
        let refused = async |tx: &mut Tx, n: u128, remote: Option<&str>| {
            let mut sent = waiting(tx, n, &item, &one).await;
            let lease = Uuid::from_u128(n);
            assert!(machine::take(tx, sent.id, lease, start(), later(5)).await.unwrap());
            sent.state = State::Rejected;
            sent.next_at = None;
            sent.ended_at = Some(later(2));
            sent.remote_id = remote.map(str::to_owned);
            assert!(machine::step(tx, &sent, lease, None).await.unwrap());
            sent.id
        };
        let first = refused(&mut tx, 1, None).await;
        assert!(machine::tell_once(&mut tx, first, later(1)).await.unwrap(), "that it was late");
        let untold = machine::failed_untold(&mut tx, later(0), 9).await.unwrap();
        assert_eq!(untold.iter().map(|one| one.id).collect::<Vec<_>>(), [first]);
        assert!(machine::failed_untold(&mut tx, later(3), 9).await.unwrap().is_empty(), "old news");
        assert!(machine::tell_once(&mut tx, first, later(3)).await.unwrap());
        assert!(machine::failed_untold(&mut tx, later(0), 9).await.unwrap().is_empty());
        assert!(!machine::tell_once(&mut tx, first, later(4)).await.unwrap());

        // Too late already: a day more.
        assert!(deliveries::send_again(&mut tx, first, later(9_999)).await.unwrap());
        let again = deliveries::by_id(&mut tx, first).await.unwrap().unwrap();
        assert_eq!((again.state, again.not_after), (State::Waiting, Some(later(9_999 + 1_440))));

        let mailing = refused(&mut tx, 2, Some("m")).await;
        let second = refused(&mut tx, 3, None).await;
        assert_eq!(deliveries::stop(&mut tx, item.id, later(5)).await.unwrap(), 2, "not what went to some");
        assert_eq!(deliveries::by_id(&mut tx, second).await.unwrap().unwrap().state, State::Stopped);
        assert!(!deliveries::send_again(&mut tx, second, later(6)).await.unwrap());
        assert_eq!(deliveries::want_back(&mut tx, item.id, later(6)).await.unwrap(), 1, "some have it");
        assert_eq!(machine::wanted_back(&mut tx, one.id, 9).await.unwrap().first().map(|one| one.id), Some(mailing));
        assert!(deliveries::let_be(&mut tx, mailing, person(1)).await.unwrap());
        assert!(!deliveries::let_be(&mut tx, mailing, person(1)).await.unwrap());
        assert_eq!(deliveries::by_id(&mut tx, mailing).await.unwrap().unwrap().state, State::Confirmed);
        let third = refused(&mut tx, 4, None).await;
        assert!(deliveries::let_be(&mut tx, third, person(1)).await.unwrap());
        assert_eq!(deliveries::by_id(&mut tx, third).await.unwrap().unwrap().state, State::Stopped);
    }

    async fn what_was_made_of_something_that_is_gone_is_found(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (channel, one) = house(&mut tx).await;
        assert!(!items::source_is_gone(&mut tx, one.id).await.unwrap());
        assert!(items::set_source_gone(&mut tx, one.id, Some(later(1))).await.unwrap());
        assert!(!items::set_source_gone(&mut tx, one.id, Some(later(2))).await.unwrap(), "it was gone already");
        assert!(items::source_is_gone(&mut tx, one.id).await.unwrap());
        let stage = items::by_id(&mut tx, one.id).await.unwrap().unwrap().stage;
        items::set_stage(&mut tx, one.id, stage, Stage::Published, later(2)).await.unwrap();
        assert_eq!(items::without_source(&mut tx, 9).await.unwrap().len(), 1);
        assert!(items::set_source_gone(&mut tx, one.id, None).await.unwrap());
        assert!(items::without_source(&mut tx, 9).await.unwrap().is_empty());
        assert!(items::read_for(&mut tx, channel.id).await.unwrap().is_empty(), "it is out");
    }

    async fn what_names_somebody_is_found_when_their_consent_is_over(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let named = Item {
            stage: Stage::Scheduled,
            sensitivity: Sensitivity::NamedPerson,
            consent_until: Some(later(9)),
            ..item(1)
        };
        items::insert(&mut tx, &named).await.unwrap();
        items::insert(&mut tx, &Item { id: item(2).id, sensitivity: Sensitivity::None, ..named.clone() }).await.unwrap();
        assert!(items::consent_over(&mut tx, later(8), 9).await.unwrap().is_empty());
        assert_eq!(items::consent_over(&mut tx, later(9), 9).await.unwrap(), std::slice::from_ref(&named));
        items::update(&mut tx, &Item { consent_until: None, ..named }, start()).await.unwrap();
        assert!(items::consent_over(&mut tx, later(9), 9).await.unwrap().is_empty());
    }

    async fn a_text_that_was_said_before_is_found_and_what_waits_can_be_moved(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, first) = house(&mut tx).await;
        waiting(&mut tx, 1, &first, &one).await;
        let second = item(2);
        items::insert(&mut tx, &second).await.unwrap();
        let found = deliveries::same_text(&mut tx, one.id, &[7; 32], second.id, start()).await.unwrap();
        assert_eq!(found, Some(start()));
        assert_eq!(deliveries::same_text(&mut tx, one.id, &[7; 32], first.id, start()).await.unwrap(), None);
        assert_eq!(deliveries::same_text(&mut tx, one.id, &[8; 32], second.id, start()).await.unwrap(), None);
        assert_eq!(deliveries::move_waiting(&mut tx, first.id, later(9), Some(later(99))).await.unwrap(), 1);
        let lines = calendar::deliveries(&mut tx, later(9), later(10), 9).await.unwrap();
        assert_eq!(lines.iter().map(|line| (line.item, line.state)).collect::<Vec<_>>(), [(first.id, State::Waiting)]);
    }

    async fn the_calendar_holds_what_has_an_hour(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, _) = house(&mut tx).await;
        let planned = Item { planned_at: Some(later(60)), ..item(2) };
        items::insert(&mut tx, &planned).await.unwrap();
        texts::put_variant(&mut tx, planned.id, &propose::plain_variant(&one, Language::FRENCH)).await.unwrap();
        assert_eq!(calendar::items(&mut tx, start(), later(61), 9).await.unwrap(), std::slice::from_ref(&planned));
        assert!(calendar::items(&mut tx, later(61), later(99), 9).await.unwrap().is_empty());
        let moments = [start() - Duration::from_secs(540), start(), later(61)];
        for channel in [None, Some(one.id)] {
            let mut days = calendar::days(&mut tx, &moments, channel, 9).await.unwrap();
            let calendar::OfDay { first, count } = days.pop().unwrap();
            assert_eq!((count, days), (1, vec![calendar::OfDay::default()]));
            let seen: Vec<_> = first.iter().map(|one| (one.id, one.stage, one.at, one.networks.as_slice())).collect();
            assert_eq!(seen, [(planned.id, planned.stage, later(60), [one.network].as_slice())]);
        }
        let other = Some(Id::from(Uuid::from_u128(77)));
        let none = vec![calendar::OfDay::default(); 2];
        assert_eq!(calendar::days(&mut tx, &moments, other, 9).await.unwrap(), none);
        for few in [moments.get(..1).unwrap(), &[]] {
            assert_eq!(calendar::days(&mut tx, few, None, 9).await.unwrap(), []);
        }

        // Two items of one hour, one of which goes nowhere yet.
        let nowhere = Item { planned_at: Some(later(60)), ..item(3) };
        items::insert(&mut tx, &nowhere).await.unwrap();
        let mut place = Some((start(), Id::from(Uuid::nil())));
        let (mut spoken, mut steps) = (Vec::new(), 0);
        while let Some(after) = place {
            let (part, last) = calendar::spoken(&mut tx, after, later(61), 1).await.unwrap();
            spoken.extend(part.into_iter().map(|one| (one.item, one.channel, one.at)));
            place = last;
            steps += 1;
        }
        assert_eq!((spoken.as_slice(), steps), ([(planned.id, one.id, later(60))].as_slice(), 3));
        let again = Item { planned_at: Some(later(50)), ..item(4) };
        items::insert(&mut tx, &again).await.unwrap();
        texts::put_variant(&mut tx, again.id, &propose::plain_variant(&one, Language::FRENCH)).await.unwrap();
        let silence = |days, then| calendar::Silence { channel: one.id, days, then };
        let span = (start(), later(61));
        assert_eq!(calendar::silences(&mut tx, span).await.unwrap(), [silence(0, 0)], "it speaks on that day");
        let far = 12 * 1_440;
        let next = Item { planned_at: Some(later(far)), ..item(5) };
        items::insert(&mut tx, &next).await.unwrap();
        texts::put_variant(&mut tx, next.id, &propose::plain_variant(&one, Language::FRENCH)).await.unwrap();
        let until = later(far + 2 * 1_440);
        assert_eq!(calendar::silences(&mut tx, (start(), until)).await.unwrap(), [silence(12, 2)]);

        // At 50 minutes one, at 60 minutes two of one hour, and one twelve days later.
        let moments = [start(), later(51), later(52), later(61), later(far), until];
        let shown = |days: Vec<calendar::OfDay>| -> Vec<(usize, Vec<_>)> {
            days.into_iter().map(|day| (day.count, day.first.into_iter().map(|one| one.id).collect())).collect()
        };
        let (a, b, c, d) = (again.id, planned.id, nowhere.id, next.id);
        for (limit, both) in [(1, vec![b]), (2, vec![b, c]), (3, vec![b, c])] {
            let days = shown(calendar::days(&mut tx, &moments, None, limit).await.unwrap());
            assert_eq!(days, [(1, vec![a]), (0, vec![]), (2, both), (0, vec![]), (1, vec![d])], "{limit}");
        }
        let days = shown(calendar::days(&mut tx, &moments, Some(one.id), 1).await.unwrap());
        assert_eq!(days, [(1, vec![a]), (0, vec![]), (1, vec![b]), (0, vec![]), (1, vec![d])]);

        let day = days::WorldDay { id: Id::from(Uuid::from_u128(3)), month: 3, day: 8, title: "Droits des femmes".into(), language: Language::FRENCH };
        days::insert(&mut tx, &day).await.unwrap();
        assert_eq!(days::list(&mut tx).await.unwrap(), std::slice::from_ref(&day));
        assert!(days::remove(&mut tx, day.id).await.unwrap());
    }

    async fn budgets_outlive_the_program_and_the_house_remembers_how_it_works(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, _) = house(&mut tx).await;
        assert_eq!(budgets::of(&mut tx, one.id).await.unwrap(), None);
        for minute in [0, 1] {
            budgets::spend(&mut tx, one.id, later(minute), start() - Duration::from_secs(300)).await.unwrap();
        }
        assert_eq!(budgets::of(&mut tx, one.id).await.unwrap().map(|spent| (spent.since, spent.used)), Some((start(), 2)));
        budgets::spend(&mut tx, one.id, later(9), later(4)).await.unwrap();
        budgets::rest(&mut tx, one.id, later(30), later(9)).await.unwrap();
        let spent = budgets::of(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((spent.since, spent.used, spent.until), (later(9), 1, Some(later(30))));

        let before = ways::get(&mut tx).await.unwrap();
        assert_eq!((before.preset, before.cut_at, before.feed_salt.len()), (None, None, 16));
        ways::set_preset(&mut tx, Preset::Four).await.unwrap();
        ways::set_cut(&mut tx, Some((later(1), person(1)))).await.unwrap();
        ways::set_salt(&mut tx, &[1, 2]).await.unwrap();
        let after = ways::get(&mut tx).await.unwrap();
        assert_eq!((after.preset, after.cut_at, after.cut_by), (Some(Preset::Four), Some(later(1)), Some(person(1))));
        ways::set_cut(&mut tx, None).await.unwrap();
        assert_eq!(ways::get(&mut tx).await.unwrap().cut_at, None);
    }

    async fn whoever_is_erased_leaves_the_texts_and_not_their_name(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, item) = house(&mut tx).await;
        let sent = waiting(&mut tx, 1, &item, &one).await;
        deliveries::say_out(&mut tx, sent.id, person(1), None, later(1)).await.unwrap();
        channels::add_keeper(&mut tx, one.id, person(1)).await.unwrap();
        pictures::insert(&mut tx, &picture(1)).await.unwrap();
        log::note(&mut tx, item.id, "channels-act-begun", Some(person(1)), None, "", (start(), &chance())).await.unwrap();
        let yes = Approval { kind: Kind::Safety, person: person(1), digest: vec![1], at: start(), off_hours: false };
        approvals::give(&mut tx, item.id, &yes).await.unwrap();
        ways::set_cut(&mut tx, Some((start(), person(1)))).await.unwrap();
        let acts = erase::acts(&mut tx, person(1)).await.unwrap();
        assert_eq!(acts, [("channels-act-begun".to_owned(), "Texte 1".to_owned(), "2013-02-14".to_owned())]);
        erase::person(&mut tx, person(1)).await.unwrap();
        erase::person(&mut tx, person(1)).await.unwrap();
        assert!(erase::acts(&mut tx, person(1)).await.unwrap().is_empty());
        assert!(erase::kept(&mut tx, person(1)).await.unwrap().is_empty());
        assert_eq!(items::by_id(&mut tx, item.id).await.unwrap().unwrap().author, None);
        assert_eq!(deliveries::by_id(&mut tx, sent.id).await.unwrap().unwrap().ended_by, None);
        assert!(approvals::of(&mut tx, item.id).await.unwrap().is_empty());
        assert_eq!(ways::get(&mut tx).await.unwrap().cut_by, None);
        assert_eq!(pictures::list(&mut tx, 0, 9).await.unwrap()[0].by, None);
    }
}
