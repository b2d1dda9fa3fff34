//! Letters that come back, and people who want none.

use griot_contracts::people::Contacts;
use griot_delivery::Email;
use griot_kernel::PersonId;
use griot_mailroom::{Kind, Mark, Stop, acts, store::stops};
use griot_testkit::contract;
use griot_web::{Role, testing::text};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, location, path_in};

fn mark(place: &Place, address: &str) -> Mark {
    Mark::of(&place.section().keys, &Email::parse(address).unwrap())
}

async fn hear(place: &Place, address: &str, kind: Kind) {
    let now = place.section().clock.now();
    let mut tx = place.section().db.begin().await.unwrap();
    acts::hear(&mut tx, mark(place, address), kind, now, now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn standing(place: &Place, address: &str) -> Option<Stop> {
    let mut db = place.section().db.read().await.unwrap();
    stops::standing(&mut db, mark(place, address)).await.unwrap()
}

async fn ask_to_join(place: &Place, address: &str) {
    let time = place.time_mark().await;
    let fields =
        [("name", "Rama"), ("about", "Je veux aider."), ("address", address), ("time", time.as_str())];
    assert_eq!(place.client.post("/join", &fields).await.status(), 200);
}

contract! { SCHEMAS;
    async fn a_member_reads_that_letters_come_back_and_says_that_they_arrive_again(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        for page in ["/me", "/me/security"] {
            assert!(!text(hers.get(page).await).await.contains("Elle marche de nouveau"), "{page}");
        }
        hear(&place, "awa@example.org", Kind::Hard).await;
        for page in ["/me", "/me/security"] {
            let page = text(hers.get(page).await).await;
            assert!(page.contains("Nos lettres à awa@example.org nous reviennent"), "{page}");
            assert!(page.contains("14 février 2013") && page.contains("Elle marche de nouveau"), "{page}");
        }
        let english = text(hers.get("/me?lang=en").await).await;
        assert!(english.contains("Our letters to awa@example.org come back"), "{english}");
        assert_eq!(location(&hers.post("/me/letters/again", &[]).await), "/me/security?done=letters");
        assert!(standing(&place, "awa@example.org").await.is_none());
        let done = text(hers.get("/me/security?done=letters").await).await;
        assert!(done.contains("les lettres partent de nouveau") && !done.contains("nous reviennent"));
    }

    async fn a_member_may_want_no_letters_and_still_gets_a_new_passphrase(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[Role::Editor]).await).await;
        assert_eq!(location(&hers.post("/me/letters/none", &[]).await), "/me/security?done=no-letters");
        assert_eq!(standing(&place, "awa@example.org").await.unwrap().kind, Kind::Asked);
        assert!(text(hers.get("/me/security").await).await.contains("demandé à ne plus recevoir"));
        ask_to_join(&place, "rama@example.org").await;
        let (_, confirm) = place.letter().await;
        place.client.post(&confirm, &[]).await;
        assert_eq!(place.letters().await, [], "an editor who wants no letters is not told of requests");

        place.client.post("/reset", &[("address", "awa@example.org")]).await;
        let (letter, reset) = place.letter().await;
        assert!(letter.asked);
        place.client.post(&reset, &[("passphrase", "mangue rivière lampe")]).await;
        let kind = standing(&place, "awa@example.org").await.unwrap().kind;
        assert_eq!(kind, Kind::Asked, "that a letter arrived does not undo what she asked for");
    }

    async fn a_new_passphrase_shows_that_letters_arrive_again(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        hear(&place, "awa@example.org", Kind::Hard).await;
        place.client.post("/reset", &[("address", "awa@example.org")]).await;
        let (_, reset) = place.letter().await;
        assert!(standing(&place, "awa@example.org").await.is_some(), "it was sent, not yet read");
        place.client.post(&reset, &[("passphrase", "mangue rivière lampe")]).await;
        assert!(standing(&place, "awa@example.org").await.is_none());
    }

    async fn an_address_that_is_confirmed_gets_letters_again(db: Db) {
        let place = Place::open(db).await;
        for kind in [Kind::Hard, Kind::Complaint, Kind::Asked] {
            hear(&place, "rama@example.org", kind).await;
        }
        ask_to_join(&place, "rama@example.org").await;
        let (_, confirm) = place.letter().await;
        assert_eq!(place.client.get(&confirm).await.status(), 200);
        assert!(standing(&place, "rama@example.org").await.is_some(), "a scanner opened the link");
        place.client.post(&confirm, &[]).await;
        assert!(standing(&place, "rama@example.org").await.is_none());

        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        hear(&place, "neuve@example.org", Kind::Hard).await;
        hers.post("/me/security/address", &[("address", "neuve@example.org"), ("current", PASSPHRASE)]).await;
        let letters = place.letters().await;
        let letter = letters.iter().find(|letter| letter.to.as_str() == "neuve@example.org").unwrap();
        assert!(letter.asked);
        place.client.post(&path_in(&letter.text), &[]).await;
        assert!(standing(&place, "neuve@example.org").await.is_none());
    }

    async fn an_address_that_is_not_taken_comes_back_filled_in(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        for (address, current) in [("pas une adresse", PASSPHRASE), ("juste@example.org", "pas la bonne")] {
            let refused = hers.post("/me/security/address", &[("address", address), ("current", current)]).await;
            assert_eq!(refused.status(), 422);
            let page = text(refused).await;
            assert!(page.contains(&format!("value=\"{address}\"")), "{address}");
            assert!(!page.contains("pas la bonne"));
        }
    }

    async fn whoever_is_invited_can_end_all_letters_with_one_button(db: Db) {
        let place = Place::open(db).await;
        let editor = place.client.as_person(place.member("Moussa", &[Role::Editor]).await).await;
        let guest = [("address", "rama@example.org"), ("name", "Rama"), ("word", ""), ("language", "fr")];
        assert_eq!(location(&editor.post("/desk/people/invite", &guest).await), "/desk/people?done=invited");
        let (letter, _) = place.letter().await;
        assert!(!letter.asked);
        let (_, rest) = letter.text.split_once("Ne plus jamais recevoir").unwrap();
        let stop = path_in(rest);
        assert!(stop.starts_with("/stop/"), "{stop}");
        assert!(text(place.client.get(&stop).await).await.contains("Ne plus m’écrire"));
        assert!(standing(&place, "rama@example.org").await.is_none(), "following a link stops nothing");
        for _ in 0..2 {
            assert_eq!(place.client.post(&stop, &[]).await.status(), 200);
        }
        assert_eq!(standing(&place, "rama@example.org").await.unwrap().kind, Kind::Asked);
        assert_eq!(place.client.get("/stop/abc").await.status(), 410);
        assert_eq!(place.client.post("/stop/abc", &[]).await.status(), 410);

        // Whoever invites sees that the letter did not arrive, and is told at the next try.
        let desk = text(editor.get("/desk/people").await).await;
        assert!(desk.contains("nos lettres n’y arrivent pas"), "{desk}");
        let refused = editor.post("/desk/people/invite", &guest).await;
        assert_eq!(refused.status(), 422);
        let page = text(refused).await;
        assert!(page.contains("ne reçoit pas nos lettres") && page.contains("value=\"rama@example.org\""));
        assert_eq!(place.letters().await, []);
    }

    async fn nobody_is_pestered_by_whoever_types_in_their_address(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        hear(&place, "awa@example.org", Kind::Complaint).await;
        let mut letters = 0;
        for _ in 0..6 {
            place.house.clock.advance(std::time::Duration::from_secs(1_800));
            place.client.post("/reset", &[("address", "awa@example.org")]).await;
            letters += place.letters().await.len();
        }
        assert_eq!(letters, 3);
    }

    async fn an_erased_member_leaves_no_news_of_their_address(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        hear(&place, "awa@example.org", Kind::Hard).await;
        let hers = place.client.as_person(awa).await;
        assert_eq!(hers.post("/me/erase", &[("current", PASSPHRASE)]).await.status(), 200);
        let mut db = place.section().db.read().await.unwrap();
        assert_eq!(stops::known(&mut db, mark(&place, "awa@example.org")).await.unwrap(), None);
        assert_eq!(reachable(&place, awa).await, None);
    }
}

async fn reachable(place: &Place, person: PersonId) -> Option<String> {
    let contacts = place.section().ask::<dyn Contacts>().unwrap();
    let mut db = place.section().db.read().await.unwrap();
    contacts.email(&mut db, person).await.unwrap().map(|found| found.email)
}
