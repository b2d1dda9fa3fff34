//! Campaigns.

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{Campaign, CampaignWords, Evaluation, Stage};

/// More campaigns than this are on no page.
const MOST: i64 = 300;

macro_rules! columns {
    () => {
        "select id, slug, title, message, audiences, key_messages, languages, risk, stage, starts, ends,
            opened_at, closed_at, evaluated_at, planned, reached, learnt, revision, created_by, created_at
         from campaign "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    title: String,
    message: String,
    audiences: String,
    key_messages: String,
    languages: String,
    risk: String,
    stage: String,
    starts: Option<i64>,
    ends: Option<i64>,
    opened_at: Option<i64>,
    closed_at: Option<i64>,
    evaluated_at: Option<i64>,
    planned: String,
    reached: String,
    learnt: String,
    revision: i64,
    created_by: Option<Uuid>,
    created_at: i64,
}

impl TryFrom<Row> for Campaign {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let languages = row.languages.split_whitespace().map(|tag| read("campaign", tag));
        Ok(Self {
            id: row.id.into(),
            slug: row.slug,
            words: CampaignWords {
                title: row.title,
                message: row.message,
                audiences: row.audiences,
                key_messages: row.key_messages,
                languages: languages.collect::<Result<_, _>>()?,
                risk: read("campaign", &row.risk)?,
                starts: row.starts.map(moment),
                ends: row.ends.map(moment),
            },
            stage: read("campaign", &row.stage)?,
            opened_at: row.opened_at.map(moment),
            closed_at: row.closed_at.map(moment),
            evaluated_at: row.evaluated_at.map(moment),
            evaluation: Evaluation { planned: row.planned, reached: row.reached, learnt: row.learnt },
            revision: row.revision,
            created_by: row.created_by.map(Into::into),
            created_at: moment(row.created_at),
        })
    }
}

fn tags(languages: &[Language]) -> String {
    languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Keeps a new campaign.
pub async fn insert(tx: &mut Tx, campaign: &Campaign) -> Result<(), DbError> {
    const SQL: &str = "insert into campaign
        (id, slug, title, message, audiences, key_messages, languages, risk, stage, starts, ends, opened_at,
         closed_at, evaluated_at, planned, reached, learnt, revision, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";

    let (words, told) = (&campaign.words, &campaign.evaluation);
    change!(tx, conn => query(SQL)
        .bind(campaign.id.as_uuid())
        .bind(&campaign.slug)
        .bind(&words.title)
        .bind(&words.message)
        .bind(&words.audiences)
        .bind(&words.key_messages)
        .bind(tags(&words.languages))
        .bind(words.risk.as_str())
        .bind(campaign.stage.as_str())
        .bind(millis(words.starts))
        .bind(millis(words.ends))
        .bind(millis(campaign.opened_at))
        .bind(millis(campaign.closed_at))
        .bind(millis(campaign.evaluated_at))
        .bind(&told.planned)
        .bind(&told.reached)
        .bind(&told.learnt)
        .bind(campaign.revision)
        .bind(campaign.created_by.map(PersonId::as_uuid))
        .bind(campaign.created_at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Changes what a campaign says, if it still stands as `revision` says. Returns whether it did. Once the
/// risk is not normal any more, nobody stands beside what was shared for it.
pub async fn save(
    tx: &mut Tx,
    id: CampaignId,
    revision: i64,
    words: &CampaignWords,
) -> Result<bool, DbError> {
    const SQL: &str = "update campaign set title = $3, message = $4, audiences = $5, key_messages = $6,
        languages = $7, risk = $8, starts = $9, ends = $10, revision = revision + 1
        where id = $1 and revision = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(revision)
        .bind(&words.title)
        .bind(&words.message)
        .bind(&words.audiences)
        .bind(&words.key_messages)
        .bind(tags(&words.languages))
        .bind(words.risk.as_str())
        .bind(millis(words.starts))
        .bind(millis(words.ends))
        .execute(conn))?;
    if changed > 0 {
        super::shares::unname(tx, id).await?;
    }
    Ok(changed > 0)
}

/// Notes that something of a campaign changed beside its words. Returns its revision, if it is there.
pub async fn touch(tx: &mut Tx, id: CampaignId) -> Result<Option<i64>, DbError> {
    const SQL: &str = "update campaign set revision = revision + 1 where id = $1 returning revision";

    on!(tx, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_optional(conn))
}

/// Moves a campaign from one stage to another with the days that belong to it. Returns whether it
/// stood where it was thought to stand.
pub async fn go(
    tx: &mut Tx,
    id: CampaignId,
    from: Stage,
    to: Stage,
    days: (Option<Timestamp>, Option<Timestamp>, Option<Timestamp>),
) -> Result<bool, DbError> {
    const SQL: &str = "update campaign set stage = $3, opened_at = $4, closed_at = $5, evaluated_at = $6,
        revision = revision + 1 where id = $1 and stage = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(millis(days.0))
        .bind(millis(days.1))
        .bind(millis(days.2))
        .execute(conn))?;
    Ok(changed > 0)
}

/// Keeps what the section says of a campaign at its end.
pub async fn evaluate(tx: &mut Tx, id: CampaignId, told: &Evaluation) -> Result<(), DbError> {
    const SQL: &str = "update campaign set planned = $2, reached = $3, learnt = $4, revision = revision + 1
        where id = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(&told.planned)
        .bind(&told.reached)
        .bind(&told.learnt)
        .execute(conn))
    .map(drop)
}

/// Throws away what never came further than an idea. Returns whether it was one.
pub async fn forget_idea(tx: &mut Tx, id: CampaignId) -> Result<bool, DbError> {
    const SQL: &str = "delete from campaign where id = $1 and stage = 'idea'";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The campaign with this id.
pub async fn by_id(db: &mut Conn, id: CampaignId) -> Result<Option<Campaign>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Campaign::try_from).transpose()
}

/// The campaign with this address.
pub async fn by_slug(db: &mut Conn, slug: &str) -> Result<Option<Campaign>, DbError> {
    const SQL: &str = concat!(columns!(), "where slug = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(slug).fetch_optional(conn))?;
    row.map(Campaign::try_from).transpose()
}

/// All campaigns, by title.
pub async fn list(db: &mut Conn) -> Result<Vec<Campaign>, DbError> {
    const SQL: &str = concat!(columns!(), "order by title, id limit $1");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(MOST).fetch_all(conn))?;
    all(rows)
}

/// Those that the public sees, the last opened first.
pub async fn public(db: &mut Conn) -> Result<Vec<Campaign>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where stage in ('running', 'closed', 'evaluated') order by opened_at desc, id limit $1"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(MOST).fetch_all(conn))?;
    all(rows)
}

/// Has a campaign serve this line of the strategy, once.
pub async fn serve(tx: &mut Tx, id: CampaignId, line: LineId) -> Result<(), DbError> {
    const SQL: &str = "insert into campaign_line (campaign, line) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(line.as_uuid()).execute(conn)).map(drop)
}

/// Has a campaign serve no line any more.
pub async fn serve_nothing(tx: &mut Tx, id: CampaignId) -> Result<(), DbError> {
    const SQL: &str = "delete from campaign_line where campaign = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn)).map(drop)
}

/// The lines of the strategy that a campaign serves.
pub async fn served(db: &mut Conn, id: CampaignId) -> Result<Vec<LineId>, DbError> {
    const SQL: &str = "select line from campaign_line where campaign = $1 order by line";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}
