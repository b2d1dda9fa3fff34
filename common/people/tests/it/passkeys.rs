//! Passkeys: adding a device, signing in with it, and what is refused.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use griot_testkit::contract;
use griot_web::testing::{Client, text};

use serde_json::{Value, json};

use crate::{
    device::Device,
    factory::{PASSPHRASE, Place, SCHEMAS, location},
};

/// Sends JSON as the script of a page does.
async fn say(client: &Client, path: &str, body: &Value) -> (StatusCode, Value) {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin")
        .header("x-csrf-token", client.csrf())
        .body(Body::from(body.to_string()))
        .unwrap();
    let answer = client.send(request).await;
    let status = answer.status();
    (status, serde_json::from_str(&text(answer).await).unwrap())
}

contract! { SCHEMAS;
    async fn a_device_that_was_added_opens_without_a_passphrase_until_it_is_removed(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        let mut device = Device::new();
        let current = json!({ "current": PASSPHRASE });
        let (status, asked) = say(&hers, "/me/security/passkeys/begin", &current).await;
        assert_eq!(status, 200, "{asked}");
        let made = json!({ "name": "téléphone", "credential": device.create(&asked) });
        let (status, done) = say(&hers, "/me/security/passkeys/finish", &made).await;
        assert_eq!((status.as_u16(), done["next"].as_str()), (200, Some("/me/security?done=passkey")), "{done}");
        // The same answer again finds its challenge used up.
        assert_eq!(say(&hers, "/me/security/passkeys/finish", &made).await.0, 422);
        let letters = place.letters().await;
        assert_eq!(letters.len(), 1, "the owner hears of a new way in, once");
        assert!(letters[0].text.contains("clé d’accès a été ajoutée"));
        let page = text(hers.get("/me/security").await).await;
        assert!(page.contains("téléphone"));

        let stranger = place.client.as_visitor();
        let (_, asked) = say(&stranger, "/sign-in/passkey/begin", &json!({})).await;
        let answer = json!({ "back": "/people", "credential": device.get(&asked) });
        let (status, done) = say(&stranger, "/sign-in/passkey/finish", &answer).await;
        assert_eq!((status.as_u16(), done["next"].as_str()), (200, Some("/people")), "{done}");
        assert_eq!(stranger.get("/people").await.status(), 200);
        let other = place.client.as_visitor();
        assert_eq!(say(&other, "/sign-in/passkey/finish", &answer).await.0, 422, "a challenge is answered once");
        let (_, asked) = say(&stranger, "/sign-in/passkey/begin", &json!({})).await;
        let away = json!({ "back": "/\t/elsewhere.example", "credential": device.get(&asked) });
        assert_eq!(say(&stranger, "/sign-in/passkey/finish", &away).await.1["next"], "/me");

        // A device with another key does not pass for this one.
        let (_, asked) = say(&other, "/sign-in/passkey/begin", &json!({})).await;
        let mut thief = Device::new();
        thief.like(&device);
        let forged = json!({ "credential": thief.get(&asked) });
        assert_eq!(say(&other, "/sign-in/passkey/finish", &forged).await.0, 422);

        let key = crate::factory::field(&page, "key");
        let wrong = hers.post("/me/security/passkeys/remove", &[("key", &key), ("current", "une autre phrase")]).await;
        assert_eq!(wrong.status(), 422, "whoever finds an open telephone takes no way in away");
        let removed = hers.post("/me/security/passkeys/remove", &[("key", &key), ("current", PASSPHRASE)]).await;
        assert_eq!(location(&removed), "/me/security?done=passkey-removed");
        let (_, asked) = say(&other, "/sign-in/passkey/begin", &json!({})).await;
        let gone = json!({ "credential": device.get(&asked) });
        assert_eq!(say(&other, "/sign-in/passkey/finish", &gone).await.0, 422);
        assert!(other.cookie().is_none());
    }

    async fn a_device_is_asked_and_a_forged_answer_is_refused_with_a_sentence(db: Db) {
        let place = Place::open(db).await;
        let asked = place.client.post_raw("/sign-in/passkey/begin", "application/json", "{}").await;
        assert_eq!(asked.status(), 200);
        let asked: serde_json::Value = serde_json::from_str(&text(asked).await).unwrap();
        let challenge = asked["publicKey"]["challenge"].as_str().unwrap();
        let client_data = format!(r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://section.example"}}"#);
        let handle = griot_crypto::text::encode(&[7; 16]);
        let forged = serde_json::json!({ "credential": {
            "id": "AAAA", "rawId": "AAAA", "type": "public-key", "extensions": {},
            "response": {
                "authenticatorData": griot_crypto::text::encode(&[0; 37]),
                "clientDataJSON": griot_crypto::text::encode(client_data.as_bytes()),
                "signature": "AAAA", "userHandle": handle,
            },
        }});
        let refused = place.client.post_raw("/sign-in/passkey/finish", "application/json", forged.to_string()).await;
        assert_eq!(refused.status(), 422);
        assert!(text(refused).await.contains("n’a pas été reconnue"));
        assert!(place.client.cookie().is_none());
    }

    async fn adding_a_passkey_needs_the_mark_of_the_page(db: Db) {
        let place = Place::open(db).await;
        let hers = place.client.as_person(place.member("Awa", &[]).await).await;
        let bare = hers.post_raw("/me/security/passkeys/begin", "application/json", "{}").await;
        assert_eq!(bare.status(), 403);
        let begin = async |passphrase: &str| {
            let request = axum::http::Request::post("/me/security/passkeys/begin")
                .header("content-type", "application/json")
                .header("sec-fetch-site", "same-origin")
                .header("x-csrf-token", hers.csrf())
                .body(axum::body::Body::from(format!(r#"{{"current":"{passphrase}"}}"#)))
                .unwrap();
            hers.send(request).await
        };
        assert_eq!(begin("une autre phrase").await.status(), 422);
        let asked = begin(PASSPHRASE).await;
        assert_eq!(asked.status(), 200);
        let asked: serde_json::Value = serde_json::from_str(&text(asked).await).unwrap();
        assert_eq!(asked["publicKey"]["rp"]["id"], "section.example");
        assert_eq!(asked["publicKey"]["authenticatorSelection"]["requireResidentKey"], true);
    }
}
