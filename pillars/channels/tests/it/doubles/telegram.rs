//! A double of Telegram's Bot API, from <https://core.telegram.org/bots/api>.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use griot_channels::model::measure::{Unit, length};
use serde_json::{Value, json};

use super::{Stage, form, serve};

pub const TOKEN: &str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
pub const CHANNEL: &str = "@amnesty_exemple";

pub struct World {
    /// What stands in the channel: number, text, pictures.
    pub messages: Vec<(i64, String, usize)>,
    pub revoked: bool,
    pub kicked: bool,
    pub kind: &'static str,
    pub status: &'static str,
    pub can_post: bool,
    /// Seconds to wait.
    pub flood: Option<i64>,
    pub photo_limit: usize,
    pub broken_photo: bool,
    pub keeps: bool,
    pub last: Value,
    next: i64,
    /// What was said to the bot and is not confirmed yet.
    pub updates: Vec<Value>,
    /// What the bot answered whom.
    pub answers: Vec<Value>,
}

#[derive(Clone)]
pub struct Telegram {
    pub world: Arc<Mutex<World>>,
    pub stage: Stage,
    pub address: String,
}

impl Telegram {
    pub async fn start(stage: Stage) -> Self {
        let world = Arc::new(Mutex::new(World {
            messages: Vec::new(),
            revoked: false,
            kicked: false,
            kind: "channel",
            status: "administrator",
            can_post: true,
            flood: None,
            photo_limit: 10_000_000,
            broken_photo: false,
            keeps: false,
            last: Value::Null,
            updates: Vec::new(),
            answers: Vec::new(),
            next: 10,
        }));
        let routes = Router::new()
            .route("/{bot}/{method}", post(serve_method))
            .layer(DefaultBodyLimit::disable())
            .with_state(Arc::clone(&world));
        let address = serve(routes, &stage).await;
        Self { world, stage, address }
    }

    /// What the bot is in the chat, and what the chat is.
    pub fn is(&self, status: &'static str, kind: &'static str, can_post: bool) {
        let mut world = self.world.lock().unwrap();
        (world.status, world.kind, world.can_post) = (status, kind, can_post);
    }

    pub fn texts(&self) -> Vec<String> {
        self.world.lock().unwrap().messages.iter().map(|(_, text, _)| text.clone()).collect()
    }
}

fn no(status: u16, description: &str) -> Response {
    refused(status, description, json!({}))
}

fn refused(status: u16, description: &str, parameters: Value) -> Response {
    let body =
        json!({ "ok": false, "error_code": status, "description": description, "parameters": parameters });
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

async fn serve_method(
    State(world): State<Arc<Mutex<World>>>,
    Path((bot, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (body, photos) = match read(request).await {
        Ok(read) => read,
        Err(answer) => return answer,
    };
    let mut world = world.lock().unwrap();
    let shaped = bot.strip_prefix("bot").is_some_and(|key| key.split_once(':').is_some());
    if !shaped {
        return no(404, "Not Found");
    }
    if world.revoked || bot != format!("bot{TOKEN}") {
        return no(401, "Unauthorized");
    }
    match answer(&mut world, &method, &body, &photos) {
        Ok(result) => axum::Json(json!({ "ok": true, "result": result })).into_response(),
        Err(refusal) => refusal,
    }
}

async fn read(request: Request) -> Result<(Value, Vec<(String, usize)>), Response> {
    let kind = request.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
    let kind = kind.unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let form = form(Multipart::from_request(request, &()).await.unwrap()).await;
        let fields = form.fields.into_iter().map(|(name, text)| {
            let nested = ["media", "caption_entities", "has_spoiler"].contains(&name.as_str());
            let value = if nested { serde_json::from_str(&text).unwrap() } else { Value::String(text) };
            (name, value)
        });
        let photos = form.files.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect();
        return Ok((Value::Object(fields.collect()), photos));
    }
    assert_eq!(kind, "application/json");
    let body = Bytes::from_request(request, &()).await.unwrap();
    Ok((serde_json::from_slice(&body).unwrap(), Vec::new()))
}

fn answer(
    world: &mut World,
    method: &str,
    body: &Value,
    photos: &[(String, usize)],
) -> Result<Value, Response> {
    if let Some(seconds) = world.flood {
        let why = format!("Too Many Requests: retry after {seconds}");
        return Err(refused(429, &why, json!({ "retry_after": seconds })));
    }
    if method == "getMe" {
        return Ok(json!({ "id": 110_201_543, "is_bot": true, "username": "exemple_bot" }));
    }
    if method == "getUpdates" {
        assert!(body["limit"].as_i64().unwrap() <= 100);
        // Whoever asks from a number on has what is before.
        let from = body["offset"].as_i64().unwrap();
        world.updates.retain(|one| one["update_id"].as_i64().unwrap() >= from);
        let most = usize::try_from(body["limit"].as_i64().unwrap()).unwrap();
        return Ok(world.updates.iter().take(most).cloned().collect::<Vec<_>>().into());
    }
    // A person who wrote to the bot.
    if method == "sendMessage" && body["chat_id"].is_i64() {
        fits(body["text"].as_str().unwrap(), 4_096, "message is too long")?;
        world.answers.push(body.clone());
        let id = 900 + world.answers.len();
        let chat = json!({ "id": body["chat_id"], "type": "private", "first_name": "Awa" });
        return Ok(json!({ "message_id": id, "date": 1, "chat": chat }));
    }
    if body["chat_id"] != CHANNEL && body["chat_id"] != "-1001234567890" {
        return Err(no(400, "Bad Request: chat not found"));
    }
    if world.kicked {
        return Err(no(403, "Forbidden: bot was kicked from the channel chat"));
    }
    let mut chat = json!({ "id": -1_001_234_567_890_i64, "type": world.kind, "title": "Exemple" });
    if body["chat_id"] == CHANNEL {
        chat["username"] = CHANNEL.trim_start_matches('@').into();
    }
    let may_post = world.status == "administrator" && (world.can_post || world.kind != "channel");
    if method.starts_with("send") && !may_post {
        return Err(no(400, "Bad Request: need administrator rights in the channel chat"));
    }
    match method {
        "getChat" => Ok(chat),
        "getChatMember" => {
            assert_eq!(body["user_id"], 110_201_543);
            let mut member = json!({ "status": world.status, "user": { "id": 110_201_543 } });
            if world.kind == "channel" && world.status == "administrator" {
                member["can_post_messages"] = world.can_post.into();
            }
            Ok(member)
        }
        "sendMessage" => {
            let text = body["text"].as_str().unwrap();
            fits(text, 4_096, "message is too long")?;
            if text.is_empty() {
                return Err(no(400, "Bad Request: message text is empty"));
            }
            spoilers(text, &body["entities"]);
            Ok(post_one(world, body, text, 0, chat))
        }
        "sendPhoto" => {
            let caption = body["caption"].as_str().unwrap_or_default();
            fits(caption, 1_024, "message caption is too long")?;
            spoilers(caption, &body["caption_entities"]);
            assert_eq!(photos.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["photo"]);
            pictures(world, photos)?;
            Ok(post_one(world, body, caption, 1, chat))
        }
        "sendMediaGroup" => {
            let media = body["media"].as_array().unwrap().clone();
            assert!((2..=10).contains(&media.len()), "an album holds two to ten");
            let caption = media[0]["caption"].as_str().unwrap_or_default().to_owned();
            fits(&caption, 1_024, "message caption is too long")?;
            spoilers(&caption, &media[0]["caption_entities"]);
            for one in &media {
                let name = one["media"].as_str().unwrap().strip_prefix("attach://").unwrap();
                assert_eq!(one["type"], "photo");
                assert!(photos.iter().any(|(file, _)| file == name), "{name} was brought");
            }
            pictures(world, photos)?;
            let sent = media.iter().map(|one| {
                let text = one["caption"].as_str().unwrap_or_default();
                post_one(world, body, text, 1, chat.clone())
            });
            Ok(Value::Array(sent.collect()))
        }
        "deleteMessage" => {
            let id = body["message_id"].as_i64().unwrap();
            if world.keeps {
                return Err(no(400, "Bad Request: message can't be deleted"));
            }
            let at = world.messages.iter().position(|(one, _, _)| *one == id);
            let at = at.ok_or_else(|| no(400, "Bad Request: message to delete not found"))?;
            world.messages.remove(at);
            Ok(true.into())
        }
        _ => Err(no(404, "Not Found")),
    }
}

fn fits(text: &str, most: usize, why: &str) -> Result<(), Response> {
    if length(Unit::Utf16, text) > most { Err(no(400, &format!("Bad Request: {why}"))) } else { Ok(()) }
}

fn pictures(world: &World, photos: &[(String, usize)]) -> Result<(), Response> {
    if photos.iter().any(|(_, size)| *size > world.photo_limit) {
        return Err(no(413, "Request Entity Too Large"));
    }
    if world.broken_photo { Err(no(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")) } else { Ok(()) }
}

/// What is hidden ends where the text does, in code units of UTF-16.
fn spoilers(text: &str, entities: &Value) {
    for entity in entities.as_array().into_iter().flatten() {
        assert_eq!(entity["type"], "spoiler");
        let end = entity["offset"].as_u64().unwrap() + entity["length"].as_u64().unwrap();
        assert_eq!(usize::try_from(end).unwrap(), length(Unit::Utf16, text));
    }
}

fn post_one(world: &mut World, body: &Value, text: &str, pictures: usize, chat: Value) -> Value {
    world.next += 1;
    world.last = body.clone();
    world.messages.push((world.next, text.to_owned(), pictures));
    json!({ "message_id": world.next, "date": 1, "chat": chat })
}

impl Telegram {
    /// Somebody writes to the bot.
    pub fn write(&self, number: i64, text: &str) {
        let from = json!({ "id": 77, "is_bot": false, "first_name": "Awa" });
        let chat = json!({ "id": 77, "type": "private", "first_name": "Awa" });
        let date = self.stage.now().as_millisecond() / 1_000;
        let message = json!({ "message_id": number, "date": date, "chat": chat, "from": from, "text": text });
        self.bring(number, message);
    }

    /// Somebody comments in the group of a channel, on a text of it or, without one, on a comment.
    pub fn comment(&self, number: i64, text: &str, on: Option<(&str, i64)>, comment: i64) {
        let group = json!({ "id": -1_009, "type": "supergroup", "title": "Discussion" });
        let from = json!({ "id": 77, "is_bot": false, "first_name": "Awa" });
        let date = self.stage.now().as_millisecond() / 1_000;
        let mut answered = json!({ "message_id": comment, "date": date, "chat": group });
        if let Some((name, message)) = on {
            let chat = json!({ "id": -1_001, "type": "channel", "title": "Canal", "username": name });
            answered["is_automatic_forward"] = true.into();
            answered["forward_origin"] =
                json!({ "type": "channel", "date": date, "chat": chat, "message_id": message });
        }
        let message = json!({
            "message_id": number, "date": date, "chat": group, "from": from, "text": text,
            "reply_to_message": answered,
        });
        self.bring(number, message);
    }

    /// Somebody sends something without words: `kind` is that of the Bot API, `voice` or `photo`.
    pub fn send(&self, number: i64, kind: &str) {
        let from = json!({ "id": 77, "is_bot": false, "first_name": "Awa" });
        let chat = json!({ "id": 77, "type": "private", "first_name": "Awa" });
        let date = self.stage.now().as_millisecond() / 1_000;
        let mut message = json!({ "message_id": number, "date": date, "chat": chat, "from": from });
        let file = json!({ "file_id": "f", "file_unique_id": "u", "duration": 4, "width": 9, "height": 9 });
        message[kind] = if kind == "photo" { json!([file]) } else { file };
        self.bring(number, message);
    }

    fn bring(&self, number: i64, message: Value) {
        let update = json!({ "update_id": number, "message": message });
        self.world.lock().unwrap().updates.push(update);
    }
}
