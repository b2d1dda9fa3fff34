//! The guide of who gives the course that comes with Griot for a day, on the page and on paper.

use askama::Template;
use axum::{body::Body, extract::State, response::Response};
use griot_print::{Block, Sheet, Span, Table};
use griot_web::{Answer, Section, Visitor, WebError};
use http::header;

use crate::{course_pack::guide, model::shown};

#[derive(Template)]
#[template(path = "course_guide.html")]
struct GuidePage<'a> {
    v: &'a Visitor,
    guide: griot_text::Html,
}

pub(super) async fn show(v: Visitor) -> Result<Response, WebError> {
    let language = v.words.language();
    GuidePage { v: &v, guide: shown(guide(language), language) }.answer()
}

pub(super) async fn print(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let language = v.words.language();
    let sheet = Sheet {
        title: v.words.t("course-guide"),
        language: language.to_string(),
        head: None,
        blocks: blocks(guide(language)),
        foot: section.settings().name.clone(),
    };
    let pdf =
        tokio::task::spawn_blocking(move || griot_print::pdf(&sheet)).await.map_err(WebError::internal)?;
    let pdf = pdf.map_err(WebError::internal)?;
    Response::builder()
        .header(header::CONTENT_TYPE, "application/pdf")
        .header(header::CONTENT_DISPOSITION, "inline; filename=\"guide.pdf\"")
        .body(Body::from(pdf))
        .map_err(WebError::internal)
}

/// Words of a line, strong between two pairs of stars.
fn spans(line: &str) -> Vec<Span> {
    let line = line.replace("[ ]", "☐");
    let parts = line.split("**").enumerate();
    let span =
        |(number, text): (usize, &str)| if number % 2 == 1 { Span::bold(text) } else { Span::plain(text) };
    parts.filter(|(_, text)| !text.is_empty()).map(span).collect()
}

/// What is written for the page, for paper.
fn blocks(source: &str) -> Vec<Block> {
    let (mut all, mut list, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for line in source.lines().chain([""]) {
        let line = line.trim();
        if let Some(item) = line.strip_prefix("- ") {
            list.push(spans(item));
            continue;
        }
        if line.starts_with(|sign: char| sign.is_ascii_digit()) && line.contains(". ") {
            list.push(spans(line));
            continue;
        }
        if line.starts_with('|') {
            let cells = line.trim_matches('|').split('|').map(|cell| cell.trim().replace("**", ""));
            rows.push(cells.collect::<Vec<_>>());
            continue;
        }
        if !list.is_empty() {
            all.push(Block::List(std::mem::take(&mut list)));
        }
        if !rows.is_empty() {
            let mut rows = std::mem::take(&mut rows).into_iter();
            let head = rows.next().unwrap_or_default();
            let widths = head.iter().enumerate().map(|(place, _)| if place == 2 { 6 } else { 2 }).collect();
            all.push(Block::Table(Table { widths, head, rows: rows.skip(1).collect() }));
        }
        let level = line.chars().take_while(|sign| *sign == '#').count();
        let title = line.trim_start_matches('#').trim();
        match level {
            0 if line.is_empty() => {}
            0 => all.push(Block::Paragraph(spans(line))),
            1 => all.push(Block::Heading(1, title.to_owned())),
            _ => all.push(Block::Heading(2, title.to_owned())),
        }
    }
    all
}
