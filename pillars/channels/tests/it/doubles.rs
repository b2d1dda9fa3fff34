//! Doubles of the networks' servers, strict as their documentation is, and able to fail in every way in
//! which servers fail. Each has its own clock.

#![expect(clippy::result_large_err, reason = "a double refuses with a whole answer")]

pub mod bluesky;
pub mod facebook;
pub mod mastodon;
pub mod telegram;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::extract::{Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header::DATE};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use griot_channels::model::message::{Message, Visibility};
use griot_channels::networks::{Account, AppRest, Carried, Key, Line, Media, Token};
use griot_db::DbError;
use griot_fetch::{FetchPolicy, Fetcher};
use griot_kernel::{Language, Timestamp};

/// When the tests happen.
pub const NOW: &str = "2026-11-27T08:00:00Z";
/// How long a call waits for its answer in the tests.
pub const PATIENCE: Duration = Duration::from_millis(400);

/// What goes wrong.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The connection ends before anything is done.
    CutBefore,
    /// It is done, and the connection ends without an answer.
    CutAfter,
    /// It is done, and the answer ends in its middle.
    HalfAnswer,
    /// Nothing is done and nothing comes.
    Hang,
    /// It is done, and nothing comes.
    HangAfter,
    /// Nothing is done, and this is the status.
    Refuse(u16),
    /// It is done, and this is the status.
    FailAfter(u16),
}

#[derive(Default)]
struct Scene {
    now: i64,
    /// The words of a call's line, how many such calls go well before, and what goes wrong then.
    faults: Vec<(String, usize, Fault)>,
    calls: Vec<String>,
}

/// What all doubles have: a clock, a list of what was asked, and what will go wrong.
#[derive(Clone, Default)]
pub struct Stage(Arc<Mutex<Scene>>);

impl Stage {
    /// With its clock at this moment.
    pub fn at(now: Timestamp) -> Self {
        let stage = Self::default();
        stage.turn(now);
        stage
    }

    /// What its clock shows.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.lock().unwrap().now)
    }

    /// Sets its clock.
    pub fn turn(&self, now: Timestamp) {
        self.0.lock().unwrap().now = now.as_millisecond();
    }

    /// The next call whose line (`POST /api/v1/statuses`) holds these words fails like this.
    pub fn fault(&self, words: &str, fault: Fault) {
        self.fault_after(0, words, fault);
    }

    /// The same, after so many such calls went well.
    pub fn fault_after(&self, well: usize, words: &str, fault: Fault) {
        self.0.lock().unwrap().faults.push((words.to_owned(), well, fault));
    }

    /// The lines of all calls.
    pub fn calls(&self) -> Vec<String> {
        self.0.lock().unwrap().calls.clone()
    }

    /// How many calls have these words in their line.
    pub fn count(&self, words: &str) -> usize {
        self.calls().iter().filter(|line| line.contains(words)).count()
    }

    fn hear(&self, line: String) -> Option<Fault> {
        let mut scene = self.0.lock().unwrap();
        let at = scene.faults.iter().position(|(words, ..)| line.contains(words.as_str()));
        scene.calls.push(line);
        let well = &mut scene.faults[at?].1;
        if *well > 0 {
            *well -= 1;
            return None;
        }
        Some(scene.faults.remove(at?).2)
    }
}

/// A handler that unwinds takes its connection with it.
fn cut() -> ! {
    resume_unwind(Box::new("the double cuts the connection"))
}

async fn act(State(stage): State<Stage>, request: Request, next: Next) -> Response {
    let fault = stage.hear(format!("{} {}", request.method(), request.uri().path()));
    match fault {
        Some(Fault::CutBefore) => cut(),
        Some(Fault::Hang) => std::future::pending().await,
        Some(Fault::Refuse(status)) => return StatusCode::from_u16(status).unwrap().into_response(),
        _ => {}
    }
    let mut answer = next.run(request).await;
    let date = stage.now().to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    answer.headers_mut().insert(DATE, date.parse().unwrap());
    match fault {
        Some(Fault::CutAfter) => cut(),
        Some(Fault::HangAfter) => std::future::pending().await,
        Some(Fault::FailAfter(status)) => StatusCode::from_u16(status).unwrap().into_response(),
        Some(Fault::HalfAnswer) => {
            answer.headers_mut().insert("content-length", "100000".parse().unwrap());
            *answer.body_mut() = Body::from("{\"id\":");
            answer
        }
        _ => answer,
    }
}

/// Serves a double on loopback, and says where.
pub async fn serve(routes: Router, stage: &Stage) -> String {
    let routes = routes.layer(middleware::from_fn_with_state(stage.clone(), act));
    let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

/// A fetcher that reaches loopback, and waits shortly.
pub fn fetcher() -> Fetcher {
    let policy = FetchPolicy { allow_private: true, total_timeout: PATIENCE, ..FetchPolicy::default() };
    Fetcher::new(policy).unwrap()
}

/// An address at which nobody answers.
pub async fn nobody() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

pub fn line(fetcher: &Fetcher) -> Line<'_> {
    Line { fetcher, now: now(), app: &Tireless }
}

/// An app that never rests.
#[derive(Debug)]
pub struct Tireless;

#[async_trait]
impl AppRest for Tireless {
    async fn until(&self) -> Result<Option<Timestamp>, DbError> {
        Ok(None)
    }

    async fn rest(&self, _: Timestamp) -> Result<(), DbError> {
        Ok(())
    }
}

pub fn account(server: &str, name: &str, key: &str) -> Account {
    Account { server: server.to_owned(), name: name.to_owned(), key: Key::typed(key) }
}

pub fn message(text: &str) -> Message {
    Message {
        text: text.to_owned(),
        language: Language::FRENCH,
        warning: None,
        visibility: Visibility::Public,
        link: None,
        pictures: Vec::new(),
    }
}

pub fn media(alt: &str) -> Media {
    let bytes = Bytes::from_static(b"\xff\xd8\xff\xe0 a picture \r\n--griot\r\n \xff\xd9");
    Media { bytes, alt: alt.to_owned(), width: 800, height: 600 }
}

pub fn carried(names: &[&str]) -> Vec<Carried> {
    names.iter().map(|name| Carried { name: (*name).to_owned(), media: media("Un puits") }).collect()
}

pub fn token(key: &str) -> Token {
    Token { key: key.to_owned(), name: griot_channels::networks::bluesky::tid(now(), 7), at: now() }
}

/// What a form held: its fields, and its files with their kind.
#[derive(Default)]
pub struct Form {
    pub fields: HashMap<String, String>,
    pub files: HashMap<String, Bytes>,
}

/// Reads a form, and takes no file that has no name or is no JPEG.
pub async fn form(mut multipart: Multipart) -> Form {
    let mut form = Form::default();
    while let Some(field) = multipart.next_field().await.expect("a form that can be read") {
        let name = field.name().expect("every field has a name").to_owned();
        if let Some(file) = field.file_name() {
            assert!(!file.is_empty());
            assert_eq!(field.content_type(), Some("image/jpeg"));
            let bytes = field.bytes().await.unwrap();
            assert!(bytes.starts_with(b"\xff\xd8\xff") && bytes.ends_with(b"\xff\xd9"), "the whole picture");
            form.files.insert(name, bytes);
        } else {
            form.fields.insert(name, field.text().await.unwrap());
        }
    }
    form
}

/// The secret of `Authorization: Bearer …`.
pub fn bearer(headers: &HeaderMap) -> Option<String> {
    headers.get("authorization")?.to_str().ok()?.strip_prefix("Bearer ").map(str::to_owned)
}
