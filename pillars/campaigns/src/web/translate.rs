//! Public words in other languages: what was written on one side, what is written now on the other.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::{Conn, Tx};
use griot_kernel::Language;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    campaign::of_path,
    view::{Choice, lead, note},
};
use crate::{
    acts::{self, translate},
    model::{Original, Part, STRATEGY, Translation, Translations, lines_of},
    store::translations,
};

/// The longest translation of a text, in signs: as long as what it translates may be.
fn most(part: Part) -> usize {
    match part {
        Part::Title => 120,
        Part::Text => 240,
        Part::Message | Part::Detail | Part::Reached | Part::Learnt => 20_000,
    }
}

/// A mark of these words: other words have another.
fn mark(words: &str) -> String {
    let digest = griot_crypto::checksum(words.trim().as_bytes()).map(|(_, sha256)| sha256);
    digest.unwrap_or_default().chars().take(16).collect()
}

/// Languages that a section of this house may write.
const TAGS: [&str; 8] = ["fr", "en", "mos", "dyu", "ff", "gux", "bm", "ar"];

/// Which language is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    language: String,
    done: String,
}

struct Row {
    name: String,
    part: String,
    original: String,
    words: String,
    is_long: bool,
    /// The most signs of a short one.
    most: usize,
    /// Tells whether what is translated changed while somebody wrote.
    mark: String,
    /// What was translated before it was changed.
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "translate.html")]
struct TranslatePage<'a> {
    v: &'a Visitor,
    title: String,
    at: String,
    back: String,
    own: String,
    language: String,
    language_name: String,
    choices: Vec<Choice>,
    rows: Vec<Row>,
    done: bool,
    refusal: Option<String>,
}

/// What is translated.
struct Board {
    about: Uuid,
    title: String,
    at: String,
    back: String,
    own: Language,
    originals: Vec<Original>,
    /// The languages of which it speaks, to be offered first.
    offered: Vec<Language>,
}

async fn of_campaign(section: &Section, db: &mut Conn, id: &str) -> Result<Board, WebError> {
    let campaign = of_path(db, id).await?;
    Ok(Board {
        about: campaign.id.as_uuid(),
        at: format!("{}/languages", campaign.desk()),
        back: campaign.desk(),
        own: translate::own_language(&campaign, section.settings().language),
        originals: translate::of_campaign(db, &campaign).await?,
        offered: campaign.words.languages.clone(),
        title: campaign.words.title,
    })
}

async fn of_strategy(section: &Section, v: &Visitor, db: &mut Conn) -> Result<Board, WebError> {
    Ok(Board {
        about: STRATEGY,
        title: v.words.t("strategy-public-title"),
        at: "/desk/strategy/languages".to_owned(),
        back: "/desk/strategy".to_owned(),
        own: section.settings().language,
        originals: translate::of_strategy(db).await?,
        offered: Vec::new(),
    })
}

fn name_of(one: &Original) -> String {
    format!("{}:{}", one.thing, one.part.as_str())
}

impl Board {
    /// The languages to choose from, but its own.
    fn languages(&self) -> Vec<Language> {
        let mut all = self.offered.clone();
        all.extend(TAGS.iter().filter_map(|tag| tag.parse::<Language>().ok()));
        let mut seen: Vec<Language> = Vec::new();
        for one in all {
            if one != self.own && !seen.contains(&one) {
                seen.push(one);
            }
        }
        seen
    }

    fn wanted(&self, typed: &str) -> Language {
        let all = self.languages();
        let wanted = typed.parse().ok().filter(|wanted| all.contains(wanted));
        wanted.or(all.first().copied()).unwrap_or(Language::ENGLISH)
    }

    fn page<'a>(
        &self,
        v: &'a Visitor,
        language: Language,
        known: &Translations,
        typed: &[(String, String)],
    ) -> TranslatePage<'a> {
        let row = |one: &Original| {
            let kept = known.kept(one.thing, one.part);
            let name = name_of(one);
            let typed = typed.iter().find(|(of, _)| *of == name).map(|(_, words)| words.clone());
            Row {
                part: v.words.t(one.part.key()),
                original: one.words.clone(),
                words: typed.or(kept.map(|one| one.words.clone())).unwrap_or_default(),
                is_long: most(one.part) > 1_000,
                most: most(one.part),
                mark: mark(&one.words),
                before: kept
                    .filter(|kept| kept.original.trim() != one.words.trim())
                    .map(|kept| kept.original.clone()),
                name,
            }
        };
        TranslatePage {
            v,
            title: self.title.clone(),
            at: self.at.clone(),
            back: self.back.clone(),
            own: self.own.to_string(),
            language: language.to_string(),
            language_name: v.words.language_name(language),
            choices: self
                .languages()
                .into_iter()
                .map(|one| Choice {
                    value: one.to_string(),
                    label: v.words.language_name(one),
                    current: one == language,
                })
                .collect(),
            rows: self.originals.iter().map(row).collect(),
            done: false,
            refusal: None,
        }
    }
}

async fn show(db: &mut Conn, v: &Visitor, board: &Board, wanted: &Wanted) -> Result<Response, WebError> {
    let language = board.wanted(&wanted.language);
    let known = translations::of(db, board.about, language).await?;
    let page = board.page(v, language, &known, &[]);
    TranslatePage { done: wanted.done == "saved", ..page }.answer()
}

/// Writes what was typed, or says by a key why not: empty words are no translation, and words that stand as
/// they were translate what they translated, until somebody says that they still hold.
async fn write(
    tx: &mut Tx,
    board: &Board,
    language: Language,
    typed: &[(String, String)],
) -> Result<Result<(), &'static str>, WebError> {
    let known = translations::of(tx, board.about, language).await?;
    let of = |name: String| typed.iter().find(|(of, _)| *of == name).map(|(_, value)| value.as_str());
    for one in &board.originals {
        let name = name_of(one);
        let Some(words) = of(name.clone()) else { continue };
        let words = match lines_of(words, most(one.part)) {
            Ok(words) => words,
            Err(refusal) => return Ok(Err(refusal.key())),
        };
        let before = known.kept(one.thing, one.part);
        let as_before = before.is_some_and(|before| before.words == words);
        if as_before && of(format!("still:{name}")) != Some("1") {
            continue;
        }
        if of(format!("was:{name}")).is_some_and(|was| was != mark(&one.words)) && !words.is_empty() {
            return Ok(Err("translate-overtaken"));
        }
        if words.is_empty() {
            translations::remove(tx, board.about, (one.thing, one.part), language).await?;
            continue;
        }
        let (thing, part, original) = (one.thing, one.part, one.words.clone());
        let translation = Translation { thing, part, language, words, original };
        translations::put(tx, board.about, &translation).await?;
    }
    Ok(Ok(()))
}

async fn save(
    mut tx: Tx,
    v: &Visitor,
    board: &Board,
    typed: Vec<(String, String)>,
) -> Result<Result<Tx, Response>, WebError> {
    let of = |name: &str| typed.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str());
    let language = board.wanted(of("language").unwrap_or_default());
    match write(&mut tx, board, language, &typed).await? {
        Ok(()) => Ok(Ok(tx)),
        Err(refusal) => {
            let known = translations::of(&mut tx, board.about, language).await?;
            let page = board.page(v, language, &known, &typed);
            let page = TranslatePage { refusal: Some(v.words.t(refusal)), ..page };
            Ok(Err(page.answer_with(http::StatusCode::UNPROCESSABLE_ENTITY)?))
        }
    }
}

fn saved(v: &Visitor, board: &Board, typed: &str) -> Result<Response, WebError> {
    lead(v, &format!("{}?language={}&done=saved", board.at, board.wanted(typed)))
}

/// The words of a campaign, beside what they are in another language.
pub(super) async fn campaign(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let board = of_campaign(&section, &mut db, &id).await?;
    show(&mut db, &v, &board, &wanted).await
}

/// Keeps them.
pub(super) async fn save_campaign(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let member = v.require(&super::LEAD)?;
    let mut tx = section.db.begin().await?;
    let board = of_campaign(&section, &mut tx, &id).await?;
    let campaign = of_path(&mut tx, &id).await?;
    let language = typed.iter().find(|(name, _)| name == "language").map(|(_, tag)| tag.clone());
    match save(tx, &v, &board, typed).await? {
        Ok(mut tx) => {
            acts::campaign::touch(&mut tx, &campaign).await?;
            note(&section, &mut tx, member, "campaigns-log-translated", None, "campaign").await?;
            tx.commit().await?;
            saved(&v, &board, &language.unwrap_or_default())
        }
        Err(refused) => Ok(refused),
    }
}

/// The public words of the strategy, beside what they are in another language.
pub(super) async fn strategy(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let board = of_strategy(&section, &v, &mut db).await?;
    show(&mut db, &v, &board, &wanted).await
}

/// Keeps them.
pub(super) async fn save_strategy(
    State(section): State<Section>,
    v: Visitor,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    // What is public of the strategy is what the direction adopted, in whatever language.
    let member = v.require(&super::ADOPT)?;
    let mut tx = section.db.begin().await?;
    let board = of_strategy(&section, &v, &mut tx).await?;
    let language = typed.iter().find(|(name, _)| name == "language").map(|(_, tag)| tag.clone());
    match save(tx, &v, &board, typed).await? {
        Ok(mut tx) => {
            tx.public_changed().await?;
            note(&section, &mut tx, member, "campaigns-log-translated", None, "strategy").await?;
            tx.commit().await?;
            saved(&v, &board, &language.unwrap_or_default())
        }
        Err(refused) => Ok(refused),
    }
}
