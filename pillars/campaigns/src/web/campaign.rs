//! One campaign at the desk: all that belongs to it, and moving it on.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::campaigns::{Risk, Serves};
use griot_db::Conn;
use griot_text::Html;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    campaign_parts::PartForm,
    public,
    shared::Results,
    strategy::Said,
    view::{Choice, Figure, Link, Names, Thing, day_field, id_of, lead, line_choices, note, people, said},
};
use crate::{
    acts,
    model::{Campaign, CostKind, Move, Refusal, Stage},
    store::{campaigns, entries, kits, parts, tasks, teams, translations},
};

/// Things of each room below a campaign.
const MOST: i64 = 40;

struct Mate {
    person: String,
    name: String,
}

struct Way {
    id: String,
    label: String,
    address: String,
}

struct Objective {
    id: String,
    figure: Figure,
}

struct Cost {
    id: String,
    kind: String,
    what: String,
    amount: String,
    day: String,
}

/// Where it was taken over from.
struct From {
    said: String,
    address: String,
}

impl From {
    fn of(v: &Visitor, origin: kits::Origin) -> Self {
        let with = [
            ("section", origin.section.into()),
            ("day", v.day(origin.at).into()),
            ("licence", origin.licence.into()),
        ];
        Self { said: v.words.with("kit-origin", with), address: origin.address }
    }
}

struct MoveButton {
    value: &'static str,
    label: String,
    /// It takes something from the public.
    hurts: bool,
}

#[derive(Template)]
#[template(path = "campaign.html")]
struct CampaignPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    stage: String,
    is_idea: bool,
    is_public: bool,
    public: String,
    risk: Option<String>,
    message: Html,
    audiences: Vec<String>,
    key_messages: Vec<String>,
    languages: String,
    days: Vec<String>,
    lines: Vec<String>,
    team: Vec<Mate>,
    members: Vec<Choice>,
    ways: Vec<Way>,
    objectives: Vec<Objective>,
    costs: Vec<Cost>,
    cost_kinds: Vec<Choice>,
    total: String,
    things: Vec<Thing>,
    entries: Vec<Link>,
    tasks: Vec<Link>,
    moves: Vec<MoveButton>,
    can_evaluate: bool,
    evaluated: bool,
    may_lead: bool,
    may_give: bool,
    results: Results,
    origin: Option<From>,
    form: PartForm,
    refusal: Option<String>,
    done: Option<String>,
}

/// The campaign of an address of the desk.
pub(super) async fn of_path(db: &mut Conn, id: &str) -> Result<Campaign, WebError> {
    campaigns::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)
}

/// Words for a risk that is worth a mark.
pub(super) fn risk_chip(v: &Visitor, risk: Risk) -> Option<String> {
    (risk != Risk::Normal).then(|| v.words.t(risk_key(risk)))
}

/// The message that names a risk.
pub(super) fn risk_key(risk: Risk) -> &'static str {
    match risk {
        Risk::Normal => "campaign-risk-normal",
        Risk::Elevated => "campaign-risk-elevated",
        Risk::High => "campaign-risk-high",
    }
}

/// One campaign.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let campaign = of_path(&mut db, &id).await?;
    let mut page = page(&section, &mut db, &v, &campaign).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    campaign: &Campaign,
) -> Result<CampaignPage<'a>, WebError> {
    let words = &campaign.words;
    let team = teams::of_campaign(db, campaign.id).await?;
    let names = Names::of(section, db, team.clone()).await?;
    let served = campaigns::served(db, campaign.id).await?;
    let lines = line_choices(db, v, &served).await?;
    let costs = parts::costs(db, campaign.id).await?;
    let total: i64 = costs.iter().map(|cost| cost.amount).sum();
    let may_lead = v.may(&super::LEAD);
    let mut things = Vec::new();
    for who in section.all::<dyn Serves>() {
        things.extend(who.of_campaign(db, campaign.id, MOST).await?);
    }
    things.sort_by_key(|thing| std::cmp::Reverse(thing.at));
    let lines_of =
        |text: &str| text.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()).collect();
    let languages: Vec<String> = words.languages.iter().map(|one| v.words.language_name(*one)).collect();
    let is_member = v.member.as_ref().is_some_and(|member| team.contains(&member.id));
    Ok(CampaignPage {
        at: campaign.desk(),
        title: words.title.clone(),
        stage: v.words.t(campaign.stage.key()),
        is_idea: campaign.stage == Stage::Idea,
        is_public: campaign.stage.is_public(),
        public: v.href(&campaign.address()),
        risk: risk_chip(v, words.risk),
        message: griot_text::markdown(&words.message),
        audiences: lines_of(&words.audiences),
        key_messages: lines_of(&words.key_messages),
        languages: languages.join(", "),
        days: days(v, campaign),
        lines: lines.into_iter().filter(|line| line.current).map(|line| line.label).collect(),
        members: if may_lead { people(section, db, None).await? } else { Vec::new() },
        team: team
            .iter()
            .map(|person| Mate { person: person.to_string(), name: names.name(v, Some(*person)) })
            .collect(),
        ways: parts::ways(db, campaign.id)
            .await?
            .into_iter()
            .map(|way| Way { id: way.id.to_string(), label: way.label, address: way.address })
            .collect(),
        objectives: parts::objectives(db, campaign.id)
            .await?
            .iter()
            .map(|one| Objective { id: one.id.to_string(), figure: public::objective(v, one) })
            .collect(),
        costs: costs
            .into_iter()
            .map(|cost| Cost {
                id: cost.id.to_string(),
                kind: v.words.t(cost.kind.key()),
                what: cost.what,
                amount: v.words.put("campaign-francs", "amount", v.words.number(cost.amount)),
                day: v.day(cost.day),
            })
            .collect(),
        cost_kinds: CostKind::ALL
            .iter()
            .map(|kind| Choice { value: kind.as_str().into(), label: v.words.t(kind.key()), current: false })
            .collect(),
        total: v.words.put("campaign-francs", "amount", v.words.number(total)),
        things: things.into_iter().map(|thing| Thing::at_desk(v, thing)).collect(),
        entries: if may_lead || is_member { room(db, v, campaign).await? } else { Vec::new() },
        tasks: if may_lead || is_member { to_do(section, db, v, campaign).await? } else { Vec::new() },
        moves: if may_lead { buttons(v, campaign.stage) } else { Vec::new() },
        can_evaluate: campaign.stage == Stage::Closed,
        evaluated: campaign.stage == Stage::Evaluated,
        may_lead,
        results: Results::of(section, db, v, campaign).await?,
        may_give: v.may(&super::GIVE),
        origin: kits::origin(db, campaign.id).await?.map(|origin| From::of(v, origin)),
        form: PartForm { day: day_field(Some(section.clock.now())), ..PartForm::default() },
        refusal: None,
        done: None,
        v,
    })
}

fn buttons(v: &Visitor, stage: Stage) -> Vec<MoveButton> {
    let button = |wanted: Move| MoveButton {
        value: wanted.as_str(),
        label: v.words.t(wanted.key()),
        hurts: wanted == Move::TakeBack,
    };
    stage.moves().into_iter().map(button).collect()
}

fn days(v: &Visitor, campaign: &Campaign) -> Vec<String> {
    let all = [
        ("campaign-starts-on", campaign.words.starts),
        ("campaign-ends-on", campaign.words.ends),
        ("campaign-opened-on", campaign.opened_at),
        ("campaign-closed-on", campaign.closed_at),
        ("campaign-evaluated-on", campaign.evaluated_at),
    ];
    all.into_iter().filter_map(|(key, at)| Some(v.words.put(key, "day", v.day(at?)))).collect()
}

async fn room(db: &mut Conn, v: &Visitor, campaign: &Campaign) -> Result<Vec<Link>, WebError> {
    let link = |one: crate::model::Entry| Link {
        href: v.href(&format!("/desk/room/{}", one.id)),
        label: format!("{} · {}", v.words.t(one.words.kind.key()), one.words.title),
    };
    Ok(entries::of_campaign(db, campaign.id).await?.into_iter().map(link).collect())
}

async fn to_do(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    campaign: &Campaign,
) -> Result<Vec<Link>, WebError> {
    let all = tasks::of_campaign(db, campaign.id).await?;
    let names = Names::of(section, db, all.iter().filter_map(|task| task.owner).collect()).await?;
    let link = |task: crate::model::Task| {
        let day = task.due.map(|due| v.day(due)).unwrap_or_default();
        let state = if task.done_at.is_some() { v.words.t("task-is-done") } else { day };
        Link {
            href: v.href("/desk/room#tasks"),
            label: [task.title, names.name(v, task.owner), state].join(" · "),
        }
    };
    Ok(all.into_iter().map(link).collect())
}

/// The page again with what was typed and why it was not taken.
pub(super) async fn again(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    campaign: &Campaign,
    form: PartForm,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let mut page = page(section, db, v, campaign).await?;
    for kind in &mut page.cost_kinds {
        kind.current = kind.value == form.kind;
    }
    page.form = form;
    page.refusal = Some(v.words.t(refusal.key()));
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MoveForm {
    wanted: String,
}

/// Moves a campaign on, or back.
pub(super) async fn go(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<MoveForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::LEAD)?;
    let wanted: Move = form.wanted.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    let campaign = of_path(&mut tx, &id).await?;
    let moved = match wanted {
        // It is written first.
        Move::Evaluate => Err(Refusal::NotNow),
        _ => acts::campaign::go(&section, &mut tx, &campaign, wanted).await?,
    };
    if let Err(refusal) = moved {
        return again(&section, &mut tx, &v, &campaign, PartForm::default(), refusal).await;
    }
    let act = match wanted {
        Move::Open | Move::Reopen => Some("campaigns-log-opened"),
        Move::TakeBack => Some("campaigns-log-taken-back"),
        Move::Close => Some("campaigns-log-closed"),
        Move::Plan | Move::Evaluate => None,
    };
    if let Some(act) = act {
        note(&section, &mut tx, member, act, None, &format!("« {} »", campaign.words.title)).await?;
    }
    tx.commit().await?;
    let done = if wanted == Move::Open { "opened" } else { "moved" };
    lead(&v, &format!("{}?done={done}", campaign.desk()))
}

/// Throws an idea away.
pub(super) async fn forget(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<MoveForm>,
) -> Result<Response, WebError> {
    v.require(&super::LEAD)?;
    let mut tx = section.db.begin().await?;
    let campaign = of_path(&mut tx, &id).await?;
    if !campaigns::forget_idea(&mut tx, campaign.id).await? {
        return again(&section, &mut tx, &v, &campaign, PartForm::default(), Refusal::NotNow).await;
    }
    translations::forget(&mut tx, campaign.id.as_uuid()).await?;
    tx.commit().await?;
    lead(&v, "/desk/campaigns?done=removed")
}
