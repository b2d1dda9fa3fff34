//! Kits that came from other houses, and what was taken over.

use griot_contracts::campaigns::CampaignId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::moment;

/// Marks the id of a kit that came.
#[derive(Debug)]
pub enum WaitingKit {}
/// Names a kit that came.
pub type KitId = Id<WaitingKit>;

/// Where a campaign was taken over from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The section that made it.
    pub section: String,
    /// Where the campaign is found there.
    pub address: String,
    /// Under which conditions it may be used.
    pub licence: String,
    /// When it was taken over.
    pub at: Timestamp,
}

/// Keeps the file of a kit until somebody decides.
pub async fn wait(tx: &mut Tx, id: KitId, file: &str, by: PersonId, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into kit_waiting (id, file, by_person, at) values ($1, $2, $3, $4)";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(file)
        .bind(by.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// The file of a kit that waits.
pub async fn waiting(db: &mut Conn, id: KitId) -> Result<Option<String>, DbError> {
    const SQL: &str = "select file from kit_waiting where id = $1";

    on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_optional(conn))
}

/// The files of all kits that wait.
pub async fn files(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select file from kit_waiting";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}

/// Lets go of a kit that waits.
pub async fn forget(tx: &mut Tx, id: KitId) -> Result<(), DbError> {
    const SQL: &str = "delete from kit_waiting where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn)).map(drop)
}

/// Lets go of the kits that came before this moment.
pub async fn forget_older(tx: &mut Tx, before: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "delete from kit_waiting where at < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn)).map(drop)
}

/// The key of the house at this address, since a kit of it was taken over.
pub async fn known_key(db: &mut Conn, address: &str) -> Result<Option<String>, DbError> {
    const SQL: &str = "select house_key from kit_key where address = $1";

    on!(db, conn => query_scalar(SQL).bind(address).fetch_optional(conn))
}

/// Notes the key of the house at this address, in the place of another.
pub async fn know_key(tx: &mut Tx, address: &str, key: &str, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into kit_key (address, house_key, first_at) values ($1, $2, $3)
        on conflict (address) do update set house_key = excluded.house_key, first_at = excluded.first_at
        where kit_key.house_key <> excluded.house_key";

    change!(tx, conn => query(SQL).bind(address).bind(key).bind(now.as_millisecond()).execute(conn)).map(drop)
}

/// The campaign that was made of a kit of this house with this mark.
pub async fn campaign_of(db: &mut Conn, key: &str, mark: &str) -> Result<Option<CampaignId>, DbError> {
    const SQL: &str = "select campaign from kit_taken where house_key = $1 and mark = $2";

    let id: Option<Uuid> = on!(db, conn => query_scalar(SQL).bind(key).bind(mark).fetch_optional(conn))?;
    Ok(id.map(Into::into))
}

/// Notes that a kit was taken over as this campaign. Whether nobody else did meanwhile.
pub async fn take(
    tx: &mut Tx,
    (key, mark): (&str, &str),
    campaign: CampaignId,
    origin: &Origin,
) -> Result<bool, DbError> {
    const SQL: &str = "insert into kit_taken (house_key, mark, campaign, section, address, licence, at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";

    let taken = change!(tx, conn => query(SQL)
        .bind(key)
        .bind(mark)
        .bind(campaign.as_uuid())
        .bind(&origin.section)
        .bind(&origin.address)
        .bind(&origin.licence)
        .bind(origin.at.as_millisecond())
        .execute(conn))?;
    Ok(taken > 0)
}

/// Where a campaign was taken over from.
pub async fn origin(db: &mut Conn, campaign: CampaignId) -> Result<Option<Origin>, DbError> {
    const SQL: &str = "select section, address, licence, at from kit_taken where campaign = $1 limit 1";

    let row: Option<(String, String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(|(section, address, licence, at)| Origin { section, address, licence, at: moment(at) }))
}

/// Notes that a text of a kit was taken over. Whether it was not there yet.
pub async fn take_item(tx: &mut Tx, campaign: CampaignId, mark: &str) -> Result<bool, DbError> {
    const SQL: &str = "insert into kit_taken_item (campaign, mark) values ($1, $2) on conflict do nothing";

    Ok(change!(tx, conn => query(SQL).bind(campaign.as_uuid()).bind(mark).execute(conn))? > 0)
}

/// The marks of the texts that were taken over.
pub async fn items_taken(db: &mut Conn, campaign: CampaignId) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select mark from kit_taken_item where campaign = $1 order by mark";

    on!(db, conn => query_scalar(SQL).bind(campaign.as_uuid()).fetch_all(conn))
}
