use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{StatusCode, header};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{Routes, Section, Visitor, WebError, assets, cache, error, files, guard, headers, sessions};

/// Puts the layers of the house around the routes of its rooms. From the outside in:
/// headers, panics, cache of public pages, session, own site only, who asks, pages of
/// refusals, acts overtaken, and then the route with its own access, limit and patience.
pub fn assemble(section: &Section, routes: Routes) -> Router {
    let pages = routes
        .into_router()
        .fallback(|| async { WebError::NotFound })
        .layer(from_fn(guard::again_when_overtaken))
        .layer(from_fn_with_state(section.clone(), guard::own_site_only))
        .layer(from_fn_with_state(section.clone(), error::explain))
        .layer(from_fn_with_state(section.clone(), meet))
        .layer(sessions::layer(section))
        .layer(from_fn_with_state(section.clone(), cache::keep));

    Router::new()
        .route("/health/live", get(|| async { "live" }))
        .route("/health/ready", get(ready))
        .route("/assets/{file}", get(assets::serve))
        .route(files::PATH, get(files::serve))
        .merge(pages)
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            tracing::error!("a handler panicked");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(from_fn_with_state(section.clone(), headers::protect))
        .with_state(section.clone())
}

/// Finds out who asks, once for each request.
async fn meet(State(section): State<Section>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match Visitor::meet(&section, &mut parts).await {
        Ok(visitor) => {
            parts.extensions.insert(visitor);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(failure) => failure.into_response(),
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
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, plain, "not ready").into_response()
        }
    }
}
