//! Works as the public may see them now.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, PersonId, Publication, Timestamp, Version, WorkId};
use griot_text::excerpt;
use uuid::Uuid;

use super::{
    places,
    rows::{LineRow, all, in_language, line_columns},
};
use crate::model::{Line, RULES, index_words};

/// Characters of a text among which a search looks for the passage to show.
const PASSAGE: usize = 12_000;
const SUMMARY: usize = 400;

/// The revision that is kept of a work.
pub async fn revision(db: &mut Conn, work: WorkId) -> Result<Option<i64>, DbError> {
    const SQL: &str = "select revision from shown where work = $1";

    on!(db, conn => query_scalar(SQL).bind(work.as_uuid()).fetch_optional(conn))
}

/// Keeps a work as it stands now, in place of what was kept of it.
pub async fn keep(tx: &mut Tx, work: &Publication) -> Result<(), DbError> {
    const SQL: &str = "insert into shown (work, revision, kind, container_title, container_address, author,
            image, image_alt, published, rules)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    remove(tx, work.id).await?;
    let place = work.container.as_ref();
    let image = work.image.as_ref();
    change!(tx, conn => query(SQL)
        .bind(work.id.as_uuid())
        .bind(work.revision)
        .bind(work.kind.as_str())
        .bind(place.map(|p| p.title.as_str()))
        .bind(place.map(|p| p.address.as_str()))
        .bind(work.author.map(PersonId::as_uuid))
        .bind(image.map(|i| i.address.as_str()))
        .bind(image.map(|i| i.alt.as_str()))
        .bind(work.published.as_millisecond())
        .bind(RULES)
        .execute(conn))?;
    for (position, version) in (0..).zip(&work.versions) {
        keep_version(tx, work, position, version).await?;
    }
    if let Some(place) = place {
        places::one_more(tx, &place.address, &place.title).await?;
    }
    Ok(())
}

async fn keep_version(
    tx: &mut Tx,
    work: &Publication,
    position: i64,
    version: &Version,
) -> Result<(), DbError> {
    const SQL: &str =
        "insert into shown_version (id, work, language, position, title, address, summary, passage)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (work, language) do nothing";
    const WORDS: &str = "insert into search_words (id, words) values ($1, $2)";

    let id = free_id(tx, version_id(work.published, work.id, version.language)).await?;
    let passage: String = version.search_text.chars().take(PASSAGE).collect();
    let summary = excerpt(&version.summary, SUMMARY);
    let kept = change!(tx, conn => query(SQL)
        .bind(id)
        .bind(work.id.as_uuid())
        .bind(version.language.as_str())
        .bind(position)
        .bind(version.title.as_str())
        .bind(version.address.as_str())
        .bind(summary.as_str())
        .bind(passage.as_str())
        .execute(conn))?;
    if kept > 0 {
        let words = index_words(work, version);
        change!(tx, conn => query(WORDS).bind(id).bind(words.as_str()).execute(conn))?;
    }
    Ok(())
}

/// Forgets a work that is not shown any more. Returns whether it was kept.
pub async fn remove(tx: &mut Tx, work: WorkId) -> Result<bool, DbError> {
    const PLACE: &str = "select container_address from shown where work = $1";
    const WORDS: &str = "delete from search_words
        where id in (select id from shown_version where shown_version.work = $1)";
    const SQL: &str = "delete from shown where work = $1";

    let place: Option<Option<String>> =
        on!(tx, conn => query_scalar(PLACE).bind(work.as_uuid()).fetch_optional(conn))?;
    let Some(place) = place else { return Ok(false) };
    if let Some(address) = place {
        places::one_less(tx, &address).await?;
    }
    change!(tx, conn => query(WORDS).bind(work.as_uuid()).execute(conn))?;
    change!(tx, conn => query(SQL).bind(work.as_uuid()).execute(conn))?;
    Ok(true)
}

/// Works whose words were made by older rules than [`RULES`], to be kept anew.
pub async fn outdated(db: &mut Conn, limit: i64) -> Result<Vec<WorkId>, DbError> {
    const SQL: &str = "select work from shown where rules < $1 order by rules, work limit $2";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(RULES).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(WorkId::from).collect())
}

/// How many [`outdated`] works there are.
pub async fn count_outdated(db: &mut Conn) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from shown where rules < $1";

    on!(db, conn => query_scalar(SQL).bind(RULES).fetch_one(conn))
}

/// The languages in which something is shown. The index is asked from one to the next, however many
/// works there are in each.
pub async fn languages(db: &mut Conn) -> Result<Vec<Language>, DbError> {
    const SQL: &str = "with recursive known (language) as (
            select min(language) from shown_version
            union all
            select (select min(language) from shown_version where language > known.language)
                from known where known.language is not null)
        select language from known where language is not null order by language";

    let rows: Vec<String> = on!(db, conn => query_scalar(SQL).fetch_all(conn))?;
    rows.iter().map(|tag| tag.parse().map_err(DbError::unreadable("shown_version"))).collect()
}

/// The works that came out last, each in `language` where it has one.
pub async fn recent(db: &mut Conn, language: Language, limit: i64) -> Result<Vec<Line>, DbError> {
    const SQL: &str = concat!(
        "select ",
        line_columns!(),
        // Each work has one version for a reader, so the limit stands before the join.
        "from (select * from shown where shown.kind <> 'blog' order by shown.published desc, shown.work desc limit $2) shown
         join shown_version on shown_version.work = shown.work where",
        in_language!(),
        "order by shown.published desc, shown.work desc"
    );

    let rows: Vec<LineRow> =
        on!(db, conn => query_as(SQL).bind(language.as_str()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// A work, in `language` where it has one.
pub async fn by_work(db: &mut Conn, work: WorkId, language: Language) -> Result<Option<Line>, DbError> {
    const SQL: &str = concat!(
        "select ",
        line_columns!(),
        "from shown join shown_version on shown_version.work = shown.work where",
        in_language!(),
        "and shown.work = $2"
    );

    let row: Option<LineRow> =
        on!(db, conn => query_as(SQL).bind(language.as_str()).bind(work.as_uuid()).fetch_optional(conn))?;
    row.map(Line::try_from).transpose()
}

const CHANCE_BITS: u32 = 43;

/// The lowest id of a day: an id is the day, then bits of the work that tell nothing.
pub(super) fn first_id_of(day: Timestamp) -> i64 {
    let days = day.as_millisecond().div_euclid(86_400_000).clamp(0, (1 << 20) - 1);
    days << CHANCE_BITS
}

fn version_id(published: Timestamp, work: WorkId, language: Language) -> i64 {
    let mark = language.as_str().bytes().fold(0_u128, |mark, byte| mark * 257 + u128::from(byte));
    let chance = (work.as_uuid().as_u128() ^ mark) & ((1 << CHANCE_BITS) - 1);
    first_id_of(published) | i64::try_from(chance).unwrap_or(0)
}

/// The id itself or the next that is free: two works of one day may share their bits.
async fn free_id(tx: &mut Tx, mut id: i64) -> Result<i64, DbError> {
    const SQL: &str = "select id from shown_version where id = $1";

    while on!(tx, conn => query_scalar::<_, i64>(SQL).bind(id).fetch_optional(conn))?.is_some() {
        id += 1;
    }
    Ok(id)
}
