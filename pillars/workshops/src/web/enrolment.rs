//! One enrolment, for whoever holds its code: how it stands, going, coming after all, and the day for one's calendar.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use griot_crypto::typed_code;
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_text::typeset_words;
use griot_web::{Access, Answer, Form, Routes, Section, Visitor, WebError};
use http::header;
use serde::Deserialize;

use super::{
    evaluation, title,
    view::{Link, lead},
    when,
};
use crate::{
    acts::{self, enrol::Door},
    model::{Enrolling, Enrolment, EnrolmentStage, Programme, Refusal, Stage, Wanting, Workshop},
    store::{certificates, enrolments, meetings, programmes, workshops},
};

/// Why anybody may open an enrolment.
const BY_CODE: Access = Access::Public("whoever holds the code of an enrolment sees it");

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/enrolments/{code}", BY_CODE, show)
        .post("/enrolments/{code}", BY_CODE, save)
        .post("/enrolments/{code}/confirm", BY_CODE, confirm)
        .post("/enrolments/{code}/not-me", BY_CODE, not_me)
        .get("/enrolments/{code}/forget", BY_CODE, ask_forget)
        .post("/enrolments/{code}/forget", BY_CODE, forget)
        .post("/enrolments/{code}/withdraw", BY_CODE, withdraw)
        .post("/enrolments/{code}/come-back", BY_CODE, come_back)
        .get("/enrolments/{code}/workshop.ics", BY_CODE, calendar)
}

/// The enrolment that this code opens, its workshop and its programme. Whoever tries codes is soon slow.
pub(super) async fn opened(
    section: &Section,
    parts: &Parts,
    db: &mut Conn,
    code: &str,
) -> Result<(Enrolment, Workshop, Programme), WebError> {
    let found = enrolments::by_code(db, &typed_code(code)).await?;
    let Some(one) = found else {
        section.limit(parts, "enrolment-code", 30, Duration::from_secs(20))?;
        return Err(WebError::NotFound);
    };
    let workshop = workshops::by_id(db, one.workshop).await?.ok_or(WebError::NotFound)?;
    let programme = programmes::by_id(db, workshop.programme).await?.ok_or(WebError::NotFound)?;
    Ok((one, workshop, programme))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct OwnForm {
    name: String,
    needs: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    done: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

#[derive(Template)]
#[template(path = "enrolment.html")]
struct EnrolmentPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    language: String,
    state: &'static str,
    sentence: String,
    when: Vec<String>,
    place: String,
    access: String,
    code: String,
    asked: bool,
    /// Whether it is of somebody without an account.
    is_guest: bool,
    comes: bool,
    may_withdraw: bool,
    may_come_back: bool,
    workshop: Option<String>,
    /// What can be done with it now, besides.
    also: Vec<Link>,
    questions: Vec<Link>,
    form: OwnForm,
    done: Option<String>,
    refusal: Option<String>,
}

/// What is said after an act, by the word in the address.
fn said(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "workshops-done-saved",
        "confirmed" => "enrolment-done-confirmed",
        "withdrawn" => "enrolment-done-withdrawn",
        "back" => "enrolment-done-back",
        _ => return None,
    })
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    (one, workshop, programme): (&Enrolment, &Workshop, &Programme),
) -> Result<EnrolmentPage<'a>, WebError> {
    let now = section.clock.now();
    let open = workshop.enrolling(now) == Enrolling::Open;
    let sentence = match (workshop.stage, one.stage) {
        (Stage::Cancelled, _) => v.words.t("enrolment-workshop-cancelled"),
        (_, EnrolmentStage::Asked) => v.words.t("enrolment-asked"),
        (_, EnrolmentStage::Waiting) => {
            v.words.count("enrolment-waiting", enrolments::before(db, one).await?)
        }
        (_, EnrolmentStage::Enrolled) if now >= workshop.ends_at => v.words.t("enrolment-over"),
        (_, EnrolmentStage::Enrolled) => v.words.t("enrolment-enrolled"),
        (_, EnrolmentStage::Cancelled) => v.words.t("enrolment-cancelled"),
    };
    let comes = one.stage == EnrolmentStage::Enrolled && workshop.stage == Stage::Open;
    let words = &workshop.words;
    let place = if comes || words.is_exact { words.place.as_str() } else { "" };
    let place: Vec<&str> = [place, words.area.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let meetings = meetings::of(db, workshop.id).await?;
    Ok(EnrolmentPage {
        v,
        at: one.address(),
        // A telephone is looked at over many shoulders.
        title: if programme.words.is_sensitive {
            v.words.t("workshop-mail-neutral")
        } else {
            typeset_words(title(workshop, programme), programme.words.language.as_str())
        },
        language: programme.words.language.to_string(),
        state: one.stage.key(),
        sentence,
        when: meetings.iter().map(|one| when(&v.words, one.starts_at, one.ends_at)).collect(),
        place: place.join(", "),
        access: words.access.clone(),
        code: grouped(&one.code),
        asked: one.stage == EnrolmentStage::Asked && open,
        is_guest: one.person.is_none(),
        comes,
        may_withdraw: one.counts() && now < workshop.ends_at && workshop.stage == Stage::Open,
        may_come_back: one.stage == EnrolmentStage::Cancelled && open,
        workshop: (workshop.stage == Stage::Open).then(|| v.href(&workshop.address())),
        also: also(db, v, (one, workshop, programme), now).await?,
        questions: evaluation::ways(db, v, (one, workshop, &meetings), now).await?,
        form: OwnForm { name: one.name.clone(), needs: acts::enrol::open(section, one).needs },
        done: None,
        refusal: None,
    })
}

/// The course, being noted as there, and the certificate, for whoever has a place.
async fn also(
    db: &mut Conn,
    v: &Visitor,
    (one, workshop, programme): (&Enrolment, &Workshop, &Programme),
    now: Timestamp,
) -> Result<Vec<Link>, WebError> {
    let mut all = Vec::new();
    let mut push = |path: String, key: &str| all.push(Link { href: v.href(&path), label: v.words.t(key) });
    if one.stage != EnrolmentStage::Enrolled || workshop.stage != Stage::Open {
        return Ok(all);
    }
    let day = v.settings.zone.day(now);
    let today = v.settings.zone.day(workshop.starts_at)..=v.settings.zone.day(workshop.ends_at);
    if today.contains(&day) {
        push(format!("/presence/{}", workshop.slug), "presence-title");
    }
    if programme.course.is_some() {
        push(format!("{}/learn", one.address()), "enrolment-course");
    }
    if certificates::of_enrolment(db, one.id).await?.is_some() {
        push(format!("{}/certificate", one.address()), "enrolment-certificate");
    }
    Ok(all)
}

/// A code as it is read aloud: in groups of four.
fn grouped(code: &str) -> String {
    let mut text = String::new();
    for (place, sign) in code.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push(' ');
        }
        text.push(sign);
    }
    text
}

async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Said>,
    parts: Parts,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (one, workshop, programme) = opened(&section, &parts, &mut db, &code).await?;
    let mut page = page(&section, &mut db, &v, (&one, &workshop, &programme)).await?;
    page.done = said(&asked.done).map(|key| v.words.t(key));
    page.answer()
}

/// Changes the name that is called out, and what somebody needs.
async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Form(form): Form<OwnForm>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (one, workshop, programme) = opened(&section, &parts, &mut tx, &code).await?;
    let known = acts::enrol::open(&section, &one);
    let minor = (one.is_minor, known.guardian.as_str());
    match Wanting::typed(&form.name, ("", ""), &form.needs, minor, false) {
        Ok(wanting) => {
            let contact = crate::model::Contact { needs: wanting.contact.needs, ..known };
            let sealed = acts::enrol::seal(&section, one.id, &contact);
            let one = Enrolment { name: wanting.name, sealed, ..one };
            enrolments::save(&mut tx, &one).await?;
            tx.commit().await?;
            lead(&v, &format!("{}?done=saved", one.address()))
        }
        Err(refusal) => {
            let mut page = page(&section, &mut tx, &v, (&one, &workshop, &programme)).await?;
            page.form = form;
            page.refusal = Some(v.words.t(refusal.key()));
            page.answer_form(true)
        }
    }
}

/// It is theirs: they get a place, or wait for one.
async fn confirm(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (one, workshop, programme) = opened(&section, &parts, &mut tx, &code).await?;
    // Pressed twice is done once.
    let done = if one.stage == EnrolmentStage::Asked {
        acts::enrol::confirm(&section, &mut tx, (&one, Door::Own), &workshop).await?.map(drop)
    } else {
        Ok(())
    };
    answered(&section, tx, &v, (&one, &workshop, &programme), done, "confirmed").await
}

/// Leads back to the enrolment, or shows it with the reason why nothing was done.
async fn answered(
    section: &Section,
    mut tx: griot_db::Tx,
    v: &Visitor,
    found: (&Enrolment, &Workshop, &Programme),
    done: Result<(), Refusal>,
    word: &str,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => {
            tx.commit().await?;
            lead(v, &format!("{}?done={word}", found.0.address()))
        }
        Err(refusal) => {
            let mut page = page(section, &mut tx, v, found).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            page.answer_form(true)
        }
    }
}

#[derive(Template)]
#[template(path = "enrolment_gone.html")]
struct GonePage<'a> {
    v: &'a Visitor,
}

/// Somebody else typed it: it goes, with the address.
async fn not_me(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (one, ..) = opened(&section, &parts, &mut tx, &code).await?;
    if one.stage == EnrolmentStage::Asked {
        enrolments::remove(&mut tx, one.id).await?;
        tx.commit().await?;
    }
    GonePage { v: &v }.answer()
}

#[derive(Template)]
#[template(path = "enrolment_forget.html")]
struct ForgetPage<'a> {
    v: &'a Visitor,
    at: String,
}

/// An enrolment of somebody without an account: a member is erased with their account.
fn of_nobody(one: &Enrolment) -> Result<(), WebError> {
    if one.person.is_none() { Ok(()) } else { Err(WebError::NotFound) }
}

/// Asks whether all of it should go.
async fn ask_forget(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (one, ..) = opened(&section, &parts, &mut db, &code).await?;
    of_nobody(&one)?;
    ForgetPage { v: &v, at: one.address() }.answer()
}

/// Lets go of all of it.
async fn forget(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (one, ..) = opened(&section, &parts, &mut tx, &code).await?;
    of_nobody(&one)?;
    acts::enrol::forget(&section, &mut tx, &one).await?;
    tx.commit().await?;
    GonePage { v: &v }.answer()
}

/// They do not come.
async fn withdraw(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (one, workshop, programme) = opened(&section, &parts, &mut tx, &code).await?;
    let done = if section.clock.now() >= workshop.ends_at {
        Err(Refusal::NotNow)
    } else {
        if one.counts() {
            acts::enrol::withdraw(&section, &mut tx, &one).await?;
        }
        Ok(())
    };
    answered(&section, tx, &v, (&one, &workshop, &programme), done, "withdrawn").await
}

/// They come after all.
async fn come_back(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (one, workshop, programme) = opened(&section, &parts, &mut tx, &code).await?;
    let done = if one.counts() {
        Ok(())
    } else {
        acts::enrol::come_back(&section, &mut tx, (&one, Door::Own), &workshop).await?.map(drop)
    };
    answered(&section, tx, &v, (&one, &workshop, &programme), done, "back").await
}

/// The meetings, for the calendar of a telephone (RFC 5545).
async fn calendar(
    State(section): State<Section>,
    Path(code): Path<String>,
    parts: Parts,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (one, workshop, programme) = opened(&section, &parts, &mut db, &code).await?;
    let stamp = |at: Timestamp| at.to_jiff().strftime("%Y%m%dT%H%M%SZ").to_string();
    let plain = |text: &str| text.replace('\\', "\\\\").replace([',', ';'], " ").replace('\n', " ");
    // A calendar is read over many shoulders.
    let name = if programme.words.is_sensitive {
        section.words(one.language).t("workshop-mail-neutral")
    } else {
        title(&workshop, &programme).to_owned()
    };
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Griot//Griot//FR\r\n".to_owned();
    for meeting in meetings::of(&mut db, workshop.id).await? {
        let lines = [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@griot", meeting.id.as_uuid().simple()),
            format!("DTSTAMP:{}", stamp(section.clock.now())),
            format!("DTSTART:{}", stamp(meeting.starts_at)),
            format!("DTEND:{}", stamp(meeting.ends_at)),
            format!("SUMMARY:{}", plain(&name)),
            format!("URL:{}", section.url(&one.address())),
            "END:VEVENT".to_owned(),
        ];
        text.push_str(&lines.join("\r\n"));
        text.push_str("\r\n");
    }
    text.push_str("END:VCALENDAR\r\n");
    let headers =
        [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, text).into_response())
}
