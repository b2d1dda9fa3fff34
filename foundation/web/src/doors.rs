//! The front of the house: pages that all may share are given from memory, before any room is
//! asked.

use std::{
    borrow::Cow,
    convert::Infallible,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, Uri, header};
use tower::{Service, ServiceExt};

use crate::{
    Section,
    answer::Shared,
    cache::{Asked, KeptPage},
    form, plain, sessions, tally,
};

/// The whole house as one service: what visitors may share comes from memory, all else from its
/// rooms. It stands around the router and not in it, because each layer of a router costs an
/// answer from memory more than the answer itself.
#[derive(Clone, Debug)]
pub struct Doors {
    section: Section,
    rooms: Router,
}

const LARGEST: usize = 4 << 20;
/// Marks that other sites hang on links to follow people. They are taken off at the door:
/// no page echoes them, and one page in memory serves all who come that way.
const FOLLOWERS: [&str; 10] =
    ["fbclid", "gclid", "gbraid", "wbraid", "msclkid", "twclid", "igshid", "igsh", "mc_eid", "yclid"];
/// Longer queries are made up or very rare: their pages are made, and not kept.
const QUERY: usize = 200;

impl Doors {
    pub(crate) fn new(section: &Section, rooms: Router) -> Self {
        Self { section: section.clone(), rooms }
    }

    /// The page from memory, if there is one for this request.
    fn remember(&self, request: &Request) -> Option<Response> {
        if !may_share(request) {
            return None;
        }
        let asked = Asked::of(&self.section, request);
        let now = self.section.clock.now().as_millisecond();
        let page = self.section.cache.find(&asked, self.section.db.generation(), now)?;
        tally::from_memory(request.uri().path());
        Some(page.answer(request.headers(), request.method()))
    }

    /// Asks the rooms, and keeps what visitors may share.
    async fn make(self, mut request: Request) -> Response {
        let Self { section, rooms } = self;
        if !may_share(&request) {
            let Ok(response) = rooms.oneshot(request).await;
            return response;
        }
        let key = Asked::of(&section, &request).to_key();
        let (generation, now) = (section.db.generation(), section.clock.now().as_millisecond());
        let few_words = request.uri().query().is_none_or(|query| query.len() <= QUERY);
        let asked = request.headers().clone();
        // The page is made whole even if only its headers are asked for: the next one wants it all.
        let method = std::mem::replace(request.method_mut(), Method::GET);

        let Ok(response) = rooms.oneshot(request).await;
        if !is_shared(&response) {
            return if method == Method::HEAD { without_body(response) } else { response };
        }
        let (parts, body) = response.into_parts();
        let Some(plain) = form::whole(body, LARGEST).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let page = Arc::new(KeptPage::new(parts.headers, plain, generation, now));
        // A change that came while the page was made shows in the generation: then the page is
        // shown to the one who asked, as it would have been a moment earlier, and not kept.
        if few_words && section.db.generation() == generation {
            section.cache.keep(key, &page);
        }
        page.answer(&asked, &method)
    }
}

impl Service<Request> for Doors {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        if let Some(uri) = tidied(request.uri()) {
            *request.uri_mut() = uri;
        }
        if let Some(page) = self.remember(&request) {
            return Box::pin(std::future::ready(Ok(page)));
        }
        let house = self.clone();
        Box::pin(async move { Ok(house.make(request).await) })
    }
}

/// Whether all who ask so may get the same.
fn may_share(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD) && !sessions::has_cookie(request.headers())
}

fn is_shared(response: &Response) -> bool {
    let size = response.body().size_hint().upper().and_then(|bytes| usize::try_from(bytes).ok());
    let marked = response.extensions().get::<Shared>().is_some() && response.status() == StatusCode::OK;
    marked
        && size.is_some_and(|bytes| bytes <= LARGEST)
        && !response.headers().contains_key(header::SET_COOKIE)
}

fn without_body(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact() {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response.map(|_| Body::empty())
}

/// The address without the marks of those who follow people and without what no database holds,
/// if it bears any of them.
fn tidied(uri: &Uri) -> Option<Uri> {
    let follows = |pair: &&str| FOLLOWERS.contains(&pair.split('=').next().unwrap_or_default());
    let query = uri.query()?;
    let plain = plain::form(query.as_bytes());
    if matches!(plain, Cow::Borrowed(_)) {
        query.split('&').find(follows)?;
    }
    let plain = std::str::from_utf8(&plain).ok()?;
    let left: Vec<_> = plain.split('&').filter(|pair| !follows(pair)).collect();
    let joint = if left.is_empty() { "" } else { "?" };
    format!("{}{joint}{}", uri.path(), left.join("&")).parse().ok()
}
