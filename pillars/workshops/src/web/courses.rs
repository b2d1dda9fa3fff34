//! Courses, as trainers work on them.

mod course;
mod files;
mod guide;
mod pack;
mod question;
mod unit;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_crypto::checksum;
use griot_db::Conn;
use griot_kernel::Language;
use griot_web::{Access, Answer, Form, Routes, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    TRAIN,
    view::{id_of, lead, said},
};
use crate::{
    acts,
    course_pack::MARK,
    model::{Course, CourseWords, Refusal},
    store::courses,
};

/// What a form brings beside its files.
const FORM_BYTES: usize = 100_000;

/// Its routes.
pub(super) fn routes() -> Routes {
    let train = Access::Needs(&TRAIN);
    let file_bytes = acts::course_files::MOST_BYTES + FORM_BYTES;
    Routes::new()
        .get("/desk/courses", train, list)
        .post("/desk/courses", train, begin)
        .post("/desk/courses/ship", train, ship)
        .get("/desk/courses/guide", train, guide::show)
        .get("/desk/courses/guide.pdf", train, guide::print)
        .get("/desk/courses/import", train, pack::ask)
        .upload("/desk/courses/import", train, crate::course_pack::MOST_BYTES + FORM_BYTES, pack::bring)
        .get("/desk/courses/import/look", train, pack::look)
        .post("/desk/courses/import/take", train, pack::take)
        .get("/desk/courses/{course}", train, course::show)
        .post("/desk/courses/{course}", train, course::settle)
        .get("/desk/courses/{course}/course.zip", train, pack::give)
        .post("/desk/courses/{course}/words", train, course::words)
        .post("/desk/courses/{course}/publish", train, course::publish)
        .post("/desk/courses/{course}/units", train, course::add_unit)
        .get("/desk/courses/{course}/units/{unit}", train, unit::show)
        .post("/desk/courses/{course}/units/{unit}", train, unit::save)
        .post("/desk/courses/{course}/units/{unit}/move", train, course::move_unit)
        .post("/desk/courses/{course}/units/{unit}/remove", train, course::remove_unit)
        .post("/desk/courses/{course}/units/{unit}/questions", train, question::save)
        .post("/desk/courses/{course}/units/{unit}/questions/move", train, question::shift)
        .post("/desk/courses/{course}/units/{unit}/questions/remove", train, question::remove)
        .upload("/desk/courses/{course}/units/{unit}/files", train, file_bytes, files::add)
        .post("/desk/courses/{course}/units/{unit}/files/remove", train, files::remove)
        .get("/desk/courses/{course}/files/{file}", train, files::give)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    done: String,
    language: String,
}

/// The course of a path.
async fn of_path(db: &mut Conn, id: &str) -> Result<Course, WebError> {
    courses::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)
}

/// A mark of a text as somebody saw it: whoever sends a form says which text it was made from.
fn seen(texts: &[&str]) -> String {
    let all = texts.join("\u{1}");
    checksum(all.as_bytes()).map(|(_, digest)| digest).unwrap_or_default()
}

/// What a course is called, in the language of the reader or its own.
async fn title(db: &mut Conn, v: &Visitor, course: &Course) -> Result<String, WebError> {
    let words = courses::words(db, course.id, Course::DRAFT).await?;
    let found = words.get(&v.words.language()).or_else(|| words.get(&course.language));
    Ok(found.map_or_else(|| course.slug.clone(), |words| words.title.clone()))
}

struct Row {
    href: String,
    title: String,
    state: String,
    about: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct BeginForm {
    title: String,
    language: String,
}

#[derive(Template)]
#[template(path = "courses_desk.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    rows: Vec<Row>,
    is_shipped: bool,
    form: BeginForm,
    refusal: Option<String>,
    done: Option<String>,
}

/// How the draft of a course stands to its last version.
fn state(v: &Visitor, course: &Course, last: Option<&courses::Published>) -> String {
    match last {
        None => v.words.t("course-state-never"),
        Some(last) if course.changed_at > last.at => v.words.count("course-state-changed", last.version),
        Some(last) => v.words.count("course-state-published", last.version),
    }
}

async fn list_page<'a>(db: &mut Conn, v: &'a Visitor, form: BeginForm) -> Result<ListPage<'a>, WebError> {
    let learners = courses::learners(db).await?;
    let (mut rows, mut is_shipped) = (Vec::new(), false);
    for course in courses::list(db).await? {
        is_shipped |= course.mark == MARK;
        let versions = courses::versions(db, course.id).await?;
        let words = courses::words(db, course.id, Course::DRAFT).await?;
        let languages: Vec<String> = words.keys().map(|one| v.words.language_name(*one)).collect();
        let count = v.words.count("course-learners", learners.get(&course.id).copied().unwrap_or(0));
        let mut about = vec![languages.join(", "), count];
        if course.is_closed {
            about.push(v.words.t("course-closed"));
        }
        rows.push(Row {
            href: v.href(&course.desk()),
            title: title(db, v, &course).await?,
            state: state(v, &course, versions.first()),
            about: about.join(" · "),
        });
    }
    Ok(ListPage { v, rows, is_shipped, form, refusal: None, done: None })
}

async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let form = BeginForm { language: section.settings().language.to_string(), ..BeginForm::default() };
    ListPage { done: said(&v, &asked.done), ..list_page(&mut db, &v, form).await? }.answer()
}

async fn begin(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<BeginForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let typed = form
        .language
        .trim()
        .parse::<Language>()
        .map_err(|_| Refusal::BadLanguage)
        .and_then(|language| Ok((language, CourseWords::typed(&form.title, "", "")?)));
    let (language, words) = match typed {
        Ok(typed) => typed,
        Err(refusal) => {
            let page = list_page(&mut tx, &v, form).await?;
            return ListPage { refusal: Some(v.words.t(refusal.key())), ..page }.answer_form(true);
        }
    };
    let course = acts::course::begin(&section, &mut tx, (language, &words), Some(member.id)).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=added", course.desk()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Empty {}

async fn ship(
    State(section): State<Section>,
    v: Visitor,
    Form(_): Form<Empty>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let id = acts::course::ship(&section, &mut tx, Some(member.id)).await?;
    tx.commit().await?;
    lead(&v, &format!("/desk/courses/{id}?done=course-shipped"))
}
