//! Programmes, at the desk: all trainings at one glance, and what each says of itself.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::campaigns::{Campaigns, Strategy};
use griot_db::Conn;
use griot_kernel::{Id, Language};
use griot_web::{Access, Answer, Form, Role, Routes, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    TRAIN, title,
    view::{Choice, id_of, lead, said},
    when,
};
use crate::{
    acts,
    model::{
        Audience, CertificateRule, CourseId, Programme, ProgrammeWords, Refusal, Stage, Workshop, count_of,
        line_of, lines_of,
    },
    store::{courses, enrolments, programmes, workshops},
};

const ONLY: Access = Access::Needs(&TRAIN);
/// Past workshops on the first page.
const PAST: i64 = 20;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/desk/workshops", ONLY, list)
        .post("/desk/workshops/programmes", ONLY, begin)
        .get("/desk/workshops/programmes/{id}", ONLY, show)
        .get("/desk/workshops/programmes/{id}/edit", ONLY, edit)
        .post("/desk/workshops/programmes/{id}/edit", ONLY, save)
        .post("/desk/workshops/programmes/{id}/workshops", ONLY, begin_workshop)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    pub done: String,
}

/// A workshop in a list.
pub(super) struct Row {
    href: String,
    title: String,
    when: String,
    area: String,
    count: String,
    state: Option<String>,
}

pub(super) fn row(
    v: &Visitor,
    workshop: &Workshop,
    programme: Option<&Programme>,
    (enrolled, waiting): (i64, i64),
) -> Row {
    let values = [("enrolled", enrolled.into()), ("capacity", workshop.words.capacity.into())];
    let mut count = v.words.with("workshop-count", values);
    if waiting > 0 {
        count = format!("{count} · {}", v.words.count("workshop-count-waiting", waiting));
    }
    Row {
        href: v.href(&workshop.desk()),
        title: programme.map_or_else(String::new, |programme| title(workshop, programme).to_owned()),
        when: when(&v.words, workshop.starts_at, workshop.ends_at),
        area: workshop.words.area.clone(),
        count,
        state: (workshop.stage != Stage::Open).then(|| v.words.t(workshop.stage.key())),
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct BeginForm {
    title: String,
}

#[derive(Template)]
#[template(path = "desk_workshops.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    coming: Vec<Row>,
    past: Vec<Row>,
    programmes: Vec<(String, String, bool)>,
    form: BeginForm,
    done: Option<String>,
    refusal: Option<String>,
}

async fn list_page<'a>(section: &Section, db: &mut Conn, v: &'a Visitor) -> Result<ListPage<'a>, WebError> {
    let now = section.clock.now();
    let counts = enrolments::counts(db).await?;
    let known = programmes::list(db).await?;
    let row = |one: &Workshop| {
        let programme = known.iter().find(|programme| programme.id == one.programme);
        row(v, one, programme, counts.get(&one.id).copied().unwrap_or_default())
    };
    Ok(ListPage {
        v,
        coming: workshops::coming(db, now).await?.iter().map(row).collect(),
        past: workshops::past(db, now, PAST).await?.iter().map(row).collect(),
        programmes: known
            .iter()
            .map(|one| (v.href(&one.desk()), one.words.title.clone(), one.is_closed))
            .collect(),
        form: BeginForm::default(),
        done: None,
        refusal: None,
    })
}

async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let mut page = list_page(&section, &mut db, &v).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Begins a programme, and leads to where the rest is written.
async fn begin(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<BeginForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    match ProgrammeWords::typed(section.settings().language, &form.title, "", "") {
        Ok(words) => {
            let programme = acts::prepare::programme(&section, &mut tx, words, member.id).await?;
            tx.commit().await?;
            lead(&v, &format!("{}/edit", programme.desk()))
        }
        Err(refusal) => {
            let mut page = list_page(&section, &mut tx, &v).await?;
            (page.form, page.refusal) = (form, Some(v.words.t(refusal.key())));
            page.answer_form(true)
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct SpanForm {
    starts: String,
    ends: String,
}

#[derive(Template)]
#[template(path = "desk_programme.html")]
struct ProgrammePage<'a> {
    v: &'a Visitor,
    at: String,
    programme: &'a Programme,
    audience: String,
    certificate: Option<String>,
    course: Option<(String, String)>,
    rows: Vec<Row>,
    form: SpanForm,
    done: Option<String>,
    refusal: Option<String>,
}

async fn of_path(db: &mut Conn, id: &str) -> Result<Programme, WebError> {
    programmes::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)
}

/// What a course is called, in the language in which it was written.
async fn course_name(db: &mut Conn, id: CourseId) -> Result<Option<(String, String)>, WebError> {
    let Some(course) = courses::by_id(db, id).await? else { return Ok(None) };
    let words = courses::words(db, id, course.version).await?;
    let title = words.get(&course.language).map_or_else(|| course.slug.clone(), |words| words.title.clone());
    Ok(Some((course.desk(), title)))
}

async fn programme_page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    programme: &'a Programme,
) -> Result<ProgrammePage<'a>, WebError> {
    let counts = enrolments::counts(db).await?;
    let all = workshops::of_programme(db, programme.id).await?;
    let course = match programme.course {
        Some(course) => course_name(db, course).await?.map(|(href, title)| (v.href(&href), title)),
        None => None,
    };
    let rows =
        all.iter().map(|one| row(v, one, Some(programme), counts.get(&one.id).copied().unwrap_or_default()));
    Ok(ProgrammePage {
        v,
        at: programme.desk(),
        audience: v.words.t(programme.words.audience.key()),
        certificate: (!programme.certificate.title.is_empty()).then(|| programme.certificate.title.clone()),
        course,
        rows: rows.collect(),
        form: SpanForm::default(),
        done: None,
        refusal: None,
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
    let programme = of_path(&mut db, &id).await?;
    let mut page = programme_page(&mut db, &v, &programme).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Begins a workshop, and leads to where the rest is written.
async fn begin_workshop(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<SpanForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let programme = of_path(&mut tx, &id).await?;
    let begun = match super::desk::span_of(&v, &form.starts, &form.ends) {
        Ok(span) => acts::prepare::workshop(&section, &mut tx, &programme, span, member.id).await?,
        Err(refusal) => Err(refusal),
    };
    match begun {
        Ok(workshop) => {
            tx.commit().await?;
            lead(&v, &format!("{}/edit", workshop.desk()))
        }
        Err(refusal) => {
            let mut page = programme_page(&mut tx, &v, &programme).await?;
            (page.form, page.refusal) = (form, Some(v.words.t(refusal.key())));
            page.answer_form(true)
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct EditForm {
    title: String,
    summary: String,
    description: String,
    language: String,
    audience: String,
    roles: Vec<String>,
    sensitive: String,
    course: String,
    certificate_title: String,
    certificate_text: String,
    certificate_share: String,
    certificate_course: String,
    campaign: String,
    line: String,
    closed: String,
    revision: i64,
}

fn ticked(yes: bool) -> String {
    if yes { "1".to_owned() } else { String::new() }
}

impl EditForm {
    fn of(programme: &Programme) -> Self {
        let (words, certificate) = (&programme.words, &programme.certificate);
        Self {
            title: words.title.clone(),
            summary: words.summary.clone(),
            description: words.description.clone(),
            language: words.language.to_string(),
            audience: words.audience.as_str().to_owned(),
            roles: words.roles.iter().map(ToString::to_string).collect(),
            sensitive: ticked(words.is_sensitive),
            course: programme.course.map(|id| id.to_string()).unwrap_or_default(),
            certificate_title: certificate.title.clone(),
            certificate_text: certificate.text.clone(),
            certificate_share: certificate.share.to_string(),
            certificate_course: ticked(certificate.needs_course),
            campaign: programme.campaign.map(|id| id.to_string()).unwrap_or_default(),
            line: programme.line.map(|id| id.to_string()).unwrap_or_default(),
            closed: ticked(programme.is_closed),
            revision: programme.revision,
        }
    }

    /// What was typed, judged, in the place of what the programme says.
    fn judged(&self, known: &Programme) -> Result<Programme, Refusal> {
        let language: Language = self.language.trim().parse().map_err(|_| Refusal::BadLanguage)?;
        let audience: Audience = self.audience.parse().map_err(|_| Refusal::BadChoice)?;
        let roles: Vec<Role> = self
            .roles
            .iter()
            .map(|role| role.parse())
            .collect::<Result<_, _>>()
            .map_err(|_| Refusal::BadChoice)?;
        if audience == Audience::Roles && roles.is_empty() {
            return Err(Refusal::BadChoice);
        }
        if audience == Audience::Everyone && !self.sensitive.is_empty() {
            return Err(Refusal::NotDiscreet);
        }
        let words = ProgrammeWords::typed(language, &self.title, &self.summary, &self.description)?;
        Ok(Programme {
            words: ProgrammeWords { audience, roles, is_sensitive: !self.sensitive.is_empty(), ..words },
            course: chosen(&self.course)?,
            certificate: CertificateRule {
                title: line_of(&self.certificate_title, 80)?,
                text: lines_of(&self.certificate_text, 600)?,
                share: count_of(&self.certificate_share, 0, 100)?,
                needs_course: !self.certificate_course.is_empty(),
            },
            campaign: chosen(&self.campaign)?,
            line: chosen(&self.line)?,
            is_closed: !self.closed.is_empty(),
            revision: self.revision,
            ..known.clone()
        })
    }
}

/// An id that may have been left open.
fn chosen<T>(typed: &str) -> Result<Option<Id<T>>, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| Refusal::BadChoice) }
}

#[derive(Template)]
#[template(path = "desk_programme_edit.html")]
struct EditPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    form: EditForm,
    audiences: Vec<Choice>,
    roles: Vec<Choice>,
    courses: Vec<Choice>,
    campaigns: Vec<Choice>,
    lines: Vec<Choice>,
    /// What somebody else wrote meanwhile.
    theirs: Option<EditForm>,
    refusal: Option<String>,
}

async fn edit_page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    programme: &Programme,
    form: EditForm,
) -> Result<EditPage<'a>, WebError> {
    let choice =
        |value: String, label: String, current: &str| Choice { current: value == current, value, label };
    let mut courses_known = Vec::new();
    for course in courses::list(db).await?.iter().filter(|course| course.version > 0 && !course.is_closed) {
        let name = course_name(db, course.id).await?.map(|(_, title)| title).unwrap_or_default();
        courses_known.push(choice(course.id.to_string(), name, &form.course));
    }
    // Where nobody answers for campaigns or a strategy, there are none to choose.
    let campaigns = match section.ask::<dyn Campaigns>() {
        Ok(who) => who.taking(db).await?,
        Err(_) => Vec::new(),
    };
    let lines = match section.ask::<dyn Strategy>() {
        Ok(who) => who.lines(db).await?,
        Err(_) => Vec::new(),
    };
    let audience =
        |one: &Audience| choice(one.as_str().to_owned(), v.words.t(one.key()), form.audience.as_str());
    let role = |one: &Role| Choice {
        value: one.to_string(),
        label: role_name(v, *one),
        current: form.roles.iter().any(|role| role == one.as_str()),
    };
    Ok(EditPage {
        v,
        at: programme.desk(),
        title: programme.words.title.clone(),
        audiences: Audience::ALL.iter().map(audience).collect(),
        roles: Role::ALL.iter().map(role).collect(),
        courses: courses_known,
        campaigns: campaigns
            .into_iter()
            .map(|one| choice(one.id.to_string(), one.title, &form.campaign))
            .collect(),
        lines: lines
            .into_iter()
            .map(|one| {
                let label = format!("{} · {}", v.words.t(one.kind_key), one.text);
                choice(one.id.to_string(), label, &form.line)
            })
            .collect(),
        form,
        theirs: None,
        refusal: None,
    })
}

/// What a role is called; the words are those of the room that gives roles.
fn role_name(v: &Visitor, role: Role) -> String {
    let key = format!("people-role-{role}");
    if v.words.knows(&key) { v.words.t(&key) } else { role.to_string() }
}

async fn edit(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let programme = of_path(&mut db, &id).await?;
    edit_page(&section, &mut db, &v, &programme, EditForm::of(&programme)).await?.answer()
}

async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<EditForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let known = of_path(&mut tx, &id).await?;
    let saved = match form.judged(&known) {
        Ok(programme) if programmes::save(&mut tx, &programme).await? => Ok(()),
        Ok(_) => Err(Refusal::Stale),
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(()) => {
            for workshop in workshops::of_programme(&mut tx, known.id).await? {
                acts::prepare::shown_anew(&section, &mut tx, &workshop).await?;
            }
            tx.commit().await?;
            lead(&v, &format!("{}?done=saved", known.desk()))
        }
        Err(refusal) => {
            // What stands now is what the next try is compared with.
            let form = EditForm { revision: known.revision, ..form };
            let mut page = edit_page(&section, &mut tx, &v, &known, form).await?;
            page.theirs = (refusal == Refusal::Stale).then(|| EditForm::of(&known));
            page.refusal = Some(v.words.t(refusal.key()));
            page.answer_form(true)
        }
    }
}
