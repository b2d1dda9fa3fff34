//! The roles that nobody is given before the training in digital safety, and who finished one.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

use crate::model::CourseId;

/// The roles that need the training.
pub async fn list(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select role from training_rule order by role";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}

/// Puts these roles in the place of those of before.
pub async fn set(tx: &mut Tx, roles: &[&str]) -> Result<(), DbError> {
    const CLEAR: &str = "delete from training_rule";
    const SQL: &str = "insert into training_rule (role) values ($1) on conflict do nothing";

    change!(tx, conn => query(CLEAR).execute(conn))?;
    for role in roles {
        change!(tx, conn => query(SQL).bind(*role).execute(conn))?;
    }
    Ok(())
}

/// The course in digital safety that one can take now: the first that was made.
pub async fn course(db: &mut Conn) -> Result<Option<CourseId>, DbError> {
    const SQL: &str = "select id from course where is_safety = 1 and is_closed = 0 and version > 0
        order by created_at, id limit 1";

    let id: Option<Uuid> = on!(db, conn => query_scalar(SQL).fetch_optional(conn))?;
    Ok(id.map(Into::into))
}

/// Whether somebody finished a course in digital safety by their account. By the code of an enrolment it does not
/// count: whoever holds the code may have answered.
pub async fn is_trained(db: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from learning l join course c on c.id = l.course
        where c.is_safety = 1 and l.finished_at is not null and l.person = $1";

    let found: i64 = on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_one(conn))?;
    Ok(found > 0)
}
