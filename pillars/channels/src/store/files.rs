//! Which files the rows of this pillar need.

use griot_db::{Conn, DbError, on};
use griot_pillar::Named;

/// Names the files of the picture library, those of texts that go out or went, the proofs, what the press
/// wrote and what the radio says.
pub async fn name(db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
    // Whoever agrees no more is found nowhere, at no address that somebody kept, whichever room took the picture
    // over; what the library has twice is needed for the other.
    const ENDED: &str = "select stored from picture where consent = 'withdrawn' and not exists (
        select 1 from picture as other where other.stored = picture.stored and other.consent <> 'withdrawn')";
    const PICTURES: &str = "select stored from picture where consent <> 'withdrawn'";
    const MESSAGES: &str = "select delivery.message from delivery join item on item.id = delivery.item
        where delivery.state <> 'stopped' and item.stage <> 'withdrawn'";
    const PROOFS: &str = "select proof from fake_step where proof is not null";

    const CLIPS: &str = "select stored from press_clip where stored is not null";
    const CUTTINGS: &str = "select paper from press_clip where paper is not null";
    const SOUNDS: &str = "select stored from sound";

    for text in texts(db, ENDED).await? {
        named.give_up(&text);
    }
    for sql in [PICTURES, MESSAGES, PROOFS, CLIPS, CUTTINGS, SOUNDS] {
        for text in texts(db, sql).await? {
            named.read(&text);
        }
    }
    Ok(())
}

async fn texts(db: &mut Conn, sql: &'static str) -> Result<Vec<String>, DbError> {
    on!(db, conn => query_scalar(sql).fetch_all(conn))
}
