//! The lists of letters, what was sent to them, and adding one.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::{
    people::StaffLog,
    planning::{Keywords, Spoken},
};
use griot_db::Conn;
use griot_kernel::{Id, Language};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    letters,
    rights::{LISTS, READ},
};
use crate::{
    model::{
        audience::{Audience, AudienceId, AudienceWords, Kind, Standing},
        mailing::named,
        phone,
    },
    networks::to_list,
    store::{audiences, channels, deliveries, mailings, newsletters, subscribers},
};

/// So many of the last letters are shown.
const LETTERS: i64 = 10;

struct Line {
    href: String,
    name: String,
    promise: String,
    sms: bool,
    keyword: Option<String>,
    public: bool,
    confirmed: i64,
    pending: i64,
    bounced: i64,
}

struct ChannelLine {
    href: String,
    name: String,
    list: Option<String>,
}

struct LetterLine {
    href: String,
    title: String,
    day: String,
    progress: String,
}

/// What the form of a list holds, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListForm {
    pub name_fr: String,
    pub promise_fr: String,
    pub name_en: String,
    pub promise_en: String,
    pub public: String,
    /// `mail` or `sms`; it is chosen once.
    pub kind: String,
    pub keyword: String,
}

#[derive(Template)]
#[template(path = "lists.html")]
struct ListsPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    channels: Vec<ChannelLine>,
    letters: Vec<LetterLine>,
    form: &'a ListForm,
    may: bool,
    refusal: Option<String>,
}

/// Shows them.
pub(super) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    page(&mut db, &v, &ListForm { public: "1".into(), ..ListForm::default() }, None).await
}

async fn page(
    db: &mut Conn,
    v: &Visitor,
    form: &ListForm,
    refusal: Option<&'static str>,
) -> Result<Response, WebError> {
    let own = v.words.language();
    let lists = audiences::list(db).await?;
    let (mut lines, mut sent) = (Vec::new(), Vec::new());
    for list in &lists {
        let counts = subscribers::counts(db, list.id).await?;
        let count = |wanted| counts.iter().find(|(one, _)| *one == wanted).map_or(0, |(_, n)| *n);
        lines.push(Line {
            href: v.href(&format!("/desk/newsletter/lists/{}", list.id)),
            name: list.name_in(own).to_owned(),
            promise: list.words_in(own).map(|words| words.promise.clone()).unwrap_or_default(),
            sms: list.kind == Kind::Sms,
            keyword: list.keyword.clone(),
            public: list.public,
            confirmed: count(Standing::Confirmed),
            pending: count(Standing::Pending),
            bounced: count(Standing::Bounced),
        });
        sent.extend(mailings::to(db, list.id, LETTERS).await?);
    }
    let mut all = Vec::new();
    for mailing in sent {
        let Some(delivery) = deliveries::by_id(db, mailing.delivery).await? else { continue };
        let progress = letters::progress(db, v, delivery.id).await?.unwrap_or_default();
        all.push((
            delivery.due_at,
            LetterLine {
                href: v.href(&format!("/desk/newsletter/letters/{}", delivery.id)),
                title: named(&delivery.message.text),
                day: v.words.moment(delivery.due_at),
                progress,
            },
        ));
    }
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut writing = Vec::new();
    for channel in channels::list(db).await?.into_iter().filter(|one| to_list(one.network)) {
        let chosen = newsletters::of(db, channel.id).await?;
        let list = chosen.and_then(|chosen| lists.iter().find(|list| list.id == chosen.audience));
        writing.push(ChannelLine {
            href: v.href(&format!("/desk/newsletter/channels/{}", channel.id)),
            name: channel.name,
            list: list.map(|list| list.name_in(own).to_owned()),
        });
    }
    let page = ListsPage {
        v,
        lines,
        channels: writing,
        letters: all.into_iter().map(|(_, line)| line).take(10).collect(),
        form,
        may: v.may(&LISTS),
        refusal: refusal.map(|key| v.words.t(key)),
    };
    page.answer_form(page.refusal.is_some())
}

/// The words of a list as they were typed, or what is wrong with them by a key.
pub(super) fn words(form: &ListForm) -> Result<Vec<AudienceWords>, &'static str> {
    let typed = [
        (Language::FRENCH, &form.name_fr, &form.promise_fr),
        (Language::ENGLISH, &form.name_en, &form.promise_en),
    ];
    let words: Vec<AudienceWords> = typed
        .into_iter()
        .filter(|(_, name, _)| !name.trim().is_empty())
        .map(|(language, name, promise)| AudienceWords {
            language,
            name: name.trim().chars().take(100).collect(),
            promise: promise.trim().chars().take(300).collect(),
        })
        .collect();
    if words.is_empty() {
        return Err("channels-refused-list-name");
    }
    Ok(words)
}

/// The word by which telephones join a list, as it was typed; none where none was. A word that another room
/// or another list answers to is refused.
pub(super) async fn keyword(
    section: &Section,
    db: &mut Conn,
    typed: &str,
    own: Option<AudienceId>,
) -> Result<Result<Option<String>, &'static str>, WebError> {
    if typed.trim().is_empty() {
        return Ok(Ok(None));
    }
    let Some(word) = phone::keyword(typed) else { return Ok(Err("channels-refused-keyword")) };
    let taken = |list: &Audience| Some(list.id) != own && list.keyword.as_deref() == Some(word.as_str());
    if audiences::list(db).await?.iter().any(taken) {
        return Ok(Err("channels-refused-keyword-taken"));
    }
    for room in section.all::<dyn Keywords>() {
        // Dropped, the act has asked and done nothing.
        let mut asking = section.db.begin().await?;
        let nobody = |_: &'static str| Vec::new();
        let spoken = Spoken { from: "", keyword: &word, rest: "", at: section.clock.now(), mark: &nobody };
        if room.claim(&mut asking, &spoken).await?.is_some() {
            return Ok(Err("channels-refused-keyword-taken"));
        }
    }
    Ok(Ok(Some(word)))
}

/// Adds a list.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<ListForm>,
) -> Result<Response, WebError> {
    let member = v.require(&LISTS)?;
    let now = section.clock.now();
    let kind = form.kind.parse().unwrap_or(Kind::Mail);
    let mut db = section.db.read().await?;
    let words = match words(&form) {
        Ok(words) => words,
        Err(refusal) => return page(&mut db, &v, &form, Some(refusal)).await,
    };
    let typed = if kind == Kind::Sms { form.keyword.as_str() } else { "" };
    let keyword = match keyword(&section, &mut db, typed, None).await? {
        Ok(keyword) => keyword,
        Err(refusal) => return page(&mut db, &v, &form, Some(refusal)).await,
    };
    drop(db);
    let mut tx = section.db.begin().await?;
    let list = Audience {
        id: Id::new(now, section.random.as_ref()),
        kind,
        slug: griot_text::slug(words.first().map_or("", |words| words.name.as_str())),
        // What went to telephones is not shown on the site.
        public: kind == Kind::Mail && form.public == "1",
        keyword,
        words,
        created_at: now,
    };
    if list.slug.is_empty() || !audiences::insert(&mut tx, &list).await? {
        drop(tx);
        return page(&mut *section.db.read().await?, &v, &form, Some("channels-refused-list-taken")).await;
    }
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-list", &format!("list {}", list.id)).await?;
    tx.public_changed().await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/newsletter/lists/{}?done=added", list.id))).into_response())
}
