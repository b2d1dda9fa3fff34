//! How the inbox works: who is on duty, within how many hours people are answered, what lies aside
//! under siege, and what the section says in words of its own.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::Contacts;
use griot_kernel::{Language, PageRequest, PersonId, Timestamp};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    conversation::assignees,
    inbox::done,
    rights::{INBOX, KEEP_INBOX, NAMES},
    sms,
    view::{Choice, Done},
};
use crate::{
    model::siege::Siege,
    store::{
        conversations, duty,
        inbox::{self, TextKind},
    },
};

/// So many days of duty are shown.
const DAYS: u64 = 14;
const DAY: Duration = Duration::from_secs(86_400);
/// The longest text of the section's own, in signs.
const LONGEST: usize = 20_000;

struct DutyLine {
    day: String,
    value: i64,
    people: Vec<Choice>,
}

struct OwnText {
    kind: &'static str,
    title: String,
    language: String,
    tag: String,
    body: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "inbox_ways.html")]
struct WaysPage<'a> {
    v: &'a Visitor,
    hours: String,
    home: String,
    siege: Siege,
    aside: i64,
    duty: Vec<DutyLine>,
    people: Vec<Choice>,
    texts: Vec<OwnText>,
    sms_address: Option<String>,
    has_gateway: bool,
    may_keep: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// Shows it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&INBOX)?;
    let done = done(&v, &query.done);
    page(&section, &v, None, None, done).await
}

async fn page(
    section: &Section,
    v: &Visitor,
    typed: Option<&WaysForm>,
    refusal: Option<&'static str>,
    done: Option<String>,
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let ways = inbox::ways(&mut db).await?;
    let first = Timestamp::start_of(now.day());
    let known = duty::between(&mut db, first, first + DAY * 400).await?;
    let mut lines = Vec::new();
    for n in 0..DAYS {
        let day = first + Duration::from_secs(86_400 * n);
        let person = known.iter().find(|(known, _)| *known == day).map(|(_, person)| *person);
        lines.push(DutyLine {
            day: v.words.date(day),
            value: day.as_millisecond(),
            people: assignees(section, v, &mut db, person).await?,
        });
    }
    let mut texts = Vec::new();
    for kind in [TextKind::Testimony, TextKind::Rules] {
        for language in [Language::FRENCH, Language::ENGLISH] {
            let own = inbox::text(&mut db, kind, language).await?;
            let words = section.words(language);
            texts.push(OwnText {
                kind: kind.as_str(),
                title: v.words.t(match kind {
                    TextKind::Rules => "channels-rules",
                    TextKind::Testimony => "channels-testimony-title",
                }),
                language: v.words.language_name(language),
                tag: language.to_string(),
                own: own.is_some(),
                body: own.unwrap_or_else(|| words.put(kind.key(), "section", &section.settings().name)),
            });
        }
    }
    let aside = conversations::count_aside(&mut db).await?;
    let may_keep = v.may(&KEEP_INBOX);
    let people = assignees(section, v, &mut db, None).await?;
    drop(db);
    let page = WaysPage {
        v,
        hours: typed.map_or_else(|| ways.hours.to_string(), |form| form.hours.clone()),
        home: typed.map_or(ways.home, |form| form.home.clone()),
        siege: ways.siege,
        aside,
        duty: lines,
        people,
        texts,
        sms_address: if may_keep { Some(sms::address(section).await?) } else { None },
        has_gateway: section.sms.is_some(),
        may_keep,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WaysForm {
    act: String,
    hours: String,
    home: String,
    words: String,
    strangers: String,
    duty_day: Vec<i64>,
    duty_person: Vec<String>,
    person: String,
    other: String,
    kind: String,
    language: String,
    body: String,
}

/// Changes it.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<WaysForm>,
) -> Result<Response, WebError> {
    let by = v.require(&KEEP_INBOX)?.id;
    let now = section.clock.now();
    let person = |text: &str| text.parse::<PersonId>().ok();
    let mut tx = section.db.begin().await?;
    let holders = section.ask::<dyn Contacts>()?.holders(&mut tx, INBOX.name).await?;
    let one_of_us = |text: &str| person(text).filter(|person| holders.contains(person));
    let mut done = "saved";
    match form.act.as_str() {
        "ways" => {
            let hours = form.hours.trim().parse::<i64>().ok().filter(|hours| (1..=720).contains(hours));
            let home = form.home.trim().trim_start_matches('+').to_owned();
            let is_code = (1..=3).contains(&home.len()) && home.chars().all(|c| c.is_ascii_digit());
            let Some(hours) = hours.filter(|_| is_code) else {
                drop(tx);
                return page(&section, &v, Some(&form), Some("channels-refused-inbox-ways"), None).await;
            };
            inbox::set_ways(&mut tx, hours, &home).await?;
        }
        "duty" => {
            for (day, typed) in form.duty_day.iter().zip(&form.duty_person) {
                duty::set(&mut tx, Timestamp::from_millisecond(*day), one_of_us(typed)).await?;
            }
        }
        "relieve" => {
            let Some(relieved) = person(&form.person) else {
                drop(tx);
                return page(&section, &v, None, Some("channels-refused-relieve"), None).await;
            };
            let other = one_of_us(&form.other).filter(|other| *other != relieved);
            conversations::hand_on(&mut tx, relieved, other).await?;
            duty::relieve(&mut tx, Timestamp::start_of(now.day()), relieved, other).await?;
            done = "relieved";
        }
        "besiege" => {
            let words = form.words.replace("\r\n", "\n").replace('\0', "").chars().take(5_000).collect();
            let since = inbox::ways(&mut tx).await?.siege.since.unwrap_or(now);
            let siege = Siege { since: Some(since), words, strangers: form.strangers == "yes" };
            inbox::set_siege(&mut tx, &siege, by).await?;
        }
        "calm" => {
            let siege = Siege { since: None, ..inbox::ways(&mut tx).await?.siege };
            inbox::set_siege(&mut tx, &siege, by).await?;
        }
        "text" => {
            let kind = match form.kind.as_str() {
                "rules" => TextKind::Rules,
                "testimony" => TextKind::Testimony,
                _ => return Err(WebError::BadRequest),
            };
            let language = form.language.parse().map_err(|_| WebError::BadRequest)?;
            let body: String =
                form.body.replace("\r\n", "\n").replace('\0', "").chars().take(LONGEST).collect();
            inbox::set_text(&mut tx, kind, language, &body).await?;
            if kind == TextKind::Rules {
                tx.public_changed().await?;
            }
        }
        "sms-renew" => inbox::set_sms_salt(&mut tx, &section.random.bytes::<16>()).await?,
        _ => return Err(WebError::BadRequest),
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/inbox/ways?done={done}"))).into_response())
}

/// So many conversations stand on one sheet.
const OF_A_SHEET: u32 = 200;

struct Evidence {
    who: String,
    source: String,
    lines: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "evidence.html")]
struct EvidencePage<'a> {
    v: &'a Visitor,
    sheet: i64,
    before: Option<String>,
    after: Option<String>,
    made: String,
    all: Vec<Evidence>,
    digest: String,
}

/// Which sheet of the evidence is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sheet {
    page: Option<u32>,
}

/// What lies aside, to be printed and kept, however the siege ended: who said what where and when, and a
/// digest by which the sheet is known again.
pub(super) async fn evidence(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Sheet>,
) -> Result<Response, WebError> {
    v.require(&NAMES)?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let request = PageRequest::new(wanted.page.unwrap_or(1), OF_A_SHEET);
    let found = conversations::aside(&mut db, request.skip(), request.limit_and_one()).await?;
    let found = request.page(found);
    let mut hasher = blake3::Hasher::new();
    let mut all = Vec::new();
    for one in found.items {
        let (mut lines, mut who) = (Vec::new(), None);
        for message in crate::store::messages::of(&mut db, one.id).await? {
            let said = super::inbox::said(&section, &mut db, &one, Some(&message)).await?;
            let address = said.address.unwrap_or_default();
            who = who.or(said.author);
            for part in [&one.author, &said.body, &address, &message.at.rfc3339()] {
                hasher.update(part.as_bytes());
                hasher.update(&[0]);
            }
            lines.push((v.words.moment(message.at), said.body, address));
        }
        let who = super::inbox::who(&v, &one, who.as_deref());
        all.push(Evidence { who, source: v.words.t(one.source.key()), lines });
    }
    let page = EvidencePage {
        v: &v,
        sheet: i64::from(found.number),
        before: (found.number > 1)
            .then(|| v.href(&format!("/desk/inbox/evidence?page={}", found.number - 1))),
        after: found.more.then(|| v.href(&format!("/desk/inbox/evidence?page={}", found.number + 1))),
        made: v.words.moment(now),
        all,
        digest: hasher.finalize().to_hex().to_string(),
    };
    page.answer()
}
