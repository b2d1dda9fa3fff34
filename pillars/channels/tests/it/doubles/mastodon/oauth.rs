//! How the double lets people in, from <https://docs.joinmastodon.org/methods/oauth/> and
//! <https://docs.joinmastodon.org/methods/apps/>.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{Hands, Mastodon, no};

/// What the server knows of programs and of those who let them in.
pub struct Oauth {
    /// Whether it lets programs in this way at all.
    pub known: bool,
    /// Whether it describes itself, as servers do since 4.3.
    pub described: bool,
    /// The secrets of programs by their names, with where they may send people back to.
    apps: HashMap<String, (String, String)>,
    codes: HashMap<String, Code>,
    /// What opens the account, by what it may.
    pub tokens: HashMap<String, String>,
    next: u32,
}

struct Code {
    client: String,
    redirect: String,
    scope: String,
    challenge: Option<String>,
    at: i64,
}

impl Default for Oauth {
    fn default() -> Self {
        Self {
            known: true,
            described: true,
            apps: HashMap::new(),
            codes: HashMap::new(),
            tokens: HashMap::new(),
            next: 0,
        }
    }
}

fn fields(headers: &HeaderMap, body: &str) -> HashMap<String, String> {
    assert_eq!(headers["content-type"], "application/x-www-form-urlencoded");
    url::form_urlencoded::parse(body.as_bytes()).into_owned().collect()
}

fn only(fields: &HashMap<String, String>, known: &[&str]) {
    for name in fields.keys() {
        assert!(known.contains(&name.as_str()), "the documentation knows no {name}");
    }
}

fn scopes(text: &str) -> Vec<&str> {
    const KNOWN: [&str; 5] =
        ["read:accounts", "read:statuses", "read:notifications", "write:statuses", "write:media"];
    let all: Vec<&str> = text.split(' ').collect();
    assert!(all.iter().all(|one| KNOWN.contains(one)), "more than is needed: {text}");
    all
}

pub async fn metadata(State((world, _)): Hands) -> Response {
    if !world.lock().unwrap().oauth.described {
        return no(404, "Record not found");
    }
    axum::Json(json!({
        "issuer": "https://m.example/", "authorization_endpoint": "https://m.example/oauth/authorize",
        "token_endpoint": "https://m.example/oauth/token", "app_registration_endpoint": "https://m.example/api/v1/apps",
        "revocation_endpoint": "https://m.example/oauth/revoke", "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "code_challenge_methods_supported": ["S256"],
    }))
    .into_response()
}

pub async fn register(State((world, _)): Hands, headers: HeaderMap, body: String) -> Response {
    let oauth = &mut world.lock().unwrap().oauth;
    if !oauth.known {
        return no(404, "Not Found");
    }
    let fields = fields(&headers, &body);
    only(&fields, &["client_name", "redirect_uris", "scopes", "website"]);
    if fields["client_name"].is_empty() || fields["client_name"].len() > 60 {
        return no(422, "Validation failed: Application name is too long (maximum is 60 characters)");
    }
    let redirect = fields["redirect_uris"].clone();
    if url::Url::parse(&redirect).is_err() || url::Url::parse(&fields["website"]).is_err() {
        return no(422, "Validation failed: Redirect URI must be an absolute URI.");
    }
    oauth.next += 1;
    let (id, secret) = (format!("client-{}", oauth.next), format!("SECRET-{}", oauth.next));
    oauth.apps.insert(id.clone(), (secret.clone(), redirect.clone()));
    axum::Json(json!({
        "id": "563419", "name": fields["client_name"], "website": fields["website"],
        "scopes": scopes(&fields["scopes"]), "redirect_uris": [redirect], "redirect_uri": redirect,
        "client_id": id, "client_secret": secret, "client_secret_expires_at": 0, "vapid_key": "BCk=",
    }))
    .into_response()
}

impl Mastodon {
    /// The owner of the account goes there and says yes or no. Where they are sent.
    pub fn authorize(&self, url: &str, yes: bool) -> String {
        let url = url::Url::parse(url).unwrap();
        assert_eq!(
            (url.path(), url.origin().ascii_serialization()),
            ("/oauth/authorize", self.address.clone())
        );
        let fields: HashMap<String, String> = url.query_pairs().into_owned().collect();
        let known = [
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "code_challenge",
            "code_challenge_method",
        ];
        only(&fields, &known);
        let at = self.stage.now().as_millisecond();
        let oauth = &mut self.world.lock().unwrap().oauth;
        let (_, redirect) = &oauth.apps[&fields["client_id"]];
        assert_eq!((fields["response_type"].as_str(), redirect), ("code", &fields["redirect_uri"]));
        scopes(&fields["scope"]);
        let challenge = fields.get("code_challenge").cloned();
        assert_eq!(challenge.is_some(), oauth.described, "what it does not know is not asked of it");
        if let Some(challenge) = &challenge {
            assert_eq!((challenge.len(), fields["code_challenge_method"].as_str()), (43, "S256"));
        }
        assert!(fields["state"].len() >= 32);
        let mut back = url::Url::parse(redirect).unwrap();
        if yes {
            oauth.next += 1;
            let code = format!("code-{}", oauth.next);
            let [client, redirect, scope] =
                ["client_id", "redirect_uri", "scope"].map(|name| fields[name].clone());
            oauth.codes.insert(code.clone(), Code { client, redirect, scope, challenge, at });
            back.query_pairs_mut().append_pair("code", &code);
        } else {
            let said = "The resource owner or authorization server denied the request.";
            back.query_pairs_mut().extend_pairs([("error", "access_denied"), ("error_description", said)]);
        }
        back.query_pairs_mut().append_pair("state", &fields["state"]);
        format!("{}?{}", back.path(), back.query().unwrap())
    }
}

fn refused(status: u16, error: &str) -> Response {
    let body = json!({ "error": error, "error_description": "…" });
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

pub async fn token(State((world, stage)): Hands, headers: HeaderMap, body: String) -> Response {
    let oauth = &mut world.lock().unwrap().oauth;
    let fields = fields(&headers, &body);
    only(
        &fields,
        &["grant_type", "code", "client_id", "client_secret", "redirect_uri", "code_verifier", "scope"],
    );
    assert_eq!(fields["grant_type"], "authorization_code");
    let known = oauth.apps.get(&fields["client_id"]);
    if known.is_none_or(|(secret, _)| *secret != fields["client_secret"]) {
        return refused(401, "invalid_client");
    }
    // A code is worth something once, for ten minutes, to whoever asked for it.
    let Some(code) = oauth.codes.remove(&fields["code"]) else { return refused(400, "invalid_grant") };
    let proven = code.challenge.as_ref().is_none_or(|challenge| {
        fields.get("code_verifier").is_some_and(|verifier| digest(verifier) == *challenge)
    });
    let fits = code.client == fields["client_id"] && code.redirect == fields["redirect_uri"];
    if !fits || !proven || stage.now().as_millisecond() - code.at > 600_000 {
        return refused(400, "invalid_grant");
    }
    oauth.next += 1;
    let token = format!("TOKEN-{}-of-the-house", oauth.next);
    oauth.tokens.insert(token.clone(), code.scope.clone());
    let created = stage.now().as_millisecond() / 1_000;
    axum::Json(json!({
        "access_token": token, "token_type": "Bearer", "scope": code.scope, "created_at": created,
    }))
    .into_response()
}

fn digest(verifier: &str) -> String {
    assert!((43..=128).contains(&verifier.len()), "as RFC 7636 wants it");
    let (_, hex) = griot_crypto::checksum(verifier.as_bytes()).unwrap();
    let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    let bytes: Vec<u8> = pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
    griot_crypto::text::encode(&bytes)
}

pub async fn revoke(State((world, _)): Hands, headers: HeaderMap, body: String) -> Response {
    let oauth = &mut world.lock().unwrap().oauth;
    let fields = fields(&headers, &body);
    only(&fields, &["client_id", "client_secret", "token"]);
    let known = oauth.apps.get(&fields["client_id"]);
    if known.is_none_or(|(secret, _)| *secret != fields["client_secret"]) {
        return refused(403, "unauthorized_client");
    }
    oauth.tokens.remove(&fields["token"]);
    axum::Json(json!({})).into_response()
}
