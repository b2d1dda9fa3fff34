//! Programmes: trainings that are given again and again.

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use griot_web::Role;
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{CertificateRule, CourseId, Programme, ProgrammeId, ProgrammeWords};

/// More programmes than this are on no page.
const MOST: i64 = 200;

macro_rules! columns {
    () => {
        "select id, slug, language, title, summary, description, audience, roles, is_sensitive, course,
            certificate_title, certificate_text, certificate_share, certificate_course, campaign, line, is_closed,
            revision, created_by, created_at from programme "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    language: String,
    title: String,
    summary: String,
    description: String,
    audience: String,
    roles: String,
    is_sensitive: i64,
    course: Option<Uuid>,
    certificate_title: String,
    certificate_text: String,
    certificate_share: i64,
    certificate_course: i64,
    campaign: Option<Uuid>,
    line: Option<Uuid>,
    is_closed: i64,
    revision: i64,
    created_by: Option<Uuid>,
    created_at: i64,
}

impl TryFrom<Row> for Programme {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let roles = row.roles.split_whitespace().map(|role| read("programme", role));
        Ok(Self {
            id: row.id.into(),
            slug: row.slug,
            words: ProgrammeWords {
                language: read("programme", &row.language)?,
                title: row.title,
                summary: row.summary,
                description: row.description,
                audience: read("programme", &row.audience)?,
                roles: roles.collect::<Result<_, _>>()?,
                is_sensitive: row.is_sensitive != 0,
            },
            course: row.course.map(Into::into),
            certificate: CertificateRule {
                title: row.certificate_title,
                text: row.certificate_text,
                share: row.certificate_share,
                needs_course: row.certificate_course != 0,
            },
            campaign: row.campaign.map(Into::into),
            line: row.line.map(Into::into),
            is_closed: row.is_closed != 0,
            revision: row.revision,
            created_by: row.created_by.map(Into::into),
            created_at: moment(row.created_at),
        })
    }
}

fn names(roles: &[Role]) -> String {
    roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Keeps a new programme.
pub async fn insert(tx: &mut Tx, programme: &Programme) -> Result<(), DbError> {
    const SQL: &str =
        "insert into programme (id, slug, language, title, summary, description, audience, roles,
            is_sensitive, course, certificate_title, certificate_text, certificate_share, certificate_course,
            campaign, line, is_closed, revision, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    let (words, certificate) = (&programme.words, &programme.certificate);

    change!(tx, conn => query(SQL)
        .bind(programme.id.as_uuid())
        .bind(&programme.slug)
        .bind(words.language.as_str())
        .bind(&words.title)
        .bind(&words.summary)
        .bind(&words.description)
        .bind(words.audience.as_str())
        .bind(names(&words.roles))
        .bind(i64::from(words.is_sensitive))
        .bind(programme.course.map(CourseId::as_uuid))
        .bind(&certificate.title)
        .bind(&certificate.text)
        .bind(certificate.share)
        .bind(i64::from(certificate.needs_course))
        .bind(programme.campaign.map(CampaignId::as_uuid))
        .bind(programme.line.map(LineId::as_uuid))
        .bind(i64::from(programme.is_closed))
        .bind(programme.revision)
        .bind(programme.created_by.map(PersonId::as_uuid))
        .bind(programme.created_at.as_millisecond())
        .execute(conn))
    .map_err(DbError::overtaken)
    .map(drop)
}

/// Changes a programme, if nobody else changed it since it was read. Whether it did.
pub async fn save(tx: &mut Tx, programme: &Programme) -> Result<bool, DbError> {
    const SQL: &str = "update programme set language = $3, title = $4, summary = $5, description = $6,
            audience = $7, roles = $8, is_sensitive = $9, course = $10, certificate_title = $11,
            certificate_text = $12, certificate_share = $13, certificate_course = $14, campaign = $15,
            line = $16, is_closed = $17, revision = revision + 1
        where id = $1 and revision = $2";
    let (words, certificate) = (&programme.words, &programme.certificate);

    let changed = change!(tx, conn => query(SQL)
        .bind(programme.id.as_uuid())
        .bind(programme.revision)
        .bind(words.language.as_str())
        .bind(&words.title)
        .bind(&words.summary)
        .bind(&words.description)
        .bind(words.audience.as_str())
        .bind(names(&words.roles))
        .bind(i64::from(words.is_sensitive))
        .bind(programme.course.map(CourseId::as_uuid))
        .bind(&certificate.title)
        .bind(&certificate.text)
        .bind(certificate.share)
        .bind(i64::from(certificate.needs_course))
        .bind(programme.campaign.map(CampaignId::as_uuid))
        .bind(programme.line.map(LineId::as_uuid))
        .bind(i64::from(programme.is_closed))
        .execute(conn))?;
    Ok(changed > 0)
}

/// The programme with this id.
pub async fn by_id(db: &mut Conn, id: ProgrammeId) -> Result<Option<Programme>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Programme::try_from).transpose()
}

/// The programme with this name among programmes.
pub async fn by_slug(db: &mut Conn, slug: &str) -> Result<Option<Programme>, DbError> {
    const SQL: &str = concat!(columns!(), "where slug = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(slug).fetch_optional(conn))?;
    row.map(Programme::try_from).transpose()
}

/// All programmes, those that are given first, by title.
pub async fn list(db: &mut Conn) -> Result<Vec<Programme>, DbError> {
    const SQL: &str = concat!(columns!(), "order by is_closed, title, id limit $1");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(MOST).fetch_all(conn))?;
    all(rows)
}
