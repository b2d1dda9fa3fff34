//! What staff did to people's things, the newest first.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_kernel::PersonId;
use griot_web::{Answer, Visitor, WebError};

use super::PageQuery;
use crate::{Section, store};

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    page: u32,
    more: bool,
}

struct Line {
    moment: String,
    actor: String,
    act: String,
    subject: String,
}

pub(super) async fn page(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<PageQuery>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let found = store::staff::page(&mut db, query.request(50)).await?;
    let people: Vec<PersonId> = found
        .items
        .iter()
        .flat_map(|line| line.actor.into_iter().chain(subject_person(&line.subject)))
        .collect();
    let names: HashMap<PersonId, String> =
        store::persons::by_ids(&mut db, &people).await?.into_iter().map(|p| (p.id, p.name)).collect();
    let name = |id: &PersonId| names.get(id).cloned().unwrap_or_else(|| v.words.t("people-log-gone"));
    let lines = found.items.iter().map(|line| Line {
        moment: v.words.moment(line.at),
        actor: line.actor.as_ref().map_or_else(|| v.words.t("people-log-command-line"), name),
        act: v.words.t(&line.act),
        subject: match subject_person(&line.subject) {
            Some(id) => match beside(&v, &line.subject) {
                Some(more) => format!("{} · {more}", name(&id)),
                None => name(&id),
            },
            None => thing(&v, &line.subject),
        },
    });
    LogPage { v: &v, lines: lines.collect(), page: found.number, more: found.more }.answer()
}

/// What the other subjects name: a kind that the log has a word for, or the words themselves. An id
/// says nothing to its readers.
fn thing(v: &Visitor, subject: &str) -> String {
    let (kind, id) = subject.split_once(' ').unwrap_or((subject, ""));
    let key = format!("people-log-on-{kind}");
    match (v.words.knows(&key), kind.parse::<uuid::Uuid>()) {
        (true, _) if id.parse::<i64>().is_ok() => format!("{} {id}", v.words.t(&key)),
        (true, _) => v.words.t(&key),
        (false, Ok(_)) => v.words.t("people-log-on-comment"),
        (false, Err(_)) => subject.to_owned(),
    }
}

/// Whom a subject such as `person 0190… administrator` names.
fn subject_person(subject: &str) -> Option<PersonId> {
    subject.strip_prefix("person ")?.split(' ').next()?.parse().ok()
}

/// What it names beside them: a role, or a thing of theirs.
fn beside(v: &Visitor, subject: &str) -> Option<String> {
    let (_, more) = subject.strip_prefix("person ")?.split_once(' ')?;
    let role = format!("people-role-{more}");
    Some(if v.words.knows(&role) { v.words.t(&role) } else { thing(v, more) })
}
