//! Trainings, as everyone sees them, and enrolling.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use griot_db::Conn;
use griot_delivery::Email;
use griot_kernel::Language;
use griot_text::{Html, typeset_words};
use griot_web::{Answer, Form, Routes, Section, Visitor, WebError, confirmations};
use serde::Deserialize;

use super::{PUBLIC, title, view::lead, when};
use crate::{
    acts::{
        self,
        enrol::{By, Came},
    },
    model::{
        CourseAudience, Enrolling, EnrolmentStage, Programme, Refusal, Source, Stage, Wanting, Workshop,
    },
    store::{courses, enrolments, meetings, programmes, workshops},
};

/// Past workshops on the public page.
const PAST: i64 = 12;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/workshops", PUBLIC, list)
        .get("/workshops/{slug}", PUBLIC, show)
        .post("/workshops/{slug}/enrol", PUBLIC, enrol)
        .get("/workshops/{slug}/asked", PUBLIC, asked)
}

struct Card {
    href: String,
    title: String,
    tag: Option<String>,
    summary: String,
    when: String,
    area: String,
    places: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "workshops.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    coming: Vec<Card>,
    past: Vec<Card>,
}

/// Whether whoever asks may know of a workshop.
fn may_see(v: &Visitor, workshop: &Workshop, programme: &Programme) -> bool {
    let announced = workshop.stage == Stage::Open || workshop.stage == Stage::Cancelled;
    announced && programme.words.is_for(v.member.as_ref())
}

/// The language of a programme, where it is not the reader's.
fn other_language(v: &Visitor, language: Language) -> Option<String> {
    (language != v.words.language()).then(|| language.to_string())
}

/// How many places are left, or why nobody can enrol.
fn places(v: &Visitor, workshop: &Workshop, (enrolled, waiting): (i64, i64), enrolling: Enrolling) -> String {
    match (workshop.stage, enrolling) {
        (Stage::Cancelled, _) => v.words.t("workshop-stage-cancelled"),
        (_, Enrolling::Open) => {
            let free = (workshop.words.capacity - enrolled).max(0);
            if free == 0 || waiting > 0 {
                v.words.count("workshop-full", waiting)
            } else {
                v.words.count("workshop-free", free)
            }
        }
        _ => v.words.t("workshop-enrolment-closed"),
    }
}

async fn list(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let counts = enrolments::counts(&mut db).await?;
    let known = programmes::list(&mut db).await?;
    let card = |workshop: &Workshop| {
        let programme = known.iter().find(|one| one.id == workshop.programme)?;
        if !may_see(&v, workshop, programme) {
            return None;
        }
        let enrolling = workshop.enrolling(now);
        Some(Card {
            href: v.href(&workshop.address()),
            title: typeset_words(title(workshop, programme), programme.words.language.as_str()),
            tag: other_language(&v, programme.words.language),
            summary: typeset_words(&programme.words.summary, programme.words.language.as_str()),
            when: when(&v.words, workshop.starts_at, workshop.ends_at),
            area: workshop.words.area.clone(),
            places: places(&v, workshop, counts.get(&workshop.id).copied().unwrap_or_default(), enrolling),
            is_open: enrolling == Enrolling::Open,
        })
    };
    let coming = workshops::coming(&mut db, now).await?.iter().filter_map(card).collect();
    let past = workshops::past(&mut db, now, PAST).await?;
    let past = past.iter().filter(|one| one.stage == Stage::Open).filter_map(card).collect();
    ListPage { v: &v, coming, past }.answer_public()
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct EnrolForm {
    name: String,
    email: String,
    phone: String,
    needs: String,
    minor: String,
    guardian: String,
    time: String,
}

struct Facts {
    when: Vec<String>,
    place: String,
    languages: String,
    access: String,
    until: String,
}

#[derive(Template)]
#[template(path = "workshop.html")]
struct WorkshopPage<'a> {
    v: &'a Visitor,
    workshop: &'a Workshop,
    at: String,
    title: String,
    /// Of the programme.
    language: String,
    summary: String,
    description: Html,
    note: Html,
    facts: Facts,
    places: String,
    enrolling: bool,
    is_cancelled: bool,
    is_full: bool,
    /// Where the one who asks sees their own enrolment.
    own: Option<(String, &'static str)>,
    form: EnrolForm,
    refusal: Option<String>,
    desk: Option<String>,
    /// The course that goes along with it, where everyone may read it.
    course: Option<String>,
}

/// The workshop at this address, and its programme, for whoever may know of it.
async fn find(db: &mut Conn, v: &Visitor, slug: &str) -> Result<(Workshop, Programme), WebError> {
    let workshop = workshops::by_slug(db, slug).await?.ok_or(WebError::NotFound)?;
    let programme = programmes::by_id(db, workshop.programme).await?.ok_or(WebError::NotFound)?;
    if !may_see(v, &workshop, &programme) {
        let was_public = workshop.opened_at.is_some() && programme.words.is_for(v.member.as_ref());
        return Err(if was_public { WebError::Gone } else { WebError::NotFound });
    }
    Ok((workshop, programme))
}

fn prose(text: &str, language: Language) -> Html {
    let html = griot_text::markdown(text);
    if language == Language::FRENCH { griot_text::typeset_french(html) } else { html }
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    (workshop, programme): (&'a Workshop, &Programme),
    form: EnrolForm,
) -> Result<WorkshopPage<'a>, WebError> {
    let now = section.clock.now();
    let enrolled = enrolments::count(db, workshop.id, EnrolmentStage::Enrolled).await?;
    let waiting = enrolments::count(db, workshop.id, EnrolmentStage::Waiting).await?;
    let own = match &v.member {
        Some(member) => enrolments::of_person_in(db, workshop.id, member.id).await?,
        None => None,
    };
    let enrolling = workshop.enrolling(now);
    let words = &workshop.words;
    let course = match programme.course {
        Some(course) => courses::by_id(db, course).await?,
        None => None,
    };
    let course = course.filter(|one| one.audience == CourseAudience::Everyone && one.version > 0);
    let course = course.map(|one| v.href(&one.address()));
    let meetings = meetings::of(db, workshop.id).await?;
    let names: Vec<String> = words.languages.iter().map(|one| v.words.language_name(*one)).collect();
    let language = programme.words.language;
    Ok(WorkshopPage {
        v,
        workshop,
        at: workshop.address(),
        title: typeset_words(title(workshop, programme), language.as_str()),
        language: language.to_string(),
        summary: typeset_words(&programme.words.summary, language.as_str()),
        description: prose(&programme.words.description, language),
        note: prose(&words.note, language),
        facts: Facts {
            when: meetings.iter().map(|one| when(&v.words, one.starts_at, one.ends_at)).collect(),
            place: place(words.is_exact, &words.place, &words.area),
            languages: names.join(", "),
            access: words.access.clone(),
            until: v.words.put("workshop-enrol-until", "day", v.words.moment(words.enrol_until)),
        },
        places: places(v, workshop, (enrolled, waiting), enrolling),
        enrolling: enrolling == Enrolling::Open,
        is_cancelled: workshop.stage == Stage::Cancelled,
        is_full: waiting > 0 || enrolled >= words.capacity,
        own: own
            .filter(|one| one.stage != EnrolmentStage::Cancelled)
            .map(|one| (v.href(&one.address()), one.stage.key())),
        form,
        refusal: None,
        desk: v.may(&super::TRAIN).then(|| v.href(&workshop.desk())),
        course,
    })
}

/// What of a place everyone may know.
fn place(is_exact: bool, place: &str, area: &str) -> String {
    let parts = [if is_exact { place } else { "" }, area];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (workshop, programme) = find(&mut db, &v, &slug).await?;
    let name = v.member.as_ref().map(|member| member.name.clone()).unwrap_or_default();
    let form = EnrolForm { name, ..EnrolForm::default() };
    page(&section, &mut db, &v, (&workshop, &programme), form).await?.answer_public()
}

/// Takes an enrolment, or shows the form again with the reason why not.
async fn enrol(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    parts: Parts,
    Form(form): Form<EnrolForm>,
) -> Result<Response, WebError> {
    // A class enrols from one net in an hour.
    section.limit(&parts, "enrol", 40, Duration::from_secs(30))?;
    let mut tx = section.db.begin().await?;
    let (workshop, programme) = find(&mut tx, &v, &slug).await?;
    let came = match judged(&section, &v, &form) {
        Ok(wanting) => {
            let address = Email::parse(&wanting.contact.email).ok().filter(|_| v.member.is_none());
            let may_write = match &address {
                Some(address) => {
                    confirmations::take(&mut tx, &section.keys, address, section.clock.now()).await?
                }
                None => true,
            };
            let by = By {
                person: v.member.as_ref().map(|member| member.id),
                source: Source::Web,
                trainer: None,
                language: v.words.language(),
            };
            if may_write {
                acts::enrol::enrol(&section, &mut tx, &workshop, &wanting, by).await?.map_err(Refusal::key)
            } else {
                Err("workshops-refused-many-letters")
            }
        }
        Err(key) => Err(key),
    };
    match came {
        Ok(came) => {
            tx.commit().await?;
            let (Came::In(one) | Came::Known(one)) = came;
            // Only the letter says more to a visitor: whether an address is known is nobody else's business.
            let to = if v.member.is_some() { one.address() } else { format!("{}/asked", workshop.address()) };
            lead(&v, &to)
        }
        Err(key) => {
            let mut page = page(&section, &mut tx, &v, (&workshop, &programme), form).await?;
            page.refusal = Some(v.words.t(key));
            page.answer_form(true)
        }
    }
}

fn judged(section: &Section, v: &Visitor, form: &EnrolForm) -> Result<Wanting, &'static str> {
    if v.member.is_none() && !section.time_token_holds(&form.time) {
        return Err("workshops-refused-too-old");
    }
    let contact = (form.email.as_str(), form.phone.as_str());
    let minor = (!form.minor.is_empty(), form.guardian.as_str());
    Wanting::typed(&form.name, contact, &form.needs, minor, v.member.is_none()).map_err(Refusal::key)
}

#[derive(Template)]
#[template(path = "workshop_asked.html")]
struct AskedPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
}

/// What a visitor reads who enrolled: the same for everyone.
async fn asked(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (workshop, programme) = find(&mut db, &v, &slug).await?;
    let title = typeset_words(title(&workshop, &programme), programme.words.language.as_str());
    AskedPage { v: &v, at: v.href(&workshop.address()), title }.answer_public()
}
