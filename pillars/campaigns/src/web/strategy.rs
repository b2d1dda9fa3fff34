//! The strategy as it is worked on, and adopting it.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_contracts::campaigns::{LineId, Serves};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::view::{Figure, Names, Thing, lead, said};
use crate::{
    acts,
    model::{Line, LineKind, Measure, Refusal, changes, line_of, stamp},
    store::{lines, measures, versions},
};

/// Orphans that are shown of each room.
const ORPHANS: i64 = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    pub done: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AdoptForm {
    stamp: String,
    note: String,
}

/// A line as the desk lists it.
struct Row {
    href: String,
    text: String,
    detail: String,
    is_public: bool,
    /// It is not in force as it stands here.
    is_new: bool,
    figure: Option<Figure>,
    served: Option<String>,
}

struct Group {
    title: String,
    how: String,
    add: String,
    rows: Vec<Row>,
}

struct Past {
    href: String,
    label: String,
    meta: String,
    note: String,
}

#[derive(Template)]
#[template(path = "strategy.html")]
struct StrategyPage<'a> {
    v: &'a Visitor,
    groups: Vec<Group>,
    versions: Vec<Past>,
    changed: usize,
    orphans: Vec<Thing>,
    may_edit: bool,
    may_adopt: bool,
    form: &'a AdoptForm,
    refusal: Option<String>,
    done: Option<String>,
}

/// The draft, what serves its lines, and its versions.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let draft = lines::draft(&mut db).await?;
    let form = AdoptForm { stamp: stamp(&draft), note: String::new() };
    let mut page = page(&section, &mut db, &v, &draft, &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    draft: &[Line],
    form: &'a AdoptForm,
) -> Result<StrategyPage<'a>, WebError> {
    let all = versions::list(db).await?;
    let adopted = match all.first() {
        Some(last) => versions::lines(db, last.number).await?,
        None => Vec::new(),
    };
    let names = Names::of(section, db, all.iter().filter_map(|one| one.by).collect()).await?;
    let known = measures::last(db).await?;
    let mut groups = Vec::new();
    for kind in LineKind::ALL {
        let mut rows = Vec::new();
        for line in draft.iter().filter(|line| line.kind == kind) {
            let mut row = row(v, line, &known, &adopted);
            if kind.is_served() {
                let count = serving(section, db, line.id).await?;
                row.served = Some(v.words.count("strategy-served", count));
            }
            rows.push(row);
        }
        groups.push(Group {
            title: v.words.t(kind.many_key()),
            how: v.words.t(kind.how_key()),
            add: v.href(&format!("/desk/strategy/lines/new?kind={}", kind.as_str())),
            rows,
        });
    }
    let mut orphans = Vec::new();
    for who in section.all::<dyn Serves>() {
        orphans.extend(who.orphans(db, ORPHANS).await?.into_iter().map(|one| Thing::at_desk(v, one)));
    }
    let past = all.iter().map(|one| Past {
        href: v.href(&format!("/desk/strategy/versions/{}", one.number)),
        label: v.words.count("strategy-version", one.number),
        meta: v.words.with(
            "strategy-adopted-by",
            [("day", v.day(one.adopted_at).into()), ("name", names.name(v, one.by).into())],
        ),
        note: one.note.clone(),
    });
    Ok(StrategyPage {
        v,
        groups,
        versions: past.collect(),
        changed: changes(&adopted, draft).len(),
        orphans,
        may_edit: v.may(&super::EDIT),
        may_adopt: v.may(&super::ADOPT),
        form,
        refusal: None,
        done: None,
    })
}

fn row(v: &Visitor, line: &Line, known: &HashMap<LineId, Measure>, adopted: &[Line]) -> Row {
    let words = &line.words;
    Row {
        href: v.href(&format!("/desk/strategy/lines/{}", line.id)),
        text: words.text.clone(),
        detail: words.detail.clone(),
        is_public: words.is_public,
        is_new: adopted.iter().all(|old| old.id != line.id || old.words != line.words),
        figure: figure(v, line, known),
        served: None,
    }
}

/// The figure of a line that is an objective.
pub(super) fn figure(v: &Visitor, line: &Line, known: &HashMap<LineId, Measure>) -> Option<Figure> {
    let goal = line.words.goal.as_ref()?;
    let known = known.get(&line.id).map(|one| (one.value, one.day, one.source.as_str()));
    Some(Figure::of(v, &line.words.text, (goal.figure, &goal.unit), known, Some(goal.due)))
}

/// How many things of all rooms name a line.
pub(super) async fn serving(section: &Section, db: &mut Conn, line: LineId) -> Result<i64, WebError> {
    let mut count = 0;
    for who in section.all::<dyn Serves>() {
        count += who.count(db, line).await?;
    }
    Ok(count)
}

/// Adopts the draft as a new version.
pub(super) async fn adopt(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<AdoptForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::ADOPT)?;
    let mut tx = section.db.begin().await?;
    let draft = lines::draft(&mut tx).await?;
    let note = match line_of(&form.note, 400) {
        Ok(note) if stamp(&draft) == form.stamp => Ok(note),
        Ok(_) => Err(Refusal::DraftChanged),
        Err(refusal) => Err(refusal),
    };
    let adopted = match note {
        Ok(note) => acts::strategy::adopt(&section, &mut tx, &draft, member.id, note).await?,
        Err(refusal) => Err(refusal),
    };
    if let Err(refusal) = adopted {
        let form = AdoptForm { stamp: stamp(&draft), note: form.note };
        let mut page = page(&section, &mut tx, &v, &draft, &form).await?;
        page.refusal = Some(v.words.t(refusal.key()));
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    tx.commit().await?;
    lead(&v, "/desk/strategy?done=adopted")
}
