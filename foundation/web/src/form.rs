use axum::{
    extract::{FromRequest, Multipart, Request},
    http::request::Parts,
};
use bytes::Bytes;
use griot_crypto::Purpose;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;

use crate::{Section, Visitor, WebError, plain};

/// The hidden field that every form of someone signed in carries.
#[derive(Debug)]
pub struct Csrf;

impl Csrf {
    /// Its name.
    pub const FIELD: &'static str = "csrf";
    /// The header that scripts send instead.
    pub const HEADER: &'static str = "x-csrf-token";
}

/// A form sent by the page of this site: `csrf` was checked for whoever is signed in.
/// Fields that came twice are kept twice, so `Vec` fields work. U+0000 is taken out.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Section> for Form<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, section: &Section) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let visitor = visitor(&mut parts, section).await?;
        let request = Request::from_parts(parts, body);
        let by_header = header_mark(&request);
        let bytes = Bytes::from_request(request, section).await.map_err(|refusal| {
            if refusal.status() == 413 { WebError::TooLarge } else { WebError::BadRequest }
        })?;

        let bytes = plain::form(&bytes);
        let pairs: Vec<(String, String)> =
            serde_html_form::from_bytes(&bytes).map_err(|_| WebError::BadRequest)?;
        let by_field = pairs.iter().find(|(name, _)| name == Csrf::FIELD).map(|(_, value)| value.as_str());
        check(&visitor, by_header.as_deref().or(by_field))?;
        serde_html_form::from_bytes(&bytes).map(Self).map_err(|_| WebError::BadRequest)
    }
}

/// A form with files, read whole into memory within the route's limit. U+0000 is taken out of
/// its fields.
#[derive(Debug, Default)]
pub struct Upload {
    /// The plain fields, in order.
    pub fields: Vec<(String, String)>,
    /// The files, in order; empty ones are left out.
    pub files: Vec<UploadedFile>,
    /// The fields in which a file was chosen that has nothing in it.
    pub empty: Vec<String>,
}

/// A file that someone sent.
#[derive(Clone, Debug)]
pub struct UploadedFile {
    /// The name of its field.
    pub field: String,
    /// Its name on their device: never trusted, shown to whoever sent it at most.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

impl Upload {
    /// The first field of this name.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The first file of this field.
    pub fn file(&self, field: &str) -> Option<&UploadedFile> {
        self.files.iter().find(|file| file.field == field)
    }
}

impl FromRequest<Section> for Upload {
    type Rejection = WebError;

    async fn from_request(request: Request, section: &Section) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let visitor = visitor(&mut parts, section).await?;
        let request = Request::from_parts(parts, body);
        let by_header = header_mark(&request);
        let mut multipart =
            Multipart::from_request(request, section).await.map_err(|_| WebError::BadRequest)?;

        let too_large = |error: axum::extract::multipart::MultipartError| match error.status().as_u16() {
            413 => WebError::TooLarge,
            _ => WebError::BadRequest,
        };
        let mut upload = Self::default();
        let mut checked = by_header.is_some();
        if checked {
            check(&visitor, by_header.as_deref())?;
        }
        while let Some(mut field) = multipart.next_field().await.map_err(too_large)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(|name| plain::text(name.to_owned()));
            if file_name.is_some() && !checked {
                // The mark comes before any file, so that strangers cannot fill the memory.
                check(&visitor, None)?;
                checked = true;
            }
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(too_large)? {
                bytes.extend_from_slice(&chunk);
            }
            match file_name {
                Some(file_name) if bytes.is_empty() => {
                    // A browser sends a file without a name when none was chosen.
                    if !file_name.is_empty() {
                        upload.empty.push(name);
                    }
                }
                Some(file_name) => {
                    upload.files.push(UploadedFile { field: name, name: file_name, bytes: bytes.into() });
                }
                None => {
                    let value = String::from_utf8(bytes).map_err(|_| WebError::BadRequest)?;
                    if name == Csrf::FIELD && !checked {
                        check(&visitor, Some(&value))?;
                        checked = true;
                    }
                    upload.fields.push((name, plain::text(value)));
                }
            }
        }
        if !checked {
            check(&visitor, None)?;
        }
        Ok(upload)
    }
}

async fn visitor(parts: &mut Parts, section: &Section) -> Result<Visitor, WebError> {
    match parts.extensions.get::<Visitor>() {
        Some(known) => Ok(known.clone()),
        None => Visitor::meet(section, parts).await,
    }
}

fn header_mark(request: &Request) -> Option<String> {
    request.headers().get(Csrf::HEADER).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

fn check(visitor: &Visitor, mark: Option<&str>) -> Result<(), WebError> {
    if visitor.csrf.is_empty() {
        return Ok(()); // a visitor has no session that another site could use
    }
    let same = mark.is_some_and(|mark| same_text(mark, &visitor.csrf));
    if same { Ok(()) } else { Err(WebError::ForeignForm) }
}

fn same_text(one: &str, two: &str) -> bool {
    const KEY: Purpose = Purpose("web.compare");
    blake3::derive_key(KEY.0, one.as_bytes()) == blake3::derive_key(KEY.0, two.as_bytes())
}

/// Reads a whole body of at most `limit` bytes, or nothing.
pub(crate) async fn whole(body: axum::body::Body, limit: usize) -> Option<Bytes> {
    http_body_util::Limited::new(body, limit).collect().await.ok().map(http_body_util::Collected::to_bytes)
}
