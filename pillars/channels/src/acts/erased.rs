//! What was erased as a testimony does not come back: a gateway that lost our answer brings a message
//! again, and some networks tell the last ones twice.

use griot_crypto::{Keys, Purpose};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::Timestamp;

use super::receive::author_of;
use crate::{model::conversation::Source, store::erased};

const PURPOSE: Purpose = Purpose("channels.erased");

/// Whoever seizes the database must not find out of a message that they know whether it was a testimony:
/// the mark is made with a key that lies elsewhere.
fn mark(keys: &Keys, (source, author, remote): Said<'_>) -> [u8; 32] {
    // Two people may say the same within a minute, where their gateway names nothing.
    keys.signature(PURPOSE, format!("{}/{}/{remote}", source.as_str(), author_of(author)).as_bytes())
}

/// Where it was said, by whom, and what its source calls it.
pub type Said<'a> = (Source, &'a str, &'a str);

/// Notes that this message was erased.
pub async fn note(tx: &mut Tx, keys: &Keys, said: Said<'_>, now: Timestamp) -> Result<(), DbError> {
    // The day is enough to let it go again.
    erased::add(tx, &mark(keys, said), Timestamp::start_of(now.day())).await
}

/// Whether this message was erased some days ago.
pub async fn was(db: &mut Conn, keys: &Keys, said: Said<'_>) -> Result<bool, DbError> {
    erased::knows(db, &mark(keys, said)).await
}
