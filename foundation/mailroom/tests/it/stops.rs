//! The stop list.

use griot_mailroom::{
    Heard, Kind, Lift, SCHEMA, Stop, acts, let_go, lift, silence,
    store::stops::{
        count_try, counts, dead_by_day, dead_of, forget, has_try, keep, known, standing as standing_of, sweep,
    },
};

use crate::{day, mark, standing, told};

const AWA: &str = "awa@example.org";
const BINTA: &str = "binta@example.org";

griot_testkit::contract! { &[SCHEMA];
    async fn an_address_is_kept_as_it_is_known(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let mut stop = Stop::first(Kind::Soft, day(0));
        keep(&mut tx, mark(AWA), stop).await.unwrap();
        assert_eq!(known(&mut tx, mark(AWA)).await.unwrap(), Some(stop));
        assert_eq!(standing_of(&mut tx, mark(AWA)).await.unwrap(), None);
        stop = stop.after(Kind::Complaint, day(1));
        keep(&mut tx, mark(AWA), stop).await.unwrap();
        assert_eq!(standing_of(&mut tx, mark(AWA)).await.unwrap(), Some(stop));
        stop = stop.lifted(day(2));
        keep(&mut tx, mark(AWA), stop).await.unwrap();
        assert_eq!(known(&mut tx, mark(AWA)).await.unwrap(), Some(stop));
        assert_eq!(known(&mut tx, mark(BINTA)).await.unwrap(), None);
        assert!(forget(&mut tx, mark(AWA)).await.unwrap());
        assert!(!forget(&mut tx, mark(AWA)).await.unwrap());
    }

    async fn the_house_is_told_once_that_an_address_is_stopped(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let mut news = Vec::new();
        for (kind, n) in [(Kind::Soft, 0), (Kind::Hard, 1), (Kind::Hard, 2), (Kind::Complaint, 3)] {
            news.push(acts::hear(&mut tx, mark(AWA), kind, day(n), day(n)).await.unwrap());
        }
        tx.commit().await.unwrap();
        assert_eq!(news, [Heard::Counted, Heard::Stopped(Kind::Hard), Heard::Known, Heard::Known]);
        assert_eq!(told(&db).await, 1);
        assert_eq!(standing(&db, AWA).await.unwrap().kind, Kind::Complaint);
    }

    async fn late_news_of_old_letters_does_not_stop_what_was_lifted(db: Db) {
        let mut tx = db.begin().await.unwrap();
        acts::hear(&mut tx, mark(AWA), Kind::Hard, day(0), day(1)).await.unwrap();
        assert_eq!(lift(&mut tx, mark(AWA), Lift::Wanted, day(2)).await.unwrap(), Some(Kind::Hard));
        assert_eq!(lift(&mut tx, mark(AWA), Lift::Wanted, day(2)).await.unwrap(), None);
        let late = acts::hear(&mut tx, mark(AWA), Kind::Hard, day(1), day(5)).await.unwrap();
        let fresh = acts::hear(&mut tx, mark(AWA), Kind::Hard, day(3), day(5)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((late, fresh), (Heard::Past, Heard::Stopped(Kind::Hard)));
    }

    async fn a_letter_that_arrived_lifts_what_servers_said_but_no_wish(db: Db) {
        let mut tx = db.begin().await.unwrap();
        acts::hear(&mut tx, mark(AWA), Kind::Hard, day(0), day(0)).await.unwrap();
        silence(&mut tx, mark(BINTA), day(0)).await.unwrap();
        assert_eq!(lift(&mut tx, mark(AWA), Lift::Arrived, day(1)).await.unwrap(), Some(Kind::Hard));
        assert_eq!(lift(&mut tx, mark(BINTA), Lift::Arrived, day(1)).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert!(standing(&db, AWA).await.is_none());
        assert_eq!(standing(&db, BINTA).await.unwrap().kind, Kind::Asked);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(lift(&mut tx, mark(BINTA), Lift::Wanted, day(1)).await.unwrap(), Some(Kind::Asked));
        assert_eq!(lift(&mut tx, mark("none@example.org"), Lift::Wanted, day(1)).await.unwrap(), None);
    }

    async fn a_day_on_which_a_server_erred_is_lifted_whole(db: Db) {
        let mut tx = db.begin().await.unwrap();
        for (address, n) in [(AWA, 1), (BINTA, 1), ("rama@example.org", 2)] {
            acts::hear(&mut tx, mark(address), Kind::Hard, day(n), day(n)).await.unwrap();
        }
        silence(&mut tx, mark("asked@example.org"), day(1)).await.unwrap();
        let days = dead_by_day(&mut tx, day(0)).await.unwrap();
        let numbers: Vec<i64> = days.iter().map(|(_, n)| *n).collect();
        assert_eq!(numbers, [1, 2]);
        let (erred, _) = days[1];
        assert_eq!(dead_of(&mut tx, erred).await.unwrap().len(), 2);
        assert_eq!(acts::lift_day(&mut tx, erred, day(3)).await.unwrap(), 2);
        assert_eq!(counts(&mut tx).await.unwrap(), [(Kind::Hard, 1), (Kind::Asked, 1)]);
        assert_eq!(dead_by_day(&mut tx, day(3)).await.unwrap(), []);
    }

    async fn three_letters_a_day_may_try_a_stopped_address(db: Db) {
        let mut tx = db.begin().await.unwrap();
        silence(&mut tx, mark(AWA), day(0)).await.unwrap();
        for _ in 0..3 {
            assert!(has_try(&mut tx, mark(AWA), day(0)).await.unwrap());
            count_try(&mut tx, mark(AWA), day(0)).await.unwrap();
        }
        assert!(!has_try(&mut tx, mark(AWA), day(0)).await.unwrap());
        assert!(has_try(&mut tx, mark(AWA), day(1)).await.unwrap());
        count_try(&mut tx, mark(AWA), day(1)).await.unwrap();
        assert!(has_try(&mut tx, mark(AWA), day(1)).await.unwrap());
    }

    async fn what_is_kept_goes_on_its_day_and_not_before(db: Db) {
        let mut tx = db.begin().await.unwrap();
        acts::hear(&mut tx, mark(AWA), Kind::Hard, day(0), day(0)).await.unwrap();
        acts::hear(&mut tx, mark(BINTA), Kind::Soft, day(0), day(0)).await.unwrap();
        silence(&mut tx, mark("asked@example.org"), day(0)).await.unwrap();
        assert_eq!(sweep(&mut tx, day(29)).await.unwrap(), 0);
        acts::sweep(&mut tx, day(31)).await.unwrap();
        assert_eq!(known(&mut tx, mark(BINTA)).await.unwrap(), None);
        assert_eq!(sweep(&mut tx, day(364)).await.unwrap(), 0);
        assert_eq!(sweep(&mut tx, day(366)).await.unwrap(), 1);
        assert_eq!(sweep(&mut tx, day(3 * 365 + 1)).await.unwrap(), 1);
    }

    async fn an_erased_person_leaves_nothing_but_a_wish_to_be_left_alone(db: Db) {
        let mut tx = db.begin().await.unwrap();
        acts::hear(&mut tx, mark(AWA), Kind::Hard, day(0), day(0)).await.unwrap();
        silence(&mut tx, mark(BINTA), day(0)).await.unwrap();
        for address in [AWA, BINTA, "none@example.org"] {
            let_go(&mut tx, mark(address)).await.unwrap();
        }
        assert_eq!(known(&mut tx, mark(AWA)).await.unwrap(), None);
        assert!(standing_of(&mut tx, mark(BINTA)).await.unwrap().is_some());
    }

    async fn two_reports_at_once_are_both_heard_and_told_once(db: Db) {
        let both = [day(0), day(0)].map(|at| {
            let db = db.clone();
            tokio::spawn(async move {
                for _ in 0..20 {
                    let done = async {
                        let mut tx = db.begin().await?;
                        acts::hear(&mut tx, mark(AWA), Kind::Hard, at, at).await?;
                        tx.commit().await
                    };
                    match done.await {
                        Err(griot_db::DbError::Conflict(_)) => {}
                        done => return done.unwrap(),
                    }
                }
                panic!("it collided twenty times");
            })
        });
        for one in both {
            one.await.unwrap();
        }
        assert_eq!(told(&db).await, 1);
    }
}
