//! Joining: by asking, by a letter, by a link handed on; and opening the section.

use griot_people::{
    acts::{invite, leave, roles},
    commands, store,
};
use griot_testkit::contract;
use griot_web::{Role, testing::text};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, location, path_in};

async fn ask(place: &Place, name: &str, address: &str) -> axum::response::Response {
    let time = place.time_mark().await;
    let fields = [("name", name), ("about", "Je couds."), ("address", address), ("time", &time)];
    place.client.post("/join", &fields).await
}

contract! { SCHEMAS;
    async fn whoever_asks_is_confirmed_accepted_and_comes_in(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou Traoré", &[Role::Editor]).await;
        let answer = ask(&place, "Rose Kinda", "Rose@Example.org").await;
        assert_eq!(answer.status(), 200);

        let (letter, confirm) = place.letter().await;
        assert_eq!(letter.to.as_str(), "Rose@example.org");
        // A mail scanner follows the link and changes nothing.
        assert_eq!(place.client.get(&confirm).await.status(), 200);
        assert_eq!(place.client.get(&confirm).await.status(), 200);
        assert_eq!(place.client.post(&confirm, &[]).await.status(), 200);
        let (told, _) = place.letter().await;
        assert_eq!(told.to.as_str(), place.address("Fatou Traoré"));
        assert!(!told.text.contains("Rose"), "a letter to editors names nobody");
        // Sent twice: the same page, once.
        assert_eq!(place.client.post(&confirm, &[]).await.status(), 200);
        assert!(place.letters().await.is_empty());

        let desk = place.client.as_person(editor).await;
        let page = text(desk.get("/desk/people").await).await;
        assert!(page.contains("Rose Kinda") && page.contains("Je couds."));
        let request = crate::factory::field(&page, "request");
        let accepted = desk.post("/desk/people/answer", &[("request", &request), ("answer", "accept")]).await;
        assert_eq!(location(&accepted), "/desk/people?done=answered");
        let again = desk.post("/desk/people/answer", &[("request", &request), ("answer", "accept")]).await;
        assert_eq!(location(&again), "/desk/people?done=answered-before");

        let (_, invited) = place.letter().await;
        let weak = place.client.post(&invited, &[("name", "Rose"), ("passphrase", "motdepasse")]).await;
        assert_eq!(weak.status(), 422);
        let weak = text(weak).await;
        assert!(weak.contains("parmi les premières") && weak.contains("value=\"Rose\"") && !weak.contains("motdepasse"));
        let form = [("name", "Rose Kinda"), ("about", ""), ("passphrase", PASSPHRASE)];
        let joined = place.client.post(&invited, &form).await;
        assert_eq!(location(&joined), "/me?done=joined");
        assert!(text(place.client.get("/me?done=joined").await).await.contains("Bienvenue"));
        assert_eq!(place.name_of(place.owner("rose@example.org").await.unwrap()).await.as_deref(), Some("Rose Kinda"));

        // The form sent a second time brings in whoever sent it, and makes nobody.
        let twice = place.client.as_visitor().post(&invited, &form).await;
        assert_eq!(location(&twice), "/me?done=joined");
        let other = [("name", "X"), ("passphrase", "une autre phrase 9")];
        assert_eq!(place.client.as_visitor().post(&invited, &other).await.status(), 410);
    }

    async fn a_known_address_gets_the_same_page_and_its_owner_a_letter(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        let unknown = text(ask(&place, "Rose", "rose@example.org").await).await;
        place.letters().await;
        let known = text(ask(&place, "Rose", &place.address("Awa")).await).await;
        assert_eq!(known, unknown);
        let (letter, way) = place.letter().await;
        assert!(letter.subject.contains("déjà membre"), "{}", letter.subject);
        assert_eq!(way, "/sign-in");
    }

    async fn whoever_knows_an_address_puts_no_words_into_its_owners_mouth(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        ask(&place, "Rose Kinda", "rose@example.org").await;
        let (_, confirm) = place.letter().await;
        ask(&place, "Une menteuse", "rose@example.org").await;
        let page = text(place.client.get(&confirm).await).await;
        assert!(page.contains("Rose Kinda") && page.contains("Je couds.") && !page.contains("menteuse"));
        // What is confirmed is what its owner saw, and may mend.
        let wrong = place.client.post(&confirm, &[("name", ""), ("about", "Je tisse.")]).await;
        assert_eq!(wrong.status(), 422);
        assert!(text(wrong).await.contains("Je tisse."));
        let done = place.client.post(&confirm, &[("name", "Rose K."), ("about", "Je tisse.")]).await;
        assert_eq!(done.status(), 200);
        let desk = text(place.client.as_person(editor).await.get("/desk/people").await).await;
        assert!(desk.contains("Rose K.") && desk.contains("Je tisse.") && !desk.contains("Je couds."));
    }

    async fn an_address_gets_three_letters_a_day_and_the_page_tells_nothing_of_it(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        // Someone who waits for an answer, someone who never confirmed, a member, and nobody.
        ask(&place, "Rama", "rama@example.org").await;
        let (_, confirm) = place.letter().await;
        place.client.post(&confirm, &[]).await;
        ask(&place, "Issa", "issa@example.org").await;
        assert_eq!(place.letters().await.len(), 1);
        place.house.clock.advance(std::time::Duration::from_secs(86_400));
        let mut pages = Vec::new();
        let nobody = "rose@example.org".to_owned();
        let asked = ["rama@example.org".to_owned(), "issa@example.org".to_owned()];
        for address in [place.address("Awa"), nobody].into_iter().chain(asked) {
            let mut seen = Vec::new();
            for _ in 0..5 {
                let answer = ask(&place, "Rose", &address).await;
                seen.push((answer.status().as_u16(), text(answer).await));
                // The same form within ten minutes is one asking; later it is another one.
                ask(&place, "Rose", &address).await;
                place.house.clock.advance(std::time::Duration::from_secs(601));
            }
            let sent = place.letters().await.iter().filter(|letter| letter.to.as_str() == address).count();
            assert_eq!(sent, 3, "{address}");
            pages.push(seen);
        }
        for page in &pages {
            assert_eq!(page, &pages[0], "whoever is asked for, the answer is the same");
        }
        assert_eq!(pages[0][4].0, 200);
        place.house.clock.advance(std::time::Duration::from_secs(86_400));
        assert_eq!(ask(&place, "Rose", "rose@example.org").await.status(), 200);
        assert_eq!(place.letters().await.len(), 1);
    }

    async fn a_form_that_is_not_taken_comes_back_filled_in(db: Db) {
        let place = Place::open(db).await;
        let answer = ask(&place, &"é".repeat(81), "rose@example").await;
        assert_eq!(answer.status(), 422);
        let page = text(answer).await;
        assert!(page.contains("80 signes au plus") && page.contains("Je couds.") && page.contains("rose@example"));
        let answer = ask(&place, "Rose", "rose@example").await;
        assert!(text(answer).await.contains("n’est pas complète"));
        assert!(place.letters().await.is_empty());
    }

    async fn a_form_without_its_mark_of_time_is_refused(db: Db) {
        let place = Place::open(db).await;
        let fields = [("name", "Rose"), ("about", "x"), ("address", "rose@example.org"), ("time", "1.x")];
        assert_eq!(place.client.post("/join", &fields).await.status(), 403);
    }

    async fn a_refusal_brings_its_reason(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        ask(&place, "Rose", "rose@example.org").await;
        let (_, confirm) = place.letter().await;
        place.client.post(&confirm, &[]).await;
        place.letters().await;
        let desk = place.client.as_person(editor).await;
        let request = crate::factory::field(&text(desk.get("/desk/people").await).await, "request");
        let fields = [("request", request.as_str()), ("answer", "refuse"), ("reason", " ")];
        let silent = desk.post("/desk/people/answer", &fields).await;
        assert_eq!(silent.status(), 422);
        assert!(text(silent).await.contains("Donnez un motif"));
        let fields = [("request", request.as_str()), ("answer", "refuse"), ("reason", "La section est à Kaya.")];
        desk.post("/desk/people/answer", &fields).await;
        let letters = place.letters().await;
        assert!(letters[0].text.contains("La section est à Kaya."));
    }

    async fn a_link_handed_on_has_so_many_places_and_needs_no_editor(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        let desk = place.client.as_person(editor).await;
        assert_eq!(desk.post("/desk/people/link", &[("places", "0")]).await.status(), 422);
        let made = text(desk.post("/desk/people/link", &[("places", "1")]).await).await;
        let link = path_in(&made.replace(['<', '"'], " "));
        let fields = [("name", "Issa"), ("about", ""), ("address", "issa@example.org")];
        assert_eq!(place.client.post(&link, &fields).await.status(), 200);
        let (_, confirm) = place.letter().await;
        let go = place.client.post(&confirm, &[("name", "Issa"), ("about", "")]).await;
        let own = location(&go);
        assert!(own.starts_with("/join/"), "{own}");
        let joined = place.client.post(&own, &[("name", "Issa"), ("passphrase", PASSPHRASE)]).await;
        assert_eq!(location(&joined), "/me?done=joined");
        assert_eq!(place.client.as_visitor().get(&link).await.status(), 410);
    }

    async fn a_door_whose_answer_was_lost_is_reached_from_the_same_letter(db: Db) {
        let place = Place::open(db).await;
        let desk = place.client.as_person(place.member("Fatou", &[Role::Editor]).await).await;
        let made = text(desk.post("/desk/people/link", &[("places", "5")]).await).await;
        let link = path_in(&made.replace(['<', '"'], " "));
        place.client.post(&link, &[("name", "Issa"), ("about", ""), ("address", "issa@example.org")]).await;
        let (_, confirm) = place.letter().await;
        let first = location(&place.client.post(&confirm, &[]).await);
        let (letter, mailed) = place.letter().await;
        assert!(letter.to.as_str() == "issa@example.org" && mailed.starts_with("/join/"), "the door is mailed too");

        // The tab was closed: the letter still shows its button, which leads to the same invitation.
        let again = place.client.get(&confirm).await;
        assert_eq!(again.status(), 200);
        assert!(text(again).await.contains("<button>Confirmer"));
        let second = location(&place.client.post(&confirm, &[]).await);
        assert!(second.starts_with("/join/") && second != first, "{second}");
        for door in [&first, &second, &mailed] {
            assert_eq!(place.client.get(door).await.status(), 200, "{door}");
        }
        assert!(text(desk.get("/desk/people").await).await.contains("1/5"), "one place is taken, not two");
        let form = [("name", "Issa"), ("passphrase", PASSPHRASE)];
        assert_eq!(location(&place.client.as_visitor().post(&second, &form).await), "/me?done=joined");

        // Once somebody joined, no door is left: the page says so, and promises no answer.
        for door in [&first, &mailed, &confirm] {
            assert_eq!(place.client.get(door).await.status(), 410, "{door}");
        }
        let late = place.client.post(&confirm, &[]).await;
        assert_eq!(late.status(), 410);
        assert!(!text(late).await.contains("lit votre demande"));
    }

    async fn whoever_waits_for_an_answer_reads_so_again(db: Db) {
        let place = Place::open(db).await;
        ask(&place, "Rose", "rose@example.org").await;
        let (_, confirm) = place.letter().await;
        for _ in 0..2 {
            assert!(text(place.client.post(&confirm, &[]).await).await.contains("lit votre demande"));
            let again = place.client.get(&confirm).await;
            assert_eq!(again.status(), 200);
            assert!(text(again).await.contains("lit votre demande"));
        }
    }

    async fn a_link_handed_on_ends_with_its_makers_right_to_invite(db: Db) {
        let place = Place::open(db.clone()).await;
        for end in ["suspended", "erased", "role"] {
            let maker = place.member("Fatou", &[Role::Editor]).await;
            let desk = place.client.as_person(maker).await;
            let made = text(desk.post("/desk/people/link", &[("places", "500")]).await).await;
            let link = path_in(&made.replace(['<', '"'], " "));
            assert_eq!(place.client.as_visitor().get(&link).await.status(), 200);
            let mut tx = db.begin().await.unwrap();
            let (at, editor) = (place.moment(), crate::factory::grant(maker, Role::Editor));
            match end {
                "suspended" => roles::suspend(&mut tx, at, maker, None).await.unwrap().unwrap(),
                "erased" => leave::erase(&mut tx, at, maker).await.unwrap().unwrap(),
                _ => roles::take(&mut tx, at, &editor, None).await.unwrap().unwrap(),
            }
            store::contacts::remove_others(&mut tx, maker, None).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(place.client.as_visitor().get(&link).await.status(), 410, "{end}");
        }
    }

    async fn a_link_stays_while_another_role_of_its_maker_invites(db: Db) {
        let place = Place::open(db.clone()).await;
        let maker = place.member("Fatou", &[Role::Editor, Role::Director]).await;
        let desk = place.client.as_person(maker).await;
        let made = text(desk.post("/desk/people/link", &[("places", "5")]).await).await;
        let link = path_in(&made.replace(['<', '"'], " "));
        let mut tx = db.begin().await.unwrap();
        roles::take(&mut tx, place.moment(), &crate::factory::grant(maker, Role::Editor), None).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!(place.client.as_visitor().get(&link).await.status(), 200);
    }

    async fn older_invitations_are_a_page_further_and_can_be_taken_back(db: Db) {
        let place = Place::open(db.clone()).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        let desk = place.client.as_person(editor).await;
        let mut tx = db.begin().await.unwrap();
        for _ in 0..51 {
            let token = griot_crypto::Token::fresh(place.section().random.as_ref());
            invite::by_link(&mut tx, place.moment(), 3, griot_kernel::Language::FRENCH, editor, &token).await.unwrap();
        }
        tx.commit().await.unwrap();
        let first = text(desk.get("/desk/people").await).await;
        assert_eq!(first.matches("name=\"invitation\"").count(), 50);
        assert!(first.contains("page=1&#38;invitations=2") && first.contains("Plus anciens"), "{first}");
        let second = text(desk.get("/desk/people?invitations=2").await).await;
        assert_eq!(second.matches("name=\"invitation\"").count(), 1);
        assert!(second.contains("Plus récents"));
        let id = crate::factory::field(&second, "invitation");
        desk.post("/desk/people/withdraw", &[("invitation", &id)]).await;
        assert!(text(desk.get("/desk/people?invitations=2").await).await.contains("Terminée"));
    }

    async fn an_invitation_by_letter_opens_until_it_is_taken_back(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        let desk = place.client.as_person(editor).await;
        let fields = [("address", "nadege@example.org"), ("name", "Nadège"), ("word", "Viens !"), ("language", "en")];
        assert_eq!(location(&desk.post("/desk/people/invite", &fields).await), "/desk/people?done=invited");
        let (letter, invited) = place.letter().await;
        assert!(letter.subject.contains("Your place") && letter.text.contains("Viens !"));
        assert_eq!(place.client.get(&invited).await.status(), 200);
        let taken = [("address", place.address("Fatou"))].map(|(k, a)| (k, a));
        let fields: Vec<(&str, &str)> = taken.iter().map(|(k, a)| (*k, a.as_str())).collect();
        assert_eq!(desk.post("/desk/people/invite", &fields).await.status(), 422);
        let page = text(desk.get("/desk/people").await).await;
        let id = crate::factory::field(&page, "invitation");
        desk.post("/desk/people/withdraw", &[("invitation", &id)]).await;
        assert_eq!(place.client.get(&invited).await.status(), 410);
    }

    async fn the_first_link_names_the_section_and_makes_its_administrator_once(db: Db) {
        let place = Place::open(db).await;
        let link = commands::setup_link(place.section()).await.unwrap().unwrap();
        let path = path_in(&link);
        assert_eq!(place.client.get(&path).await.status(), 200);
        let fields = |section| [
            ("section", section),
            ("language", "fr"),
            ("name", "Salif Zongo"),
            ("address", "salif@example.org"),
            ("passphrase", PASSPHRASE),
        ];
        assert_eq!(place.client.post(&path, &fields("")).await.status(), 422);
        let done = place.client.post(&path, &fields("Section du Faso")).await;
        assert_eq!(location(&done), "/me?done=set-up");
        let page = text(place.client.get("/desk/roles").await).await;
        assert!(page.contains("Section du Faso") && page.contains("Salif Zongo"));
        let mut other = fields("Autre");
        other[3] = ("address", "autre@example.org");
        assert_eq!(place.client.as_visitor().post(&path, &other).await.status(), 410);
        assert_eq!(commands::setup_link(place.section()).await.unwrap(), None);
    }

    async fn the_first_link_ends_after_thirty_minutes(db: Db) {
        let place = Place::open(db).await;
        let link = commands::setup_link(place.section()).await.unwrap().unwrap();
        place.house.clock.advance(std::time::Duration::from_secs(30 * 60));
        let late = place.client.get(&path_in(&link)).await;
        assert_eq!(late.status(), 410);
        assert!(text(late).await.contains("griot setup"));
    }
}
