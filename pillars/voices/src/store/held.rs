//! What is somebody's, for the day on which they leave. What its writers alone see is told to nobody.

use griot_db::{Conn, DbError, on};
use griot_kernel::PersonId;
use uuid::Uuid;

use super::{
    publishing::Planned,
    rows::{BlogRow, moment, read},
};
use crate::{
    import::{ImportId, ImportState},
    model::{Blog, Schedule},
};

/// Lines of one kind.
const MOST: i64 = 300;

#[derive(sqlx::FromRow)]
struct EditedRow {
    #[sqlx(flatten)]
    blog: BlogRow,
    others: i64,
}

/// The blogs that everyone reads and somebody edits, by title; and whether someone else edits each too.
pub async fn blogs(db: &mut Conn, person: PersonId) -> Result<Vec<(Blog, bool)>, DbError> {
    const SQL: &str = "select blog.*, (select count(*) from blog_author other
            where other.blog = blog.id and other.role = 'editor' and other.person <> $1) as others
        from blog join blog_author on blog_author.blog = blog.id
        where blog_author.person = $1 and blog_author.role = 'editor' and blog.state <> 'withdrawn'
        order by blog.title, blog.id limit $2";

    let rows: Vec<EditedRow> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(MOST).fetch_all(conn))?;
    rows.into_iter().map(|row| Ok((row.blog.try_into()?, row.others > 0))).collect()
}

/// The posts of somebody that wait for their hour, the earliest first.
pub async fn posts(db: &mut Conn, person: PersonId) -> Result<Vec<Planned>, DbError> {
    const SQL: &str = "select id, title, publish_at, not_after from post
        where author = $1 and state = 'scheduled' and publish_at is not null
        order by publish_at, id limit $2";

    let rows: Vec<(Uuid, String, i64, Option<i64>)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(MOST).fetch_all(conn))?;
    let planned = |(id, title, at, not_after): (Uuid, String, i64, Option<i64>)| Planned {
        id: id.into(),
        title,
        schedule: Schedule { at: moment(at), not_after: not_after.map(moment) },
    };
    Ok(rows.into_iter().map(planned).collect())
}

/// The blogs kept elsewhere whose new posts come here as long as somebody follows them, by name.
pub async fn followed(
    db: &mut Conn,
    person: PersonId,
) -> Result<Vec<(ImportId, String, ImportState)>, DbError> {
    const SQL: &str = "select id, coalesce(nullif(site, ''), address, '') as name, state from import
        where by_person = $1 and kind = 'feed' and state in ('running', 'pictures', 'following')
        order by name, id limit $2";

    let rows: Vec<(Uuid, String, String)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(MOST).fetch_all(conn))?;
    rows.into_iter().map(|(id, name, state)| Ok((id.into(), name, read("import", &state)?))).collect()
}

/// The sister sections that the house follows since somebody chose them, by name.
pub async fn sisters(db: &mut Conn, person: PersonId) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select coalesce(nullif(title, ''), address) as name from elsewhere_feed
        where by_person = $1 and state = 'following' order by name, id limit $2";

    on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).bind(MOST).fetch_all(conn))
}
