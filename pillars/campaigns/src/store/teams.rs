//! The teams of campaigns.

use griot_contracts::campaigns::CampaignId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

/// Takes someone into the team, once.
pub async fn add(tx: &mut Tx, campaign: CampaignId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "insert into campaign_member (campaign, person) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(SQL).bind(campaign.as_uuid()).bind(person.as_uuid()).execute(conn)).map(drop)
}

/// Lets someone leave the team.
pub async fn remove(tx: &mut Tx, campaign: CampaignId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "delete from campaign_member where campaign = $1 and person = $2";

    change!(tx, conn => query(SQL).bind(campaign.as_uuid()).bind(person.as_uuid()).execute(conn)).map(drop)
}

/// Who is in the team.
pub async fn of_campaign(db: &mut Conn, campaign: CampaignId) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select person from campaign_member where campaign = $1 order by person";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(campaign.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The campaigns in whose team someone is.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<CampaignId>, DbError> {
    const SQL: &str = "select campaign from campaign_member where person = $1 order by campaign";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}
