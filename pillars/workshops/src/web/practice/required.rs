//! Which roles nobody is given before the training in digital safety.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_web::{Answer, Form, Role, Section, Visitor, WebError};
use serde::Deserialize;

use crate::{
    acts::ready::ROLES,
    model::Refusal,
    store::{courses, training_rules},
    web::{
        REQUIRE, TRAIN,
        view::{Choice, lead, note, said},
    },
};

/// The word of an act that has just been done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    done: String,
}

/// What the form sends: a mark for each role.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RulesForm {
    monitor: String,
    publisher: String,
}

impl RulesForm {
    fn wants(&self, role: Role) -> bool {
        match role {
            Role::Monitor => !self.monitor.is_empty(),
            Role::Publisher => !self.publisher.is_empty(),
            _ => false,
        }
    }
}

#[derive(Template)]
#[template(path = "exercise_required.html")]
struct RequiredPage<'a> {
    v: &'a Visitor,
    course: Option<(String, String)>,
    roles: Vec<Choice>,
    may_change: bool,
    refusal: Option<String>,
    done: Option<String>,
}

async fn page<'a>(db: &mut Conn, v: &'a Visitor, chosen: &[String]) -> Result<RequiredPage<'a>, WebError> {
    let course = match training_rules::course(db).await? {
        Some(id) => courses::by_id(db, id).await?,
        None => None,
    };
    let course = match course {
        Some(course) => {
            let words = courses::words(db, course.id, course.version).await?;
            let said = words.get(&v.words.language()).or_else(|| words.values().next());
            Some((v.href(&course.desk()), said.map(|said| said.title.clone()).unwrap_or_default()))
        }
        None => None,
    };
    let choice = |role: Role| Choice {
        value: role.as_str().to_owned(),
        label: match role {
            Role::Monitor => v.words.t("required-monitor"),
            _ => v.words.t("required-publisher"),
        },
        current: chosen.iter().any(|one| one == role.as_str()),
    };
    Ok(RequiredPage {
        course,
        roles: ROLES.into_iter().map(choice).collect(),
        may_change: v.may(&REQUIRE),
        refusal: None,
        done: None,
        v,
    })
}

/// The roles, and which need the training.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let chosen = training_rules::list(&mut db).await?;
    let mut page = page(&mut db, &v, &chosen).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Decides which roles need it.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<RulesForm>,
) -> Result<Response, WebError> {
    let member = v.require(&REQUIRE)?;
    let chosen: Vec<&str> =
        ROLES.into_iter().filter(|role| form.wants(*role)).map(|role| role.as_str()).collect();
    let mut tx = section.db.begin().await?;
    if !chosen.is_empty() && training_rules::course(&mut tx).await?.is_none() {
        let typed: Vec<String> = chosen.iter().map(|role| (*role).to_owned()).collect();
        let mut page = page(&mut tx, &v, &typed).await?;
        page.refusal = Some(v.words.t(Refusal::NoSafetyCourse.key()));
        return page.answer_form(true);
    }
    training_rules::set(&mut tx, &chosen).await?;
    note(&section, &mut tx, member, "workshops-log-training-required", &chosen.join(" ")).await?;
    tx.commit().await?;
    lead(&v, "/desk/courses/required?done=saved")
}
