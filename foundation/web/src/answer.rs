use askama::Template;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::WebError;

/// Marks a response that every visitor may share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shared;

/// Turns a page into a response.
pub trait Answer: Template {
    /// The page, for this reader only: nothing keeps it.
    fn answer(&self) -> Result<Response, WebError> {
        self.answer_with(StatusCode::OK)
    }

    /// The page with another status than 200, for this reader only.
    fn answer_with(&self, status: StatusCode) -> Result<Response, WebError> {
        let html = self.render().map_err(WebError::internal)?;
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        Ok((status, headers, html).into_response())
    }

    /// The page of a form, as it stands or with what was refused: then with status 422, which tells
    /// programs and the offline queue that nothing was kept.
    fn answer_form(&self, refused: bool) -> Result<Response, WebError> {
        self.answer_with(if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK })
    }

    /// The page, which visitors may share: it holds nothing of one of them. Signed-in
    /// people still get one of their own.
    fn answer_public(&self) -> Result<Response, WebError> {
        let html = self.render().map_err(WebError::internal)?;
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
        let mut response = (kind, html).into_response();
        response.extensions_mut().insert(Shared);
        Ok(response)
    }
}

impl<T: Template> Answer for T {}
