//! What is kept here of a person, and letting go of it.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;

use super::rows::moment;
use griot_kernel::Timestamp;

/// Lets go of someone. What the section decided and announced stays without their name; their
/// replies go with their words. Safe to repeat.
pub async fn erase(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    const STEPS: [&str; 23] = [
        "update strategy_line set changed_by = null where changed_by = $1",
        "update strategy_version set by_person = null where by_person = $1",
        "update strategy_measure set by_person = null where by_person = $1",
        "update campaign set created_by = null where created_by = $1",
        "delete from campaign_member where person = $1",
        "update campaign_cost set by_person = null where by_person = $1",
        "update roadmap_step set owner = null where owner = $1",
        "update roadmap_step set adopted_by = null where adopted_by = $1",
        "update roadmap_step set closed_by = null where closed_by = $1",
        "update inventory_account set owner = null where owner = $1",
        "update inventory_account set second = null where second = $1",
        "delete from inventory_blog where person = $1",
        "update room_entry set by_person = null where by_person = $1",
        "delete from room_reply where by_person = $1",
        "delete from room_read where person = $1",
        "delete from room_file where by_person = $1",
        "delete from room_digest where person = $1",
        "delete from room_told where person = $1",
        "update room_task set owner = null where owner = $1",
        "update room_task set by_person = null where by_person = $1",
        "delete from ambassador where person = $1",
        "update share set person = null, address = '' where person = $1",
        "update kit_waiting set by_person = null where by_person = $1",
    ];

    for step in STEPS {
        change!(tx, conn => query(step).bind(person.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// What someone wrote in the internal room, the oldest first.
pub async fn entries(db: &mut Conn, person: PersonId) -> Result<Vec<(String, String, Timestamp)>, DbError> {
    const SQL: &str = "select title, body, at from room_entry where by_person = $1 order by at, id";

    let rows: Vec<(String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(title, body, at)| (title, body, moment(at))).collect())
}

/// What someone replied, the oldest first.
pub async fn replies(db: &mut Conn, person: PersonId) -> Result<Vec<(String, Timestamp)>, DbError> {
    const SQL: &str = "select body, at from room_reply where by_person = $1 order by at, id";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(body, at)| (body, moment(at))).collect())
}

/// What someone said that they read: its title, and when.
pub async fn read(db: &mut Conn, person: PersonId) -> Result<Vec<(String, Timestamp)>, DbError> {
    const SQL: &str = "select e.title, r.at from room_read r join room_entry e on e.id = r.entry
        where r.person = $1 order by r.at, e.id";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(title, at)| (title, moment(at))).collect())
}

/// What else bears someone's mark: what kind of thing, its title, and when where that is known.
pub async fn marks(
    db: &mut Conn,
    person: PersonId,
) -> Result<Vec<(String, String, Option<Timestamp>)>, DbError> {
    const SQL: &str = "select 'line changed' as what, text as title, changed_at as at from strategy_line where changed_by = $1
        union all select 'version adopted', note, adopted_at from strategy_version where by_person = $1
        union all select 'figure entered', source, at from strategy_measure where by_person = $1
        union all select 'campaign begun', title, created_at from campaign where created_by = $1
        union all select 'team', c.title, null from campaign_member m join campaign c on c.id = m.campaign where m.person = $1
        union all select 'cost noted', what, at from campaign_cost where by_person = $1
        union all select 'step to make', title, due from roadmap_step where owner = $1
        union all select 'step adopted', title, adopted_at from roadmap_step where adopted_by = $1
        union all select 'step closed', title, closed_at from roadmap_step where closed_by = $1
        union all select 'account answered for', network || ' ' || address, null from inventory_account
            where owner = $1 or second = $1
        union all select 'blog elsewhere', address, known_at from inventory_blog where person = $1
        union all select 'file in the room', name, at from room_file where by_person = $1
        union all select 'letters of the room', pace, null from room_digest where person = $1
        union all select 'told of', e.title, t.at from room_told t join room_entry e on e.id = t.entry
            where t.person = $1
        union all select 'task', title, due from room_task where owner = $1
        union all select 'task asked for', title, at from room_task where by_person = $1
        union all select 'ambassador', c.title, a.since from ambassador a join campaign c on c.id = a.campaign
            where a.person = $1
        union all select 'shared', network || ' ' || address, day from share where person = $1
        union all select 'kit brought', '', at from kit_waiting where by_person = $1
        order by 1, 2";

    let rows: Vec<(String, String, Option<i64>)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(what, title, at)| (what, title, at.map(moment))).collect())
}
