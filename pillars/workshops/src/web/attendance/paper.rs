//! The list of a meeting on paper, to be signed.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use griot_print::{Block, Letterhead, Sheet, Span, Table};
use griot_web::{Section, Visitor, WebError};
use http::{HeaderValue, header};

use super::{Room, TRAIN};
use crate::{model::EnrolmentStage, store::enrolments};

/// Empty rows for whoever comes without being enrolled.
const SPARE: usize = 8;

/// The sheet that people sign.
pub(super) async fn sheet(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting)): Path<(String, String)>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let room = Room::of(&mut db, &id, &meeting).await?;
    let all = enrolments::of(&mut db, room.workshop.id).await?;
    drop(db);
    let mut names: Vec<String> =
        all.into_iter().filter(|one| one.stage == EnrolmentStage::Enrolled).map(|one| one.name).collect();
    names.sort_by_key(|name| griot_text::fold(name));
    names.extend(std::iter::repeat_n(String::new(), SPARE));
    let rows = (1..).zip(names).map(|(number, name): (i32, String)| {
        vec![number.to_string(), name, String::new(), String::new(), String::new()]
    });
    let head = [
        "attendance-paper-number",
        "attendance-name",
        "attendance-arrival",
        "attendance-departure",
        "attendance-signature",
    ];
    let sheet = Sheet {
        title: v.words.t("attendance-sheet-title"),
        language: v.words.language().to_string(),
        head: Some(Letterhead { name: section.settings().name.clone(), lines: Vec::new() }),
        blocks: vec![
            Block::Heading(1, room.title()),
            Block::text(room.when(&v)),
            Block::Notice(vec![Span::plain(v.words.t("attendance-paper-care"))]),
            Block::Table(Table {
                widths: vec![1, 6, 3, 3, 5],
                head: head.map(|key| v.words.t(key)).to_vec(),
                rows: rows.collect(),
            }),
        ],
        foot: v.words.t("attendance-sheet-title"),
    };
    let bytes = tokio::task::spawn_blocking(move || griot_print::pdf(&sheet)).await;
    let bytes = bytes.map_err(WebError::internal)?.map_err(WebError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"presence.pdf\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
