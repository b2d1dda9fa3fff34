//! Numbers by day.

use griot_mailroom::{
    SCHEMA,
    store::tally::{What, add, last_return, since, sweep},
};

use crate::day;

griot_testkit::contract! { &[SCHEMA];
    async fn numbers_add_up_and_go_in_time(db: Db) {
        let mut tx = db.begin().await.unwrap();
        for (what, n) in [(What::Sent, 0), (What::Sent, 0), (What::Sent, 9), (What::Dead, 9), (What::Held, 3)] {
            add(&mut tx, what, day(n)).await.unwrap();
        }
        let all = since(&mut tx, day(0)).await.unwrap();
        assert_eq!(all, [(What::Sent, 3), (What::Dead, 1), (What::Held, 1)]);
        assert_eq!(since(&mut tx, day(4)).await.unwrap(), [(What::Sent, 1), (What::Dead, 1)]);
        assert_eq!(sweep(&mut tx, day(4)).await.unwrap(), 2);
        assert_eq!(since(&mut tx, day(0)).await.unwrap().len(), 2);
    }

    async fn what_came_back_shows_that_the_way_is_open(db: Db) {
        let mut tx = db.begin().await.unwrap();
        for what in [What::Sent, What::Held, What::Refused] {
            add(&mut tx, what, day(9)).await.unwrap();
        }
        assert_eq!(last_return(&mut tx).await.unwrap(), None);
        add(&mut tx, What::Probe, day(2)).await.unwrap();
        add(&mut tx, What::Other, day(5)).await.unwrap();
        let last = last_return(&mut tx).await.unwrap().unwrap();
        assert_eq!(last.day(), day(5).day());
    }
}

#[test]
fn every_number_has_a_name_of_its_own() {
    for what in What::ALL {
        assert_eq!(what.as_str().parse::<What>(), Ok(what));
    }
    assert!("x".parse::<What>().is_err());
}
