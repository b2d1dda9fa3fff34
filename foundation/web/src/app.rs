use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, get},
};
use http::{HeaderValue, Method, StatusCode, header};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    Access, Asset, Doors, Route, Routes, Section, Visitor, WebError, assets, error, files, guard, headers,
    sessions, tally,
};

/// Puts the layers of the house around the routes of its rooms. From the outside in:
/// public pages from memory, figures, headers, panics, session, who asks, pages of refusals, panics of
/// rooms, own site only, acts overtaken, and then the route with its own access, limit and
/// patience. The log has one line for each request to a room, without who asked or for what;
/// pages from memory are counted only.
pub fn assemble(section: &Section, routes: Routes) -> Doors {
    let pages = routes
        .merge(own_pages())
        .into_router()
        .fallback(|| async { WebError::NotFound })
        .layer(from_fn(guard::again_when_overtaken))
        .layer(from_fn_with_state(section.clone(), guard::own_site_only))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(error::explain))
        .layer(from_fn_with_state(section.clone(), meet))
        .layer(sessions::layer(section))
        .layer(from_fn_with_state(section.clone(), note));

    let rooms = Front::open()
        .router
        .merge(pages)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(section.clone(), headers::protect))
        .layer(from_fn(tally::count))
        .with_state(section.clone());
    Doors::new(section, rooms)
}

/// What the house answers before it asks who is there.
struct Front {
    router: Router<Section>,
    list: Vec<Route>,
}

impl Front {
    fn open() -> Self {
        Self { router: Router::new(), list: Vec::new() }
            .get("/health/live", "whoever watches over the house asks often", get(|| async { "live" }))
            .get("/health/ready", "whoever watches over the house asks often", get(ready))
            .get("/assets/{file}", "the look of the house is for everyone", get(assets::serve))
            .get(
                "/favicon.ico",
                "the look of the house is for everyone",
                get(|| async { Redirect::permanent(&Asset::path("griot.svg")) }),
            )
            .get(files::PATH, "a file is found by the digest of its content", get(files::serve))
    }

    fn get(mut self, path: &str, why: &'static str, handler: MethodRouter<Section>) -> Self {
        self.list.push(Route { method: Method::GET, path: path.to_owned(), access: Access::Public(why) });
        Self { router: self.router.route(path, handler), ..self }
    }
}

/// The pages of the house itself.
fn own_pages() -> Routes {
    Routes::new().get(
        "/problems/{kind}",
        Access::Public("programs are led to what their problem means"),
        error::problem,
    )
}

/// What each route promises that no room brings.
pub fn own_routes() -> Vec<Route> {
    let mut all = Front::open().list;
    all.extend_from_slice(own_pages().list());
    all
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// One line for each request: the route as it was written, not the address, which may hold
/// a code that only its owner should know.
async fn note(State(section): State<Section>, request: Request, next: Next) -> Response {
    if tally::is_unseen(request.uri().path()) {
        return next.run(request).await;
    }
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let began = section.clock.now().as_millisecond();
    let response = next.run(request).await;
    let millis = section.clock.now().as_millisecond() - began;
    let (status, route) = (response.status().as_u16(), route.as_ref().map_or("none", MatchedPath::as_str));
    tracing::debug!(%method, route, status, millis, "{method} {route} {status} in {millis} ms");
    response
}

/// Finds out who asks, once for each request.
async fn meet(State(section): State<Section>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match Visitor::meet(&section, &mut parts).await {
        Ok(visitor) => {
            parts.extensions.insert(visitor.clone());
            let mut response = next.run(Request::from_parts(parts, body)).await;
            keep_choices(&visitor, &mut response);
            response
        }
        Err(failure) => error::explain_to(&Visitor::stranger(&section, &parts), failure.into_response()),
    }
}

/// What the visitor chose by the address (language, light mode) goes with them when they are
/// led to another page of this site.
fn keep_choices(visitor: &Visitor, response: &mut Response) {
    let place = response.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
    let Some(place) = place.filter(|place| place.starts_with('/') && !place.starts_with("//")) else {
        return;
    };
    let kept = visitor.href(place);
    if kept != place
        && !place.contains("lang=")
        && !place.contains("light=")
        && let Ok(kept) = HeaderValue::try_from(kept)
    {
        response.headers_mut().insert(header::LOCATION, kept);
    }
}

/// Whether the house can answer: its database reads.
async fn ready(State(section): State<Section>) -> Response {
    let answer = async {
        let mut db = section.db.read().await?;
        griot_db::on!(db, conn => query_scalar::<_, i64>("select n from generation").fetch_one(conn))
    };
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    match answer.await {
        Ok(_) => (plain, "ready").into_response(),
        Err(error) => {
            let cause: &dyn std::error::Error = &error;
            tracing::warn!(error = cause, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, plain, "not ready").into_response()
        }
    }
}
