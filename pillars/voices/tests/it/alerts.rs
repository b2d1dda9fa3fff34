use griot_kernel::PageRequest;
use griot_voices::{
    SCHEMA,
    model::{Pace, Recipient, Target, TargetKind},
    store::{alerts, comments, guests, subscriptions},
};

use crate::factory::*;

griot_testkit::contract! { &[SCHEMA];
    async fn nobody_gets_two_mails_for_one_event(db: Db) {
        let (blog, post) = open_house(&db).await;
        let on_post = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let on_blog = Target { kind: TargetKind::Blog, id: blog.id.as_uuid() };
        let mut tx = db.begin().await.unwrap();
        let first = wish(1, on_post, awa(), Pace::Immediate);
        let second = wish(2, on_blog, awa(), Pace::Daily);
        for wish in [&first, &second] {
            subscriptions::follow(&mut tx, wish, day(0)).await.unwrap();
        }
        let news = comment(1, &post, binta(), "Bonjour");
        comments::insert(&mut tx, &news).await.unwrap();
        let met = subscriptions::met_by(&mut tx, &news, &post, None).await.unwrap();
        assert_eq!(met, [first]);
        assert!(alerts::note(&mut tx, &first, news.id, day(1)).await.unwrap());
        assert!(!alerts::note(&mut tx, &second, news.id, day(1)).await.unwrap());
        let due = alerts::due_one(&mut tx, awa().as_uuid(), news.id).await.unwrap().unwrap();
        assert_eq!((due.recipient, due.subscription), (Recipient::Person(awa()), first.id));
        assert!(alerts::settle(&mut tx, awa().as_uuid(), news.id, true).await.unwrap());
        assert!(!alerts::settle(&mut tx, awa().as_uuid(), news.id, true).await.unwrap());
        assert!(alerts::due_one(&mut tx, awa().as_uuid(), news.id).await.unwrap().is_none());
    }

    async fn an_address_is_told_once_under_whichever_name(db: Db) {
        let (_, post) = open_house(&db).await;
        let on_post = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let mut tx = db.begin().await.unwrap();
        let news = comment(1, &post, moussa(), "Bonjour");
        comments::insert(&mut tx, &news).await.unwrap();
        for (n, person) in [(1, awa()), (2, binta())] {
            let one = wish(n, on_post, person, Pace::Immediate);
            subscriptions::follow(&mut tx, &one, day(0)).await.unwrap();
            alerts::note(&mut tx, &one, news.id, day(1)).await.unwrap();
        }
        let (hers, other) = ([7; 32], [8; 32]);
        assert!(alerts::claim(&mut tx, awa().as_uuid(), news.id, &hers).await.unwrap());
        assert!(alerts::claim(&mut tx, awa().as_uuid(), news.id, &hers).await.unwrap(), "a letter tried again");
        assert!(!alerts::claim(&mut tx, binta().as_uuid(), news.id, &hers).await.unwrap());
        assert!(alerts::claim(&mut tx, binta().as_uuid(), news.id, &other).await.unwrap());
        alerts::settle(&mut tx, awa().as_uuid(), news.id, true).await.unwrap();
        assert!(!alerts::claim(&mut tx, awa().as_uuid(), news.id, &hers).await.unwrap(), "told already");
        assert_eq!(alerts::forget_addresses(&mut tx, day(1)).await.unwrap(), 0);
        assert_eq!(alerts::forget_addresses(&mut tx, day(2)).await.unwrap(), 1, "what is still due is not forgotten");
    }

    async fn letters_to_one_address_that_leave_at_once_are_one(db: Db) {
        let (_, post) = open_house(&db).await;
        let on_post = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let mut tx = db.begin().await.unwrap();
        let news = comment(1, &post, moussa(), "Bonjour");
        comments::insert(&mut tx, &news).await.unwrap();
        for (n, person) in [(1, awa()), (2, binta())] {
            let one = wish(n, on_post, person, Pace::Immediate);
            subscriptions::follow(&mut tx, &one, day(0)).await.unwrap();
            alerts::note(&mut tx, &one, news.id, day(1)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let claims = [awa(), binta()].map(|person| {
            let db = db.clone();
            tokio::spawn(async move {
                loop {
                    match claim(&db, person.as_uuid(), news.id).await {
                        Ok(claimed) => return claimed,
                        Err(griot_db::DbError::Conflict(_)) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
            })
        });
        let mut leave = 0;
        for claim in claims {
            leave += u32::from(claim.await.unwrap());
        }
        assert_eq!(leave, 1);
    }

    async fn nobody_is_told_of_their_own_words(db: Db) {
        let (_, post) = open_house(&db).await;
        let on_post = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let mut tx = db.begin().await.unwrap();
        subscriptions::follow(&mut tx, &wish(1, on_post, binta(), Pace::Immediate), day(0)).await.unwrap();
        let own = comment(1, &post, binta(), "Moi-même");
        comments::insert(&mut tx, &own).await.unwrap();
        assert_eq!(subscriptions::met_by(&mut tx, &own, &post, None).await.unwrap(), []);
        assert_eq!(subscriptions::writer_of(&own), Some(Recipient::Person(binta())));
    }

    async fn replies_reach_whoever_was_answered(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let binta_reads = Recipient::Person(binta());
        let replies = wish(1, subscriptions::replies_to(binta_reads), binta(), Pace::Immediate);
        subscriptions::propose(&mut tx, &replies, day(0)).await.unwrap();
        let answer = comment(2, &post, awa(), "Une réponse");
        comments::insert(&mut tx, &answer).await.unwrap();
        assert_eq!(subscriptions::met_by(&mut tx, &answer, &post, Some(binta_reads)).await.unwrap(), [replies]);
        assert_eq!(subscriptions::met_by(&mut tx, &answer, &post, None).await.unwrap(), []);
    }

    async fn a_wish_that_was_ended_is_not_proposed_again(db: Db) {
        let (_, post) = open_house(&db).await;
        let target = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let one = wish(1, target, awa(), Pace::Immediate);
        let mut tx = db.begin().await.unwrap();
        subscriptions::follow(&mut tx, &one, day(0)).await.unwrap();
        assert_eq!(subscriptions::all_of_person(&mut tx, awa()).await.unwrap(), [one]);
        assert!(subscriptions::end(&mut tx, one.id, day(1)).await.unwrap());
        assert!(!subscriptions::end(&mut tx, one.id, day(1)).await.unwrap());
        subscriptions::propose(&mut tx, &wish(2, target, awa(), Pace::Daily), day(1)).await.unwrap();
        assert!(!subscriptions::of_recipient(&mut tx, Recipient::Person(awa()), target).await.unwrap().unwrap().active);
        subscriptions::follow(&mut tx, &wish(3, target, awa(), Pace::Daily), day(2)).await.unwrap();
        let now = subscriptions::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((now.active, now.pace), (true, Pace::Daily));
    }

    async fn a_guest_who_gets_no_letters_follows_nothing(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let mark = [5_u8; 16].as_slice().try_into().unwrap();
        let guest = guests::Guest { id: id(0x60).into(), sealed: vec![1], language: griot_kernel::Language::FRENCH, confirmed_at: None };
        let guest = guests::insert(&mut tx, &guest, &[7; 32], mark, day(0)).await.unwrap();
        let on_post = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let hers = wish(1, on_post, awa(), Pace::Immediate);
        let theirs = griot_voices::model::Subscription { recipient: Recipient::Guest(guest), ..wish(2, on_post, awa(), Pace::Daily) };
        for wish in [&hers, &theirs] {
            subscriptions::follow(&mut tx, wish, day(0)).await.unwrap();
        }
        let news = comment(1, &post, binta(), "Bonjour");
        comments::insert(&mut tx, &news).await.unwrap();
        for wish in [&hers, &theirs] {
            alerts::note(&mut tx, wish, news.id, day(1)).await.unwrap();
        }
        alerts::drop_of_recipient(&mut tx, guest.as_uuid()).await.unwrap();
        assert_eq!(subscriptions::end_all_of_guest(&mut tx, guest).await.unwrap(), 1);
        assert_eq!(subscriptions::end_all_of_guest(&mut tx, guest).await.unwrap(), 0);
        assert_eq!(alerts::waiting(&mut tx, Pace::Daily).await.unwrap(), 0);
        assert_eq!(alerts::waiting(&mut tx, Pace::Immediate).await.unwrap(), 1);
        assert!(subscriptions::by_id(&mut tx, hers.id).await.unwrap().unwrap().active);
    }

    async fn what_someone_follows_is_told_with_its_title_and_then_what_they_ended_lately(db: Db) {
        let (blog, post) = open_house(&db).await;
        let on_post = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let on_blog = Target { kind: TargetKind::Blog, id: blog.id.as_uuid() };
        let gone = Target { kind: TargetKind::Post, id: id(0x99) };
        let replies = subscriptions::replies_to(Recipient::Person(awa()));
        let mut tx = db.begin().await.unwrap();
        let wishes = [wish(1, on_post, awa(), Pace::Daily), wish(2, on_blog, awa(), Pace::Immediate),
            wish(3, gone, awa(), Pace::Daily), wish(4, replies, awa(), Pace::Daily), wish(5, on_post, binta(), Pace::Daily)];
        for (wish, at) in wishes.iter().zip(1..) {
            subscriptions::follow(&mut tx, wish, day(at)).await.unwrap();
        }
        let page = PageRequest::new(1, 50);
        let found = subscriptions::followed(&mut tx, awa().as_uuid(), None, day(0), page).await.unwrap();
        let told: Vec<_> = found.iter().map(|one| (one.wish.id, one.about.clone())).collect();
        assert_eq!(told, [
            (wishes[3].id, None),
            (wishes[1].id, Some(("/blogs/awa".to_owned(), "Le blog awa".to_owned()))),
            (wishes[0].id, Some(("/blogs/awa/premier".to_owned(), "Billet premier".to_owned()))),
        ]);
        let daily = subscriptions::followed(&mut tx, awa().as_uuid(), Some(Pace::Daily), day(0), page).await.unwrap();
        assert_eq!(daily.iter().map(|one| one.wish.id).collect::<Vec<_>>(), [wishes[3].id, wishes[0].id]);

        assert_eq!(subscriptions::end_all_at(&mut tx, awa().as_uuid(), Pace::Daily, day(9)).await.unwrap(), 3);
        assert_eq!(subscriptions::end_all_at(&mut tx, awa().as_uuid(), Pace::Daily, day(9)).await.unwrap(), 0);
        let found = subscriptions::followed(&mut tx, awa().as_uuid(), None, day(9), page).await.unwrap();
        let told: Vec<_> = found.iter().map(|one| (one.wish.id, one.wish.active)).collect();
        assert_eq!(told, [(wishes[1].id, true), (wishes[0].id, false), (wishes[3].id, false)]);
        assert_eq!(subscriptions::followed(&mut tx, awa().as_uuid(), None, day(10), page).await.unwrap().len(), 1);
        subscriptions::follow(&mut tx, &wishes[0], day(10)).await.unwrap();
        assert_eq!(subscriptions::followed(&mut tx, awa().as_uuid(), None, day(10), page).await.unwrap().len(), 2);
        assert_eq!(subscriptions::followed(&mut tx, binta().as_uuid(), None, day(0), page).await.unwrap().len(), 1);
    }

    async fn a_guest_who_asks_again_before_confirming_gets_the_pace_asked_for_last(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let mark = [5_u8; 16].as_slice().try_into().unwrap();
        let guest = guests::Guest { id: id(0x60).into(), sealed: vec![1], language: griot_kernel::Language::FRENCH, confirmed_at: None };
        let guest = guests::insert(&mut tx, &guest, &[7; 32], mark, day(0)).await.unwrap();
        let on_post = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let asked = |n, pace| griot_voices::model::Subscription { recipient: Recipient::Guest(guest), active: false, ..wish(n, on_post, awa(), pace) };
        let first = subscriptions::ask(&mut tx, &asked(1, Pace::Immediate), day(1)).await.unwrap().unwrap();
        let again = subscriptions::ask(&mut tx, &asked(2, Pace::Daily), day(1)).await.unwrap().unwrap();
        assert_eq!((again.id, again.pace, again.active), (first.id, Pace::Daily, false));
        subscriptions::follow(&mut tx, &again, day(2)).await.unwrap();
        let kept = subscriptions::ask(&mut tx, &asked(3, Pace::Immediate), day(3)).await.unwrap().unwrap();
        assert_eq!((kept.pace, kept.active), (Pace::Daily, true), "whoever types an address changes nothing that stands");
    }

    async fn the_daily_mail_gathers_what_is_due(db: Db) {
        let (_, post) = open_house(&db).await;
        let target = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let one = wish(1, target, awa(), Pace::Daily);
        let mut tx = db.begin().await.unwrap();
        subscriptions::follow(&mut tx, &one, day(0)).await.unwrap();
        for n in 1..4 {
            let news = comment(n, &post, binta(), &format!("n° {n}"));
            comments::insert(&mut tx, &news).await.unwrap();
            alerts::note(&mut tx, &one, news.id, news.at).await.unwrap();
        }
        assert_eq!(alerts::digest_readers(&mut tx, 10).await.unwrap(), [awa().as_uuid()]);
        assert_eq!(alerts::digest_of(&mut tx, awa().as_uuid(), 2).await.unwrap().len(), 2);
        assert_eq!(alerts::waiting(&mut tx, Pace::Daily).await.unwrap(), 3);
        assert_eq!(alerts::readable_daily(&mut tx, awa().as_uuid()).await.unwrap(), 3);
        comments::delete(&mut tx, comment(1, &post, binta(), "").id).await.unwrap();
        assert_eq!(alerts::readable_daily(&mut tx, awa().as_uuid()).await.unwrap(), 2);
        alerts::drop_of(&mut tx, one.id).await.unwrap();
        assert_eq!(alerts::waiting(&mut tx, Pace::Daily).await.unwrap(), 0);

        let at_once = wish(2, Target { kind: TargetKind::Blog, id: post.blog.as_uuid() }, awa(), Pace::Immediate);
        subscriptions::follow(&mut tx, &at_once, day(4)).await.unwrap();
        for (n, wish) in [(8, &one), (9, &at_once)] {
            let news = comment(n, &post, binta(), &format!("n° {n}"));
            comments::insert(&mut tx, &news).await.unwrap();
            alerts::note(&mut tx, wish, news.id, news.at).await.unwrap();
        }
        alerts::drop_at(&mut tx, awa().as_uuid(), Pace::Daily).await.unwrap();
        assert_eq!(alerts::waiting(&mut tx, Pace::Daily).await.unwrap(), 0);
        assert_eq!(alerts::waiting(&mut tx, Pace::Immediate).await.unwrap(), 1);
    }
}

async fn claim(
    db: &griot_db::Db,
    recipient: uuid::Uuid,
    comment: griot_voices::model::CommentId,
) -> Result<bool, griot_db::DbError> {
    let mut tx = db.begin().await?;
    let claimed = alerts::claim(&mut tx, recipient, comment, &[7; 32]).await?;
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    tx.commit().await?;
    Ok(claimed)
}
