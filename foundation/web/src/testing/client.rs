use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use griot_crypto::Token;
use griot_kernel::{Id, PersonId};
use http::{Method, Request, header};
use http_body_util::BodyExt;
use tower::ServiceExt;
use tower_sessions::Session;

use super::TestDoor;
use crate::{
    Capability, Csrf, Doors, Member, Section, sessions,
    tokens::{self, ApiToken},
};

/// Asks a section for pages as a browser would: it keeps the cookie that it is given, and
/// fills the hidden field of every form once someone is signed in.
#[derive(Clone)]
pub struct Client {
    section: Section,
    door: Arc<TestDoor>,
    doors: Doors,
    cookie: Arc<Mutex<Option<String>>>,
    token: Option<String>,
    language: &'static str,
}

impl Client {
    pub(super) fn new(section: Section, door: Arc<TestDoor>, doors: Doors) -> Self {
        Self { section, door, doors, cookie: Arc::default(), token: None, language: "fr" }
    }

    /// The same house for someone who is signed in.
    pub async fn as_member(&self, member: Member) -> Self {
        let person = member.id;
        self.door.know(member);
        self.as_person(person).await
    }

    /// The same house for someone whom its own doorkeeper knows.
    pub async fn as_person(&self, person: PersonId) -> Self {
        let session = Session::new(None, Arc::new(sessions::Store::of(&self.section)), None);
        sessions::sign_in(&session, person, "Firefox · Android").await.unwrap();
        session.save().await.unwrap();
        let id = session.id().expect("a saved session has an id");
        Self { cookie: Arc::new(Mutex::new(Some(id.to_string()))), ..self.clone() }
    }

    /// The same house for a stranger.
    pub fn as_visitor(&self) -> Self {
        Self { cookie: Arc::default(), token: None, ..self.clone() }
    }

    /// The same house for a program of this member, with a fresh token that allows this for thirty
    /// days. It keeps no cookie.
    pub async fn as_program(&self, member: Member, allows: &[&Capability]) -> Self {
        let person = member.id;
        self.door.know(member);
        self.as_program_of(person, allows).await
    }

    /// The same for someone whom the house's own doorkeeper knows.
    pub async fn as_program_of(&self, person: PersonId, allows: &[&Capability]) -> Self {
        let secret = Token::fresh(self.section.random.as_ref());
        let now = self.section.clock.now();
        let token = ApiToken {
            id: Id::secret(self.section.random.as_ref()),
            owner: person,
            name: "Un essai".to_owned(),
            allows: allows.iter().map(|capability| capability.name.to_owned()).collect(),
            created_at: now,
            ends_at: now + Duration::from_secs(30 * 86_400),
            used_on: None,
        };
        let mut tx = self.section.db.begin().await.unwrap();
        tokens::make(&mut tx, &token, &secret).await.unwrap();
        tx.commit().await.unwrap();
        Self { token: Some(tokens::text(&secret)), ..self.as_visitor() }
    }

    /// The same person or program, who shows this token.
    pub fn showing(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The text of the token that is shown, if one is.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The same person, who reads in this language (an `Accept-Language`).
    pub fn reading(&self, language: &'static str) -> Self {
        Self { language, ..self.clone() }
    }

    /// The double of the doorkeeper does not know this person any more.
    pub fn suspend(&self, person: PersonId) {
        self.door.forget(person);
    }

    /// The house as a server gives it to those who connect.
    pub fn doors(&self) -> Doors {
        self.doors.clone()
    }

    /// What the browser keeps, if anything.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the hidden field of a form holds; empty for visitors.
    pub fn csrf(&self) -> String {
        let id = self.cookie().and_then(|cookie| cookie.parse().ok());
        id.map(|id| sessions::csrf(&self.section, &id)).unwrap_or_default()
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Response {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form, with the hidden field of whoever is signed in.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let csrf = self.csrf();
        let mut fields = fields.to_vec();
        if !csrf.is_empty() && !fields.iter().any(|(name, _)| *name == Csrf::FIELD) {
            fields.push((Csrf::FIELD, &csrf));
        }
        let form = serde_html_form::to_string(&fields).unwrap();
        self.post_raw(path, "application/x-www-form-urlencoded", form).await
    }

    /// Sends a form with files, each `(field, name, bytes)`, with the hidden field first.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Response {
        let csrf = self.csrf();
        let mark = Some((Csrf::FIELD, csrf.as_str())).filter(|_| !csrf.is_empty());
        let mut body = Vec::new();
        for (name, value) in mark.iter().chain(fields) {
            let head =
                format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (field, name, bytes) in files {
            let head = format!(
                "--edge\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 content-type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        self.post_raw(path, "multipart/form-data; boundary=edge", body).await
    }

    /// Sends a body of this kind from a page of the site.
    pub async fn post_raw(&self, path: &str, kind: &str, body: impl Into<Bytes>) -> Response {
        let body: Bytes = body.into();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, kind)
            .header(header::CONTENT_LENGTH, body.len())
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends JSON as a program does, with these headers.
    pub async fn send_json(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &serde_json::Value,
    ) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Sends any request; language, cookie and token are added where it names none.
    pub async fn send(&self, mut request: Request<Body>) -> Response {
        let cookie = self.cookie();
        let headers = request.headers_mut();
        headers.entry(header::ACCEPT_LANGUAGE).or_insert(self.language.parse().unwrap());
        if let Some(cookie) = cookie {
            let pair = format!("{}={cookie}", sessions::COOKIE);
            headers.entry(header::COOKIE).or_insert(pair.parse().unwrap());
        }
        if let Some(token) = &self.token {
            headers.entry(header::AUTHORIZATION).or_insert(format!("Bearer {token}").parse().unwrap());
        }
        let response = self.doors.clone().oneshot(request).await.unwrap();
        for set in response.headers().get_all(header::SET_COOKIE) {
            let value = set.to_str().unwrap().split(';').next().and_then(|pair| pair.split_once('='));
            if let Some((sessions::COOKIE, value)) = value {
                let kept = Some(value.to_owned()).filter(|value| !value.is_empty());
                *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = kept;
            }
        }
        response
    }
}

/// What a response says.
pub async fn text(response: Response) -> String {
    String::from_utf8(bytes(response).await.to_vec()).unwrap()
}

/// What a response holds.
pub async fn bytes(response: Response) -> Bytes {
    response.into_body().collect().await.unwrap().to_bytes()
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({:?})", self.section)
    }
}
