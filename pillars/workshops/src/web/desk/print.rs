//! The list of those who come: on paper, and on the telephone of whoever gives the workshop.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use griot_print::{Block, Letterhead, Sheet, Span, Table};
use griot_web::{Answer, Section, Visitor, WebError};
use http::{HeaderValue, header};

use super::{TRAIN, enrolled::Guest, of_path, title, when};
use crate::{
    model::{EnrolmentStage, Programme, Workshop},
    store::enrolments,
};

#[derive(Template)]
#[template(path = "desk_workshop_list.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    when: String,
    guests: Vec<Guest>,
}

async fn guests(
    section: &Section,
    v: &Visitor,
    id: &str,
) -> Result<(Workshop, Programme, Vec<Guest>), WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let (workshop, programme) = of_path(&mut db, id).await?;
    let all = enrolments::of(&mut db, workshop.id).await?;
    let come = all.iter().filter(|one| one.stage == EnrolmentStage::Enrolled);
    let mut guests: Vec<Guest> = come.map(|one| Guest::of(section, v, one)).collect();
    guests.sort_by_key(|guest| griot_text::fold(&guest.name));
    Ok((workshop, programme, guests))
}

/// On the telephone.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (workshop, programme, guests) = guests(&section, &v, &id).await?;
    ListPage {
        v: &v,
        at: workshop.desk(),
        title: title(&workshop, &programme).to_owned(),
        when: when(&v.words, workshop.starts_at, workshop.ends_at),
        guests,
    }
    .answer()
}

/// On paper, with room to sign.
pub(super) async fn pdf(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (workshop, programme, guests) = guests(&section, &v, &id).await?;
    let head = ["workshop-list-number", "workshop-list-name", "workshop-list-needs", "workshop-list-sign"];
    let rows = (1..).zip(&guests).map(|(number, guest): (i32, &Guest)| {
        vec![number.to_string(), guest.name.clone(), guest.needs.clone(), String::new()]
    });
    let sheet = Sheet {
        title: v.words.t("workshop-list"),
        language: v.words.language().to_string(),
        head: Some(Letterhead { name: section.settings().name.clone(), lines: Vec::new() }),
        blocks: vec![
            Block::Heading(1, title(&workshop, &programme).to_owned()),
            Block::text(when(&v.words, workshop.starts_at, workshop.ends_at)),
            Block::Notice(vec![Span::plain(v.words.t("workshop-list-care"))]),
            Block::Table(Table {
                widths: vec![1, 6, 5, 6],
                head: head.map(|key| v.words.t(key)).to_vec(),
                rows: rows.collect(),
            }),
        ],
        foot: section.settings().name.clone(),
    };
    let bytes = tokio::task::spawn_blocking(move || griot_print::pdf(&sheet)).await;
    let bytes = bytes.map_err(WebError::internal)?.map_err(WebError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"liste.pdf\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
