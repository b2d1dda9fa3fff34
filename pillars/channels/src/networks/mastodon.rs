//! Mastodon, and whatever speaks like it: <https://docs.joinmastodon.org/methods/>.

mod ear;
mod find;
pub mod oauth;

use std::time::Duration;

use async_trait::async_trait;
use griot_fetch::{Call, Called};
use http::{HeaderName, Method, header::ACCEPT_LANGUAGE};
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::{
    Account, Brought, Budget, Carried, Health, Key, Line, Media, Remote, Sight, Token, Trouble, Wire,
    answer::{at, call, no_server, ours, quoted, read},
    multipart::Multipart,
};
use crate::model::{
    limits::Live,
    message::{Message, Visibility},
    network::Network,
};

/// For so long a server knows a text again by its key: an hour, less what a call takes.
const REMEMBERED: Duration = Duration::from_secs(3_300);
/// Speaks to Mastodon. What its owner typed is an access token.
#[derive(Clone, Copy, Debug)]
pub struct Mastodon;

#[derive(Deserialize)]
struct Person {
    id: String,
    username: String,
    url: String,
}

#[derive(Deserialize)]
struct Attached {
    id: String,
}

#[derive(Deserialize)]
struct Status {
    id: String,
    created_at: jiff::Timestamp,
    url: Option<String>,
    #[serde(default)]
    media_attachments: Vec<Attached>,
}

/// What a server says of itself. Whatever only speaks alike may leave anything out.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Instance {
    domain: String,
    configuration: Configuration,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Configuration {
    statuses: Statuses,
    media_attachments: Attachments,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Statuses {
    max_characters: Option<usize>,
    characters_reserved_per_url: Option<usize>,
    max_media_attachments: Option<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Attachments {
    image_size_limit: Option<usize>,
    description_limit: Option<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    error: String,
}

#[async_trait]
impl Wire for Mastodon {
    fn network(&self) -> Network {
        Network::Mastodon
    }

    fn server(&self) -> Option<&'static str> {
        None
    }

    fn budget(&self) -> Budget {
        Budget { most: 300, seconds: 10_800 }
    }

    async fn wake(&self, line: Line<'_>, account: &Account) -> Result<Option<Key>, Trouble> {
        if !account.key.id.is_empty() {
            return Ok(None);
        }
        let id = who(line, account).await.map_err(Trouble::harmless)?.id;
        Ok(Some(Key { id, ..account.key.clone() }))
    }

    async fn check(&self, line: Line<'_>, account: &Account) -> Result<Health, Trouble> {
        let person = who(line, account).await.map_err(Trouble::harmless)?;
        let own = at(account, "")?.host_str().unwrap_or_default().to_owned();
        let instance = instance(line, account).await?;
        let said = instance.as_ref().map(|one| one.domain.clone()).filter(|domain| !domain.is_empty());
        Ok(Health {
            name: format!("@{}@{}", person.username, said.unwrap_or(own)),
            address: person.url,
            ends: None,
            live: instance.map(|one| live(&one.configuration)),
        })
    }

    async fn limits(&self, line: Line<'_>, server: &str) -> Result<Option<Live>, Trouble> {
        let account = Account { server: server.to_owned(), name: String::new(), key: Key::default() };
        Ok(instance(line, &account).await?.map(|one| live(&one.configuration)))
    }

    async fn bring(&self, line: Line<'_>, account: &Account, media: &Media) -> Result<Brought, Trouble> {
        let form = Multipart::default().text("description", &media.alt).jpeg("file", &media.bytes);
        let url = at(account, "/api/v2/media")?;
        let answer = ask(line, account, form.put(asked(account, Method::POST, url))).await;
        answer.and_then(|yes| brought(&yes)).map_err(Trouble::harmless)
    }

    async fn ask(&self, line: Line<'_>, account: &Account, name: &str) -> Result<Brought, Trouble> {
        let url = at(account, &format!("/api/v1/media/{name}"))?;
        let answer =
            call(line, account, asked(account, Method::GET, url)).await.map_err(Trouble::harmless)?;
        let content = |key| Err(Trouble::Content(key, complaint(account, &answer)));
        match answer.status {
            404 => content("channels-trouble-picture-gone"),
            422 => content("channels-trouble-picture"),
            _ => judged(line, account, answer).and_then(|yes| brought(&yes)).map_err(Trouble::harmless),
        }
    }

    async fn send(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        pictures: &[Carried],
        token: &Token,
    ) -> Result<Remote, Trouble> {
        let body = json!({
            "status": message.text,
            "media_ids": pictures.iter().map(|picture| picture.name.as_str()).collect::<Vec<_>>(),
            "spoiler_text": message.warning.as_deref().unwrap_or_default(),
            "sensitive": message.warning.is_some(),
            "visibility": visibility(message.visibility),
            "language": message.language.as_str(),
        });
        let once = HeaderName::from_static("idempotency-key");
        let url = at(account, "/api/v1/statuses")?;
        let post = asked(account, Method::POST, url).header(once, &token.key).json(&body);
        let status: Status = read(&ask(line, account, post).await?)?;
        Ok(Remote { id: status.id, address: status.url })
    }

    async fn look(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        pictures: &[String],
        token: &Token,
    ) -> Result<Sight, Trouble> {
        match find::find(line, account, message, pictures.len(), token).await.map_err(Trouble::harmless)? {
            find::Listing::Found(remote) => Ok(Sight::There(remote)),
            find::Listing::Whole => Ok(Sight::Absent),
            // The server itself keeps a repetition from becoming a second text.
            find::Listing::Part if line.now < token.at + REMEMBERED => Ok(Sight::Absent),
            find::Listing::Part => Ok(Sight::Unknown),
        }
    }

    async fn take_back(&self, line: Line<'_>, account: &Account, remote: &str) -> Result<(), Trouble> {
        let url = at(account, &format!("/api/v1/statuses/{remote}"))?;
        let answer =
            call(line, account, asked(account, Method::DELETE, url)).await.map_err(Trouble::harmless)?;
        if answer.status == 404 {
            return Ok(());
        }
        judged(line, account, answer).map(drop).map_err(Trouble::harmless)
    }
}

/// What a server says of itself. Older servers and some relatives say nothing, and work all the same.
async fn instance(line: Line<'_>, account: &Account) -> Result<Option<Instance>, Trouble> {
    let url = at(account, "/api/v2/instance")?;
    let asked = match account.key.typed.is_empty() {
        true => Call::get(url),
        false => asked(account, Method::GET, url),
    };
    let answer = call(line, account, asked).await.map_err(Trouble::harmless)?;
    match answer.status {
        404 | 410 => Ok(None),
        _ => judged(line, account, answer).and_then(|yes| read(&yes)).map(Some).map_err(Trouble::harmless),
    }
}

async fn who(line: Line<'_>, account: &Account) -> Result<Person, Trouble> {
    let url = at(account, "/api/v1/accounts/verify_credentials")?;
    read(&ask(line, account, asked(account, Method::GET, url)).await?)
}

/// A call with the key. Refusals are wanted in English, so that their causes can be told apart.
fn asked(account: &Account, method: Method, url: Url) -> Call {
    Call::new(method, url).bearer(&account.key.typed).header(ACCEPT_LANGUAGE, "en")
}

async fn ask(line: Line<'_>, account: &Account, what: Call) -> Result<Called, Trouble> {
    let answer = call(line, account, what).await?;
    judged(line, account, answer)
}

/// An answer that says yes, or what the refusal means.
fn judged(line: Line<'_>, account: &Account, answer: Called) -> Result<Called, Trouble> {
    let content = |key| Err(Trouble::Content(key, complaint(account, &answer)));
    match answer.status {
        200..300 => Ok(answer),
        401 => Err(Trouble::Reauth),
        403 => content("channels-trouble-mastodon-forbidden"),
        404 | 405 | 410 => Err(no_server(account)),
        413 => content("channels-trouble-too-large"),
        422 => match complaint(account, &answer).to_lowercase() {
            why if why.contains("not finished processing") => Err(Trouble::Transient),
            why if why.contains("character limit") => content("channels-trouble-too-long"),
            why if why.contains("already attached") => content("channels-trouble-picture-gone"),
            why if why.contains("file") => content("channels-trouble-picture"),
            _ => content("channels-trouble-refused"),
        },
        429 => {
            let reset = answer.header("x-ratelimit-reset").and_then(|text| text.parse().ok());
            Err(Trouble::Rate(reset.map(|theirs| ours(&answer, line.now, theirs))))
        }
        // The one refusal that does not say whether the call had been read.
        408 => Err(Trouble::Unknown),
        400..500 => content("channels-trouble-refused"),
        _ => Err(Trouble::Unknown),
    }
}

fn complaint(account: &Account, answer: &Called) -> String {
    quoted(account, answer, &read::<Refusal>(answer).unwrap_or_default().error)
}

fn brought(answer: &Called) -> Result<Brought, Trouble> {
    let id = read::<Attached>(answer)?.id;
    Ok(if matches!(answer.status, 202 | 206) { Brought::Pending(id) } else { Brought::Ready(id) })
}

fn live(configuration: &Configuration) -> Live {
    Live {
        text: configuration.statuses.max_characters,
        link: configuration.statuses.characters_reserved_per_url,
        pictures: configuration.statuses.max_media_attachments,
        picture_bytes: configuration.media_attachments.image_size_limit,
        alt: configuration.media_attachments.description_limit,
    }
}

fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Unlisted => "unlisted",
        Visibility::Followers => "private",
    }
}
