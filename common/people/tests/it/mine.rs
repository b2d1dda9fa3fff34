//! One's own pages: profile, picture, passphrase, sessions, address, consents, copy.

use std::io::Read;

use griot_people::{model::request, store};
use griot_testkit::contract;
use griot_web::{
    Role,
    testing::{bytes, text},
};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, asking, digest, field, location, now, random};

fn picture() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(400, 300).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

contract! { SCHEMAS;
    async fn a_profile_is_for_members_until_its_owner_opens_it(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        let other = place.client.as_person(place.member("Binta", &[]).await).await;
        assert_eq!(other.get("/people/awa").await.status(), 200);
        assert_eq!(other.get("/people/nobody").await.status(), 404);
        // To strangers a closed profile and none at all look alike.
        let closed = place.client.get("/people/awa").await;
        let none = place.client.get("/people/nobody").await;
        assert_eq!((closed.status(), none.status()), (none.status(), closed.status()));
        assert_eq!(closed.status(), 303);
        let fields = [("name", "Awa O."), ("about", "<b>Bonjour</b>"), ("language", "fr"), ("open_profile", "1")];
        assert_eq!(location(&hers.post("/me/profile", &fields).await), "/me/profile?done=saved");
        let page = text(place.client.get("/people/awa").await).await;
        assert!(page.contains("Awa O.") && page.contains("&#60;b&#62;") && !page.contains("<b>Bonjour"));
        assert_eq!(place.name_of(awa).await.as_deref(), Some("Awa O."));
    }

    async fn a_profile_that_is_not_taken_comes_back_filled_in(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        let long = "a".repeat(2_001);
        let answer = hers.post("/me/profile", &[("name", "Autre nom"), ("about", &long), ("language", "fr")]).await;
        assert_eq!(answer.status(), 422);
        let page = text(answer).await;
        assert!(page.contains("2\u{202f}000 signes au plus"), "{page}");
        assert!(page.contains("value=\"Autre nom\""));
    }

    async fn nobody_takes_the_name_of_the_section_of_an_office_or_of_its_staff(db: Db) {
        let place = Place::open(db).await;
        place.member("Salif Kaboré", &[Role::Administrator]).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        for taken in ["salif kabore", "Salif Kaboré.", "Salif-Kaboré", "SalifKaboré", "MODÉRATION"] {
            let answer = hers.post("/me/profile", &[("name", taken), ("about", "Bonjour"), ("language", "fr")]).await;
            assert_eq!(answer.status(), 422, "{taken}");
            let page = text(answer).await;
            assert!(page.contains("Choisissez-en un autre") && page.contains(">Bonjour</textarea>"), "{page}");
        }
        // Two members may bear one name.
        place.member("Binta", &[]).await;
        let answer = hers.post("/me/profile", &[("name", "Binta"), ("language", "fr")]).await;
        assert_eq!(location(&answer), "/me/profile?done=saved");
    }

    async fn the_page_where_a_member_begins_shows_what_waits_and_the_way_on(db: Db) {
        let place = Place::open(db).await;
        let admin = place.client.as_person(place.member("Salif", &[Role::Administrator]).await).await;
        let page = text(admin.get("/me").await).await;
        assert!(page.contains("Bonjour Salif") && page.contains("/desk/people"), "alone, one invites: {page}");
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        let page = text(hers.get("/me").await).await;
        assert!(page.contains("Bonjour Awa") && page.contains("/me/profile") && !page.contains("/desk"), "{page}");
        assert!(!text(admin.get("/me").await).await.contains("Inviter des personnes"));
    }

    async fn requests_that_wait_are_counted_for_those_who_answer_them(db: Db) {
        let place = Place::open(db.clone()).await;
        let admin = place.client.as_person(place.member("Salif", &[Role::Administrator]).await).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        let mut tx = db.begin().await.unwrap();
        let issa = asking("Issa", "issa@example.org", &random(7));
        let id = store::requests::ask(&mut tx, &issa, &digest("issa@example.org")).await.unwrap();
        store::requests::confirm(&mut tx, id, request::State::Waiting, now()).await.unwrap();
        tx.commit().await.unwrap();
        let page = text(admin.get("/me").await).await;
        assert!(page.contains("Demandes et invitations (1)") && page.contains("Ce qui vous attend"), "{page}");
        assert!(!text(hers.get("/me").await).await.contains("Ce qui vous attend"));
    }

    async fn the_language_that_a_member_chose_is_the_language_of_their_pages(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        hers.post("/me/profile", &[("name", "Awa"), ("language", "en")]).await;
        assert!(text(hers.get("/me/profile").await).await.contains("My profile"));
        assert!(text(hers.get("/me/security?lang=fr").await).await.contains("Appareils connectés"));
    }

    async fn a_picture_is_made_small_and_what_is_none_is_refused(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        let sent = hers.upload("/me/picture", &[], &[("picture", "x.png", &picture())]).await;
        assert_eq!(location(&sent), "/me/profile?done=picture");
        assert!(text(hers.get("/people/awa").await).await.contains("<img src=\"/files/"));
        let refused = hers.upload("/me/picture", &[], &[("picture", "x.png", b"not a picture")]).await;
        assert_eq!(refused.status(), 422);
        assert!(text(refused).await.contains("n’est pas une photo"));
        assert_eq!(location(&hers.post("/me/picture/remove", &[]).await), "/me/profile?done=picture-removed");
        assert!(!text(hers.get("/people/awa").await).await.contains("<img"));
    }

    async fn a_form_from_elsewhere_changes_nothing(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        assert_eq!(hers.post("/me/profile", &[("name", "Volé"), ("csrf", "x")]).await.status(), 403);
        assert!(text(hers.get("/me/profile").await).await.contains("value=\"Awa\""));
    }

    async fn a_new_passphrase_keeps_this_device_and_ends_the_others(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let (here, there) = (place.client.as_person(awa).await, place.client.as_person(awa).await);
        let wrong = [("current", "une autre phrase"), ("passphrase", "mangue rivière lampe")];
        assert_eq!(here.post("/me/security/passphrase", &wrong).await.status(), 422);
        let right = [("current", PASSPHRASE), ("passphrase", "mangue rivière lampe")];
        assert_eq!(location(&here.post("/me/security/passphrase", &right).await), "/me/security?done=passphrase");
        assert_eq!(here.get("/me").await.status(), 200);
        assert_eq!(there.get("/me").await.status(), 303);
    }

    async fn a_session_is_seen_and_ended(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let (here, there) = (place.client.as_person(awa).await, place.client.as_person(awa).await);
        let page = text(here.get("/me/security").await).await;
        assert_eq!(page.matches("name=\"session\"").count(), 2);
        assert_eq!(location(&here.post("/me/security/sessions/others", &[]).await), "/me/security?done=sessions");
        assert_eq!((here.get("/me").await.status(), there.get("/me").await.status()), (200.try_into().unwrap(), 303.try_into().unwrap()));
        let name = field(&text(here.get("/me/security").await).await, "session");
        here.post("/me/security/sessions", &[("session", &name)]).await;
        assert_eq!(here.get("/me").await.status(), 303);
    }

    async fn letters_go_to_a_new_address_once_it_is_confirmed(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        place.member("Binta", &[]).await;
        let hers = place.client.as_person(awa).await;
        let change = async |address: &str| hers.post("/me/security/address", &[("address", address), ("current", PASSPHRASE)]).await;
        assert_eq!(location(&change("nouvelle@example.org").await), "/me/security?done=address");
        let mut letters = place.letters().await;
        // Two hands may write them at the same moment.
        letters.sort_by_key(|letter| letter.to.clone());
        let to: Vec<_> = letters.iter().map(|letter| letter.to.as_str().to_owned()).collect();
        assert_eq!(to, [place.address("Awa"), "nouvelle@example.org".to_owned()], "the old address hears of it");
        assert!(!letters[0].text.contains("nouvelle@") && letters[0].text.contains("changez tout de suite"));
        let confirm = crate::factory::path_in(&letters[1].text);
        assert_eq!(place.client.get(&confirm).await.status(), 200);
        assert_eq!(place.reachable(awa).await, Some(place.address("Awa")));
        for _ in 0..2 {
            let done = place.client.post(&confirm, &[]).await;
            assert_eq!(done.status(), 200, "pressed twice, it is said twice");
            assert!(text(done).await.contains("est confirmée"));
        }
        assert!(text(place.client.get(&confirm).await).await.contains("est confirmée"));
        assert_eq!(place.reachable(awa).await.as_deref(), Some("nouvelle@example.org"));
        // Someone else's address: the page is the same, and its owner is told.
        assert_eq!(location(&change(&place.address("Binta")).await), "/me/security?done=address");
        let letters = place.letters().await;
        assert!(letters.iter().any(|letter| letter.subject.contains("déjà membre")));
        // Nor does the copy of one's own data tell that it is someone's.
        let waiting = store::addresses::waiting_of(&mut place.section().db.read().await.unwrap(), awa).await.unwrap();
        assert_eq!(waiting, Some(place.address("Binta")));
        assert_eq!(place.reachable(awa).await.as_deref(), Some("nouvelle@example.org"));
        // Someone else's since the letter was written: that is what the page says.
        change("tierce@example.org").await;
        let email = griot_delivery::Email::parse("tierce@example.org").unwrap();
        let letters = place.letters().await;
        let late = letters.iter().find(|letter| letter.to == email).unwrap();
        let late = crate::factory::path_in(&late.text);
        let newcomer = griot_people::acts::join::Newcomer {
            name: "Tierce".into(), about: String::new(), address: email.as_str().into(),
            digest: griot_people::digest(&place.section().keys, &email),
            language: griot_kernel::Language::FRENCH, passphrase: None,
        };
        let mut tx = place.section().db.begin().await.unwrap();
        griot_people::acts::join::add(&mut tx, place.moment(), &newcomer).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let taken = place.client.post(&late, &[]).await;
        assert_eq!(taken.status(), 409);
        assert!(text(taken).await.contains("celle d’un autre compte"));
        assert_eq!(place.reachable(awa).await.as_deref(), Some("nouvelle@example.org"));
    }

    async fn a_consent_is_a_line_of_the_ledger_and_saying_it_twice_is_one_line(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        for answer in ["given", "given", "withdrawn"] {
            hers.post("/me/consents", &[("purpose", "newsletter"), ("answer", answer)]).await;
        }
        let page = text(hers.get("/me/consents").await).await;
        assert_eq!(page.matches("<li><span>Je veux recevoir").count(), 2, "{page}");
        assert_eq!(hers.post("/me/consents", &[("purpose", "other"), ("answer", "given")]).await.status(), 400);
    }

    async fn an_address_that_nobody_confirms_is_forgotten(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        hers.post("/me/security/address", &[("address", "nouvelle@example.org"), ("current", PASSPHRASE)]).await;
        let waiting = async || {
            store::addresses::waiting_of(&mut place.section().db.read().await.unwrap(), awa).await.unwrap()
        };
        griot_people::jobs::sweep(place.section().clone()).await.unwrap();
        assert!(waiting().await.is_some(), "its link still works");
        place.house.clock.advance(std::time::Duration::from_secs(2 * 86_400 + 1));
        griot_people::jobs::sweep(place.section().clone()).await.unwrap();
        assert_eq!(waiting().await, None);
    }

    async fn a_copy_holds_what_the_section_knows_and_reads_offline(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[griot_web::Role::Author]).await).await;
        hers.post("/me/security/address", &[("address", "nouvelle@example.org"), ("current", PASSPHRASE)]).await;
        hers.upload("/me/picture", &[], &[("picture", "x.png", &picture())]).await;
        for wrong in [&[][..], &[("current", "une autre phrase")]] {
            let refused = hers.post("/me/export", wrong).await;
            assert_eq!(refused.status(), 422, "whoever finds an open telephone takes no copy");
            assert!(text(refused).await.contains("phrase de passe actuelle"));
        }
        let answer = hers.post("/me/export", &[("current", PASSPHRASE)]).await;
        assert_eq!(answer.status(), 200);
        assert!(answer.headers()["content-length"].to_str().unwrap().parse::<u64>().unwrap() > 0);
        assert_eq!(answer.headers()["content-type"], "application/zip");
        let archive = bytes(answer).await;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
        let mut read = |name: &str| {
            let mut text = Vec::new();
            zip.by_name(name).unwrap().read_to_end(&mut text).unwrap();
            String::from_utf8_lossy(&text).into_owned()
        };
        let data: serde_json::Value = serde_json::from_str(&read("data.json")).unwrap();
        assert_eq!(data["people"]["email"], "awa@example.org");
        assert_eq!(data["people"]["email_to_confirm"], "nouvelle@example.org");
        assert_eq!(data["people"]["sessions"].as_array().map(Vec::len), Some(1));
        let acts: Vec<_> = data["people"]["staff_log"].as_array().unwrap().iter().map(|line| line["act"].as_str().unwrap()).collect();
        assert_eq!(acts, ["people-act-role-given"], "what was done before the copy was taken");
        let page = read("index.html");
        assert!(page.contains("Quelques mots.") && page.contains("people/picture.jpg"));
        assert!(!page.contains("http"), "nothing is fetched from elsewhere");
        assert!(read("people/picture.jpg").contains("JFIF"));
        for _ in 0..4 {
            assert_eq!(hers.post("/me/export", &[("current", PASSPHRASE)]).await.status(), 200);
        }
        assert_eq!(hers.post("/me/export", &[("current", PASSPHRASE)]).await.status(), 429);
    }
}
