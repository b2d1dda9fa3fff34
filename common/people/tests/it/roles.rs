//! Nobody raises themselves, and the last administrator stays.

use std::time::Duration;

use griot_db::{Db, DbError};
use griot_kernel::PersonId;
use griot_people::{
    acts::{Moment, leave, roles},
    model::staff::Refusal,
    store,
};
use griot_testkit::contract;
use griot_web::Role;

use crate::factory::{SCHEMAS, grant, member, now, random};

contract! { SCHEMAS;
    async fn nobody_raises_themselves(db: Db) {
        let random = random(1);
        let at = Moment { now: now(), random: &random };
        let (awa, binta) = (member(&db, "Awa", &random).await, member(&db, "Binta", &random).await);
        let mut tx = db.begin().await.unwrap();
        roles::give(&mut tx, at, &grant(awa, Role::Administrator), None).await.unwrap().unwrap();
        let own = roles::give(&mut tx, at, &grant(awa, Role::Monitor), Some(awa)).await.unwrap();
        assert_eq!(own, Err(Refusal::Oneself));
        roles::give(&mut tx, at, &grant(binta, Role::Editor), Some(awa)).await.unwrap().unwrap();
        assert_eq!(store::grants::of(&mut tx, awa).await.unwrap().len(), 1);
        assert_eq!(store::staff::page(&mut tx, griot_kernel::PageRequest::new(1, 9)).await.unwrap().items.len(), 2);
        assert_eq!(roles::suspend(&mut tx, at, awa, Some(awa)).await.unwrap(), Err(Refusal::Oneself));
        assert_eq!(roles::restore(&mut tx, at, awa, Some(awa)).await.unwrap(), Err(Refusal::Oneself));
    }

    async fn a_role_is_for_someone_who_takes_part(db: Db) {
        let random = random(1);
        let at = Moment { now: now(), random: &random };
        let awa = member(&db, "Awa", &random).await;
        let mut tx = db.begin().await.unwrap();
        roles::suspend(&mut tx, at, awa, None).await.unwrap().unwrap();
        let given = roles::give(&mut tx, at, &grant(awa, Role::Editor), None).await.unwrap();
        assert_eq!(given, Err(Refusal::NoMember));
        roles::restore(&mut tx, at, awa, None).await.unwrap().unwrap();
        roles::give(&mut tx, at, &grant(awa, Role::Editor), None).await.unwrap().unwrap();
    }

    async fn the_last_administrator_stays(db: Db) {
        let random = random(1);
        let at = Moment { now: now(), random: &random };
        let (awa, binta) = (member(&db, "Awa", &random).await, member(&db, "Binta", &random).await);
        let mut tx = db.begin().await.unwrap();
        roles::give(&mut tx, at, &grant(awa, Role::Administrator), None).await.unwrap().unwrap();
        let hers = grant(awa, Role::Administrator);
        assert_eq!(roles::take(&mut tx, at, &hers, Some(binta)).await.unwrap(), Err(Refusal::LastAdministrator));
        assert_eq!(roles::suspend(&mut tx, at, awa, Some(binta)).await.unwrap(), Err(Refusal::LastAdministrator));
        assert_eq!(leave::erase(&mut tx, at, awa).await.unwrap(), Err(Refusal::LastAdministrator));
        roles::give(&mut tx, at, &grant(binta, Role::Administrator), Some(awa)).await.unwrap().unwrap();
        assert_eq!(roles::take(&mut tx, at, &hers, Some(awa)).await.unwrap(), Ok(()));
    }

    async fn two_administrators_who_leave_at_once_do_not_both_get_away(db: Db) {
        let random = random(1);
        let at = Moment { now: now(), random: &random };
        let (awa, binta) = (member(&db, "Awa", &random).await, member(&db, "Binta", &random).await);
        let mut tx = db.begin().await.unwrap();
        for one in [awa, binta] {
            roles::give(&mut tx, at, &grant(one, Role::Administrator), None).await.unwrap().unwrap();
        }
        tx.commit().await.unwrap();
        let leavers = [awa, binta].map(|one| { let db = db.clone(); tokio::spawn(async move { lay_down(&db, one).await }) });
        let mut left = 0;
        for leaver in leavers {
            left += u32::from(leaver.await.unwrap());
        }
        assert_eq!(left, 1);
        let mut read = db.read().await.unwrap();
        assert_eq!(store::grants::count_others(&mut read, roles::ADMINISTRATOR, None).await.unwrap(), 1);
    }
}

async fn lay_down(db: &Db, one: PersonId) -> bool {
    loop {
        match try_to_lay_down(db, one).await {
            Ok(done) => return done,
            Err(DbError::Conflict(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

async fn try_to_lay_down(db: &Db, one: PersonId) -> Result<bool, DbError> {
    let at = Moment { now: now(), random: &griot_kernel::SystemRandom };
    let mut tx = db.begin().await?;
    let last = roles::is_last_administrator(&mut tx, one).await?;
    tokio::time::sleep(Duration::from_millis(20)).await;
    let done = roles::take(&mut tx, at, &grant(one, Role::Administrator), Some(one)).await?;
    tx.commit().await?;
    Ok(!last && done.is_ok())
}
