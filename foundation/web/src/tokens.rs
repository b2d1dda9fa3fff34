//! Tokens by which a program acts for a member. Whoever made one sees its text once; the
//! database keeps its hash. A token never does more than its owner may do at that moment.

use std::time::Duration;

use async_trait::async_trait;
use axum::{extract::FromRequestParts, http::request::Parts};
use griot_crypto::Token;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PersonId, Timestamp};
use http::header;
use uuid::Uuid;

use crate::{Capability, Member, Section, Visitor, WebError};

/// How the text of every token begins: whoever looks for lost secrets knows it by this.
const BEGINS: &str = "griot_";
const A_DAY: i64 = 86_400_000;
/// Requests at once from one net, known or not, and how soon one more is allowed.
const AT_THE_DOOR: (u32, Duration) = (1_000, Duration::from_millis(50));
/// Requests at once by one token, and how soon one more is allowed.
const BY_ONE: (u32, Duration) = (300, Duration::from_secs(1));

/// A token as its owner sees it in the list of tokens. It opens nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Names it.
    pub id: Id<Self>,
    /// For whom it acts.
    pub owner: PersonId,
    /// What its owner calls it.
    pub name: String,
    /// The names of the capabilities that it was given.
    pub allows: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From then on it opens nothing.
    pub ends_at: Timestamp,
    /// A moment of the day on which it was last used.
    pub used_on: Option<Timestamp>,
}

/// Its owner chose the name, so it stays out of the logs.
impl std::fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiToken").field("id", &self.id).field("allows", &self.allows).finish_non_exhaustive()
    }
}

/// Something that a member may hand to a token.
#[derive(Clone, Copy, Debug)]
pub struct Power {
    /// What the token may do then.
    pub capability: &'static Capability,
    /// The message that says it.
    pub key: &'static str,
}

/// Knows what a member may hand to a token.
#[async_trait]
pub trait Powers: Send + Sync {
    /// What they may do now, in the order in which a page lists it.
    async fn powers(&self, db: &mut Conn, member: &Member) -> Result<Vec<Power>, DbError>;
}

/// What a member may hand to a token now, of all rooms.
pub async fn powers(section: &Section, db: &mut Conn, member: &Member) -> Result<Vec<Power>, DbError> {
    let mut all = Vec::new();
    for who in &section.house.powers {
        all.extend(who.powers(db, member).await?);
    }
    Ok(all)
}

/// The text of a token, for its owner alone.
pub fn text(secret: &Token) -> String {
    format!("{BEGINS}{}", secret.text())
}

/// Keeps a new token under the hash of its secret.
pub async fn make(tx: &mut Tx, token: &ApiToken, secret: &Token) -> Result<(), DbError> {
    const SQL: &str = "insert into api_token (id, hash, person_id, name, allows, created_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7)";

    let hash = secret.hash();
    change!(tx, conn => query(SQL)
        .bind(token.id.as_uuid())
        .bind(hash.as_slice())
        .bind(token.owner.as_uuid())
        .bind(token.name.as_str())
        .bind(token.allows.join(" "))
        .bind(token.created_at.as_millisecond())
        .bind(token.ends_at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Id, owner, name, what it allows, made, ends, last day of use.
type Row = (Uuid, Uuid, String, String, i64, i64, Option<i64>);

fn token((id, owner, name, allows, created_at, ends_at, used_day): Row) -> ApiToken {
    ApiToken {
        id: id.into(),
        owner: owner.into(),
        name,
        allows: allows.split_whitespace().map(str::to_owned).collect(),
        created_at: Timestamp::from_millisecond(created_at),
        ends_at: Timestamp::from_millisecond(ends_at),
        used_on: used_day.map(|day| Timestamp::from_millisecond(day * A_DAY)),
    }
}

/// The tokens of someone, the newest first, with those that ended lately.
pub async fn of(db: &mut Conn, owner: PersonId) -> Result<Vec<ApiToken>, DbError> {
    const SQL: &str = "select id, person_id, name, allows, created_at, ends_at, used_day
        from api_token where person_id = $1 order by created_at desc, id";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(owner.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(token).collect())
}

/// The token whose text this is, unless it ended.
pub async fn by_text(db: &mut Conn, text: &str, now: Timestamp) -> Result<Option<ApiToken>, DbError> {
    const SQL: &str = "select id, person_id, name, allows, created_at, ends_at, used_day
        from api_token where hash = $1 and ends_at > $2";

    let Some(secret) = text.strip_prefix(BEGINS).and_then(|secret| secret.parse::<Token>().ok()) else {
        return Ok(None);
    };
    let hash = secret.hash();
    let row: Option<Row> = on!(db, conn => query_as(SQL)
        .bind(hash.as_slice())
        .bind(now.as_millisecond())
        .fetch_optional(conn))?;
    Ok(row.map(token))
}

/// Notes the day on which a token was used.
pub async fn note_use(tx: &mut Tx, id: Id<ApiToken>, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "update api_token set used_day = $2 where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(day(now)).execute(conn)).map(drop)
}

/// Ends one token of `owner`. Returns whether it was theirs.
pub async fn revoke(tx: &mut Tx, owner: PersonId, id: Id<ApiToken>) -> Result<bool, DbError> {
    const SQL: &str = "delete from api_token where person_id = $1 and id = $2";

    Ok(change!(tx, conn => query(SQL).bind(owner.as_uuid()).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Ends every token of `owner`: after a new passphrase, a suspension, an erasure.
pub async fn revoke_all(tx: &mut Tx, owner: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from api_token where person_id = $1";

    change!(tx, conn => query(SQL).bind(owner.as_uuid()).execute(conn))
}

/// Forgets the tokens that ended before `before`; for a daily job.
pub async fn forget_ended(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from api_token where ends_at <= $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

fn day(at: Timestamp) -> i64 {
    at.as_millisecond().div_euclid(A_DAY)
}

/// A token that was shown with a request, and what it may do now. Only a handler behind
/// [`crate::Access::Token`] gets one; its [`Visitor`] is the token's owner.
#[derive(Clone, Debug)]
pub struct Bearer {
    may: Vec<&'static Capability>,
}

impl Bearer {
    /// Refuses unless the token was given this, and its owner may still do it.
    pub fn require(&self, capability: &'static Capability) -> Result<(), WebError> {
        let may = self.may.iter().any(|known| known.name == capability.name);
        if may { Ok(()) } else { Err(WebError::Lacking(capability)) }
    }
}

impl FromRequestParts<Section> for Bearer {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &Section) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or(WebError::NoToken { shown: false })
    }
}

/// Finds out for whom a program asks. Cookies count for nothing here.
pub(crate) async fn meet(section: &Section, parts: &Parts) -> Result<(Visitor, Bearer), WebError> {
    section.limit(parts, "token-door", AT_THE_DOOR.0, AT_THE_DOOR.1)?;
    let shown = shown(parts).ok_or(WebError::NoToken { shown: false })?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let token = by_text(&mut db, shown, now).await?.ok_or(WebError::NoToken { shown: true })?;
    section.limits.check("token", &token.id.to_string(), BY_ONE.0, BY_ONE.1, now)?;
    let member = match section.house.doorkeeper.as_ref() {
        Some(doorkeeper) => doorkeeper.member(&mut db, token.owner).await?,
        None => None,
    };
    let member = member.ok_or(WebError::NoToken { shown: true })?;
    let mut may: Vec<_> =
        powers(section, &mut db, &member).await?.into_iter().map(|power| power.capability).collect();
    may.retain(|capability| token.allows.iter().any(|name| name == capability.name));
    drop(db);
    if token.used_on.map(day) != Some(day(now)) {
        used(section, token.id, now).await?;
    }
    Ok((Visitor::by_program(section, parts, member), Bearer { may }))
}

/// Told once a day, so that a request costs no write; of two requests at once one tells it.
async fn used(section: &Section, id: Id<ApiToken>, now: Timestamp) -> Result<(), DbError> {
    let told = async {
        let mut tx = section.db.begin().await?;
        note_use(&mut tx, id, now).await?;
        tx.commit().await
    };
    match told.await {
        Err(DbError::Conflict(_)) => Ok(()),
        told => told,
    }
}

/// The text after `Bearer` in the one `Authorization` header.
fn shown(parts: &Parts) -> Option<&str> {
    let mut headers = parts.headers.get_all(header::AUTHORIZATION).iter();
    let (only, None) = (headers.next()?.to_str().ok()?, headers.next()) else { return None };
    let (scheme, text) = only.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| text.trim())
}
