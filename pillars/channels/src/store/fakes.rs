//! Accounts that pretend to be the section, and what was done about them.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

use super::rows::{all, json, json_text, moment, read};
use crate::model::rumour::{Fake, FakeId, FakeStep};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: Uuid,
    network: String,
    address: String,
    name: String,
    harm: String,
    state: String,
    at: i64,
}

impl TryFrom<Row> for Fake {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            network: read("fake", &row.network)?,
            address: row.address,
            name: row.name,
            harm: row.harm,
            state: read("fake", &row.state)?,
            at: moment(row.at),
        })
    }
}

/// Adds an account. Whether it is a new one: it may have been noted before.
pub async fn insert(tx: &mut Tx, one: &Fake) -> Result<bool, DbError> {
    const SQL: &str = "insert into fake (id, network, address, name, harm, state, at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.network.as_str())
        .bind(one.address.as_str())
        .bind(one.name.as_str())
        .bind(one.harm.as_str())
        .bind(one.state.as_str())
        .bind(one.at.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// The account of this id.
pub async fn by_id(db: &mut Conn, id: FakeId) -> Result<Option<Fake>, DbError> {
    const SQL: &str = "select id, network, address, name, harm, state, at from fake where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Fake::try_from).transpose()
}

/// All of them, the last changed one first.
pub async fn list(db: &mut Conn) -> Result<Vec<Fake>, DbError> {
    const SQL: &str = "select id, network, address, name, harm, state, at from fake
        order by updated_at desc, id limit 500";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// Adds what was seen or done, and writes how far it is by that.
pub async fn add_step(tx: &mut Tx, id: Uuid, fake: FakeId, step: &FakeStep) -> Result<(), DbError> {
    const STEP: &str = "insert into fake_step (id, fake, state, words, proof, person, at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    const FAKE: &str = "update fake set state = $2, updated_at = $3 where id = $1";

    let proof = step.proof.as_ref().map(|proof| json_text("fake_step", proof)).transpose()?;
    change!(tx, conn => query(STEP)
        .bind(id)
        .bind(fake.as_uuid())
        .bind(step.state.as_str())
        .bind(step.words.as_str())
        .bind(proof.as_deref())
        .bind(step.by.map(PersonId::as_uuid))
        .bind(step.at.as_millisecond())
        .execute(conn))?;
    change!(tx, conn => query(FAKE)
        .bind(fake.as_uuid())
        .bind(step.state.as_str())
        .bind(step.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// What was seen and done, the oldest first.
pub async fn steps(db: &mut Conn, fake: FakeId) -> Result<Vec<FakeStep>, DbError> {
    const SQL: &str = "select state, words, proof, person, at from fake_step where fake = $1
        order by at, id limit 500";

    type Row = (String, String, Option<String>, Option<Uuid>, i64);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(fake.as_uuid()).fetch_all(conn))?;
    let step = |(state, words, proof, by, at): Row| {
        Ok(FakeStep {
            state: read("fake_step", &state)?,
            words,
            proof: proof.map(|text| json("fake_step", &text)).transpose()?,
            by: by.map(Into::into),
            at: moment(at),
        })
    };
    rows.into_iter().map(step).collect()
}
