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
    const SQL: &str = "insert into approval (item, kind, person, digest, at) values ($1, $2, $3, $4, $5)
        on conflict (item, kind, person) do update set digest = excluded.digest, at = excluded.at";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(yes.kind.as_str())
        .bind(yes.person.as_uuid())
        .bind(yes.digest.as_slice())
        .bind(yes.at.as_millisecond())
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
    const SQL: &str =
        "select kind, person, digest, at from approval where item = $1 order by at, kind, person limit 200";

    let rows: Vec<(String, Uuid, Vec<u8>, i64)> =
        on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    let yes = |(kind, person, digest, at): (String, Uuid, Vec<u8>, i64)| {
        let kind: Kind = read("approval", &kind)?;
        Ok(Approval { kind, person: person.into(), digest, at: moment(at) })
    };
    rows.into_iter().map(yes).collect()
}
