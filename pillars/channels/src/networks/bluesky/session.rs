//! Sessions: what is sent with each call lives for two hours, what renews it for ninety days, and both
//! are made from the app password.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use griot_fetch::Call;
use griot_kernel::Timestamp;
use serde::Deserialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::{Account, Key, Line, Trouble, after, ask, call, handle, judged, method, read, refusal};

/// A key that ends sooner than this, in seconds, is renewed before it is used.
const SPARE: i64 = 300;
/// How long a key for calls lives where it does not say so itself.
const ACCESS: i64 = 7_200;
/// How long a key for renewal lives where it does not say so itself.
const REFRESH: i64 = 7_776_000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    did: String,
    access_jwt: Zeroizing<String>,
    #[serde(default)]
    refresh_jwt: Zeroizing<String>,
}

#[derive(Deserialize)]
struct Claims {
    iat: Option<i64>,
    exp: i64,
}

/// A key that opens the account for some time; `None` where the one at hand still does.
pub(super) async fn wake(line: Line<'_>, account: &Account) -> Result<Option<Key>, Trouble> {
    let key = &account.key;
    let spared = after(line.now, SPARE);
    if !key.access.is_empty() && key.access_ends.is_some_and(|ends| ends > spared) {
        return Ok(None);
    }
    if !key.refresh.is_empty()
        && let Some(session) = renew(line, account).await?
    {
        return Ok(Some(session.key(line.now, key)));
    }
    if key.typed.is_empty() {
        return Err(Trouble::Reauth);
    }
    let who = json!({ "identifier": handle(account), "password": key.typed.as_str() });
    let post = Call::post(method(account, "com.atproto.server.createSession")?).json(&who);
    let session: Session = read(&ask(line, account, post).await?)?;
    Ok(Some(session.key(line.now, key)))
}

/// A new session by the one before; `None` where the server refuses it.
async fn renew(line: Line<'_>, account: &Account) -> Result<Option<Session>, Trouble> {
    let post = Call::post(method(account, "com.atproto.server.refreshSession")?).bearer(&account.key.refresh);
    let answer = call(line, account, post).await?;
    let ended = ["ExpiredToken", "InvalidToken"].contains(&refusal(&answer).error.as_str());
    if answer.status == 401 || (answer.status == 400 && ended) {
        return Ok(None);
    }
    read(&judged(line, account, answer)?).map(Some)
}

impl Session {
    /// As it is kept. What came empty stays as it was.
    fn key(self, now: Timestamp, before: &Key) -> Key {
        let refresh_ends = Some(after(now, lifetime(&self.refresh_jwt).unwrap_or(REFRESH)));
        before.renewed(Key {
            access_ends: Some(after(now, lifetime(&self.access_jwt).unwrap_or(ACCESS))),
            // An app password makes new sessions for as long as its owner leaves it.
            ends: refresh_ends.filter(|_| before.typed.is_empty() && !self.refresh_jwt.is_empty()),
            access: self.access_jwt,
            refresh: self.refresh_jwt,
            id: self.did,
            ..Key::default()
        })
    }
}

/// For how many seconds a key lives. It is a span, so that the server's clock may differ from ours.
fn lifetime(jwt: &str) -> Option<i64> {
    let claims = URL_SAFE_NO_PAD.decode(jwt.split('.').nth(1)?).ok()?;
    let claims: Claims = serde_json::from_slice(&claims).ok()?;
    let span = claims.exp.checked_sub(claims.iat?)?;
    (span > 0).then_some(span)
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::lifetime;

    #[test]
    fn a_key_says_itself_how_long_it_lives() {
        let jwt = |claims: &str| format!("e30.{}.sign", URL_SAFE_NO_PAD.encode(claims));
        assert_eq!(lifetime(&jwt(r#"{"iat":1000,"exp":8200}"#)), Some(7_200));
        assert_eq!(lifetime(&jwt(r#"{"iat":8200,"exp":1000}"#)), None);
        assert_eq!(lifetime("no key"), None);
    }
}
