//! Who holds which role, over the whole section or over one thing in it.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

/// The scope of a role over everything.
pub const SECTION: &str = "section";

/// A role that someone holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleGrant {
    /// Who.
    pub person: PersonId,
    /// Which, as the one list of roles spells it.
    pub role: String,
    /// Over what: `section`, or the id of a campaign, blog or channel.
    pub scope: String,
}

/// Gives a role. Returns whether it is a new one.
pub async fn give(
    tx: &mut Tx,
    grant: &RoleGrant,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "insert into role_grant (person_id, role, scope, granted_by, granted_at)
        values ($1, $2, $3, $4, $5) on conflict do nothing returning granted_at";

    let added: Option<i64> = on!(tx, conn => query_scalar(SQL)
        .bind(grant.person.as_uuid())
        .bind(grant.role.as_str())
        .bind(grant.scope.as_str())
        .bind(by.map(PersonId::as_uuid))
        .bind(now.as_millisecond())
        .fetch_optional(conn))?;
    Ok(added.is_some())
}

/// Takes a role back. Returns whether it was held.
pub async fn take(tx: &mut Tx, grant: &RoleGrant) -> Result<bool, DbError> {
    const SQL: &str = "delete from role_grant where person_id = $1 and role = $2 and scope = $3";

    let removed = change!(tx, conn => query(SQL)
        .bind(grant.person.as_uuid())
        .bind(grant.role.as_str())
        .bind(grant.scope.as_str())
        .execute(conn))?;
    Ok(removed > 0)
}

/// The roles of one person.
pub async fn of(db: &mut Conn, person: PersonId) -> Result<Vec<RoleGrant>, DbError> {
    const SQL: &str = "select role, scope from role_grant where person_id = $1 order by role, scope";

    let rows: Vec<(String, String)> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(role, scope)| RoleGrant { person, role, scope }).collect())
}

/// All roles over the section of people who take part.
pub async fn over_section(db: &mut Conn) -> Result<Vec<RoleGrant>, DbError> {
    const SQL: &str = "select g.person_id, g.role, g.scope from role_grant g
        join person p on p.id = g.person_id
        where g.scope = 'section' and p.state = 'member' order by g.role, g.person_id";

    let rows: Vec<(Uuid, String, String)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows
        .into_iter()
        .map(|(person, role, scope)| RoleGrant { person: person.into(), role, scope })
        .collect())
}

/// How many who take part hold this role over the section, `but` one.
pub async fn count_others(db: &mut Conn, role: &str, but: Option<PersonId>) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from role_grant g join person p on p.id = g.person_id
        where g.role = $1 and g.scope = 'section' and p.state = 'member' and p.id <> $2";

    let but = but.map_or_else(Uuid::nil, PersonId::as_uuid);
    on!(db, conn => query_scalar(SQL).bind(role).bind(but).fetch_one(conn))
}

/// Takes all roles of a person.
pub async fn remove_of(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from role_grant where person_id = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn))
}
