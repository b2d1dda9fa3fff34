//! Giving a campaign away as a kit.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::packs::{PackedItem, Packs, Staying};
use griot_db::Conn;
use griot_web::{Answer, Section, Visitor, WebError, download};
use serde::Deserialize;

use super::{
    campaign::of_path,
    view::{Choice, Link},
};
use crate::{
    kit::{self, Licence, PURPOSE},
    model::Campaign,
};

#[derive(Template)]
#[template(path = "kit_give.html")]
struct GivePage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    items: Vec<String>,
    stays: Vec<(Link, String)>,
    pictures: String,
    kept_back: Vec<String>,
    licences: Vec<Choice>,
    fingerprint: String,
}

async fn packed(section: &Section, db: &mut Conn, campaign: &Campaign) -> Result<Vec<PackedItem>, WebError> {
    let mut items = Vec::new();
    for keeper in section.all::<dyn Packs>() {
        items.extend(keeper.give(db, campaign.id, section.clock.now()).await?);
    }
    Ok(items)
}

/// Says what goes along and what stays, and asks under which licence.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let campaign = of_path(&mut db, &id).await?;
    let items = packed(&section, &mut db, &campaign).await?;
    let mut staying: Vec<Staying> = Vec::new();
    for keeper in section.all::<dyn Packs>() {
        staying.extend(keeper.stays(&mut db, campaign.id, section.clock.now()).await?);
    }
    let stays =
        |one: Staying| (Link { href: v.href(&one.address), label: one.title }, v.words.t(one.why_key));
    let pictures = items.iter().map(|item| item.pictures.len()).sum::<usize>();
    let licence = |one: Licence| Choice {
        value: one.name().to_owned(),
        label: one.name().to_owned(),
        current: one == Licence::default(),
    };
    GivePage {
        v: &v,
        at: campaign.desk(),
        title: campaign.words.title.clone(),
        pictures: v.words.count("kit-pictures", i64::try_from(pictures).unwrap_or(i64::MAX)),
        kept_back: items.iter().flat_map(|item| item.kept_back.clone()).collect(),
        items: items.into_iter().map(|item| item.title).collect(),
        stays: staying.into_iter().map(stays).collect(),
        licences: Licence::ALL.into_iter().map(licence).collect(),
        fingerprint: section.keys.house_key(PURPOSE).fingerprint(),
    }
    .answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    licence: Licence,
}

/// Gives the kit.
pub(super) async fn give(
    State(section): State<Section>,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let campaign = of_path(&mut db, &id).await?;
    let items = packed(&section, &mut db, &campaign).await?;
    drop(db);
    let file = kit::write(&section, &campaign, items, wanted.licence).await?;
    download::send(file, "application/zip", &format!("kit-{}.zip", campaign.slug)).await
}
