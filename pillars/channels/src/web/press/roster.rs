//! Journalists from a table kept elsewhere, looked at line by line before anything is written; and all of
//! them as a table.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use http::{HeaderValue, header};
use serde::Deserialize;

use crate::{
    acts::roster::{self, Column, Fate, Line},
    model::{press::Journalist, table},
    store::journalists,
    web::{
        rights::PUBLISH,
        view::{Choice, languages},
    },
};

/// The heaviest table that is taken.
pub(in crate::web) const MOST_BYTES: usize = 2_000_000;

struct Row {
    number: usize,
    name: String,
    email: String,
    fate: String,
    mood: &'static str,
}

#[derive(Template)]
#[template(path = "roster.html")]
struct RosterPage<'a> {
    v: &'a Visitor,
    text: String,
    languages: Vec<Choice>,
    language: String,
    rows: Vec<Row>,
    /// How many lines would be taken; nothing before one looked.
    taken: Option<i64>,
    may_bring: bool,
    refusal: Option<String>,
}

/// Asks for a table.
pub(in crate::web) async fn ask(v: Visitor) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    page(&v, String::new(), &v.settings.language.to_string(), None, None)
}

fn page(
    v: &Visitor,
    text: String,
    language: &str,
    lines: Option<Vec<Line>>,
    refusal: Option<&'static str>,
) -> Result<Response, WebError> {
    let taken = lines.as_ref().map(|lines| i64::try_from(taken(lines)).unwrap_or(i64::MAX));
    let row = |line: Line| Row {
        number: line.number,
        name: line.name,
        email: line.email,
        fate: v.words.t(line.fate.key()),
        mood: match line.fate {
            Fate::New | Fate::Changed => "ok",
            Fate::NewStopped => "wait",
            Fate::Same => "",
            Fate::Refused(_) => "bad",
        },
    };
    let page = RosterPage {
        v,
        text,
        languages: languages(v, language),
        language: language.to_owned(),
        rows: lines.unwrap_or_default().into_iter().map(row).collect(),
        may_bring: taken.is_some_and(|taken| taken > 0),
        taken,
        refusal: refusal.map(|key| v.words.t(key)),
    };
    page.answer_form(refusal.is_some())
}

fn taken(lines: &[Line]) -> usize {
    lines.iter().filter(|line| matches!(line.fate, Fate::New | Fate::NewStopped | Fate::Changed)).count()
}

/// Looks what would become of a table, or brings it in: what was looked at, and nothing else.
pub(in crate::web) async fn act(
    State(section): State<Section>,
    v: Visitor,
    upload: Upload,
) -> Result<Response, WebError> {
    let member = v.require(&PUBLISH)?;
    let language = upload.field("language").unwrap_or_default().to_owned();
    let fallback = language.parse().unwrap_or(v.settings.language);
    let brings = upload.field("act") == Some("bring");
    let file = upload.file("file").filter(|_| !brings);
    let text = match file {
        Some(file) => table::text(&file.bytes),
        None => upload.field("lines").unwrap_or_default().to_owned(),
    };
    let mut tx = section.db.begin().await?;
    let at = (section.clock.now(), section.random.as_ref());
    let lines = match roster::bring(&mut tx, &section.keys, &text, fallback, at).await? {
        Ok(lines) => lines,
        Err(unread) => return page(&v, text, &language, None, Some(unread.key())),
    };
    if !brings {
        // Dropped, the act has done nothing.
        drop(tx);
        return page(&v, text, &language, Some(lines), None);
    }
    if taken(&lines) == 0 {
        drop(tx);
        return page(&v, text, &language, Some(lines), Some("channels-refused-roster-nothing"));
    }
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-journalists-brought", "journalists").await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/press/journalists?done=brought")).into_response())
}

/// A form that says nothing more than its address.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Wanted {}

/// All of them, as a table that this house and programs for tables read.
pub(in crate::web) async fn export(
    State(section): State<Section>,
    v: Visitor,
    Form(Wanted {}): Form<Wanted>,
) -> Result<Response, WebError> {
    let member = v.require(&PUBLISH)?;
    let mut tx = section.db.begin().await?;
    let all = journalists::list(&mut tx).await?;
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-journalists-exported", "journalists").await?;
    tx.commit().await?;
    let heads: Vec<String> = Column::WRITTEN.iter().map(|(_, key)| v.words.t(key)).collect();
    // Programs for tables know by this mark that it is UTF-8.
    let mut text = format!("\u{feff}{}", table::row(heads.iter().map(String::as_str)));
    for one in all {
        let cells: Vec<String> = Column::WRITTEN.iter().map(|(column, _)| cell(&one, *column)).collect();
        text.push_str(&table::row(cells.iter().map(String::as_str)));
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"journalistes.csv\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}

fn cell(one: &Journalist, column: Column) -> String {
    match column {
        Column::Name => one.name.clone(),
        Column::First => String::new(),
        Column::Email => one.email.clone(),
        Column::Medium => one.medium.clone(),
        Column::Beat => one.beat.clone(),
        Column::Language => one.language.to_string(),
        Column::Phone => one.phone.clone(),
        Column::Consent => one.consent.clone(),
        Column::Since => one.consent_at.map(|at| at.day().to_string()).unwrap_or_default(),
    }
}
