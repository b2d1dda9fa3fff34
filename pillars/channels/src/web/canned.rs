//! Answers written beforehand: one person writes, another approves, and then they are sent without
//! waiting.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_kernel::{Id, PersonId};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    inbox::done,
    rights::{APPROVE, INBOX},
    view::{self, Choice, Done, Names},
};
use crate::store::canned::{self, Canned};

struct Line {
    id: String,
    title: String,
    language: String,
    tag: String,
    body: String,
    approved: Option<String>,
    may_approve: bool,
    may_change: bool,
}

#[derive(Template)]
#[template(path = "canned.html")]
struct CannedPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    form: &'a CannedForm,
    languages: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CannedForm {
    act: String,
    id: String,
    title: String,
    language: String,
    body: String,
}

/// Shows them.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&INBOX)?;
    let form = CannedForm { language: v.settings.language.to_string(), ..CannedForm::default() };
    let done = done(&v, &query.done);
    page(&section, &v, &form, None, done).await
}

async fn page(
    section: &Section,
    v: &Visitor,
    form: &CannedForm,
    refusal: Option<&'static str>,
    done: Option<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let all = canned::list(&mut db).await?;
    let names = Names::of(section, &mut db, all.iter().filter_map(|one| one.approved_by)).await?;
    let me = v.member.as_ref().map(|member| member.id);
    let line = |one: Canned| Line {
        may_approve: one.approved_by.is_none() && v.may(&APPROVE) && one.by != me,
        may_change: me.is_some_and(|me| may_change(v, me, &one)),
        id: one.id.to_string(),
        title: one.title,
        language: v.words.language_name(one.language),
        tag: one.language.to_string(),
        body: one.body,
        approved: one.approved_by.map(|person| names.name(v, person)),
    };
    let page = CannedPage {
        v,
        lines: all.into_iter().map(line).collect(),
        languages: view::languages(v, &form.language),
        form,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// What somebody else said yes to is changed or taken away by whoever wrote it, or may say yes.
fn may_change(v: &Visitor, me: PersonId, one: &Canned) -> bool {
    one.approved_by.is_none() || one.by == Some(me) || v.may(&APPROVE)
}

/// Writes one, approves one or takes one away.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<CannedForm>,
) -> Result<Response, WebError> {
    let by = v.require(&INBOX)?.id;
    let mut tx = section.db.begin().await?;
    let id = form.id.parse::<Id<Canned>>().ok();
    let known = canned::list(&mut tx).await?.into_iter().find(|one| Some(one.id) == id);
    let closed = known.as_ref().is_some_and(|one| !may_change(&v, by, one));
    if closed && form.act != "approve" {
        return Err(WebError::Forbidden);
    }
    let act = match (form.act.as_str(), known) {
        ("put", known) => {
            let title: String = form.title.trim().chars().take(100).collect();
            let body: String = form.body.replace("\r\n", "\n").trim().chars().take(2_000).collect();
            let language = form.language.parse().map_err(|_| WebError::BadRequest)?;
            if title.is_empty() || body.is_empty() {
                drop(tx);
                return page(&section, &v, &form, Some("channels-refused-canned"), None).await;
            }
            let id = known.map_or_else(|| Id::secret(section.random.as_ref()), |one| one.id);
            // Whoever changes the words drops the yes that was said to others.
            let one = Canned {
                id,
                title,
                language,
                body,
                by: Some(by),
                approved_by: None,
                at: section.clock.now(),
            };
            canned::put(&mut tx, &one).await?;
            "channels-log-canned"
        }
        ("approve", Some(one)) => {
            v.require(&APPROVE)?;
            // What was read is approved, and by somebody else.
            if one.by == Some(by) || one.body != form.body.replace("\r\n", "\n") {
                drop(tx);
                return page(&section, &v, &CannedForm::default(), Some("channels-refused-own"), None).await;
            }
            canned::put(&mut tx, &Canned { approved_by: Some(by), ..one }).await?;
            "channels-log-canned-approved"
        }
        ("remove", Some(one)) => {
            canned::remove(&mut tx, one.id).await?;
            "channels-log-canned-removed"
        }
        ("approve" | "remove", None) => return Err(WebError::NotFound),
        _ => return Err(WebError::BadRequest),
    };
    section.ask::<dyn StaffLog>()?.note(&mut tx, by, act, "inbox").await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/inbox/canned?done=saved")).into_response())
}
