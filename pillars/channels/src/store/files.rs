//! Which files the rows of this pillar need.

use griot_db::{Conn, DbError, on};
use griot_pillar::Named;

/// Names the files of the picture library, those of texts that go out or went, and the proofs.
pub async fn name(db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
    const PICTURES: &str = "select stored from picture";
    const MESSAGES: &str = "select message from delivery";
    const PROOFS: &str = "select proof from fake_step where proof is not null";

    for sql in [PICTURES, MESSAGES, PROOFS] {
        for text in texts(db, sql).await? {
            named.read(&text);
        }
    }
    Ok(())
}

async fn texts(db: &mut Conn, sql: &'static str) -> Result<Vec<String>, DbError> {
    on!(db, conn => query_scalar(sql).fetch_all(conn))
}
