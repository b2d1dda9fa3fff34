//! What anybody may read of the press room: communiqués that are out, without an embargo that lasts.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_kernel::Language;
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::communique::given;
use crate::{
    acts::{
        press::{self, Piece},
        show::Whole,
    },
    model::press::{Communique, number},
    store::communiques,
    web::feeds::Piece as Feeding,
};

struct Line {
    href: String,
    title: String,
    /// The language of the title.
    tag: String,
    name: String,
    day: String,
}

#[derive(Template)]
#[template(path = "public_press.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    about: Vec<Piece>,
}

/// The communiqués that are out.
pub(in crate::web) async fn list(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let mut lines = Vec::new();
    for id in communiques::public(&mut db, section.clock.now(), 100).await? {
        let (Some(whole), Some(one)) = (Whole::load(&mut db, id).await?, communiques::of(&mut db, id).await?)
        else {
            continue;
        };
        let Some(number) = one.name() else { continue };
        let said = press::said(&whole, Some(v.words.language()));
        lines.push(Line {
            href: v.href(&format!("/press/{number}")),
            name: press::name(&v.words, &one),
            day: v.words.day(whole.item.planned_at.unwrap_or(whole.item.updated_at)),
            tag: said.language.to_string(),
            title: said.title,
        });
    }
    let about = communiques::ways(&mut db).await?.about;
    ListPage { v: &v, lines, about: press::pieces(&about) }.answer()
}

/// So many stand in the feed.
const IN_FEED: i64 = 30;

/// The communiqués that are out, for the feed, in the reader's language where they have it.
pub(in crate::web) async fn pieces(section: &Section, v: &Visitor) -> Result<Vec<Feeding>, WebError> {
    let mut db = section.db.read().await?;
    let mut all = Vec::new();
    for id in communiques::public(&mut db, section.clock.now(), IN_FEED).await? {
        let (Some(whole), Some(one)) = (Whole::load(&mut db, id).await?, communiques::of(&mut db, id).await?)
        else {
            continue;
        };
        let Some(number) = one.name() else { continue };
        let press::Said { language, title, text } = press::said(&whole, Some(v.words.language()));
        all.push(Feeding {
            id: id.as_uuid(),
            path: format!("/press/{number}"),
            at: whole.item.planned_at.unwrap_or(whole.item.updated_at),
            title,
            language,
            text,
        });
    }
    Ok(all)
}

#[derive(Template)]
#[template(path = "public_communique.html")]
struct CommuniquePage<'a> {
    v: &'a Visitor,
    name: String,
    title: String,
    dated: String,
    tag: String,
    pieces: Vec<Piece>,
    speaker: Vec<String>,
    about: Vec<Piece>,
    file: String,
}

/// The communiqué of this number: whether anybody may read it is for the caller to ask.
async fn find(section: &Section, name: &str) -> Result<(Whole, Communique, bool), WebError> {
    let (year, n) = number(name).ok_or(WebError::NotFound)?;
    let mut db = section.db.read().await?;
    let id = communiques::by_number(&mut db, year, n).await?.ok_or(WebError::NotFound)?;
    let whole = Whole::load(&mut db, id).await?.ok_or(WebError::NotFound)?;
    let one = communiques::of(&mut db, id).await?.ok_or(WebError::NotFound)?;
    let is_public = communiques::public(&mut db, section.clock.now(), 1000).await?.contains(&id);
    Ok((whole, one, is_public))
}

/// Shows a communiqué that is out, in the reader's language if it has it.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(name): Path<String>,
) -> Result<Response, WebError> {
    let (whole, one, is_public) = find(&section, &name).await?;
    if !is_public {
        return Err(WebError::NotFound);
    }
    let about = communiques::ways(&mut *section.db.read().await?).await?.about;
    let press::Said { language, title, text } = press::said(&whole, Some(v.words.language()));
    CommuniquePage {
        v: &v,
        name: press::name(&v.words, &one),
        dated: press::dated(&v.words, &whole, &one),
        tag: language.to_string(),
        pieces: press::pieces(&text),
        speaker: press::speaker(&one),
        about: press::pieces(&about),
        file: format!("/press/{name}/communique.pdf?lang={language}"),
        title,
    }
    .answer()
}

/// Which text is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    lang: String,
}

/// Its paper: for everybody once it is out, before that for whoever holds its key.
pub(in crate::web) async fn paper(
    State(section): State<Section>,
    Path((name, file)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let (whole, one, is_public) = find(&section, &name).await?;
    // What was taken up again is another text until it is out.
    let holds_key = file.strip_suffix(".pdf") == Some(one.key.as_str()) && whole.item.stage.is_out();
    let for_everybody = is_public && file == "communique.pdf";
    if !holds_key && !for_everybody {
        return Err(WebError::NotFound);
    }
    let ways = communiques::ways(&mut *section.db.read().await?).await?;
    let language: Option<Language> = wanted.lang.parse().ok();
    given(&section, &whole, &one, &ways, language).await
}
