//! What the public reads of the strategy and its campaigns, for a section that takes it elsewhere.

use griot_db::Conn;
use griot_pillar::{Bundle, NotTaken};
use griot_web::{Section, WebError};
use serde_json::{Value, json};

use crate::{
    model::{Campaign, Line, Stage},
    store::{campaigns, parts, versions},
};

/// Puts the version in force and the campaigns into the bundle, each as one file, where there are
/// any. What is not public goes along with `drafts` only; costs, teams and the room never do.
pub async fn all(section: &Section, drafts: bool, bundle: &mut Bundle) -> Result<(), NotTaken> {
    let mut db = section.db.read().await?;
    let strategy = strategy(&mut db, drafts).await?;
    let mut told = Vec::new();
    let all = campaigns::list(&mut db).await?;
    for campaign in all.iter().filter(|campaign| drafts || campaign.stage.is_public()) {
        told.push(one(section, &mut db, drafts, campaign).await?);
    }
    drop(db);
    if let Some(strategy) = strategy {
        write(bundle, "strategy.json", &strategy).await?;
    }
    if !told.is_empty() {
        write(bundle, "campaigns.json", &Value::Array(told)).await?;
    }
    Ok(())
}

async fn write(bundle: &mut Bundle, name: &str, what: &Value) -> Result<(), NotTaken> {
    let text = serde_json::to_string_pretty(what).map_err(WebError::internal)?;
    Ok(bundle.text(name, &format!("{text}\n")).await?)
}

async fn strategy(db: &mut Conn, drafts: bool) -> Result<Option<Value>, NotTaken> {
    let Some(version) = versions::in_force(db).await? else { return Ok(None) };
    let lines = versions::lines(db, version.number).await?;
    let line = |line: &Line| {
        json!({
            "id": line.id, "kind": line.kind.as_str(), "text": line.words.text, "detail": line.words.detail,
            "goal": line.words.goal.as_ref().map(|goal| json!({
                "figure": goal.figure, "unit": goal.unit, "until": goal.due.day().to_string(),
            })),
        })
    };
    let lines: Vec<Value> = lines.iter().filter(|line| drafts || line.words.is_public).map(line).collect();
    Ok(Some(json!({
        "version": version.number, "adopted": version.adopted_at.day().to_string(), "lines": lines,
    })))
}

async fn one(section: &Section, db: &mut Conn, drafts: bool, campaign: &Campaign) -> Result<Value, NotTaken> {
    let day = |at: Option<griot_kernel::Timestamp>| at.map(|at| at.day().to_string());
    let words = &campaign.words;
    let objectives = parts::objectives(db, campaign.id).await?;
    let ways = parts::ways(db, campaign.id).await?;
    let evaluated = campaign.stage == Stage::Evaluated;
    let told = &campaign.evaluation;
    Ok(json!({
        "slug": campaign.slug, "url": section.url(&campaign.address()), "title": words.title,
        "message": words.message, "languages": words.languages, "stage": campaign.stage.as_str(),
        "starts": day(words.starts), "ends": day(words.ends),
        "opened": day(campaign.opened_at), "closed": day(campaign.closed_at),
        "ways": ways.iter().map(|way| json!({ "label": way.label, "address": way.address })).collect::<Vec<_>>(),
        "objectives": objectives.iter().map(|one| json!({
            "text": one.text, "goal": one.goal, "unit": one.unit, "value": one.value,
            "counted": day(one.day), "source": one.source,
        })).collect::<Vec<_>>(),
        "reached": evaluated.then_some(&told.reached), "learnt": evaluated.then_some(&told.learnt),
        "planned": (evaluated && drafts).then_some(&told.planned),
    }))
}
