//! A double of Facebook's Graph API for Pages, from <https://developers.facebook.com/docs/graph-api/>, with
//! the numbers of errors that were written down elsewhere.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use griot_channels::networks::facebook::VERSION;
use serde_json::{Value, json};

use super::{Stage, bearer, form, serve};

pub const KEY: &str = "EAAG-page-KEY";
pub const PAGE: &str = "104200";

#[derive(Clone, Debug)]
pub struct Post {
    pub id: String,
    pub at: i64,
    pub body: Value,
}

#[derive(Default)]
pub struct World {
    pub posts: Vec<Post>,
    /// Unpublished pictures and what they show.
    pub photos: HashMap<String, String>,
    /// The refusal that every call gets: status, code, subcode.
    pub refusal: Option<(u16, i64, i64)>,
    /// Minutes until calls are taken again.
    pub regain: Option<i64>,
    /// What every answer says of how much was used: a header and its words.
    pub usage: Vec<(&'static str, String)>,
    pub may_inspect: bool,
    /// Deleting is refused as if nothing were there.
    pub hides: bool,
    next: u64,
    /// What stands below texts: whose, whose it is, the words, when.
    pub comments: Vec<(String, Option<&'static str>, String, i64)>,
    pub answers: Vec<(String, String)>,
    /// Texts of others that name the Page: whose, the words, when.
    pub tagged: Vec<(Option<&'static str>, String, i64)>,
    /// Whether the app may know who names the Page.
    pub may_read_tagged: bool,
    /// So many names of pages are not known any more, as where a comment was deleted.
    pub forgets: usize,
    /// It says always that there is more, and tells the same again.
    pub endless: bool,
    /// Where `next` leads.
    pub next_host: String,
}

#[derive(Clone)]
pub struct Facebook {
    pub world: Arc<Mutex<World>>,
    pub stage: Stage,
    pub address: String,
}

type Hands = State<(Arc<Mutex<World>>, Stage)>;

impl Facebook {
    pub async fn start(stage: Stage) -> Self {
        let world = Arc::new(Mutex::new(World {
            next: 500,
            may_inspect: true,
            may_read_tagged: true,
            next_host: "http://127.0.0.2:1".to_owned(),
            ..World::default()
        }));
        let node = format!("/{VERSION}/{{node}}");
        let routes = Router::new()
            .route(&format!("/{VERSION}/debug_token"), get(inspect))
            .route(&node, get(read).merge(delete(remove)))
            .route(&format!("{node}/photos"), post(photo).layer(DefaultBodyLimit::disable()))
            .route(&format!("{node}/comments"), get(below).merge(post(comment)))
            .route(&format!("{node}/tagged"), get(tagged))
            .route(&format!("{node}/feed"), post(publish).merge(get(feed)))
            .layer(middleware::from_fn_with_state(Arc::clone(&world), tell_usage))
            .with_state((Arc::clone(&world), stage.clone()));
        let address = serve(routes, &stage).await;
        Self { world, stage, address }
    }

    pub fn texts(&self) -> Vec<String> {
        let world = self.world.lock().unwrap();
        world.posts.iter().map(|post| post.body["message"].as_str().unwrap().to_owned()).collect()
    }

    /// Publishes past all doors, as someone does by hand.
    pub fn write(&self, text: &str) {
        let at = self.stage.now().as_millisecond();
        add(&mut self.world.lock().unwrap(), at, json!({ "message": text }));
    }
}

async fn tell_usage(State(world): State<Arc<Mutex<World>>>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    for (name, words) in &world.lock().unwrap().usage {
        answer.headers_mut().insert(*name, words.parse().unwrap());
    }
    answer
}

fn add(world: &mut World, at: i64, body: Value) -> String {
    world.next += 1;
    let id = format!("{PAGE}_{}", world.next);
    world.posts.push(Post { id: id.clone(), at, body });
    id
}

fn no(status: u16, code: i64, subcode: i64) -> Response {
    let error = json!({
        "message": format!("(#{code}) refused"), "type": "OAuthException", "code": code,
        "error_subcode": subcode, "fbtrace_id": "A",
    });
    (StatusCode::from_u16(status).unwrap(), axum::Json(json!({ "error": error }))).into_response()
}

fn door(world: &World, headers: &HeaderMap, query: &HashMap<String, String>) -> Result<(), Response> {
    assert!(!query.contains_key("access_token"), "the key stands in no address");
    if let Some((status, code, subcode)) = world.refusal {
        let mut answer = no(status, code, subcode);
        if let Some(minutes) = world.regain {
            let pages =
                json!({ "type": "pages", "call_count": 100, "estimated_time_to_regain_access": minutes });
            let usage = json!({ "7": [pages] });
            answer.headers_mut().insert("x-business-use-case-usage", usage.to_string().parse().unwrap());
            answer.headers_mut().insert("x-app-usage", r#"{"call_count":100}"#.parse().unwrap());
        }
        return Err(answer);
    }
    if bearer(headers).as_deref() != Some(KEY) {
        return Err(no(401, 190, 0));
    }
    Ok(())
}

async fn inspect(
    State((world, _)): Hands,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let world = world.lock().unwrap();
    door(&world, &headers, &query)?;
    assert_eq!(query["input_token"], KEY);
    if !world.may_inspect {
        return Err(no(400, 100, 0));
    }
    let data = json!({ "is_valid": true, "expires_at": 0, "data_access_expires_at": 1_800_000_000_i64 });
    Ok(axum::Json(json!({ "data": data })).into_response())
}

async fn read(
    State((world, _)): Hands,
    headers: HeaderMap,
    Path(node): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let world = world.lock().unwrap();
    door(&world, &headers, &query)?;
    if node == PAGE {
        let page = json!({ "id": PAGE, "name": "Exemple", "link": "https://www.facebook.com/exemple" });
        return Ok(axum::Json(page).into_response());
    }
    if world.posts.iter().any(|post| post.id == node) {
        return Ok(axum::Json(json!({ "id": node })).into_response());
    }
    Err(no(400, 100, 33))
}

async fn photo(
    State((world, _)): Hands,
    headers: HeaderMap,
    Path(page): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    multipart: Multipart,
) -> Result<Response, Response> {
    door(&world.lock().unwrap(), &headers, &query)?;
    let form = form(multipart).await;
    let mut world = world.lock().unwrap();
    assert_eq!(page, PAGE);
    assert_eq!(form.fields["published"], "false", "a picture is not seen before its text");
    if form.files["source"].len() > 4_000_000 {
        return Err(no(400, 100, 1_366_046));
    }
    world.next += 1;
    let id = world.next.to_string();
    world.photos.insert(id.clone(), form.fields["alt_text_custom"].clone());
    Ok(axum::Json(json!({ "id": id })).into_response())
}

async fn publish(
    State((world, stage)): Hands,
    headers: HeaderMap,
    Path(page): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    body: Bytes,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&world, &headers, &query)?;
    assert_eq!(page, PAGE);
    assert_eq!(headers.get("content-type").unwrap(), "application/json");
    let body: Value = serde_json::from_slice(&body).unwrap();
    for name in body.as_object().unwrap().keys() {
        assert!(["message", "link", "attached_media"].contains(&name.as_str()), "{name}");
    }
    assert!(body["link"].is_null() || body["attached_media"].is_null(), "a card or pictures");
    if body["message"].as_str().unwrap().chars().count() > 63_206 {
        return Err(no(400, 100, 0));
    }
    for picture in body["attached_media"].as_array().into_iter().flatten() {
        if world.photos.remove(picture["media_fbid"].as_str().unwrap()).is_none() {
            return Err(no(400, 100, 1_366_051));
        }
    }
    let id = add(&mut world, stage.now().as_millisecond(), body);
    Ok(axum::Json(json!({ "id": id })).into_response())
}

async fn feed(
    State((world, _)): Hands,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let world = world.lock().unwrap();
    door(&world, &headers, &query)?;
    if query["fields"].starts_with("id,created_time,comments") {
        return commented(&world, &query);
    }
    assert_eq!(query["fields"], "id,message,created_time,permalink_url");
    let since: i64 = query["since"].parse().unwrap();
    let limit: usize = query["limit"].parse().unwrap();
    assert!(limit <= 100);
    let young = world.posts.iter().rev().filter(|post| post.at / 1_000 >= since).take(limit);
    let data: Vec<Value> = young
        .map(|post| {
            let at = griot_kernel::Timestamp::from_millisecond(post.at).rfc3339().replace('Z', "+0000");
            json!({
                "id": post.id, "message": post.body["message"].as_str().unwrap().trim(), "created_time": at,
                "permalink_url": format!("https://www.facebook.com/exemple/posts/{}", post.id),
            })
        })
        .collect();
    Ok(axum::Json(json!({ "data": data, "paging": {} })).into_response())
}

async fn remove(
    State((world, _)): Hands,
    headers: HeaderMap,
    Path(node): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&world, &headers, &query)?;
    let at = world.posts.iter().position(|post| post.id == node).filter(|_| !world.hides);
    world.posts.remove(at.ok_or_else(|| no(400, 100, 33))?);
    Ok(axum::Json(json!({ "success": true })).into_response())
}

/// The texts, the newest first, with the comments below each.
fn commented(world: &World, query: &HashMap<String, String>) -> Result<Response, Response> {
    let wanted = "id,created_time,comments.filter(stream).order(reverse_chronological).limit(50){";
    assert!(query["fields"].starts_with(wanted), "{}", query["fields"]);
    let limit: usize = query["limit"].parse().unwrap();
    assert!(limit <= 100);
    let end = query.get("after").map_or(world.posts.len(), |after| after.parse().unwrap());
    let from = end.saturating_sub(limit);
    let of = |post: &Post| {
        let comments = list(world, &post.id, 50, None);
        json!({ "id": post.id, "created_time": moment(post.at), "comments": comments })
    };
    let data: Vec<Value> = world.posts[from..end].iter().rev().map(of).collect();
    let paging = paging(world, from.to_string(), from > 0);
    Ok(axum::Json(json!({ "data": data, "paging": paging })).into_response())
}

fn moment(at: i64) -> String {
    griot_kernel::Timestamp::from_millisecond(at).rfc3339().replace('Z', "+0000")
}

/// What names the pages before and after: `next` stands there only where there is more.
fn paging(world: &World, after: String, more: bool) -> Value {
    let mut paging = json!({ "cursors": { "before": "before", "after": after } });
    if more {
        paging["next"] = format!("{}/v1/feed?after={after}", world.next_host).into();
    }
    paging
}

/// The comments below a text, the newest first; who wrote them is left out where the app may not know. A page
/// is named by the comment after which it begins.
fn list(world: &World, post: &str, limit: usize, after: Option<usize>) -> Value {
    let below = world.comments.iter().enumerate().filter(|(_, one)| one.0 == post).rev();
    let mut below = below.filter(|(n, _)| after.is_none_or(|after| *n < after || world.endless));
    let shown: Vec<_> = below.by_ref().take(limit).collect();
    let named = shown.last().map_or(0, |(n, _)| *n);
    let (named, more) = match (world.endless, after) {
        (true, after) => (after.unwrap_or(1_000_000) + 1, true),
        (false, _) => (named, below.next().is_some()),
    };
    let shown = shown.into_iter().map(|(n, (_, from, text, at))| {
        let mut one = json!({ "id": format!("{post}_{n}"), "message": text, "created_time": moment(*at) });
        if let Some(who) = from {
            one["from"] = json!({ "id": who, "name": format!("Personne {who}") });
        }
        one
    });
    json!({ "data": shown.collect::<Vec<_>>(), "paging": paging(world, named.to_string(), more) })
}

async fn below(
    State((world, _)): Hands,
    headers: HeaderMap,
    Path(node): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&world, &headers, &query)?;
    assert_eq!((query["filter"].as_str(), query["order"].as_str()), ("stream", "reverse_chronological"));
    let limit: usize = query["limit"].parse().unwrap();
    assert!(limit <= 100);
    if !world.posts.iter().any(|post| post.id == node) {
        return Err(no(400, 100, 33));
    }
    let after: Option<usize> = query.get("after").map(|after| after.parse().unwrap());
    if after.is_some() && world.forgets > 0 {
        world.forgets -= 1;
        return Err(no(400, 100, 0));
    }
    Ok(axum::Json(list(&world, &node, limit, after)).into_response())
}

async fn tagged(
    State((world, _)): Hands,
    headers: HeaderMap,
    Path(node): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let world = world.lock().unwrap();
    door(&world, &headers, &query)?;
    assert_eq!(
        (node.as_str(), query["fields"].as_str()),
        (PAGE, "id,message,from,created_time,permalink_url")
    );
    if !world.may_read_tagged {
        return Err(no(403, 10, 0));
    }
    let limit: usize = query["limit"].parse().unwrap();
    assert!(limit <= 100);
    let end = query.get("after").map_or(world.tagged.len(), |after| after.parse().unwrap());
    let from = end.saturating_sub(limit);
    let of = |(n, (who, text, at)): (usize, &(Option<&str>, String, i64))| {
        let mut one = json!({ "id": format!("77_{n}"), "message": text, "created_time": moment(*at) });
        if let Some(who) = who {
            one["from"] = json!({ "id": who, "name": format!("Personne {who}") });
        }
        one
    };
    let data: Vec<Value> = world.tagged.iter().enumerate().take(end).skip(from).rev().map(of).collect();
    Ok(axum::Json(json!({ "data": data, "paging": paging(&world, from.to_string(), from > 0) }))
        .into_response())
}

async fn comment(
    State((world, _)): Hands,
    headers: HeaderMap,
    Path(node): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    axum::Json(body): axum::Json<Value>,
) -> Result<Response, Response> {
    let mut world = world.lock().unwrap();
    door(&world, &headers, &query)?;
    world.answers.push((node.clone(), body["message"].as_str().unwrap().to_owned()));
    Ok(axum::Json(json!({ "id": format!("{node}_answer") })).into_response())
}
