//! Tasks: giving one, and saying that it is done.

use axum::{extract::State, response::Response};
use griot_kernel::{Id, PersonId};
use griot_web::{Form, Member, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    room::{again_with_task, base, may_name, reader},
    view::{chosen, chosen_person, id_of, lead, note},
};
use crate::{
    jobs::TellTask,
    model::{Refusal, Task, day_of, line_of},
    store::{entries, tasks},
};

/// What the forms about tasks send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TaskForm {
    pub id: String,
    pub title: String,
    pub owner: String,
    pub due: String,
    pub campaign: String,
    pub entry: String,
    pub back: String,
}

/// Whether someone may say that a task is done, or take it away.
pub(super) fn may_change(v: &Visitor, member: &Member, task: &Task) -> bool {
    task.owner == Some(member.id) || task.by == Some(member.id) || v.may(&super::ANNOUNCE)
}

fn back(v: &Visitor, form: &TaskForm, done: &str) -> String {
    match form.entry.parse::<Id<crate::model::Entry>>() {
        Ok(entry) if !form.back.is_empty() => format!("{}/{entry}?done={done}#tasks", base(v)),
        _ => format!("{}?done={done}#tasks", base(v)),
    }
}

/// Gives someone a task.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<TaskForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let reader = reader(&mut tx, member).await?;
    let owner = chosen_person(&section, &mut tx, &form.owner).await?;
    let entry = match chosen(&form.entry) {
        Ok(Some(id)) => entries::by_id(&mut tx, id).await?.filter(|entry| reader.may_read(entry)),
        _ => None,
    };
    let campaign = entry.as_ref().map_or_else(|| chosen(&form.campaign), |entry| Ok(entry.words.campaign));
    let task = typed(&section, &form, member).and_then(|task| match (owner, campaign) {
        (Ok(owner), Ok(campaign)) => {
            Ok(Task { owner, campaign, entry: entry.as_ref().map(|entry| entry.id), ..task })
        }
        _ => Err(Refusal::BadChoice),
    });
    let task = match task {
        // Members give tasks to themselves; those who work for the section, to everyone.
        Ok(task) if !reader.is_staff && task.owner != Some(member.id) => Err(Refusal::BadChoice),
        Ok(task) if task.entry.is_none() && !may_name(&mut tx, &reader, task.campaign).await? => {
            Err(Refusal::BadChoice)
        }
        judged => judged,
    };
    match task {
        Ok(task) => {
            tasks::insert(&mut tx, &task).await?;
            if task.owner.is_some_and(|owner| owner != member.id) {
                griot_jobs::enqueue(&mut tx, &TellTask { task: task.id }).await?;
            }
        }
        Err(refusal) => return again_with_task(&section, &mut tx, &v, form, refusal).await,
    }
    tx.commit().await?;
    lead(&v, &back(&v, &form, "added"))
}

fn typed(section: &Section, form: &TaskForm, member: &Member) -> Result<Task, Refusal> {
    let title = line_of(&form.title, 200)?;
    if title.is_empty() {
        return Err(Refusal::NoText);
    }
    Ok(Task {
        id: Id::secret(section.random.as_ref()),
        title,
        entry: None,
        campaign: None,
        owner: None,
        due: day_of(&form.due)?,
        done_at: None,
        by: Some(member.id),
        at: section.clock.now(),
    })
}

/// Says that a task is done, or that it is not after all.
pub(super) async fn done(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<TaskForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let task = tasks::by_id(&mut tx, id_of(&form.id)?).await?.ok_or(WebError::NotFound)?;
    if !may_change(&v, member, &task) {
        return Err(WebError::Forbidden);
    }
    let done_at = if task.done_at.is_none() { Some(section.clock.now()) } else { None };
    tasks::set_done(&mut tx, task.id, done_at).await?;
    note_others(&section, &mut tx, member, task.owner, "campaigns-log-task-done").await?;
    tx.commit().await?;
    lead(&v, &back(&v, &form, if done_at.is_some() { "done" } else { "undone" }))
}

/// Gives a task another day.
pub(super) async fn postpone(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<TaskForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let task = tasks::by_id(&mut tx, id_of(&form.id)?).await?.ok_or(WebError::NotFound)?;
    if !may_change(&v, member, &task) {
        return Err(WebError::Forbidden);
    }
    let Ok(Some(due)) = day_of(&form.due) else {
        return again_with_task(&section, &mut tx, &v, TaskForm::default(), Refusal::NoDay).await;
    };
    let moved = tasks::set_due(&mut tx, task.id, due).await?;
    note_others(&section, &mut tx, member, task.owner, "campaigns-log-task-moved").await?;
    tx.commit().await?;
    lead(&v, &back(&v, &form, if moved { "saved" } else { "done" }))
}

/// Takes a task away.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<TaskForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let task = tasks::by_id(&mut tx, id_of(&form.id)?).await?.ok_or(WebError::NotFound)?;
    if !may_change(&v, member, &task) {
        return Err(WebError::Forbidden);
    }
    tasks::remove(&mut tx, task.id).await?;
    note_others(&section, &mut tx, member, task.owner, "campaigns-log-task-removed").await?;
    tx.commit().await?;
    lead(&v, &back(&v, &form, "removed"))
}

/// What one does with the task of someone else stands in the log.
async fn note_others(
    section: &Section,
    tx: &mut griot_db::Tx,
    member: &Member,
    owner: Option<PersonId>,
    act: &'static str,
) -> Result<(), WebError> {
    match owner.filter(|owner| *owner != member.id) {
        Some(owner) => note(section, tx, member, act, Some(owner), "task").await,
        None => Ok(()),
    }
}
