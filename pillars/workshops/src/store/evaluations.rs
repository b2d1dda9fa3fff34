//! What participants are asked, and what they answered. An answer names nobody and no moment, and leads to no
//! other answer.

use std::collections::HashMap;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::{all, read};
use crate::model::{
    EnrolmentId, EvaluationAnswer, EvaluationQuestion, EvaluationQuestionId, ProgrammeId, Round, Spread,
    WorkshopId,
};

/// More texts than this are on no page.
const TEXTS: i64 = 300;

macro_rules! columns {
    () => {
        "select id, programme, stage, kind, text, place, is_retired from evaluation_question "
    };
}

type Row = (Uuid, Uuid, String, String, String, i64, i64);

struct Kept(EvaluationQuestion);

impl TryFrom<Row> for Kept {
    type Error = DbError;

    fn try_from((id, programme, stage, kind, text, place, is_retired): Row) -> Result<Self, DbError> {
        Ok(Self(EvaluationQuestion {
            id: id.into(),
            programme: programme.into(),
            when: read("evaluation_question", &stage)?,
            kind: read("evaluation_question", &kind)?,
            text,
            place,
            is_retired: is_retired != 0,
        }))
    }
}

/// Keeps a question, in the place of the one with its id.
pub async fn put(tx: &mut Tx, one: &EvaluationQuestion) -> Result<(), DbError> {
    const SQL: &str = "insert into evaluation_question (id, programme, stage, kind, text, place, is_retired)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (id) do update set stage = excluded.stage, kind = excluded.kind, text = excluded.text,
            place = excluded.place, is_retired = excluded.is_retired";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.programme.as_uuid())
        .bind(one.when.as_str())
        .bind(one.kind.as_str())
        .bind(&one.text)
        .bind(one.place)
        .bind(i64::from(one.is_retired))
        .execute(conn))
    .map(drop)
}

/// Takes a question away that nobody answered. Whether it was there.
pub async fn remove(tx: &mut Tx, id: EvaluationQuestionId) -> Result<bool, DbError> {
    const SQL: &str = "delete from evaluation_question where id = $1
        and not exists (select 1 from evaluation_answer a where a.question = evaluation_question.id)";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The question with this id.
pub async fn by_id(db: &mut Conn, id: EvaluationQuestionId) -> Result<Option<EvaluationQuestion>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(Kept::try_from).transpose()?.map(|kept| kept.0))
}

/// All questions of a programme in their order, those that are asked no more too.
pub async fn of(db: &mut Conn, programme: ProgrammeId) -> Result<Vec<EvaluationQuestion>, DbError> {
    const SQL: &str = concat!(columns!(), "where programme = $1 order by is_retired, place, id");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(programme.as_uuid()).fetch_all(conn))?;
    Ok(all::<Row, Kept>(rows)?.into_iter().map(|kept| kept.0).collect())
}

/// Whether anybody ever answered a question.
pub async fn is_answered(db: &mut Conn, id: EvaluationQuestionId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from (select 1 from evaluation_answer where question = $1 limit 1) a";

    let count: i64 = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_one(conn))?;
    Ok(count > 0)
}

/// Notes that somebody answered a round. Whether they had not yet.
pub async fn give(tx: &mut Tx, enrolment: EnrolmentId, round: Round) -> Result<bool, DbError> {
    const SQL: &str =
        "insert into evaluation_given (enrolment, stage) values ($1, $2) on conflict do nothing";

    let given = change!(tx, conn => query(SQL).bind(enrolment.as_uuid()).bind(round.as_str()).execute(conn))?;
    Ok(given > 0)
}

/// Whether somebody answered a round.
pub async fn has_given(db: &mut Conn, enrolment: EnrolmentId, round: Round) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from evaluation_given where enrolment = $1 and stage = $2";

    let count: i64 = on!(db, conn => query_scalar(SQL)
        .bind(enrolment.as_uuid())
        .bind(round.as_str())
        .fetch_one(conn))?;
    Ok(count > 0)
}

/// Keeps an answer.
pub async fn add(tx: &mut Tx, one: &EvaluationAnswer) -> Result<(), DbError> {
    const SQL: &str = "insert into evaluation_answer (id, workshop, question, stage, value, words)
        values ($1, $2, $3, $4, $5, $6)";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.workshop.as_uuid())
        .bind(one.question.as_uuid())
        .bind(one.round.as_str())
        .bind(one.value)
        .bind(&one.words)
        .execute(conn))
    .map(drop)
}

/// How often each value was chosen in a workshop, by question and round.
pub async fn spreads(
    db: &mut Conn,
    workshop: WorkshopId,
) -> Result<HashMap<(EvaluationQuestionId, Round), Spread>, DbError> {
    const SQL: &str = "select question, stage, value, count(*) from evaluation_answer
        where workshop = $1 and value is not null group by question, stage, value";

    let rows: Vec<(Uuid, String, i64, i64)> =
        on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_all(conn))?;
    let mut found: HashMap<_, Spread> = HashMap::new();
    for (question, round, value, count) in rows {
        let key = (question.into(), read("evaluation_answer", &round)?);
        found.entry(key).or_default().add(value, count);
    }
    Ok(found)
}

/// What was written in a workshop, by question and round, in the order of ids made of chance.
pub async fn texts(
    db: &mut Conn,
    workshop: WorkshopId,
) -> Result<HashMap<(EvaluationQuestionId, Round), Vec<String>>, DbError> {
    const SQL: &str = "select question, stage, words from evaluation_answer
        where workshop = $1 and value is null order by id limit $2";

    let rows: Vec<(Uuid, String, String)> =
        on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).bind(TEXTS).fetch_all(conn))?;
    let mut found: HashMap<_, Vec<String>> = HashMap::new();
    for (question, round, words) in rows {
        found.entry((question.into(), read("evaluation_answer", &round)?)).or_default().push(words);
    }
    Ok(found)
}

/// Writes the answers of the workshops that ended since then, or did not yet, anew in the order of ids made of
/// chance, and who answered likewise: where the database keeps the order in which rows came, it tells nothing more.
pub async fn shuffle(tx: &mut Tx, since: Timestamp) -> Result<(), DbError> {
    const ANSWERS: &str = "select a.id, a.workshop, a.question, a.stage, a.value, a.words
        from evaluation_answer a join workshop w on w.id = a.workshop where w.ends_at >= $1 order by a.id";
    const TAKE: &str = "delete from evaluation_answer where id = $1";
    const GIVEN: &str = "select g.enrolment, g.stage from evaluation_given g
        join enrolment e on e.id = g.enrolment join workshop w on w.id = e.workshop
        where w.ends_at >= $1 order by g.enrolment, g.stage";
    const UNGIVE: &str = "delete from evaluation_given where enrolment = $1 and stage = $2";
    type Answer = (Uuid, Uuid, Uuid, String, Option<i64>, String);

    let answers: Vec<Answer> =
        on!(tx, conn => query_as(ANSWERS).bind(since.as_millisecond()).fetch_all(conn))?;
    for (id, workshop, question, round, value, words) in answers {
        change!(tx, conn => query(TAKE).bind(id).execute(conn))?;
        let round = read("evaluation_answer", &round)?;
        let (id, workshop, question) = (id.into(), workshop.into(), question.into());
        add(tx, &EvaluationAnswer { id, workshop, question, round, value, words }).await?;
    }
    let given: Vec<(Uuid, String)> =
        on!(tx, conn => query_as(GIVEN).bind(since.as_millisecond()).fetch_all(conn))?;
    for (enrolment, round) in given {
        change!(tx, conn => query(UNGIVE).bind(enrolment).bind(&round).execute(conn))?;
        give(tx, enrolment.into(), read("evaluation_given", &round)?).await?;
    }
    Ok(())
}
