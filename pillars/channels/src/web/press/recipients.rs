//! Who gets a communiqué when the program sends it: chosen beforehand, shown by name, changed until its hour.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{Done, line};
use crate::{
    acts::{
        communique::{self, by_program},
        press,
        show::Whole,
    },
    model::{
        channel::Channel,
        item::{Item, Stage},
        network::Network,
        press::{Journalist, Recipients},
    },
    store::{channels, communiques, journalists, recipients},
    web::{
        item::find,
        rights::{KEEP, PUBLISH},
        view::Choice,
    },
};

struct Line {
    id: String,
    name: String,
    about: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "recipients.html")]
struct RecipientsPage<'a> {
    v: &'a Visitor,
    id: String,
    title: String,
    kept: bool,
    open: bool,
    languages: Vec<Choice>,
    beats: Vec<Choice>,
    lines: Vec<Line>,
    count: i64,
    /// Who is meant and gets nothing, each with the reason.
    others: Vec<(String, String)>,
    weight: Option<String>,
    refusal: Option<String>,
    done: Option<String>,
}

/// Who gets it, in a sentence, and where that is chosen; nothing where a person sends it.
pub(super) async fn said(
    db: &mut Conn,
    v: &Visitor,
    whole: &Whole,
    now: Timestamp,
) -> Result<Option<(String, String)>, WebError> {
    if by_program(whole).next().is_none() {
        return Ok(None);
    }
    let words = match recipients::of(db, whole.item.id).await? {
        Some(chosen) => {
            let all = journalists::list(db).await?;
            v.words.count("channels-recipients-count", many(chosen.of(&all, now).len()))
        }
        None => v.words.t("channels-recipients-none"),
    };
    Ok(Some((words, v.href(&format!("/desk/items/{}/recipients", whole.item.id)))))
}

fn many(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Whether it may still be chosen: its hour has not come.
fn is_open(item: &Item, now: Timestamp) -> bool {
    let came = item.stage == Stage::Scheduled && item.planned_at.is_some_and(|at| at <= now);
    item.stage.may_be_written() && !came
}

/// Shows it.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let mut db = section.db.read().await?;
    let whole = find(&mut db, &id).await?;
    if !press::goes_to_press(&whole) {
        return Err(WebError::NotFound);
    }
    let kept = recipients::of(&mut db, whole.item.id).await?;
    page(&section, &mut db, &v, &whole, kept, (None, done.sentence(&v))).await
}

async fn page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    whole: &Whole,
    kept: Option<Recipients>,
    (refusal, done): (Option<&'static str>, Option<String>),
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let all = journalists::list(db).await?;
    let chosen = kept.clone().unwrap_or_default();
    let choice = |value: String, label: String, chosen: bool| Choice { value, label, chosen };
    let mut languages =
        vec![choice(String::new(), v.words.t("channels-press-all-languages"), chosen.language.is_none())];
    let mut beats =
        vec![choice(String::new(), v.words.t("channels-press-all-beats"), chosen.beat.is_empty())];
    for one in &all {
        let tag = one.language.to_string();
        if !languages.iter().any(|known| known.value == tag) {
            let is = chosen.language == Some(one.language);
            languages.push(choice(tag, v.words.language_name(one.language), is));
        }
        if !one.beat.is_empty() && !beats.iter().any(|known| known.value == one.beat) {
            beats.push(choice(one.beat.clone(), one.beat.clone(), chosen.beat == one.beat));
        }
    }
    if !chosen.beat.is_empty() && !beats.iter().any(|known| known.chosen) {
        beats.push(choice(chosen.beat.clone(), chosen.beat.clone(), true));
    }
    let (takes, not): (Vec<&Journalist>, Vec<&Journalist>) =
        all.iter().filter(|one| chosen.means(one)).partition(|one| one.takes_letters(now));
    let about = |one: &Journalist| {
        let parts = [one.medium.clone(), one.beat.clone(), v.words.language_name(one.language)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let lines = takes.iter().map(|one| Line {
        id: one.id.to_string(),
        name: one.name.clone(),
        about: about(one),
        chosen: !chosen.left_out.contains(&one.id),
    });
    let page = RecipientsPage {
        v,
        id: whole.item.id.to_string(),
        title: whole.item.title.clone(),
        kept: kept.is_some(),
        open: is_open(&whole.item, now),
        languages,
        beats,
        lines: lines.collect(),
        count: many(chosen.of(&all, now).len()),
        others: not.iter().map(|one| (one.name.clone(), v.words.t(why(one, now)))).collect(),
        weight: weight(section, db, v, whole).await?,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Why somebody gets no letter.
pub(super) fn why(one: &Journalist, now: Timestamp) -> &'static str {
    if one.email.is_empty() {
        "channels-why-no-address"
    } else if one.stopped_at.is_some() {
        "channels-why-stopped"
    } else if one.consent.is_empty() {
        "channels-why-no-consent"
    } else if one.consent_until.is_some_and(|until| until <= now) {
        "channels-why-ended"
    } else {
        "channels-why-paused"
    }
}

/// What each letter weighs more, where it carries the paper.
async fn weight(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    whole: &Whole,
) -> Result<Option<String>, WebError> {
    let mut attached = false;
    for channel in by_program(whole) {
        attached = attached || recipients::attaches(db, channel.id).await?;
    }
    if !attached {
        return Ok(None);
    }
    let one = communiques::of(db, whole.item.id).await?.unwrap_or_default();
    let ways = communiques::ways(db).await?;
    let bytes = communique::pdf(section, (whole, &one), &ways, None).await.map_err(WebError::internal)?;
    let size = v.words.bytes(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    Ok(Some(v.words.put("channels-attach-weight", "size", size)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct RecipientsForm {
    language: String,
    beat: String,
    shown: Vec<String>,
    to: Vec<String>,
}

/// Keeps who gets it.
pub(in crate::web) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<RecipientsForm>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let mut tx = section.db.begin().await?;
    let whole = find(&mut tx, &id).await?;
    if !press::goes_to_press(&whole) {
        return Err(WebError::NotFound);
    }
    let before = recipients::of(&mut tx, whole.item.id).await?.unwrap_or_default();
    // Who was not on the page that was answered stays as they were.
    let unseen = before.left_out.into_iter().filter(|one| !form.shown.contains(&one.to_string()));
    let unticked = form.shown.iter().filter(|one| !form.to.contains(one)).filter_map(|one| one.parse().ok());
    let chosen = Recipients {
        language: form.language.parse().ok(),
        beat: line(&form.beat, 150),
        left_out: unseen.chain(unticked).collect(),
    };
    if !is_open(&whole.item, section.clock.now()) {
        let refusal = Some("channels-refused-recipients-gone");
        return page(&section, &mut tx, &v, &whole, Some(chosen), (refusal, None)).await;
    }
    recipients::choose(&mut tx, whole.item.id, &chosen).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/items/{id}/recipients?done=saved"))).into_response())
}

/// Whether the letters of a channel carry the paper, as its page shows it.
pub(in crate::web) struct Attaching {
    pub attach: bool,
    /// What the last communiqué would add to each letter.
    pub weight: Option<String>,
}

impl Attaching {
    /// How it is with a channel of the press.
    pub async fn of(
        section: &Section,
        db: &mut Conn,
        v: &Visitor,
        channel: &Channel,
    ) -> Result<Option<Self>, WebError> {
        if channel.network != Network::Press {
            return Ok(None);
        }
        let attach = recipients::attaches(db, channel.id).await?;
        let mut weight = None;
        if let Some(last) = communiques::list(db, 1).await?.first()
            && let Some(whole) = Whole::load(db, *last).await?
        {
            let one = communiques::of(db, *last).await?.unwrap_or_default();
            let ways = communiques::ways(db).await?;
            let bytes =
                communique::pdf(section, (&whole, &one), &ways, None).await.map_err(WebError::internal)?;
            let size = v.words.bytes(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            weight = Some(v.words.put("channels-attach-last", "size", size));
        }
        Ok(Some(Self { attach, weight }))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct AttachForm {
    attach: String,
}

/// Says whether the letters of a channel carry the paper.
pub(in crate::web) async fn attach(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AttachForm>,
) -> Result<Response, WebError> {
    let member = v.require(&KEEP)?;
    let mut tx = section.db.begin().await?;
    let channel = id.parse().map_err(|_| WebError::NotFound)?;
    let channel = channels::by_id(&mut tx, channel).await?.filter(|one| one.network == Network::Press);
    let channel = channel.ok_or(WebError::NotFound)?;
    recipients::set_attaches(&mut tx, channel.id, form.attach == "1").await?;
    let log = section.ask::<dyn StaffLog>()?;
    log.note(&mut tx, member.id, "channels-log-changed", &format!("channel {}", channel.id)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/channels/{id}?done=saved"))).into_response())
}
