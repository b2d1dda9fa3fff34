//! The rows of the queue. Every change of a taken job names the turn in which it was
//! taken, so a worker that lost its lease changes nothing.

use std::time::Duration;

use griot_db::{Db, DbError, Door, change, on, sqlx};
use griot_kernel::Timestamp;

use crate::{Jobs, desk::Desk};

/// Lines of the outbox carried on in one act.
pub(crate) const LINES: i64 = 100;

/// Whose hands do a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// One after the other, in the order of the outbox.
    Listener,
    /// Several at a time.
    Job,
    /// A few at a time, since they wait for servers of others.
    Outside,
}

impl Lane {
    fn name(self) -> &'static str {
        match self {
            Self::Listener => "listener",
            Self::Job => "job",
            Self::Outside => "outside",
        }
    }
}

/// One taking of one job.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub id: i64,
    pub turn: i64,
    pub attempts: i64,
    pub name: String,
    pub payload: String,
    pub line: Option<i64>,
}

/// What has to be done now or soon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ahead {
    pub lines: bool,
    pub listener: Option<i64>,
    pub job: Option<i64>,
    pub outside: Option<i64>,
}

/// Looks at what lies ahead without waiting for anyone who writes.
pub(crate) async fn ahead(db: &Db) -> Result<Ahead, DbError> {
    const SQL: &str = "select
        (select count(*) from (select id from outbox limit 1) as line),
        (select min(due_at) from job where lane = 'listener' and due_at is not null),
        (select min(due_at) from job where lane = 'job' and due_at is not null),
        (select min(due_at) from job where lane = 'outside' and due_at is not null)";

    let mut read = db.read().await?;
    let (lines, listener, job, outside): (i64, Option<i64>, Option<i64>, Option<i64>) =
        on!(read, conn => query_as(SQL).fetch_one(conn))?;
    Ok(Ahead { lines: lines > 0, listener, job, outside })
}

/// Moves the oldest lines of the outbox into the queue, all in one act: a line is in the
/// one or in the other, never in both, never in none. Returns how many it moved.
pub(crate) async fn relay<C>(db: &Db, jobs: &Jobs<C>, now: Timestamp) -> Result<usize, DbError> {
    const SQLITE: &str = "delete from outbox where id in (select id from outbox order by id limit $1)
        returning id, kind, name, payload";
    const POSTGRES: &str = "with line as materialized
            (select id from outbox order by id limit $1 for update skip locked)
        delete from outbox using line where outbox.id = line.id
        returning outbox.id, kind, name, payload";

    let mut desk = Desk::open(db).await?;
    let mut lines: Vec<(i64, String, String, String)> = match desk.door() {
        Door::Sqlite(conn) => sqlx::query_as(SQLITE).bind(LINES).fetch_all(conn).await?,
        Door::Postgres(conn) => sqlx::query_as(POSTGRES).bind(LINES).fetch_all(conn).await?,
    };
    lines.sort_by_key(|line| line.0);
    for (id, kind, name, payload) in &lines {
        if kind == "job" {
            put(&mut desk, &format!("{id}:{name}"), jobs.lane(name), name, payload, Some(*id), now).await?;
            continue;
        }
        for listener in jobs.listeners.get(name.as_str()).into_iter().flatten() {
            let key = format!("{id}:{listener}");
            put(&mut desk, &key, Lane::Listener, listener, payload, Some(*id), now).await?;
        }
    }
    desk.commit().await?;
    Ok(lines.len())
}

/// Puts one thing to do into the queue, once per `key`.
pub(crate) async fn put(
    desk: &mut Desk,
    key: &str,
    lane: Lane,
    name: &str,
    payload: &str,
    line: Option<i64>,
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "insert into job (key, lane, name, payload, line, due_at)
        values ($1, $2, $3, $4, $5, $6) on conflict (key) do nothing";

    change!(desk, conn => query(SQL)
        .bind(key).bind(lane.name()).bind(name).bind(payload).bind(line).bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Takes up to `most` due jobs of a lane, the longest due first, and holds them until `until`.
pub(crate) async fn take(
    db: &Db,
    lane: Lane,
    most: usize,
    now: Timestamp,
    until: Timestamp,
) -> Result<Vec<Claim>, DbError> {
    const SQLITE: &str = "update job
        set state = 'running', turn = turn + 1, attempts = attempts + 1, due_at = $4
        where id in (select id from job where lane = $1 and due_at <= $2 order by due_at, id limit $3)
        returning id, turn, attempts, name, payload, line";
    const POSTGRES: &str = "with due as materialized
            (select id from job where lane = $1 and due_at <= $2
                order by due_at, id limit $3 for update skip locked)
        update job set state = 'running', turn = turn + 1, attempts = attempts + 1, due_at = $4
        from due where job.id = due.id
        returning job.id, turn, attempts, name, payload, line";
    type Row = (i64, i64, i64, String, String, Option<i64>);

    let (lane, now, until) = (lane.name(), now.as_millisecond(), until.as_millisecond());
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut desk = Desk::open(db).await?;
    let mut rows: Vec<Row> = match desk.door() {
        Door::Sqlite(conn) => {
            sqlx::query_as(SQLITE).bind(lane).bind(now).bind(most).bind(until).fetch_all(conn).await?
        }
        Door::Postgres(conn) => {
            sqlx::query_as(POSTGRES).bind(lane).bind(now).bind(most).bind(until).fetch_all(conn).await?
        }
    };
    desk.commit().await?;
    rows.sort_by_key(|row| row.0);
    Ok(rows
        .into_iter()
        .map(|(id, turn, attempts, name, payload, line)| Claim { id, turn, attempts, name, payload, line })
        .collect())
}

/// Holds what was taken for longer. Returns how many of them are still held.
pub(crate) async fn hold(db: &Db, claims: &[Claim], until: Timestamp) -> Result<usize, DbError> {
    const SQL: &str = "update job set due_at = $3 where id = $1 and turn = $2 and state = 'running'";

    let mut desk = Desk::open(db).await?;
    let mut held = 0;
    for claim in claims {
        let kept = change!(desk, conn => query(SQL)
            .bind(claim.id).bind(claim.turn).bind(until.as_millisecond())
            .execute(conn))?;
        held += usize::from(kept > 0);
    }
    desk.commit().await?;
    Ok(held)
}

/// How a run ended.
#[derive(Clone, Debug)]
pub(crate) enum End {
    Done,
    Again {
        after: Duration,
        cause: String,
    },
    Failed {
        cause: String,
    },
    /// The server stops: not the job's fault, so the attempt does not count.
    Released,
}

/// Writes down how runs ended. Returns how many were still this worker's to say.
pub(crate) async fn settle(db: &Db, ends: &[(Claim, End)], now: Timestamp) -> Result<usize, DbError> {
    const SQL: &str = "update job set state = $3, due_at = $4, cause = $5, done_at = $6, attempts = $7
        where id = $1 and turn = $2 and state = 'running'";

    let at = Some(now.as_millisecond());
    let mut settled = 0;
    let mut desk = Desk::open(db).await?;
    for (claim, end) in ends {
        let (state, due_at, cause, done_at, attempts) = match end {
            End::Done => ("done", None, None, at, claim.attempts),
            End::Again { after, cause } => {
                let due_at = (now + *after).as_millisecond();
                ("waiting", Some(due_at), Some(cause.as_str()), None, claim.attempts)
            }
            End::Failed { cause } => ("failed", None, Some(cause.as_str()), at, claim.attempts),
            End::Released => ("waiting", at, None, None, claim.attempts - 1),
        };
        let changed = change!(desk, conn => query(SQL)
            .bind(claim.id).bind(claim.turn).bind(state).bind(due_at).bind(cause).bind(done_at).bind(attempts)
            .execute(conn))?;
        settled += usize::from(changed > 0);
    }
    desk.commit().await?;
    Ok(settled)
}

/// Makes due what lies further ahead than `furthest`. Returns how much it was.
pub(crate) async fn bring_back(db: &Db, now: Timestamp, furthest: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update job set due_at = $1 where due_at > $2";

    let (now, furthest) = (now.as_millisecond(), furthest.as_millisecond());
    let mut desk = Desk::open(db).await?;
    let back = change!(desk, conn => query(SQL).bind(now).bind(furthest).execute(conn))?;
    desk.commit().await?;
    Ok(back)
}

/// Forgets what was done before `before`, with the notes of who heard it.
pub(crate) async fn forget_done(db: &Db, before: Timestamp) -> Result<u64, DbError> {
    const HEARD: &str = "delete from heard where outbox_id in
        (select line from job where state = 'done' and done_at < $1 and lane = 'listener')";
    const JOBS: &str = "delete from job where state = 'done' and done_at < $1";

    let before = before.as_millisecond();
    let mut desk = Desk::open(db).await?;
    change!(desk, conn => query(HEARD).bind(before).execute(conn))?;
    let gone = change!(desk, conn => query(JOBS).bind(before).execute(conn))?;
    desk.commit().await?;
    Ok(gone)
}
