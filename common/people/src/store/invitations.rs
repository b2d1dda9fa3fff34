//! Invitations and the places that they offer.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Page, PageRequest, PersonId, Timestamp};
use uuid::Uuid;

use crate::model::invitation::Invitation;

#[derive(sqlx::FromRow)]
struct InvitationRow {
    id: Uuid,
    name: String,
    address: Option<String>,
    language: String,
    word: String,
    places: i64,
    taken: i64,
    invited_by: Option<Uuid>,
    created_at: i64,
    expires_at: i64,
    withdrawn_at: Option<i64>,
}

impl TryFrom<InvitationRow> for Invitation {
    type Error = DbError;

    fn try_from(row: InvitationRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            name: row.name,
            address: row.address,
            language: row.language.parse().map_err(DbError::unreadable("invitation"))?,
            word: row.word,
            places: row.places,
            taken: row.taken,
            invited_by: row.invited_by.map(PersonId::from),
            created_at: Timestamp::from_millisecond(row.created_at),
            expires_at: Timestamp::from_millisecond(row.expires_at),
            withdrawn: row.withdrawn_at.is_some(),
        })
    }
}

/// Adds an invitation. `hash` is that of its token; a letter may give it one later.
pub async fn insert(
    tx: &mut Tx,
    invitation: &Invitation,
    hash: Option<[u8; 32]>,
    digest: Option<[u8; 32]>,
) -> Result<(), DbError> {
    const SQL: &str = "insert into invitation
            (id, token_hash, name, address, digest, language, word, places, taken, invited_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    change!(tx, conn => query(SQL)
        .bind(invitation.id.as_uuid())
        .bind(hash.map(|h| h.to_vec()))
        .bind(invitation.name.as_str())
        .bind(invitation.address.as_deref())
        .bind(digest.map(|d| d.to_vec()))
        .bind(invitation.language.as_str())
        .bind(invitation.word.as_str())
        .bind(invitation.places)
        .bind(invitation.taken)
        .bind(invitation.invited_by.map(PersonId::as_uuid))
        .bind(invitation.created_at.as_millisecond())
        .bind(invitation.expires_at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Gives the invitation a new token; the former one opens nothing any more.
pub async fn set_token(tx: &mut Tx, id: Id<Invitation>, hash: &[u8; 32]) -> Result<bool, DbError> {
    const SQL: &str = "update invitation set token_hash = $2 where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(hash.as_slice()).execute(conn))? > 0)
}

/// The invitation by the hash of its token.
pub async fn by_token(db: &mut Conn, hash: &[u8; 32]) -> Result<Option<Invitation>, DbError> {
    const SQL: &str = "select id, name, address, language, word, places, taken, invited_by,
            created_at, expires_at, withdrawn_at
        from invitation where token_hash = $1";

    let row: Option<InvitationRow> =
        on!(db, conn => query_as(SQL).bind(hash.as_slice()).fetch_optional(conn))?;
    row.map(Invitation::try_from).transpose()
}

/// The invitation by id.
pub async fn by_id(db: &mut Conn, id: Id<Invitation>) -> Result<Option<Invitation>, DbError> {
    const SQL: &str = "select id, name, address, language, word, places, taken, invited_by,
            created_at, expires_at, withdrawn_at
        from invitation where id = $1";

    let row: Option<InvitationRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Invitation::try_from).transpose()
}

/// The door that stands open for the address behind this digest, the newest if there are several.
pub async fn open_for(
    db: &mut Conn,
    digest: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Invitation>, DbError> {
    const SQL: &str = "select id, name, address, language, word, places, taken, invited_by,
            created_at, expires_at, withdrawn_at
        from invitation where digest = $1 and taken < places and withdrawn_at is null and expires_at > $2
        order by created_at desc, id desc limit 1";

    let row: Option<InvitationRow> = on!(db, conn => query_as(SQL)
        .bind(digest.as_slice())
        .bind(now.as_millisecond())
        .fetch_optional(conn))?;
    row.map(Invitation::try_from).transpose()
}

/// The invitations, the newest first.
pub async fn page(db: &mut Conn, page: PageRequest) -> Result<Page<Invitation>, DbError> {
    const SQL: &str = "select id, name, address, language, word, places, taken, invited_by,
            created_at, expires_at, withdrawn_at
        from invitation order by created_at desc, id desc limit $1 offset $2";

    let rows: Vec<InvitationRow> =
        on!(db, conn => query_as(SQL).bind(page.limit_and_one()).bind(page.skip()).fetch_all(conn))?;
    let found = rows.into_iter().map(Invitation::try_from).collect::<Result<_, _>>()?;
    Ok(page.page(found))
}

/// Takes a place. Returns whether one was free: the last one goes to one guest only.
pub async fn take_place(tx: &mut Tx, id: Id<Invitation>, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update invitation set taken = taken + 1
        where id = $1 and taken < places and withdrawn_at is null and expires_at > $2";

    let taken = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(taken > 0)
}

/// Takes an invitation back. Returns whether it stood open.
pub async fn withdraw(tx: &mut Tx, id: Id<Invitation>, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update invitation set withdrawn_at = $2 where id = $1 and withdrawn_at is null";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Takes back the links to hand on that this person made. What they wrote to one address stands: a
/// letter is its reader's.
pub async fn withdraw_links_of(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update invitation set withdrawn_at = $2
        where invited_by = $1 and address is null and digest is null and withdrawn_at is null";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(now.as_millisecond()).execute(conn))
}

/// Leaves nothing of whoever was invited by this address.
pub async fn forget_address(tx: &mut Tx, digest: &[u8; 32]) -> Result<u64, DbError> {
    const SQL: &str =
        "update invitation set name = '', word = '', address = null, digest = null, token_hash = null
        where digest = $1";

    change!(tx, conn => query(SQL).bind(digest.as_slice()).execute(conn))
}

/// Forgets, in invitations that ended before `before`, whom they were for.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str =
        "update invitation set name = '', word = '', address = null, digest = null, token_hash = null
        where expires_at < $1 and (digest is not null or token_hash is not null)";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}
