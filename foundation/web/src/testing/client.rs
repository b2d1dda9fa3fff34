use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use griot_kernel::PersonId;
use http::{Request, header};
use http_body_util::BodyExt;
use tower::ServiceExt;
use tower_sessions::Session;

use super::TestDoor;
use crate::{Csrf, Doors, Member, Section, sessions};

/// Asks a section for pages as a browser would: it keeps the cookie that it is given, and
/// fills the hidden field of every form once someone is signed in.
#[derive(Clone)]
pub struct Client {
    section: Section,
    door: Arc<TestDoor>,
    doors: Doors,
    cookie: Arc<Mutex<Option<String>>>,
    language: &'static str,
}

impl Client {
    pub(super) fn new(section: Section, door: Arc<TestDoor>, doors: Doors) -> Self {
        Self { section, door, doors, cookie: Arc::default(), language: "fr" }
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
        Self { cookie: Arc::default(), ..self.clone() }
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

    /// Sends any request; language and cookie are added where it names none.
    pub async fn send(&self, mut request: Request<Body>) -> Response {
        let cookie = self.cookie();
        let headers = request.headers_mut();
        headers.entry(header::ACCEPT_LANGUAGE).or_insert(self.language.parse().unwrap());
        if let Some(cookie) = cookie {
            let pair = format!("{}={cookie}", sessions::COOKIE);
            headers.entry(header::COOKIE).or_insert(pair.parse().unwrap());
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
