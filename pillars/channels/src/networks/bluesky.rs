//! Bluesky, and every other server of the AT Protocol: <https://docs.bsky.app/docs/api/>.

mod ear;
mod mention;
mod record;
mod session;

use async_trait::async_trait;
use griot_fetch::{Call, Called};
use griot_kernel::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Account, Brought, Budget, Carried, Health, Key, Line, Media, Remote, Sight, Token, Trouble, Wire,
    answer::{after, at, call, no_server, ours, quoted, read},
};
use crate::model::{message::Message, network::Network};

/// The kind of record that a text is.
const POST: &str = "app.bsky.feed.post";
/// The signs of a record's name, in their order.
const SIGNS: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";

/// Speaks to the AT Protocol. What its owner typed is an app password.
#[derive(Clone, Copy, Debug)]
pub struct Bluesky;

/// A picture on the server, as [`Brought::Ready`] names it: as JSON.
#[derive(Serialize, Deserialize)]
struct Picture {
    blob: Value,
    alt: String,
    width: u32,
    height: u32,
}

#[derive(Deserialize)]
struct Uploaded {
    blob: Value,
}

#[derive(Deserialize)]
struct Found {
    value: Text,
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    error: String,
    message: String,
}

#[derive(Deserialize)]
struct Person {
    handle: String,
    did: String,
}

/// The name of a record (<https://atproto.com/specs/tid>): a moment and some chance, so that names sort as
/// moments do. Ten bits of chance have a place of their own; the others become microseconds, which no
/// clock of this house counts.
pub fn tid(at: Timestamp, chance: u16) -> String {
    let micros = u64::try_from(at.as_millisecond()).unwrap_or_default().saturating_mul(1_000);
    let moment = micros.saturating_add(u64::from(chance >> 10)) & ((1 << 53) - 1);
    let whole = (moment << 10) | u64::from(chance & 1_023);
    let sign = |place: u32| usize::try_from((whole >> (place * 5)) & 31).ok().and_then(|n| SIGNS.get(n));
    (0..13).rev().filter_map(sign).map(|sign| char::from(*sign)).collect()
}

#[async_trait]
impl Wire for Bluesky {
    fn network(&self) -> Network {
        Network::Bluesky
    }

    fn server(&self) -> Option<&'static str> {
        Some("https://bsky.social")
    }

    /// 5,000 points an hour, of which a text costs two.
    fn budget(&self) -> Budget {
        Budget { most: 2_500, seconds: 3_600 }
    }

    async fn wake(&self, line: Line<'_>, account: &Account) -> Result<Option<Key>, Trouble> {
        session::wake(line, account).await.map_err(Trouble::harmless)
    }

    async fn check(&self, line: Line<'_>, account: &Account) -> Result<Health, Trouble> {
        let get = with_key(account, Call::get(method(account, "com.atproto.server.getSession")?));
        let person: Person =
            ask(line, account, get).await.and_then(|yes| read(&yes)).map_err(Trouble::harmless)?;
        Ok(Health {
            name: format!("@{}", person.handle),
            address: format!("https://bsky.app/profile/{}", person.did),
            ends: account.key.ends,
            live: None,
        })
    }

    async fn bring(&self, line: Line<'_>, account: &Account, media: &Media) -> Result<Brought, Trouble> {
        upload(line, account, media).await.map(Brought::Ready).map_err(Trouble::harmless)
    }

    async fn send(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        pictures: &[Carried],
        token: &Token,
    ) -> Result<Remote, Trouble> {
        let mentions = mention::named(line, account, &record::words(message)).await?;
        let named: Vec<&str> = pictures.iter().map(|picture| picture.name.as_str()).collect();
        match put(line, account, (message, &mentions), &named, token).await {
            // A server drops within minutes what no text names. Nothing was done, and the same
            // picture has the same name again.
            Err(Trouble::Content("channels-trouble-picture-gone", _)) if !pictures.is_empty() => {
                let mut again = Vec::new();
                for picture in pictures {
                    again.push(upload(line, account, &picture.media).await.map_err(Trouble::harmless)?);
                }
                let again: Vec<&str> = again.iter().map(String::as_str).collect();
                put(line, account, (message, &mentions), &again, token).await
            }
            outcome => outcome,
        }
    }

    async fn look(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        _pictures: &[String],
        token: &Token,
    ) -> Result<Sight, Trouble> {
        let mut url = method(account, "com.atproto.repo.getRecord")?;
        url.query_pairs_mut()
            .append_pair("repo", repo(account))
            .append_pair("collection", POST)
            .append_pair("rkey", &token.name);
        // Everyone may ask, so that what is known does not depend on a key that has ended.
        let answer = call(line, account, Call::get(url)).await.map_err(Trouble::harmless)?;
        if answer.status == 400 && refusal(&answer).error == "RecordNotFound" {
            return Ok(Sight::Absent);
        }
        let stands = judged(line, account, answer).and_then(|yes| read::<Found>(&yes));
        let is_ours = stands.map_err(Trouble::harmless)?.value.text == record::words(message);
        Ok(if is_ours { Sight::There(remote(account, token)) } else { Sight::Absent })
    }

    async fn take_back(&self, line: Line<'_>, account: &Account, remote: &str) -> Result<(), Trouble> {
        let name = remote.rsplit('/').next().unwrap_or_default();
        let which = json!({ "repo": repo(account), "collection": POST, "rkey": name });
        let post = Call::post(method(account, "com.atproto.repo.deleteRecord")?).json(&which);
        ask(line, account, with_key(account, post)).await.map(drop).map_err(Trouble::harmless)
    }
}

/// Writes a record under the name chosen before. The same again is the same record; another text under
/// that name is left as it is.
async fn put(
    line: Line<'_>,
    account: &Account,
    (message, mentions): (&Message, &[mention::Mention]),
    pictures: &[&str],
    token: &Token,
) -> Result<Remote, Trouble> {
    let gone = |_| Trouble::Content("channels-trouble-picture-gone", String::new());
    let read: Result<Vec<Picture>, _> = pictures.iter().map(|one| serde_json::from_str(one)).collect();
    let pictures = read.map_err(gone)?;
    let body = json!({
        "repo": repo(account),
        "collection": POST,
        "rkey": token.name,
        "record": record::of(message, mentions, &pictures, token.at),
        "swapRecord": null,
    });
    let post = Call::post(method(account, "com.atproto.repo.putRecord")?).json(&body);
    ask(line, account, with_key(account, post)).await?;
    Ok(remote(account, token))
}

/// Brings a picture, and says how a text names it.
async fn upload(line: Line<'_>, account: &Account, media: &Media) -> Result<String, Trouble> {
    let post = Call::post(method(account, "com.atproto.repo.uploadBlob")?);
    let post = with_key(account, post.body("image/jpeg", media.bytes.clone()));
    let Uploaded { blob } = read(&ask(line, account, post).await?)?;
    let picture = Picture { blob, alt: media.alt.clone(), width: media.width, height: media.height };
    serde_json::to_string(&picture).map_err(|_| Trouble::Transient)
}

fn remote(account: &Account, token: &Token) -> Remote {
    let (repo, name) = (repo(account), &token.name);
    Remote {
        id: format!("at://{repo}/{POST}/{name}"),
        address: Some(format!("https://bsky.app/profile/{repo}/post/{name}")),
    }
}

/// What the server calls the account: its number for life, or its handle until that is known.
fn repo(account: &Account) -> &str {
    if account.key.id.is_empty() { handle(account) } else { &account.key.id }
}

fn handle(account: &Account) -> &str {
    account.name.trim().trim_start_matches('@')
}

fn method(account: &Account, name: &str) -> Result<url::Url, Trouble> {
    at(account, &format!("/xrpc/{name}"))
}

fn with_key(account: &Account, call: Call) -> Call {
    call.bearer(&account.key.access)
}

async fn ask(line: Line<'_>, account: &Account, what: Call) -> Result<Called, Trouble> {
    let answer = call(line, account, what).await?;
    judged(line, account, answer)
}

fn refusal(answer: &Called) -> Refusal {
    read(answer).unwrap_or_default()
}

/// Whether the text is what was too long. Servers said it in the first words, and say it in the second.
fn is_too_long(message: &str) -> bool {
    message.contains("text") && ["must not be longer", "too big"].iter().any(|words| message.contains(words))
}

/// An answer that says yes, or what the refusal means.
fn judged(line: Line<'_>, account: &Account, answer: Called) -> Result<Called, Trouble> {
    if answer.is_success() {
        return Ok(answer);
    }
    let Refusal { error, message } = refusal(&answer);
    let content = |key| {
        Err(Trouble::Content(
            key,
            quoted(account, &answer, if message.is_empty() { &error } else { &message }),
        ))
    };
    match (answer.status, error.as_str()) {
        (_, "AccountTakedown" | "AccountDeactivated" | "AccountSuspended" | "RepoTakendown") => {
            content("channels-trouble-suspended")
        }
        (401, _) | (400 | 403, "InvalidToken" | "ExpiredToken") => Err(Trouble::Reauth),
        (429, _) => {
            let reset = answer.header("ratelimit-reset").and_then(|text| text.parse().ok());
            let theirs = reset.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
            let wait = || answer.header("retry-after")?.parse().ok().map(|n| after(line.now, n));
            Err(Trouble::Rate(theirs.map(|theirs| ours(&answer, line.now, theirs)).or_else(wait)))
        }
        (413, _) => content("channels-trouble-too-large"),
        (404, "") => Err(no_server(account)),
        (_, "BlobNotFound") => content("channels-trouble-picture-gone"),
        (_, "BlobTooLarge" | "InvalidMimeType" | "InvalidImage") => content("channels-trouble-picture"),
        (400, _) if message.contains("Could not find blob") => content("channels-trouble-picture-gone"),
        (400, _) if is_too_long(&message) => content("channels-trouble-too-long"),
        // The one refusal that does not say whether the call had been read.
        (408, _) => Err(Trouble::Unknown),
        (400..500, _) => content("channels-trouble-refused"),
        _ => Err(Trouble::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::tid;

    #[test]
    fn names_of_records_are_thirteen_signs_and_sort_as_moments_do() {
        let at = |text: &str| text.parse().unwrap();
        assert_eq!(tid(at("1970-01-01T00:00:00Z"), 0), "2222222222222");
        assert_eq!(tid(at("1970-01-01T00:00:00.001Z"), 1_023), "222222222zczz");
        let names = [
            tid(at("2026-11-27T08:00:00Z"), 1_023),
            tid(at("2026-11-27T08:00:00Z"), u16::MAX),
            tid(at("2026-11-27T08:00:00.001Z"), 0),
            tid(at("2026-11-27T08:00:00.001Z"), 1),
            tid(at("2027-01-01T00:00:00Z"), 0),
        ];
        assert!(names.is_sorted() && names.iter().all(|name| name.len() == 13), "{names:?}");
    }
}
