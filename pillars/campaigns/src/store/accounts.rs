//! The inventory of accounts on other networks.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{Account, AccountId, AccountWords};

macro_rules! columns {
    () => {
        "select id, network, address, state, owner, second, recovery, notes, ours_at, revision, changed_at
         from inventory_account "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    network: String,
    address: String,
    state: String,
    owner: Option<Uuid>,
    second: Option<Uuid>,
    recovery: String,
    notes: String,
    ours_at: Option<i64>,
    revision: i64,
    changed_at: i64,
}

impl TryFrom<Row> for Account {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            words: AccountWords {
                network: row.network,
                address: row.address,
                state: read("inventory_account", &row.state)?,
                owner: row.owner.map(Into::into),
                second: row.second.map(Into::into),
                recovery: row.recovery,
                notes: row.notes,
            },
            ours_at: row.ours_at.map(moment),
            revision: row.revision,
            changed_at: moment(row.changed_at),
        })
    }
}

/// Adds an account.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<(), DbError> {
    const SQL: &str = "insert into inventory_account
        (id, network, address, state, owner, second, recovery, notes, ours_at, revision, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    let words = &account.words;
    change!(tx, conn => query(SQL)
        .bind(account.id.as_uuid())
        .bind(&words.network)
        .bind(&words.address)
        .bind(words.state.as_str())
        .bind(words.owner.map(PersonId::as_uuid))
        .bind(words.second.map(PersonId::as_uuid))
        .bind(&words.recovery)
        .bind(&words.notes)
        .bind(millis(account.ours_at))
        .bind(account.revision)
        .bind(account.changed_at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Changes what is noted of an account, if it still stands as `revision` says. Returns whether it did.
pub async fn save(
    tx: &mut Tx,
    id: AccountId,
    revision: i64,
    words: &AccountWords,
    ours_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update inventory_account set network = $3, address = $4, state = $5, owner = $6,
        second = $7, recovery = $8, notes = $9, ours_at = $10, revision = revision + 1, changed_at = $11
        where id = $1 and revision = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(revision)
        .bind(&words.network)
        .bind(&words.address)
        .bind(words.state.as_str())
        .bind(words.owner.map(PersonId::as_uuid))
        .bind(words.second.map(PersonId::as_uuid))
        .bind(&words.recovery)
        .bind(&words.notes)
        .bind(millis(ours_at))
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Forgets an account. Returns whether it was there.
pub async fn remove(tx: &mut Tx, id: AccountId) -> Result<bool, DbError> {
    const SQL: &str = "delete from inventory_account where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The account with this id.
pub async fn by_id(db: &mut Conn, id: AccountId) -> Result<Option<Account>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Account::try_from).transpose()
}

/// All accounts, by network.
pub async fn list(db: &mut Conn) -> Result<Vec<Account>, DbError> {
    const SQL: &str = concat!(columns!(), "order by network, address, id limit 400");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// The accounts for which someone answers, as the first or the second.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Account>, DbError> {
    const SQL: &str = concat!(columns!(), "where owner = $1 or second = $1 order by network, address, id");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}
