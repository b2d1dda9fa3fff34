//! A version of the strategy, and what it changed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_web::{Answer, Section, Visitor, WebError};

use super::view::{Figure, Names};
use crate::{
    model::{Change, Line, LineKind, LineWords, changes},
    store::versions,
};

struct Told {
    kind: String,
    before: Option<Words>,
    after: Option<Words>,
}

struct Words {
    text: String,
    detail: String,
    figure: Option<String>,
    is_public: bool,
}

struct Group {
    title: String,
    lines: Vec<Words>,
}

#[derive(Template)]
#[template(path = "version.html")]
struct VersionPage<'a> {
    v: &'a Visitor,
    title: String,
    adopted: String,
    note: String,
    /// The number of the version before, where there is one.
    before: Option<i64>,
    changes: Vec<Told>,
    groups: Vec<Group>,
}

/// One version as it was adopted.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(number): Path<String>,
) -> Result<Response, WebError> {
    let number: i64 = number.parse().map_err(|_| WebError::NotFound)?;
    let mut db = section.db.read().await?;
    let version = versions::by_number(&mut db, number).await?.ok_or(WebError::NotFound)?;
    let lines = versions::lines(&mut db, number).await?;
    let earlier = versions::lines(&mut db, number.saturating_sub(1)).await?;
    let names = Names::of(&section, &mut db, version.by.into_iter().collect()).await?;
    let told = |change: Change| Told {
        kind: v.words.t(change.kind.key()),
        before: change.before.map(|words| shown(&v, &words)),
        after: change.after.map(|words| shown(&v, &words)),
    };
    let before = Some(number - 1).filter(|before| *before > 0);
    let changed = if before.is_some() { changes(&earlier, &lines) } else { Vec::new() };
    VersionPage {
        v: &v,
        title: v.words.count("strategy-version", number),
        adopted: v.words.with(
            "strategy-adopted-by",
            [("day", v.day(version.adopted_at).into()), ("name", names.name(&v, version.by).into())],
        ),
        note: version.note,
        before,
        changes: changed.into_iter().map(told).collect(),
        groups: LineKind::ALL.iter().map(|kind| group(&v, *kind, &lines)).collect(),
    }
    .answer()
}

fn group(v: &Visitor, kind: LineKind, lines: &[Line]) -> Group {
    let of_kind = lines.iter().filter(|line| line.kind == kind);
    Group { title: v.words.t(kind.many_key()), lines: of_kind.map(|line| shown(v, &line.words)).collect() }
}

fn shown(v: &Visitor, words: &LineWords) -> Words {
    let figure = words.goal.as_ref().map(|goal| {
        let figure = Figure::of(v, &words.text, (goal.figure, &goal.unit), None, Some(goal.due));
        format!("{} · {}", figure.sentence, figure.due.unwrap_or_default())
    });
    Words { text: words.text.clone(), detail: words.detail.clone(), figure, is_public: words.is_public }
}
