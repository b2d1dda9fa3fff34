//! A double of a server of the AT Protocol, as `@atproto/pds` 0.4.217 was seen to answer. It stands in
//! for what a real one cannot be told to do: fail.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use griot_channels::model::measure::{Unit, length};
use griot_kernel::Timestamp;
use serde_json::{Value, json};

use super::{Stage, bearer, serve};

pub const DID: &str = "did:plc:griot";
pub const HANDLE: &str = "section.pds.example";
pub const PASSWORD: &str = "abcd-efgh-ijkl-PASS";

#[derive(Default)]
pub struct World {
    /// Texts by their names.
    pub records: BTreeMap<String, Value>,
    /// So many commits were made.
    pub commits: u32,
    pub blobs: HashSet<String>,
    pub password_revoked: bool,
    /// Sessions before this number are refused.
    pub oldest_access: u32,
    pub oldest_refresh: u32,
    /// The refresh token is left out of the answer.
    pub forgets_refresh: bool,
    pub limited: bool,
    pub suspended: bool,
    pub blob_limit: usize,
    sessions: u32,
    pub notifications: Vec<Value>,
    /// Who has which handle.
    pub handles: HashMap<&'static str, &'static str>,
    /// It says always that there is more, and tells the same again.
    pub endless: bool,
}

#[derive(Clone)]
pub struct Bluesky {
    pub world: Arc<Mutex<World>>,
    pub stage: Stage,
    pub address: String,
}

type Hands = State<(Arc<Mutex<World>>, Stage)>;

impl Bluesky {
    pub async fn start(stage: Stage) -> Self {
        let world = Arc::new(Mutex::new(World { blob_limit: 2_000_000, ..World::default() }));
        let routes = Router::new()
            .route("/xrpc/com.atproto.server.createSession", post(create))
            .route("/xrpc/com.atproto.server.refreshSession", post(refresh))
            .route("/xrpc/com.atproto.server.getSession", get(session))
            .route("/xrpc/com.atproto.identity.resolveHandle", get(resolve))
            .route("/xrpc/com.atproto.repo.uploadBlob", post(upload).layer(DefaultBodyLimit::disable()))
            .route("/xrpc/com.atproto.repo.putRecord", post(put))
            .route("/xrpc/com.atproto.repo.getRecord", get(record))
            .route("/xrpc/com.atproto.repo.deleteRecord", post(delete))
            .route("/xrpc/app.bsky.notification.listNotifications", get(notifications))
            .with_state((Arc::clone(&world), stage.clone()));
        let address = serve(routes, &stage).await;
        Self { world, stage, address }
    }

    pub fn texts(&self) -> Vec<String> {
        let world = self.world.lock().unwrap();
        world.records.values().map(|record| record["text"].as_str().unwrap().to_owned()).collect()
    }
}

fn no(status: u16, error: &str, message: &str) -> Response {
    let body = axum::Json(json!({ "error": error, "message": message }));
    (StatusCode::from_u16(status).unwrap(), body).into_response()
}

fn jwt(kind: &str, number: u32, from: i64, life: i64) -> String {
    let claims = json!({ "scope": kind, "jti": number, "iat": from, "exp": from + life });
    format!("e30.{}.sign", URL_SAFE_NO_PAD.encode(claims.to_string()))
}

fn limit(world: &World, stage: &Stage) -> Result<(), Response> {
    if !world.limited {
        return Ok(());
    }
    let mut answer = no(429, "RateLimitExceeded", "Rate Limit Exceeded");
    let reset = (stage.now() + Duration::from_secs(600)).as_millisecond() / 1_000;
    answer.headers_mut().insert("ratelimit-reset", reset.to_string().parse().unwrap());
    Err(answer)
}

/// What stands before every act. A bad token answers 400, and none at all 401.
fn door(world: &World, stage: &Stage, headers: &HeaderMap, kind: &str, oldest: u32) -> Result<(), Response> {
    limit(world, stage)?;
    let token = bearer(headers).ok_or_else(|| no(401, "AuthMissing", "Authentication Required"))?;
    let claims: Value = token
        .split('.')
        .nth(1)
        .and_then(|part| URL_SAFE_NO_PAD.decode(part).ok())
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or_else(|| no(400, "InvalidToken", "Token could not be verified"))?;
    if claims["scope"] != kind || claims["jti"].as_u64().unwrap() < u64::from(oldest) {
        return Err(no(400, "InvalidToken", "Bad token scope"));
    }
    if claims["exp"].as_i64().unwrap() * 1_000 <= stage.now().as_millisecond() {
        return Err(no(400, "ExpiredToken", "Token has expired"));
    }
    Ok(())
}

fn opened(world: &mut World, now: Timestamp) -> Response {
    world.sessions += 1;
    let (n, from) = (world.sessions, now.as_millisecond() / 1_000);
    let refresh = if world.forgets_refresh { String::new() } else { jwt("refresh", n, from, 7_776_000) };
    let access = jwt("access", n, from, 7_200);
    axum::Json(json!({ "did": DID, "handle": HANDLE, "accessJwt": access, "refreshJwt": refresh }))
        .into_response()
}

async fn create(
    State((world, stage)): Hands,
    axum::Json(body): axum::Json<Value>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    limit(&world, &stage)?;
    let right = body == json!({ "identifier": HANDLE, "password": PASSWORD });
    if world.password_revoked || !right {
        return Err(no(401, "AuthenticationRequired", "Invalid identifier or password"));
    }
    if world.suspended {
        return Err(no(401, "AccountTakedown", "Account has been taken down"));
    }
    Ok(opened(&mut world, stage.now()))
}

async fn refresh(State((world, stage)): Hands, headers: HeaderMap) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&world, &stage, &headers, "refresh", world.oldest_refresh)?;
    Ok(opened(&mut world, stage.now()))
}

async fn session(State((world, stage)): Hands, headers: HeaderMap) -> Result<Response, Response> {
    let world = world.lock().unwrap();
    door(&world, &stage, &headers, "access", world.oldest_access)?;
    Ok(axum::Json(json!({ "did": DID, "handle": HANDLE })).into_response())
}

async fn upload(State((world, stage)): Hands, headers: HeaderMap, body: Bytes) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&world, &stage, &headers, "access", world.oldest_access)?;
    assert_eq!(headers.get("content-type").unwrap(), "image/jpeg");
    if body.len() > world.blob_limit {
        return Err(no(413, "PayloadTooLarge", "request entity too large"));
    }
    let link = format!("bafkrei{}", body.iter().map(|byte| u64::from(*byte)).sum::<u64>());
    world.blobs.insert(link.clone());
    let blob =
        json!({ "$type": "blob", "ref": { "$link": link }, "mimeType": "image/jpeg", "size": body.len() });
    Ok(axum::Json(json!({ "blob": blob })).into_response())
}

async fn put(
    State((world, stage)): Hands,
    headers: HeaderMap,
    axum::Json(body): axum::Json<Value>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&world, &stage, &headers, "access", world.oldest_access)?;
    assert_eq!((&body["repo"], &body["collection"]), (&DID.into(), &"app.bsky.feed.post".into()));
    let (name, record) = (body["rkey"].as_str().unwrap(), &body["record"]);
    assert_eq!(name.len(), 13);
    assert_eq!(record["$type"], "app.bsky.feed.post");
    assert!(record["createdAt"].as_str().unwrap().parse::<Timestamp>().is_ok());
    let text = record["text"].as_str().unwrap();
    for (over, most, unit) in
        [(length(Unit::Graphemes, text) > 300, 300, "grapheme"), (text.len() > 3_000, 3_000, "string")]
    {
        if over {
            let why = format!(
                "Invalid app.bsky.feed.post record: {unit} too big (maximum {most}) at $.record.text"
            );
            return Err(no(400, "InvalidRequest", &why));
        }
    }
    for facet in record["facets"].as_array().into_iter().flatten() {
        let place = |name: &str| usize::try_from(facet["index"][name].as_u64().unwrap()).unwrap();
        assert!(text.get(place("byteStart")..place("byteEnd")).is_some(), "a facet cuts no sign");
    }
    for image in record["embed"]["images"].as_array().into_iter().flatten() {
        let link = image["image"]["ref"]["$link"].as_str().unwrap();
        if !world.blobs.contains(link) {
            return Err(no(400, "BlobNotFound", &format!("Could not find blob: {link}")));
        }
    }
    if world.records.get(name) != Some(record) {
        // `null` says that nothing may stand there.
        if body.get("swapRecord").is_some_and(Value::is_null) && world.records.contains_key(name) {
            return Err(no(400, "InvalidSwap", "Record was at bafyreisame"));
        }
        world.commits += 1;
        world.records.insert(name.to_owned(), record.clone());
    }
    let uri = format!("at://{DID}/app.bsky.feed.post/{name}");
    Ok(axum::Json(json!({ "uri": uri, "cid": "bafyreisame" })).into_response())
}

async fn record(
    State((world, stage)): Hands,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let world = world.lock().unwrap();
    limit(&world, &stage)?;
    assert_eq!((query["repo"].as_str(), query["collection"].as_str()), (DID, "app.bsky.feed.post"));
    let found = world.records.get(&query["rkey"]);
    let value = found.ok_or_else(|| no(400, "RecordNotFound", "Could not locate record"))?;
    Ok(axum::Json(json!({ "uri": "at://…", "cid": "bafyreisame", "value": value })).into_response())
}

async fn resolve(
    State((world, stage)): Hands,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let world = world.lock().unwrap();
    limit(&world, &stage)?;
    let did = world.handles.get(query["handle"].as_str());
    let did = did.ok_or_else(|| no(400, "InvalidRequest", "Unable to resolve handle"))?;
    Ok(axum::Json(json!({ "did": did })).into_response())
}

async fn delete(
    State((world, stage)): Hands,
    headers: HeaderMap,
    axum::Json(body): axum::Json<Value>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&world, &stage, &headers, "access", world.oldest_access)?;
    assert_eq!((&body["repo"], &body["collection"]), (&DID.into(), &"app.bsky.feed.post".into()));
    world.records.remove(body["rkey"].as_str().unwrap());
    Ok(axum::Json(json!({})).into_response())
}

impl Bluesky {
    /// Somebody says something to the account, or only likes it.
    pub fn notify(&self, reason: &str, text: &str) {
        let mut world = self.world.lock().unwrap();
        let n = world.notifications.len();
        let root = json!({ "uri": format!("at://{DID}/app.bsky.feed.post/root"), "cid": "bafyroot" });
        world.notifications.push(json!({
            "uri": format!("at://did:plc:awa/app.bsky.feed.post/said{n}"), "cid": format!("bafy{n}"),
            "author": { "did": "did:plc:awa", "handle": "awa.example" }, "reason": reason,
            "record": { "text": text, "reply": { "root": root, "parent": root } },
            "isRead": false, "indexedAt": exact(self.stage.now()),
        }));
    }
}

/// A moment with its thousandths, as the network writes it.
fn exact(at: Timestamp) -> String {
    at.to_jiff().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The newest first, page by page; the server of the account passes the question on.
async fn notifications(
    State((world, stage)): Hands,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let world = world.lock().unwrap();
    door(&world, &stage, &headers, "access", world.oldest_access)?;
    assert_eq!(headers.get("atproto-proxy").unwrap(), "did:web:api.bsky.app#bsky_appview");
    let limit: usize = query["limit"].parse().unwrap();
    assert!(limit <= 100);
    // A page is named by how many are older, so that what comes meanwhile moves none.
    let end: usize = query.get("cursor").map_or(world.notifications.len(), |cursor| cursor.parse().unwrap());
    let from = if world.endless { end + 1 } else { end.saturating_sub(limit) };
    let page = world.notifications.iter().take(end).skip(if world.endless { 0 } else { from });
    let page: Vec<Value> = page.rev().cloned().collect();
    let mut answer = json!({ "notifications": page });
    if from > 0 {
        answer["cursor"] = from.to_string().into();
    }
    Ok(axum::Json(answer).into_response())
}
