//! Guessing a passphrase is slow, and whoever guesses keeps nobody out.

use std::{net::SocketAddr, time::Duration};

use axum::{body::Body, extract::ConnectInfo, http::Request, response::Response};
use griot_delivery::Email;
use griot_people::{
    acts::tries::{Tries, Whence},
    model::throttle::{FREE, FREE_FOR_ALL},
};
use griot_testkit::contract;

use crate::factory::{PASSPHRASE, Place, SCHEMAS, known, location};

/// Signs in from this address, in a browser that sends this cookie.
async fn from(place: &Place, net: &str, cookie: Option<&str>, passphrase: &str) -> Response {
    let body = format!("address=awa%40example.org&passphrase={}", passphrase.replace(' ', "+"));
    let mut request = Request::post("/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", cookie.unwrap_or("a=b"))
        .body(Body::from(body))
        .unwrap();
    let peer: SocketAddr = format!("{net}:4000").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    place.client.as_visitor().send(request).await
}

/// A try of a stranger from this net, as far as it is counted: whether it would be looked at.
async fn stranger(place: &Place, net: &str) -> bool {
    let section = place.section();
    let account = griot_people::digest(&section.keys, &Email::parse("awa@example.org").unwrap());
    let tries = Tries::new(&section.keys, &account, Whence::Net(net));
    let mut tx = section.db.begin().await.unwrap();
    let looked_at = tries.begin(&mut tx, section.clock.now()).await.unwrap().is_none();
    tx.commit().await.unwrap();
    looked_at
}

contract! { SCHEMAS;
    async fn many_tries_at_once_are_no_more_than_many_in_a_row(db: Db) {
        let place = std::sync::Arc::new(Place::open(db).await);
        place.member("Awa", &[]).await;
        let tries = (0..20).map(|_| {
            let place = std::sync::Arc::clone(&place);
            tokio::spawn(async move { from(&place, "198.51.100.7", None, "une autre phrase").await.status().as_u16() })
        });
        let (mut looked_at, mut waited) = (0, 0);
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                422 => looked_at += 1,
                _ => waited += 1,
            }
        }
        assert!(i64::from(looked_at) <= FREE, "{looked_at} were looked at");
        assert_eq!(looked_at + waited, 20);
        assert_eq!(from(&place, "198.51.100.7", None, PASSPHRASE).await.status(), 429);
    }

    async fn the_right_passphrase_gives_its_try_back(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        for _ in 0..8 {
            assert_eq!(location(&from(&place, "198.51.100.7", None, PASSPHRASE).await), "/me");
        }
    }

    async fn a_stranger_on_one_net_makes_nobody_wait_elsewhere(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        for _ in 0..FREE {
            assert_eq!(from(&place, "198.51.100.7", None, "une autre phrase").await.status(), 422);
        }
        assert_eq!(from(&place, "198.51.100.7", None, PASSPHRASE).await.status(), 429);
        assert_eq!(location(&from(&place, "203.0.113.9", None, PASSPHRASE).await), "/me");
    }

    async fn a_stranger_who_does_not_stop_guesses_slowly_and_keeps_the_owner_out_nowhere(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        let hers = known(&from(&place, "203.0.113.9", None, PASSPHRASE).await).expect("the browser is known now");

        // For an hour, every six seconds, each time from another net.
        let mut looked_at = 0;
        for n in 0..600 {
            place.house.clock.advance(Duration::from_secs(6));
            looked_at += i64::from(stranger(&place, &format!("198.51.{}.{}", n / 200, n % 200)).await);
        }
        assert!(looked_at <= FREE_FOR_ALL + 70, "{looked_at} guesses in an hour, from six hundred nets");
        while stranger(&place, "192.0.2.1").await {}

        for _ in 0..70 {
            assert_eq!(from(&place, "192.0.2.1", None, "une autre phrase").await.status(), 429);
        }

        // The owner comes in where she was before, even from the net of the stranger.
        assert_eq!(from(&place, "203.0.113.9", None, PASSPHRASE).await.status(), 429, "a browser like any other");
        assert_eq!(location(&from(&place, "192.0.2.1", Some(&hers), PASSPHRASE).await), "/me");
        // Her mark opens nothing by itself, and is worth nothing for anybody else.
        assert_eq!(from(&place, "203.0.113.9", Some(&hers), "une autre phrase").await.status(), 422);
        let forged = hers.replace('.', "x.");
        assert_eq!(from(&place, "203.0.113.9", Some(&forged), PASSPHRASE).await.status(), 429);

        // In a new browser a letter goes around the wait.
        place.client.post("/reset", &[("address", "awa@example.org")]).await;
        let (_, reset) = place.letter().await;
        let done = place.client.post(&reset, &[("passphrase", "mangue lampe rivage 3")]).await;
        let new = known(&done).expect("the browser of the letter is known");
        while stranger(&place, "192.0.2.1").await {}
        for n in 0..40 {
            stranger(&place, &format!("192.0.2.{n}")).await;
        }
        assert_eq!(from(&place, "203.0.113.77", None, "mangue lampe rivage 3").await.status(), 429);
        assert_eq!(location(&from(&place, "203.0.113.77", Some(&new), "mangue lampe rivage 3").await), "/me");
    }

    async fn a_known_browser_waits_after_its_own_wrong_tries(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        let hers = known(&from(&place, "203.0.113.9", None, PASSPHRASE).await).unwrap();
        for _ in 0..FREE {
            assert_eq!(from(&place, "203.0.113.9", Some(&hers), "une autre phrase").await.status(), 422);
        }
        assert_eq!(from(&place, "203.0.113.9", Some(&hers), PASSPHRASE).await.status(), 429);
    }
}
