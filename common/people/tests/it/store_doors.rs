//! What the store of links, secrets, codes, passkeys and waits promises.

use std::time::Duration;

use griot_db::{Db, DbError};
use griot_kernel::{Id, PersonId};
use griot_people::{
    model::{
        link::{Link, Purpose, Refusal},
        throttle::FORGOTTEN,
    },
    store::{self, addresses::AddressChange, passkeys::PasskeyRow},
};
use griot_testkit::contract;

use crate::factory::{SCHEMAS, digest, member, now, random};

fn of(person: PersonId) -> Link {
    Link { person: Some(person), subject: None }
}

contract! { SCHEMAS;
    async fn a_link_opens_its_own_door_once_and_in_time(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let (hash, late) = (digest("one"), digest("two"));
        let mut tx = db.begin().await.unwrap();
        store::links::make(&mut tx, Purpose::Reset, &hash, of(awa), now()).await.unwrap();
        store::links::make(&mut tx, Purpose::Reset, &late, of(awa), now()).await.unwrap();
        let end = now() + Purpose::Reset.lasts();
        let before = end - Duration::from_secs(1);
        assert_eq!(store::links::look(&mut tx, Purpose::Reset, &hash, before).await.unwrap(), Ok(of(awa)));
        assert_eq!(store::links::take(&mut tx, Purpose::Setup, &hash, before).await.unwrap(), Err(Refusal::Unknown));
        assert_eq!(store::links::used(&mut tx, Purpose::Reset, &hash).await.unwrap(), None);
        assert_eq!(store::links::take(&mut tx, Purpose::Reset, &hash, before).await.unwrap(), Ok(of(awa)));
        assert_eq!(store::links::used(&mut tx, Purpose::Reset, &hash).await.unwrap(), Some((of(awa), before)));
        assert_eq!(store::links::used(&mut tx, Purpose::Setup, &hash).await.unwrap(), None);
        assert_eq!(store::links::take(&mut tx, Purpose::Reset, &hash, before).await.unwrap(), Err(Refusal::Used));
        assert_eq!(store::links::take(&mut tx, Purpose::Reset, &late, end).await.unwrap(), Err(Refusal::Expired));
        assert_eq!(store::links::look(&mut tx, Purpose::Reset, &digest("no"), end).await.unwrap(), Err(Refusal::Unknown));
    }

    async fn links_are_counted_cancelled_and_swept(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let nobody = Link { person: None, subject: None };
        let mut tx = db.begin().await.unwrap();
        store::links::make(&mut tx, Purpose::Reset, &digest("a"), of(awa), now()).await.unwrap();
        store::links::make(&mut tx, Purpose::Setup, &digest("b"), nobody, now()).await.unwrap();
        let hour = now() - Duration::from_secs(3_600);
        assert_eq!(store::links::count_since(&mut tx, Purpose::Reset, awa, hour).await.unwrap(), 1);
        assert_eq!(store::links::count_since(&mut tx, Purpose::Reset, awa, now()).await.unwrap(), 0);
        assert_eq!(store::links::cancel(&mut tx, Purpose::Setup, None, now()).await.unwrap(), 1);
        assert_eq!(store::links::cancel(&mut tx, Purpose::Reset, None, now()).await.unwrap(), 0);
        assert_eq!(store::links::cancel(&mut tx, Purpose::Reset, Some(awa), now()).await.unwrap(), 1);
        assert_eq!(store::links::sweep(&mut tx, now() + Duration::from_secs(3_600)).await.unwrap(), 1);
        assert_eq!(store::links::remove_of(&mut tx, awa).await.unwrap(), 1);
    }

    async fn a_new_link_ends_those_before_it_and_one_that_never_left_is_gone(db: Db) {
        let random = random(1);
        let (awa, binta) = (member(&db, "Awa", &random).await, member(&db, "Binta", &random).await);
        let mut tx = db.begin().await.unwrap();
        for (text, person) in [("a", awa), ("b", awa), ("c", binta)] {
            store::links::make(&mut tx, Purpose::Reset, &digest(text), of(person), now()).await.unwrap();
        }
        assert_eq!(store::links::cancel_others(&mut tx, Purpose::Reset, awa, &digest("b"), now()).await.unwrap(), 1);
        assert_eq!(store::links::look(&mut tx, Purpose::Reset, &digest("a"), now()).await.unwrap(), Err(Refusal::Used));
        assert_eq!(store::links::look(&mut tx, Purpose::Reset, &digest("b"), now()).await.unwrap(), Ok(of(awa)));
        assert!(store::links::remove(&mut tx, &digest("b")).await.unwrap());
        assert!(!store::links::remove(&mut tx, &digest("b")).await.unwrap());
        assert_eq!(store::links::look(&mut tx, Purpose::Reset, &digest("b"), now()).await.unwrap(), Err(Refusal::Unknown));
        assert_eq!(store::links::look(&mut tx, Purpose::Reset, &digest("c"), now()).await.unwrap(), Ok(of(binta)));
    }

    async fn of_two_who_come_by_one_link_at_once_one_gets_in(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let mut tx = db.begin().await.unwrap();
        store::links::make(&mut tx, Purpose::Reset, &digest("a"), of(awa), now()).await.unwrap();
        tx.commit().await.unwrap();
        let takers = (0..4).map(|_| { let db = db.clone(); tokio::spawn(async move { take(&db).await }) });
        let mut inside = 0;
        for taker in takers.collect::<Vec<_>>() {
            inside += u32::from(taker.await.unwrap());
        }
        assert_eq!(inside, 1);
    }

    async fn secrets_are_kept_and_no_code_is_taken_twice(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let mut tx = db.begin().await.unwrap();
        store::secrets::set_passphrase(&mut tx, awa, "hash").await.unwrap();
        store::secrets::set_totp(&mut tx, awa, Some(b"sealed")).await.unwrap();
        assert!(store::secrets::take_totp_step(&mut tx, awa, 7).await.unwrap());
        assert!(!store::secrets::take_totp_step(&mut tx, awa, 7).await.unwrap());
        assert!(!store::secrets::take_totp_step(&mut tx, awa, 6).await.unwrap());
        let kept = store::secrets::of(&mut tx, awa).await.unwrap();
        assert_eq!((kept.passphrase.as_deref(), kept.totp.as_deref(), kept.totp_step), (Some("hash"), Some(b"sealed".as_slice()), 7));
        store::secrets::set_totp(&mut tx, awa, None).await.unwrap();
        assert_eq!(store::secrets::of(&mut tx, awa).await.unwrap().totp, None);
    }

    async fn a_recovery_code_opens_once(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let (one, two) = (digest("one"), digest("two"));
        let mut tx = db.begin().await.unwrap();
        store::recovery::replace(&mut tx, awa, &[one, two]).await.unwrap();
        assert!(store::recovery::take(&mut tx, awa, &one, now()).await.unwrap());
        assert!(!store::recovery::take(&mut tx, awa, &one, now()).await.unwrap());
        assert!(!store::recovery::take(&mut tx, awa, &digest("no"), now()).await.unwrap());
        assert_eq!(store::recovery::count_left(&mut tx, awa).await.unwrap(), 1);
        store::recovery::replace(&mut tx, awa, &[one]).await.unwrap();
        assert_eq!(store::recovery::count_left(&mut tx, awa).await.unwrap(), 1);
        assert_eq!(store::recovery::remove(&mut tx, awa).await.unwrap(), 1);
    }

    async fn a_passkey_belongs_to_one_person(db: Db) {
        let random = random(1);
        let (awa, binta) = (member(&db, "Awa", &random).await, member(&db, "Binta", &random).await);
        let key = |person| PasskeyRow {
            id: Id::new(now(), &random),
            person,
            name: "téléphone".to_owned(),
            credential: b"credential".to_vec(),
            data: "{}".to_owned(),
            created_at: now(),
            used_at: None,
        };
        let hers = key(awa);
        let mut tx = db.begin().await.unwrap();
        assert!(store::passkeys::insert(&mut tx, &hers).await.unwrap());
        assert!(!store::passkeys::insert(&mut tx, &key(binta)).await.unwrap());
        assert!(store::passkeys::note_use(&mut tx, awa, b"credential", "{1}", now()).await.unwrap());
        assert!(!store::passkeys::note_use(&mut tx, binta, b"credential", "{2}", now()).await.unwrap());
        let kept = store::passkeys::of(&mut tx, awa).await.unwrap();
        assert_eq!(kept, vec![PasskeyRow { data: "{1}".to_owned(), used_at: Some(now()), ..hers.clone() }]);
        assert!(!store::passkeys::remove(&mut tx, binta, hers.id).await.unwrap());
        assert!(store::passkeys::remove(&mut tx, awa, hers.id).await.unwrap());
        assert_eq!(store::passkeys::remove_all(&mut tx, awa).await.unwrap(), 0);
    }

    async fn a_ceremony_is_answered_once_and_in_time(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let end = now() + Duration::from_secs(300);
        let mut tx = db.begin().await.unwrap();
        store::ceremonies::begin(&mut tx, b"one", Some(awa), "state", end).await.unwrap();
        store::ceremonies::begin(&mut tx, b"two", None, "state", end).await.unwrap();
        store::ceremonies::begin(&mut tx, b"old", None, "state", now() + Duration::from_secs(9)).await.unwrap();
        assert_eq!(store::ceremonies::make_room(&mut tx, 3).await.unwrap(), 0);
        assert_eq!(store::ceremonies::make_room(&mut tx, 2).await.unwrap(), 1, "of strangers, the oldest");
        assert_eq!(store::ceremonies::take(&mut tx, b"old", now()).await.unwrap(), None);
        assert_eq!(store::ceremonies::take(&mut tx, b"one", end).await.unwrap(), None);
        assert_eq!(store::ceremonies::take(&mut tx, b"one", now()).await.unwrap(), Some((Some(awa), "state".to_owned())));
        assert_eq!(store::ceremonies::take(&mut tx, b"one", now()).await.unwrap(), None);
        assert_eq!(store::ceremonies::sweep(&mut tx, end).await.unwrap(), 1);
        store::ceremonies::begin(&mut tx, b"one", Some(awa), "state", end).await.unwrap();
        assert_eq!(store::ceremonies::remove_of(&mut tx, awa).await.unwrap(), 1);
    }

    async fn wrong_passphrases_are_counted_and_forgotten(db: Db) {
        let account = digest("awa");
        let mut tx = db.begin().await.unwrap();
        assert_eq!(store::failures::of(&mut tx, &account).await.unwrap(), None);
        for _ in 0..3 {
            store::failures::count(&mut tx, &account, now()).await.unwrap();
        }
        assert!(store::failures::give_back(&mut tx, &account).await.unwrap());
        assert!(!store::failures::give_back(&mut tx, &digest("nobody")).await.unwrap());
        assert_eq!(store::failures::of(&mut tx, &account).await.unwrap().unwrap().count, 2);
        let later = now() + FORGOTTEN + Duration::from_secs(1);
        store::failures::count(&mut tx, &account, later).await.unwrap();
        assert_eq!(store::failures::of(&mut tx, &account).await.unwrap().unwrap().count, 1);
        assert_eq!(store::failures::sweep(&mut tx, later).await.unwrap(), 0);
        assert_eq!(store::failures::forget(&mut tx, &account).await.unwrap(), 1);
        store::failures::count(&mut tx, &account, now()).await.unwrap();
        assert_eq!(store::failures::sweep(&mut tx, later).await.unwrap(), 1);
    }

    async fn the_last_change_of_address_is_the_one_that_waits(db: Db) {
        let random = random(1);
        let awa = member(&db, "Awa", &random).await;
        let change = |address: &str| AddressChange {
            id: Id::new(now(), &random),
            person: awa,
            address: address.to_owned(),
            digest: digest(address),
            asked_at: now(),
        };
        let (first, second) = (change("a@example.org"), change("b@example.org"));
        let mut tx = db.begin().await.unwrap();
        store::addresses::ask(&mut tx, &first).await.unwrap();
        store::addresses::ask(&mut tx, &second).await.unwrap();
        assert_eq!(store::addresses::by_id(&mut tx, first.id).await.unwrap(), None);
        assert_eq!(store::addresses::by_id(&mut tx, second.id).await.unwrap().as_ref(), Some(&second));
        assert_eq!(store::addresses::waiting_of(&mut tx, awa).await.unwrap().as_deref(), Some("b@example.org"));
        assert_eq!(store::addresses::sweep(&mut tx, now()).await.unwrap(), 0);
        assert_eq!(store::addresses::sweep(&mut tx, now() + Duration::from_secs(1)).await.unwrap(), 1);
        store::addresses::ask(&mut tx, &first).await.unwrap();
        assert_eq!(store::addresses::remove_of(&mut tx, awa).await.unwrap(), 1);
    }

    async fn what_another_key_sealed_is_found_and_replaced_if_it_still_stands(db: Db) {
        let random = random(1);
        let mut people = Vec::new();
        for name in ["Awa", "Binta", "Rama"] {
            people.push(member(&db, name, &random).await);
        }
        people.sort();
        let (old, new) = ([1, 0, 0, 0, 1], [1, 0, 0, 0, 2]);
        let sealed = |mark: [u8; 5], rest: u8| [mark.as_slice(), &[rest; 20]].concat();
        let mut tx = db.begin().await.unwrap();
        for (person, mark) in people.iter().zip([old, new, old]) {
            store::secrets::set_totp(&mut tx, *person, Some(&sealed(mark, 7))).await.unwrap();
        }
        let nobody = PersonId::from(uuid::Uuid::nil());
        let found = store::secrets::sealed_otherwise(&mut tx, &new, nobody, 10).await.unwrap();
        assert_eq!(found, [(people[0], sealed(old, 7)), (people[2], sealed(old, 7))]);
        let after = store::secrets::sealed_otherwise(&mut tx, &new, people[0], 10).await.unwrap();
        assert_eq!(after, found[1..]);
        assert_eq!(store::secrets::sealed_otherwise(&mut tx, &new, nobody, 1).await.unwrap(), found[..1]);

        let anew = sealed(new, 8);
        assert!(!store::secrets::reseal(&mut tx, people[0], &sealed(old, 9), &anew).await.unwrap(), "changed meanwhile");
        assert!(store::secrets::reseal(&mut tx, people[0], &sealed(old, 7), &anew).await.unwrap());
        assert_eq!(store::secrets::of(&mut tx, people[0]).await.unwrap().totp, Some(anew));
        assert_eq!(store::secrets::sealed_with(&mut tx, &old).await.unwrap(), 1);
        assert_eq!(store::secrets::sealed_with(&mut tx, &new).await.unwrap(), 2);
    }
}

async fn take(db: &Db) -> bool {
    loop {
        match try_to_take(db).await {
            Ok(taken) => return taken,
            Err(DbError::Conflict(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

async fn try_to_take(db: &Db) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    let taken = store::links::take(&mut tx, Purpose::Reset, &digest("a"), now()).await?;
    tx.commit().await?;
    Ok(taken.is_ok())
}
