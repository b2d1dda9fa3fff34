//! Passkey ceremonies, as far as they go without a device.

use griot_testkit::contract;
use griot_web::testing::text;

use crate::factory::{PASSPHRASE, Place, SCHEMAS};

contract! { SCHEMAS;
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
