//! The page of tokens: what is shown once, what is listed, and what ends a token.

use std::time::Duration;

use griot_people::{acts::tokens as acts, model::token::Wish, store};
use griot_testkit::contract;
use griot_web::{
    Access, Role, Routes, Visitor,
    testing::{Client, text},
    tokens,
};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, WEAVE, field, location};

const DAY: Duration = Duration::from_secs(86_400);

fn wish<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields =
        vec![("name", "Mon site"), ("allows", WEAVE.name), ("days", "90"), ("current", PASSPHRASE)];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

/// Makes a token by the page and returns its text.
async fn made(client: &Client) -> String {
    let answer = client.post("/me/tokens", &wish(&[])).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let page = text(answer).await;
    let (_, rest) = page.split_once(">griot_").expect("the token");
    format!("griot_{}", rest.split('<').next().unwrap())
}

/// What a program may do in this house.
fn loom(place: &Place) -> Client {
    let name = |v: Visitor| async move { v.signed_in().map(|member| member.name.clone()) };
    place.house.client(Routes::new().post("/api/weave", Access::Token(&WEAVE), name))
}

async fn weave(place: &Place, token: &str) -> u16 {
    loom(place).showing(token).post("/api/weave", &[]).await.status().as_u16()
}

async fn acts_of_staff(place: &Place) -> Vec<String> {
    let mut db = place.section().db.read().await.unwrap();
    let page = store::staff::page(&mut db, griot_kernel::PageRequest::new(1, 9)).await.unwrap();
    let mut acts: Vec<String> = page.items.into_iter().map(|line| line.act).collect();
    acts.retain(|act| act.contains("token"));
    acts
}

contract! { SCHEMAS;
    async fn a_token_is_shown_once_and_listed_by_its_name(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        let token = made(&hers).await;
        assert_eq!(weave(&place, &token).await, 200);
        let page = text(hers.get("/me/tokens").await).await;
        assert!(page.contains("Mon site") && page.contains("Servi le jeudi 14 février 2013"), "{page}");
        assert!(page.contains("Bon jusqu’au mercredi 15 mai 2013"), "{page}");
        assert!(!page.contains("griot_"), "its text is never shown again");
        assert!(acts_of_staff(&place).await.is_empty(), "what members do with theirs is not the section's");
        assert_eq!(hers.reading("en").get("/me/tokens?lang=en").await.status(), 200);
        place.house.clock.advance(DAY * 90);
        assert_eq!(weave(&place, &token).await, 401);
        let later = place.client.as_person(awa).await;
        assert!(text(later.get("/me/tokens").await).await.contains("Terminé"));
    }

    async fn a_token_is_ended_by_its_owner_and_the_log_of_staff_says_so(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[Role::Editor]).await).await;
        let binta = place.client.as_person(place.member("Binta", &[]).await).await;
        let token = made(&hers).await;
        let id = field(&text(hers.get("/me/tokens").await).await, "token");
        binta.post("/me/tokens/revoke", &[("token", &id)]).await;
        assert_eq!(weave(&place, &token).await, 200, "another's token stays");
        place.house.clock.advance(Duration::from_secs(1));
        for _ in 0..2 {
            let ended = hers.post("/me/tokens/revoke", &[("token", &id)]).await;
            assert_eq!(location(&ended), "/me/tokens?done=token-revoked");
        }
        assert_eq!(weave(&place, &token).await, 401);
        assert_eq!(acts_of_staff(&place).await, ["people-act-token-revoked", "people-act-token-made"]);
    }

    async fn what_was_typed_wrongly_is_said_beside_its_field(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        for (changes, said) in [
            (("name", ""), "Il manque un nom"),
            (("allows", "test.cloth.sell"), "Cochez au moins"),
            (("days", "36500"), "Choisissez jusqu’à quand"),
            (("current", "une autre phrase"), "phrase de passe actuelle"),
        ] {
            let answer = hers.post("/me/tokens", &wish(&[changes])).await;
            assert_eq!(answer.status(), 422);
            let page = text(answer).await;
            assert!(page.contains(said), "{said}: {page}");
            assert!(changes.0 == "name" || page.contains("value=\"Mon site\""), "the form comes back filled in");
        }
        let awa = place.owner(&place.address("Awa")).await.unwrap();
        let mut db = place.section().db.read().await.unwrap();
        assert!(tokens::of(&mut db, awa).await.unwrap().is_empty());
    }

    async fn a_new_passphrase_a_suspension_and_an_erasure_end_every_token(db: Db) {
        let place = Place::open(db.clone()).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        let before = made(&hers).await;
        let new = [("current", PASSPHRASE), ("passphrase", "mangue rivière lampe")];
        assert_eq!(location(&hers.post("/me/security/passphrase", &new).await), "/me/security?done=passphrase");
        assert_eq!(weave(&place, &before).await, 401);

        for erased in [false, true] {
            let id = place.member("Binta", &[]).await;
            let token = made(&place.client.as_person(id).await).await;
            let mut tx = db.begin().await.unwrap();
            let at = place.moment();
            if erased {
                griot_people::acts::leave::erase(&mut tx, at, id).await.unwrap().unwrap();
            } else {
                griot_people::acts::roles::suspend(&mut tx, at, id, None).await.unwrap().unwrap();
                griot_people::acts::roles::restore(&mut tx, at, id, None).await.unwrap().unwrap();
                store::contacts::remove_others(&mut tx, id, None).await.unwrap();
            }
            tx.commit().await.unwrap();
            assert_eq!(weave(&place, &token).await, 401, "erased: {erased}");
        }
    }

    async fn of_two_last_tokens_made_at_once_one_is(db: Db) {
        let place = Place::open(db.clone()).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        let member = griot_web::testing::TestHouse::member("Awa", &[]);
        let member = griot_web::Member { id: awa, ..member };
        let mut tx = db.begin().await.unwrap();
        let given = Wish { name: "Mon site".into(), allows: vec![WEAVE.name.into()], days: 30 };
        for _ in 0..19 {
            let secret = griot_crypto::Token::fresh(place.section().random.as_ref());
            acts::make(&mut tx, place.moment(), &member, &given, &secret).await.unwrap().unwrap();
        }
        tx.commit().await.unwrap();
        let fields = wish(&[]);
        let (one, two) = tokio::join!(hers.post("/me/tokens", &fields), hers.post("/me/tokens", &fields));
        let mut both = [one.status().as_u16(), two.status().as_u16()];
        both.sort_unstable();
        assert_eq!(both, [200, 422]);
        assert!(text(hers.post("/me/tokens", &fields).await).await.contains("vingt jetons"));
    }

    async fn the_copy_of_ones_own_data_names_the_tokens_and_no_more(db: Db) {
        use griot_pillar::Pillar;
        let place = Place::open(db.clone()).await;
        let awa = place.member("Awa", &[]).await;
        made(&place.client.as_person(awa).await).await;
        let mut tx = db.begin().await.unwrap();
        let copy = place.people.export(&mut tx, awa).await.unwrap().data;
        assert_eq!(copy["tokens"], serde_json::json!(["Mon site"]));
        assert!(!copy.to_string().contains(WEAVE.name));
    }
}
