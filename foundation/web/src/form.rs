use axum::{
    extract::{FromRequest, Multipart, Request},
    http::request::Parts,
};
use bytes::Bytes;
use griot_crypto::Purpose;
use griot_files::Incoming;
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

/// A form with files, within the route's limit. U+0000 is taken out of its fields.
///
/// `Upload` reads its files into memory, `Upload<Incoming>` onto the disk.
#[derive(Debug)]
pub struct Upload<K = Bytes> {
    /// The plain fields, in order.
    pub fields: Vec<(String, String)>,
    /// The files, in order; empty ones are left out.
    pub files: Vec<UploadedFile<K>>,
    /// The fields in which a file was chosen that has nothing in it.
    pub empty: Vec<String>,
}

/// A file that someone sent.
#[derive(Clone, Debug)]
pub struct UploadedFile<K = Bytes> {
    /// The name of its field.
    pub field: String,
    /// Its name on their device: never trusted, shown to whoever sent it at most.
    pub name: String,
    /// What is in it.
    pub bytes: K,
}

impl<K> Upload<K> {
    /// The first field of this name.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The first file of this field.
    pub fn file(&self, field: &str) -> Option<&UploadedFile<K>> {
        self.files.iter().find(|file| file.field == field)
    }

    /// Takes the first file of this field out of the form.
    pub fn take_file(&mut self, field: &str) -> Option<UploadedFile<K>> {
        let place = self.files.iter().position(|file| file.field == field)?;
        Some(self.files.remove(place))
    }
}

impl FromRequest<Section> for Upload {
    type Rejection = WebError;

    async fn from_request(request: Request, section: &Section) -> Result<Self, WebError> {
        read::<InMemory>(request, section).await
    }
}

impl FromRequest<Section> for Upload<Incoming> {
    type Rejection = WebError;

    async fn from_request(request: Request, section: &Section) -> Result<Self, WebError> {
        read::<OnDisk>(request, section).await
    }
}

/// Where a file goes while it comes.
trait Hold: Send + Sized {
    type Kept;

    fn begin(section: &Section) -> Result<Self, WebError>;
    fn add(&mut self, chunk: &[u8]) -> impl Future<Output = Result<(), WebError>> + Send;
    /// All of it, or nothing if it is empty.
    fn end(self) -> Option<Self::Kept>;
}

struct InMemory(Vec<u8>);

impl Hold for InMemory {
    type Kept = Bytes;

    fn begin(_: &Section) -> Result<Self, WebError> {
        Ok(Self(Vec::new()))
    }
    async fn add(&mut self, chunk: &[u8]) -> Result<(), WebError> {
        self.0.extend_from_slice(chunk);
        Ok(())
    }
    fn end(self) -> Option<Bytes> {
        Some(Bytes::from(self.0)).filter(|bytes| !bytes.is_empty())
    }
}

struct OnDisk(Incoming);

impl Hold for OnDisk {
    type Kept = Incoming;

    fn begin(section: &Section) -> Result<Self, WebError> {
        Ok(Self(section.files.receive()?))
    }
    async fn add(&mut self, chunk: &[u8]) -> Result<(), WebError> {
        Ok(self.0.add(chunk).await?)
    }
    fn end(self) -> Option<Incoming> {
        Some(self.0).filter(|incoming| incoming.length() > 0)
    }
}

async fn read<H: Hold>(request: Request, section: &Section) -> Result<Upload<H::Kept>, WebError> {
    let (mut parts, body) = request.into_parts();
    let visitor = visitor(&mut parts, section).await?;
    let request = Request::from_parts(parts, body);
    let by_header = header_mark(&request);
    let mut multipart = Multipart::from_request(request, section).await.map_err(|_| WebError::BadRequest)?;

    let too_large = |error: axum::extract::multipart::MultipartError| match error.status().as_u16() {
        413 => WebError::TooLarge,
        _ => WebError::BadRequest,
    };
    let mut upload = Upload { fields: Vec::new(), files: Vec::new(), empty: Vec::new() };
    let mut checked = by_header.is_some();
    if checked {
        check(&visitor, by_header.as_deref())?;
    }
    while let Some(mut field) = multipart.next_field().await.map_err(too_large)? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file_name) = field.file_name().map(|name| plain::text(name.to_owned())) {
            if !checked {
                // The mark comes before any file, so that strangers cannot fill the memory or the disk.
                check(&visitor, None)?;
                checked = true;
            }
            let mut held = H::begin(section)?;
            while let Some(chunk) = field.chunk().await.map_err(too_large)? {
                held.add(&chunk).await?;
            }
            match held.end() {
                Some(bytes) => upload.files.push(UploadedFile { field: name, name: file_name, bytes }),
                // A browser sends a file without a name when none was chosen.
                None if !file_name.is_empty() => upload.empty.push(name),
                None => {}
            }
            continue;
        }
        let value = field.bytes().await.map_err(too_large)?;
        let value = String::from_utf8(value.into()).map_err(|_| WebError::BadRequest)?;
        if name == Csrf::FIELD && !checked {
            check(&visitor, Some(&value))?;
            checked = true;
        }
        upload.fields.push((name, plain::text(value)));
    }
    if !checked {
        check(&visitor, None)?;
    }
    Ok(upload)
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
