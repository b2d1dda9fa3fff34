//! What hangs on a campaign: its team, what people can do, objectives, costs.

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::Tx;
use griot_kernel::{Id, PersonId, Timestamp};
use griot_web::{Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    campaign::{again, of_path},
    view::{chosen_person, lead},
};
use crate::{
    acts,
    model::{Campaign, Cost, Objective, Refusal, Way, day_of, figure_of, francs, line_of},
    store::{parts, teams, translations},
};

/// What the forms about parts of a campaign send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PartForm {
    pub id: String,
    pub person: String,
    pub label: String,
    pub address: String,
    pub text: String,
    pub goal: String,
    pub unit: String,
    pub value: String,
    pub day: String,
    pub source: String,
    pub kind: String,
    pub what: String,
    pub amount: String,
}

impl PartForm {
    fn part<T>(&self) -> Result<Id<T>, WebError> {
        self.id.parse().map_err(|_| WebError::BadRequest)
    }
}

/// What is done to a part.
#[derive(Clone, Copy, Debug)]
enum Act {
    JoinTeam,
    LeaveTeam,
    AddWay,
    RemoveWay,
    AddObjective,
    Measure,
    RemoveObjective,
    AddCost,
    RemoveCost,
}

impl Act {
    /// The word that says it is done.
    fn done(self) -> &'static str {
        match self {
            Self::JoinTeam | Self::AddWay | Self::AddObjective | Self::AddCost => "added",
            Self::LeaveTeam | Self::RemoveWay | Self::RemoveObjective | Self::RemoveCost => "removed",
            Self::Measure => "measured",
        }
    }

    /// The part of the page that it is about.
    fn place(self) -> &'static str {
        match self {
            Self::JoinTeam | Self::LeaveTeam => "team",
            Self::AddWay | Self::RemoveWay => "ways",
            Self::AddObjective | Self::Measure | Self::RemoveObjective => "objectives",
            Self::AddCost | Self::RemoveCost => "costs",
        }
    }
}

/// Does something to a part of a campaign, and tells the house of it.
async fn change(
    section: &Section,
    v: &Visitor,
    id: &str,
    form: PartForm,
    act: Act,
) -> Result<Response, WebError> {
    let by = v.require(&super::LEAD)?.id;
    let mut tx = section.db.begin().await?;
    let campaign = of_path(&mut tx, id).await?;
    if let Err(refusal) = apply(section, v, &mut tx, &campaign, &form, (act, by)).await? {
        return again(section, &mut tx, v, &campaign, form, refusal).await;
    }
    acts::campaign::touch(&mut tx, &campaign).await?;
    tx.commit().await?;
    lead(v, &format!("{}?done={}#{}", campaign.desk(), act.done(), act.place()))
}

async fn apply(
    section: &Section,
    v: &Visitor,
    tx: &mut Tx,
    campaign: &Campaign,
    form: &PartForm,
    (act, by): (Act, PersonId),
) -> Result<Result<(), Refusal>, WebError> {
    let (id, now) = (campaign.id, section.clock.now());
    match act {
        Act::JoinTeam => match chosen_person(section, tx, &form.person).await? {
            Ok(Some(person)) => teams::add(tx, id, person).await?,
            Ok(None) | Err(_) => return Ok(Err(Refusal::BadChoice)),
        },
        Act::LeaveTeam => {
            let person = form.person.parse().map_err(|_| WebError::BadRequest)?;
            teams::remove(tx, id, person).await?;
        }
        Act::AddWay => match way(section, v, campaign, form) {
            Ok(way) => parts::add_way(tx, &way, now).await?,
            Err(refusal) => return Ok(Err(refusal)),
        },
        Act::RemoveWay => {
            let way = form.part()?;
            if parts::remove_way(tx, id, way).await? {
                translations::forget(tx, way.as_uuid()).await?;
            }
        }
        Act::AddObjective => match objective(section, campaign, form) {
            Ok(objective) => parts::add_objective(tx, &objective, now).await?,
            Err(refusal) => return Ok(Err(refusal)),
        },
        Act::Measure => match measured(form) {
            Ok((value, day, source)) => {
                parts::measure_objective(tx, id, form.part()?, value, day, &source).await?;
            }
            Err(refusal) => return Ok(Err(refusal)),
        },
        Act::RemoveObjective => {
            let objective = form.part()?;
            if parts::remove_objective(tx, id, objective).await? {
                translations::forget(tx, objective.as_uuid()).await?;
            }
        }
        Act::AddCost => match cost(section, campaign, form, by) {
            Ok(cost) => parts::add_cost(tx, &cost, now).await?,
            Err(refusal) => return Ok(Err(refusal)),
        },
        Act::RemoveCost => {
            parts::remove_cost(tx, id, form.part()?).await?;
        }
    }
    Ok(Ok(()))
}

fn way(section: &Section, v: &Visitor, campaign: &Campaign, form: &PartForm) -> Result<Way, Refusal> {
    // A page of this site is kept by its path, however it was copied.
    let own = v.url("");
    let address = form.address.trim();
    let (label, address) = Way::typed(&form.label, address.strip_prefix(own.as_str()).unwrap_or(address))?;
    Ok(Way { id: Id::secret(section.random.as_ref()), campaign: campaign.id, label, address })
}

fn objective(section: &Section, campaign: &Campaign, form: &PartForm) -> Result<Objective, Refusal> {
    let (text, goal, unit) = Objective::typed(&form.text, &form.goal, &form.unit)?;
    Ok(Objective {
        id: Id::secret(section.random.as_ref()),
        campaign: campaign.id,
        text,
        goal,
        unit,
        value: None,
        day: None,
        source: String::new(),
    })
}

fn measured(form: &PartForm) -> Result<(i64, Timestamp, String), Refusal> {
    let value = figure_of(&form.value)?.ok_or(Refusal::NoFigure)?;
    let day = day_of(&form.day)?.ok_or(Refusal::NoDay)?;
    let source = line_of(&form.source, 160)?;
    if source.is_empty() { Err(Refusal::NoSource) } else { Ok((value, day, source)) }
}

fn cost(section: &Section, campaign: &Campaign, form: &PartForm, by: PersonId) -> Result<Cost, Refusal> {
    let what = line_of(&form.what, 160)?;
    if what.is_empty() {
        return Err(Refusal::NoText);
    }
    Ok(Cost {
        id: Id::secret(section.random.as_ref()),
        campaign: campaign.id,
        kind: form.kind.parse().map_err(|_| Refusal::BadChoice)?,
        what,
        amount: francs(&form.amount)?,
        day: day_of(&form.day)?.ok_or(Refusal::NoDay)?,
        by: Some(by),
    })
}

/// Writes a handler for each act: all of them read and answer alike.
macro_rules! handlers {
    ($($(#[$doc:meta])* $name:ident = $act:ident;)+) => {$(
        $(#[$doc])*
        pub(super) async fn $name(
            State(section): State<Section>,
            v: Visitor,
            Path(id): Path<String>,
            Form(form): Form<PartForm>,
        ) -> Result<Response, WebError> {
            change(&section, &v, &id, form, Act::$act).await
        }
    )+};
}

handlers! {
    /// Takes someone into the team.
    join_team = JoinTeam;
    /// Lets someone leave the team.
    leave_team = LeaveTeam;
    /// Adds something that everyone can do.
    add_way = AddWay;
    /// Takes it away again.
    remove_way = RemoveWay;
    /// Adds an objective.
    add_objective = AddObjective;
    /// Notes where an objective stands.
    measure = Measure;
    /// Takes an objective away.
    remove_objective = RemoveObjective;
    /// Notes a cost.
    add_cost = AddCost;
    /// Takes a cost away.
    remove_cost = RemoveCost;
}
