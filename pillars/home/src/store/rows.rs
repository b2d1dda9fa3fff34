use griot_db::DbError;
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use crate::model::Line;

/// The columns of a [`LineRow`], from `shown` and `shown_version`.
macro_rules! line_columns {
    () => {
        "shown.work, shown.kind, shown_version.language, shown_version.title, shown_version.address,
         shown_version.summary, shown.container_address, shown.container_title, shown.author, shown.image,
         shown.image_alt, shown.published "
    };
}
pub(super) use line_columns;

/// Keeps one version of each work: the one in language `$1`, or else the first.
macro_rules! in_language {
    () => {
        " (shown_version.language = $1 or (shown_version.position = 0 and not exists (
            select 1 from shown_version other where other.work = shown.work and other.language = $1))) "
    };
}
pub(super) use in_language;

#[derive(sqlx::FromRow)]
pub(super) struct LineRow {
    work: Uuid,
    kind: String,
    language: String,
    title: String,
    address: String,
    summary: String,
    container_address: Option<String>,
    container_title: Option<String>,
    author: Option<Uuid>,
    image: Option<String>,
    image_alt: Option<String>,
    published: i64,
}

impl TryFrom<LineRow> for Line {
    type Error = DbError;

    fn try_from(row: LineRow) -> Result<Self, DbError> {
        Ok(Self {
            work: row.work.into(),
            kind: row.kind,
            language: row.language.parse().map_err(DbError::unreadable("shown_version"))?,
            title: row.title,
            address: row.address,
            summary: row.summary,
            place: row.container_address.zip(row.container_title),
            author: row.author.map(PersonId::from),
            image: row.image.zip(row.image_alt),
            published: Timestamp::from_millisecond(row.published),
        })
    }
}

pub(super) fn all(rows: Vec<LineRow>) -> Result<Vec<Line>, DbError> {
    rows.into_iter().map(Line::try_from).collect()
}
