//! Workshops, at the desk: what they say, when they meet, and who comes.

mod edit;
mod enrolled;
mod print;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::{Conn, Tx};
use griot_kernel::{Timestamp, Untimely};
use griot_web::{Access, Answer, Form, Routes, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    TRAIN,
    programmes::Said,
    title,
    view::{Names, id_of, lead, note, said},
    when,
};
use crate::{
    acts::{
        self,
        prepare::{Move, after},
    },
    model::{Programme, Refusal, Stage, Workshop},
    store::{enrolments, meetings, programmes, workshops},
};
use enrolled::{Guest, PaperForm};

const ONLY: Access = Access::Needs(&TRAIN);

/// The pages about one workshop: where they are, and the message that names each.
const PARTS: [(&str, &str); 7] = [
    ("{}/attendance", "attendance-title"),
    ("{}/learning", "learning-title"),
    ("/desk/exercises", "workshops-menu-exercises"),
    ("{}/certificates", "certificate-desk"),
    ("{}/report", "report-title"),
    ("{}/follow-up", "workshops-follow-title"),
    ("/desk/courses/guide", "course-guide"),
];

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/desk/workshops/{id}", ONLY, show)
        .post("/desk/workshops/{id}/go", ONLY, go)
        .post("/desk/workshops/{id}/forget", ONLY, forget)
        .get("/desk/workshops/{id}/edit", ONLY, edit::show)
        .post("/desk/workshops/{id}/edit", ONLY, edit::save)
        .post("/desk/workshops/{id}/meetings", ONLY, set_meeting)
        .post("/desk/workshops/{id}/meetings/remove", ONLY, remove_meeting)
        .post("/desk/workshops/{id}/enrol", ONLY, enrolled::enrol)
        .post("/desk/workshops/{id}/enrolled", ONLY, enrolled::change)
        .get("/desk/workshops/{id}/list", ONLY, print::list)
        .get("/desk/workshops/{id}/list.pdf", ONLY, print::pdf)
}

/// From when until when, as it was typed.
pub(super) fn span_of(v: &Visitor, starts: &str, ends: &str) -> Result<(Timestamp, Timestamp), Refusal> {
    let read = |typed: &str| {
        v.settings.zone.read(typed, None).map_err(|why| match why {
            Untimely::Unread => Refusal::NoMoment,
            Untimely::Skipped => Refusal::SkippedHour,
        })
    };
    let (starts, ends) = (read(starts)?, read(ends)?);
    if ends <= starts { Err(Refusal::EndsFirst) } else { Ok((starts, ends)) }
}

/// The workshop of the path, and its programme.
pub(super) async fn of_path(db: &mut Conn, id: &str) -> Result<(Workshop, Programme), WebError> {
    let workshop = workshops::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)?;
    let programme = programmes::by_id(db, workshop.programme).await?.ok_or(WebError::NotFound)?;
    Ok((workshop, programme))
}

/// A meeting, to be changed.
struct Met {
    id: String,
    when: String,
    starts: String,
    ends: String,
}

/// A move that can be made now.
struct Way {
    value: &'static str,
    label: String,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "desk_workshop.html")]
struct DeskPage<'a> {
    v: &'a Visitor,
    at: String,
    workshop: &'a Workshop,
    programme: &'a Programme,
    programme_href: String,
    title: String,
    state: String,
    when: String,
    facts: Vec<(String, String)>,
    trainers: String,
    public: Option<String>,
    /// The pages about this workshop, each with the message that names it.
    parts: Vec<(String, &'static str)>,
    ways: Vec<Way>,
    can_forget: bool,
    meetings: Vec<Met>,
    groups: Vec<enrolled::Group>,
    paper: PaperForm,
    minors: i64,
    done: Option<String>,
    refusal: Option<String>,
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    (workshop, programme): (&'a Workshop, &'a Programme),
) -> Result<DeskPage<'a>, WebError> {
    let words = &workshop.words;
    let trainers = workshops::trainers(db, workshop.id).await?;
    let names = Names::of(section, db, trainers.clone()).await?;
    let named: Vec<String> = trainers.iter().map(|one| names.name(v, *one)).collect();
    let languages: Vec<String> = words.languages.iter().map(|one| v.words.language_name(*one)).collect();
    let all = enrolments::of(db, workshop.id).await?;
    let guests: Vec<Guest> = all.iter().map(|one| Guest::of(section, v, one)).collect();
    let zone = &v.settings.zone;
    let met = meetings::of(db, workshop.id).await?;
    let met = met.iter().map(|one| Met {
        id: one.id.to_string(),
        when: when(&v.words, one.starts_at, one.ends_at),
        starts: zone.field(one.starts_at),
        ends: zone.field(one.ends_at),
    });
    let counts = v.words.count("workshop-capacity", words.capacity);
    let mut facts = vec![
        (v.words.t("workshop-place"), [words.place.as_str(), words.area.as_str()].join(" · ")),
        (v.words.t("workshop-languages"), languages.join(", ")),
        (v.words.t("workshop-seats"), counts),
        (v.words.t("workshop-until"), v.words.moment(words.enrol_until)),
    ];
    if !words.access.is_empty() {
        facts.push((v.words.t("workshop-access"), words.access.clone()));
    }
    let ways = Move::ALL.into_iter().filter(|one| after(workshop.stage, *one).is_some()).map(|one| Way {
        value: one.as_str(),
        label: v.words.t(one.key()),
        is_first: matches!(one, Move::Announce | Move::Resume),
    });
    Ok(DeskPage {
        v,
        at: workshop.desk(),
        programme_href: v.href(&programme.desk()),
        title: title(workshop, programme).to_owned(),
        state: if workshop.was_held(section.clock.now()) {
            v.words.t("workshop-held")
        } else {
            v.words.t(workshop.stage.key())
        },
        when: when(&v.words, workshop.starts_at, workshop.ends_at),
        facts,
        trainers: named.join(", "),
        public: (workshop.stage != Stage::Draft).then(|| v.href(&workshop.address())),
        parts: PARTS.iter().map(|(path, key)| (path.replace("{}", &workshop.desk()), *key)).collect(),
        ways: ways.collect(),
        can_forget: workshop.stage == Stage::Draft && workshop.opened_at.is_none() && all.is_empty(),
        meetings: met.collect(),
        minors: i64::try_from(all.iter().filter(|one| one.counts() && one.is_minor).count()).unwrap_or(0),
        groups: enrolled::groups(v, guests),
        paper: PaperForm::default(),
        done: None,
        refusal: None,
        workshop,
        programme,
    })
}

async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (workshop, programme) = of_path(&mut db, &id).await?;
    let mut page = page(&section, &mut db, &v, (&workshop, &programme)).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Leads back to the workshop, or shows it with the reason why nothing was done.
async fn answered(
    section: &Section,
    mut tx: Tx,
    v: &Visitor,
    found: (&Workshop, &Programme),
    done: Result<(), Refusal>,
    back: &str,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => {
            tx.commit().await?;
            lead(v, &format!("{}?done={back}", found.0.desk()))
        }
        Err(refusal) => {
            let mut page = page(section, &mut tx, v, found).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            page.answer_form(true)
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct GoForm {
    wanted: String,
}

/// Announces a workshop, takes it back, cancels it, or lets it take place after all.
async fn go(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<GoForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let wanted: Move = form.wanted.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    let (workshop, programme) = of_path(&mut tx, &id).await?;
    let done = acts::prepare::go(&section, &mut tx, &workshop, wanted).await?;
    if done.is_ok() && wanted == Move::Cancel {
        note(&section, &mut tx, member, "workshops-log-cancelled", &format!("workshop {}", workshop.id))
            .await?;
    }
    let word = match wanted {
        Move::Announce => "announced",
        Move::Cancel => "cancelled",
        Move::Resume | Move::TakeBack => "saved",
    };
    answered(&section, tx, &v, (&workshop, &programme), done, word).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

/// Takes away what was only prepared.
async fn forget(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (workshop, programme) = of_path(&mut tx, &id).await?;
    if workshops::remove(&mut tx, workshop.id).await? {
        tx.commit().await?;
        return lead(&v, &format!("{}?done=removed", programme.desk()));
    }
    answered(&section, tx, &v, (&workshop, &programme), Err(Refusal::NotNow), "").await
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct MeetingForm {
    id: String,
    starts: String,
    ends: String,
}

/// Adds a meeting, or moves one.
async fn set_meeting(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<MeetingForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (workshop, programme) = of_path(&mut tx, &id).await?;
    let known = if form.id.is_empty() { None } else { Some(id_of(&form.id)?) };
    let done = match span_of(&v, &form.starts, &form.ends) {
        Ok(span) => acts::prepare::set_meeting(&section, &mut tx, &workshop, known, span).await?,
        Err(refusal) => Err(refusal),
    };
    let word = if known.is_some() { "saved" } else { "added" };
    answered(&section, tx, &v, (&workshop, &programme), done, word).await
}

/// Takes a meeting away.
async fn remove_meeting(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<MeetingForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (workshop, programme) = of_path(&mut tx, &id).await?;
    let done = acts::prepare::remove_meeting(&mut tx, &workshop, id_of(&form.id)?).await?;
    if done.is_ok() {
        let act = "workshops-log-meeting-removed";
        note(&section, &mut tx, member, act, &format!("workshop {}", workshop.id)).await?;
    }
    answered(&section, tx, &v, (&workshop, &programme), done, "removed").await
}
