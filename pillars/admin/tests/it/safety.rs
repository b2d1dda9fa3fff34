//! Where to tell of a danger or a weakness, and pages in the reader's own words.

use std::sync::Arc;

use async_trait::async_trait;
use griot_admin::{Admin, RUN, Rooms, routes};
use griot_contracts::people::StaffLog;
use griot_db::{Db, DbError, Schema, Tx};
use griot_i18n::Words;
use griot_kernel::PersonId;
use griot_pillar::{Field, Finding, Pillar};
use griot_web::{
    House, Section,
    testing::{TestHouse, text},
};

const SCHEMAS: &[Schema] = &[griot_web::SCHEMA, griot_jobs::SCHEMA, griot_mailroom::SCHEMA];
const FILE: &str = "/.well-known/security.txt";

struct Silent;

#[async_trait]
impl StaffLog for Silent {
    async fn note(&self, _: &mut Tx, _: PersonId, _: &'static str, _: &str) -> Result<(), DbError> {
        Ok(())
    }
}

#[async_trait]
impl Rooms for Silent {
    async fn findings(&self, _: &Section, words: &Words) -> Vec<Finding> {
        let detail = words.bytes(12_300_000_000);
        let cause = Some("no space left".to_owned());
        vec![Finding { key: "health-found-disk-bad", detail, cause, well: false }]
    }
    fn fields(&self) -> Vec<(&'static str, &'static [Field])> {
        vec![("admin", Admin.sealed())]
    }
}

async fn open(db: Db) -> TestHouse {
    let mut rooms = House::default();
    rooms.provide::<dyn StaffLog>(Arc::new(Silent));
    rooms.provide::<dyn Rooms>(Arc::new(Silent));
    TestHouse::open_on(db, &[griot_i18n::WORDS, Admin.words()], rooms).await
}

fn form(safety: &str) -> [(&'static str, &str); 4] {
    [("name", "Section de Kaya"), ("language", "fr"), ("trust_after", "2"), ("safety", safety)]
}

griot_testkit::contract! { SCHEMAS;
    async fn the_contact_for_safety_is_shown_where_people_and_machines_look(db: Db) {
        let house = open(db).await;
        let visitor = house.client(routes());
        let admin = visitor.as_member(TestHouse::able("Moussa", &RUN)).await;
        assert_eq!(visitor.get(FILE).await.status(), 404, "nobody chose one");
        assert!(!text(visitor.get("/seizure").await).await.contains("Signaler un danger"));

        for (typed, shown, href) in [
            (" Alerte@Section.Example ", "Alerte@section.example", "mailto:Alerte@section.example"),
            ("https://section.example/alerte", "https://section.example/alerte", "https://section.example/alerte"),
        ] {
            assert_eq!(admin.post("/admin", &form(typed)).await.status(), 303, "{typed}");
            let page = text(visitor.get("/seizure").await).await;
            assert!(page.contains(&format!("Écrivez à <a href=\"{href}\">{shown}</a>")), "{page}");
            assert!(page.contains("Signaler un danger"), "it stands in the foot too: {page}");
            let file = visitor.get(FILE).await;
            assert_eq!(file.status(), 200);
            assert_eq!(file.headers()["content-type"], "text/plain; charset=utf-8");
            let lines = text(file).await;
            assert!(lines.starts_with(&format!("Contact: {href}\n")), "{lines}");
            let expires = lines.lines().find_map(|line| line.strip_prefix("Expires: ")).unwrap();
            let expires: griot_kernel::Timestamp = expires.parse().unwrap();
            let now = house.section.clock.now();
            assert!(expires > now && expires.days_since(now) < 365, "{lines}");
            assert!(lines.contains("\nPreferred-Languages: fr, en\n"), "{lines}");
            assert!(lines.contains("\nCanonical: https://section.example/.well-known/security.txt\n"), "{lines}");
        }
        assert_eq!(admin.post("/admin", &form("")).await.status(), 303);
        assert_eq!(visitor.get(FILE).await.status(), 404);
    }

    async fn what_is_no_contact_is_refused_and_comes_back(db: Db) {
        let house = open(db).await;
        let admin = house.client(routes()).as_member(TestHouse::able("Moussa", &RUN)).await;
        for typed in ["alerte", "http://section.example", "javascript:alert(1)", "https://u:p@section.example"] {
            let answer = admin.post("/admin", &form(typed)).await;
            assert_eq!(answer.status(), 422, "{typed}");
            let page = text(answer).await;
            assert!(page.contains("Pour le contact, donnez") && page.contains(typed), "{page}");
        }
    }

    async fn health_is_told_in_the_words_of_the_reader(db: Db) {
        let house = open(db).await;
        let admin = house.client(routes()).as_member(TestHouse::able("Moussa", &RUN)).await;
        for (language, size) in [("fr", "12,3"), ("en", "12.3")] {
            let page = text(admin.get(&format!("/admin/health?lang={language}")).await).await;
            assert!(page.contains(size), "{language}: {page}");
            assert!(page.contains("<details>") && page.contains("<code>no space left</code>"), "{page}");
        }
    }
}
