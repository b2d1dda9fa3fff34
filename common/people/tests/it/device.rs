//! A device that keeps one passkey, as browsers and telephones do.

use griot_crypto::text::encode;
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};

const ORIGIN: &str = "https://section.example";
const HOST: &str = "section.example";
/// The owner is there and was recognised (by finger, face or number).
const PRESENT_AND_KNOWN: u8 = 0x05;
const WITH_KEY: u8 = 0x40;

pub struct Device {
    key: EcdsaKeyPair,
    credential: [u8; 16],
    owner: String,
    uses: u32,
}

impl Device {
    pub fn new() -> Self {
        let random = SystemRandom::new();
        let secret = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, secret.as_ref(), &random).unwrap();
        Self { key, credential: *b"one of the keys.", owner: String::new(), uses: 0 }
    }

    /// Says that it is another device, whose key it does not have.
    pub fn like(&mut self, other: &Self) {
        self.owner.clone_from(&other.owner);
        self.uses = other.uses;
    }

    /// Makes a passkey for whoever the section names.
    pub fn create(&mut self, asked: &Value) -> Value {
        let options = &asked["publicKey"];
        self.owner = options["user"]["id"].as_str().unwrap().to_owned();
        let mut data = self.authenticator_data(PRESENT_AND_KNOWN | WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.credential);
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);

        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client_data = client_data("webauthn.create", options);
        json!({
            "id": encode(&self.credential), "rawId": encode(&self.credential), "type": "public-key",
            "extensions": {},
            "response": { "attestationObject": encode(&object), "clientDataJSON": encode(&client_data) },
        })
    }

    /// Answers a section that asks for any passkey.
    pub fn get(&mut self, asked: &Value) -> Value {
        self.uses += 1;
        let data = self.authenticator_data(PRESENT_AND_KNOWN);
        let client_data = client_data("webauthn.get", &asked["publicKey"]);
        let signed = [data.as_slice(), digest(&SHA256, &client_data).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": encode(&self.credential), "rawId": encode(&self.credential), "type": "public-key",
            "extensions": {},
            "response": {
                "authenticatorData": encode(&data), "clientDataJSON": encode(&client_data),
                "signature": encode(signature.as_ref()), "userHandle": self.owner,
            },
        })
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, HOST.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.uses.to_be_bytes());
        data
    }
}

fn client_data(kind: &str, options: &Value) -> Vec<u8> {
    json!({ "type": kind, "challenge": options["challenge"], "origin": ORIGIN, "crossOrigin": false })
        .to_string()
        .into_bytes()
}
