//! What people of the section can do, and what they lack.

mod mine;
mod person;
mod skill;

use std::collections::HashSet;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_contracts::people::{PublicName, PublicNames};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Access, Answer, Form, Routes, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    TRAIN,
    view::{Link, lead, said},
};
use crate::{
    acts,
    model::{Moment, Refusal, Skill, SkillMark, SkillWords, USUAL, able, missing, newest},
    store::{programmes, skills},
};

/// Its routes.
pub(super) fn routes() -> Routes {
    let train = Access::Needs(&TRAIN);
    Routes::new()
        .get("/desk/skills", train, show)
        .post("/desk/skills", train, add)
        .post("/desk/skills/usual", train, usual)
        .get("/desk/skills/people", train, person::open)
        .get("/desk/skills/people/{person}", train, person::show)
        .post("/desk/skills/people/{person}", train, person::note)
        .get("/desk/skills/{skill}", train, skill::show)
        .post("/desk/skills/{skill}", train, skill::save)
        .post("/desk/skills/{skill}/retire", train, skill::retire)
        .post("/desk/skills/{skill}/propose", train, skill::propose)
        .get("/me/skills", Access::Member, mine::show)
        .post("/me/skills", Access::Member, mine::say)
        .post("/me/skills/contest", Access::Member, mine::contest)
}

/// What the addresses of these pages may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
    moment: String,
    person: String,
}

/// What the form of a skill sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SkillForm {
    name: String,
    how: String,
    wanted: String,
    programme: String,
    revision: i64,
}

impl SkillForm {
    async fn judged(&self, db: &mut Conn) -> Result<Result<SkillWords, Refusal>, WebError> {
        let words = match SkillWords::typed(&self.name, &self.how, &self.wanted) {
            Ok(words) => words,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if self.programme.trim().is_empty() {
            return Ok(Ok(words));
        }
        let Ok(id) = self.programme.trim().parse() else { return Ok(Err(Refusal::BadChoice)) };
        let known = programmes::by_id(db, id).await?.is_some();
        Ok(if known { Ok(SkillWords { programme: Some(id), ..words }) } else { Err(Refusal::BadChoice) })
    }
}

/// The programmes, to choose one of them.
async fn programme_choices(db: &mut Conn, current: &str) -> Result<Vec<super::view::Choice>, WebError> {
    let all = programmes::list(db).await?;
    Ok(all
        .into_iter()
        .map(|one| super::view::Choice {
            current: one.id.to_string() == current,
            value: one.id.to_string(),
            label: one.words.title,
        })
        .collect())
}

/// Those who take part in the house.
async fn people(section: &Section, db: &mut Conn) -> Result<Vec<PublicName>, WebError> {
    Ok(section.ask::<dyn PublicNames>()?.members(db, 500).await?)
}

fn ids(people: &[PublicName]) -> HashSet<PersonId> {
    people.iter().map(|one| one.person).collect()
}

/// The level of a mark in words; a line where nothing is noted.
fn level(v: &Visitor, mark: Option<&SkillMark>) -> String {
    mark.map_or_else(|| "—".to_owned(), |mark| v.words.t(mark.level.key()))
}

struct Gap {
    link: Link,
    sentence: String,
    lacking: i64,
    is_retired: bool,
    step: Option<String>,
    propose: String,
}

struct GridRow {
    link: Link,
    cells: Vec<String>,
}

#[derive(Template)]
#[template(path = "skills.html")]
struct SkillsPage<'a> {
    v: &'a Visitor,
    gaps: Vec<Gap>,
    heads: Vec<String>,
    rows: Vec<GridRow>,
    moments: Vec<(Link, bool)>,
    people: Vec<PublicName>,
    programmes: Vec<super::view::Choice>,
    form: &'a SkillForm,
    is_new: bool,
    refusal: Option<String>,
    done: Option<String>,
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    form: &'a SkillForm,
    moment: Option<Moment>,
) -> Result<SkillsPage<'a>, WebError> {
    let (all, marks, people) =
        (skills::list(db).await?, skills::marks(db).await?, people(section, db).await?);
    let able = able(&marks, &ids(&people));
    let mut gaps = Vec::new();
    for one in &all {
        let can = able.get(&one.id).copied().unwrap_or(0);
        gaps.push(Gap {
            link: Link { href: v.href(&one.desk()), label: one.words.name.clone() },
            sentence: v
                .words
                .with("skills-able", [("count", can.into()), ("wanted", one.words.wanted.into())]),
            lacking: missing(one, can),
            is_retired: one.is_retired,
            step: acts::skills::open_step(section, db, one.id).await?.map(|at| v.href(&at)),
            propose: v.href(&format!("{}/propose", one.desk())),
        });
    }
    let asked: Vec<&Skill> = all.iter().filter(|one| !one.is_retired).collect();
    let now = newest(&marks);
    let cell = |person: PersonId, skill: &Skill| match moment {
        None => level(v, now.get(&(person, skill.id)).copied()),
        Some(when) => {
            let found =
                |mark: &&SkillMark| (mark.person, mark.skill, mark.moment) == (person, skill.id, when);
            level(v, marks.iter().find(found))
        }
    };
    let noted: HashSet<PersonId> = marks.iter().map(|mark| mark.person).collect();
    let rows = people.iter().filter(|one| noted.contains(&one.person)).map(|one| GridRow {
        link: Link { href: v.href(&format!("/desk/skills/people/{}", one.person)), label: one.name.clone() },
        cells: asked.iter().map(|skill| cell(one.person, skill)).collect(),
    });
    let rows = rows.collect();
    let mut moments =
        vec![(Link { href: v.href("/desk/skills"), label: v.words.t("skills-now") }, moment.is_none())];
    moments.extend(Moment::ALL.into_iter().map(|one| {
        let href = v.href(&format!("/desk/skills?moment={}", one.as_str()));
        (Link { href, label: v.words.t(one.key()) }, moment == Some(one))
    }));
    Ok(SkillsPage {
        v,
        gaps,
        heads: asked.iter().map(|one| one.words.name.clone()).collect(),
        rows,
        moments,
        people,
        programmes: programme_choices(db, &form.programme).await?,
        form,
        is_new: all.is_empty(),
        refusal: None,
        done: None,
    })
}

async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let form = SkillForm { wanted: "2".to_owned(), ..SkillForm::default() };
    let mut page = page(&section, &mut db, &v, &form, asked.moment.parse().ok()).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<SkillForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let words = match form.judged(&mut tx).await? {
        Ok(words) => words,
        Err(refusal) => {
            let mut page = page(&section, &mut tx, &v, &form, None).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_form(true);
        }
    };
    acts::skills::add(&section, &mut tx, words).await?;
    tx.commit().await?;
    lead(&v, "/desk/skills?done=added")
}

/// Begins with the usual skills, where there are none yet.
async fn usual(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<SkillForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    if !skills::list(&mut tx).await?.is_empty() {
        let mut page = page(&section, &mut tx, &v, &form, None).await?;
        page.refusal = Some(v.words.t(Refusal::NotNow.key()));
        return page.answer_form(true);
    }
    for (name, how) in USUAL {
        let words = SkillWords { name: v.words.t(name), how: v.words.t(how), programme: None, wanted: 2 };
        acts::skills::add(&section, &mut tx, words).await?;
    }
    tx.commit().await?;
    lead(&v, "/desk/skills?done=added")
}
