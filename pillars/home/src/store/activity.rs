//! What people did, by day and person.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, Part, PersonId, Reading, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{LineRow, all, in_language, line_columns};
use crate::model::{Act, DayMark, Group, Line};

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

/// Forgets one act.
pub async fn forget_act(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    const SQL: &str = "delete from activity where id = $1";

    change!(tx, conn => query(SQL).bind(id).execute(conn)).map(drop)
}

/// Forgets what was done about a work that is not shown any more.
pub async fn forget_work_acts(tx: &mut Tx, work: WorkId) -> Result<(), DbError> {
    const SQL: &str = "delete from activity where work = $1";

    change!(tx, conn => query(SQL).bind(work.as_uuid()).execute(conn)).map(drop)
}

/// A group, and where in the list of all it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The group.
    pub group: Group,
    /// Its day, and how many groups of that day stand before it.
    pub mark: DayMark,
}

/// What was done, by day and person, the last day first, read from a place on: at most `size`
/// groups. Who joined is for members only.
pub async fn groups(
    db: &mut Conn,
    for_members: bool,
    reading: Reading<DayMark>,
    size: u32,
) -> Result<Part<Told>, DbError> {
    let hidden = if for_members { "" } else { "joined" };
    // One more than is shown tells whether more follow.
    let wanted = i64::from(size) + 1;
    let told = match reading {
        Reading::Start => numbered(since(db, hidden, i64::MAX, 0, wanted).await?, 0),
        Reading::After(mark) => {
            let all = since(db, hidden, mark.moment(), mark.place + 1, wanted).await?;
            let same_day = all.first().is_some_and(|group| group.day.day() == mark.day);
            numbered(all, if same_day { mark.place + 1 } else { 0 })
        }
        Reading::Before(mark) => before(db, hidden, mark, wanted).await?,
    };
    Ok(reading.part(told, size))
}

/// The groups of this day and the days before it, without the first `skip`.
async fn since(db: &mut Conn, hidden: &str, day: i64, skip: i64, limit: i64) -> Result<Vec<Group>, DbError> {
    const SQL: &str = "select kind, actor, day, count(*) from activity where kind <> $1 and day <= $2
        group by day, kind, actor order by day desc, kind, actor limit $3 offset $4";

    let rows: Vec<(String, Uuid, i64, i64)> = on!(db, conn => query_as(SQL)
        .bind(hidden)
        .bind(day)
        .bind(limit)
        .bind(skip)
        .fetch_all(conn))?;
    rows.into_iter().map(group).collect()
}

/// The groups that stand before this one, the nearest first.
async fn before(db: &mut Conn, hidden: &str, mark: DayMark, wanted: i64) -> Result<Vec<Told>, DbError> {
    const SQL: &str = "select kind, actor, day, count(*) from activity where kind <> $1 and day > $2
        group by day, kind, actor order by day, kind desc, actor desc limit $3";
    const COUNT: &str = "select count(*) from
        (select 1 from activity where day = $2 and kind <> $1 group by kind, actor) of_day";

    let day = mark.moment();
    let skip = (mark.place - wanted).max(0);
    let mut same_day = since(db, hidden, day, skip, mark.place - skip).await?;
    same_day.retain(|group| group.day.as_millisecond() == day);
    let mut told = numbered(same_day, skip);
    told.reverse();

    let missing = wanted - i64::try_from(told.len()).unwrap_or(wanted);
    let rows: Vec<(String, Uuid, i64, i64)> =
        on!(db, conn => query_as(SQL).bind(hidden).bind(day).bind(missing).fetch_all(conn))?;
    let mut place = 0;
    for row in rows {
        let group = group(row)?;
        let day = group.day.day();
        if told.last().is_none_or(|last: &Told| last.mark.day != day) {
            let day = group.day.as_millisecond();
            place = on!(db, conn => query_scalar(COUNT).bind(hidden).bind(day).fetch_one(conn))?;
        }
        place = i64::max(place - 1, 0);
        told.push(Told { group, mark: DayMark { day, place } });
    }
    Ok(told)
}

/// Gives each group its place in its day; the first one stands at `place`.
fn numbered(groups: Vec<Group>, mut place: i64) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::with_capacity(groups.len());
    for group in groups {
        let day = group.day.day();
        if told.last().is_some_and(|last| last.mark.day != day) {
            place = 0;
        }
        told.push(Told { group, mark: DayMark { day, place } });
        place += 1;
    }
    told
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
        // A few more than are shown: some may not be known here yet.
        "from (select activity.work as about, max(activity.at) as latest from activity
            where activity.day = $2 and activity.kind = $3 and activity.actor = $4
            group by activity.work order by latest desc, about desc limit 4 * $5) acts
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
