//! Public pages in memory.

use std::{
    hash::{Hash, Hasher},
    sync::{Arc, OnceLock},
};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use griot_kernel::Language;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use quick_cache::{Equivalent, Weighter, sync::Cache};

use crate::{Section, packing::Encoding, wish::Wish};

/// Public pages in memory, each in the encodings that were asked for. What the
/// public may see changes with [`griot_db::Db::generation`]; a page made under
/// another generation is not shown, and a page lives five minutes at most, since
/// the marks of its forms age.
#[derive(Debug)]
pub(crate) struct PageCache {
    pages: Cache<Key, Arc<KeptPage>, ByWeight>,
}

const ROOM: u64 = 48 << 20;
const LIVES: i64 = 300_000;

#[derive(Clone, Debug)]
struct ByWeight;
impl Weighter<Key, Arc<KeptPage>> for ByWeight {
    fn weight(&self, key: &Key, page: &Arc<KeptPage>) -> u64 {
        // The three packed forms come later and are smaller; the same again is a fair guess.
        u64::try_from(key.page.len() + page.plain.len() * 2 + 4096).unwrap_or(u64::MAX)
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self { pages: Cache::with_weighter(2_000, ROOM, ByWeight) }
    }
}

impl PageCache {
    /// The page that was kept for such a request, if it still holds.
    pub(crate) fn find(&self, asked: &Asked<'_>, generation: u64, now: i64) -> Option<Arc<KeptPage>> {
        let page = self.pages.get(asked)?;
        (page.generation == generation && (0..LIVES).contains(&(now - page.made_at))).then_some(page)
    }

    pub(crate) fn keep(&self, key: Key, page: &Arc<KeptPage>) {
        self.pages.insert(key, Arc::clone(page));
    }
}

/// What one page differs from another by: path and query, language, light mode.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Key {
    language: Option<Language>,
    saves: bool,
    page: Box<str>,
}

/// The same, read off a request without a copy.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    language: Option<Language>,
    saves: bool,
    page: &'a str,
}

impl<'a> Asked<'a> {
    pub(crate) fn of(section: &Section, request: &'a Request<Body>) -> Self {
        let wish = Wish::of(section, request.uri(), request.headers());
        let page = request.uri().path_and_query().map_or("/", |p| p.as_str());
        Self { language: wish.by_address.or(wish.by_browser), saves: wish.saves, page }
    }

    pub(crate) fn to_key(&self) -> Key {
        Key { language: self.language, saves: self.saves, page: self.page.into() }
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, to: &mut H) {
        Asked { language: self.language, saves: self.saves, page: &self.page }.hash(to);
    }
}

impl Hash for Asked<'_> {
    fn hash<H: Hasher>(&self, to: &mut H) {
        (self.language, self.saves, self.page).hash(to);
    }
}

impl Equivalent<Key> for Asked<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.language == key.language && self.saves == key.saves && self.page == &*key.page
    }
}

/// A page as it was made, and as it goes out in each encoding.
#[derive(Debug)]
pub(crate) struct KeptPage {
    generation: u64,
    made_at: i64,
    etag: String,
    headers: HeaderMap,
    plain: Bytes,
    packed: [OnceLock<(HeaderMap, Bytes)>; 4],
}

impl KeptPage {
    /// The page with its headers, made at `now` under this generation.
    pub(crate) fn new(mut headers: HeaderMap, plain: Bytes, generation: u64, now: i64) -> Self {
        let etag: String = blake3::hash(&plain).to_hex().chars().take(20).collect();
        headers.remove(header::CONTENT_LENGTH);
        // Weak: the same page has other bytes in each encoding.
        let weak =
            HeaderValue::try_from(format!("W/\"{etag}\"")).unwrap_or(HeaderValue::from_static("W/\"\""));
        headers.insert(header::ETAG, weak);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept-encoding, accept-language, cookie, save-data"),
        );
        let packed = [const { OnceLock::new() }; 4];
        Self { generation, made_at: now, etag: format!("\"{etag}\""), headers, plain, packed }
    }

    /// The page as this request takes it: packed, without its body, or "you have it already".
    pub(crate) fn answer(&self, asked: &HeaderMap, method: &Method) -> Response {
        let mut response = Response::new(Body::empty());
        if self.is_known(asked) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.headers_mut() = self.headers.clone();
            response.headers_mut().remove(header::CONTENT_TYPE);
            return response;
        }
        let (headers, body) = self.packed(Encoding::best(asked));
        *response.headers_mut() = headers.clone();
        if *method == Method::HEAD {
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        } else {
            *response.body_mut() = Body::from(body.clone());
        }
        response
    }

    fn packed(&self, encoding: Encoding) -> &(HeaderMap, Bytes) {
        let [brotli, zstd, gzip, plain] = &self.packed;
        let kept = match encoding {
            Encoding::Brotli => brotli,
            Encoding::Zstd => zstd,
            Encoding::Gzip => gzip,
            Encoding::Plain => plain,
        };
        kept.get_or_init(|| {
            let mut headers = self.headers.clone();
            if let Some(name) = encoding.header() {
                headers.insert(header::CONTENT_ENCODING, name);
            }
            (headers, encoding.pack(&self.plain))
        })
    }

    /// Whether the browser has this page already.
    fn is_known(&self, asked: &HeaderMap) -> bool {
        let tags = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
        tags.flat_map(|v| v.split(',')).any(|tag| tag.trim().trim_start_matches("W/") == self.etag)
    }
}
