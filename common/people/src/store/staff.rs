//! The append-only log of what staff did to people's things.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Page, PageRequest, PersonId, Timestamp};
use uuid::Uuid;

use crate::model::staff::StaffAct;

/// Id, actor, act, subject and when.
type Row = (Uuid, Option<Uuid>, String, String, i64);

fn line((id, actor, act, subject, at): Row) -> StaffAct {
    StaffAct {
        id: Id::from(id),
        actor: actor.map(PersonId::from),
        act,
        subject,
        at: Timestamp::from_millisecond(at),
    }
}

/// Adds a line.
pub async fn note(tx: &mut Tx, line: &StaffAct) -> Result<(), DbError> {
    const SQL: &str = "insert into staff_act (id, actor_id, act, subject, at) values ($1, $2, $3, $4, $5)";

    change!(tx, conn => query(SQL)
        .bind(line.id.as_uuid())
        .bind(line.actor.map(PersonId::as_uuid))
        .bind(line.act.as_str())
        .bind(line.subject.as_str())
        .bind(line.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The lines about a person, what they did and what was done to them, the oldest first.
pub async fn about(db: &mut Conn, person: PersonId) -> Result<Vec<StaffAct>, DbError> {
    const SQL: &str = "select id, actor_id, act, subject, at from staff_act
        where actor_id = $1 or substr(subject, 1, 43) = $2 order by at, id";

    // As long as a kind and an id; what follows it, such as a role, does not matter here.
    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(person.as_uuid())
        .bind(format!("person {person}"))
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(line).collect())
}

/// The lines, the newest first.
pub async fn page(db: &mut Conn, page: PageRequest) -> Result<Page<StaffAct>, DbError> {
    const SQL: &str = "select id, actor_id, act, subject, at from staff_act
        order by at desc, id desc limit $1 offset $2";

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(page.limit_and_one()).bind(page.skip()).fetch_all(conn))?;
    Ok(page.page(rows.into_iter().map(line).collect()))
}
