//! One skill: its words, who has it, and the training that is lacking.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};

use super::{Asked, SkillForm, ids, level, people, programme_choices};
use crate::{
    acts,
    model::{Moment, Refusal, Skill},
    store::skills,
    web::{
        TRAIN,
        view::{Choice, Link, id_of, lead, said},
    },
};

#[derive(Template)]
#[template(path = "skill.html")]
struct SkillPage<'a> {
    v: &'a Visitor,
    skill: &'a Skill,
    at: String,
    rows: Vec<(Link, Vec<(String, String)>)>,
    programmes: Vec<Choice>,
    form: &'a SkillForm,
    refusal: Option<String>,
    done: Option<String>,
}

async fn of_path(db: &mut Conn, id: &str) -> Result<Skill, WebError> {
    skills::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)
}

fn form_of(skill: &Skill) -> SkillForm {
    SkillForm {
        name: skill.words.name.clone(),
        how: skill.words.how.clone(),
        wanted: skill.words.wanted.to_string(),
        programme: skill.words.programme.map(|id| id.to_string()).unwrap_or_default(),
        revision: skill.revision,
    }
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    skill: &'a Skill,
    form: &'a SkillForm,
) -> Result<SkillPage<'a>, WebError> {
    let marks = skills::marks(db).await?;
    let mut rows = Vec::new();
    for one in people(section, db).await? {
        let of = |moment| {
            marks.iter().find(|mark| (mark.person, mark.skill, mark.moment) == (one.person, skill.id, moment))
        };
        if Moment::ALL.into_iter().all(|moment| of(moment).is_none()) {
            continue;
        }
        let href = v.href(&format!("/desk/skills/people/{}", one.person));
        let cells = Moment::ALL.map(|moment| (v.words.t(moment.key()), level(v, of(moment))));
        rows.push((Link { href, label: one.name }, cells.to_vec()));
    }
    Ok(SkillPage {
        v,
        skill,
        at: skill.desk(),
        rows,
        programmes: programme_choices(db, &form.programme).await?,
        form,
        refusal: None,
        done: None,
    })
}

async fn again(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    (skill, form): (&Skill, &SkillForm),
    refusal: Refusal,
) -> Result<Response, WebError> {
    let mut page = page(section, db, v, skill, form).await?;
    page.refusal = Some(v.words.t(refusal.key()));
    page.answer_form(true)
}

pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let skill = of_path(&mut db, &id).await?;
    let form = form_of(&skill);
    let mut page = page(&section, &mut db, &v, &skill, &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(mut form): Form<SkillForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let skill = of_path(&mut tx, &id).await?;
    let words = match form.judged(&mut tx).await? {
        Ok(words) => words,
        Err(refusal) => return again(&section, &mut tx, &v, (&skill, &form), refusal).await,
    };
    if !skills::save(&mut tx, &Skill { words, revision: form.revision, ..skill.clone() }).await? {
        form.revision = skill.revision;
        return again(&section, &mut tx, &v, (&skill, &form), Refusal::Stale).await;
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", skill.desk()))
}

/// Puts a skill among those of the past, or takes it up again.
pub(super) async fn retire(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<SkillForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let skill = of_path(&mut tx, &id).await?;
    skills::save(&mut tx, &Skill { is_retired: !skill.is_retired, ..skill.clone() }).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done={}", skill.desk(), if skill.is_retired { "saved" } else { "retired" }))
}

/// Proposes to the roadmap that those whom it lacks be trained.
pub(super) async fn propose(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<SkillForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let skill = of_path(&mut tx, &id).await?;
    let here = ids(&people(&section, &mut tx).await?);
    let words = |count: i64| {
        let name = skill.words.name.clone();
        let title =
            v.words.with("skills-step-title", [("count", count.into()), ("skill", name.clone().into())]);
        (title, v.words.put("skills-step-proof", "skill", name))
    };
    if let Err(refusal) = acts::skills::propose(&section, &mut tx, &skill, &here, words).await? {
        return again(&section, &mut tx, &v, (&skill, &form_of(&skill)), refusal).await;
    }
    tx.commit().await?;
    lead(&v, "/desk/skills?done=proposed")
}
