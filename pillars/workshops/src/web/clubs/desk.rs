//! What trainers do with a club.

use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Tx;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    Asked,
    form::{self, ClubForm, MemberForm, ResultForm, role_of},
    page::{Typed, page},
    thing,
};
use crate::{
    acts,
    model::{Club, ClubMember, ClubRole, Eyes, Refusal},
    store::clubs,
    web::{
        TRAIN,
        view::{id_of, lead, note, said},
    },
};

/// Which member or which result an act is for, and what is wanted of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OneForm {
    id: String,
    role: String,
    wanted: String,
}

async fn held(tx: &mut Tx, id: &str) -> Result<Club, WebError> {
    clubs::hold(tx, id_of(id)?).await?.ok_or(WebError::NotFound)
}

pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let club = clubs::by_id(&mut db, id_of(&id)?).await?.ok_or(WebError::NotFound)?;
    let mut page = page(&section, &mut db, &v, (club, Eyes::Trainer), Typed::default()).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ClubForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let club = held(&mut tx, &id).await?;
    let saved = match form.judged(&section, &mut tx, club.coordinator).await? {
        Ok(_) if club.is_closed => Err(Refusal::NotNow),
        Ok((words, coordinator)) => {
            let new = Club { words, coordinator, revision: form.revision, ..club.clone() };
            // Who answers for a club is judged before anything is kept.
            match acts::clubs::follow_coordinator(&section, &mut tx, &new).await? {
                Ok(()) if clubs::save(&mut tx, &new).await? => Ok(()),
                Ok(()) => Err(Refusal::Stale),
                Err(refusal) => Err(refusal),
            }
        }
        Err(refusal) => Err(refusal),
    };
    if let Err(refusal) = saved {
        // Nothing of it is kept: the page shows what stands.
        drop(tx);
        let mut db = section.db.read().await?;
        let form = ClubForm { revision: club.revision, ..form };
        let typed = Typed { club: Some(form), ..Typed::default() };
        return page(&section, &mut db, &v, (club, Eyes::Trainer), typed).await?.refuse("club", refusal);
    }
    note(&section, &mut tx, member, "workshops-log-club-changed", &thing(&club)).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", club.desk()))
}

pub(super) async fn close(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<OneForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let club = held(&mut tx, &id).await?;
    let (is_closed, word, act) = match form.wanted.as_str() {
        "close" => (true, "club-closed", "workshops-log-club-closed"),
        "reopen" => (false, "club-reopened", "workshops-log-club-reopened"),
        _ => {
            let page = page(&section, &mut tx, &v, (club, Eyes::Trainer), Typed::default()).await?;
            return page.refuse("", Refusal::BadChoice);
        }
    };
    if club.is_closed != is_closed {
        clubs::save(&mut tx, &Club { is_closed, ..club.clone() }).await?;
        note(&section, &mut tx, member, act, &thing(&club)).await?;
        tx.commit().await?;
    }
    lead(&v, &format!("{}?done={word}", club.desk()))
}

pub(super) async fn join(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<MemberForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let club = held(&mut tx, &id).await?;
    let joined = form::join(&section, &mut tx, &club, &form, (member.id, Eyes::Trainer)).await?;
    if let Err(refusal) = joined {
        let typed = Typed { member: form, ..Typed::default() };
        return page(&section, &mut tx, &v, (club, Eyes::Trainer), typed).await?.refuse("member", refusal);
    }
    note(&section, &mut tx, member, "workshops-log-club-joined", &thing(&club)).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=added#members", club.desk()))
}

async fn one_of(tx: &mut Tx, club: &Club, typed: &str) -> Result<Option<ClubMember>, WebError> {
    let members = clubs::members(tx, club.id).await?;
    Ok(members.into_iter().find(|one| one.id.to_string() == typed.trim()))
}

pub(super) async fn role(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<OneForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let club = held(&mut tx, &id).await?;
    let one = one_of(&mut tx, &club, &form.id).await?.filter(|one| one.role != ClubRole::Coordinator);
    let judged = role_of(&form.role).and_then(|role| Ok((one.ok_or(Refusal::Stale)?, role)));
    let (one, role) = match judged {
        Ok(judged) => judged,
        Err(refusal) => {
            let page = page(&section, &mut tx, &v, (club, Eyes::Trainer), Typed::default()).await?;
            return page.refuse("members", refusal);
        }
    };
    clubs::set_role(&mut tx, one.id, role).await?;
    note(&section, &mut tx, member, "workshops-log-club-role", &thing(&club)).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved#members", club.desk()))
}

pub(super) async fn leave(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<OneForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let club = held(&mut tx, &id).await?;
    let gone = match one_of(&mut tx, &club, &form.id).await? {
        Some(one) => acts::clubs::leave(&mut tx, &club, one.id).await?,
        None => false,
    };
    if !gone {
        let page = page(&section, &mut tx, &v, (club, Eyes::Trainer), Typed::default()).await?;
        return page.refuse("members", Refusal::Stale);
    }
    note(&section, &mut tx, member, "workshops-log-club-left", &thing(&club)).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=removed#members", club.desk()))
}

pub(super) async fn result(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ResultForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let club = held(&mut tx, &id).await?;
    let noted = form::note(&section, &mut tx, &club, &form, (member.id, Eyes::Trainer)).await?;
    if let Err(refusal) = noted {
        let typed = Typed { result: form, ..Typed::default() };
        return page(&section, &mut tx, &v, (club, Eyes::Trainer), typed).await?.refuse("result", refusal);
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=added#results", club.desk()))
}

pub(super) async fn take_back(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<OneForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let club = held(&mut tx, &id).await?;
    let gone = match form.id.trim().parse() {
        Ok(result) => clubs::remove_result(&mut tx, club.id, result).await?,
        Err(_) => false,
    };
    if !gone {
        let page = page(&section, &mut tx, &v, (club, Eyes::Trainer), Typed::default()).await?;
        return page.refuse("results", Refusal::Stale);
    }
    note(&section, &mut tx, member, "workshops-log-club-result-removed", &thing(&club)).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=removed#results", club.desk()))
}
