//! What this pillar does when others tell something.

use griot_contracts::people::PersonErased;
use griot_db::{DbError, Tx};

use griot_mailroom::AddressStopped;

use crate::{acts::follow, store};

/// Forgets whoever was erased.
pub async fn on_person_erased(tx: &mut Tx, news: PersonErased) -> Result<(), DbError> {
    store::erase::person(tx, news.person).await
}

/// Lets guests whose address gets no letters any more follow nothing: they have no page on
/// which they could read why.
pub async fn on_address_stopped(tx: &mut Tx, news: AddressStopped) -> Result<(), DbError> {
    for guest in store::guests::by_mark(tx, news.mark).await? {
        follow::silence_guest(tx, guest).await?;
    }
    Ok(())
}
