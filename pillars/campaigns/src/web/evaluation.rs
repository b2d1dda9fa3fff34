//! What came of a campaign: a sheet that is printed, and the words that close it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::campaigns::Serves;
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    campaign::of_path,
    public,
    shared::Results,
    strategy::Said,
    view::{Figure, Thing, lead, note, said},
};
use crate::{
    acts,
    model::{Campaign, Evaluation, Move, Stage},
    store::{campaigns, parts},
};

/// Things of each room that the sheet lists.
const MOST: i64 = 100;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EvaluationForm {
    planned: String,
    reached: String,
    learnt: String,
}

impl EvaluationForm {
    fn told(&self) -> Evaluation {
        Evaluation {
            planned: self.planned.clone(),
            reached: self.reached.clone(),
            learnt: self.learnt.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "evaluation.html")]
struct SheetPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    stage: String,
    days: Vec<String>,
    figures: Vec<Figure>,
    things: Vec<Thing>,
    total: String,
    results: Results,
    told: Evaluation,
    form: &'a EvaluationForm,
    can_write: bool,
    refusal: Option<String>,
    done: Option<String>,
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    campaign: &Campaign,
    form: &'a EvaluationForm,
) -> Result<SheetPage<'a>, WebError> {
    let mut things = Vec::new();
    for who in section.all::<dyn Serves>() {
        things.extend(who.of_campaign(db, campaign.id, MOST).await?);
    }
    let total: i64 = parts::costs(db, campaign.id).await?.iter().map(|cost| cost.amount).sum();
    let days = [("campaign-opened-on", campaign.opened_at), ("campaign-closed-on", campaign.closed_at)];
    let objectives = parts::objectives(db, campaign.id).await?;
    Ok(SheetPage {
        at: campaign.desk(),
        title: campaign.words.title.clone(),
        stage: v.words.t(campaign.stage.key()),
        days: days.into_iter().filter_map(|(key, at)| Some(v.words.put(key, "day", v.day(at?)))).collect(),
        figures: objectives.iter().map(|one| public::objective(v, one)).collect(),
        things: things.into_iter().map(|thing| Thing::at_desk(v, thing)).collect(),
        total: v.words.put("campaign-francs", "amount", v.words.number(total)),
        results: Results::of(section, db, v, campaign).await?,
        told: campaign.evaluation.clone(),
        form,
        can_write: v.may(&super::LEAD) && matches!(campaign.stage, Stage::Closed | Stage::Evaluated),
        refusal: None,
        done: None,
        v,
    })
}

/// The sheet of a campaign.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let campaign = of_path(&mut db, &id).await?;
    let Evaluation { planned, reached, learnt } = campaign.evaluation.clone();
    let form = EvaluationForm { planned, reached, learnt };
    let mut page = page(&section, &mut db, &v, &campaign, &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Keeps what the section says of a campaign that ended.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<EvaluationForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::LEAD)?;
    let mut tx = section.db.begin().await?;
    let campaign = of_path(&mut tx, &id).await?;
    let refusal = match form.told().judged() {
        Err(refusal) => Some(refusal),
        Ok(told) if campaign.stage == Stage::Evaluated => {
            campaigns::evaluate(&mut tx, campaign.id, &told).await?;
            acts::campaign::touch(&mut tx, &campaign).await?;
            None
        }
        Ok(told) => {
            campaigns::evaluate(&mut tx, campaign.id, &told).await?;
            let current = of_path(&mut tx, &id).await?;
            acts::campaign::go(&section, &mut tx, &current, Move::Evaluate).await?.err()
        }
    };
    if let Some(refusal) = refusal {
        let mut page = page(&section, &mut tx, &v, &campaign, &form).await?;
        page.refusal = Some(v.words.t(refusal.key()));
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let title = format!("« {} »", campaign.words.title);
    note(&section, &mut tx, member, "campaigns-log-evaluated", None, &title).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/evaluation?done=saved", campaign.desk()))
}
