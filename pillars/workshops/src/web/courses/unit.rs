//! One unit in one language, beside the language of the course: text, exercise, figures, and its preview.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Language;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    super::{
        TRAIN,
        view::{Choice, Link, lead, said},
    },
    Said,
    files::FileRow,
    of_path,
    question::{self, QuestionForm},
    seen, title,
};
use crate::{
    acts,
    course_pack::BundleUnit,
    model::{Course, CourseWords, ExerciseKind, Refusal, Unit, UnitWords, count_of},
    store::{courses, units},
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct UnitForm {
    language: String,
    title: String,
    body: String,
    exercise: String,
    kind: String,
    minutes: String,
    module: String,
    draw: String,
    pass: String,
    seen: String,
    act: String,
}

impl UnitForm {
    fn of(one: &BundleUnit, language: Language) -> Self {
        let words = one.words.get(&language).cloned().unwrap_or_default();
        let unit = &one.unit;
        let kind = unit.exercise.map_or("", ExerciseKind::as_str);
        let figures = [unit.minutes, unit.module, unit.draw, unit.pass].map(|figure| figure.to_string());
        let [minutes, module, draw, pass] = figures;
        Self {
            language: language.to_string(),
            seen: seen(&[&words.title, &words.body, &words.exercise, kind, &minutes, &module, &draw, &pass]),
            title: words.title,
            body: words.body,
            exercise: words.exercise,
            kind: kind.to_owned(),
            minutes,
            module,
            draw,
            pass,
            act: String::new(),
        }
    }

    /// The words, and the unit with its figures.
    fn judged(&self, unit: &Unit) -> Result<(UnitWords, Unit), Refusal> {
        let words = UnitWords::typed(&self.title, &self.body, &self.exercise)?;
        let kind = match self.kind.as_str() {
            "" => None,
            kind => Some(kind.parse().map_err(|_| Refusal::BadChoice)?),
        };
        let figures = Unit {
            mark: unit.mark.clone(),
            place: unit.place,
            module: count_of(&self.module, 0, 99)?,
            minutes: count_of(&self.minutes, 1, 600)?,
            exercise: kind,
            draw: count_of(&self.draw, 0, 60)?,
            pass: count_of(&self.pass, 0, 100)?,
        };
        Ok((words, figures))
    }
}

/// The words in which a unit was written, beside a translation.
struct Original {
    title: String,
    body: String,
    exercise: String,
}

#[derive(Template)]
#[template(path = "course_unit.html")]
pub(super) struct UnitPage<'a> {
    v: &'a Visitor,
    course_at: String,
    course_title: String,
    at: String,
    title: String,
    form: UnitForm,
    theirs: Option<UnitForm>,
    original: Option<Original>,
    languages: Vec<Link>,
    language: String,
    kinds: Vec<Choice>,
    modules: Vec<Choice>,
    preview: griot_text::Html,
    preview_exercise: griot_text::Html,
    weight: String,
    pub questions: Vec<QuestionForm>,
    pub asked: QuestionForm,
    files: Vec<FileRow>,
    pub alt: String,
    pub refusal: Option<String>,
    done: Option<String>,
}

/// A unit of the draft, and the course to which it belongs.
pub(super) async fn found(
    db: &mut Conn,
    id: &str,
    mark: &str,
) -> Result<(Course, BundleUnit, Vec<(Language, CourseWords)>), WebError> {
    let course = of_path(db, id).await?;
    let bundle = acts::course::load(db, &course, Course::DRAFT).await?;
    let unit = bundle.units.into_iter().find(|one| one.unit.mark == mark).ok_or(WebError::NotFound)?;
    Ok((course, unit, bundle.words.into_iter().collect()))
}

/// Where a unit is worked on, in this language.
pub(super) fn address(course: &Course, mark: &str, language: Language, done: &str) -> String {
    format!("{}/units/{mark}?language={language}&done={done}", course.desk())
}

/// The language of a form, or that of the course.
pub(super) fn language_of(course: &Course, typed: &str) -> Language {
    typed.trim().parse().unwrap_or(course.language)
}

pub(super) async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    (course, one, words): &(Course, BundleUnit, Vec<(Language, CourseWords)>),
    language: Language,
    form: Option<UnitForm>,
) -> Result<UnitPage<'a>, WebError> {
    let at = format!("{}/units/{}", course.desk(), one.unit.mark);
    let form = form.unwrap_or_else(|| UnitForm::of(one, language));
    let own = one.words.get(&course.language).cloned().unwrap_or_default();
    let mut offered: Vec<Language> = words.iter().map(|(language, _)| *language).collect();
    if !offered.contains(&course.language) {
        offered.insert(0, course.language);
    }
    let link = |one: &Language| Link {
        href: v.href(&format!("{at}?language={one}")),
        label: v.words.language_name(*one),
    };
    let kind = |one: ExerciseKind| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        current: one.as_str() == form.kind,
    };
    let named = words.iter().find(|(one, _)| *one == language).or_else(|| words.first());
    let modules = named.map(|(_, words)| words.modules.clone()).unwrap_or_default();
    let module = |(number, label): (usize, String)| Choice {
        current: number.to_string() == form.module,
        value: number.to_string(),
        label,
    };
    let none = Choice {
        value: String::new(),
        label: v.words.t("course-exercise-none"),
        current: form.kind.is_empty(),
    };
    Ok(UnitPage {
        v,
        course_at: course.desk(),
        course_title: title(db, v, course).await?,
        title: if own.title.is_empty() { one.unit.mark.clone() } else { own.title.clone() },
        original: (language != course.language).then_some(Original {
            title: own.title,
            body: own.body,
            exercise: own.exercise,
        }),
        languages: offered.iter().map(link).collect(),
        language: v.words.language_name(language),
        kinds: std::iter::once(none)
            .chain([ExerciseKind::Post, ExerciseKind::Draft, ExerciseKind::Own].map(kind))
            .collect(),
        modules: modules.into_iter().enumerate().map(module).collect(),
        preview: crate::model::shown(&form.body, language),
        preview_exercise: crate::model::shown(&form.exercise, language),
        weight: v.words.bytes(one.weight(language)),
        questions: question::forms(v, course, one, language),
        asked: QuestionForm::blank(v, language),
        files: one.files.iter().map(|file| FileRow::of(v, course, file)).collect(),
        alt: String::new(),
        theirs: None,
        refusal: None,
        done: None,
        at,
        form,
    })
}

pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let unit = found(&mut db, &id, &mark).await?;
    let language = language_of(&unit.0, &asked.language);
    let page = page(&mut db, &v, &unit, language, None).await?;
    UnitPage { done: said(&v, &asked.done), ..page }.answer()
}

/// Changes a unit, or shows it as learners would see it, or both texts when somebody was faster.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    Form(form): Form<UnitForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let unit = found(&mut tx, &id, &mark).await?;
    let language = language_of(&unit.0, &form.language);
    let (words, figures) = match form.judged(&unit.1.unit) {
        Ok(judged) => judged,
        Err(refusal) => {
            let page = page(&mut tx, &v, &unit, language, Some(form)).await?;
            return UnitPage { refusal: Some(v.words.t(refusal.key())), ..page }.answer_form(true);
        }
    };
    if form.act == "preview" {
        return page(&mut tx, &v, &unit, language, Some(form)).await?.answer();
    }
    let theirs = UnitForm::of(&unit.1, language);
    if theirs.seen != form.seen {
        let form = UnitForm { seen: theirs.seen.clone(), ..form };
        let page = page(&mut tx, &v, &unit, language, Some(form)).await?;
        return UnitPage { theirs: Some(theirs), ..page }.answer_with(StatusCode::CONFLICT);
    }
    units::put(&mut tx, unit.0.id, Course::DRAFT, &figures).await?;
    units::put_words(&mut tx, (unit.0.id, Course::DRAFT), &mark, language, &words).await?;
    courses::touch(&mut tx, unit.0.id, section.clock.now()).await?;
    tx.commit().await?;
    lead(&v, &address(&unit.0, &mark, language, "saved"))
}
