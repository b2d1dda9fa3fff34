//! What devices without a network said of who was there.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{Claim, ClaimId, EnrolmentId, MeetingId, Verdict};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    enrolment: Uuid,
    meeting: Uuid,
    code: String,
    at: i64,
    received_at: i64,
    verdict: String,
}

impl TryFrom<Row> for Claim {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            enrolment: row.enrolment.into(),
            meeting: row.meeting.into(),
            code: row.code,
            at: moment(row.at),
            received_at: moment(row.received_at),
            verdict: read("attendance_claim", &row.verdict)?,
        })
    }
}

/// Keeps a claim. Whether it is a new one: the same id brought again changes nothing.
pub async fn add(tx: &mut Tx, one: &Claim) -> Result<bool, DbError> {
    const SQL: &str = "insert into attendance_claim (id, enrolment, meeting, code, at, received_at, verdict)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";

    let new = change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.enrolment.as_uuid())
        .bind(one.meeting.as_uuid())
        .bind(&one.code)
        .bind(one.at.as_millisecond())
        .bind(one.received_at.as_millisecond())
        .bind(one.verdict.as_str())
        .execute(conn))?;
    Ok(new > 0)
}

/// The claim with this id.
pub async fn by_id(db: &mut Conn, id: ClaimId) -> Result<Option<Claim>, DbError> {
    const SQL: &str = "select id, enrolment, meeting, code, at, received_at, verdict
        from attendance_claim where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Claim::try_from).transpose()
}

/// The claims of a meeting, the first first.
pub async fn of(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Claim>, DbError> {
    const SQL: &str = "select id, enrolment, meeting, code, at, received_at, verdict
        from attendance_claim where meeting = $1 order by received_at, id limit 5000";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(meeting.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// How many claims of somebody to a meeting were not simply true.
pub async fn doubtful(db: &mut Conn, enrolment: EnrolmentId, meeting: MeetingId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from attendance_claim
        where enrolment = $1 and meeting = $2 and verdict <> 'taken'";

    on!(db, conn => query_scalar(SQL)
        .bind(enrolment.as_uuid())
        .bind(meeting.as_uuid())
        .fetch_one(conn))
}

/// Judges a claim that is held. Whether it was.
pub async fn judge(tx: &mut Tx, id: ClaimId, verdict: Verdict) -> Result<bool, DbError> {
    const SQL: &str = "update attendance_claim set verdict = $2 where id = $1 and verdict = 'held'";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(verdict.as_str()).execute(conn))? > 0)
}

/// Lets go of the claims of meetings that ended before this moment: what came of them is noted. How many.
pub async fn drop_before(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from attendance_claim where meeting in
        (select m.id from workshop_meeting m join workshop w on w.id = m.workshop where w.ends_at < $1)";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}
