use std::{
    io::Write,
    sync::{Arc, OnceLock},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use quick_cache::{Weighter, sync::Cache};

use crate::{Section, answer::Shared, form, sessions, visitor};

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
const LARGEST: usize = 4 << 20;

#[derive(Clone, Debug)]
struct ByWeight;
impl Weighter<String, Arc<KeptPage>> for ByWeight {
    fn weight(&self, key: &String, page: &Arc<KeptPage>) -> u64 {
        // The compressed forms come later and are smaller; half again is a fair guess.
        u64::try_from(key.len() + page.plain.len() + page.plain.len() / 2 + 256).unwrap_or(u64::MAX)
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
    kind: HeaderValue,
    etag: HeaderValue,
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

/// Answers from memory where it may, and keeps what visitors may share.
pub(crate) async fn keep(State(section): State<Section>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads || sessions::has_cookie(request.headers()) {
        return next.run(request).await;
    }
    let generation = section.db.generation();
    let now = section.clock.now().as_millisecond();
    let key = key(&section, &request);
    let headers = request.headers().clone();
    if let Some(page) = section.cache.pages.get(&key)
        && page.generation == generation
        && (0..LIVES).contains(&(now - page.made_at))
    {
        metrics::counter!("griot_page_cache_hits_total").increment(1);
        return page.answer(&headers);
    }

    let response = next.run(request).await;
    let shared = response.extensions().get::<Shared>().is_some() && response.status() == StatusCode::OK;
    if !shared || response.headers().contains_key(header::SET_COOKIE) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Some(plain) = form::whole(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kind = parts.headers.get(header::CONTENT_TYPE).cloned();
    let digest: String = blake3::hash(&plain).to_hex().chars().take(20).collect();
    let page = Arc::new(KeptPage {
        generation,
        made_at: now,
        kind: kind.unwrap_or(HeaderValue::from_static("text/html; charset=utf-8")),
        etag: HeaderValue::try_from(format!("\"{digest}\"")).unwrap_or(HeaderValue::from_static("\"\"")),
        plain,
        brotli: OnceLock::new(),
        gzip: OnceLock::new(),
        zstd: OnceLock::new(),
    });
    // A change that came while the page was made shows in the generation: then the page is shown
    // to the one who asked, as it would have been a moment earlier, and not kept.
    if section.db.generation() == generation {
        section.cache.pages.insert(key, Arc::clone(&page));
    }
    page.answer(&headers)
}

/// Path and query, language and light mode as this request resolves them.
fn key(section: &Section, request: &Request) -> String {
    let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
    let query = request.uri().query().unwrap_or_default();
    let by_address = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang=")?.parse().ok())
        .filter(|language| visitor::speaks(section, *language));
    let language = by_address
        .or_else(|| header("accept-language").and_then(|wanted| section.words.negotiate(wanted)))
        .unwrap_or(section.settings().language);
    let saves = header("save-data") == Some("on");
    format!("{language}{}{}", if saves { '-' } else { '+' }, request.uri())
}

impl KeptPage {
    fn answer(&self, headers: &HeaderMap) -> Response {
        let known = headers.get(header::IF_NONE_MATCH).is_some_and(|tag| tag == self.etag);
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let (encoding, body) = match best_encoding(headers) {
                Encoding::Brotli => (Some("br"), self.brotli.get_or_init(|| brotli(&self.plain, 6))),
                Encoding::Zstd => (Some("zstd"), self.zstd.get_or_init(|| zstd(&self.plain))),
                Encoding::Gzip => (Some("gzip"), self.gzip.get_or_init(|| gzip(&self.plain))),
                Encoding::Plain => (None, &self.plain),
            };
            let mut response = body.clone().into_response();
            if let Some(encoding) = encoding {
                response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            response
        };
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, self.kind.clone());
        out.insert(header::ETAG, self.etag.clone());
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        out.insert(
            header::VARY,
            HeaderValue::from_static("accept-encoding, accept-language, cookie, save-data"),
        );
        response
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
