//! A network that takes every text, by the documented contract of Mastodon
//! (<https://docs.joinmastodon.org/methods/statuses/>): the same `Idempotency-Key` is the same text.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Result;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

/// What opens the account.
pub const KEY: &str = "a-key-for-a-measure";

#[derive(Default)]
struct World {
    by_key: HashMap<String, usize>,
    times: HashMap<String, u32>,
    texts: usize,
}

type Shared = Arc<Mutex<World>>;

/// The network.
pub struct Network {
    /// Where it listens.
    pub address: SocketAddr,
    world: Shared,
}

impl Network {
    /// Opens it on a free port.
    pub async fn open() -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let world = Shared::default();
        let routes = Router::new()
            .route("/api/v1/accounts/verify_credentials", get(who))
            .route("/api/v2/instance", get(instance))
            .route("/api/v1/statuses", post(publish))
            .route("/api/v1/accounts/7/statuses", get(async || axum::Json(json!([]))))
            .route("/api/v1/notifications", get(async || axum::Json(json!([]))))
            .with_state(Arc::clone(&world));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok(Self { address, world })
    }

    /// How many texts of the house stand there.
    pub fn texts(&self) -> usize {
        self.world.lock().unwrap_or_else(PoisonError::into_inner).texts
    }

    /// How many different texts stand there, and how many of them more than once.
    pub fn found(&self) -> (usize, usize) {
        let world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        (world.times.len(), world.times.values().filter(|times| **times > 1).count())
    }
}

fn header(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn who() -> Response {
    let account =
        json!({ "id": "7", "username": "section", "acct": "section", "url": "https://m.example/@section" });
    axum::Json(account).into_response()
}

async fn instance() -> Response {
    axum::Json(json!({ "version": "4.5.0", "configuration": { "statuses": { "max_characters": 500 } } }))
        .into_response()
}

async fn publish(State(world): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    if header(&headers, "authorization") != format!("Bearer {KEY}") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(said) = serde_json::from_slice::<Value>(&body) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let text = said.get("status").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut world = world.lock().unwrap_or_else(PoisonError::into_inner);
    let next = world.by_key.len() + 1;
    let id = *world.by_key.entry(header(&headers, "idempotency-key")).or_insert(next);
    if id == next && text.starts_with("Essai ") {
        world.texts += 1;
        *world.times.entry(text).or_default() += 1;
    }
    let url = format!("https://m.example/@section/{id}");
    axum::Json(json!({ "id": id.to_string(), "url": url, "created_at": "2013-02-14T09:00:00.000Z" }))
        .into_response()
}
