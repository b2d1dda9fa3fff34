//! Forms that are sent twice make one thing, and the second answer is that of the first.

use griot_people::{commands, store};
use griot_testkit::contract;
use griot_web::{
    Role,
    testing::{Client, text},
    tokens,
};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, WEAVE, field, location, path_in};

async fn invitations(place: &Place) -> usize {
    let mut db = place.section().db.read().await.unwrap();
    store::invitations::page(&mut db, griot_kernel::PageRequest::new(1, 50)).await.unwrap().items.len()
}

/// The link that a page of the desk shows.
async fn link(desk: &Client, mark: &str, places: &str) -> String {
    let page = text(desk.post("/desk/people/link", &[("places", places), ("mark", mark)]).await).await;
    path_in(&page.replace(['<', '"'], " "))
}

contract! { SCHEMAS;
    async fn a_guest_is_invited_once_and_again_later(db: Db) {
        let place = Place::open(db).await;
        let desk = place.client.as_person(place.member("Fatou", &[Role::Editor]).await).await;
        let fields = [("address", "nadege@example.org"), ("name", "Nadège"), ("word", ""), ("language", "fr")];
        for _ in 0..2 {
            assert_eq!(location(&desk.post("/desk/people/invite", &fields).await), "/desk/people?done=invited");
        }
        assert_eq!((invitations(&place).await, place.letters().await.len()), (1, 1));
        place.house.clock.advance(std::time::Duration::from_secs(601));
        desk.post("/desk/people/invite", &fields).await;
        assert_eq!((invitations(&place).await, place.letters().await.len()), (2, 1), "a letter may have been lost");
    }

    async fn a_form_for_a_link_makes_one_link(db: Db) {
        let place = Place::open(db).await;
        let desk = place.client.as_person(place.member("Fatou", &[Role::Editor]).await).await;
        let mark = field(&text(desk.get("/desk/people").await).await, "mark");
        let first = link(&desk, &mark, "3").await;
        assert_eq!(link(&desk, &mark, "3").await, first);
        assert_eq!(invitations(&place).await, 1);
        assert_eq!(place.client.as_visitor().get(&first).await.status(), 200);
        // Another form, other places, or someone else: another link.
        let fresh = field(&text(desk.get("/desk/people").await).await, "mark");
        let other = place.client.as_person(place.member("Salif", &[Role::Editor]).await).await;
        for made in [link(&desk, &fresh, "3").await, link(&desk, &mark, "4").await, link(&other, &mark, "3").await] {
            assert_ne!(made, first);
        }
        assert_eq!(invitations(&place).await, 4);
    }

    async fn a_form_for_a_token_makes_one_token(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        let mark = field(&text(hers.get("/me/tokens").await).await, "mark");
        let make = async |mark: &str| {
            let fields = [("name", "Mon site"), ("allows", WEAVE.name), ("days", "90"), ("current", PASSPHRASE), ("mark", mark)];
            let page = text(hers.post("/me/tokens", &fields).await).await;
            page.split_once(">griot_").expect("the token").1.split('<').next().unwrap().to_owned()
        };
        let first = make(&mark).await;
        assert_eq!(make(&mark).await, first);
        let count = async || tokens::of(&mut place.section().db.read().await.unwrap(), awa).await.unwrap().len();
        assert_eq!(count().await, 1);
        let fresh = field(&text(hers.get("/me/tokens").await).await, "mark");
        assert_ne!(make(&fresh).await, first);
        assert_eq!(count().await, 2);
    }

    async fn the_form_that_opens_the_section_may_come_twice(db: Db) {
        let place = Place::open(db).await;
        let path = path_in(&commands::setup_link(place.section()).await.unwrap().unwrap());
        let fields = [
            ("section", "Section du Faso"), ("language", "fr"), ("name", "Salif Zongo"),
            ("address", "salif@example.org"), ("passphrase", PASSPHRASE),
        ];
        for _ in 0..2 {
            let client = place.client.as_visitor();
            assert_eq!(location(&client.post(&path, &fields).await), "/me?done=set-up");
            assert_eq!(client.get("/desk/roles").await.status(), 200);
        }
        let mut other = fields;
        other[4] = ("passphrase", "une autre phrase 9");
        assert_eq!(place.client.as_visitor().post(&path, &other).await.status(), 410);
        place.house.clock.advance(std::time::Duration::from_secs(601));
        assert_eq!(place.client.as_visitor().post(&path, &fields).await.status(), 410, "only a moment later");
    }
}
