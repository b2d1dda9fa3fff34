use std::time::Duration;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, patch, post},
};
use http::{Method, StatusCode};
use tower_http::timeout::TimeoutLayer;

use crate::{Access, Capability, Section, Visitor, WebError, plain, tokens};

const FORM_BYTES: usize = 1_000_000;
const PAGE_TIME: Duration = Duration::from_secs(30);
/// A picture over 2G takes its time.
const UPLOAD_TIME: Duration = Duration::from_secs(20 * 60);

/// The routes of a room. Each says whom it lets in, and that is checked before its
/// handler runs, so a route without an answer to that question cannot be written.
#[derive(Debug, Default)]
pub struct Routes {
    router: Router<crate::Section>,
    list: Vec<Route>,
}

/// What a route promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// GET answers HEAD too.
    pub method: Method,
    /// As axum writes it.
    pub path: String,
    /// Whom it lets in.
    pub access: Access,
}

impl Routes {
    /// No route yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    pub fn get<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, crate::Section>,
        T: 'static,
    {
        self.add(Method::GET, path, access, get(handler), FORM_BYTES, PAGE_TIME)
    }

    /// An act by a form of at most 1 MB.
    pub fn post<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, crate::Section>,
        T: 'static,
    {
        self.add(Method::POST, path, access, post(handler), FORM_BYTES, PAGE_TIME)
    }

    /// A change of what stands at an address, of at most 1 MB.
    pub fn patch<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, crate::Section>,
        T: 'static,
    {
        self.add(Method::PATCH, path, access, patch(handler), FORM_BYTES, PAGE_TIME)
    }

    /// An act that brings a file of at most `bytes`, perhaps over a slow line.
    pub fn upload<H, T>(self, path: &str, access: Access, bytes: usize, handler: H) -> Self
    where
        H: Handler<T, crate::Section>,
        T: 'static,
    {
        self.add(Method::POST, path, access, post(handler), bytes, UPLOAD_TIME)
    }

    /// The routes of both.
    pub fn merge(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        Self { router: self.router.merge(other.router), list: self.list }
    }

    /// What each route promises.
    pub fn list(&self) -> &[Route] {
        &self.list
    }

    pub(crate) fn into_router(self) -> Router<crate::Section> {
        self.router
    }

    fn add(
        mut self,
        method: Method,
        path: &str,
        access: Access,
        handler: MethodRouter<crate::Section>,
        bytes: usize,
        patience: Duration,
    ) -> Self {
        self.list.push(Route { method, path: path.to_owned(), access });
        // A path may hold several methods, each with its own answer to whom it lets in: what is asked
        // by another method is refused before anyone is asked who they are.
        let handler = handler
            .route_layer(from_fn(move |request, next| let_in(access, request, next)))
            .layer::<_, std::convert::Infallible>(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                patience,
            ))
            .layer::<_, std::convert::Infallible>(DefaultBodyLimit::max(bytes));
        Self { router: self.router.route(path, handler), list: self.list }
    }
}

async fn let_in(access: Access, request: Request, next: Next) -> Response {
    if plain::names_nothing(request.uri().path()) {
        return WebError::NotFound.into_response();
    }
    let Some(visitor) = request.extensions().get::<Visitor>() else {
        return WebError::Forbidden.into_response();
    };
    let may = match access {
        Access::Public(_) => Ok(()),
        Access::Member => visitor.signed_in().map(drop),
        Access::Staff => {
            visitor.signed_in().and_then(|m| m.is_staff().then_some(()).ok_or(WebError::Forbidden))
        }
        Access::Needs(capability) => {
            visitor.signed_in().and_then(|m| m.may(capability).then_some(()).ok_or(WebError::Forbidden))
        }
        Access::Token(capability) => {
            let section = visitor.section().clone();
            return let_program_in(&section, capability, request, next).await;
        }
    };
    match may {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// Lets a program in whose token allows this: from here on, who asks is the token's owner.
async fn let_program_in(
    section: &Section,
    capability: &'static Capability,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let met = match tokens::meet(section, &parts).await {
        Ok((owner, bearer)) => bearer.require(capability).map(|()| (owner, bearer)),
        Err(refusal) => Err(refusal),
    };
    match met {
        Ok((owner, bearer)) => {
            parts.extensions.insert(owner);
            parts.extensions.insert(bearer);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(refusal) => refusal.into_response(),
    }
}
