//! Rules that hold when two do the same thing at once.

use std::collections::BTreeSet;

use griot_campaigns::{
    model::{LineKind, StepState},
    store::{lines, steps, versions},
};
use griot_web::testing::text;

use crate::{
    factory::{awa, day, id, line, step},
    house::{field, home, main_of, mariam},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_adopted_once() {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    lines::insert(&mut tx, &line(1, LineKind::Message, "L’eau"), Some(awa())).await.unwrap();
    tx.commit().await.unwrap();
    let page = main_of(&text(director.get("/desk/strategy").await).await);
    let stamp = field(&page, "stamp");
    let adopt = || {
        let (director, stamp) = (director.clone(), stamp.clone());
        tokio::spawn(async move {
            director.post("/desk/strategy/adopt", &[("stamp", &stamp)]).await.status().as_u16()
        })
    };
    let (one, two) = (adopt(), adopt());
    let answers = BTreeSet::from([one.await.unwrap(), two.await.unwrap()]);
    assert_eq!(answers, BTreeSet::from([303, 422]));
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(versions::list(&mut db).await.unwrap().len(), 1);
}

griot_testkit::contract! { &[griot_campaigns::SCHEMA];
    async fn a_step_is_adopted_by_one_of_two(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = step(1, "Étape", StepState::Proposed);
        steps::insert(&mut tx, &one).await.unwrap();
        tx.commit().await.unwrap();
        let adopt = |n: u128| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.ok()?;
                let done = steps::adopt(&mut tx, id(0x3001).into(), id(n).into(), day(0)).await.ok()?;
                tx.commit().await.ok()?;
                Some(done)
            })
        };
        let (first, second) = (adopt(1), adopt(2));
        let done = [first.await.unwrap(), second.await.unwrap()];
        // On PostgreSQL the second act may be asked to try again instead: nothing of it is kept.
        assert_eq!(done.iter().filter(|done| **done == Some(true)).count(), 1, "{done:?}");
        let mut conn = db.read().await.unwrap();
        assert_eq!(steps::by_id(&mut conn, one.id).await.unwrap().unwrap().revision, 2);
    }
}
