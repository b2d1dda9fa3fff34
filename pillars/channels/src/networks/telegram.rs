//! Channels and groups of Telegram, by a bot: <https://core.telegram.org/bots/api>.
//!
//! Telegram knows no text again and does not tell a bot what stands in a channel: where an answer is
//! lost, a person must look. Nor is there a place where a picture could wait unseen: pictures travel
//! with their text. The key stands in the address of every call, so no address is ever shown.

mod ear;
mod words;

use async_trait::async_trait;
use griot_fetch::{Call, Called};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    Account, Brought, Budget, Carried, Health, Line, Media, Remote, Sight, Token, Trouble, Wire,
    answer::{after, at, call, no_server, quoted, read, said},
    multipart::Multipart,
};
use crate::model::{message::Message, network::Network};
use words::Words;

/// Speaks to Telegram. What its owner typed is the token of a bot.
#[derive(Clone, Copy, Debug)]
pub struct Telegram;

#[derive(Deserialize)]
struct Answer<T> {
    result: T,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    description: String,
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Parameters {
    retry_after: Option<i64>,
}

#[derive(Deserialize)]
struct Bot {
    id: i64,
}

#[derive(Deserialize)]
struct Chat {
    #[serde(rename = "type")]
    kind: String,
    title: Option<String>,
    username: Option<String>,
}

#[derive(Deserialize)]
struct Member {
    status: String,
    #[serde(default)]
    can_post_messages: bool,
}

#[derive(Deserialize)]
struct Sent {
    message_id: i64,
    chat: Chat,
}

#[async_trait]
impl Wire for Telegram {
    fn network(&self) -> Network {
        Network::Telegram
    }

    fn server(&self) -> Option<&'static str> {
        Some("https://api.telegram.org")
    }

    fn budget(&self) -> Budget {
        Budget { most: 20, seconds: 60 }
    }

    fn sees(&self) -> bool {
        false
    }

    async fn check(&self, line: Line<'_>, account: &Account) -> Result<Health, Trouble> {
        let bot: Bot = harmless(line, account, "getMe", &json!({})).await?;
        let chat: Chat = harmless(line, account, "getChat", &json!({ "chat_id": name(account) })).await?;
        let which = json!({ "chat_id": name(account), "user_id": bot.id });
        let member: Member = harmless(line, account, "getChatMember", &which).await?;
        // In a group there is no such right: who is there may write.
        let may_post = match member.status.as_str() {
            "creator" => true,
            "administrator" => member.can_post_messages || chat.kind != "channel",
            _ => false,
        };
        if !may_post {
            return Err(Trouble::Content("channels-trouble-telegram-rights", said(account, &member.status)));
        }
        Ok(Health {
            name: chat.title.or(chat.username.clone()).unwrap_or_else(|| account.name.clone()),
            address: chat.username.map(|name| format!("https://t.me/{name}")).unwrap_or_default(),
            ends: None,
            live: None,
        })
    }

    /// Brings nothing: the picture goes out with its text.
    async fn bring(&self, _line: Line<'_>, _account: &Account, media: &Media) -> Result<Brought, Trouble> {
        Ok(Brought::Ready(blake3::hash(&media.bytes).to_hex().to_string()))
    }

    async fn send(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        pictures: &[Carried],
        _token: &Token,
    ) -> Result<Remote, Trouble> {
        let words = Words::of(message);
        let sent: Vec<Sent> = match pictures {
            [] => vec![tell(line, account, "sendMessage", &words.alone(account, message)).await?],
            [picture] => {
                let mut form =
                    Multipart::default().text("chat_id", name(account)).text("caption", &words.text);
                if words.is_hidden() {
                    form =
                        form.text("caption_entities", &words.hidden.to_string()).text("has_spoiler", "true");
                }
                let form = form.jpeg("photo", &picture.media.bytes);
                vec![post(line, account, "sendPhoto", |call| form.put(call)).await?]
            }
            album => {
                let media: Vec<Value> = (0..album.len()).map(|n| words.of_album(n)).collect();
                let form = Multipart::default()
                    .text("chat_id", name(account))
                    .text("media", &Value::Array(media).to_string());
                let named = album.iter().enumerate();
                let form = named.fold(form, |form, (n, one)| form.jpeg(&format!("p{n}"), &one.media.bytes));
                post(line, account, "sendMediaGroup", |call| form.put(call)).await?
            }
        };
        let first = sent.first().ok_or(Trouble::Unknown)?;
        let ids: Vec<i64> = sent.iter().map(|one| one.message_id).collect();
        Ok(Remote {
            id: Value::from(ids).to_string(),
            address: first
                .chat
                .username
                .as_ref()
                .map(|name| format!("https://t.me/{name}/{}", first.message_id)),
        })
    }

    /// A bot cannot read what stands in a channel.
    async fn look(
        &self,
        _line: Line<'_>,
        _account: &Account,
        _message: &Message,
        _pictures: &[String],
        _token: &Token,
    ) -> Result<Sight, Trouble> {
        Ok(Sight::Unknown)
    }

    async fn take_back(&self, line: Line<'_>, account: &Account, remote: &str) -> Result<(), Trouble> {
        let ids: Vec<i64> = serde_json::from_str(remote)
            .map_err(|_| Trouble::Content("channels-trouble-refused", said(account, remote)))?;
        for id in ids {
            let which = json!({ "chat_id": name(account), "message_id": id });
            match harmless::<bool>(line, account, "deleteMessage", &which).await {
                Ok(_) => {}
                Err(Trouble::Content("channels-trouble-telegram-gone", _)) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(())
    }
}

/// What the network calls the channel: a number, or a name with its sign.
fn name(account: &Account) -> &str {
    account.name.trim()
}

/// A call that changes nothing, or that may be repeated.
async fn harmless<T: DeserializeOwned>(
    line: Line<'_>,
    account: &Account,
    method: &str,
    body: &Value,
) -> Result<T, Trouble> {
    tell(line, account, method, body).await.map_err(Trouble::harmless)
}

async fn tell<T: DeserializeOwned>(
    line: Line<'_>,
    account: &Account,
    method: &str,
    body: &Value,
) -> Result<T, Trouble> {
    post(line, account, method, |call| call.json(body)).await
}

async fn post<T: DeserializeOwned>(
    line: Line<'_>,
    account: &Account,
    method: &str,
    fill: impl FnOnce(Call) -> Call,
) -> Result<T, Trouble> {
    let key = account.key.typed.as_str();
    // What is no key would be another address.
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, ':' | '_' | '-');
    if key.is_empty() || !key.chars().all(plain) {
        return Err(Trouble::Reauth);
    }
    let url = at(account, &format!("/bot{key}/{method}"))?;
    let answer = call(line, account, fill(Call::post(url))).await?;
    let answer = judged(line, account, answer)?;
    Ok(read::<Answer<T>>(&answer)?.result)
}

/// An answer that says yes, or what the refusal means.
fn judged(line: Line<'_>, account: &Account, answer: Called) -> Result<Called, Trouble> {
    if answer.is_success() {
        return Ok(answer);
    }
    let refusal: Option<Refusal> = read(&answer).ok();
    let is_telegram = refusal.is_some();
    let Refusal { description, parameters } = refusal.unwrap_or_default();
    let why = description.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| why.contains(word));
    let content = |key| Err(Trouble::Content(key, quoted(account, &answer, &description)));
    match answer.status {
        401 => Err(Trouble::Reauth),
        // What is not even shaped like a key has no methods.
        404 if is_telegram => Err(Trouble::Reauth),
        404 | 405 => Err(no_server(account)),
        429 => Err(Trouble::Rate(parameters.retry_after.map(|seconds| after(line.now, seconds)))),
        413 => content("channels-trouble-too-large"),
        403 => content("channels-trouble-telegram-out"),
        400 if has(&["message to delete not found"]) => content("channels-trouble-telegram-gone"),
        400 if has(&["can't be deleted"]) => content("channels-trouble-telegram-stays"),
        400 if has(&["chat not found", "upgraded to a supergroup"]) => {
            content("channels-trouble-telegram-chat")
        }
        400 if has(&["not enough rights", "administrator rights", "admin_required", "write_forbidden"])
            || has(&["member list is inaccessible"]) =>
        {
            content("channels-trouble-telegram-rights")
        }
        400 if has(&["too long"]) => content("channels-trouble-too-long"),
        400 if has(&["photo", "image", "file"]) => content("channels-trouble-picture"),
        // The one refusal that does not say whether the call had been read.
        408 => Err(Trouble::Unknown),
        400..500 => content("channels-trouble-refused"),
        _ => Err(Trouble::Unknown),
    }
}
