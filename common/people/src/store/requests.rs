//! Requests to join, from the form to the answer.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Page, PageRequest, PersonId, Timestamp};
use uuid::Uuid;

use crate::model::{
    invitation::Invitation,
    request::{JoinRequest, State},
};

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: Uuid,
    name: String,
    about: String,
    address: String,
    language: String,
    state: String,
    invitation_id: Option<Uuid>,
    reason: String,
    created_at: i64,
    decided_by: Option<Uuid>,
}

impl TryFrom<RequestRow> for JoinRequest {
    type Error = DbError;

    fn try_from(row: RequestRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            name: row.name,
            about: row.about,
            address: row.address,
            language: row.language.parse().map_err(DbError::unreadable("join_request"))?,
            state: row.state.parse().map_err(DbError::unreadable("join_request"))?,
            invitation: row.invitation_id.map(Id::<Invitation>::from),
            reason: row.reason,
            created_at: Timestamp::from_millisecond(row.created_at),
            decided_by: row.decided_by.map(PersonId::from),
        })
    }
}

/// Notes a request. A second one for the same address, while the first is open, changes no word
/// of it: whoever knows an address could otherwise put words into its owner's mouth. An open
/// invitation by which they come is added to one that came by none. Returns the one that stands.
pub async fn ask(tx: &mut Tx, request: &JoinRequest, digest: &[u8; 32]) -> Result<Id<JoinRequest>, DbError> {
    const SQL: &str = "insert into join_request
            (id, name, about, address, digest, language, state, invitation_id, reason, created_at)
        values ($1, $2, $3, $4, $5, $6, 'unconfirmed', $7, '', $8)
        on conflict (digest) where state in ('unconfirmed', 'waiting') do update set
            invitation_id = case when join_request.state = 'unconfirmed'
                then coalesce(join_request.invitation_id, excluded.invitation_id)
                else join_request.invitation_id end
        returning id";

    let id: Uuid = on!(tx, conn => query_scalar(SQL)
        .bind(request.id.as_uuid())
        .bind(request.name.as_str())
        .bind(request.about.as_str())
        .bind(request.address.as_str())
        .bind(digest.as_slice())
        .bind(request.language.as_str())
        .bind(request.invitation.map(Id::as_uuid))
        .bind(request.created_at.as_millisecond())
        .fetch_one(conn))?;
    Ok(id.into())
}

/// The request by id.
pub async fn by_id(db: &mut Conn, id: Id<JoinRequest>) -> Result<Option<JoinRequest>, DbError> {
    const SQL: &str = "select id, name, about, address, language, state, invitation_id, reason,
            created_at, decided_by
        from join_request where id = $1";

    let row: Option<RequestRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(JoinRequest::try_from).transpose()
}

/// The requests that an editor should answer, the oldest first.
pub async fn waiting(db: &mut Conn, page: PageRequest) -> Result<Page<JoinRequest>, DbError> {
    const SQL: &str = "select id, name, about, address, language, state, invitation_id, reason,
            created_at, decided_by
        from join_request where state = 'waiting' order by created_at, id limit $1 offset $2";

    let rows: Vec<RequestRow> =
        on!(db, conn => query_as(SQL).bind(page.limit_and_one()).bind(page.skip()).fetch_all(conn))?;
    let found = rows.into_iter().map(JoinRequest::try_from).collect::<Result<_, _>>()?;
    Ok(page.page(found))
}

/// How many wait for an answer.
pub async fn count_waiting(db: &mut Conn) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from join_request where state = 'waiting'";

    on!(db, conn => query_scalar(SQL).fetch_one(conn))
}

/// Writes the words of a request as its owner confirms them. Returns whether nobody reads it yet.
pub async fn reword(tx: &mut Tx, id: Id<JoinRequest>, name: &str, about: &str) -> Result<bool, DbError> {
    const SQL: &str = "update join_request set name = $2, about = $3 where id = $1 and state = 'unconfirmed'";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(name).bind(about).execute(conn))? > 0)
}

/// Moves a request on after its owner confirmed the address. Returns whether it moved.
pub async fn confirm(tx: &mut Tx, id: Id<JoinRequest>, to: State, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update join_request set state = $2, confirmed_at = $3
        where id = $1 and state = 'unconfirmed'";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(to.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Writes an editor's answer. Returns whether the request still waited: two editors
/// answer once.
pub async fn decide(
    tx: &mut Tx,
    id: Id<JoinRequest>,
    to: State,
    reason: &str,
    by: PersonId,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update join_request set state = $2, reason = $3, decided_by = $4, decided_at = $5
        where id = $1 and state = 'waiting'";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(to.as_str())
        .bind(reason)
        .bind(by.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Removes what was asked from this address.
pub async fn remove_address(tx: &mut Tx, digest: &[u8; 32]) -> Result<u64, DbError> {
    const SQL: &str = "delete from join_request where digest = $1";

    change!(tx, conn => query(SQL).bind(digest.as_slice()).execute(conn))
}

/// Removes what was never confirmed, and what was answered, before `before`.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from join_request where state <> 'waiting' and created_at < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// The digest of the address that asks.
pub async fn digest_of(db: &mut Conn, id: Id<JoinRequest>) -> Result<Option<[u8; 32]>, DbError> {
    const SQL: &str = "select digest from join_request where id = $1";

    let digest: Option<Vec<u8>> = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    digest.map(|d| d.as_slice().try_into().map_err(DbError::unreadable("join_request"))).transpose()
}
