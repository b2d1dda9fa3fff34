//! Pages of refusals and failures.

use griot_web::{
    Member, Second,
    testing::{TestHouse, text},
};
use http::header;

use crate::rooms::Rooms;

const TROUBLES: [(&str, u16, &str, &str); 13] = [
    ("/missing", 404, "Il n’y a rien à cette adresse", "There is nothing at this address"),
    ("/no/such/page", 404, "Il n’y a rien à cette adresse", "There is nothing at this address"),
    ("/gone", 410, "Cette page a été retirée", "This page was taken down"),
    ("/forbidden", 403, "Vous n’avez pas accès à cette page", "You have no access to this page"),
    ("/foreign", 403, "Le formulaire n’a pas été accepté", "The form was not accepted"),
    ("/unreadable", 400, "Nous n’avons pas pu lire votre envoi", "We could not read what you sent"),
    ("/large", 413, "C’est trop volumineux", "That is too large"),
    ("/taken", 409, "Quelqu’un vient de faire la même chose", "Someone has just done the same"),
    ("/often", 429, "Trop d’essais en peu de temps", "Too many tries in a short time"),
    ("/busy", 503, "Le site est très occupé", "The site is very busy"),
    ("/full", 503, "Il n’y a plus de place", "There is no room left"),
    ("/broken", 500, "Quelque chose n’a pas marché de notre côté", "Something went wrong on our side"),
    ("/panics", 500, "Quelque chose n’a pas marché de notre côté", "Something went wrong on our side"),
];

#[tokio::test]
async fn every_trouble_has_a_page_in_both_languages_that_leads_on() {
    let rooms = Rooms::open().await;
    for (path, status, french, english) in TROUBLES {
        for (language, sentence) in [("fr", french), ("en", english)] {
            let answer = rooms.client.reading(language).get(path).await;
            assert_eq!(answer.status(), status, "{path}");
            let page = text(answer).await;
            assert!(page.contains(sentence), "{path} in {language}: {page}");
            assert!(page.contains(&format!("<html lang=\"{language}\"")));
            assert!(page.contains("href=\"/search\"") && page.contains("href=\"/\""), "{path} leads on");
            assert!(!page.contains("trouble-"), "{path} in {language} lacks a word: {page}");
            assert!(!page.contains("secret cause"));
        }
    }
}

#[tokio::test]
async fn whoever_lacks_only_a_second_factor_is_told_so_and_led_there() {
    let rooms = Rooms::open().await;
    let closed = Member { second: Second::Wanted, ..TestHouse::member("Awa", &[]) };
    let page = text(rooms.client.as_member(closed).await.get("/forbidden").await).await;
    assert!(page.contains("Il manque un second facteur") && page.contains("href=\"/me/security\""), "{page}");
    let other = TestHouse::member("Binta", &[]);
    let page = text(rooms.client.as_member(other).await.get("/forbidden").await).await;
    assert!(!page.contains("second facteur"), "{page}");
}

#[tokio::test]
async fn a_trouble_that_passes_says_when_to_come_back() {
    let rooms = Rooms::open().await;
    assert_eq!(rooms.client.get("/often").await.headers()[header::RETRY_AFTER], "90");
    assert_eq!(rooms.client.get("/busy").await.headers()[header::RETRY_AFTER], "5");
    assert_eq!(rooms.client.get("/full").await.headers()[header::RETRY_AFTER], "300");
    assert!(!rooms.client.get("/missing").await.headers().contains_key(header::RETRY_AFTER));
}

#[tokio::test]
async fn a_wrong_method_says_which_are_right() {
    let rooms = Rooms::open().await;
    let answer = rooms.client.get("/say").await;
    assert_eq!(answer.status(), 405);
    assert_eq!(answer.headers()[header::ALLOW], "POST");
}

#[tokio::test]
async fn the_api_answers_with_problem_documents() {
    let rooms = Rooms::open().await;
    let mut answers = Vec::new();
    for path in ["/api/v1/broken", "/api/v1/nothing"] {
        let answer = rooms.client.reading("en").get(path).await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
        answers.push(text(answer).await);
    }
    insta::assert_snapshot!(answers.join("\n"));
}

#[tokio::test]
async fn a_refusal_with_words_of_its_own_keeps_them() {
    let rooms = Rooms::open().await;
    let answer = rooms.client.get("/own-words").await;
    assert_eq!(answer.status(), 409);
    assert_eq!(text(answer).await, "{}");
}

#[tokio::test]
async fn a_house_whose_database_is_away_still_says_so() {
    let rooms = Rooms::open().await;
    let awa = rooms.client.as_member(griot_web::testing::TestHouse::member("Awa", &[])).await;
    let before = text(rooms.client.get("/hello").await).await;
    rooms.house.section.db.close().await;
    let answer = awa.get("/hello").await;
    assert!(answer.status().is_server_error());
    assert!(text(answer).await.contains("<h1>"));
    // What lies in memory is still there for visitors.
    assert_eq!(text(rooms.client.get("/hello").await).await, before);
    assert_eq!(rooms.client.get("/health/live").await.status(), 200);
    assert_eq!(rooms.client.get("/health/ready").await.status(), 503);
}
