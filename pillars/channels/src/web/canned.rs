//! Answers written beforehand: one person writes, another approves, and then they are sent without
//! waiting.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    inbox::done,
    rights::{APPROVE, INBOX},
    view::{self, Choice, Names},
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

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    done: String,
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
        id: one.id.to_string(),
        title: one.title,
        language: v.words.language_name(one.language),
        tag: one.language.to_string(),
        body: one.body,
        approved: one.approved_by.map(|person| names.name(v, person)),
        may_approve: one.approved_by.is_none() && v.may(&APPROVE) && one.by != me,
    };
    let page = CannedPage {
        v,
        lines: all.into_iter().map(line).collect(),
        languages: view::languages(v, &form.language),
        form,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    if refusal.is_some() { page.answer_with(StatusCode::UNPROCESSABLE_ENTITY) } else { page.answer() }
}

/// Writes one, approves one or takes one away.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<CannedForm>,
) -> Result<Response, WebError> {
    let by = v.require(&INBOX)?.id;
    let mut tx = section.db.begin().await?;
    let known = form.id.parse::<Id<Canned>>().ok();
    match (form.act.as_str(), known) {
        ("put", known) => {
            let title: String = form.title.trim().chars().take(100).collect();
            let body: String = form.body.replace("\r\n", "\n").trim().chars().take(2_000).collect();
            let language = form.language.parse().map_err(|_| WebError::BadRequest)?;
            if title.is_empty() || body.is_empty() {
                drop(tx);
                return page(&section, &v, &form, Some("channels-refused-canned"), None).await;
            }
            let id = known.unwrap_or_else(|| Id::secret(section.random.as_ref()));
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
        }
        ("approve", Some(id)) => {
            v.require(&APPROVE)?;
            let all = canned::list(&mut tx).await?;
            let one = all.into_iter().find(|one| one.id == id).ok_or(WebError::NotFound)?;
            // What was read is approved, and by somebody else.
            if one.by == Some(by) || one.body != form.body.replace("\r\n", "\n") {
                drop(tx);
                return page(&section, &v, &CannedForm::default(), Some("channels-refused-own"), None).await;
            }
            canned::put(&mut tx, &Canned { approved_by: Some(by), ..one }).await?;
        }
        ("remove", Some(id)) => canned::remove(&mut tx, id).await?,
        _ => return Err(WebError::BadRequest),
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/inbox/canned?done=saved")).into_response())
}
