//! Who is on a list: one address at a time, whoever comes on paper, lists kept elsewhere, and the whole list
//! as a file. Only those who need the addresses come here, and what they do is noted.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use futures::stream;
use griot_contracts::people::StaffLog;
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use http::{HeaderValue, header};
use serde::Deserialize;

use super::{list::find, rights::ADDRESSES, view};
use crate::{
    acts::{
        bring::{self, Address, Brought, How, Line},
        phone, subscribe,
    },
    model::audience::{Audience, Kind, Source, Standing, Subscriber},
    store::{inbox, subscribers},
};

/// The largest file of addresses that is taken.
pub(super) const MOST_BYTES: usize = 4_000_000;
/// So many lines of a file are read at once.
const CHUNK: i64 = 1_000;

struct Found {
    id: String,
    address: String,
    standing: String,
    facts: String,
    consent: String,
    may_leave: bool,
}

#[derive(Template)]
#[template(path = "readers.html")]
struct ReadersPage<'a> {
    v: &'a Visitor,
    id: String,
    name: String,
    /// Whether it holds telephones.
    sms: bool,
    /// Whether nobody can be asked, since nothing carries messages.
    mute: bool,
    asked: String,
    found: Option<Found>,
    form: &'a AddForm,
    languages: Vec<view::Choice>,
    would: Vec<String>,
    /// The lines that were looked at and not brought yet.
    lines: String,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    address: String,
    done: String,
    n: i64,
}

/// What is typed of somebody who came on paper, or of a list kept elsewhere.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddForm {
    act: String,
    address: String,
    language: String,
    tag: String,
    consent: String,
    reader: String,
    lines: String,
}

/// Looks for one address, exactly as it is written.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    v.require(&ADDRESSES)?;
    let mut db = section.db.read().await?;
    let list = find(&mut db, &id).await?;
    let done = match asked.done.as_str() {
        "added" if list.kind == Kind::Sms => Some(v.words.t("channels-done-reader-asked")),
        "added" => Some(v.words.t("channels-done-reader-added")),
        "left" => Some(v.words.t("channels-done-reader-left")),
        "brought" if list.kind == Kind::Sms => Some(v.words.count("channels-done-brought-asked", asked.n)),
        "brought" => Some(v.words.count("channels-done-brought", asked.n)),
        _ => None,
    };
    let shown = Shown { asked: asked.address, done, ..Shown::default() };
    page(&section, &mut db, &v, &list, &AddForm::default(), shown).await
}

/// What a page shows beside the forms.
#[derive(Default)]
struct Shown {
    asked: String,
    would: Vec<String>,
    lines: String,
    refusal: Option<&'static str>,
    done: Option<String>,
}

async fn page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    list: &Audience,
    form: &AddForm,
    shown: Shown,
) -> Result<Response, WebError> {
    let found = match address(db, list, &shown.asked).await? {
        Some(address) => {
            let known = subscribers::of_mark(db, &address.mark(&section.keys)).await?;
            known.into_iter().find(|one| one.audience == list.id).map(|one| of(v, list.kind, one))
        }
        None => None,
    };
    let own = v.words.language().to_string();
    let page = ReadersPage {
        v,
        id: list.id.to_string(),
        name: list.name_in(v.words.language()).to_owned(),
        sms: list.kind == Kind::Sms,
        mute: list.kind == Kind::Sms && section.sms.is_none(),
        asked: shown.asked,
        found,
        form,
        languages: view::languages(v, if form.language.is_empty() { &own } else { &form.language }),
        would: shown.would,
        lines: shown.lines,
        refusal: shown.refusal.map(|key| v.words.t(key)),
        done: shown.done,
    };
    page.answer_form(page.refusal.is_some())
}

/// An address as this list holds it.
async fn address(db: &mut Conn, list: &Audience, typed: &str) -> Result<Option<Address>, WebError> {
    let home = inbox::ways(db).await?.home;
    Ok(Address::parse(typed, list.kind, &home))
}

fn of(v: &Visitor, kind: Kind, one: Subscriber) -> Found {
    let mut facts = vec![v.words.language_name(one.language), v.words.t(one.source.key_on(kind))];
    facts.extend(Some(one.tag).filter(|tag| !tag.is_empty()));
    facts.push(v.words.day(one.confirmed_at.unwrap_or(one.asked_at)));
    Found {
        id: one.id.to_string(),
        address: one.address.unwrap_or_default(),
        standing: v.words.t(one.standing.key()),
        facts: facts.join(" · "),
        consent: one.consent,
        may_leave: one.standing != Standing::Left,
    }
}

/// Puts somebody on the list who agreed on paper, or takes somebody off it who asked for that.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AddForm>,
) -> Result<Response, WebError> {
    let member = v.require(&ADDRESSES)?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let list = find(&mut tx, &id).await?;
    let log = section.ask::<dyn StaffLog>()?;
    let about = format!("list {}", list.id);
    let done = if form.act == "leave" {
        let reader = form.reader.parse().map_err(|_| WebError::BadRequest)?;
        let reader = subscribers::by_id(&mut tx, reader).await?.filter(|one| one.audience == list.id);
        subscribe::leave(&mut tx, &reader.ok_or(WebError::NotFound)?, now).await?;
        log.note(&mut tx, member.id, "channels-log-reader-left", &about).await?;
        "left".to_owned()
    } else if form.act == "bring" {
        let home = inbox::ways(&mut tx).await?.home;
        let (lines, _) = bring::read(&form.lines, list.kind, &home);
        if let Some(key) = mute(&section, &list) {
            let shown = Shown { refusal: Some(key), lines: form.lines.clone(), ..Shown::default() };
            return page(&section, &mut tx, &v, &list, &form, shown).await;
        }
        let brought = take(&section, &mut tx, &v, &list, &form, &lines, Source::Import).await?;
        log.note(&mut tx, member.id, "channels-log-brought", &about).await?;
        format!("brought&n={}", brought.new)
    } else {
        let refusal = match address(&mut tx, &list, &form.address).await? {
            None if list.kind == Kind::Sms => Some("channels-refused-address-phone"),
            None => Some("channels-refused-address-mail"),
            Some(_) if form.consent.trim().is_empty() => Some("channels-refused-no-agreement"),
            Some(_) if mute(&section, &list).is_some() => mute(&section, &list),
            Some(address) => {
                let line =
                    Line { address, language: form.language.parse().ok(), tag: form.tag.trim().to_owned() };
                let brought = take(&section, &mut tx, &v, &list, &form, &[line], Source::Paper).await?;
                match brought {
                    Brought { new: 1, .. } => None,
                    Brought { known: 1, .. } => Some("channels-refused-known"),
                    Brought { left: 1, .. } if list.kind == Kind::Sms => Some("channels-refused-said-stop"),
                    Brought { left: 1, .. } => Some("channels-refused-left"),
                    _ => Some("channels-refused-dead"),
                }
            }
        };
        if let Some(refusal) = refusal {
            let shown = Shown { refusal: Some(refusal), ..Shown::default() };
            return page(&section, &mut tx, &v, &list, &form, shown).await;
        }
        log.note(&mut tx, member.id, "channels-log-reader", &about).await?;
        "added".to_owned()
    };
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/newsletter/lists/{id}/readers?done={done}"))).into_response())
}

async fn take(
    section: &Section,
    tx: &mut griot_db::Tx,
    v: &Visitor,
    list: &Audience,
    form: &AddForm,
    lines: &[Line],
    source: Source,
) -> Result<Brought, WebError> {
    let consent: String = form.consent.trim().chars().take(500).collect();
    let how = How {
        audience: list.id,
        source,
        consent: &consent,
        language: form.language.parse().unwrap_or(v.words.language()),
    };
    let now = section.clock.now();
    let brought = bring::bring(tx, &section.keys, lines, how, now).await?;
    for asked in &brought.asked {
        phone::question(section, tx, list, asked, now).await?;
    }
    Ok(brought)
}

/// Why nobody can be put down on a list of telephones, if nobody can.
fn mute(section: &Section, list: &Audience) -> Option<&'static str> {
    (list.kind == Kind::Sms && section.sms.is_none()).then_some("channels-refused-cannot-ask")
}

/// Looks what would happen to a list kept elsewhere. Nothing is brought yet.
pub(super) async fn look(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response, WebError> {
    v.require(&ADDRESSES)?;
    let mut tx = section.db.begin().await?;
    let list = find(&mut tx, &id).await?;
    let field = |name: &str| upload.field(name).unwrap_or_default().to_owned();
    let form = AddForm { language: field("language"), consent: field("consent"), ..AddForm::default() };
    let text = upload.file("file").map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let text = text.unwrap_or_else(|| field("lines"));
    let home = inbox::ways(&mut tx).await?.home;
    let (lines, unreadable) = bring::read(&text, list.kind, &home);
    if form.consent.trim().is_empty() || lines.is_empty() {
        let key =
            if lines.is_empty() { "channels-refused-no-lines" } else { "channels-refused-no-agreement" };
        let shown = Shown { refusal: Some(key), lines: text, ..Shown::default() };
        return page(&section, &mut tx, &v, &list, &form, shown).await;
    }
    let brought = take(&section, &mut tx, &v, &list, &form, &lines, Source::Import).await?;
    // Dropped, the act has done nothing.
    drop(tx);
    let brought = Brought { unreadable, ..brought };
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let new = if list.kind == Kind::Sms { "channels-would-ask" } else { "channels-would-new" };
    let mut would = vec![v.words.count(new, number(brought.new))];
    for (key, n) in [
        ("channels-would-known", brought.known),
        ("channels-would-left", brought.left),
        ("channels-would-dead", brought.dead),
        ("channels-would-twice", brought.twice),
    ] {
        if n > 0 {
            would.push(v.words.count(key, number(n)));
        }
    }
    if !brought.unreadable.is_empty() {
        let few: Vec<String> = brought.unreadable.iter().take(20).map(ToString::to_string).collect();
        would.push(v.words.put("channels-would-unreadable", "lines", few.join(", ")));
    }
    let kept = lines.iter().map(|one| {
        let language = one.language.map(|language| language.to_string()).unwrap_or_default();
        format!("{},{language},{}", one.address.as_str(), one.tag.replace(',', " "))
    });
    let shown = Shown { would, lines: kept.collect::<Vec<_>>().join("\n"), ..Shown::default() };
    page(&section, &mut *section.db.read().await?, &v, &list, &form, shown).await
}

/// The whole list as a file, line by line.
pub(super) async fn export(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<AddForm>,
) -> Result<Response, WebError> {
    let member = v.require(&ADDRESSES)?;
    let mut tx = section.db.begin().await?;
    let list = find(&mut tx, &id).await?;
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-exported", &format!("list {}", list.id)).await?;
    tx.commit().await?;
    let audience = list.id;
    let rows = stream::try_unfold((section, 0_i64, false), move |(section, after, begun)| async move {
        let mut text = String::new();
        if !begun {
            text.push_str("address,language,tag,source,confirmed\r\n");
        }
        let mut db = section.db.read().await.map_err(std::io::Error::other)?;
        let next = subscribers::confirmed_after(&mut db, audience, after, CHUNK).await;
        drop(db);
        let next = next.map_err(std::io::Error::other)?;
        let Some(last) = next.last().map(|one| one.id) else {
            return Ok::<_, std::io::Error>((!text.is_empty()).then_some((text, (section, i64::MAX, true))));
        };
        for one in next {
            let day = one.confirmed_at.map(|at| at.day().to_string()).unwrap_or_default();
            let cells = [
                one.address.unwrap_or_default(),
                one.language.to_string(),
                one.tag,
                one.source.as_str().to_owned(),
                day,
            ];
            text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
            text.push_str("\r\n");
        }
        Ok(Some((text, (section, last, true))))
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"list.csv\"")),
    ];
    Ok((headers, Body::from_stream(rows)).into_response())
}

/// A cell of a table as programs for tables read it, never as a formula.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
