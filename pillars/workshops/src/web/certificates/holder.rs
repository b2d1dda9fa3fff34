//! What its holder sees of a certificate, and what they let others see.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_crypto::typed_code;
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{StatusCode, request::Parts};
use serde::Deserialize;

use super::{
    super::view::{Choice, Link, lead, said},
    paper,
};
use crate::{
    acts::certify,
    model::{Certificate, Refusal, Shows},
    store::{certificates, enrolments},
};

/// So often one net may open pages by a code, and so soon one more.
const BURST: u32 = 120;
const EVERY: Duration = Duration::from_secs(3);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

#[derive(Template)]
#[template(path = "certificate.html")]
struct CertificatePage<'a> {
    v: &'a Visitor,
    at: String,
    kind: String,
    title: String,
    facts: Vec<(String, String)>,
    text: String,
    revoked: Option<(String, String)>,
    code: Option<String>,
    picture: Option<String>,
    is_hidden: bool,
    choices: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

/// A certificate, and the page on which its holder sees it.
struct Held {
    one: Certificate,
    at: String,
    is_minor: bool,
}

async fn held_of(db: &mut Conn, one: Certificate, at: String) -> Result<Held, WebError> {
    let enrolment = match one.enrolment {
        Some(id) => enrolments::by_id(db, id).await?,
        None => None,
    };
    Ok(Held { is_minor: enrolment.is_some_and(|one| one.is_minor), one, at })
}

async fn of_member(db: &mut Conn, v: &Visitor, number: &str) -> Result<Held, WebError> {
    let member = v.signed_in()?;
    let found = certificates::by_number(db, &Certificate::typed(number)).await?;
    let one = found.filter(|one| one.person == Some(member.id)).ok_or(WebError::NotFound)?;
    let at = one.own();
    held_of(db, one, at).await
}

async fn of_code(section: &Section, db: &mut Conn, parts: &Parts, code: &str) -> Result<Held, WebError> {
    section.limit(parts, "workshops.certificate-code", BURST, EVERY)?;
    let enrolment = enrolments::by_code(db, &typed_code(code)).await?.ok_or(WebError::NotFound)?;
    let one = certificates::of_enrolment(db, enrolment.id).await?.ok_or(WebError::NotFound)?;
    held_of(db, one, format!("{}/certificate", enrolment.address())).await
}

fn page<'a>(v: &'a Visitor, held: &Held) -> CertificatePage<'a> {
    let one = &held.one;
    let fact = |key: &str, value: &str| (v.words.t(key), value.to_owned());
    // Nobody under 18 is named in public, whatever they choose.
    let offered = Shows::ALL.into_iter().filter(|shows| !(held.is_minor && *shows == Shows::Holder));
    CertificatePage {
        v,
        at: held.at.clone(),
        kind: one.kind.clone(),
        title: one.title.clone(),
        facts: vec![
            fact("certificate-number", &one.number),
            fact("certificate-name", &one.holder),
            fact("certificate-section", &one.section),
            (v.words.t("certificate-day"), v.day(one.issued_on)),
            (v.words.t("certificate-hours"), v.words.number(one.hours)),
        ],
        text: one.text.clone(),
        revoked: one.revoked.as_ref().map(|revoked| (v.day(revoked.at), revoked.why.clone())),
        picture: certify::sign(v.section(), one).and_then(|sign| paper::picture(&sign)),
        code: one.code(),
        is_hidden: one.is_hidden,
        choices: offered
            .map(|shows| Choice {
                value: shows.word().to_owned(),
                label: v.words.t(shows.key()),
                current: shows == one.shows,
            })
            .collect(),
        refusal: None,
        done: None,
    }
}

#[derive(Template)]
#[template(path = "certificate_list.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    all: Vec<(Link, String)>,
}

/// The certificates of whoever asks.
pub(super) async fn list(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut db = section.db.read().await?;
    let all = certificates::of_person(&mut db, member.id).await?;
    let line = |one: Certificate| (Link { href: v.href(&one.own()), label: one.title }, v.day(one.issued_on));
    ListPage { v: &v, all: all.into_iter().map(line).collect() }.answer()
}

/// One of them.
pub(super) async fn mine(
    State(section): State<Section>,
    v: Visitor,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let held = of_member(&mut db, &v, &number).await?;
    let mut page = page(&v, &held);
    page.done = said(&v, &asked.done);
    page.answer()
}

/// The certificate of an enrolment, for whoever holds its code.
pub(super) async fn held(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let held = of_code(&section, &mut db, &parts, &code).await?;
    let mut page = page(&v, &held);
    page.done = said(&v, &asked.done);
    page.answer()
}

/// A member's certificate to be printed.
pub(super) async fn my_paper(
    State(section): State<Section>,
    v: Visitor,
    Path(number): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let held = of_member(&mut db, &v, &number).await?;
    paper::of(&section, db, &held.one).await
}

/// The certificate of an enrolment to be printed.
pub(super) async fn held_paper(
    State(section): State<Section>,
    Path(code): Path<String>,
    parts: Parts,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let held = of_code(&section, &mut db, &parts, &code).await?;
    paper::of(&section, db, &held.one).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    shows: String,
}

/// What a holder may choose.
fn judged(held: &Held, chosen: &Chosen) -> Result<Shows, Refusal> {
    let shows = Shows::named(&chosen.shows)?;
    if held.one.is_hidden || held.one.is_erased() {
        Err(Refusal::NotNow)
    } else if held.is_minor && shows == Shows::Holder {
        Err(Refusal::BadChoice)
    } else {
        Ok(shows)
    }
}

/// Keeps what a member lets others see.
pub(super) async fn my_choice(
    State(section): State<Section>,
    v: Visitor,
    Path(number): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let held = of_member(&mut tx, &v, &number).await?;
    choose(&v, tx, &held, &chosen).await
}

/// Keeps what somebody who holds a code lets others see.
pub(super) async fn held_choice(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Form(chosen): Form<Chosen>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let held = of_code(&section, &mut tx, &parts, &code).await?;
    choose(&v, tx, &held, &chosen).await
}

async fn choose(
    v: &Visitor,
    mut tx: griot_db::Tx,
    held: &Held,
    chosen: &Chosen,
) -> Result<Response, WebError> {
    let shows = match judged(held, chosen) {
        Ok(shows) => shows,
        Err(refusal) => {
            let mut page = page(v, held);
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    certificates::set_shows(&mut tx, held.one.id, shows).await?;
    tx.commit().await?;
    lead(v, &format!("{}?done=saved", held.at))
}
