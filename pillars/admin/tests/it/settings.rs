//! What the section chooses about itself.

use std::sync::Arc;

use async_trait::async_trait;
use griot_admin::{Admin, RUN, routes};
use griot_contracts::people::StaffLog;
use griot_db::{DbError, Schema, Tx};
use griot_kernel::PersonId;
use griot_pillar::Pillar;
use griot_web::{
    House, Member, Second, Settings,
    testing::{TestHouse, text},
};

const SCHEMAS: &[Schema] = &[griot_web::SCHEMA, griot_jobs::SCHEMA, griot_mailroom::SCHEMA];

struct Log;

#[async_trait]
impl StaffLog for Log {
    async fn note(&self, _: &mut Tx, _: PersonId, _: &'static str, _: &str) -> Result<(), DbError> {
        Ok(())
    }
}

const FORM: [(&str, &str); 4] =
    [("name", "Section de Kaya"), ("language", "fr"), ("trust_after", "2"), ("second_factor", "on")];

griot_testkit::contract! { SCHEMAS;
    async fn nobody_asks_for_a_second_factor_that_they_have_not(db: Db) {
        let mut rooms = House::default();
        rooms.provide::<dyn StaffLog>(Arc::new(Log));
        let house = TestHouse::open_on(db, &[griot_i18n::WORDS, Admin.words()], rooms).await;
        let client = house.client(routes());
        let admin = TestHouse::able("Moussa", &RUN);
        let bare = client.as_member(admin.clone()).await;
        let page = text(bare.post("/admin", &FORM).await).await;
        assert!(page.contains("pour vous-même") && page.contains("Section de Kaya"), "{page}");
        let mut db = house.section.db.read().await.unwrap();
        assert!(!Settings::load(&mut db).await.unwrap().second_factor_for_staff);
        drop(db);

        let armed = client.as_member(Member { second: Second::Stands, ..admin }).await;
        assert_eq!(armed.post("/admin", &FORM).await.status(), 303);
        let mut db = house.section.db.read().await.unwrap();
        assert!(Settings::load(&mut db).await.unwrap().second_factor_for_staff);
        drop(db);
        // Whoever keeps the choice as it is may be anyone who came in.
        assert_eq!(bare.post("/admin", &FORM).await.status(), 303);
    }
    async fn the_section_says_where_its_clocks_are(db: Db) {
        let mut rooms = House::default();
        rooms.provide::<dyn StaffLog>(Arc::new(Log));
        let house = TestHouse::open_on(db, &[griot_i18n::WORDS, Admin.words()], rooms).await;
        let admin = house.client(routes()).as_member(TestHouse::able("Moussa", &RUN)).await;
        let form = |zone: &'static str| [("name", "Section de Paris"), ("language", "fr"), ("trust_after", "2"), ("zone", zone)];
        let page = text(admin.post("/admin", &form("Europe/Atlantide")).await).await;
        assert!(page.contains("Choisissez un lieu de la liste") && page.contains("Section de Paris"), "{page}");
        assert_eq!(admin.post("/admin", &form("Europe/Paris")).await.status(), 303);
        let page = text(admin.get("/admin").await).await;
        assert!(page.contains("value=\"Europe/Paris\" selected"), "{page}");
        // A form that was opened before it asked for this changes nothing of it.
        assert_eq!(admin.post("/admin", &form("")).await.status(), 303);
        let mut db = house.section.db.read().await.unwrap();
        assert_eq!(Settings::load(&mut db).await.unwrap().zone.name(), "Europe/Paris");
    }
}
