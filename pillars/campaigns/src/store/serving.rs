//! What here serves the strategy, and what names no line of it.

use griot_contracts::campaigns::LineId;
use griot_db::{Conn, DbError, on};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::{Stage, StepState};
use griot_kernel::Timestamp;

/// Something that names no line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Orphan {
    /// A campaign: its id, title, stage and when it was thought of.
    Campaign(Uuid, String, Stage, Timestamp),
    /// A step of the roadmap.
    Step(Uuid, String, StepState, Timestamp),
}

/// How many campaigns and steps name this line.
pub async fn count(db: &mut Conn, line: LineId) -> Result<i64, DbError> {
    const SQL: &str = "select (select count(*) from campaign_line where line = $1)
        + (select count(*) from roadmap_step where line = $1 and state <> 'dropped')";

    on!(db, conn => query_scalar(SQL).bind(line.as_uuid()).fetch_one(conn))
}

/// Campaigns that name no line and are not over, the newest first.
pub async fn campaigns_without(db: &mut Conn, limit: i64) -> Result<Vec<Orphan>, DbError> {
    const SQL: &str = "select id, title, stage, created_at from campaign
        where stage in ('idea', 'planned', 'running')
            and not exists (select 1 from campaign_line where campaign_line.campaign = campaign.id)
        order by created_at desc, id limit $1";

    let rows: Vec<(Uuid, String, String, i64)> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    let orphan = |(id, title, stage, at): (Uuid, String, String, i64)| {
        Ok(Orphan::Campaign(id, title, read("campaign", &stage)?, moment(at)))
    };
    rows.into_iter().map(orphan).collect()
}

/// Steps that name no line and are not over, the newest first.
pub async fn steps_without(db: &mut Conn, limit: i64) -> Result<Vec<Orphan>, DbError> {
    const SQL: &str = "select id, title, state, created_at from roadmap_step
        where line is null and state in ('prepared', 'proposed', 'adopted')
        order by created_at desc, id limit $1";

    let rows: Vec<(Uuid, String, String, i64)> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    let orphan = |(id, title, state, at): (Uuid, String, String, i64)| {
        Ok(Orphan::Step(id, title, read("roadmap_step", &state)?, moment(at)))
    };
    rows.into_iter().map(orphan).collect()
}
