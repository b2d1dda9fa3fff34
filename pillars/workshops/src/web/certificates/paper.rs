//! A certificate on paper, and the sign on it that telephones read.

use std::ops::DerefMut;

use axum::response::{IntoResponse, Response};
use griot_contracts::people::PublicNames;
use griot_db::Conn;
use griot_files::Limits;
use griot_web::{Section, WebError};
use http::{HeaderValue, header};
use qrcode::{EcLevel, QrCode, render::svg};

use crate::{
    acts::{certify, sign},
    model::Certificate,
    store::workshops,
};

/// The sign as a picture for a page.
pub(super) fn picture(sign: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(sign, EcLevel::L).ok()?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(300, 300).build();
    Some(svg.split_once("?>").map_or(svg.clone(), |(_, picture)| picture.to_owned()))
}

/// The names of those who gave the training.
async fn trainers(section: &Section, db: &mut Conn, one: &Certificate) -> Result<Vec<String>, WebError> {
    let Some(workshop) = one.workshop else { return Ok(Vec::new()) };
    let people = workshops::trainers(db, workshop).await?;
    let mut names = section.ask::<dyn PublicNames>()?.names(db, &people).await?;
    Ok(people.iter().filter_map(|person| names.remove(person)).map(|found| found.name).collect())
}

/// The paper as PDF. What was taken back is not printed any more.
pub(super) async fn of(
    section: &Section,
    mut db: impl DerefMut<Target = Conn>,
    one: &Certificate,
) -> Result<Response, WebError> {
    let held = certify::sign(section, one).filter(|_| one.revoked.is_none()).ok_or(WebError::NotFound)?;
    let trainers = trainers(section, &mut db, one).await?;
    drop(db);
    let png = sign::png(&held).ok_or_else(|| WebError::internal("a statement that no sign holds"))?;
    let drawn = griot_files::picture(png.into(), &Limits::default()).await;
    let drawn = drawn.map_err(|refusal| WebError::internal(refusal.key()))?;
    let jpeg = drawn.renditions.last().map(|one| one.bytes.to_vec()).unwrap_or_default();
    let sheet = certify::paper(section, one, jpeg, trainers);
    let bytes = tokio::task::spawn_blocking(move || griot_print::pdf(&sheet)).await;
    let bytes = bytes.map_err(WebError::internal)?.map_err(WebError::internal)?;
    // The name of a file stays on telephones: it says neither who nor what.
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"document.pdf\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
