//! Links after their time: each says what it is worth and what to do, and does nothing.

use std::time::Duration;

use axum::response::Response;
use griot_testkit::contract;
use griot_web::{Role, testing::text};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, location};

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

async fn is_refused_for_its_time(answer: Response, language: &str) {
    assert_eq!(answer.status(), 410);
    let page = text(answer).await;
    let (what, next) = match language {
        "fr" => ("Ce lien n’est plus valable", "Demandez-en un nouveau"),
        _ => ("This link is no longer valid", "Ask for a new one"),
    };
    assert!(page.contains(what) && page.contains(next), "{page}");
}

/// The page of a link opens until its time is over; then neither it nor its form does anything.
async fn lasts(place: &Place, path: &str, time: Duration, fields: &[(&str, &str)]) {
    place.house.clock.advance(time - Duration::from_secs(1));
    assert_eq!(place.client.get(path).await.status(), 200, "{path}");
    place.house.clock.advance(Duration::from_secs(1));
    for language in ["fr", "en"] {
        let late = place.client.reading(language);
        is_refused_for_its_time(late.get(path).await, language).await;
        is_refused_for_its_time(late.post(path, fields).await, language).await;
    }
}

async fn ask(place: &Place, path: &str, address: &str) {
    let time = place.time_mark().await;
    let fields = [("name", "Rose"), ("about", "Je couds."), ("address", address), ("time", &time)];
    assert_eq!(place.client.post(path, &fields).await.status(), 200);
}

contract! { SCHEMAS;
    async fn a_reset_lasts_two_hours(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        let address = place.address("Awa");
        place.client.post("/reset", &[("address", &address)]).await;
        let (_, reset) = place.letter().await;
        lasts(&place, &reset, 2 * HOUR, &[("passphrase", "mangue rivière lampe")]).await;
        let fields = [("address", address.as_str()), ("passphrase", PASSPHRASE)];
        let old = place.client.post("/sign-in", &fields).await;
        assert_eq!(location(&old), "/me", "the passphrase is the one it was");
    }

    async fn a_confirmation_of_a_request_lasts_a_week(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        ask(&place, "/join", "rose@example.org").await;
        let (_, confirm) = place.letter().await;
        lasts(&place, &confirm, 7 * DAY, &[]).await;
        assert!(place.letters().await.is_empty(), "the team hears of nothing");
        let desk = text(place.client.as_person(editor).await.get("/desk/people").await).await;
        assert!(!desk.contains("Rose"), "{desk}");
        // Whoever asks anew gets a link that opens.
        ask(&place, "/join", "rose@example.org").await;
        let (_, again) = place.letter().await;
        assert_eq!(place.client.get(&again).await.status(), 200);
    }

    async fn an_accepted_place_lasts_thirty_days(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        ask(&place, "/join", "rose@example.org").await;
        let (_, confirm) = place.letter().await;
        place.client.post(&confirm, &[]).await;
        place.letters().await;
        let desk = place.client.as_person(editor).await;
        let request = crate::factory::field(&text(desk.get("/desk/people").await).await, "request");
        desk.post("/desk/people/answer", &[("request", &request), ("answer", "accept")]).await;
        let (_, joining) = place.letter().await;
        let form = [("name", "Rose"), ("about", ""), ("passphrase", PASSPHRASE)];
        lasts(&place, &joining, 30 * DAY, &form).await;
        assert_eq!(place.owner("rose@example.org").await, None, "nobody came in");
    }

    async fn an_invitation_lasts_thirty_days(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        let desk = place.client.as_person(editor).await;
        let fields = [("address", "nadege@example.org"), ("name", "Nadège"), ("word", ""), ("language", "fr")];
        desk.post("/desk/people/invite", &fields).await;
        let (_, invited) = place.letter().await;
        let form = [("name", "Nadège"), ("about", ""), ("passphrase", PASSPHRASE)];
        lasts(&place, &invited, 30 * DAY, &form).await;
        assert_eq!(place.owner("nadege@example.org").await, None);
    }

    async fn a_new_address_waits_for_a_day(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        let fields = [("address", "nouvelle@example.org"), ("current", PASSPHRASE)];
        hers.post("/me/security/address", &fields).await;
        let letters = place.letters().await;
        let letter = letters.iter().find(|letter| letter.to.as_str() == "nouvelle@example.org").unwrap();
        let confirm = crate::factory::path_in(&letter.text);
        lasts(&place, &confirm, DAY, &[]).await;
        assert_eq!(place.reachable(awa).await, Some(place.address("Awa")), "letters go where they went");
    }
}
