//! What was done with items: written, never changed.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::moment;
use crate::model::item::ItemId;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: Uuid,
    /// With which item.
    pub item: ItemId,
    /// The message that says what.
    pub act: String,
    /// Who, where a person did.
    pub actor: Option<PersonId>,
    /// With which form of it.
    pub digest: Option<Vec<u8>>,
    /// In their own words.
    pub note: String,
    /// When.
    pub at: Timestamp,
}

type Row = (Uuid, Uuid, String, Option<Uuid>, Option<Vec<u8>>, String, i64);

/// Writes a step down.
pub async fn add(tx: &mut Tx, step: &Step) -> Result<(), DbError> {
    const SQL: &str =
        "insert into item_step (id, item, act, actor, digest, note, at) values ($1, $2, $3, $4, $5, $6, $7)";

    change!(tx, conn => query(SQL)
        .bind(step.id)
        .bind(step.item.as_uuid())
        .bind(step.act.as_str())
        .bind(step.actor.map(PersonId::as_uuid))
        .bind(step.digest.as_deref())
        .bind(step.note.as_str())
        .bind(step.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The steps of an item, the last first.
pub async fn of(db: &mut Conn, item: ItemId, limit: i64) -> Result<Vec<Step>, DbError> {
    const SQL: &str = "select id, item, act, actor, digest, note, at from item_step where item = $1
        order by at desc, id desc limit $2";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).bind(limit).fetch_all(conn))?;
    let step = |(id, item, act, actor, digest, note, at): Row| Step {
        id,
        item: item.into(),
        act,
        actor: actor.map(Into::into),
        digest,
        note,
        at: moment(at),
    };
    Ok(rows.into_iter().map(step).collect())
}

/// Who wrote an item: whoever changed what a reader would see.
pub async fn writers(db: &mut Conn, item: ItemId) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select distinct actor from item_step
        where item = $1 and actor is not null and act in ('channels-act-begun', 'channels-act-written')";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}
