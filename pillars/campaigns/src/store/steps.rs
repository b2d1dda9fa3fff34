//! The steps of the roadmap.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{Proof, Step, StepId, StepState, StepWords};

macro_rules! columns {
    () => {
        "select id, title, proof, owner, due, line, follows, state, revision, created_at, adopted_at, adopted_by,
            closed_at, closed_by, evidence_mark, evidence_key, evidence_title, evidence_address, evidence_at
         from roadmap_step "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    proof: String,
    owner: Option<Uuid>,
    due: Option<i64>,
    line: Option<Uuid>,
    follows: Option<Uuid>,
    state: String,
    revision: i64,
    created_at: i64,
    adopted_at: Option<i64>,
    adopted_by: Option<Uuid>,
    closed_at: Option<i64>,
    closed_by: Option<Uuid>,
    evidence_mark: Option<String>,
    evidence_key: Option<String>,
    evidence_title: Option<String>,
    evidence_address: Option<String>,
    evidence_at: Option<i64>,
}

impl TryFrom<Row> for Step {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let evidence = row.evidence_mark.zip(row.evidence_at).map(|(mark, at)| Proof {
            mark,
            key: row.evidence_key.unwrap_or_default(),
            title: row.evidence_title.unwrap_or_default(),
            address: row.evidence_address.unwrap_or_default(),
            at: moment(at),
        });
        Ok(Self {
            id: row.id.into(),
            words: StepWords {
                title: row.title,
                proof: row.proof,
                owner: row.owner.map(Into::into),
                due: row.due.map(moment),
                line: row.line.map(Into::into),
                follows: row.follows.map(Into::into),
            },
            state: read("roadmap_step", &row.state)?,
            revision: row.revision,
            created_at: moment(row.created_at),
            adopted: row.adopted_at.map(|at| (moment(at), row.adopted_by.map(Into::into))),
            closed: row.closed_at.map(|at| (moment(at), row.closed_by.map(Into::into))),
            evidence,
        })
    }
}

/// Writes a step down.
pub async fn insert(tx: &mut Tx, step: &Step) -> Result<(), DbError> {
    const SQL: &str = "insert into roadmap_step
        (id, title, proof, owner, due, line, follows, state, revision, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    let words = &step.words;
    change!(tx, conn => query(SQL)
        .bind(step.id.as_uuid())
        .bind(&words.title)
        .bind(&words.proof)
        .bind(words.owner.map(PersonId::as_uuid))
        .bind(millis(words.due))
        .bind(words.line.map(griot_contracts::campaigns::LineId::as_uuid))
        .bind(words.follows.map(StepId::as_uuid))
        .bind(step.state.as_str())
        .bind(step.revision)
        .bind(step.created_at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Changes what a step says and, with `state`, how it stands, if it still stands as `step` says.
/// Returns whether it did.
pub async fn save(tx: &mut Tx, step: &Step, words: &StepWords, state: StepState) -> Result<bool, DbError> {
    const SQL: &str = "update roadmap_step set title = $4, proof = $5, owner = $6, due = $7, line = $8,
        follows = $9, state = $10, revision = revision + 1
        where id = $1 and revision = $2 and state = $3";

    let changed = change!(tx, conn => query(SQL)
        .bind(step.id.as_uuid())
        .bind(step.revision)
        .bind(step.state.as_str())
        .bind(&words.title)
        .bind(&words.proof)
        .bind(words.owner.map(PersonId::as_uuid))
        .bind(millis(words.due))
        .bind(words.line.map(griot_contracts::campaigns::LineId::as_uuid))
        .bind(words.follows.map(StepId::as_uuid))
        .bind(state.as_str())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Puts a step into another state. Returns whether it stood in this one.
pub async fn go(tx: &mut Tx, id: StepId, from: StepState, to: StepState) -> Result<bool, DbError> {
    const SQL: &str =
        "update roadmap_step set state = $3, revision = revision + 1 where id = $1 and state = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(from.as_str())
        .bind(to.as_str())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Adopts a proposed step. Returns whether it was one.
pub async fn adopt(tx: &mut Tx, id: StepId, by: PersonId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update roadmap_step set state = 'adopted', adopted_at = $2, adopted_by = $3,
        revision = revision + 1 where id = $1 and state = 'proposed' and owner is not null and due is not null";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .bind(by.as_uuid())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Closes an adopted step on its evidence. Returns whether it was one.
pub async fn close(
    tx: &mut Tx,
    id: StepId,
    proof: &Proof,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update roadmap_step set state = 'closed', closed_at = $2, closed_by = $3,
        evidence_mark = $4, evidence_key = $5, evidence_title = $6, evidence_address = $7, evidence_at = $8,
        revision = revision + 1 where id = $1 and state = 'adopted'";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .bind(by.map(PersonId::as_uuid))
        .bind(&proof.mark)
        .bind(&proof.key)
        .bind(&proof.title)
        .bind(&proof.address)
        .bind(proof.at.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Proposes the steps that were prepared to follow this one. Returns how many there were.
pub async fn propose_next(tx: &mut Tx, closed: StepId) -> Result<u64, DbError> {
    const SQL: &str = "update roadmap_step set state = 'proposed', revision = revision + 1
        where follows = $1 and state = 'prepared'";

    change!(tx, conn => query(SQL).bind(closed.as_uuid()).execute(conn))
}

/// The step with this id.
pub async fn by_id(db: &mut Conn, id: StepId) -> Result<Option<Step>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Step::try_from).transpose()
}

/// All steps: what is done by its day, the others by theirs.
pub async fn list(db: &mut Conn) -> Result<Vec<Step>, DbError> {
    const SQL: &str = concat!(columns!(), "order by coalesce(closed_at, due, created_at), id limit 400");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// Adopted steps that are due from `from` to before `until`, by their day.
pub async fn due(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Step>, DbError> {
    const SQL: &str =
        concat!(columns!(), "where state = 'adopted' and due >= $1 and due < $2 order by due, id limit 2000");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    all(rows)
}

/// The adopted steps of someone, by their day.
pub async fn adopted_of(db: &mut Conn, person: PersonId) -> Result<Vec<Step>, DbError> {
    const SQL: &str = concat!(columns!(), "where owner = $1 and state = 'adopted' order by due, id limit 50");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// The steps of someone that are not done, by their day.
pub async fn open_of(db: &mut Conn, person: PersonId) -> Result<Vec<Step>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where owner = $1 and state in ('prepared', 'proposed', 'adopted')
         order by case when due is null then 1 else 0 end, due, id limit 300"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// The steps that were closed from `from` to before `until`, the first first.
pub async fn closed(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Step>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where state = 'closed' and closed_at >= $1 and closed_at < $2 order by closed_at, id limit 100"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    all(rows)
}

/// Whose adopted steps are due on one of these days.
pub async fn owners_due(db: &mut Conn, days: &[Timestamp]) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select distinct owner from roadmap_step
        where state = 'adopted' and owner is not null and due = $1";

    let mut all: Vec<PersonId> = Vec::new();
    for day in days {
        let owners: Vec<Uuid> =
            on!(db, conn => query_scalar(SQL).bind(day.as_millisecond()).fetch_all(conn))?;
        all.extend(owners.into_iter().map(PersonId::from));
    }
    Ok(all)
}
