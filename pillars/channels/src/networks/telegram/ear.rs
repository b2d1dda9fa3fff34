//! What people write to the bot, and in groups where it is:
//! <https://core.telegram.org/bots/api#getupdates>.

use async_trait::async_trait;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;

use super::{Sent, Telegram, harmless, tell};
use crate::networks::{
    Account, Line, Remote, Token, Trouble,
    answer::said,
    ear::{About, Ear, Heard, News, Reply, moment},
};

/// The most that comes at once.
const MOST: usize = 100;

#[derive(Deserialize)]
struct Update {
    update_id: i64,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    message_id: i64,
    date: i64,
    chat: Chat,
    from: Option<Person>,
    text: Option<String>,
    caption: Option<String>,
    photo: Option<IgnoredAny>,
    voice: Option<IgnoredAny>,
    audio: Option<IgnoredAny>,
    video: Option<IgnoredAny>,
    video_note: Option<IgnoredAny>,
    document: Option<IgnoredAny>,
    sticker: Option<IgnoredAny>,
    /// What a channel published, as it comes into its group.
    #[serde(default)]
    is_automatic_forward: bool,
    reply_to_message: Option<Answered>,
}

/// What a message answers.
#[derive(Deserialize)]
struct Answered {
    message_id: i64,
    chat: Chat,
    #[serde(default)]
    is_automatic_forward: bool,
    forward_origin: Option<Origin>,
}

/// Where what was forwarded stood first; of a channel both are known.
#[derive(Deserialize)]
struct Origin {
    chat: Option<Chat>,
    message_id: Option<i64>,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
    #[serde(rename = "type")]
    kind: String,
    username: Option<String>,
}

#[derive(Deserialize)]
struct Person {
    id: i64,
    #[serde(default)]
    is_bot: bool,
    first_name: String,
    username: Option<String>,
}

#[async_trait]
impl Ear for Telegram {
    /// Asking from a number on tells Telegram that what is before was kept.
    async fn hear(&self, line: Line<'_>, account: &Account, cursor: &str) -> Result<Heard, Trouble> {
        let offset: i64 = cursor.parse().unwrap_or(0);
        let which = json!({ "offset": offset, "limit": MOST, "timeout": 0, "allowed_updates": ["message"] });
        let updates: Vec<Update> = harmless(line, account, "getUpdates", &which).await?;
        let next = updates.iter().map(|one| one.update_id.saturating_add(1)).max();
        let more = updates.len() >= MOST && next > Some(offset);
        let cursor = next.map_or_else(|| cursor.to_owned(), |next| next.to_string());
        Ok(Heard { news: updates.into_iter().filter_map(news).collect(), cursor, more })
    }

    async fn answer(
        &self,
        line: Line<'_>,
        account: &Account,
        reply: Reply<'_>,
        _token: &Token,
    ) -> Result<Remote, Trouble> {
        let unreadable = || Trouble::Content("channels-trouble-refused", said(account, reply.to));
        let (chat, message) = reply.to.split_once('/').ok_or_else(unreadable)?;
        let (Ok(chat), Ok(message)) = (chat.parse::<i64>(), message.parse::<i64>()) else {
            return Err(unreadable());
        };
        let body = json!({
            "chat_id": chat,
            "text": reply.text,
            "reply_parameters": { "message_id": message, "allow_sending_without_reply": true },
        });
        let sent: Sent = tell(line, account, "sendMessage", &body).await?;
        let link = sent.chat.username.map(|name| format!("https://t.me/{name}/{}", sent.message_id));
        Ok(Remote { id: format!("{chat}/{}", sent.message_id), address: link })
    }
}

fn news(one: Update) -> Option<News> {
    let said = one.message?;
    let from = said.from.filter(|from| !from.is_bot)?;
    if said.is_automatic_forward {
        return None;
    }
    let files =
        [said.photo, said.voice, said.audio, said.video, said.video_note, said.document, said.sticker];
    let files = files.iter().flatten().count();
    let text = said.text.or(said.caption).unwrap_or_default();
    if text.is_empty() && files == 0 {
        return None; // somebody came into the group, or something else that is no word
    }
    let private = said.chat.kind == "private";
    let address = said.chat.username.filter(|_| !private);
    Some(News {
        remote: format!("{}/{}", said.chat.id, said.message_id),
        thread: format!("{}/{}", said.chat.id, from.id),
        author: from.username.map_or(from.first_name, |name| format!("@{name}")),
        text,
        files: i64::try_from(files).unwrap_or(i64::MAX),
        about: said.reply_to_message.and_then(about),
        address: address.map(|name| format!("https://t.me/{name}/{}", said.message_id)).unwrap_or_default(),
        private,
        at: moment(jiff::Timestamp::from_second(said.date).ok()?),
    })
}

/// Comments on a text of a channel answer what came of it into the group; others answer a comment.
fn about(answered: Answered) -> Option<About> {
    if !answered.is_automatic_forward {
        return Some(About::here(format!("{}/{}", answered.chat.id, answered.message_id)));
    }
    let origin = answered.forward_origin?;
    let (chat, message) = (origin.chat?, origin.message_id?);
    let on = chat.username.map(|name| format!("@{name}")).into_iter().chain([chat.id.to_string()]).collect();
    Some(About { on, id: message.to_string() })
}
