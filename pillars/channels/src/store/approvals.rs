//! Who said yes to which form of an item.

use griot_db::{Conn, DbError, Tx, change, on};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::{
    approval::{Approval, Kind},
    item::ItemId,
};

/// Keeps a yes in the place of the one that the same person said before.
pub async fn give(tx: &mut Tx, item: ItemId, yes: &Approval) -> Result<(), DbError> {
    // Whoever said it at the desk does not say less by saying it again from elsewhere.
    const SQL: &str =
        "insert into approval (item, kind, person, digest, at, off_hours) values ($1, $2, $3, $4, $5, $6)
        on conflict (item, kind, person) do update set
        off_hours = case when approval.digest = excluded.digest and approval.off_hours = 0 then 0
            else excluded.off_hours end,
        digest = excluded.digest, at = excluded.at";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(yes.kind.as_str())
        .bind(yes.person.as_uuid())
        .bind(yes.digest.as_slice())
        .bind(yes.at.as_millisecond())
        .bind(i64::from(yes.off_hours))
        .execute(conn))?;
    Ok(())
}

/// Takes back whatever was said of an item.
pub async fn clear(tx: &mut Tx, item: ItemId) -> Result<(), DbError> {
    const SQL: &str = "delete from approval where item = $1";

    change!(tx, conn => query(SQL).bind(item.as_uuid()).execute(conn))?;
    Ok(())
}

/// Who said yes, the first first.
pub async fn of(db: &mut Conn, item: ItemId) -> Result<Vec<Approval>, DbError> {
    const SQL: &str = "select kind, person, digest, at, off_hours from approval where item = $1
        order by at, kind, person limit 200";

    type Row = (String, Uuid, Vec<u8>, i64, i64);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    let yes = |(kind, person, digest, at, off_hours): Row| {
        let kind: Kind = read("approval", &kind)?;
        Ok(Approval { kind, person: person.into(), digest, at: moment(at), off_hours: off_hours != 0 })
    };
    rows.into_iter().map(yes).collect()
}
