//! The rumour desk: what is said, what was checked, what the section answers.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::planning::Proposal;
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    hand::address,
    inbox::done,
    rights::INBOX,
    view::{Choice, Done, Names},
};
use crate::{
    acts::{propose, reply},
    model::rumour::{Check, Rumour, RumourId, RumourState, Verdict},
    store::rumours,
};

struct Line {
    href: String,
    claim: String,
    seen: String,
    verdict: Option<String>,
    day: String,
}

struct Group {
    title: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "rumours.html")]
struct RumoursPage<'a> {
    v: &'a Visitor,
    groups: Vec<Group>,
    claim: &'a str,
    seen: &'a str,
    refusal: Option<String>,
    done: Option<String>,
}

struct CheckLine {
    words: String,
    link: Option<String>,
    who: String,
    at: String,
}

#[derive(Template)]
#[template(path = "rumour.html")]
struct RumourPage<'a> {
    v: &'a Visitor,
    rumour: &'a Rumour,
    id: String,
    state: String,
    owner: Option<String>,
    checks: Vec<CheckLine>,
    verdicts: Vec<Choice>,
    item: Option<String>,
    open: bool,
    typed: &'a RumourForm,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RumourForm {
    act: String,
    claim: String,
    seen: String,
    words: String,
    link: String,
    verdict: String,
    answer: String,
}

/// Shows all of them.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&INBOX)?;
    let done = done(&v, &query.done);
    listed(&section, &v, &RumourForm::default(), None, done).await
}

async fn listed(
    section: &Section,
    v: &Visitor,
    form: &RumourForm,
    refusal: Option<&'static str>,
    done: Option<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let mut groups = Vec::new();
    for state in RumourState::ALL {
        let found = rumours::list(&mut db, state, 100).await?;
        if found.is_empty() {
            continue;
        }
        let line = |one: Rumour| Line {
            href: v.href(&format!("/desk/rumours/{}", one.id)),
            claim: griot_text::excerpt(&one.claim, 160),
            seen: one.seen,
            verdict: one.verdict.map(|verdict| v.words.t(verdict.key())),
            day: v.words.day(one.at),
        };
        groups.push(Group { title: v.words.t(state.key()), lines: found.into_iter().map(line).collect() });
    }
    let page = RumoursPage {
        v,
        groups,
        claim: &form.claim,
        seen: &form.seen,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Notes one.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<RumourForm>,
) -> Result<Response, WebError> {
    let by = v.require(&INBOX)?.id;
    let claim = form.claim.replace('\0', "").trim().to_owned();
    if claim.is_empty() {
        return listed(&section, &v, &form, Some("channels-refused-rumour-empty"), None).await;
    }
    let rumour = reply::rumour(&claim, form.seen.trim().chars().take(200).collect(), by, &section);
    let mut tx = section.db.begin().await?;
    rumours::put(&mut tx, &rumour, section.clock.now()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/rumours/{}?done=saved", rumour.id))).into_response())
}

/// Shows one.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&INBOX)?;
    let rumour = find(&mut *section.db.read().await?, &id).await?;
    let typed = RumourForm {
        answer: rumour.answer.clone(),
        verdict: rumour.verdict.map(|verdict| verdict.as_str().to_owned()).unwrap_or_default(),
        ..RumourForm::default()
    };
    let done = done(&v, &query.done);
    page(&section, &v, &rumour, &typed, None, done).await
}

async fn find(db: &mut Conn, id: &str) -> Result<Rumour, WebError> {
    let id: RumourId = id.parse().map_err(|_| WebError::NotFound)?;
    rumours::by_id(db, id).await?.ok_or(WebError::NotFound)
}

async fn page(
    section: &Section,
    v: &Visitor,
    rumour: &Rumour,
    typed: &RumourForm,
    refusal: Option<&'static str>,
    done: Option<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let checks = rumours::checks(&mut db, rumour.id).await?;
    let people = checks.iter().filter_map(|check| check.by).chain(rumour.owner);
    let names = Names::of(section, &mut db, people).await?;
    let verdict = |one: &Verdict| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        chosen: one.as_str() == typed.verdict,
    };
    let page = RumourPage {
        v,
        rumour,
        id: rumour.id.to_string(),
        state: v.words.t(rumour.state.key()),
        owner: rumour.owner.map(|person| names.name(v, person)),
        checks: checks
            .into_iter()
            .map(|check| CheckLine {
                words: check.words,
                link: Some(check.link).filter(|link| !link.is_empty()),
                who: check.by.map_or_else(|| v.words.t("channels-someone"), |who| names.name(v, who)),
                at: v.words.moment(check.at),
            })
            .collect(),
        verdicts: Verdict::ALL.iter().map(verdict).collect(),
        item: rumour.item.map(|item| v.href(&format!("/desk/items/{item}"))),
        open: matches!(rumour.state, RumourState::Claim | RumourState::Checking),
        typed,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Adds what was looked at, or answers it, or lets it be.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<RumourForm>,
) -> Result<Response, WebError> {
    let by = v.require(&INBOX)?.id;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let mut rumour = find(&mut tx, &id).await?;
    let mut to = format!("/desk/rumours/{id}?done=saved");
    let refusal = match form.act.as_str() {
        "check" => {
            let words: String = form.words.replace('\0', "").trim().chars().take(2_000).collect();
            let link = address(&form.link);
            if words.is_empty() {
                Some("channels-refused-check-empty")
            } else if !form.link.trim().is_empty() && link.is_none() {
                Some("channels-refused-address")
            } else {
                let check = Check { words, link: link.unwrap_or_default(), by: Some(by), at: now };
                rumours::add_check(&mut tx, Uuid::from_bytes(section.random.bytes()), rumour.id, &check)
                    .await?;
                if rumour.state == RumourState::Claim {
                    rumour.state = RumourState::Checking;
                }
                rumour.owner = rumour.owner.or(Some(by));
                None
            }
        }
        "answer" => {
            rumour.verdict = form.verdict.parse().ok();
            rumour.answer =
                form.answer.replace("\r\n", "\n").replace('\0', "").trim().chars().take(5_000).collect();
            let checks = rumours::checks(&mut tx, rumour.id).await?.len();
            let obstacle = rumour.obstacle(checks);
            if obstacle.is_none() {
                rumour.state = RumourState::Answered;
                let proposal = Proposal {
                    by,
                    title: v.words.put(
                        "channels-rumour-title",
                        "claim",
                        griot_text::excerpt(&rumour.claim, 80),
                    ),
                    body: rumour.answer.clone(),
                    language: rumour.language,
                    source: None,
                    campaign: None,
                    line: None,
                };
                // What the section says in public is approved as all it says is.
                if rumour.item.is_none() {
                    let moment = (now, section.random.as_ref());
                    rumour.item = propose::draft(&mut tx, "channels.networks", &proposal, moment).await?;
                }
                to = rumour.item.map_or(to, |item| format!("/desk/items/{item}"));
            }
            obstacle
        }
        "drop" => {
            rumour.state = RumourState::Dropped;
            None
        }
        "reopen" => {
            rumour.state = RumourState::Checking;
            None
        }
        _ => return Err(WebError::BadRequest),
    };
    if refusal.is_some() {
        drop(tx);
        let known = find(&mut *section.db.read().await?, &id).await?;
        return page(&section, &v, &known, &form, refusal, None).await;
    }
    rumours::put(&mut tx, &rumour, now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&to)).into_response())
}
