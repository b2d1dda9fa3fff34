use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_i18n::FluentValue;
use griot_kernel::{Part, PersonId, Reading};
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    people::{Face, Names},
    view::Card,
};
use crate::{
    model::{ActKind, DayMark, Group, Line},
    store,
};

const DEEDS: u32 = 15;
const WORKS: i64 = 3;

/// What one person did in one day, ready for a template.
#[derive(Debug)]
pub(super) struct Deed {
    pub actor: Option<Face>,
    pub sentence: String,
    pub day: String,
    pub works: Vec<Card>,
}

/// Deeds on a page, with the places from which one reads on.
#[derive(Debug)]
pub(super) struct Deeds {
    pub shown: Vec<Deed>,
    /// What stands before comes before this place.
    pub before: Option<DayMark>,
    /// What follows comes after this one.
    pub more: Option<DayMark>,
}

/// A page of what was done, as this reader may see it.
pub(super) async fn deeds(
    v: &Visitor,
    db: &mut Conn,
    reading: Reading<DayMark>,
    size: u32,
) -> Result<Deeds, WebError> {
    let Part { items, before, more } = store::groups(db, v.member.is_some(), reading, size).await?;
    let before = items.first().filter(|_| before).map(|told| told.mark);
    let more = items.last().filter(|_| more).map(|told| told.mark);
    let mut told: Vec<(Group, Vec<Line>)> = Vec::new();
    let mut people: Vec<PersonId> = Vec::new();
    for group in items.into_iter().map(|told| told.group) {
        let works = match group.kind {
            ActKind::Joined => Vec::new(),
            _ => store::of_group(db, &group, v.words.language(), WORKS).await?,
        };
        people.extend(group.actor);
        people.extend(works.iter().filter_map(|line| line.author));
        told.push((group, works));
    }
    people.sort();
    people.dedup();
    let names = Names::of(v, db, &people).await?;
    let this_year = v.section().clock.now().day().year();
    let shown = told
        .into_iter()
        // What is not shown any more is told of no longer, even before its going was heard.
        .filter(|(group, works)| !works.is_empty() || group.kind == ActKind::Joined)
        .filter_map(|(group, works)| deed(v, &names, this_year, &group, &works));
    Ok(Deeds { shown: shown.collect(), before, more })
}

fn deed(v: &Visitor, names: &Names, this_year: i16, group: &Group, works: &[Line]) -> Option<Deed> {
    let actor = names.face(v, group.actor);
    let key = match (group.kind, &actor) {
        (ActKind::Published, Some(_)) => "home-deed-published",
        (ActKind::Published, None) => "home-deed-published-nobody",
        (ActKind::Commented, Some(_)) => "home-deed-commented",
        (ActKind::Commented, None) => "home-deed-commented-nobody",
        (ActKind::Joined, Some(_)) => "home-deed-joined",
        // Someone without a name is someone who is gone.
        (ActKind::Joined, None) => return None,
    };
    let name = actor.as_ref().map(|face| face.name.clone()).unwrap_or_default();
    let values = [("name", FluentValue::from(name)), ("count", FluentValue::from(group.count))];
    let day =
        if group.day.day().year() == this_year { v.words.short_day(group.day) } else { v.day(group.day) };
    Some(Deed {
        sentence: v.words.with(key, values),
        actor,
        day,
        works: works.iter().map(|line| Card::of(v, names, line)).collect(),
    })
}

/// From where one reads on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
    before: String,
}

#[derive(Template)]
#[template(path = "activity.html")]
struct ActivityPage<'a> {
    v: &'a Visitor,
    deeds: Vec<Deed>,
    /// Something was read before this page.
    read_on: bool,
    before: Option<String>,
    more: Option<String>,
}

/// All that was done, page by page.
pub(super) async fn page(
    State(section): State<Section>,
    Query(asked): Query<Asked>,
    v: Visitor,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let reading = Reading::of(&asked.after, &asked.before);
    let deeds = deeds(&v, &mut db, reading, DEEDS).await?;
    let at = |way: &str, mark: DayMark| v.href(&format!("/activity?{way}={mark}"));
    ActivityPage {
        v: &v,
        deeds: deeds.shown,
        read_on: reading != Reading::Start,
        before: deeds.before.map(|mark| at("before", mark)),
        more: deeds.more.map(|mark| at("after", mark)),
    }
    .answer_public()
}
