use griot_db::change;
use griot_kernel::{Language, PageRequest};
use griot_voices::{
    SCHEMA,
    model::{CommentState, Recipient, Writer},
    store::{comments, erase, guests, moderation, posts, public},
};

use crate::factory::*;

const FIRST: PageRequest = PageRequest { number: 1, size: 10 };

fn mark() -> griot_mailroom::Mark {
    [5_u8; 16].as_slice().try_into().unwrap()
}

fn guest() -> guests::Guest {
    guests::Guest { id: id(0x60).into(), sealed: vec![1, 2], language: Language::ENGLISH, confirmed_at: None }
}

griot_testkit::contract! { &[SCHEMA];
    async fn everyone_reads_what_is_shown_and_the_place_of_what_was_answered(db: Db) {
        let (_, post) = open_house(&db).await;
        let asked = comment(1, &post, binta(), "Une question ?");
        let mut answer = comment(2, &post, awa(), "Une réponse.");
        answer.parent = Some(asked.id);
        let mut waiting = comment(3, &post, binta(), "Pas encore lu.");
        waiting.state = CommentState::Waiting;
        let mut tx = db.begin().await.unwrap();
        for one in [&asked, &answer, &waiting] {
            comments::insert(&mut tx, one).await.unwrap();
        }
        assert_eq!(public::comments(&mut tx, post.id, None, 50).await.unwrap(), [asked.clone(), answer.clone()]);
        assert_eq!(comments::shown_of(&mut tx, Recipient::Person(binta()), 5).await.unwrap(), 1);

        comments::delete(&mut tx, asked.id).await.unwrap();
        let shown = public::comments(&mut tx, post.id, None, 50).await.unwrap();
        assert_eq!((shown[0].state, shown[0].body.as_str(), &shown[0].writer), (CommentState::Deleted, "", &Writer::Gone));
        comments::delete(&mut tx, answer.id).await.unwrap();
        assert_eq!(public::comments(&mut tx, post.id, None, 50).await.unwrap(), []);
    }

    async fn what_others_answered_to_someone_is_found_newest_first(db: Db) {
        let (_, post) = open_house(&db).await;
        let asked = comment(1, &post, binta(), "Une question ?");
        let mut answer = comment(2, &post, awa(), "Une réponse.");
        answer.parent = Some(asked.id);
        let mut aside = comment(3, &post, moussa(), "Moi aussi.");
        aside.parent = Some(asked.id);
        let mut waiting = comment(4, &post, binta(), "Pas encore lu.");
        waiting.state = CommentState::Waiting;
        let mut tx = db.begin().await.unwrap();
        for one in [&asked, &answer, &aside, &waiting] {
            comments::insert(&mut tx, one).await.unwrap();
        }
        let to = |found: Vec<comments::Placed>| found.into_iter().map(|one| one.comment.id).collect::<Vec<_>>();
        assert_eq!(to(comments::replies_to(&mut tx, awa(), 5).await.unwrap()), [aside.id, asked.id]);
        assert_eq!(to(comments::replies_to(&mut tx, awa(), 1).await.unwrap()), [aside.id]);
        assert_eq!(to(comments::replies_to(&mut tx, binta(), 5).await.unwrap()), [aside.id, answer.id]);
        assert!(comments::replies_to(&mut tx, moussa(), 5).await.unwrap().is_empty());
        let first = comments::replies_to(&mut tx, binta(), 1).await.unwrap().remove(0);
        assert_eq!((first.blog_slug.as_str(), &first.post_slug, &first.post_title), ("awa", &post.slug, &post.title));
    }

    async fn a_form_sent_twice_is_found_and_repeated_words_are_counted(db: Db) {
        let (_, post) = open_house(&db).await;
        let one = comment(1, &post, binta(), "Bravo");
        let mut tx = db.begin().await.unwrap();
        comments::insert(&mut tx, &one).await.unwrap();
        let again = comments::same_again(&mut tx, post.id, Recipient::Person(binta()), "Bravo", day(0)).await.unwrap();
        assert_eq!(again.unwrap().id, one.id);
        let other = comments::same_again(&mut tx, post.id, Recipient::Person(awa()), "Bravo", day(0)).await.unwrap();
        assert!(other.is_none());
        assert_eq!(comments::same_words(&mut tx, "Bravo", day(0)).await.unwrap(), 1);
        assert_eq!(comments::same_words(&mut tx, "Bravo", day(2)).await.unwrap(), 0);
    }

    async fn what_was_put_back_stays_marked(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut one = comment(1, &post, binta(), "Lisez https://a.bf");
        one.state = CommentState::Suspected;
        one.reason = Some("many-links".into());
        let mut tx = db.begin().await.unwrap();
        comments::insert(&mut tx, &one).await.unwrap();
        let (from, to) = (CommentState::Suspected, CommentState::Shown);
        assert!(comments::set_state(&mut tx, one.id, from, to, None, true).await.unwrap());
        assert!(!comments::set_state(&mut tx, one.id, from, to, None, true).await.unwrap());
        let kept = comments::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.reinstated, kept.reason), (CommentState::Shown, true, None));
        comments::edit(&mut tx, one.id, "Lisez https://a.bf", CommentState::Shown, None, day(8)).await.unwrap();
        assert!(comments::by_id(&mut tx, one.id).await.unwrap().unwrap().reinstated, "the same words");
        comments::edit(&mut tx, one.id, "Autre", CommentState::Shown, None, day(9)).await.unwrap();
        let kept = comments::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((kept.body.as_str(), kept.edited_at, kept.reinstated), ("Autre", Some(day(9)), false));
    }

    async fn a_guest_is_known_by_the_address_and_confirms_once(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let known = guests::insert(&mut tx, &guest(), &[7; 32], mark(), day(1)).await.unwrap();
        let twin = guests::Guest { id: id(0x61).into(), ..guest() };
        assert_eq!(guests::insert(&mut tx, &twin, &[7; 32], mark(), day(2)).await.unwrap(), known);

        let mut one = comment(1, &post, awa(), "De loin");
        one.writer = Writer::Guest { guest: Some(known), name: "Une lectrice".into() };
        one.state = CommentState::Unconfirmed;
        comments::insert(&mut tx, &one).await.unwrap();
        guests::confirm(&mut tx, known, day(3)).await.unwrap();
        guests::confirm(&mut tx, known, day(4)).await.unwrap();
        assert_eq!(guests::by_id(&mut tx, known).await.unwrap().unwrap().confirmed_at, Some(day(3)));
        let (from, to) = (CommentState::Unconfirmed, CommentState::Waiting);
        assert!(comments::set_state(&mut tx, one.id, from, to, None, false).await.unwrap());
    }

    async fn a_guest_is_found_by_the_mark_of_the_address(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let known = guests::insert(&mut tx, &guest(), &[7; 32], mark(), day(1)).await.unwrap();
        assert_eq!(guests::by_mark(&mut tx, mark()).await.unwrap(), [known]);
        let other = [6_u8; 16].as_slice().try_into().unwrap();
        guests::set_mark(&mut tx, known, other).await.unwrap();
        assert_eq!(guests::by_mark(&mut tx, mark()).await.unwrap(), []);
        assert_eq!(guests::unmarked(&mut tx, 10).await.unwrap(), []);
        // Whoever came before there were marks.
        change!(tx, conn => query("update comment_guest set mark = null").execute(conn)).unwrap();
        assert_eq!(guests::unmarked(&mut tx, 10).await.unwrap(), [guest()]);
        guests::insert(&mut tx, &guest(), &[7; 32], mark(), day(2)).await.unwrap();
        assert_eq!(guests::by_mark(&mut tx, mark()).await.unwrap(), [known]);
    }

    async fn what_was_never_confirmed_is_forgotten(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let known = guests::insert(&mut tx, &guest(), &[7; 32], mark(), day(1)).await.unwrap();
        let mut one = comment(1, &post, awa(), "Jamais confirmé");
        one.writer = Writer::Guest { guest: Some(known), name: "X".into() };
        one.state = CommentState::Unconfirmed;
        comments::insert(&mut tx, &one).await.unwrap();
        assert_eq!(guests::drop_unconfirmed(&mut tx, day(5)).await.unwrap(), 0);
        assert_eq!(comments::drop_unconfirmed(&mut tx, day(5)).await.unwrap(), 1);
        assert_eq!(guests::drop_unconfirmed(&mut tx, day(5)).await.unwrap(), 1);
    }

    async fn a_guest_is_erased_with_words_name_wishes_and_address(db: Db) {
        use griot_voices::{model::{Pace, Target, TargetKind, Subscription}, store::subscriptions};
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let known = guests::insert(&mut tx, &guest(), &[7; 32], mark(), day(1)).await.unwrap();
        let mut one = comment(1, &post, awa(), "De loin");
        one.writer = Writer::Guest { guest: Some(known), name: "Une lectrice".into() };
        comments::insert(&mut tx, &one).await.unwrap();
        let target = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let wish = Subscription { recipient: Recipient::Guest(known), ..wish(1, target, awa(), Pace::Daily) };
        subscriptions::follow(&mut tx, &wish, day(1)).await.unwrap();
        assert_eq!(guests::kept_of(&mut tx, known).await.unwrap(), (1, 1));
        let theirs = comments::of_guest(&mut tx, known, FIRST).await.unwrap();
        assert_eq!((theirs.len(), theirs[0].comment.id, theirs[0].post_slug.as_str()), (1, one.id, "premier"));
        assert_eq!(theirs[0].path(), format!("/blogs/awa/premier?comment={0}#c-{0}", one.id.as_uuid().simple()));
        for _ in 0..2 {
            guests::erase(&mut tx, known).await.unwrap();
        }
        assert_eq!(guests::kept_of(&mut tx, known).await.unwrap(), (0, 0));
        assert_eq!(guests::by_id(&mut tx, known).await.unwrap(), None);
        assert_eq!(subscriptions::by_id(&mut tx, wish.id).await.unwrap(), None);
        let left = comments::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((left.state, left.body.as_str(), left.writer), (CommentState::Deleted, "", Writer::Gone));
    }

    async fn a_guest_who_left_long_ago_is_forgotten(db: Db) {
        use griot_voices::{model::{Pace, Target, TargetKind, Subscription}, store::subscriptions};
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let target = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let mut ids = Vec::new();
        for n in 0..4_u8 {
            let one = guests::Guest { id: id(0x60 + u128::from(n)).into(), ..guest() };
            ids.push(guests::insert(&mut tx, &one, &[n; 32], mark(), day(1)).await.unwrap());
        }
        // The first wrote what everyone reads, the second what was hidden, the third follows, the
        // fourth followed not long ago.
        for (n, guest, state) in [(1, ids[0], CommentState::Shown), (2, ids[1], CommentState::Hidden)] {
            let mut said = comment(n, &post, awa(), "Un mot");
            said.writer = Writer::Guest { guest: Some(guest), name: "X".into() };
            said.state = state;
            comments::insert(&mut tx, &said).await.unwrap();
        }
        for (n, guest, at) in [(1, ids[2], day(1)), (2, ids[3], day(300))] {
            let one = Subscription { recipient: Recipient::Guest(guest), ..wish(n, target, awa(), Pace::Daily) };
            subscriptions::follow(&mut tx, &one, at).await.unwrap();
            if n == 2 {
                subscriptions::end(&mut tx, one.id, at).await.unwrap();
            }
        }
        assert_eq!(guests::drop_idle(&mut tx, day(1)).await.unwrap(), 0);
        assert_eq!(guests::drop_idle(&mut tx, day(100)).await.unwrap(), 1);
        assert_eq!(guests::by_id(&mut tx, ids[1]).await.unwrap(), None);
        assert_eq!(guests::drop_idle(&mut tx, day(400)).await.unwrap(), 1);
        for left in [ids[0], ids[2]] {
            assert!(guests::by_id(&mut tx, left).await.unwrap().is_some());
        }
    }

    async fn the_queue_shows_moderators_theirs(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut one = comment(1, &post, binta(), "À lire");
        one.state = CommentState::Waiting;
        let shown = comment(2, &post, binta(), "Lu");
        let mut tx = db.begin().await.unwrap();
        comments::insert(&mut tx, &one).await.unwrap();
        comments::insert(&mut tx, &shown).await.unwrap();
        let all = moderation::in_state(&mut tx, CommentState::Waiting, None, FIRST).await.unwrap();
        assert_eq!((all.len(), all[0].post_title.as_str(), all[0].reports), (1, "Billet premier", 0));
        assert_eq!(moderation::in_state(&mut tx, CommentState::Waiting, Some(awa()), FIRST).await.unwrap().len(), 1);
        assert_eq!(moderation::in_state(&mut tx, CommentState::Waiting, Some(binta()), FIRST).await.unwrap().len(), 0);

        let n = moderation::report(&mut tx, id(1), shown.id, Some(awa()), "injure", day(3)).await.unwrap();
        assert_eq!(n, 1);
        let n = moderation::report(&mut tx, id(2), shown.id, Some(awa()), "encore", day(3)).await.unwrap();
        assert_eq!(n, 1);
        let n = moderation::report(&mut tx, id(3), shown.id, None, "sans compte", day(3)).await.unwrap();
        assert_eq!(n, 1, "a stranger is heard and not counted: one could be many");
        assert_eq!(moderation::reported(&mut tx, None, FIRST).await.unwrap()[0].reports, 2);
        let other = comment(3, &post, binta(), "Beaucoup lu");
        comments::insert(&mut tx, &other).await.unwrap();
        for n in 100..130 {
            moderation::report(&mut tx, id(n), other.id, None, "encore", day(3)).await.unwrap();
        }
        assert_eq!(moderation::report(&mut tx, id(200), other.id, Some(awa()), "injure", day(4)).await.unwrap(), 1);
        assert_eq!(moderation::reasons(&mut tx, other.id).await.unwrap().len(), 11, "strangers do not fill the table");
        moderation::settle(&mut tx, other.id).await.unwrap();
        comments::delete(&mut tx, other.id).await.unwrap();
        assert_eq!(moderation::reported(&mut tx, Some(binta()), FIRST).await.unwrap().len(), 0);
        assert_eq!(moderation::reasons(&mut tx, shown.id).await.unwrap(), ["injure", "sans compte"]);
        let counts = moderation::counts(&mut tx, None).await.unwrap();
        assert_eq!((counts.waiting, counts.suspected, counts.reported), (1, 0, 1));
        assert_eq!(moderation::counts(&mut tx, Some(awa())).await.unwrap().all(), 2);
        assert_eq!(moderation::counts(&mut tx, Some(binta())).await.unwrap().all(), 0);
        moderation::settle(&mut tx, shown.id).await.unwrap();
        assert_eq!(moderation::counts(&mut tx, None).await.unwrap().all(), 1);
        moderation::note_judge(&mut tx, one.id, awa(), day(4)).await.unwrap();
        let queue = moderation::in_state(&mut tx, CommentState::Waiting, None, FIRST).await.unwrap();
        assert_eq!(queue[0].judged, Some((awa(), day(4))));
        assert_ne!(moderation::report_id(&chance()), id(0));

        let mut hidden = Vec::new();
        for n in 10..12 {
            let mut one = comment(n, &post, binta(), "Injure");
            one.state = CommentState::Hidden;
            one.reason = Some("Restez courtois".into());
            comments::insert(&mut tx, &one).await.unwrap();
            hidden.insert(0, one.id);
        }
        let shown = moderation::in_state(&mut tx, CommentState::Hidden, None, FIRST).await.unwrap();
        assert_eq!(shown.iter().map(|one| one.comment.id).collect::<Vec<_>>(), hidden, "the newest first");
        let mine = comments::hidden_of(&mut tx, binta(), day(0), 5).await.unwrap();
        assert_eq!(mine.iter().map(|one| one.comment.id).collect::<Vec<_>>(), hidden);
        assert_eq!(mine[0].comment.reason.as_deref(), Some("Restez courtois"));
        assert_eq!(comments::hidden_of(&mut tx, binta(), day(11), 5).await.unwrap().len(), 1);
        assert_eq!(comments::hidden_of(&mut tx, awa(), day(0), 5).await.unwrap(), []);
    }

    async fn an_erased_person_leaves_nothing(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let team = blog(2, "equipe");
        let team = griot_voices::model::Blog { kind: griot_voices::model::BlogKind::Team, owner: Some(binta()), ..team };
        griot_voices::store::blogs::insert(&mut tx, &team).await.unwrap();
        let other = griot_voices::model::Post { author: Some(binta()), ..published(5, &team, "equipe", day(2)) };
        posts::insert(&mut tx, &other).await.unwrap();
        comments::insert(&mut tx, &comment(1, &other, awa(), "Un mot d’Awa")).await.unwrap();
        for _ in 0..2 {
            erase::person(&mut tx, awa()).await.unwrap();
        }
        assert_eq!(posts::by_id(&mut tx, post.id).await.unwrap(), None);
        let left = comments::by_id(&mut tx, comment(1, &other, awa(), "").id).await.unwrap().unwrap();
        assert_eq!((left.state, left.body.as_str(), left.writer), (CommentState::Deleted, "", Writer::Gone));
        assert!(posts::by_id(&mut tx, other.id).await.unwrap().is_some());
    }

    async fn what_another_key_sealed_is_found_and_replaced_if_it_still_stands(db: Db) {
        let (old, new) = ([1, 0, 0, 0, 1], [1, 0, 0, 0, 2]);
        let sealed = |mark: [u8; 5], rest: u8| [[9; 32].as_slice(), &mark, &[rest; 20]].concat();
        let mut tx = db.begin().await.unwrap();
        for (n, key) in [(1_u8, old), (2, new), (3, old)] {
            let one = guests::Guest { id: id(u128::from(n)).into(), sealed: sealed(key, 7), ..guest() };
            guests::insert(&mut tx, &one, &[n; 32], mark(), day(1)).await.unwrap();
        }
        let ids = |found: Vec<guests::Guest>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
        let first = id(0).into();
        let found = guests::sealed_otherwise(&mut tx, &new, first, 10).await.unwrap();
        assert_eq!(ids(found), [id(1).into(), id(3).into()]);
        let after = guests::sealed_otherwise(&mut tx, &new, id(1).into(), 10).await.unwrap();
        assert_eq!(ids(after), [id(3).into()]);

        let anew = sealed(new, 8);
        assert!(!guests::reseal(&mut tx, id(1).into(), &sealed(old, 9), &anew).await.unwrap(), "changed meanwhile");
        assert!(guests::reseal(&mut tx, id(1).into(), &sealed(old, 7), &anew).await.unwrap());
        assert_eq!(guests::by_id(&mut tx, id(1).into()).await.unwrap().unwrap().sealed, anew);
        assert_eq!(guests::sealed_with(&mut tx, &old).await.unwrap(), 1);
        assert_eq!(guests::sealed_with(&mut tx, &new).await.unwrap(), 2);
    }
}
