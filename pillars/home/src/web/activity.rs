use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_i18n::FluentValue;
use griot_kernel::{Page, PageRequest, PersonId};
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    people::{Face, Names},
    view::Card,
};
use crate::{
    model::{ActKind, Group, Line},
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

/// A page of what was done, as this reader may see it.
pub(super) async fn deeds(v: &Visitor, db: &mut Conn, page: PageRequest) -> Result<Page<Deed>, WebError> {
    let groups = page.page(store::groups(db, v.member.is_some(), page).await?);
    let mut told: Vec<(Group, Vec<Line>)> = Vec::new();
    let mut people: Vec<PersonId> = Vec::new();
    for group in groups.items {
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
    let items = told
        .into_iter()
        // What is not shown any more is told of no longer, even before its going was heard.
        .filter(|(group, works)| !works.is_empty() || group.kind == ActKind::Joined)
        .filter_map(|(group, works)| deed(v, &names, this_year, &group, &works));
    Ok(Page { items: items.collect(), number: groups.number, more: groups.more })
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

/// Which page is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    page: Option<u32>,
}

#[derive(Template)]
#[template(path = "activity.html")]
struct ActivityPage<'a> {
    v: &'a Visitor,
    deeds: Vec<Deed>,
    number: u32,
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
    let wanted = PageRequest::new(asked.page.unwrap_or(1), DEEDS);
    let deeds = deeds(&v, &mut db, wanted).await?;
    let number = deeds.number;
    let at = |number: u32| v.href(&format!("/activity?page={number}"));
    ActivityPage {
        v: &v,
        deeds: deeds.items,
        number,
        before: (number > 1).then(|| at(number - 1)),
        more: deeds.more.then(|| at(number + 1)),
    }
    .answer_public()
}
