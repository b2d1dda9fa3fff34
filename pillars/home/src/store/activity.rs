//! What people did, by day and person.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, PageRequest, PersonId, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{LineRow, all, in_language, line_columns};
use crate::model::{Act, Group, Line};

/// Notes an act, in place of what was noted of the same one.
pub async fn note(tx: &mut Tx, act: &Act) -> Result<(), DbError> {
    const SQL: &str = "insert into activity (id, kind, actor, work, day, at) values ($1, $2, $3, $4, $5, $6)
        on conflict (id) do update set actor = excluded.actor, day = excluded.day, at = excluded.at";

    let day = Timestamp::start_of(act.at.day());
    change!(tx, conn => query(SQL)
        .bind(act.id)
        .bind(act.kind.as_str())
        .bind(act.actor.map_or(Uuid::nil(), PersonId::as_uuid))
        .bind(act.work.map(WorkId::as_uuid))
        .bind(day.as_millisecond())
        .bind(act.at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Forgets what was done about a work that is not shown any more.
pub async fn forget_work_acts(tx: &mut Tx, work: WorkId) -> Result<(), DbError> {
    const SQL: &str = "delete from activity where work = $1";

    change!(tx, conn => query(SQL).bind(work.as_uuid()).execute(conn)).map(drop)
}

/// What was done, by day and person, the last day first. Who joined is for members only.
pub async fn groups(db: &mut Conn, for_members: bool, page: PageRequest) -> Result<Vec<Group>, DbError> {
    const SQL: &str = "select kind, actor, day, count(*) from activity where kind <> $1
        group by day, kind, actor order by day desc, kind, actor limit $2 offset $3";

    let hidden = if for_members { "" } else { "joined" };
    let rows: Vec<(String, Uuid, i64, i64)> = on!(db, conn => query_as(SQL)
        .bind(hidden)
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    rows.into_iter().map(group).collect()
}

fn group((kind, actor, day, count): (String, Uuid, i64, i64)) -> Result<Group, DbError> {
    Ok(Group {
        kind: kind.parse().map_err(DbError::unreadable("activity"))?,
        actor: someone(actor),
        day: Timestamp::from_millisecond(day),
        count,
    })
}

fn someone(actor: Uuid) -> Option<PersonId> {
    (!actor.is_nil()).then(|| actor.into())
}

/// The works of a group, the last first, each once and in `language` where it has one.
pub async fn of_group(
    db: &mut Conn,
    group: &Group,
    language: Language,
    limit: i64,
) -> Result<Vec<Line>, DbError> {
    const SQL: &str = concat!(
        "select ",
        line_columns!(),
        "from (select activity.work as about, max(activity.at) as latest from activity
            where activity.day = $2 and activity.kind = $3 and activity.actor = $4 group by activity.work) acts
         join shown on shown.work = acts.about
         join shown_version on shown_version.work = shown.work where",
        in_language!(),
        "order by acts.latest desc, shown.work desc limit $5"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(language.as_str())
        .bind(group.day.as_millisecond())
        .bind(group.kind.as_str())
        .bind(group.actor.map_or(Uuid::nil(), PersonId::as_uuid))
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// Everything noted of one person, for themselves: the last first.
pub async fn acts_of(db: &mut Conn, person: PersonId) -> Result<Vec<Act>, DbError> {
    const SQL: &str = "select id, kind, actor, work, at from activity where actor = $1 order by at desc, id";

    let rows: Vec<(Uuid, String, Uuid, Option<Uuid>, i64)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    let act = |(id, kind, actor, work, at): (Uuid, String, Uuid, Option<Uuid>, i64)| {
        Ok(Act {
            id,
            kind: kind.parse().map_err(DbError::unreadable("activity"))?,
            actor: someone(actor),
            work: work.map(WorkId::from),
            at: Timestamp::from_millisecond(at),
        })
    };
    rows.into_iter().map(act).collect()
}
