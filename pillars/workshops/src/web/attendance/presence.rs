//! Saying that one is there, and that one leaves. It works without a script, and on a telephone that somebody lent.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::request::Parts,
    response::Response,
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;
use std::time::Duration;

use super::{hour, title, when};
use crate::{
    acts::attend::{self, TRIES, There},
    model::{Enrolment, Method, Programme, Stage, Workshop},
    store::{enrolments, meetings, programmes, workshops},
};

/// A whole class may come from one net.
const NET: (u32, Duration) = (600, Duration::from_secs(1));

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PresenceForm {
    code: String,
    who: String,
    via: String,
    act: String,
}

#[derive(Template)]
#[template(path = "presence.html")]
struct PresencePage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    when: String,
    place: String,
    form: PresenceForm,
    asks_who: bool,
    is_read: bool,
    said: Option<String>,
    can_leave: bool,
    refusal: Option<String>,
}

/// What is asked of somebody, and whether somebody signed in needs not say who they are.
async fn of_path(
    db: &mut Conn,
    v: &Visitor,
    slug: &str,
) -> Result<(Workshop, Programme, Option<Enrolment>), WebError> {
    let found = workshops::by_slug(db, slug).await?.filter(|one| one.stage != Stage::Draft);
    let workshop = found.ok_or(WebError::NotFound)?;
    let programme = programmes::by_id(db, workshop.programme).await?.ok_or(WebError::NotFound)?;
    let own = match &v.member {
        Some(member) => enrolments::of_person_in(db, workshop.id, member.id).await?,
        None => None,
    };
    Ok((workshop, programme, own))
}

fn page<'a>(
    v: &'a Visitor,
    (workshop, programme): (&Workshop, &Programme),
    own: Option<&Enrolment>,
    form: PresenceForm,
) -> PresencePage<'a> {
    // Whoever may not know of the training learns nothing here: the code is asked of those who are there.
    let may_know =
        own.is_some() || !programme.words.is_sensitive && programme.words.is_for(v.member.as_ref());
    let said = |text: String| if may_know { text } else { String::new() };
    PresencePage {
        at: format!("/presence/{}", workshop.slug),
        title: if may_know {
            title(workshop, programme).to_owned()
        } else {
            v.words.t("workshop-mail-neutral")
        },
        when: said(when(&v.words, workshop.starts_at, workshop.ends_at)),
        place: said(workshop.words.area.clone()),
        asks_who: own.is_none(),
        is_read: form.via == Method::Qr.as_str() && !form.code.is_empty(),
        form,
        said: None,
        can_leave: false,
        refusal: None,
        v,
    }
}

/// What is known of somebody who is there.
fn there(v: &Visitor, there: &There) -> String {
    let arrived = ("hour", hour(v, there.presence.arrived_at).into());
    let late = there.meeting.is_late(there.presence.arrived_at);
    match (there.presence.left_at, there.is_new) {
        (Some(left), _) => v.words.with("presence-left", [arrived, ("left", hour(v, left).into())]),
        (None, true) if late => v.words.with("presence-noted-late", [arrived]),
        (None, true) => v.words.with("presence-noted", [arrived]),
        (None, false) => v.words.with("presence-again", [arrived]),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    code: String,
}

/// Asks for the code on the wall, and of somebody who is not signed in for that of their enrolment.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let (workshop, programme, own) = of_path(&mut db, &v, &slug).await?;
    let code = crate::model::digits_of(&asked.code);
    let via = if code.is_empty() { Method::Code } else { Method::Qr };
    let form = PresenceForm { code, via: via.as_str().to_owned(), ..PresenceForm::default() };
    let mut page = page(&v, (&workshop, &programme), own.as_ref(), form);
    let all = meetings::of(&mut db, workshop.id).await?;
    match attend::on_now(&workshop, &all, now) {
        Err(why) => page.refusal = Some(v.words.t(why.key())),
        Ok(on) => {
            if let Some(own) = &own
                && let Some((presence, meeting)) = attend::there(&mut db, own, &on).await?
            {
                page.can_leave = presence.left_at.is_none() && meeting.is_half_over(now);
                page.said = Some(there(&v, &There { presence, meeting, is_new: false }));
            }
        }
    }
    page.answer()
}

/// Notes that somebody is there, or leaves. The answer is a page that may be asked for again without harm.
pub(super) async fn submit(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(slug): Path<String>,
    Form(form): Form<PresenceForm>,
) -> Result<Response, WebError> {
    section.limit(&parts, "presence", NET.0, NET.1)?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let (workshop, programme, own) = of_path(&mut tx, &v, &slug).await?;
    let one = match &own {
        Some(own) => Some(own.clone()),
        None => enrolments::by_code(&mut tx, &griot_crypto::typed_code(&form.who)).await?,
    };
    let mut page = page(&v, (&workshop, &programme), own.as_ref(), form.clone());
    let Some(one) = one.filter(|one| one.workshop == workshop.id) else {
        let key = if form.who.trim().is_empty() { "presence-refused-no-who" } else { "presence-refused-who" };
        page.refusal = Some(v.words.t(key));
        return page.answer_form(true);
    };
    if section.limits.check("presence", &one.id.to_string(), TRIES.0, TRIES.1, now).is_err() {
        page.refusal = Some(v.words.t("presence-refused-often"));
        return page.answer_with(StatusCode::TOO_MANY_REQUESTS);
    }
    let method = if form.via == Method::Qr.as_str() { Method::Qr } else { Method::Code };
    let done = match form.act.as_str() {
        "leave" => attend::leave(&mut tx, &workshop, &one, now).await?,
        _ => attend::arrive(&mut tx, &workshop, &one, (&form.code, method), now).await?,
    };
    match done {
        Ok(noted) => {
            tx.commit().await?;
            page.said = Some(there(&v, &noted));
            page.can_leave = noted.presence.left_at.is_none() && noted.meeting.is_half_over(now);
            page.answer()
        }
        Err(why) => {
            page.refusal = Some(v.words.t(why.key()));
            // What the camera read is over: the next code is typed, or read again.
            page.is_read = false;
            page.answer_form(true)
        }
    }
}
