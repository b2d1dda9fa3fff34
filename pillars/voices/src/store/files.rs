//! Which files the rows of this pillar still need.

use futures::TryStreamExt;
use griot_db::{Conn, DbError, on};
use griot_pillar::Named;

/// Notes every file that a row names: what was brought, what a text shows (another post may show
/// what was brought for a first one), what an import still reads. Each table is read as it stood
/// at one moment, so that no row is passed over because another went.
pub async fn name(db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
    const TABLES: [&str; 5] = [
        "select stored from post_attachment",
        "select coalesce(picture, '') || body from post where picture is not null or body like '%/files/%'",
        "select body from post_revision where body like '%/files/%'",
        "select body from post_draft where body like '%/files/%'",
        "select source from import where source is not null",
    ];

    for sql in TABLES {
        on!(db, conn => async {
            let mut texts = query_scalar::<_, String>(sql).fetch(conn);
            while let Some(text) = texts.try_next().await? {
                named.read(&text);
            }
            Ok::<_, griot_db::sqlx::Error>(())
        })?;
    }
    Ok(())
}
