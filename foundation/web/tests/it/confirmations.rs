//! Anyone can ask for a letter to anybody: an address gets a few a day.

use std::time::Duration;

use griot_crypto::Keys;
use griot_db::{Db, DbError};
use griot_delivery::Email;
use griot_kernel::{SeededRandom, Timestamp};
use griot_testkit::contract;
use griot_web::{
    SCHEMA,
    confirmations::{self, A_DAY},
};

fn keys() -> Keys {
    Keys::generate(&SeededRandom::new(1))
}

fn now() -> Timestamp {
    "2013-02-14T23:30:00Z".parse().unwrap()
}

async fn try_to_take(db: &Db, address: &str, at: Timestamp) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    let taken = confirmations::take(&mut tx, &keys(), &Email::parse(address).unwrap(), at).await?;
    tx.commit().await?;
    Ok(taken)
}

async fn take(db: &Db, address: &str, at: Timestamp) -> bool {
    loop {
        match try_to_take(db, address, at).await {
            Ok(taken) => return taken,
            Err(DbError::Conflict(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

contract! { &[SCHEMA];
    async fn an_address_gets_three_letters_a_day_however_it_is_spelled(db: Db) {
        for spelled in ["awa@example.org", "Awa@Example.org", "AWA@example.ORG"] {
            assert!(take(&db, spelled, now()).await);
        }
        assert!(!take(&db, "awa@example.org", now()).await);
        assert!(take(&db, "binta@example.org", now()).await, "the others are not hindered");
        let tomorrow = now() + Duration::from_secs(3_600);
        assert!(take(&db, "awa@example.org", tomorrow).await);

        let mut tx = db.begin().await.unwrap();
        assert_eq!(confirmations::forget(&mut tx, tomorrow).await.unwrap(), 1, "yesterday's row goes, today's stays");
        tx.commit().await.unwrap();
    }

    async fn forms_that_are_sent_at_once_are_counted_together(db: Db) {
        let askers = (0..8).map(|_| {
            let db = db.clone();
            tokio::spawn(async move { take(&db, "awa@example.org", now()).await })
        });
        let mut sent = 0;
        for asker in askers.collect::<Vec<_>>() {
            sent += i64::from(asker.await.unwrap());
        }
        assert_eq!(sent, A_DAY);
    }
}
