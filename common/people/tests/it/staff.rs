//! The desk: who may open it, roles, the log; the pages in both languages; the demo.

use griot_contracts::people::{Contacts, StaffLog};
use griot_people::{People, store, web};
use griot_pillar::{Pillar, Story};
use griot_testkit::contract;
use griot_web::{Access, Role, testing::text};

use crate::factory::{Place, SCHEMAS, location, now};

contract! { SCHEMAS;
    async fn the_desk_is_closed_to_strangers_and_members(db: Db) {
        let place = Place::open(db).await;
        let member = place.client.as_person(place.member("Awa", &[]).await).await;
        let editor = place.client.as_person(place.member("Fatou", &[Role::Editor]).await).await;
        for path in ["/desk/people", "/desk/roles", "/desk/log"] {
            assert_eq!(place.client.get(path).await.status(), 303, "{path}");
            assert_eq!(member.get(path).await.status(), 403, "{path}");
        }
        assert_eq!(editor.get("/desk/people").await.status(), 200);
        assert_eq!(editor.get("/desk/roles").await.status(), 403);
        assert_eq!(editor.get("/desk/log").await.status(), 403);
    }

    async fn a_role_given_on_the_desk_holds_and_stands_in_the_log(db: Db) {
        let place = Place::open(db).await;
        let admin = place.member("Salif", &[Role::Administrator]).await;
        let awa = place.member("Awa", &[]).await;
        let desk = place.client.as_person(admin).await;
        let hers = place.client.as_person(awa).await;
        let (own, id) = (admin.to_string(), awa.to_string());
        let give = async |person: &str, role: &str, act: &str| {
            desk.post("/desk/roles", &[("person", person), ("role", role), ("act", act)]).await
        };
        assert_eq!(give(&own, "monitor", "give").await.status(), 422);
        assert_eq!(give(&own, "administrator", "take").await.status(), 422);
        assert_eq!(location(&give(&id, "editor", "give").await), "/desk/roles?done=role");
        assert_eq!(hers.get("/desk/people").await.status(), 200);
        let contacts = place.section().ask::<dyn Contacts>().unwrap();
        let mut db = place.section().db.read().await.unwrap();
        let mut editors = contacts.holders(&mut db, "people.requests.answer").await.unwrap();
        editors.sort();
        assert_eq!(editors, { let mut both = vec![admin, awa]; both.sort(); both });
        assert_eq!(contacts.holders(&mut db, "people.roles.give").await.unwrap(), vec![admin]);
        drop(db);
        let log = text(desk.get("/desk/log").await).await;
        assert!(log.contains("a donné un rôle") && log.contains("Awa · Rédaction"), "{log}");
        // What was done with something of someone's names both.
        let mut tx = place.section().db.begin().await.unwrap();
        let keeper = place.section().ask::<dyn StaffLog>().unwrap();
        for thing in ["post", "blog", "import"] {
            let subject = format!("person {awa} {thing} {admin}");
            keeper.note(&mut tx, admin, "people-act-invited", &subject).await.unwrap();
        }
        tx.commit().await.unwrap();
        let log = text(desk.get("/desk/log").await).await;
        for named in ["Awa · un billet", "Awa · un blog", "Awa · un blog apporté d’ailleurs"] {
            assert!(log.contains(named), "{named}: {log}");
        }
        give(&id, "editor", "take").await;
        assert_eq!(hers.get("/desk/people").await.status(), 403);
        assert_eq!(give("x", "editor", "give").await.status(), 400);
    }

    async fn every_page_speaks_both_languages(db: Db) {
        let place = Place::open(db).await;
        let admin = place.client.as_person(place.member("Salif", &[Role::Administrator]).await).await;
        let visitor = place.client.as_visitor();
        for (client, paths) in [
            (&visitor, &["/join", "/sign-in", "/reset"][..]),
            (&admin, &["/people", "/people/salif", "/me", "/me/security", "/me/security/codes", "/me/consents",
                "/me/export", "/me/erase", "/desk/people", "/desk/roles", "/desk/log"][..]),
        ] {
            for path in paths {
                let french = text(client.get(&format!("{path}?lang=fr")).await).await;
                let english = text(client.get(&format!("{path}?lang=en")).await).await;
                for page in [&french, &english] {
                    assert!(page.contains("<h1>"), "{path}");
                    let bare = page.split(['>', '<', '"']).find(|piece| piece.starts_with("people-") && !piece.contains(' '));
                    assert_eq!(bare, None, "{path}: a sentence is missing");
                    assert!(!page.contains(" style="), "{path}");
                }
                assert_ne!(french, english, "{path}");
            }
        }
    }

    async fn every_route_says_whom_it_lets_in(db: Db) {
        let place = Place::open(db).await;
        for route in web::routes().list() {
            let path = route.path.replace("{token}", "x").replace("{handle}", "x");
            let answer = if route.method == "GET" {
                place.client.get(&path).await
            } else {
                place.client.post(&path, &[]).await
            };
            match route.access {
                Access::Public(_) => assert_ne!(answer.status(), 500, "{path}"),
                _ => assert!(location(&answer).starts_with("/sign-in"), "{path}: {}", answer.status()),
            }
        }
    }

    async fn the_demo_has_a_dozen_people_over_months(db: Db) {
        let place = Place::open(db.clone()).await;
        let clock = std::sync::Arc::new(griot_kernel::FixedClock::at(now()));
        let people = People::new(clock, std::sync::Arc::new(crate::factory::random(4)), vec![]);
        let mut story = Story { today: now(), people: vec![] };
        let mut tx = db.begin().await.unwrap();
        people.demo(place.section(), &mut tx, &mut story).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(story.people.len(), 12);
        assert!(story.people.iter().all(|person| person.joined < now()));
        assert!(story.person("awa-ouedraogo").is_some());
        let mut read = db.read().await.unwrap();
        assert_eq!(store::grants::count_others(&mut read, "administrator", None).await.unwrap(), 1);
        assert_eq!(store::requests::count_waiting(&mut read).await.unwrap(), 1);
    }
}
