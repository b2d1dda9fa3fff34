//! Where trainers read what was handed in, give it back or approve it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::{Conn, Tx};
use griot_kernel::Timestamp;
use griot_text::Html;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use crate::{
    acts::practise::{self, Approval, POST},
    jobs::exercises::TellExercise,
    model::{Exercise, ExerciseId, ExerciseKind, ExerciseStage, Judgement, Refusal, remark_of},
    store::{
        courses,
        exercises::{self, Whose},
        programmes, units, workshops,
    },
    web::{
        TRAIN,
        view::{Choice, Names, id_of, lead, note, said},
    },
};

/// So many are read on one page.
const SHOWN: usize = 20;
/// So many of those that were judged are named.
const JUDGED: i64 = 20;

/// What is wanted of the queue.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    course: String,
    workshop: String,
    done: String,
}

/// What the forms below an exercise send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    read_at: String,
    remark: String,
    way: String,
}

struct Card {
    href: String,
    at: String,
    title: String,
    kind: String,
    stage: String,
    by: String,
    facts: Vec<(String, String)>,
    language: String,
    body: Html,
    read_at: String,
    remark: String,
    ways: Vec<Choice>,
    made: Option<String>,
    is_handed: bool,
    is_own: bool,
    is_blog: bool,
}

#[derive(Template)]
#[template(path = "exercises.html")]
struct ExercisesPage<'a> {
    v: &'a Visitor,
    is_one: bool,
    cards: Vec<Card>,
    filters: Vec<Choice>,
    more: i64,
    judged: Vec<(String, String, String)>,
    refusal: Option<String>,
    done: Option<String>,
}

/// An exercise, and whose it is.
struct Piece {
    exercise: Exercise,
    whose: Whose,
}

async fn piece(db: &mut Conn, exercise: Exercise) -> Result<Option<Piece>, WebError> {
    let whose = exercises::whose(db, exercise.learning).await?;
    Ok(whose.map(|whose| Piece { exercise, whose }))
}

async fn of_path(db: &mut Conn, id: &str) -> Result<Piece, WebError> {
    let id: ExerciseId = id_of(id)?;
    let exercise = exercises::by_id(db, id).await?.ok_or(WebError::NotFound)?;
    piece(db, exercise).await?.ok_or(WebError::NotFound)
}

/// What the course of an exercise is called.
async fn course_title(db: &mut Conn, v: &Visitor, whose: &Whose) -> Result<String, WebError> {
    let words = courses::words(db, whose.course, whose.version).await?;
    let said = words.get(&v.words.language()).or_else(|| words.values().next());
    Ok(said.map(|said| said.title.clone()).unwrap_or_default())
}

/// The workshop of an exercise: what it is called, and where staff see it.
async fn workshop_of(
    db: &mut Conn,
    v: &Visitor,
    whose: &Whose,
) -> Result<Option<(String, String)>, WebError> {
    let Some(id) = whose.workshop else { return Ok(None) };
    let Some(workshop) = workshops::by_id(db, id).await? else { return Ok(None) };
    let (desk, mut title, day) = (workshop.desk(), workshop.words.title, v.day(workshop.starts_at));
    if title.is_empty() {
        let programme = programmes::by_id(db, workshop.programme).await?;
        title = programme.map(|programme| programme.words.title).unwrap_or_default();
    }
    Ok(Some((format!("{title}, {day}"), desk)))
}

async fn card(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    piece: &Piece,
    form: Option<&ActForm>,
) -> Result<Card, WebError> {
    let (exercise, whose) = (&piece.exercise, &piece.whose);
    let names = Names::of(section, db, whose.person.into_iter().collect()).await?;
    let by = match whose.person {
        Some(person) => names.name(v, person),
        None if whose.name.is_empty() => v.words.t("workshops-gone"),
        None => whose.name.clone(),
    };
    let titles = units::titles(db, whose.course, whose.version).await?;
    let unit = titles.get(&(exercise.unit.clone(), v.words.language()));
    let unit = unit.or_else(|| titles.iter().find(|((mark, _), _)| *mark == exercise.unit).map(|(_, it)| it));
    let unit = unit.cloned().unwrap_or_default();
    let mut facts = vec![
        (v.words.t("exercise-course"), course_title(db, v, whose).await?),
        (v.words.t("exercise-unit"), unit.clone()),
    ];
    if let Some((title, _)) = workshop_of(db, v, whose).await? {
        facts.push((v.words.t("exercise-workshop"), title));
    }
    facts.push((v.words.t("exercise-handed-on"), v.day(exercise.at)));
    let wanted = form.map(|form| form.way.as_str()).unwrap_or_default();
    let ways: Vec<Choice> = practise::ways(section, exercise, whose)
        .into_iter()
        .enumerate()
        .map(|(n, kind)| Choice {
            value: kind.name.to_owned(),
            label: v.words.t(kind.key),
            current: if wanted.is_empty() { n == 0 } else { kind.name == wanted },
        })
        .collect();
    let title = if exercise.words.title.is_empty() { unit } else { exercise.words.title.clone() };
    Ok(Card {
        href: v.href(&exercise.desk()),
        at: exercise.desk(),
        title,
        kind: v.words.t(exercise.kind.key()),
        stage: v.words.t(exercise.stage.key()),
        by,
        facts,
        language: exercise.words.language.to_string(),
        body: griot_text::markdown(&exercise.words.body),
        read_at: exercise.at.as_millisecond().to_string(),
        remark: form.map_or_else(|| exercise.remark.clone(), |form| form.remark.clone()),
        is_blog: ways.iter().any(|way| way.value == POST),
        ways,
        // A draft in somebody's blog is theirs alone.
        made: Some(&exercise.address)
            .filter(|address| address.starts_with("/desk/"))
            .map(|address| v.href(address)),
        is_handed: exercise.stage == ExerciseStage::Handed,
        is_own: exercise.kind == ExerciseKind::Own,
    })
}

/// The exercises that wait, longest first, each in full.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let (mut all, mut filters) = (Vec::new(), Vec::<Choice>::new());
    for exercise in exercises::handed(&mut db).await? {
        let Some(piece) = piece(&mut db, exercise).await? else { continue };
        let course = piece.whose.course.to_string();
        let workshop = piece.whose.workshop.map(|id| id.to_string()).unwrap_or_default();
        let places = [
            (format!("/desk/exercises?course={course}"), course == wanted.course, false),
            (format!("/desk/exercises?workshop={workshop}"), workshop == wanted.workshop, true),
        ];
        for (href, current, is_workshop) in places {
            let value = v.href(&href);
            if (is_workshop && workshop.is_empty()) || filters.iter().any(|known| known.value == value) {
                continue;
            }
            let label = if is_workshop {
                workshop_of(&mut db, &v, &piece.whose).await?.map(|(title, _)| title).unwrap_or_default()
            } else {
                course_title(&mut db, &v, &piece.whose).await?
            };
            filters.push(Choice { value, label, current });
        }
        let fits = (wanted.course.is_empty() || wanted.course == course)
            && (wanted.workshop.is_empty() || wanted.workshop == workshop);
        if fits {
            all.push(piece);
        }
    }
    let mut cards = Vec::new();
    for piece in all.iter().take(SHOWN) {
        cards.push(card(&section, &mut db, &v, piece, None).await?);
    }
    let judged = exercises::judged(&mut db, JUDGED).await?.into_iter().map(|one| {
        let title =
            if one.words.title.is_empty() { v.words.t(one.kind.key()) } else { one.words.title.clone() };
        (v.href(&one.desk()), title, v.words.t(one.stage.key()))
    });
    let page = ExercisesPage {
        is_one: false,
        more: i64::try_from(all.len().saturating_sub(SHOWN)).unwrap_or(0),
        judged: judged.collect(),
        cards,
        filters: if filters.len() > 1 { filters } else { Vec::new() },
        refusal: None,
        done: said(&v, &wanted.done),
        v: &v,
    };
    page.answer()
}

async fn one<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    piece: &Piece,
    form: Option<&ActForm>,
) -> Result<ExercisesPage<'a>, WebError> {
    Ok(ExercisesPage {
        is_one: true,
        cards: vec![card(section, db, v, piece, form).await?],
        filters: Vec::new(),
        more: 0,
        judged: Vec::new(),
        refusal: None,
        done: None,
        v,
    })
}

/// One exercise.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let piece = of_path(&mut db, &id).await?;
    let mut page = one(&section, &mut db, &v, &piece, None).await?;
    page.done = said(&v, &wanted.done);
    page.answer()
}

async fn again(
    section: &Section,
    tx: &mut Tx,
    v: &Visitor,
    piece: &Piece,
    form: &ActForm,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let mut page = one(section, tx, v, piece, Some(form)).await?;
    page.refusal = Some(v.words.t(refusal.key()));
    page.answer_form(true)
}

/// The moment of the text that its judge read.
fn read_at(form: &ActForm) -> Result<Timestamp, WebError> {
    form.read_at.parse().map(Timestamp::from_millisecond).map_err(|_| WebError::BadRequest)
}

/// Gives an exercise back with a remark.
pub(super) async fn give_back(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let read_at = read_at(&form)?;
    let mut tx = section.db.begin().await?;
    let piece = of_path(&mut tx, &id).await?;
    let remark = match remark_of(&form.remark, true) {
        Ok(remark) => remark,
        Err(refusal) => return again(&section, &mut tx, &v, &piece, &form, refusal).await,
    };
    let said = Judgement {
        stage: ExerciseStage::Returned,
        remark,
        address: String::new(),
        by: member.id,
        at: section.clock.now(),
    };
    if !exercises::judge(&mut tx, piece.exercise.id, read_at, &said).await? {
        return again(&section, &mut tx, &v, &piece, &form, Refusal::NotNow).await;
    }
    let tell = TellExercise { exercise: piece.exercise.id, judged_at: said.at };
    griot_jobs::enqueue(&mut tx, &tell).await?;
    let thing = format!("exercise {}", piece.exercise.id);
    note(&section, &mut tx, member, "workshops-log-exercise-returned", &thing).await?;
    tx.commit().await?;
    lead(&v, "/desk/exercises?done=returned")
}

/// Approves an exercise: what is written for others becomes a draft, once.
pub(super) async fn approve(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let read_at = read_at(&form)?;
    let mut tx = section.db.begin().await?;
    let piece = of_path(&mut tx, &id).await?;
    let remark = match remark_of(&form.remark, false) {
        Ok(remark) => remark,
        Err(refusal) => return again(&section, &mut tx, &v, &piece, &form, refusal).await,
    };
    let now = section.clock.now();
    let approval = Approval { by: member.id, read_at, way: &form.way, remark, now };
    let approved = practise::approve(&section, &mut tx, &piece.exercise, &piece.whose, approval).await?;
    if let Err(refusal) = approved {
        // Whatever was begun is let go of.
        drop(tx);
        let mut tx = section.db.begin().await?;
        let piece = of_path(&mut tx, &id).await?;
        return again(&section, &mut tx, &v, &piece, &form, refusal).await;
    }
    let tell = TellExercise { exercise: piece.exercise.id, judged_at: now };
    griot_jobs::enqueue(&mut tx, &tell).await?;
    let thing = format!("exercise {}", piece.exercise.id);
    note(&section, &mut tx, member, "workshops-log-exercise-approved", &thing).await?;
    tx.commit().await?;
    let is_own = piece.exercise.kind == ExerciseKind::Own;
    let done = if is_own { "approved" } else { "drafted" };
    lead(&v, &format!("{}?done={done}", piece.exercise.desk()))
}
