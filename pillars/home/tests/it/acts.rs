use griot_contracts::publications::Showcase;
use griot_home::{
    Home,
    model::{ActKind, DayMark, Group},
    store,
};
use griot_kernel::{Language, Reading, Timestamp};
use griot_testkit::contract;

use crate::factory::{SCHEMAS, act, awa, binta, day, keep, publication, work};

fn midnight(n: i64) -> Timestamp {
    Timestamp::start_of(day(n).day())
}

/// All groups from here on, one way or the other.
async fn groups(db: &mut griot_db::Conn, for_members: bool, reading: Reading<DayMark>) -> Vec<Group> {
    let part = store::groups(db, for_members, reading, 50).await.unwrap();
    part.items.into_iter().map(|told| told.group).collect()
}

contract! { SCHEMAS;
    async fn what_one_person_did_in_a_day_stands_together(db: Db) {
        let works: Vec<_> = (1..=4).map(|n| publication(n, &format!("Billet {n}"), "…")).collect();
        keep(&db, &works).await;
        let mut tx = db.begin().await.unwrap();
        for n in 1..=3_u32 {
            let published = act(n.into(), ActKind::Published, Some(awa()), Some(work(n.into())), day(0));
            store::note(&mut tx, &published).await.unwrap();
            store::note(&mut tx, &published).await.unwrap(); // heard twice, noted once
        }
        let later = act(4, ActKind::Published, Some(awa()), Some(work(4)), day(1));
        let comment = act(5, ActKind::Commented, None, Some(work(1)), day(1));
        let joined = act(6, ActKind::Joined, Some(binta()), None, day(2));
        for one in [&later, &comment, &joined] {
            store::note(&mut tx, one).await.unwrap();
        }

        let awa_on = |n, count| Group { kind: ActKind::Published, actor: Some(awa()), day: midnight(n), count };
        let by_guest = Group { kind: ActKind::Commented, actor: None, day: midnight(1), count: 1 };
        let of_binta = Group { kind: ActKind::Joined, actor: Some(binta()), day: midnight(2), count: 1 };
        let public = [by_guest.clone(), awa_on(1, 1), awa_on(0, 3)];
        assert_eq!(groups(&mut tx, false, Reading::Start).await, public);
        let members = groups(&mut tx, true, Reading::Start).await;
        assert_eq!((members[0].clone(), members.len()), (of_binta, 4));
        let two = store::groups(&mut tx, false, Reading::Start, 2).await.unwrap();
        let second = Reading::After(two.items[1].mark);
        assert_eq!(groups(&mut tx, false, second).await, [awa_on(0, 3)]);

        let of = store::of_group(&mut tx, &awa_on(0, 3), Language::FRENCH, 2).await.unwrap();
        assert_eq!(of.iter().map(|line| line.work).collect::<Vec<_>>(), [work(3), work(2)]);
        let of = store::of_group(&mut tx, &by_guest, Language::FRENCH, 2).await.unwrap();
        assert_eq!(of.iter().map(|line| line.work).collect::<Vec<_>>(), [work(1)]);
    }

    async fn reading_on_and_back_tells_of_every_group_once(db: Db) {
        let mut tx = db.begin().await.unwrap();
        // Days of one to six groups, some of which visitors do not see.
        for n in 0..60_u128 {
            let kind = [ActKind::Published, ActKind::Commented, ActKind::Joined][usize::try_from(n % 3).unwrap()];
            let actor = [awa(), binta()][usize::try_from(n / 3 % 2).unwrap()];
            let at = day(i64::try_from(n * n % 17).unwrap());
            store::note(&mut tx, &act(n, kind, Some(actor), Some(work(n)), at)).await.unwrap();
        }
        for for_members in [true, false] {
            let all = groups(&mut tx, for_members, Reading::Start).await;
            assert!(all.len() > 20, "{}", all.len());
            for size in [1, 2, 5, 7] {
                let mut reading = Reading::Start;
                let mut parts = Vec::new();
                loop {
                    let part = store::groups(&mut tx, for_members, reading, size).await.unwrap();
                    assert_eq!(part.before, !parts.is_empty());
                    let (last, more) = (part.items.last().unwrap().mark, part.more);
                    parts.push(part.items);
                    if !more { break }
                    reading = Reading::After(last);
                }
                let read: Vec<_> = parts.concat().into_iter().map(|told| told.group).collect();
                assert_eq!(read, all, "onwards by {size}");

                while parts.len() > 1 {
                    let last = parts.pop().unwrap();
                    let back = Reading::Before(last[0].mark);
                    let part = store::groups(&mut tx, for_members, back, size).await.unwrap();
                    assert_eq!((&part.items, part.before), (parts.last().unwrap(), parts.len() > 1), "back by {size}");
                }
            }
        }
        let nowhere = Reading::After("1970-01-01.5".parse().unwrap());
        assert_eq!(groups(&mut tx, true, nowhere).await, []);
    }

    async fn acts_go_with_their_work_and_with_their_person(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let published = act(1, ActKind::Published, Some(awa()), Some(work(1)), day(0));
        let comment = act(2, ActKind::Commented, Some(binta()), Some(work(1)), day(1));
        let other = act(3, ActKind::Published, Some(binta()), Some(work(2)), day(2));
        for one in [&published, &comment, &other] {
            store::note(&mut tx, one).await.unwrap();
        }
        assert_eq!(store::acts_of(&mut tx, binta()).await.unwrap(), [other.clone(), comment.clone()]);

        store::forget_act(&mut tx, other.id).await.unwrap();
        store::forget_act(&mut tx, other.id).await.unwrap(); // told twice
        assert_eq!(store::acts_of(&mut tx, binta()).await.unwrap(), std::slice::from_ref(&comment));
        store::note(&mut tx, &other).await.unwrap();

        store::forget_work_acts(&mut tx, work(1)).await.unwrap();
        assert_eq!(store::acts_of(&mut tx, awa()).await.unwrap(), []);
        assert_eq!(store::acts_of(&mut tx, binta()).await.unwrap(), [other]);

        store::forget_person(&mut tx, binta()).await.unwrap();
        assert_eq!(groups(&mut tx, true, Reading::Start).await, []);
    }

    async fn a_work_taken_down_is_shown_nowhere_from_that_act_on(db: Db) {
        let one = publication(1, "Témoignage", "Un nom qui ne doit plus être trouvé.");
        keep(&db, &[one.clone(), publication(2, "Un autre", "Reste.")]).await;
        let mut tx = db.begin().await.unwrap();
        store::note(&mut tx, &act(1, ActKind::Published, Some(awa()), Some(one.id), day(0))).await.unwrap();
        Home::new().take_down(&mut tx, one.id).await.unwrap();
        let titles = store::recent(&mut tx, Language::FRENCH, 9).await.unwrap();
        assert_eq!(titles.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(), ["Un autre"]);
        assert_eq!(store::acts_of(&mut tx, awa()).await.unwrap(), []);
        // The news of it comes later, and finds nothing left to do.
        store::take_down(&mut tx, one.id).await.unwrap();
        assert_eq!(store::recent(&mut tx, Language::FRENCH, 9).await.unwrap().len(), 1);
        store::take_down(&mut tx, work(2)).await.unwrap();
        assert!(store::recent(&mut tx, Language::FRENCH, 9).await.unwrap().is_empty());
    }

    async fn an_act_told_again_takes_its_new_day_and_actor(db: Db) {
        let mut tx = db.begin().await.unwrap();
        store::note(&mut tx, &act(1, ActKind::Published, Some(awa()), Some(work(1)), day(0))).await.unwrap();
        let anew = act(1, ActKind::Published, Some(binta()), Some(work(1)), day(3));
        store::note(&mut tx, &anew).await.unwrap();
        assert_eq!(store::acts_of(&mut tx, awa()).await.unwrap(), []);
        assert_eq!(store::acts_of(&mut tx, binta()).await.unwrap(), [anew]);
    }
}
