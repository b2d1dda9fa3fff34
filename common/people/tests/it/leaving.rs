//! Leaving: nothing stays but an id.

use griot_db::{on, outbox};
use griot_people::store;
use griot_testkit::contract;
use griot_web::{Role, testing::text};

use crate::factory::{PASSPHRASE, Place, SCHEMAS};

contract! { SCHEMAS;
    async fn an_erased_member_is_gone_and_the_others_hear_of_it(db: Db) {
        let place = Place::open(db.clone()).await;
        let awa = place.member("Awa", &[Role::Editor]).await;
        place.letters().await;
        let hers = place.client.as_person(awa).await;
        hers.post("/me/consents", &[("purpose", "newsletter"), ("answer", "given")]).await;
        place.letters().await;
        let wrong = hers.post("/me/erase", &[("current", "une autre phrase")]).await;
        assert_eq!(wrong.status(), 422);
        assert!(text(wrong).await.contains("phrase de passe actuelle"));
        assert_eq!(hers.post("/me/erase", &[("current", PASSPHRASE)]).await.status(), 200);

        assert_eq!(hers.get("/me").await.status(), 303);
        assert_eq!((place.name_of(awa).await, place.reachable(awa).await), (None, None));
        assert_eq!(place.owner(&place.address("Awa")).await, None);
        let mut read = db.read().await.unwrap();
        let told = outbox::waiting(&mut read, 10).await.unwrap();
        assert!(told.iter().any(|line| line.name == "people.person-erased.v1"));
        assert_eq!(store::grants::of(&mut read, awa).await.unwrap(), vec![]);
        assert_eq!(store::consents::of(&mut read, awa).await.unwrap(), vec![]);
        for sql in [
            "select count(*) from contact_point",
            "select count(*) from session",
            "select count(*) from person where name <> '' or about <> ''",
        ] {
            let left: i64 = on!(read, c => query_scalar(sql).fetch_one(c)).unwrap();
            assert_eq!(left, 0, "{sql}");
        }
        drop(read);
        // The address and the name are free for someone else.
        place.member("Awa", &[]).await;
    }

    async fn the_last_administrator_is_told_what_to_do_first(db: Db) {
        let place = Place::open(db).await;
        let admin = place.member("Salif", &[Role::Administrator]).await;
        let his = place.client.as_person(admin).await;
        let refused = his.post("/me/erase", &[("current", PASSPHRASE)]).await;
        assert_eq!(refused.status(), 422);
        assert!(text(refused).await.contains("Donnez d’abord ce rôle"));
        assert_eq!(his.get("/me").await.status(), 200);
    }
}
