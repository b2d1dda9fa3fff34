//! One unit: what is read, heard and taken along, and the questions after it.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::{Language, Random};
use griot_text::{Html, Pictures};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{header, request::Parts};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    course::Said,
    quiz::{Fields, Quiz},
    weight::{Weight, is_shown, kb, key},
    who::{Open, Way, pick, pick_of},
};
use crate::{
    acts::learn::{Lesson, close, needs_left},
    model::{FileKind, Refusal, Unit},
    store::{courses, handouts, learnings, units},
    web::view::{Link, lead, said},
};

/// So many rounds are asked of whoever keeps no progress.
const ROUNDS_SHOWN: i64 = 99;

/// A file of a unit, as its page shows it.
pub(super) struct Shown {
    pub href: String,
    pub name: String,
    pub alt: String,
    pub size: String,
}

#[derive(Template)]
#[template(path = "learn_unit.html")]
pub(super) struct UnitPage<'a> {
    v: &'a Visitor,
    at: String,
    course: Link,
    tag: Option<String>,
    title: String,
    facts: String,
    body: String,
    pictures: Vec<Shown>,
    sounds: Vec<Shown>,
    sheets: Vec<Shown>,
    quiz: Option<Quiz>,
    exercise: Option<String>,
    has_questions: bool,
    is_done: bool,
    is_kept: bool,
    is_begun: bool,
    needs: Vec<Link>,
    sign_in: String,
    begin: String,
    mark: String,
    results: Option<String>,
    before: Option<Link>,
    after: Option<Link>,
    refusal: Option<String>,
    done: Option<String>,
}

/// A text of a course, set as its language wants it. With `on_tap`, pictures wait behind a link that says these words.
pub(super) fn set(body: &str, language: Language, on_tap: Option<&str>) -> Html {
    let html = griot_text::render(body, &Pictures { on_tap });
    if language == Language::FRENCH { griot_text::typeset_french(html) } else { html }
}

/// The page of a unit. `fields` is what was typed in its quiz, if it comes back; `round` the one that is asked.
pub(super) async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    open: &Open,
    lesson: &Lesson,
    unit: &Unit,
    quiz: Option<(i64, &Fields)>,
) -> Result<UnitPage<'a>, WebError> {
    let (course, version) = (&open.course, open.version());
    let words = units::words(db, (course.id, version), &unit.mark).await?;
    let (language, says) = pick(&words, &open.languages).ok_or(WebError::NotFound)?;
    let titles = units::titles(db, course.id, version).await?;
    let called = courses::words(db, course.id, version).await?;
    let called = pick(&called, &open.languages).map(|(_, said)| said.title.clone()).unwrap_or_default();
    let files = handouts::of(db, course.id, version).await?;
    let lengths = units::lengths(db, course.id, version).await?;
    let weight = Weight::of([unit.mark.as_str()].into_iter(), &lengths, &files, &[language]);

    let of_unit = |place: Option<usize>| {
        let unit = lesson.units.get(place?)?;
        let label = pick_of(&titles, &unit.mark, &open.languages).cloned().unwrap_or_default();
        Some(Link { href: v.href(&format!("{}/{}", open.at(), unit.mark)), label })
    };
    let place = lesson.units.iter().position(|one| one.mark == unit.mark);
    let at = format!("{}/{}", open.at(), unit.mark);
    let (mut pictures, mut sounds, mut sheets) = (Vec::new(), Vec::new(), Vec::new());
    for file in files.iter().filter(|file| file.unit == unit.mark && is_shown(file, &[language])) {
        let Some(key) = key(file) else { continue };
        let size = v.words.put("learn-kb", "kb", kb(file.bytes));
        let public = format!("/files/{}", key.as_str());
        let (shelf, href) = match file.kind {
            // What stands in the text is shown there.
            FileKind::Picture if says.body.contains(key.as_str()) => continue,
            FileKind::Picture => (&mut pictures, public),
            FileKind::Audio => (&mut sounds, public),
            FileKind::Pdf | FileKind::Sheet => (&mut sheets, v.href(&format!("{at}/files/{}", file.id))),
        };
        shelf.push(Shown { href, name: file.name.clone(), alt: file.alt.clone(), size });
    }
    let (attempts, done) = match &open.learning {
        Some(learning) => (
            learning.in_order(learnings::attempts(db, learning.at_version(), &unit.mark).await?),
            learnings::units_done(db, learning.id).await?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    let has_questions = lesson.asks(unit);
    let is_done = done.contains(&unit.mark);
    let is_kept = open.pupil.learner.is_some();
    // Somebody whose progress could be kept begins first, so that no answer is lost.
    let is_asked = has_questions && (open.learning.is_some() || !is_kept);
    let empty = Fields::default();
    let (round, fields) = quiz.unwrap_or_else(|| (super::quiz::round(open, lesson, unit, &attempts), &empty));
    let mut needs = Vec::new();
    if is_kept && open.learning.is_none() {
        for need in needs_left(db, course, open.pupil.learner).await? {
            let said = courses::words(db, need.id, need.version).await?;
            let label = pick(&said, &open.languages).map(|(_, said)| said.title.clone()).unwrap_or_default();
            needs.push(Link { href: v.href(&open.pupil.at(&need)), label });
        }
    }
    let on_tap = v.words.t("learn-picture-on-tap");
    let exercise = unit.exercise.map(|_| set(&says.exercise, language, None).into_string());
    Ok(UnitPage {
        course: Link { href: v.href(&open.at()), label: called },
        tag: (language != v.words.language()).then(|| language.to_string()),
        title: says.title.clone(),
        facts: format!("{} · {}", v.words.count("learn-minutes", unit.minutes), weight.said(v)),
        body: set(&says.body, language, v.light.then_some(on_tap.as_str())).into_string(),
        pictures,
        sounds,
        sheets,
        quiz: is_asked.then(|| Quiz::of(v, open, lesson, unit, round, fields)),
        exercise: exercise.filter(|text| !text.is_empty()),
        has_questions,
        is_done,
        is_kept,
        is_begun: open.learning.is_some(),
        needs,
        sign_in: format!("/sign-in?back={}", utf8_percent_encode(&at, NON_ALPHANUMERIC)),
        begin: v.href(&format!("{}/begin#refusal", open.at())),
        mark: unit.mark.clone(),
        results: (!attempts.is_empty()).then(|| v.href(&format!("{at}/answers"))),
        before: of_unit(place.and_then(|place| place.checked_sub(1))),
        after: of_unit(place.map(|place| place + 1)),
        refusal: None,
        done: None,
        at,
        v,
    })
}

impl UnitPage<'_> {
    /// Gives each answer that will be kept an id.
    pub(super) fn name_answers(&mut self, random: &dyn Random) {
        if let Some(quiz) = &mut self.quiz {
            quiz.name_answers(random);
        }
    }

    /// The page with a sentence that says why something was not taken.
    pub(super) fn refused(mut self, refusal: Refusal) -> Result<Response, WebError> {
        self.refusal = Some(self.v.words.t(refusal.key()));
        self.answer_form(true)
    }
}

/// One unit.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let open = Open::of(&section, &mut db, &v, &parts, &way).await?;
    let lesson = Lesson::of(&mut db, open.course.clone(), open.version()).await?;
    let unit = lesson.unit(&way.unit).ok_or(WebError::NotFound)?;
    let empty = Fields::default();
    let of_address =
        (open.learning.is_none() && (1..=ROUNDS_SHOWN).contains(&asked.round)).then_some(asked.round);
    let quiz = of_address.map(|round| (round, &empty));
    let mut page = page(&mut db, &v, &open, &lesson, unit, quiz).await?;
    page.name_answers(section.random.as_ref());
    page.done = said(&v, &asked.done);
    if open.pupil.learner.is_none() { page.answer_public() } else { page.answer() }
}

/// Notes that a unit without questions was read.
pub(super) async fn read(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let open = Open::of(&section, &mut tx, &v, &parts, &way).await?;
    let lesson = Lesson::of(&mut tx, open.course.clone(), open.version()).await?;
    let unit = lesson.unit(&way.unit).ok_or(WebError::NotFound)?;
    let Some(learning) = open.learning.as_ref().filter(|_| !lesson.asks(unit)) else {
        return page(&mut tx, &v, &open, &lesson, unit, None).await?.refused(Refusal::NotNow);
    };
    let now = section.clock.now();
    learnings::unit_done(&mut tx, learning.id, &unit.mark, now).await?;
    close(&mut tx, &lesson, learning, now).await?;
    tx.commit().await?;
    let place = lesson.units.iter().position(|one| one.mark == unit.mark);
    let to = match place.and_then(|place| lesson.units.get(place + 1)) {
        // What is to be done after reading stands on the same page.
        _ if unit.exercise.is_some() => format!("{}/{}", open.at(), unit.mark),
        Some(next) => format!("{}/{}", open.at(), next.mark),
        None => open.at(),
    };
    lead(&v, &format!("{to}?done=read"))
}

/// Gives a PDF or a sheet.
pub(super) async fn file(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let open = Open::of(&section, &mut db, &v, &parts, &way).await?;
    let files = handouts::of(&mut db, open.course.id, open.version()).await?;
    drop(db);
    let found = files.into_iter().find(|file| file.unit == way.unit && file.id.to_string() == way.file);
    let file = found.ok_or(WebError::NotFound)?;
    let key = key(&file).ok_or(WebError::NotFound)?;
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    Response::builder()
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_LENGTH, section.files.size(&key).await?)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}"))
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")
        .body(Body::from_stream(section.files.stream(&key).await?))
        .map_err(WebError::internal)
}
