//! What this pillar does when others tell something.

use griot_contracts::people::PersonErased;
use griot_db::{DbError, Tx};

use crate::store;

/// Lets go of whoever was erased.
pub async fn on_person_erased(tx: &mut Tx, news: PersonErased) -> Result<(), DbError> {
    store::people::erase(tx, news.person).await
}
