use std::{
    io::Write,
    sync::{Arc, LazyLock, OnceLock},
};

use axum::{
    body::{Body, HttpBody},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use quick_cache::{Weighter, sync::Cache};

use crate::{Section, answer::Shared, form, sessions, wish::Wish};

/// Public pages in memory, each in the encodings that were asked for. What the
/// public may see changes with [`griot_db::Db::generation`]; a page made under
/// another generation is not shown, and a page lives five minutes at most, since
/// the marks of its forms age.
#[derive(Debug)]
pub(crate) struct PageCache {
    pages: Cache<String, Arc<KeptPage>, ByWeight>,
}

const ROOM: u64 = 48 << 20;
const LIVES: i64 = 300_000;
const LARGEST: u64 = 4 << 20;

#[derive(Clone, Debug)]
struct ByWeight;
impl Weighter<String, Arc<KeptPage>> for ByWeight {
    fn weight(&self, key: &String, page: &Arc<KeptPage>) -> u64 {
        // The three packed forms come later and are smaller; the same again is a fair guess.
        u64::try_from(key.len() + page.plain.len() * 2 + 1024).unwrap_or(u64::MAX)
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self { pages: Cache::with_weighter(2_000, ROOM, ByWeight) }
    }
}

#[derive(Debug)]
struct KeptPage {
    generation: u64,
    made_at: i64,
    headers: HeaderMap,
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
    zstd: OnceLock<Bytes>,
}

/// How a body is packed for the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Zstd,
    Gzip,
    Plain,
}

/// Marks that other sites hang on links to follow people. They are taken off at the door:
/// no page echoes them, and one page in memory serves all who come that way.
const FOLLOWERS: [&str; 10] =
    ["fbclid", "gclid", "gbraid", "wbraid", "msclkid", "twclid", "igshid", "igsh", "mc_eid", "yclid"];
/// Longer queries are made up or very rare: their pages are made, and not kept.
const QUERY: usize = 200;

/// Found once: looking a counter up by its name costs more than the page.
static HITS: LazyLock<metrics::Counter> = LazyLock::new(|| metrics::counter!("griot_page_cache_hits_total"));

/// Answers from memory where it may, and keeps what visitors may share.
pub(crate) async fn keep(State(section): State<Section>, mut request: Request, next: Next) -> Response {
    if let Some(uri) = without_followers(request.uri()) {
        *request.uri_mut() = uri;
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads || sessions::has_cookie(request.headers()) {
        return next.run(request).await;
    }
    let generation = section.db.generation();
    let now = section.clock.now().as_millisecond();
    let key = key(&section, &request);
    let head_only = request.method() == Method::HEAD;
    if let Some(page) = section.cache.pages.get(&key)
        && page.generation == generation
        && (0..LIVES).contains(&(now - page.made_at))
    {
        HITS.increment(1);
        return page.answer(request.headers(), head_only);
    }
    let headers = request.headers().clone();

    // The page is made whole even if only its headers are asked for: the next one wants it all.
    *request.method_mut() = Method::GET;
    let few_words = request.uri().query().is_none_or(|query| query.len() <= QUERY);
    let response = next.run(request).await;
    let shared = response.extensions().get::<Shared>().is_some() && response.status() == StatusCode::OK;
    let small = response.body().size_hint().upper().is_some_and(|n| n <= LARGEST);
    if !shared || !small || response.headers().contains_key(header::SET_COOKIE) {
        return if head_only { without_body(response) } else { response };
    }
    let (parts, body) = response.into_parts();
    let Some(plain) = form::whole(body, usize::try_from(LARGEST).unwrap_or(usize::MAX)).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let digest: String = blake3::hash(&plain).to_hex().chars().take(20).collect();
    let mut kept = parts.headers;
    kept.remove(header::CONTENT_LENGTH);
    // Weak: the same page has other bytes in each encoding.
    let etag = HeaderValue::try_from(format!("W/\"{digest}\"")).unwrap_or(HeaderValue::from_static("W/\"\""));
    kept.insert(header::ETAG, etag);
    kept.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    kept.insert(
        header::VARY,
        HeaderValue::from_static("accept-encoding, accept-language, cookie, save-data"),
    );
    let page = Arc::new(KeptPage {
        generation,
        made_at: now,
        headers: kept,
        plain,
        brotli: OnceLock::new(),
        gzip: OnceLock::new(),
        zstd: OnceLock::new(),
    });
    // A change that came while the page was made shows in the generation: then the page is shown
    // to the one who asked, as it would have been a moment earlier, and not kept.
    if few_words && section.db.generation() == generation {
        section.cache.pages.insert(key, Arc::clone(&page));
    }
    page.answer(&headers, head_only)
}

/// Path and query, language and light mode as this request asks for them.
fn key(section: &Section, request: &Request) -> String {
    let wish = Wish::of(section, request.uri(), request.headers());
    let language = wish.by_address.or(wish.by_browser).map(|l| l.to_string()).unwrap_or_default();
    let page = request.uri().path_and_query().map_or("/", |p| p.as_str());
    format!("{language}{}{page}", if wish.saves { '-' } else { '+' })
}

/// The address without the marks of those who follow people, if it bears one.
fn without_followers(uri: &Uri) -> Option<Uri> {
    let follows = |pair: &&str| FOLLOWERS.contains(&pair.split('=').next().unwrap_or_default());
    let query = uri.query()?;
    query.split('&').find(follows)?;
    let left: Vec<_> = query.split('&').filter(|pair| !follows(pair)).collect();
    let joint = if left.is_empty() { "" } else { "?" };
    format!("{}{joint}{}", uri.path(), left.join("&")).parse().ok()
}

fn without_body(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact() {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response.map(|_| Body::empty())
}

impl KeptPage {
    fn answer(&self, asked: &HeaderMap, head_only: bool) -> Response {
        let (encoding, body) = match best_encoding(asked) {
            Encoding::Brotli => (Some("br"), self.brotli.get_or_init(|| brotli(&self.plain, 5))),
            Encoding::Zstd => (Some("zstd"), self.zstd.get_or_init(|| zstd(&self.plain))),
            Encoding::Gzip => (Some("gzip"), self.gzip.get_or_init(|| gzip(&self.plain))),
            Encoding::Plain => (None, &self.plain),
        };
        let mut response = body.clone().into_response();
        *response.headers_mut() = self.headers.clone();
        if self.is_known(asked) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
            return response.map(|_| Body::empty());
        }
        if let Some(encoding) = encoding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if head_only { without_body(response) } else { response }
    }

    /// Whether the browser has this page already.
    fn is_known(&self, asked: &HeaderMap) -> bool {
        let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        let own = self.headers.get(header::ETAG).and_then(|v| v.to_str().ok()).map(bare);
        let tags = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
        own.is_some_and(|own| tags.flat_map(|v| v.split(',')).any(|tag| bare(tag) == own))
    }
}

pub(crate) fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|part| {
        let (name, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        name.trim().eq_ignore_ascii_case(encoding) && weight.trim().parse::<f32>().is_ok_and(|w| w > 0.0)
    })
}

pub(crate) fn best_encoding(headers: &HeaderMap) -> Encoding {
    if accepts(headers, "br") {
        Encoding::Brotli
    } else if accepts(headers, "zstd") {
        Encoding::Zstd
    } else if accepts(headers, "gzip") {
        Encoding::Gzip
    } else {
        Encoding::Plain
    }
}

pub(crate) fn brotli(plain: &[u8], quality: i32) -> Bytes {
    let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    let mut packed = Vec::with_capacity(plain.len() / 3);
    match brotli::BrotliCompress(&mut &*plain, &mut packed, &params) {
        Ok(_) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

pub(crate) fn gzip(plain: &[u8]) -> Bytes {
    let mut packer = GzEncoder::new(Vec::with_capacity(plain.len() / 3), Compression::new(6));
    match packer.write_all(plain).and_then(|()| packer.finish()) {
        Ok(packed) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

fn zstd(plain: &[u8]) -> Bytes {
    zstd::encode_all(plain, 6).map_or_else(|_| Bytes::new(), Bytes::from)
}
