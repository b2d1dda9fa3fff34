//! All campaigns, and beginning one.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    strategy::Said,
    view::{lead, said},
};
use crate::{
    acts,
    model::{CampaignWords, Stage},
    store::campaigns,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BeginForm {
    title: String,
}

struct Row {
    href: String,
    title: String,
    days: String,
    risk: Option<String>,
}

struct Group {
    title: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "campaigns.html")]
struct CampaignsPage<'a> {
    v: &'a Visitor,
    groups: Vec<Group>,
    form: &'a BeginForm,
    may_lead: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// The campaigns by stage.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let form = BeginForm::default();
    let mut page = page(&mut db, &v, &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn page<'a>(db: &mut Conn, v: &'a Visitor, form: &'a BeginForm) -> Result<CampaignsPage<'a>, WebError> {
    let all = campaigns::list(db).await?;
    let group = |stage: &Stage| {
        let rows = all.iter().filter(|one| one.stage == *stage).map(|one| Row {
            href: v.href(&one.desk()),
            title: one.words.title.clone(),
            days: one.words.starts.map(|day| v.day(day)).unwrap_or_default(),
            risk: super::campaign::risk_chip(v, one.words.risk),
        });
        Group { title: v.words.t(stage.key()), rows: rows.collect() }
    };
    let groups = Stage::ALL.iter().map(group).filter(|group| !group.rows.is_empty());
    Ok(CampaignsPage {
        v,
        groups: groups.collect(),
        form,
        may_lead: v.may(&super::LEAD),
        refusal: None,
        done: None,
    })
}

/// Begins a campaign as an idea, and leads to where the rest is written.
pub(super) async fn begin(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<BeginForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::LEAD)?;
    let mut tx = section.db.begin().await?;
    let title = match CampaignWords::title(&form.title) {
        Ok(title) => title,
        Err(refusal) => {
            let mut page = page(&mut tx, &v, &form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let campaign = acts::campaign::begin(&section, &mut tx, title, member.id).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/edit", campaign.desk()))
}
