use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_delivery::{KeptLetter, KeptPost};
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

const ON_A_PAGE: usize = 30;

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage<'a> {
    v: &'a Visitor,
    configured: bool,
    letters: Vec<KeptLetter>,
    older: Option<String>,
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

#[derive(Debug, Deserialize)]
pub(crate) struct Before {
    before: Option<String>,
}

/// The mails that nobody could send because no server is configured, newest first.
pub(crate) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(Before { before }): Query<Before>,
) -> Result<Response, WebError> {
    let Ok(kept) = section.ask::<KeptPost>() else {
        return MailPage { v: &v, configured: true, letters: Vec::new(), older: None }.answer();
    };
    let letters = kept.list(ON_A_PAGE, before.as_deref()).await.map_err(WebError::internal)?;
    let older = (letters.len() == ON_A_PAGE).then(|| letters.last().map(|l| l.id.clone())).flatten();
    MailPage { v: &v, configured: false, letters, older }.answer()
}

pub(crate) async fn read(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let kept = section.ask::<KeptPost>().map_err(|_| WebError::NotFound)?;
    let letter = kept.read(&id).await.map_err(WebError::internal)?.ok_or(WebError::NotFound)?;
    let own = section.url("/");
    let lines = letter
        .text
        .lines()
        .map(|line| Piece { text: line.to_owned(), link: line.trim().starts_with(&own) })
        .collect();
    LetterPage { v: &v, letter, lines }.answer()
}
