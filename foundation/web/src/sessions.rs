//! Who is signed in: an opaque token in a `__Host-` cookie, its hash in the database.
//! A cookie is set only when someone signs in.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use axum::http::request::Parts;
use griot_crypto::Purpose;
use griot_db::{Conn, Db, DbError, Tx, change, on};
use griot_kernel::{Clock, PersonId, Timestamp};
use http::header;
use time::OffsetDateTime;
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{Error, Result as StoreResult},
};
use uuid::Uuid;

use crate::{Member, Section, WebError};

/// The name of the cookie; browsers take `__Host-` only over TLS or loopback, for the whole site.
pub const COOKIE: &str = "__Host-griot";
const PERSON: &str = "person";
const DEVICE: &str = "device";
const CSRF: Purpose = Purpose("web.csrf");
const DAYS_KEPT: i64 = 30;
const SEEN: &str = "seen";
const A_DAY: i64 = 86_400_000;
const TRIES: u32 = 5;

/// A session as its owner sees it in the list of places where they are signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Names it for revoking; it does not open anything.
    pub id_hash: Vec<u8>,
    /// `Firefox · Android`.
    pub device: String,
    /// When it began.
    pub created_at: Timestamp,
    /// The day on which it was last used.
    pub seen_at: Timestamp,
}

pub(crate) struct SignedIn {
    pub member: Member,
    pub csrf: String,
}

/// Signs someone in: the session gets a fresh token, so one planted before is worth nothing.
pub async fn sign_in(session: &Session, person: PersonId, device: &str) -> Result<(), WebError> {
    session.cycle_id().await.map_err(WebError::internal)?;
    session.insert(DEVICE, device).await.map_err(WebError::internal)?;
    session.insert(PERSON, person).await.map_err(WebError::internal)
}

/// Signs out: the token opens nothing any more.
pub async fn sign_out(session: &Session) -> Result<(), WebError> {
    session.flush().await.map_err(WebError::internal)
}

/// Where `person` is signed in, newest first.
pub async fn of(db: &mut Conn, person: PersonId, now: Timestamp) -> Result<Vec<OpenSession>, DbError> {
    const SQL: &str = "select id_hash, device, created_at, seen_at from session
        where person_id = $1 and expires_at > $2 order by seen_at desc";

    let rows: Vec<(Vec<u8>, String, i64, i64)> = on!(db, conn => query_as(SQL)
        .bind(person.as_uuid()).bind(now.as_millisecond()).fetch_all(conn))?;
    let time = Timestamp::from_millisecond;
    Ok(rows
        .into_iter()
        .map(|(id_hash, device, made, seen)| OpenSession {
            id_hash,
            device,
            created_at: time(made),
            seen_at: time(seen),
        })
        .collect())
}

/// Ends one session of `person`. Returns whether it was theirs.
pub async fn revoke(tx: &mut Tx, person: PersonId, id_hash: &[u8]) -> Result<bool, DbError> {
    const SQL: &str = "delete from session where person_id = $1 and id_hash = $2";

    Ok(change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(id_hash).execute(conn))? > 0)
}

/// Ends every session of `person`: after a new passphrase, a suspension, an erasure.
pub async fn revoke_all(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "delete from session where person_id = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn)).map(drop)
}

/// Removes sessions that ended by time; for a daily job.
pub async fn forget_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from session where expires_at <= $1";

    change!(tx, conn => query(SQL).bind(now.as_millisecond()).execute(conn))
}

/// A few words for the device behind a `User-Agent`, enough to know one's own again.
pub fn device(parts_user_agent: Option<&str>) -> String {
    let agent = parts_user_agent.unwrap_or_default();
    let find = |names: &[(&'static str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Opera Mini", "Opera Mini"),
        ("OPR/", "Opera"),
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("Lynx", "Lynx"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("KAIOS", "KaiOS"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(crate) fn has_cookie(headers: &http::HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    cookies.flat_map(|v| v.split(';')).any(|pair| pair.trim_start().starts_with(COOKIE))
}

/// Who is signed in on this request. Asks the database only when the cookie is there.
pub(crate) async fn who(section: &Section, parts: &mut Parts) -> Result<Option<SignedIn>, WebError> {
    if !has_cookie(&parts.headers) {
        return Ok(None);
    }
    let (Some(session), Some(doorkeeper)) =
        (parts.extensions.get::<Session>(), section.house.doorkeeper.as_ref())
    else {
        return Ok(None);
    };
    let Some(person) = session.get::<PersonId>(PERSON).await.map_err(WebError::internal)? else {
        return Ok(None);
    };
    let Some(member) = doorkeeper.member(&mut *section.db.read().await?, person).await? else {
        return Ok(None);
    };
    // The life of a session is counted from its use: told once a day, so that a page costs no write.
    let today = section.clock.now().as_millisecond().div_euclid(A_DAY);
    if session.get::<i64>(SEEN).await.map_err(WebError::internal)? != Some(today) {
        session.insert(SEEN, today).await.map_err(WebError::internal)?;
    }
    let Some(id) = session.id() else { return Ok(None) };
    Ok(Some(SignedIn { member, csrf: csrf(section, &id) }))
}

/// The mark of the forms of a session.
pub(crate) fn csrf(section: &Section, id: &Id) -> String {
    section.keys.signature_text(CSRF, &id.0.to_be_bytes())
}

pub(crate) fn layer(section: &Section) -> SessionManagerLayer<Store> {
    SessionManagerLayer::new(Store::of(section))
        .with_name(COOKIE)
        .with_secure(true)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::days(DAYS_KEPT)))
}

/// Keeps sessions in the section's database, under the hash of their token.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    db: Db,
    clock: Arc<dyn Clock>,
}

impl Store {
    pub(crate) fn of(section: &Section) -> Self {
        Self { db: section.db.clone(), clock: Arc::clone(&section.clock) }
    }

    /// Writes a new session, or one that is there: what was revoked meanwhile does not come back
    /// because a page was being read.
    async fn write(&self, record: &Record, new: bool) -> Result<(), DbError> {
        const NEW: &str = "insert into session
            (id_hash, person_id, device, data, created_at, seen_at, expires_at)
            values ($1, $2, $3, $4, $5, $5, $6)
            on conflict (id_hash) do update set person_id = excluded.person_id, device = excluded.device,
                data = excluded.data, seen_at = excluded.seen_at, expires_at = excluded.expires_at";
        const OLD: &str = "update session
            set person_id = $2, device = $3, data = $4, seen_at = $5, expires_at = $6 where id_hash = $1";
        let sql = if new { NEW } else { OLD };
        let text = |key: &str| record.data.get(key).and_then(|v| v.as_str());
        let person = text(PERSON).and_then(|id| id.parse::<Uuid>().ok());
        let device = text(DEVICE).unwrap_or_default().to_owned();
        let data = serde_json::to_string(&record.data).map_err(DbError::unreadable("session"))?;
        // The record's own end comes from the machine's clock; the house has one of its own.
        let now = self.clock.now().as_millisecond();
        let expires = now + DAYS_KEPT * A_DAY;

        let mut tx = self.db.begin().await?;
        change!(tx, conn => query(sql)
            .bind(hash(&record.id)).bind(person).bind(device.as_str()).bind(data.as_str())
            .bind(now).bind(expires).execute(conn))?;
        tx.commit().await
    }

    async fn write_again(&self, record: &Record, new: bool) -> StoreResult<()> {
        for _ in 1..TRIES {
            match self.write(record, new).await {
                Err(DbError::Conflict(_)) => {} // another act came first: once more
                answer => return answer.map_err(failed),
            }
        }
        self.write(record, new).await.map_err(failed)
    }

    async fn remove(&self, id: &Id) -> Result<(), DbError> {
        const SQL: &str = "delete from session where id_hash = $1";

        let mut tx = self.db.begin().await?;
        change!(tx, conn => query(SQL).bind(hash(id)).execute(conn))?;
        tx.commit().await
    }
}

fn hash(id: &Id) -> Vec<u8> {
    blake3::derive_key("griot session token", &id.0.to_be_bytes()).to_vec()
}

fn failed(error: DbError) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> StoreResult<()> {
        // 128 bits of chance do not meet twice.
        self.write_again(record, true).await
    }

    async fn save(&self, record: &Record) -> StoreResult<()> {
        self.write_again(record, false).await
    }

    async fn load(&self, id: &Id) -> StoreResult<Option<Record>> {
        const SQL: &str = "select data, expires_at from session where id_hash = $1 and expires_at > $2";
        let now = self.clock.now().as_millisecond();

        let mut db = self.db.read().await.map_err(failed)?;
        let row: Option<(String, i64)> =
            on!(db, conn => query_as(SQL).bind(hash(id)).bind(now).fetch_optional(conn)).map_err(failed)?;
        let Some((data, expires)) = row else { return Ok(None) };
        let data: HashMap<String, serde_json::Value> =
            serde_json::from_str(&data).map_err(|e| Error::Decode(e.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp_nanos(i128::from(expires) * 1_000_000)
            .map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> StoreResult<()> {
        for _ in 1..TRIES {
            match self.remove(id).await {
                Err(DbError::Conflict(_)) => {}
                answer => return answer.map_err(failed),
            }
        }
        self.remove(id).await.map_err(failed)
    }
}
