//! What was erased as a testimony does not come back: a gateway that lost our answer brings a message
//! again, and some networks tell the last ones twice.

use griot_crypto::{Keys, Purpose};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::Timestamp;

use crate::{model::conversation::Source, store::erased};

const PURPOSE: Purpose = Purpose("channels.erased");

/// Whoever seizes the database must not find out of a message that they know whether it was a testimony:
/// the mark is made with a key that lies elsewhere.
fn mark(keys: &Keys, source: Source, remote: &str) -> [u8; 32] {
    keys.signature(PURPOSE, format!("{}/{remote}", source.as_str()).as_bytes())
}

/// Notes that this message was erased.
pub async fn note(
    tx: &mut Tx,
    keys: &Keys,
    (source, remote): (Source, &str),
    now: Timestamp,
) -> Result<(), DbError> {
    // The day is enough to let it go again.
    erased::add(tx, &mark(keys, source, remote), Timestamp::start_of(now.day())).await
}

/// Whether this message was erased some days ago.
pub async fn was(db: &mut Conn, keys: &Keys, source: Source, remote: &str) -> Result<bool, DbError> {
    erased::knows(db, &mark(keys, source, remote)).await
}
