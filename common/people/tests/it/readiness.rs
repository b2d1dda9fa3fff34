//! A role for which somebody must be ready first: by the pages, by the seats of a team, by the command line.

use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::workshops::{Lacking, Readiness};
use griot_db::{Conn, Db, DbError};
use griot_kernel::PersonId;
use griot_people::{commands, store};
use griot_testkit::contract;
use griot_web::{Role, testing::text};

use crate::factory::{Place, SCHEMAS, location};

/// A room that has nobody ready to publish.
struct School;

#[async_trait]
impl Readiness for School {
    async fn lacking(&self, _: &mut Conn, _: PersonId, role: &str) -> Result<Option<Lacking>, DbError> {
        Ok((role == "publisher").then(|| Lacking {
            // A sentence that these words have; the true one names the course.
            key: "people-refused-no-member",
            title: "Sécurité".to_owned(),
            address: "/learn/securite".to_owned(),
        }))
    }
}

async fn place(db: Db) -> Place {
    Place::open_beside(db, |rooms| rooms.join::<dyn Readiness>(Arc::new(School))).await
}

async fn roles(place: &Place, person: PersonId) -> Vec<String> {
    let mut db = place.section().db.read().await.unwrap();
    store::grants::of(&mut db, person).await.unwrap().into_iter().map(|grant| grant.role).collect()
}

contract! { SCHEMAS;
    async fn nobody_is_given_a_role_for_which_they_are_not_ready(db: Db) {
        let place = place(db).await;
        let salif = place.member("Salif", &[Role::Administrator]).await;
        let awa = place.member("Awa", &[]).await;
        let desk = place.client.as_person(salif).await;
        let person = awa.to_string();
        let give = |role: &'static str| [("person", person.as_str()), ("role", role), ("act", "give")];

        let refused = desk.post("/desk/roles", &give("publisher")).await;
        assert_eq!(refused.status(), 422);
        assert!(text(refused).await.contains("href=\"/learn/securite\""));
        assert!(roles(&place, awa).await.is_empty());
        assert_eq!(location(&desk.post("/desk/roles", &give("editor")).await), "/desk/roles?done=role");

        let seats = |act: &'static str| [("act", act), ("size", "two"), ("seat", ""), ("seat", "awa")];
        for act in ["look", "give"] {
            let refused = desk.post("/desk/roles/team", &seats(act)).await;
            assert_eq!(refused.status(), 422, "{act}");
            let shown = text(refused).await;
            assert!(shown.contains("Awa\u{a0}:") && shown.contains("href=\"/learn/securite\""), "{shown}");
        }
        assert_eq!(roles(&place, awa).await, ["editor"]);

        let section = place.section();
        let refused = commands::set_role(section, "awa", Role::Publisher, true).await.unwrap_err();
        let said = refused.said(&section.words(griot_kernel::Language::FRENCH)).unwrap();
        assert!(said.ends_with("https://section.example/learn/securite"), "{said}");
        commands::set_role(section, "awa", Role::Publisher, false).await.unwrap();
        assert_eq!(roles(&place, awa).await, ["editor"]);
    }
}
