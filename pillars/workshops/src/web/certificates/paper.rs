//! A certificate on paper, and the sign on it that telephones read.

use std::ops::DerefMut;

use axum::response::{IntoResponse, Response};
use griot_contracts::people::PublicNames;
use griot_db::Conn;
use griot_print::{Diploma, PrintError};
use griot_web::{Section, WebError};
use http::{HeaderValue, header};
use qrcode::{EcLevel, QrCode, render::svg};

use crate::{acts::certify, model::Certificate, store::workshops};

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

/// Draws it; what was done is left out where it does not fit with the rest.
fn drawn(paper: Diploma) -> Result<Vec<u8>, PrintError> {
    match griot_print::diploma(&paper) {
        // A code that no telephone would read is left out: the number is checked on the page.
        Err(PrintError::Code) => {
            griot_print::diploma(&Diploma { code: String::new(), check: String::new(), ..paper })
        }
        Err(PrintError::TooLong) => griot_print::diploma(&Diploma { lines: Vec::new(), ..paper }),
        drawn => drawn,
    }
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
    let paper = certify::paper(section, one, held, trainers);
    let bytes = tokio::task::spawn_blocking(move || drawn(paper)).await;
    let bytes = bytes.map_err(WebError::internal)?.map_err(WebError::internal)?;
    // The name of a file stays on telephones: it says neither who nor what.
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"document.pdf\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
