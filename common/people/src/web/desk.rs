//! The desk of people: requests to answer, invitations to make.

use std::collections::HashSet;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::{Id, Page, PageRequest};
use griot_mailroom::{Mark, store::stops};
use griot_web::{Answer, Form, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{PageQuery, email, join::Refusal, moment, twice};
use crate::{
    Section,
    acts::{self, invite::Guest, letters},
    model::{
        invitation::{Invitation, MOST_PLACES},
        profile,
        request::JoinRequest,
    },
    store,
};

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage<'a> {
    v: &'a Visitor,
    requests: Page<JoinRequest>,
    waiting: i64,
    invitations: Page<InvitationLine>,
    languages: Vec<(String, String)>,
    form: &'a InviteForm,
    refusal: Option<Refusal>,
    link: Option<String>,
    mark: String,
    done: Option<String>,
}

impl DeskPage<'_> {
    /// The page where the other list stays as it is.
    fn way(&self, requests: u32, invitations: u32) -> String {
        self.v.href(&format!("/desk/people?page={requests}&invitations={invitations}"))
    }
}

/// `?page=2&invitations=3`: requests and invitations are two lists.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DeskQuery {
    page: Option<u32>,
    invitations: Option<u32>,
    done: Option<String>,
}

struct InvitationLine {
    id: String,
    whom: String,
    day: String,
    places: i64,
    taken: i64,
    open: bool,
    stopped: bool,
}

async fn build<'a>(
    section: &Section,
    v: &'a Visitor,
    form: &'a InviteForm,
    query: &DeskQuery,
) -> Result<DeskPage<'a>, WebError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let requests = store::requests::waiting(&mut db, PageRequest::new(query.page.unwrap_or(1), 20)).await?;
    let waiting = store::requests::count_waiting(&mut db).await?;
    let invitations =
        store::invitations::page(&mut db, PageRequest::new(query.invitations.unwrap_or(1), 50)).await?;
    let mut stopped = HashSet::new();
    for invitation in &invitations.items {
        let mark = invitation.address.as_deref().and_then(|address| letters::mark(&section.keys, address));
        if let Some(mark) = mark
            && stops::standing(&mut db, mark).await?.is_some()
        {
            stopped.insert(invitation.id);
        }
    }
    let line = |i: Invitation| InvitationLine {
        id: i.id.to_string(),
        stopped: stopped.contains(&i.id),
        open: i.check(now).is_ok(),
        whom: match i.address {
            Some(_) if !i.name.is_empty() => i.name,
            Some(address) => address,
            None => v.words.t("people-desk-anyone"),
        },
        day: v.words.day(i.created_at),
        places: i.places,
        taken: i.taken,
    };
    Ok(DeskPage {
        v,
        requests,
        waiting,
        invitations: invitations.map(line),
        languages: super::profile::languages(v),
        form,
        refusal: None,
        link: None,
        mark: twice::mark(section),
        done: None,
    })
}

pub(super) async fn page(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<DeskQuery>,
) -> Result<Response, WebError> {
    let form = InviteForm { language: v.words.language().to_string(), ..InviteForm::default() };
    let mut page = build(&section, &v, &form, &query).await?;
    page.done = PageQuery { page: None, done: query.done }.done(&v);
    page.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    request: String,
    answer: String,
    reason: String,
}

pub(super) async fn answer(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<AnswerForm>,
) -> Result<Response, WebError> {
    let by = v.require(&super::rights::ANSWER_REQUESTS)?.id;
    let id: Id<JoinRequest> = form.request.parse().map_err(|_| WebError::BadRequest)?;
    let at = moment(&section);
    let reason = profile::word(&form.reason);
    if let ("refuse", Err(refusal)) = (form.answer.as_str(), &reason) {
        let key = match refusal {
            profile::Refusal::NoAbout => "people-refused-no-reason",
            other => other.key(),
        };
        let blank = InviteForm::default();
        let mut page = build(&section, &v, &blank, &DeskQuery::default()).await?;
        page.refusal = Some(Refusal { field: "reason", key });
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut tx = section.db.begin().await?;
    let request = store::requests::by_id(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let moved = match (form.answer.as_str(), reason) {
        ("accept", _) => acts::invite::accept(&mut tx, at, &request, by).await?,
        ("refuse", Ok(reason)) => acts::invite::refuse(&mut tx, at, &request, &reason, by).await?,
        _ => return Err(WebError::BadRequest),
    };
    tx.commit().await?;
    let done = if moved { "answered" } else { "answered-before" };
    Ok(Redirect::to(&format!("/desk/people?done={done}")).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct InviteForm {
    name: String,
    address: String,
    word: String,
    language: String,
}

pub(super) async fn invite(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<InviteForm>,
) -> Result<Response, WebError> {
    let by = v.require(&super::rights::INVITE)?.id;
    let refused = async |field, key| {
        let mut page = build(&section, &v, &form, &DeskQuery::default()).await?;
        page.refusal = Some(Refusal { field, key });
        page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    let (to, digest) = match email(&section, &form.address) {
        Ok(found) => found,
        Err(key) => return refused("address", key).await,
    };
    let name = match profile::name(&form.name) {
        Ok(name) => name,
        Err(profile::Refusal::NoName) => String::new(),
        Err(refusal) => return refused("name", refusal.key()).await,
    };
    let word = match profile::about(&form.word) {
        Ok(word) => word,
        Err(refusal) => return refused("word", refusal.key()).await,
    };
    let language = super::profile::language(&v, &form.language).unwrap_or(v.words.language());
    let mut tx = section.db.begin().await?;
    if store::contacts::owner_of_email(&mut tx, &digest).await?.is_some() {
        drop(tx);
        return refused("address", "people-refused-known-address").await;
    }
    if stops::standing(&mut tx, Mark::of(&section.keys, &to)).await?.is_some() {
        drop(tx);
        return refused("address", "people-refused-stopped").await;
    }
    // The form that is sent twice invites once; another day the letter may have to go again.
    let before = store::invitations::open_for(&mut tx, &digest, section.clock.now()).await?;
    if before.is_some_and(|i| i.invited_by == Some(by) && twice::just_now(&section, i.created_at)) {
        return Ok(Redirect::to("/desk/people?done=invited").into_response());
    }
    let guest = Guest { name: &name, address: to.as_str(), digest, language, word: &word };
    acts::invite::by_letter(&mut tx, moment(&section), guest, by).await?;
    tx.commit().await?;
    Ok(Redirect::to("/desk/people?done=invited").into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LinkForm {
    places: String,
    mark: String,
}

/// Makes a link to hand on and shows it; the form that is sent twice shows the same one.
pub(super) async fn link(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<LinkForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::rights::INVITE)?;
    let blank = InviteForm::default();
    let Some(places) = form.places.trim().parse::<i64>().ok().filter(|n| (1..=MOST_PLACES).contains(n))
    else {
        let mut page = build(&section, &v, &blank, &DeskQuery::default()).await?;
        page.refusal = Some(Refusal { field: "places", key: "people-refused-places" });
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    };
    let token = twice::secret(&section, member, &form.mark, &[&places.to_string()]);
    let (at, language) = (moment(&section), v.words.language());
    let mut tx = section.db.begin().await?;
    acts::invite::by_link(&mut tx, at, places, language, member.id, &token).await?;
    tx.commit().await?;
    let mut page = build(&section, &v, &blank, &DeskQuery::default()).await?;
    page.link = Some(section.url(&format!("/join/{}", token.text())));
    page.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WithdrawForm {
    invitation: String,
}

pub(super) async fn withdraw(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<WithdrawForm>,
) -> Result<Response, WebError> {
    let by = v.require(&super::rights::INVITE)?.id;
    let id: Id<Invitation> = form.invitation.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    acts::invite::withdraw(&mut tx, moment(&section), id, by).await?;
    tx.commit().await?;
    Ok(Redirect::to("/desk/people?done=withdrawn").into_response())
}
