//! One course: what it says of itself, its units in their order, and its versions.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::{Conn, Tx};
use griot_kernel::Language;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    super::{
        TRAIN,
        view::{Choice, Link, lead, said},
    },
    Said, of_path, seen, state, title,
};
use crate::{
    acts,
    course_pack::{Bundle, Missing},
    model::{Course, CourseAudience, CourseWords, Refusal, Unit, UnitWords, lines_of},
    store::{courses, units},
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WordsForm {
    language: String,
    title: String,
    summary: String,
    modules: String,
    seen: String,
}

impl WordsForm {
    fn of(language: Language, words: &CourseWords) -> Self {
        let modules = words.modules.join("\n");
        Self {
            language: language.to_string(),
            seen: seen(&[&words.title, &words.summary, &modules]),
            title: words.title.clone(),
            summary: words.summary.clone(),
            modules,
        }
    }
}

struct UnitRow {
    at: String,
    title: String,
    module: String,
    about: String,
}

struct VersionRow {
    about: String,
    note: String,
    zip: Option<String>,
}

#[derive(Template)]
#[template(path = "course_desk.html")]
struct CoursePage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    state: String,
    course: &'a Course,
    languages: Vec<(String, WordsForm)>,
    other: WordsForm,
    theirs: Option<WordsForm>,
    audiences: Vec<Choice>,
    needs: Vec<Choice>,
    units: Vec<UnitRow>,
    missing: Vec<String>,
    lagging: Vec<String>,
    versions: Vec<VersionRow>,
    unit_title: String,
    note: String,
    read: Option<Link>,
    refusal: Option<String>,
    done: Option<String>,
}

/// What is said of a part that is not as it must be.
fn sentence(v: &Visitor, titles: &BTreeMap<String, String>, missing: &Missing) -> String {
    let called = |mark: &str| titles.get(mark).cloned().unwrap_or_else(|| mark.to_owned());
    let name = |language: &Language| v.words.language_name(*language);
    let with = |key, unit: &str, question: &str, language: String| {
        let values = [
            ("unit", called(unit).into()),
            ("question", question.to_owned().into()),
            ("language", language.into()),
        ];
        v.words.with(key, values)
    };
    match missing {
        Missing::Title => v.words.t("course-missing-title"),
        Missing::Units => v.words.t("course-missing-units"),
        Missing::Text(unit) => v.words.put("course-missing-text", "unit", called(unit)),
        Missing::Question(unit, one) => with("course-missing-question", unit, one, String::new()),
        Missing::Choices(unit, one, language) => with("course-missing-choices", unit, one, name(language)),
        Missing::Module(unit, language) => with("course-missing-module", unit, "", name(language)),
    }
}

/// What the units of a draft are called, in the language of the reader or that of the course.
fn titles(v: &Visitor, bundle: &Bundle) -> BTreeMap<String, String> {
    let title = |one: &crate::course_pack::BundleUnit| {
        let words = one.words.get(&v.words.language()).or_else(|| one.words.get(&bundle.language));
        (one.unit.mark.clone(), words.map_or_else(|| one.unit.mark.clone(), |words| words.title.clone()))
    };
    bundle.units.iter().map(title).collect()
}

async fn page<'a>(db: &mut Conn, v: &'a Visitor, course: &'a Course) -> Result<CoursePage<'a>, WebError> {
    let bundle = acts::course::load(db, course, Course::DRAFT).await?;
    let called = titles(v, &bundle);
    let shown =
        if bundle.words.contains_key(&v.words.language()) { v.words.language() } else { course.language };
    let modules = bundle.words.get(&shown).map(|words| words.modules.clone()).unwrap_or_default();
    let row = |one: &crate::course_pack::BundleUnit| {
        let count = i64::try_from(one.questions.len()).unwrap_or(0);
        let mut about = vec![
            v.words.count("course-unit-minutes", one.unit.minutes),
            v.words.bytes(one.weight(shown)),
            v.words.count("course-unit-questions", count),
        ];
        about.extend(one.unit.exercise.map(|kind| v.words.t(kind.key())));
        UnitRow {
            at: format!("{}/units/{}", course.desk(), one.unit.mark),
            title: called.get(&one.unit.mark).cloned().unwrap_or_default(),
            module: usize::try_from(one.unit.module)
                .ok()
                .and_then(|n| modules.get(n).cloned())
                .unwrap_or_default(),
            about: about.join(" · "),
        }
    };
    let mut needs = Vec::new();
    let chosen = courses::needs(db, course.id).await?;
    for other in courses::list(db).await? {
        if other.id != course.id {
            let current = chosen.contains(&other.id);
            needs.push(Choice { value: other.id.to_string(), label: title(db, v, &other).await?, current });
        }
    }
    let published = courses::versions(db, course.id).await?;
    let version = |one: &courses::Published| VersionRow {
        about: format!("{} · {}", v.words.count("course-version", one.version), v.day(one.at)),
        note: one.note.clone(),
        zip: (one.version == course.version).then(|| v.href(&format!("{}/course.zip", course.desk()))),
    };
    let lag = |(mark, language): (String, Language)| {
        let unit = called.get(&mark).cloned().unwrap_or(mark);
        let values = [("unit", unit.into()), ("language", v.words.language_name(language).into())];
        v.words.with("course-lagging", values)
    };
    let audience = |one: CourseAudience| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        current: one == course.audience,
    };
    let words = bundle.words.iter();
    Ok(CoursePage {
        v,
        at: course.desk(),
        title: title(db, v, course).await?,
        state: state(v, course, published.first()),
        course,
        languages: words
            .map(|(one, words)| (v.words.language_name(*one), WordsForm::of(*one, words)))
            .collect(),
        other: WordsForm::default(),
        theirs: None,
        audiences: [CourseAudience::Everyone, CourseAudience::Members, CourseAudience::Enrolled]
            .map(audience)
            .into(),
        needs,
        units: bundle.units.iter().map(row).collect(),
        missing: bundle.missing().iter().map(|one| sentence(v, &called, one)).collect(),
        lagging: bundle.lagging().into_iter().map(lag).collect(),
        versions: published.iter().map(version).collect(),
        unit_title: String::new(),
        note: String::new(),
        read: (course.version > 0)
            .then(|| Link { href: v.href(&course.address()), label: v.words.t("course-read") }),
        refusal: None,
        done: None,
    })
}

pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let course = of_path(&mut db, &id).await?;
    CoursePage { done: said(&v, &asked.done), ..page(&mut db, &v, &course).await? }.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SettleForm {
    audience: String,
    is_safety: String,
    is_closed: String,
    needs: Vec<String>,
    revision: i64,
}

/// Changes for whom a course is, what it counts for, and what comes before it.
pub(super) async fn settle(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<SettleForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let course = of_path(&mut tx, &id).await?;
    let mut needs = Vec::new();
    for one in form.needs.iter().take(50) {
        if let Ok(known) = one.parse() {
            needs.extend(courses::by_id(&mut tx, known).await?.map(|found| found.id));
        }
    }
    let audience: Result<CourseAudience, _> = form.audience.parse();
    let refusal = if needs.len() != form.needs.len() || audience.is_err() {
        Some(v.words.t(Refusal::BadChoice.key()))
    } else if acts::course::circles(&mut tx, course.id, &needs).await? {
        Some(v.words.t("course-refused-circle"))
    } else {
        None
    };
    let changed = Course {
        audience: audience.unwrap_or(course.audience),
        is_safety: !form.is_safety.is_empty(),
        is_closed: !form.is_closed.is_empty(),
        ..course.clone()
    };
    if refusal.is_some() {
        let mut page = page(&mut tx, &v, &changed).await?;
        for one in &mut page.needs {
            one.current = form.needs.contains(&one.value);
        }
        return CoursePage { refusal, ..page }.answer_form(true);
    }
    if !courses::save(&mut tx, &changed, form.revision, section.clock.now()).await? {
        let refusal = Some(v.words.t(Refusal::Stale.key()));
        return CoursePage { refusal, ..page(&mut tx, &v, &changed).await? }
            .answer_with(StatusCode::CONFLICT);
    }
    courses::set_needs(&mut tx, course.id, &needs).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", course.desk()))
}

/// Changes what a course says of itself in one language, or shows both texts when somebody was faster.
pub(super) async fn words(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<WordsForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let course = of_path(&mut tx, &id).await?;
    let typed =
        form.language.trim().parse::<Language>().map_err(|_| Refusal::BadLanguage).and_then(|language| {
            Ok((language, CourseWords::typed(&form.title, &form.summary, &form.modules)?))
        });
    let (language, words) = match typed {
        Ok(typed) => typed,
        Err(refusal) => {
            let page = page(&mut tx, &v, &course).await?;
            let refusal = Some(v.words.t(refusal.key()));
            return CoursePage { refusal, other: form, ..page }.answer_form(true);
        }
    };
    let known = courses::words(&mut tx, course.id, Course::DRAFT).await?;
    if let Some(theirs) = known.get(&language).map(|now| WordsForm::of(language, now))
        && theirs.seen != form.seen
    {
        let page = page(&mut tx, &v, &course).await?;
        let other = WordsForm { seen: theirs.seen.clone(), ..form };
        return CoursePage { theirs: Some(theirs), other, ..page }.answer_with(StatusCode::CONFLICT);
    }
    courses::put_words(&mut tx, (course.id, Course::DRAFT), language, &words).await?;
    courses::touch(&mut tx, course.id, section.clock.now()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", course.desk()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PublishForm {
    note: String,
    version: i64,
}

/// Publishes the draft, if nothing is missing in it.
pub(super) async fn publish(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<PublishForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let course = of_path(&mut tx, &id).await?;
    let missing = acts::course::load(&mut tx, &course, Course::DRAFT).await?.missing();
    let refusal = match lines_of(&form.note, 600) {
        Err(refusal) => Some(v.words.t(refusal.key())),
        Ok(_) if !missing.is_empty() => Some(v.words.t("course-refused-missing")),
        Ok(_) => None,
    };
    if refusal.is_some() {
        let page = page(&mut tx, &v, &course).await?;
        return CoursePage { refusal, note: form.note, ..page }.answer_form(true);
    }
    let (note, now) = (form.note.trim(), section.clock.now());
    if courses::publish(&mut tx, course.id, form.version, (Some(member.id), note, now)).await?.is_none() {
        let page = page(&mut tx, &v, &course).await?;
        let refusal = Some(v.words.t(Refusal::Stale.key()));
        return CoursePage { refusal, note: form.note, ..page }.answer_with(StatusCode::CONFLICT);
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=course-published", course.desk()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddForm {
    title: String,
}

/// A mark made of a text that none of these is.
pub(super) fn free_mark(text: &str, taken: &BTreeSet<String>) -> String {
    let slug: String = griot_text::slug(text).chars().filter(char::is_ascii).take(32).collect();
    let slug = slug.trim_matches('-');
    let slug = if slug.is_empty() { "unit" } else { slug };
    let mut tried = slug.to_owned();
    let mut number = 2_u32;
    while taken.contains(&tried) {
        tried = format!("{slug}-{number}");
        number += 1;
    }
    tried
}

/// Adds a unit at the end.
pub(super) async fn add_unit(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AddForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let course = of_path(&mut tx, &id).await?;
    let words = match UnitWords::typed(&form.title, "", "") {
        Ok(words) => words,
        Err(refusal) => {
            let page = page(&mut tx, &v, &course).await?;
            let refusal = Some(v.words.t(refusal.key()));
            return CoursePage { refusal, unit_title: form.title, ..page }.answer_form(true);
        }
    };
    let all = units::list(&mut tx, course.id, Course::DRAFT).await?;
    // A mark that learners know names the same unit for ever.
    let known = units::list(&mut tx, course.id, course.version).await?;
    let taken = all.iter().chain(&known).map(|unit| unit.mark.clone()).collect();
    let last = all.last();
    let unit = Unit {
        mark: free_mark(&words.title, &taken),
        module: last.map_or(0, |unit| unit.module),
        place: last.map_or(1, |unit| unit.place + 1),
        minutes: 20,
        exercise: None,
        draw: 0,
        pass: 60,
    };
    units::put(&mut tx, course.id, Course::DRAFT, &unit).await?;
    units::put_words(&mut tx, (course.id, Course::DRAFT), &unit.mark, course.language, &words).await?;
    courses::touch(&mut tx, course.id, section.clock.now()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/units/{}?done=added", course.desk(), unit.mark))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MoveForm {
    pub way: String,
    pub question: String,
    pub language: String,
}

/// Moves a unit one place up or down; at the edge of its module into the next one.
pub(super) async fn move_unit(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    Form(form): Form<MoveForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let course = of_path(&mut tx, &id).await?;
    let mut all = units::list(&mut tx, course.id, Course::DRAFT).await?;
    let from = all.iter().position(|unit| unit.mark == mark).ok_or(WebError::NotFound)?;
    let to = if form.way == "up" { from.checked_sub(1) } else { Some(from + 1).filter(|to| *to < all.len()) };
    if let Some(to) = to {
        let module = all.get(to).map(|unit| unit.module);
        let own = all.get(from).map(|unit| unit.module);
        match all.get_mut(from) {
            Some(unit) if module != own => unit.module = module.unwrap_or(unit.module),
            _ => all.swap(from, to),
        }
        renumber(&mut tx, &course, all).await?;
        courses::touch(&mut tx, course.id, section.clock.now()).await?;
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved#units", course.desk()))
}

async fn renumber(tx: &mut Tx, course: &Course, all: Vec<Unit>) -> Result<(), WebError> {
    for (place, unit) in (1_i64..).zip(all) {
        units::put(tx, course.id, Course::DRAFT, &Unit { place, ..unit }).await?;
    }
    Ok(())
}

/// Takes a unit out of the draft. What was published keeps it.
pub(super) async fn remove_unit(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    Form(_): Form<MoveForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let course = of_path(&mut tx, &id).await?;
    if !units::remove(&mut tx, course.id, Course::DRAFT, &mark).await? {
        return Err(WebError::NotFound);
    }
    courses::touch(&mut tx, course.id, section.clock.now()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=removed#units", course.desk()))
}
