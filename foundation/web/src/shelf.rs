use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_kernel::PersonId;

use crate::Visitor;

/// A few things of one kind that a pillar shows on a page of people, already in the reader's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// What stands above it.
    pub title: String,
    /// A sentence below the title: what to do first where there is nothing yet.
    pub hint: Option<String>,
    /// The things, the most wanted first.
    pub things: Vec<Thing>,
    /// What one may do here, or where the rest is. The first is what most come for.
    pub ways: Vec<Way>,
}

/// One thing on a shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thing {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub text: String,
    /// The language of its name, where it is not the reader's.
    pub lang: Option<String>,
    /// What else is worth knowing: a day, a place, a state.
    pub note: String,
}

/// A way on from a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
}

/// Fills shelves on pages about someone. Answered by any number of pillars.
#[async_trait]
pub trait Shelves: Send + Sync {
    /// For the page on which the member `v` begins: what they work on and what came to them.
    async fn own(&self, db: &mut Conn, v: &Visitor) -> Result<Vec<Shelf>, DbError>;

    /// For the profile of `person` (`handle`): only what the public may see as well.
    async fn public(
        &self,
        db: &mut Conn,
        v: &Visitor,
        person: PersonId,
        handle: &str,
    ) -> Result<Vec<Shelf>, DbError>;
}
