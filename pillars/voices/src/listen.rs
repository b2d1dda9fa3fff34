//! What this pillar does when others tell something.

use griot_contracts::people::PersonErased;
use griot_db::{DbError, Tx};

use crate::store;

/// Forgets whoever was erased.
pub async fn on_person_erased(tx: &mut Tx, news: PersonErased) -> Result<(), DbError> {
    store::erase::person(tx, news.person).await
}
