//! What happens to people, each as one act on one transaction: whoever commits it
//! has done all of it.

pub mod invite;
pub mod join;
pub mod leave;
pub mod letters;
pub mod naming;
pub mod roles;
pub mod safety;
pub mod tokens;
pub mod tries;

use griot_db::{DbError, Tx};
use griot_kernel::{Id, PersonId, Random, Timestamp};

use crate::{
    model::staff::{Act, StaffAct},
    store,
};

/// When an act happens, and the chance that it draws on.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Now.
    pub now: Timestamp,
    /// For ids and tokens.
    pub random: &'a dyn Random,
}

impl Moment<'_> {
    /// A fresh id.
    pub fn id<T>(&self) -> Id<T> {
        Id::new(self.now, self.random)
    }
}

/// Writes a line into the log of staff acts.
pub async fn note(
    tx: &mut Tx,
    at: Moment<'_>,
    actor: Option<PersonId>,
    act: Act,
    subject: String,
) -> Result<(), DbError> {
    let line = StaffAct { id: at.id(), actor, act: act.as_str().to_owned(), subject, at: at.now };
    store::staff::note(tx, &line).await
}

/// How the log names a person.
pub fn person(id: PersonId) -> String {
    format!("person {id}")
}
