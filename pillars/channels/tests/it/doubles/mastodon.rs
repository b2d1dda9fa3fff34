//! A double of Mastodon 4.5, from <https://docs.joinmastodon.org/methods/>.

mod oauth;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use griot_channels::model::measure::{Unit, length};
use serde_json::{Value, json};

use super::{Stage, bearer, form, serve};

/// The key that opens the account.
pub const KEY: &str = "mastodon-KEY-of-the-section";

#[derive(Clone, Debug)]
pub struct Status {
    pub id: u64,
    pub at: i64,
    pub body: Value,
}

#[derive(Default)]
pub struct World {
    pub statuses: Vec<Status>,
    pub media: HashMap<String, Picture>,
    /// So many times a picture is pending when it is asked for; `None` for ever.
    pub polls: Option<u32>,
    pub revoked: bool,
    /// Calls still allowed before 429; `None` for as many as one likes.
    pub left: Option<u32>,
    pub image_limit: usize,
    pub scopes: HashSet<&'static str>,
    pub describes_itself: bool,
    keys: HashMap<String, (u64, i64)>,
    next: u64,
    pub mentions: Vec<Value>,
    /// The longest text that it says it takes.
    pub longest: usize,
    pub oauth: oauth::Oauth,
}

#[derive(Default)]
pub struct Picture {
    pub alt: String,
    asked: u32,
    attached: bool,
}

/// The server: what it holds, its stage and its address.
#[derive(Clone)]
pub struct Mastodon {
    pub world: Arc<Mutex<World>>,
    pub stage: Stage,
    pub address: String,
}

type Hands = State<(Arc<Mutex<World>>, Stage)>;

impl Mastodon {
    pub async fn start(stage: Stage) -> Self {
        let world = World {
            polls: Some(0),
            image_limit: 16_000_000,
            scopes: HashSet::from(["read", "write:media", "write:statuses"]),
            describes_itself: true,
            longest: 500,
            next: 100,
            ..World::default()
        };
        let world = Arc::new(Mutex::new(world));
        let routes = Router::new()
            .route("/api/v1/accounts/verify_credentials", get(who))
            .route("/api/v2/instance", get(instance))
            .route("/api/v2/media", post(bring).layer(DefaultBodyLimit::disable()))
            .route("/api/v1/media/{id}", get(ask))
            .route("/api/v1/statuses", post(publish))
            .route("/api/v1/statuses/{id}", delete(remove))
            .route("/api/v1/statuses/{id}/source", get(source))
            .route("/api/v1/accounts/{id}/statuses", get(list))
            .route("/api/v1/notifications", get(notifications))
            .route("/.well-known/oauth-authorization-server", get(oauth::metadata))
            .route("/api/v1/apps", post(oauth::register))
            .route("/oauth/token", post(oauth::token))
            .route("/oauth/revoke", post(oauth::revoke))
            .with_state((Arc::clone(&world), stage.clone()));
        let address = serve(routes, &stage).await;
        Self { world, stage, address }
    }

    /// The texts that stand there.
    pub fn texts(&self) -> Vec<String> {
        let world = self.world.lock().unwrap();
        world.statuses.iter().map(|status| status.body["status"].as_str().unwrap().to_owned()).collect()
    }

    /// Writes a text past all doors, as its owner would by hand.
    pub fn write(&self, text: &str) -> u64 {
        let mut world = self.world.lock().unwrap();
        add(&mut world, self.stage.now().as_millisecond(), json!({ "status": text, "media_ids": [] }))
    }
}

fn add(world: &mut World, at: i64, body: Value) -> u64 {
    world.next += 1;
    let id = world.next;
    world.statuses.push(Status { id, at, body });
    id
}

fn no(status: u16, error: &str) -> Response {
    (StatusCode::from_u16(status).unwrap(), axum::Json(json!({ "error": error }))).into_response()
}

/// What stands before every act: the key, what it may, and how often.
fn door(world: &mut World, stage: &Stage, headers: &HeaderMap, scope: &str) -> Result<(), Response> {
    if let Some(left) = &mut world.left {
        if *left == 0 {
            let mut answer = no(429, "Too many requests");
            let reset = (stage.now() + std::time::Duration::from_secs(300)).rfc3339();
            answer.headers_mut().insert("x-ratelimit-reset", reset.parse().unwrap());
            answer.headers_mut().insert("x-ratelimit-remaining", "0".parse().unwrap());
            return Err(answer);
        }
        *left -= 1;
    }
    let key = bearer(headers).unwrap_or_default();
    let given: Option<Vec<&str>> = match world.oauth.tokens.get(&key) {
        Some(scopes) => Some(scopes.split(' ').collect()),
        None => (key == KEY).then(|| world.scopes.iter().copied().collect()),
    };
    let Some(given) = given.filter(|_| !world.revoked) else {
        return Err(no(401, "The access token is invalid"));
    };
    // What holds `read` may read all.
    if !given.contains(&scope) && !given.contains(&scope.split(':').next().unwrap()) {
        return Err(no(403, "This action is outside the authorized scopes"));
    }
    Ok(())
}

async fn who(State((world, stage)): Hands, headers: HeaderMap) -> Result<Response, Response> {
    door(&mut world.lock().unwrap(), &stage, &headers, "read:accounts")?;
    let person =
        json!({ "id": "7", "username": "section", "acct": "section", "url": "https://m.example/@section" });
    Ok(axum::Json(person).into_response())
}

async fn instance(State((world, _)): Hands) -> Response {
    let (described, longest) = {
        let world = world.lock().unwrap();
        (world.describes_itself, world.longest)
    };
    if !described {
        return no(404, "Record not found");
    }
    axum::Json(json!({
        "domain": "m.example", "title": "M", "version": "4.5.0",
        "configuration": {
            "statuses": {
                "max_characters": longest, "max_media_attachments": 4, "characters_reserved_per_url": 23,
            },
            "media_attachments": { "image_size_limit": 16_777_216, "description_limit": 1_500 },
        },
    }))
    .into_response()
}

async fn bring(
    State((world, stage)): Hands,
    headers: HeaderMap,
    multipart: Multipart,
) -> Result<Response, Response> {
    door(&mut world.lock().unwrap(), &stage, &headers, "write:media")?;
    let form = form(multipart).await;
    let mut world = world.lock().unwrap();
    let Some(file) = form.files.get("file") else {
        return Err(no(422, "Validation failed: File can't be blank"));
    };
    if file.len() > world.image_limit {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    let alt = form.fields.get("description").cloned().unwrap_or_default();
    if alt.chars().count() > 1_500 {
        return Err(no(422, "Validation failed: Description is too long (maximum is 1500 characters)"));
    }
    world.next += 1;
    let id = world.next.to_string();
    world.media.insert(id.clone(), Picture { alt, ..Picture::default() });
    let ready = world.polls == Some(0);
    let status = if ready { StatusCode::OK } else { StatusCode::ACCEPTED };
    let url = ready.then(|| format!("https://m.example/media/{id}.jpg"));
    Ok((status, axum::Json(json!({ "id": id, "type": "image", "url": url }))).into_response())
}

fn is_ready(polls: Option<u32>, picture: &Picture) -> bool {
    polls.is_some_and(|polls| picture.asked >= polls)
}

async fn ask(
    State((world, stage)): Hands,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&mut world, &stage, &headers, "write:media")?;
    let polls = world.polls;
    let picture = world.media.get_mut(&id).ok_or_else(|| no(404, "Record not found"))?;
    picture.asked += 1;
    let status = if is_ready(polls, picture) { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT };
    Ok((status, axum::Json(json!({ "id": id, "type": "image" }))).into_response())
}

async fn publish(
    State((world, stage)): Hands,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    let world = &mut *world;
    door(world, &stage, &headers, "write:statuses")?;
    assert_eq!(headers.get("content-type").unwrap(), "application/json");
    let body: Value = serde_json::from_slice(&body).unwrap();
    let key = headers.get("idempotency-key").map(|key| key.to_str().unwrap().to_owned());
    let now = stage.now().as_millisecond();
    // It is remembered for one hour, by the server's own clock.
    if let Some((id, at)) = key.as_ref().and_then(|key| world.keys.get(key))
        && now - at < 3_600_000
    {
        let status = world.statuses.iter().find(|status| status.id == *id).unwrap();
        return Ok(axum::Json(shown(status)).into_response());
    }
    check(world, &body)?;
    let id = add(world, now, body);
    if let Some(key) = key {
        world.keys.insert(key, (id, now));
    }
    Ok(axum::Json(shown(world.statuses.last().unwrap())).into_response())
}

fn check(world: &mut World, body: &Value) -> Result<(), Response> {
    let known =
        ["status", "media_ids", "spoiler_text", "sensitive", "visibility", "language", "in_reply_to_id"];
    for name in body.as_object().unwrap().keys() {
        assert!(known.contains(&name.as_str()), "the documentation knows no {name}");
    }
    let text = body["status"].as_str().unwrap();
    let warning = body["spoiler_text"].as_str().unwrap_or_default();
    assert!(body["sensitive"].is_boolean());
    if !["public", "unlisted", "private", "direct"].contains(&body["visibility"].as_str().unwrap()) {
        return Err(no(422, "Validation failed: Visibility is not included in the list"));
    }
    let media: Vec<&str> =
        body["media_ids"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    if text.trim().is_empty() && media.is_empty() {
        return Err(no(422, "Validation failed: Text can't be blank"));
    }
    let unit = Unit::Weighted { link: 23 };
    if length(unit, text) + length(unit, warning) > 500 {
        return Err(no(422, "Validation failed: Text character limit of 500 exceeded"));
    }
    if media.len() > 4 {
        return Err(no(422, "Validation failed: Cannot attach more than 4 files"));
    }
    for id in &media {
        match world.media.get(*id) {
            Some(picture) if picture.attached => return Err(gone(id)),
            Some(picture) if !is_ready(world.polls, picture) => {
                let why = "Cannot attach files that have not finished processing. Try again in a moment!";
                return Err(no(422, why));
            }
            Some(_) => {}
            None => return Err(gone(id)),
        }
    }
    for id in &media {
        world.media.get_mut(*id).unwrap().attached = true;
    }
    Ok(())
}

fn gone(id: &str) -> Response {
    no(422, &format!("Media {id} not found or already attached to another post"))
}

fn shown(status: &Status) -> Value {
    let at = griot_kernel::Timestamp::from_millisecond(status.at);
    let media: Vec<Value> =
        status.body["media_ids"].as_array().unwrap().iter().map(|id| json!({ "id": id })).collect();
    json!({
        "id": status.id.to_string(),
        "created_at": at.rfc3339().replace('Z', ".000Z"),
        "url": format!("https://m.example/@section/{}", status.id),
        "content": "<p>as HTML, which tells nothing</p>",
        "media_attachments": media,
    })
}

async fn remove(
    State((world, stage)): Hands,
    headers: HeaderMap,
    Path(id): Path<u64>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&mut world, &stage, &headers, "write:statuses")?;
    let at = world
        .statuses
        .iter()
        .position(|status| status.id == id)
        .ok_or_else(|| no(404, "Record not found"))?;
    let status = world.statuses.remove(at);
    Ok(axum::Json(shown(&status)).into_response())
}

async fn source(
    State((world, stage)): Hands,
    headers: HeaderMap,
    Path(id): Path<u64>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&mut world, &stage, &headers, "read:statuses")?;
    let status =
        world.statuses.iter().find(|status| status.id == id).ok_or_else(|| no(404, "Record not found"))?;
    // The text as it was sent, trimmed.
    let text = status.body["status"].as_str().unwrap().trim();
    Ok(axum::Json(json!({ "id": id.to_string(), "text": text, "spoiler_text": "" })).into_response())
}

async fn list(
    State((world, stage)): Hands,
    headers: HeaderMap,
    Path(account): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&mut world, &stage, &headers, "read:statuses")?;
    assert_eq!((account.as_str(), query["exclude_reblogs"].as_str()), ("7", "true"));
    let limit: usize = query["limit"].parse().unwrap();
    assert!(limit <= 40, "a list gives 40 at most");
    let below: u64 = query.get("max_id").map_or(u64::MAX, |id| id.parse().unwrap());
    let all = world.statuses.iter().rev().filter(|status| status.id < below).take(limit);
    Ok(axum::Json(Value::Array(all.map(shown).collect())).into_response())
}

impl Mastodon {
    /// Somebody mentions the account in answer to a text.
    pub fn reply(&self, who: &str, html: &str, visibility: &str, to: &str) -> u64 {
        let id = self.mention(who, html, visibility);
        let mut world = self.world.lock().unwrap();
        world.mentions.last_mut().unwrap()["status"]["in_reply_to_id"] = to.into();
        id
    }

    /// Somebody mentions the account.
    pub fn mention(&self, who: &str, html: &str, visibility: &str) -> u64 {
        let mut world = self.world.lock().unwrap();
        world.next += 1;
        let id = world.next;
        let at = self.stage.now().rfc3339().replace('Z', ".000Z");
        world.mentions.push(json!({
            "id": id.to_string(), "type": "mention", "created_at": at, "account": { "id": "9", "acct": who },
            "status": {
                "id": (id + 1_000).to_string(), "url": format!("https://m.example/@{who}/{id}"),
                "content": html, "spoiler_text": "", "visibility": visibility, "created_at": at,
            },
        }));
        id
    }
}

/// The newest first; `min_id` gives those that come next after it.
async fn notifications(
    State((world, stage)): Hands,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&mut world, &stage, &headers, "read:notifications")?;
    assert_eq!(query["types[]"], "mention");
    let limit: usize = query["limit"].parse().unwrap();
    assert!(limit <= 80);
    let number = |one: &Value| one["id"].as_str().unwrap().parse::<u64>().unwrap();
    let mut all: Vec<Value> = match query.get("min_id") {
        Some(id) => {
            let above: u64 = id.parse().unwrap();
            world.mentions.iter().filter(|one| number(one) > above).take(limit).cloned().collect()
        }
        None => {
            let all = &world.mentions;
            all.iter().skip(all.len().saturating_sub(limit)).cloned().collect()
        }
    };
    all.reverse();
    Ok(axum::Json(Value::Array(all)).into_response())
}
