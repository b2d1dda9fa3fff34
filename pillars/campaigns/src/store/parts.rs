//! What hangs on a campaign: what people can do, objectives, costs.

use griot_contracts::campaigns::CampaignId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::{Cost, CostId, Objective, ObjectiveId, Way, WayId};

/// Adds something that people can do.
pub async fn add_way(tx: &mut Tx, way: &Way, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str =
        "insert into campaign_way (id, campaign, label, address, at) values ($1, $2, $3, $4, $5)";

    change!(tx, conn => query(SQL)
        .bind(way.id.as_uuid())
        .bind(way.campaign.as_uuid())
        .bind(&way.label)
        .bind(&way.address)
        .bind(now.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Takes it away again. Returns whether it was this campaign's.
pub async fn remove_way(tx: &mut Tx, campaign: CampaignId, id: WayId) -> Result<bool, DbError> {
    const SQL: &str = "delete from campaign_way where campaign = $1 and id = $2";

    let gone = change!(tx, conn => query(SQL).bind(campaign.as_uuid()).bind(id.as_uuid()).execute(conn))?;
    Ok(gone > 0)
}

/// What people can do for a campaign, in the order in which it was added.
pub async fn ways(db: &mut Conn, campaign: CampaignId) -> Result<Vec<Way>, DbError> {
    const SQL: &str = "select id, label, address from campaign_way where campaign = $1
        order by at, id limit 40";

    let rows: Vec<(Uuid, String, String)> =
        on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, label, address)| Way { id: id.into(), campaign, label, address }).collect())
}

/// Adds an objective.
pub async fn add_objective(tx: &mut Tx, one: &Objective, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str =
        "insert into campaign_objective (id, campaign, text, goal, unit, value, day, source, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.campaign.as_uuid())
        .bind(&one.text)
        .bind(one.goal)
        .bind(&one.unit)
        .bind(one.value)
        .bind(one.day.map(Timestamp::as_millisecond))
        .bind(&one.source)
        .bind(now.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Notes where an objective stands. Returns whether it is this campaign's.
pub async fn measure_objective(
    tx: &mut Tx,
    campaign: CampaignId,
    id: ObjectiveId,
    value: i64,
    day: Timestamp,
    source: &str,
) -> Result<bool, DbError> {
    const SQL: &str = "update campaign_objective set value = $3, day = $4, source = $5
        where campaign = $1 and id = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(campaign.as_uuid())
        .bind(id.as_uuid())
        .bind(value)
        .bind(day.as_millisecond())
        .bind(source)
        .execute(conn))?;
    Ok(changed > 0)
}

/// Takes an objective away. Returns whether it was this campaign's.
pub async fn remove_objective(tx: &mut Tx, campaign: CampaignId, id: ObjectiveId) -> Result<bool, DbError> {
    const SQL: &str = "delete from campaign_objective where campaign = $1 and id = $2";

    let gone = change!(tx, conn => query(SQL).bind(campaign.as_uuid()).bind(id.as_uuid()).execute(conn))?;
    Ok(gone > 0)
}

type ObjectiveRow = (Uuid, String, i64, String, Option<i64>, Option<i64>, String);

/// The objectives of a campaign, in the order in which they were added.
pub async fn objectives(db: &mut Conn, campaign: CampaignId) -> Result<Vec<Objective>, DbError> {
    const SQL: &str = "select id, text, goal, unit, value, day, source from campaign_objective
        where campaign = $1 order by at, id limit 40";

    let rows: Vec<ObjectiveRow> = on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).fetch_all(conn))?;
    let objective = |(id, text, goal, unit, value, day, source): ObjectiveRow| Objective {
        id: id.into(),
        campaign,
        text,
        goal,
        unit,
        value,
        day: day.map(moment),
        source,
    };
    Ok(rows.into_iter().map(objective).collect())
}

/// Notes a cost.
pub async fn add_cost(tx: &mut Tx, cost: &Cost, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into campaign_cost (id, campaign, kind, what, amount, day, by_person, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";

    change!(tx, conn => query(SQL)
        .bind(cost.id.as_uuid())
        .bind(cost.campaign.as_uuid())
        .bind(cost.kind.as_str())
        .bind(&cost.what)
        .bind(cost.amount)
        .bind(cost.day.as_millisecond())
        .bind(cost.by.map(PersonId::as_uuid))
        .bind(now.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Takes a cost away. Returns whether it was this campaign's.
pub async fn remove_cost(tx: &mut Tx, campaign: CampaignId, id: CostId) -> Result<bool, DbError> {
    const SQL: &str = "delete from campaign_cost where campaign = $1 and id = $2";

    let gone = change!(tx, conn => query(SQL).bind(campaign.as_uuid()).bind(id.as_uuid()).execute(conn))?;
    Ok(gone > 0)
}

type CostRow = (Uuid, String, String, i64, i64, Option<Uuid>);

/// The costs of a campaign, by day.
pub async fn costs(db: &mut Conn, campaign: CampaignId) -> Result<Vec<Cost>, DbError> {
    const SQL: &str = "select id, kind, what, amount, day, by_person from campaign_cost where campaign = $1
        order by day, id limit 400";

    let rows: Vec<CostRow> = on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).fetch_all(conn))?;
    let cost = |(id, kind, what, amount, day, by): CostRow| {
        Ok(Cost {
            id: id.into(),
            campaign,
            kind: read("campaign_cost", &kind)?,
            what,
            amount,
            day: moment(day),
            by: by.map(Into::into),
        })
    };
    rows.into_iter().map(cost).collect()
}
