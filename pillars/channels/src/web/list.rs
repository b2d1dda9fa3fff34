//! One list: what it is called, its parts, and how many are on it.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_db::Conn;
use griot_kernel::{Id, Language, Timestamp, Zone};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    lists::{ListForm, keyword, words},
    rights::{ADDRESSES, LISTS, READ},
    view::{self, Choice, Done},
};
use crate::{
    model::audience::{Audience, AudienceId, Kind, Part, Reads, Segment, Source, Standing},
    store::{audiences, newsletters, phones, subscribers},
};

struct SegmentLine {
    id: String,
    name: String,
    says: String,
    count: i64,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    id: String,
    name: String,
    /// Whether it holds telephones.
    sms: bool,
    /// What telephones asked lately.
    heard: Vec<String>,
    form: ListForm,
    counts: Vec<(String, i64)>,
    segments: Vec<SegmentLine>,
    typed: &'a SegmentForm,
    languages: Vec<Choice>,
    sources: Vec<Choice>,
    may: bool,
    may_addresses: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// What is sent of a part of a list, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SegmentForm {
    act: String,
    segment: String,
    name: String,
    language: String,
    tag: String,
    source: String,
    since: String,
}

/// The list that an address names.
pub(super) async fn find(db: &mut Conn, id: &str) -> Result<Audience, WebError> {
    let id: AudienceId = id.parse().map_err(|_| WebError::NotFound)?;
    audiences::by_id(db, id).await?.ok_or(WebError::NotFound)
}

/// Shows it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let list = find(&mut db, &id).await?;
    let done = match done.done.as_str() {
        "added" => Some("channels-done-list-added"),
        "saved" => Some("channels-done-saved"),
        _ => None,
    };
    page(&mut db, &v, &list, form_of(&list), &SegmentForm::default(), section.clock.now(), (None, done)).await
}

fn form_of(list: &Audience) -> ListForm {
    let of = |language: Language| list.words.iter().find(|words| words.language == language);
    let (french, english) = (of(Language::FRENCH), of(Language::ENGLISH));
    ListForm {
        name_fr: french.map(|words| words.name.clone()).unwrap_or_default(),
        promise_fr: french.map(|words| words.promise.clone()).unwrap_or_default(),
        name_en: english.map(|words| words.name.clone()).unwrap_or_default(),
        promise_en: english.map(|words| words.promise.clone()).unwrap_or_default(),
        public: i64::from(list.public).to_string(),
        kind: list.kind.as_str().to_owned(),
        keyword: list.keyword.clone().unwrap_or_default(),
    }
}

/// What telephones asked of all lists in the last month.
async fn heard(db: &mut Conn, v: &Visitor, now: Timestamp) -> Result<Vec<String>, WebError> {
    let counts = phones::counts(db, now - Duration::from_secs(30 * 86_400)).await?;
    Ok(counts.into_iter().map(|(asked, n)| v.words.count(asked.key(), n)).collect())
}

/// What a part of a list asks for, in words.
pub(super) fn says(v: &Visitor, kind: Kind, part: &Part) -> String {
    let mut all = Vec::new();
    all.extend(part.language.map(|language| v.words.language_name(language)));
    all.extend(part.tag.clone());
    all.extend(part.source.map(|source| v.words.t(source.key_on(kind))));
    all.extend(part.since.map(|at| v.words.put("channels-segment-since", "day", v.words.day(at))));
    if all.is_empty() { v.words.t("channels-segment-all") } else { all.join(" · ") }
}

async fn page(
    db: &mut Conn,
    v: &Visitor,
    list: &Audience,
    form: ListForm,
    typed: &SegmentForm,
    now: Timestamp,
    (refusal, done): (Option<&'static str>, Option<&'static str>),
) -> Result<Response, WebError> {
    let counts = subscribers::counts(db, list.id).await?;
    let count = |wanted: Standing| counts.iter().find(|(one, _)| *one == wanted).map_or(0, |(_, n)| *n);
    let mut segments = Vec::new();
    for segment in newsletters::segments(db, list.id).await? {
        segments.push(SegmentLine {
            id: segment.id.to_string(),
            says: says(v, list.kind, &segment.part),
            count: subscribers::count_part(db, list.id, &segment.part, &Reads::Any).await?,
            name: segment.name,
        });
    }
    let any = |chosen: bool| Choice { value: String::new(), label: v.words.t("channels-any"), chosen };
    let languages = view::languages(v, v.words.language().as_str()).into_iter();
    let source = |source: &Source| Choice {
        value: source.as_str().to_owned(),
        label: v.words.t(source.key_on(list.kind)),
        chosen: typed.source == source.as_str(),
    };
    let page = ListPage {
        v,
        id: list.id.to_string(),
        name: list.name_in(v.words.language()).to_owned(),
        sms: list.kind == Kind::Sms,
        heard: if list.kind == Kind::Sms { heard(db, v, now).await? } else { Vec::new() },
        form,
        counts: Standing::ALL.iter().map(|one| (v.words.t(one.key()), count(*one))).collect(),
        segments,
        typed,
        languages: std::iter::once(any(typed.language.is_empty()))
            .chain(languages.map(|one| Choice { chosen: one.value == typed.language, ..one }))
            .collect(),
        sources: std::iter::once(any(typed.source.is_empty()))
            .chain(Source::ALL.iter().map(source))
            .collect(),
        may: v.may(&LISTS),
        may_addresses: v.may(&ADDRESSES),
        refusal: refusal.map(|key| v.words.t(key)),
        done: done.map(|key| v.words.t(key)),
    };
    page.answer_form(page.refusal.is_some())
}

/// Keeps what it is called, and whether anybody may ask for it.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ListForm>,
) -> Result<Response, WebError> {
    let member = v.require(&LISTS)?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let list = find(&mut db, &id).await?;
    let form = ListForm { kind: list.kind.as_str().to_owned(), ..form };
    let typed = if list.kind == Kind::Sms { form.keyword.as_str() } else { "" };
    let keyword = keyword(&section, &mut db, typed, Some(list.id)).await?;
    drop(db);
    let mut tx = section.db.begin().await?;
    let kept = match keyword {
        Ok(word) if !audiences::set_keyword(&mut tx, list.id, word.as_deref()).await? => {
            Err("channels-refused-keyword-taken")
        }
        Ok(_) => words(&form),
        Err(refusal) => Err(refusal),
    };
    match kept {
        Ok(words) => {
            for words in words {
                audiences::put_words(&mut tx, list.id, &words).await?;
            }
            let public = list.kind == Kind::Mail && form.public == "1";
            audiences::set_public(&mut tx, list.id, public).await?;
            let log = section.ask::<dyn StaffLog>()?;
            log.note(&mut tx, member.id, "channels-log-list", &format!("list {}", list.id)).await?;
            tx.public_changed().await?;
            tx.commit().await?;
            Ok(Redirect::to(&v.href(&format!("/desk/newsletter/lists/{id}?done=saved"))).into_response())
        }
        Err(refusal) => {
            drop(tx);
            let mut db = section.db.read().await?;
            page(&mut db, &v, &list, form, &SegmentForm::default(), now, (Some(refusal), None)).await
        }
    }
}

/// Gives a part of it a name, or lets that name go.
pub(super) async fn segment(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<SegmentForm>,
) -> Result<Response, WebError> {
    v.require(&LISTS)?;
    let mut tx = section.db.begin().await?;
    let list = find(&mut tx, &id).await?;
    let refusal = if form.act == "remove" {
        let segment = form.segment.parse().map_err(|_| WebError::BadRequest)?;
        let of_this =
            newsletters::segment(&mut tx, segment).await?.is_some_and(|one| one.audience == list.id);
        if !of_this {
            return Err(WebError::NotFound);
        }
        let used = newsletters::is_used(&mut tx, segment).await?;
        if !used {
            newsletters::remove_segment(&mut tx, segment).await?;
        }
        used.then_some("channels-refused-segment-used")
    } else {
        let since = view::moment(&Zone::UTC, &form.since, None);
        match (form.name.trim(), since) {
            ("", _) => Some("channels-refused-segment-name"),
            (_, Err(key)) => Some(key),
            (name, Ok(since)) => {
                let part = Part {
                    language: form.language.parse().ok(),
                    tag: Some(form.tag.trim().to_owned()).filter(|tag| !tag.is_empty()),
                    source: form.source.parse().ok(),
                    since,
                };
                let id = Id::new(section.clock.now(), section.random.as_ref());
                let name = name.chars().take(100).collect();
                newsletters::insert_segment(&mut tx, &Segment { id, audience: list.id, name, part }).await?;
                None
            }
        }
    };
    if refusal.is_some() {
        return page(&mut tx, &v, &list, form_of(&list), &form, section.clock.now(), (refusal, None)).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/newsletter/lists/{id}?done=saved#segments"))).into_response())
}
