//! What one person can do, as trainers note it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::people::{PublicName, PublicNames};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Section, Visitor, WebError};

use super::{Asked, level};
use crate::{
    acts,
    model::{Level, Moment, SkillId, SkillMark},
    store::skills,
    web::{
        TRAIN,
        view::{Choice, id_of, lead, note as note_act, said},
    },
};

/// What is noted of someone for one skill.
pub(super) struct Row {
    pub id: String,
    pub name: String,
    pub how: String,
    pub cells: Vec<Cell>,
    pub levels: Vec<Choice>,
}

pub(super) struct Cell {
    pub moment: &'static str,
    pub label: String,
    pub level: String,
    pub is_own: bool,
    pub is_noted: bool,
    pub contested: String,
}

/// What a refused form chose, by the names of its fields; nothing where none was refused.
pub(super) type Typed = [(String, String)];

/// The moment that a form chose.
pub(super) fn moment_of(typed: &Typed) -> Moment {
    let found = typed.iter().find(|(name, _)| name == "moment");
    found.and_then(|(_, value)| value.parse().ok()).unwrap_or(Moment::Before)
}

/// The skills of someone; `moment` is the one that the form notes. What was typed stands before what is kept.
pub(super) async fn rows(
    db: &mut Conn,
    v: &Visitor,
    person: PersonId,
    (moment, typed): (Moment, &Typed),
) -> Result<Vec<Row>, WebError> {
    let marks = skills::marks_of(db, person).await?;
    let all = skills::list(db).await?.into_iter().filter(|one| !one.is_retired);
    let row = |skill: crate::model::Skill| {
        let of = |when: Moment| -> Option<&SkillMark> {
            marks.iter().find(|mark| mark.skill == skill.id && mark.moment == when)
        };
        let cell = |when: Moment| Cell {
            moment: when.as_str(),
            label: v.words.t(when.key()),
            level: level(v, of(when)),
            is_own: of(when).is_some_and(|mark| mark.by == Some(person)),
            is_noted: of(when).is_some(),
            contested: of(when).map(|mark| mark.contested.clone()).unwrap_or_default(),
        };
        let field = format!("level-{}", skill.id);
        let chosen = typed.iter().find(|(name, _)| *name == field).map(|(_, value)| value.as_str());
        let kept = of(moment).map(|mark| mark.level.as_str());
        Row {
            id: skill.id.to_string(),
            cells: Moment::ALL.map(cell).into_iter().collect(),
            levels: Level::ALL
                .map(|one| Choice {
                    value: one.as_str().to_owned(),
                    label: v.words.t(one.key()),
                    current: chosen.or(kept) == Some(one.as_str()),
                })
                .to_vec(),
            name: skill.words.name,
            how: skill.words.how,
        }
    };
    Ok(all.map(row).collect())
}

/// The moment and the levels that a form chose. What is no level is left out.
pub(super) fn chosen(fields: &[(String, String)]) -> Option<(Moment, Vec<(SkillId, Level)>)> {
    let moment = fields.iter().find(|(name, _)| name == "moment")?.1.parse().ok()?;
    let mut levels = Vec::new();
    for (name, value) in fields {
        if let Some(skill) = name.strip_prefix("level-").filter(|_| !value.is_empty()) {
            levels.push((skill.parse().ok()?, value.parse().ok()?));
        }
    }
    Some((moment, levels))
}

/// The moments, to choose one of them.
pub(super) fn moments(v: &Visitor, current: Moment) -> Vec<Choice> {
    Moment::ALL
        .map(|one| Choice {
            value: one.as_str().to_owned(),
            label: v.words.t(one.key()),
            current: one == current,
        })
        .to_vec()
}

#[derive(Template)]
#[template(path = "skill_person.html")]
struct PersonPage<'a> {
    v: &'a Visitor,
    name: String,
    at: String,
    rows: Vec<Row>,
    moments: Vec<Choice>,
    moment: Moment,
    refusal: Option<String>,
    done: Option<String>,
}

async fn of_path(section: &Section, db: &mut Conn, id: &str) -> Result<PublicName, WebError> {
    let person = id_of(id)?;
    let found = section.ask::<dyn PublicNames>()?.names(db, &[person]).await?.remove(&person);
    found.filter(|one| one.takes_part).ok_or(WebError::NotFound)
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    who: &PublicName,
    (moment, typed): (Moment, &Typed),
) -> Result<PersonPage<'a>, WebError> {
    Ok(PersonPage {
        name: who.name.clone(),
        at: format!("/desk/skills/people/{}", who.person),
        rows: rows(db, v, who.person, (moment, typed)).await?,
        moments: moments(v, moment),
        moment,
        refusal: None,
        done: None,
        v,
    })
}

/// Leads to the person who was chosen.
pub(super) async fn open(v: Visitor, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let person: PersonId = id_of(&asked.person)?;
    lead(&v, &format!("/desk/skills/people/{person}"))
}

pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let who = of_path(&section, &mut db, &id).await?;
    let moment = asked.moment.parse().unwrap_or(Moment::Before);
    let mut page = page(&mut db, &v, &who, (moment, &[])).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

pub(super) async fn note(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let who = of_path(&section, &mut tx, &id).await?;
    let Some((moment, levels)) = chosen(&fields) else {
        let mut page = page(&mut tx, &v, &who, (moment_of(&fields), &fields)).await?;
        page.refusal = Some(v.words.t(crate::model::Refusal::BadChoice.key()));
        return page.answer_form(true);
    };
    acts::skills::note(&section, &mut tx, (who.person, member.id), moment, &levels).await?;
    let thing = format!("person {}", who.person);
    note_act(&section, &mut tx, member, "workshops-log-skills-noted", &thing).await?;
    tx.commit().await?;
    lead(&v, &format!("/desk/skills/people/{}?moment={}&done=saved", who.person, moment.as_str()))
}
