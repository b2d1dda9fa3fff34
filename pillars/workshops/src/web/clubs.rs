//! Clubs and local groups: no page of them is public.

mod desk;
mod form;
mod own;
mod page;

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::{Id, PersonId};
use griot_web::{Access, Answer, Form, Routes, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    TRAIN,
    view::{Choice, Names, lead, note as note_act, said},
};
use crate::{
    acts,
    model::{Club, ClubId, ClubKind, Eyes, Refusal},
    store::clubs,
};
use form::ClubForm;
use page::{TotalGroup, totals};

/// Its routes.
pub(super) fn routes() -> Routes {
    let train = Access::Needs(&TRAIN);
    Routes::new()
        .get("/desk/clubs", train, show)
        .post("/desk/clubs", train, begin)
        .get("/desk/clubs/{club}", train, desk::show)
        .post("/desk/clubs/{club}", train, desk::save)
        .post("/desk/clubs/{club}/close", train, desk::close)
        .post("/desk/clubs/{club}/members", train, desk::join)
        .post("/desk/clubs/{club}/members/role", train, desk::role)
        .post("/desk/clubs/{club}/members/remove", train, desk::leave)
        .post("/desk/clubs/{club}/results", train, desk::result)
        .post("/desk/clubs/{club}/results/remove", train, desk::take_back)
        .get("/me/clubs", Access::Member, own::list)
        .get("/me/clubs/{club}", Access::Member, own::show)
        .post("/me/clubs/{club}/members", Access::Member, own::join)
        .post("/me/clubs/{club}/results", Access::Member, own::result)
}

/// What the addresses of these pages may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

/// What an act in the log is done to.
fn thing(club: &Club) -> String {
    format!("club {}", club.id)
}

struct Row {
    href: String,
    name: String,
    kind: String,
    place: String,
    coordinator: Option<String>,
    members: String,
    minors: Option<String>,
    results: String,
    is_closed: bool,
}

#[derive(Template)]
#[template(path = "clubs.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    rows: Vec<Row>,
    totals: Vec<TotalGroup>,
    form: ClubForm,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

/// The kinds of clubs, to choose one of them.
fn kinds(v: &Visitor, current: &str) -> Vec<Choice> {
    ClubKind::ALL
        .map(|one| Choice {
            value: one.as_str().to_owned(),
            label: v.words.t(one.key()),
            current: one.as_str() == current,
        })
        .to_vec()
}

/// Those who may answer for a club; whoever was chosen stays among them.
async fn leads(section: &Section, db: &mut Conn, v: &Visitor, chosen: &str) -> Result<Vec<Choice>, WebError> {
    let current: Vec<PersonId> = chosen.trim().parse().into_iter().collect();
    let mut all = super::view::people(section, db, &current).await?;
    for person in current {
        if !all.iter().any(|one| one.current) {
            let label = Names::of(section, db, vec![person]).await?.name(v, person);
            all.push(Choice { value: person.to_string(), label, current: true });
        }
    }
    Ok(all)
}

async fn list_page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    form: ClubForm,
) -> Result<ListPage<'a>, WebError> {
    let all = clubs::list(db).await?;
    let names = Names::of(section, db, all.iter().filter_map(|club| club.coordinator).collect()).await?;
    let sizes: HashMap<ClubId, (i64, i64)> =
        clubs::sizes(db).await?.into_iter().map(|(club, count, minors)| (club, (count, minors))).collect();
    let results: HashMap<ClubId, i64> = clubs::result_counts(db).await?.into_iter().collect();
    let row = |club: Club| {
        let (count, minors) = sizes.get(&club.id).copied().unwrap_or_default();
        Row {
            href: v.href(&club.desk()),
            kind: v.words.t(club.words.kind.key()),
            coordinator: club.coordinator.map(|person| names.name(v, person)),
            members: v.words.count("club-members-count", count),
            minors: (minors > 0).then(|| v.words.count("club-minors-count", minors)),
            results: v.words.count("club-results-count", results.get(&club.id).copied().unwrap_or(0)),
            is_closed: club.is_closed,
            name: club.words.name,
            place: club.words.place,
        }
    };
    let rows = all.into_iter().map(row).collect();
    let sums = clubs::totals(db).await?;
    Ok(ListPage {
        v,
        rows,
        totals: totals(section, db, v, Eyes::Trainer, sums).await?,
        kinds: kinds(v, &form.kind),
        people: leads(section, db, v, &form.coordinator).await?,
        form,
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
    let mut page = list_page(&section, &mut db, &v, ClubForm::default()).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn begin(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<ClubForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let begun: Result<Club, Refusal> =
        form.judged(&section, &mut tx, None).await?.map(|(words, coordinator)| Club {
            id: Id::secret(section.random.as_ref()),
            words,
            coordinator,
            is_closed: false,
            revision: 1,
            created_at: section.clock.now(),
        });
    let club = match begun {
        Ok(club) => club,
        Err(refusal) => {
            let mut page = list_page(&section, &mut tx, &v, form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_form(true);
        }
    };
    clubs::insert(&mut tx, &club).await?;
    if let Err(refusal) = acts::clubs::follow_coordinator(&section, &mut tx, &club).await? {
        return Err(WebError::internal(std::io::Error::other(refusal.key())));
    }
    note_act(&section, &mut tx, member, "workshops-log-club-begun", &thing(&club)).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=added", club.desk()))
}
