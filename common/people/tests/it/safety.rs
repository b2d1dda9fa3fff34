//! What changes someone's ways in: who hears of it, and how a lost second factor is cleared.

use griot_kernel::{Id, PersonId};
use griot_people::{
    acts::{Moment, safety},
    commands,
    model::staff::Refusal,
    store::{self, passkeys::PasskeyRow},
};
use griot_testkit::contract;
use griot_web::{Role, testing::text};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, field, location};

/// Gives someone codes, and a passkey of this name.
async fn give_second(place: &Place, person: PersonId, name: &str) {
    let at: Moment<'_> = place.moment();
    let key = PasskeyRow {
        id: Id::new(at.now, at.random),
        person,
        name: name.to_owned(),
        credential: name.as_bytes().to_vec(),
        data: "{}".to_owned(),
        created_at: at.now,
        used_at: None,
    };
    let mut tx = place.section().db.begin().await.unwrap();
    store::secrets::set_totp(&mut tx, person, Some(b"sealed")).await.unwrap();
    store::passkeys::insert(&mut tx, &key).await.unwrap();
    tx.commit().await.unwrap();
}

async fn has_second(place: &Place, person: PersonId) -> bool {
    let mut db = place.section().db.read().await.unwrap();
    store::secrets::of(&mut db, person).await.unwrap().totp.is_some()
        || !store::passkeys::of(&mut db, person).await.unwrap().is_empty()
}

contract! { SCHEMAS;
    async fn an_administrator_clears_a_lost_second_factor_and_its_owner_hears_of_it(db: Db) {
        let place = Place::open(db).await;
        let admin = place.member("Salif", &[Role::Administrator]).await;
        let awa = place.member("Awa", &[]).await;
        let desk = place.client.as_person(admin).await;
        assert!(!text(desk.get("/desk/roles").await).await.contains("Second facteur perdu"));
        give_second(&place, awa, "inconnue").await;
        give_second(&place, admin, "la sienne").await;
        let page = text(desk.get("/desk/roles").await).await;
        assert_eq!(page.matches("Second facteur perdu").count(), 1, "nobody clears their own there: {page}");
        let own = desk.post("/desk/roles/second", &[("person", &admin.to_string())]).await;
        assert_eq!(own.status(), 422);
        assert!(text(own).await.contains("se règle sous"));
        assert!(has_second(&place, admin).await);

        let fields = [("person", awa.to_string())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let hers = place.client.as_person(awa).await;
        assert_eq!(hers.post("/desk/roles/second", &fields).await.status(), 403);
        assert_eq!(location(&desk.post("/desk/roles/second", &fields).await), "/desk/roles?done=second");
        assert!(!has_second(&place, awa).await);
        let letters = place.letters().await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].to.as_str() == place.address("Awa") && letters[0].text.contains("a retiré de votre compte"));
        assert!(text(desk.get("/desk/log").await).await.contains("a retiré le second facteur"));
        assert_eq!(desk.post("/desk/roles/second", &fields).await.status(), 422, "there is none any more");
    }

    async fn the_command_line_clears_a_second_factor(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let section = place.section();
        let none = commands::clear_second_factor(section, "awa").await.unwrap_err();
        assert_eq!(none.key(), Some(Refusal::NoSecond.key()));
        give_second(&place, awa, "inconnue").await;
        commands::clear_second_factor(section, "awa@example.org").await.unwrap();
        assert!(!has_second(&place, awa).await);
        let mut tx = section.db.begin().await.unwrap();
        let own = safety::clear_second_factor(&mut tx, place.moment(), awa, Some(awa)).await.unwrap();
        assert_eq!(own, Err(Refusal::OwnSecond));
    }

    async fn a_new_passphrase_by_letter_shows_what_else_comes_in(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        give_second(&place, awa, "ancienne").await;
        place.house.clock.advance(std::time::Duration::from_secs(31 * 86_400));
        give_second(&place, awa, "inconnue").await;
        place.client.post("/reset", &[("address", &place.address("Awa"))]).await;
        let (_, reset) = place.letter().await;
        let page = text(place.client.post(&reset, &[("passphrase", "mangue rivière lampe")]).await).await;
        assert!(page.contains("inconnue") && !page.contains("ancienne") && page.contains("Les codes sont en place"), "{page}");
        assert!(page.contains("/sign-in?back=%2Fme%2Fsecurity%3Fdone%3Dcheck"), "{page}");
        assert!(has_second(&place, awa).await, "a letter alone takes no second factor away");
        let letters = place.letters().await;
        assert!(letters.len() == 1 && letters[0].text.contains("phrase de passe de votre compte"));
        let hers = place.client.as_person(awa).await;
        assert!(text(hers.get("/me/security?done=check").await).await.contains("retirez ce que vous ne connaissez pas"));
    }

    async fn the_owner_hears_of_codes_and_of_a_new_passphrase(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        let told = async |what: &str| {
            let letters = place.letters().await;
            assert_eq!(letters.len(), 1, "{what}");
            assert_eq!(letters[0].to.as_str(), place.address("Awa"));
            assert!(letters[0].text.contains(what) && letters[0].text.contains("/me/security"), "{}", letters[0].text);
        };
        let page = text(hers.get("/me/security/codes").await).await;
        let (_, letters) = page.split_once("<code>").unwrap();
        let secret: String = letters.split('<').next().unwrap().split(' ').collect();
        let secret = totp_rs::Secret::try_from_base32(&secret).unwrap();
        let seconds = u64::try_from(crate::factory::now().as_millisecond() / 1_000).unwrap();
        let code = totp_rs::Builder::new().with_secret(secret).build().unwrap().generate(seconds).to_string();
        let sealed = field(&page, "sealed");
        hers.post("/me/security/codes", &[("sealed", &sealed), ("code", &code), ("current", PASSPHRASE)]).await;
        told("demande maintenant un code").await;
        for _ in 0..2 {
            hers.post("/me/security/codes/off", &[("current", PASSPHRASE)]).await;
        }
        told("ne demande plus de code").await;
        hers.post("/me/security/passphrase", &[("current", PASSPHRASE), ("passphrase", "mangue rivière lampe")]).await;
        told("phrase de passe de votre compte").await;
    }
}
