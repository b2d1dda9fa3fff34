//! Where mails go: numbers, stopped addresses, the way back, and what nobody could send.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use griot_contracts::people::StaffLog;
use griot_db::Conn;
use griot_delivery::{KeptLetter, KeptPost, ReturnAddress};
use griot_kernel::Timestamp;
use griot_mailroom::{
    Kind,
    store::{stops, tally},
};
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::returns::LiftForm;
use crate::jobs;

const ON_A_PAGE: usize = 30;
/// Days of which the page tells.
const DAYS: u64 = 30;

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage<'a> {
    v: &'a Visitor,
    configured: bool,
    kept_days: u64,
    letters: Vec<KeptLetter>,
    older: Option<String>,
    tally: Vec<String>,
    stops: Vec<(Kind, String)>,
    dead: Vec<DeadDay>,
    way_back: Option<String>,
    last_return: Option<String>,
    form: LiftForm,
    refusal: Option<&'static str>,
    done: Option<String>,
}

/// The addresses that mail servers called dead on one day.
struct DeadDay {
    ms: i64,
    day: String,
    said: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage<'a> {
    v: &'a Visitor,
    letter: KeptLetter,
    lines: Vec<Piece>,
}

impl MailPage<'_> {
    fn about(&self, letter: &KeptLetter) -> String {
        about(self.v, letter)
    }
}

impl LetterPage<'_> {
    fn about(&self) -> String {
        about(self.v, &self.letter)
    }
}

/// To whom it went, and on which day.
fn about(v: &Visitor, letter: &KeptLetter) -> String {
    match letter.written {
        Some(at) => format!("{} · {}", letter.to, v.day(at)),
        None => letter.to.clone(),
    }
}

/// A line of a letter; a line that is an address becomes a link.
struct Piece {
    text: String,
    link: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MailQuery {
    before: Option<String>,
    done: Option<String>,
}

/// What became of the letters of the last weeks, and those that nobody could send, newest first.
pub(crate) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(MailQuery { before, done }): Query<MailQuery>,
) -> Result<Response, WebError> {
    let mut page = gather(&section, &v, LiftForm::default()).await?;
    if let (false, Ok(kept)) = (page.configured, section.ask::<KeptPost>()) {
        page.letters = kept.list(ON_A_PAGE, before.as_deref()).await.map_err(WebError::internal)?;
        let full = page.letters.len() == ON_A_PAGE;
        page.older = page.letters.last().filter(|_| full).map(|letter| letter.id.clone());
    }
    let key = done.map(|done| format!("mail-done-{done}"));
    page.done = key.filter(|key| v.words.knows(key)).map(|key| v.words.t(&key));
    page.answer()
}

/// The page again, with what was typed and why it was refused.
pub(super) async fn refused(
    section: &Section,
    v: &Visitor,
    form: LiftForm,
    refusal: &'static str,
) -> Result<Response, WebError> {
    let page = gather(section, v, form).await?;
    MailPage { refusal: Some(refusal), ..page }.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

async fn gather<'a>(section: &Section, v: &'a Visitor, form: LiftForm) -> Result<MailPage<'a>, WebError> {
    let since = section.clock.now() - std::time::Duration::from_secs(DAYS * 86_400);
    let mut db = section.db.read().await?;
    Ok(MailPage {
        v,
        configured: !section.post.keeps(),
        kept_days: jobs::KEPT_DAYS,
        letters: Vec::new(),
        older: None,
        tally: numbers(&mut db, v, since).await?,
        stops: stopped(&mut db, v).await?,
        dead: dead(&mut db, v, since).await?,
        way_back: section.ask::<ReturnAddress>().ok().map(|address| address.email().as_str().to_owned()),
        last_return: tally::last_return(&mut db).await?.map(|day| v.day(day)),
        form,
        refusal: None,
        done: None,
    })
}

async fn numbers(db: &mut Conn, v: &Visitor, since: Timestamp) -> Result<Vec<String>, WebError> {
    let found = tally::since(db, since).await?;
    Ok(found.into_iter().map(|(what, n)| v.words.count(&format!("mail-tally-{what}"), n)).collect())
}

async fn stopped(db: &mut Conn, v: &Visitor) -> Result<Vec<(Kind, String)>, WebError> {
    let found = stops::counts(db).await?;
    Ok(found.into_iter().map(|(kind, n)| (kind, v.words.count(&format!("mail-stop-{kind}"), n))).collect())
}

async fn dead(db: &mut Conn, v: &Visitor, since: Timestamp) -> Result<Vec<DeadDay>, WebError> {
    let found = stops::dead_by_day(db, since).await?;
    let said = |(day, n): (Timestamp, i64)| DeadDay {
        ms: day.as_millisecond(),
        day: v.day(day),
        said: v.words.count("mail-dead-day", n),
    };
    Ok(found.into_iter().map(said).collect())
}

/// A kept letter. It may hold a link that lets its reader in as someone else, so whoever reads it is
/// noted in the log of the staff.
pub(crate) async fn read(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let kept = section.ask::<KeptPost>().map_err(|_| WebError::NotFound)?;
    let letter = kept.read(&id).await.map_err(WebError::internal)?.ok_or(WebError::NotFound)?;
    let log = section.ask::<dyn StaffLog>()?;
    let mut tx = section.db.begin().await?;
    log.note(&mut tx, v.signed_in()?.id, "staff-act-mail-read", &format!("letter {}", letter.id)).await?;
    tx.commit().await?;

    let own = section.url("/");
    let lines = letter
        .text
        .lines()
        .map(|line| Piece { text: line.to_owned(), link: line.trim().starts_with(&own) })
        .collect();
    LetterPage { v: &v, letter, lines }.answer()
}
