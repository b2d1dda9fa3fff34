//! A small house to ask: pages, forms and failures of every kind.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use griot_kernel::PersonId;
use griot_web::{
    Access, Answer, Capability, Form, House, Role, Routes, Section, Session, Upload, Visitor, WebError,
    sessions,
    testing::{Client, TestHouse},
};
use http::header;
use serde::Deserialize;

pub const EVERYONE: Access = Access::Public("a test");
pub const WEAVING: Capability =
    Capability { name: "test.cloth.weave", roles: &[Role::Trainer, Role::Campaigner] };

#[derive(Template)]
#[template(
    source = r#"{% extends "base.html" %}{% block main %}<h1>{{ v.here() }}</h1>
<form method="post" action="{{ v.href("/say") }}">{% include "_csrf.html" %}<input type="hidden" name="at" value="{{ v.time_token() }}"></form>
{% endblock %}"#,
    ext = "html"
)]
struct HelloPage<'a> {
    v: &'a Visitor,
}

#[derive(Debug, Deserialize)]
pub struct Said {
    #[serde(default)]
    pub word: Vec<String>,
    #[serde(default)]
    pub person: Option<PersonId>,
}

/// The house with its rooms, and how often its public page was made.
pub struct Rooms {
    pub house: TestHouse,
    pub client: Client,
    made: Arc<AtomicUsize>,
}

impl Rooms {
    pub async fn open() -> Self {
        Self::of(TestHouse::open(&[], &[], House::default()).await)
    }

    pub fn of(house: TestHouse) -> Self {
        let made = Arc::new(AtomicUsize::new(0));
        let client = house.client(routes(&made));
        Self { house, client, made }
    }

    pub fn made(&self) -> usize {
        self.made.load(Ordering::SeqCst)
    }
}

fn routes(made: &Arc<AtomicUsize>) -> Routes {
    let made = Arc::clone(made);
    let shared = move |visitor: Visitor| {
        made.fetch_add(1, Ordering::SeqCst);
        async move { HelloPage { v: &visitor }.answer_public() }
    };
    Routes::new()
        .get("/hello", EVERYONE, shared)
        .get("/mine", EVERYONE, |visitor: Visitor| async move { HelloPage { v: &visitor }.answer() })
        .get("/planted", EVERYONE, planted)
        .get("/fed", EVERYONE, fed)
        .get("/big", EVERYONE, |visitor: Visitor| async move {
            let mut page = HelloPage { v: &visitor }.answer_public()?;
            *page.body_mut() = vec![b'.'; 5 << 20].into();
            Ok::<_, WebError>(page)
        })
        .get("/member", Access::Member, || async { "come in" })
        .get("/staff", Access::Staff, || async { "come in" })
        .get("/weave", Access::Needs(&WEAVING), || async { "come in" })
        .post("/say", EVERYONE, say)
        .post("/member/say", Access::Member, say)
        .post("/enter", EVERYONE, enter)
        .post("/leave", Access::Member, |session: Session| async move {
            sessions::sign_out(&session).await.map(|()| "gone")
        })
        .post("/end-all", Access::Member, end_all)
        .upload("/picture", EVERYONE, 4_000, pictures)
        .merge(troubles())
}

fn troubles() -> Routes {
    let fail = |error: fn() -> WebError| move || async move { Err::<(), _>(error()) };
    Routes::new()
        .get("/missing", EVERYONE, fail(|| WebError::NotFound))
        .get("/gone", EVERYONE, fail(|| WebError::Gone))
        .get("/forbidden", EVERYONE, fail(|| WebError::Forbidden))
        .get("/foreign", EVERYONE, fail(|| WebError::ForeignForm))
        .get("/unreadable", EVERYONE, fail(|| WebError::BadRequest))
        .get("/large", EVERYONE, fail(|| WebError::TooLarge))
        .get("/often", EVERYONE, fail(|| WebError::TooMany { after: std::time::Duration::from_secs(90) }))
        .get("/taken", EVERYONE, fail(|| WebError::Taken("secret cause".into())))
        .get("/full", EVERYONE, fail(|| WebError::Full("secret cause".into())))
        .get("/busy", EVERYONE, fail(|| WebError::Unavailable("secret cause".into())))
        .get("/broken", EVERYONE, fail(|| WebError::internal("secret cause")))
        .get("/panics", EVERYONE, || async {
            "no number, but a secret cause".parse::<u8>().unwrap().to_string()
        })
        .get("/api/v1/broken", EVERYONE, fail(|| WebError::internal("secret cause")))
        .get("/own-words", EVERYONE, || async {
            (http::StatusCode::CONFLICT, [(header::CONTENT_TYPE, "application/json")], "{}")
        })
}

async fn planted(visitor: Visitor) -> Result<Response, WebError> {
    let mut page = HelloPage { v: &visitor }.answer_public()?;
    page.headers_mut().insert(header::SET_COOKIE, http::HeaderValue::from_static("one=1"));
    Ok(page)
}

async fn fed(visitor: Visitor) -> Result<Response, WebError> {
    let mut page = HelloPage { v: &visitor }.answer_public()?;
    page.headers_mut().insert(header::CONTENT_TYPE, http::HeaderValue::from_static("application/atom+xml"));
    page.headers_mut().insert(header::LINK, http::HeaderValue::from_static("</hub>; rel=\"hub\""));
    Ok(page)
}

async fn say(Form(said): Form<Said>) -> Response {
    said.word.join(",").into_response()
}

async fn enter(session: Session, Form(said): Form<Said>) -> Result<Response, WebError> {
    let person = said.person.ok_or(WebError::BadRequest)?;
    sessions::sign_in(&session, person, "Firefox · Android").await?;
    Ok("welcome".into_response())
}

async fn end_all(State(section): State<Section>, visitor: Visitor) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    sessions::revoke_all(&mut tx, visitor.signed_in()?.id).await?;
    tx.commit().await?;
    Ok("gone".into_response())
}

async fn pictures(upload: Upload) -> String {
    let files: Vec<_> = upload.files.iter().map(|f| format!("{}={}", f.name, f.bytes.len())).collect();
    format!("{} {}", upload.field("alt").unwrap_or("-"), files.join(","))
}
