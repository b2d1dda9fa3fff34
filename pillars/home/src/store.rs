//! What is kept: works as shown, their words, what people did, of whom the house has heard.

mod acquaintances;
mod activity;
mod places;
mod rows;
mod search;
mod search_postgres;
mod search_sqlite;
mod shown;

use griot_db::{DbError, Tx};
use griot_kernel::WorkId;

pub use acquaintances::{forget_person, meet, newest_authors, people};
pub use activity::{Told, acts_of, forget_act, forget_work_acts, groups, note, of_group};
pub use places::{place, places, works_in};
pub use search::{Hit, search};
pub use shown::{by_work, count_outdated, keep, languages, outdated, recent, remove, revision};

/// Shows a work nowhere any more, nor what people did about it.
pub async fn take_down(tx: &mut Tx, work: WorkId) -> Result<(), DbError> {
    remove(tx, work).await?;
    forget_work_acts(tx, work).await
}
