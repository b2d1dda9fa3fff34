//! How an account of Mastodon is opened without anybody pasting a key: the house makes itself known to the
//! server, its owner says yes there, and what comes back is exchanged once
//! (<https://docs.joinmastodon.org/methods/oauth/>, <https://docs.joinmastodon.org/methods/apps/>).

use griot_fetch::{Call, Called};
use griot_kernel::Random;
use http::header::ACCEPT_LANGUAGE;
use serde::{Deserialize, Serialize};
use url::{Url, form_urlencoded::Serializer};
use zeroize::Zeroizing;

use super::{
    super::{Account, Key, Line, Trouble, answer},
    complaint,
};

/// What the wire and the ear need, and nothing else.
pub const SCOPES: &str = "read:accounts read:statuses read:notifications write:statuses write:media";

const NO_OAUTH: &str = "channels-trouble-no-oauth";
/// What a house without a name is called, and the longest name that servers take.
const HOUSE: &str = "Griot";
const LONGEST: usize = 60;
const FORM: &str = "application/x-www-form-urlencoded";

/// What a server and this house agreed on before its owner was asked.
#[derive(Serialize, Deserialize)]
pub struct Asked {
    /// The server.
    pub server: String,
    /// Where the server sends its owner back to.
    pub redirect: String,
    /// What the server calls this house.
    pub client: String,
    /// By what this house shows that it is the one.
    pub secret: Zeroizing<String>,
    /// By what it shows that it is the one who asked; empty where the server knows no such thing.
    pub verifier: Zeroizing<String>,
}

/// What is agreed on opens an account for whoever has it: only the server is shown.
impl std::fmt::Debug for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Asked({})", self.server)
    }
}

#[derive(Deserialize)]
struct App {
    client_id: String,
    client_secret: Zeroizing<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    code_challenge_methods_supported: Vec<String>,
}

#[derive(Deserialize)]
struct Token {
    access_token: Zeroizing<String>,
}

/// A server without a key yet.
fn nobody(server: &str) -> Account {
    Account { server: server.to_owned(), name: String::new(), key: Key::default() }
}

fn form(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

async fn posted(
    line: Line<'_>,
    account: &Account,
    path: &str,
    pairs: &[(&str, &str)],
) -> Result<Called, Trouble> {
    let post = Call::post(answer::at(account, path)?).body(FORM, form(pairs)).header(ACCEPT_LANGUAGE, "en");
    answer::call(line, account, post).await.map_err(Trouble::harmless)
}

/// What an answer that says no means before there is a key.
fn refused(account: &Account, answer: &Called) -> Trouble {
    match answer.status {
        404 | 405 | 410 => Trouble::Content(NO_OAUTH, String::new()),
        429 => Trouble::Rate(None),
        500.. => Trouble::Transient,
        _ => Trouble::Content("channels-trouble-oauth-refused", complaint(account, answer)),
    }
}

/// Makes the house known to a server, by this name and this address.
pub async fn register(
    line: Line<'_>,
    server: &str,
    (name, website): (&str, &str),
    redirect: &str,
    random: &dyn Random,
) -> Result<Asked, Trouble> {
    let account = nobody(server);
    let verifier = if knows_pkce(line, &account).await? {
        griot_crypto::text::encode(&random.bytes::<32>())
    } else {
        String::new()
    };
    let name: String =
        if name.trim().is_empty() { HOUSE.to_owned() } else { name.chars().take(LONGEST).collect() };
    let pairs = [
        ("client_name", name.as_str()),
        ("redirect_uris", redirect),
        ("scopes", SCOPES),
        ("website", website),
    ];
    let said = posted(line, &account, "/api/v1/apps", &pairs).await?;
    if !said.is_success() {
        return Err(refused(&account, &said));
    }
    let app: App = answer::read(&said).map_err(|_| Trouble::Content(NO_OAUTH, String::new()))?;
    Ok(Asked {
        server: server.to_owned(),
        redirect: redirect.to_owned(),
        client: app.client_id,
        secret: app.client_secret,
        verifier: Zeroizing::new(verifier),
    })
}

/// Whether the server says of itself that it knows PKCE by S256. Those before 4.3 say nothing of themselves.
async fn knows_pkce(line: Line<'_>, account: &Account) -> Result<bool, Trouble> {
    let url = answer::at(account, "/.well-known/oauth-authorization-server")?;
    let said = answer::call(line, account, Call::get(url)).await.map_err(Trouble::harmless)?;
    if !said.is_success() {
        return Ok(false);
    }
    let metadata: Metadata = answer::read(&said).unwrap_or_default();
    Ok(metadata.code_challenge_methods_supported.iter().any(|method| method == "S256"))
}

/// Where its owner says yes or no.
pub fn authorize(asked: &Asked, state: &str) -> Result<Url, Trouble> {
    let mut url = answer::at(&nobody(&asked.server), "/oauth/authorize")?;
    let mut query = url.query_pairs_mut();
    query.extend_pairs([
        ("response_type", "code"),
        ("client_id", &asked.client),
        ("redirect_uri", &asked.redirect),
        ("scope", SCOPES),
        ("state", state),
    ]);
    if let Some(challenge) = challenge(&asked.verifier) {
        query.extend_pairs([("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")]);
    }
    drop(query);
    Ok(url)
}

/// The SHA-256 of the verifier as RFC 7636 writes it; none without a verifier.
fn challenge(verifier: &str) -> Option<String> {
    let (_, hex) = griot_crypto::checksum(verifier.as_bytes()).ok().filter(|_| !verifier.is_empty())?;
    let pairs = hex.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
    let bytes: Vec<u8> = pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
    Some(griot_crypto::text::encode(&bytes))
}

/// Exchanges what its owner brought back. The code is worth something once, and within ten minutes.
pub async fn exchange(line: Line<'_>, asked: &Asked, code: &str) -> Result<Key, Trouble> {
    let mut account = nobody(&asked.server);
    account.key.client_secret = asked.secret.clone();
    let mut pairs = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("client_id", &asked.client),
        ("client_secret", &asked.secret),
        ("redirect_uri", &asked.redirect),
    ];
    if !asked.verifier.is_empty() {
        pairs.push(("code_verifier", &asked.verifier));
    }
    let said = posted(line, &account, "/oauth/token", &pairs).await?;
    if !said.is_success() {
        return Err(refused(&account, &said));
    }
    let token: Token = answer::read(&said).map_err(Trouble::harmless)?;
    Ok(Key {
        typed: token.access_token,
        client: asked.client.clone(),
        client_secret: asked.secret.clone(),
        ..Key::default()
    })
}

/// Gives a key back: from then on it opens nothing, whoever has a copy. Nothing is done with one that was
/// pasted: its owner made it, and takes it back where they made it.
pub async fn revoke(line: Line<'_>, account: &Account) -> Result<(), Trouble> {
    let key = &account.key;
    let pairs =
        [("client_id", key.client.as_str()), ("client_secret", &key.client_secret), ("token", &key.typed)];
    let said = posted(line, account, "/oauth/revoke", &pairs).await?;
    if said.is_success() { Ok(()) } else { Err(refused(account, &said)) }
}

#[cfg(test)]
mod tests {
    use super::challenge;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge(verifier).as_deref(), Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        assert_eq!(challenge(""), None);
    }
}
