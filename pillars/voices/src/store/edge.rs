use griot_db::{Conn, DbError, on};
use griot_kernel::{Reading, WorkId};
use uuid::Uuid;

/// A place in a list: everything is before or after it.
pub struct Edge {
    pub reading: Reading<WorkId>,
    pub at: i64,
    pub id: Uuid,
}

impl Edge {
    /// The place of the post from which one reads on. Where that post is gone, or has none, it is
    /// the beginning.
    pub async fn of(db: &mut Conn, reading: Reading<WorkId>, sql: &'static str) -> Result<Self, DbError> {
        let start = Self { reading: Reading::Start, at: i64::MAX, id: Uuid::max() };
        let (Reading::After(id) | Reading::Before(id)) = reading else { return Ok(start) };
        let at: Option<Option<i64>> =
            on!(db, conn => query_scalar(sql).bind(id.as_uuid()).fetch_optional(conn))?;
        Ok(at.flatten().map_or(start, |at| Self { reading, at, id: id.as_uuid() }))
    }

    /// The same in a list of published posts.
    pub async fn shown(db: &mut Conn, reading: Reading<WorkId>) -> Result<Self, DbError> {
        Self::of(db, reading, "select published_at from post where id = $1").await
    }

    /// The statement that reads in this direction, of one towards the end and one towards the beginning.
    pub fn way(&self, (older, newer): (&'static str, &'static str)) -> &'static str {
        if self.reading.is_backwards() { newer } else { older }
    }
}
