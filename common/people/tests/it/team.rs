//! Filling the seats of a team: nothing changes before it is seen, nobody raises themselves, and it can be
//! taken back.

use griot_people::store;
use griot_testkit::contract;
use griot_web::{Role, testing::text};

use crate::factory::{Place, SCHEMAS, location};

async fn roles(place: &Place, person: griot_kernel::PersonId) -> Vec<String> {
    let mut db = place.section().db.read().await.unwrap();
    store::grants::of(&mut db, person).await.unwrap().into_iter().map(|grant| grant.role).collect()
}

contract! { SCHEMAS;
    async fn two_people_fill_the_seats_of_each_other_and_take_them_back(db: Db) {
        let place = Place::open(db).await;
        let salif = place.member("Salif", &[Role::Administrator]).await;
        let awa = place.member("Awa", &[]).await;
        let desk = place.client.as_person(salif).await;
        let seats = [("size", "two"), ("seat", "salif"), ("seat", "@awa")];
        let with = |act: &'static str| [&[("act", act)], seats.as_slice()].concat();

        let looked = desk.post("/desk/roles/team", &with("look")).await;
        assert_eq!(looked.status(), 200);
        let shown = text(looked).await;
        assert!(shown.contains("Publication") && shown.contains("c’est vous"), "{shown}");
        assert!(roles(&place, awa).await.is_empty(), "nothing changes by looking");

        let given = desk.post("/desk/roles/team", &with("give")).await;
        let to = location(&given);
        assert!(to.starts_with("/desk/roles/team?size=two&done=team&given="), "{to}");
        let hers = ["administrator", "approver", "channel-owner", "editor", "publisher", "safety-reviewer"];
        assert_eq!(roles(&place, awa).await, hers);
        assert_eq!(roles(&place, salif).await, ["administrator"], "nobody raises themselves");
        let page = text(desk.get(&to).await).await;
        assert!(page.contains("Awa\u{a0}: Publication") && page.contains("Tout reprendre"), "{page}");

        // She gives him his: the small team is not blocked.
        let other = place.client.as_person(awa).await;
        other.post("/desk/roles/team", &with("give")).await;
        assert_eq!(roles(&place, salif).await, ["administrator", "director"]);

        let list = to.split("given=").nth(1).unwrap().to_owned();
        let back = desk.post("/desk/roles/team", &[("act", "back"), ("size", "two"), ("given", &list)]).await;
        assert_eq!(location(&back), "/desk/roles/team?size=two&done=team-back");
        assert!(roles(&place, awa).await.is_empty());
        let log = text(desk.get("/desk/log").await).await;
        assert!(log.contains("a donné") || log.contains("a retiré"), "{log}");
    }

    async fn whoever_is_unknown_or_may_not_changes_nothing(db: Db) {
        let place = Place::open(db).await;
        let salif = place.member("Salif", &[Role::Administrator]).await;
        let awa = place.member("Awa", &[Role::Director]).await;
        let desk = place.client.as_person(salif).await;
        let wrong = [("act", "give"), ("size", "four"), ("seat", "awa"), ("seat", "personne")];
        let refused = desk.post("/desk/roles/team", &wrong).await;
        assert_eq!(refused.status(), 422);
        let shown = text(refused).await;
        assert!(shown.contains("«\u{a0}personne\u{a0}»") && shown.contains("value=\"personne\""), "{shown}");
        let hers = place.client.as_person(awa).await;
        assert_eq!(hers.get("/desk/roles/team").await.status(), 403);
        assert_eq!(hers.post("/desk/roles/team", &wrong).await.status(), 403);
        let same = [("act", "look"), ("size", "four"), ("seat", "awa")];
        assert!(text(desk.post("/desk/roles/team", &same).await).await.contains("a déjà tous ces rôles"));
        assert_eq!(desk.post("/desk/roles/team", &[("size", "huit")]).await.status(), 400);
        // The last administrator is not taken back by an address that somebody made up.
        let made = format!("{salif}.administrator");
        let back = [("act", "back"), ("size", "two"), ("given", made.as_str())];
        assert_eq!(desk.post("/desk/roles/team", &back).await.status(), 422);
        assert_eq!(roles(&place, salif).await, ["administrator"]);
    }
}
