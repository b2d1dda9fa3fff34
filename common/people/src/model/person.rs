//! A person of the section, under the name that they chose.

use griot_kernel::{Language, PersonId, Timestamp, kept_as};

/// Where a person stands. Whoever is invited or has asked to join stands in
/// [`super::invitation`] and [`super::request`]: a person's address is always confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Takes part.
    Member,
    /// May not sign in until an administrator says so.
    Suspended,
    /// Gone: only the id remains, so that what pointed to it points to nobody.
    Erased,
}
kept_as!(State { Member = "member", Suspended = "suspended", Erased = "erased" });

/// What the section knows of a person, without addresses and secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Inside the house.
    pub id: PersonId,
    /// In addresses: `/people/{handle}`.
    pub handle: String,
    /// The public name, a pseudonym as readily as any other.
    pub name: String,
    /// A few words about themselves.
    pub about: String,
    /// The key of their picture in the files.
    pub picture: Option<String>,
    /// Whether strangers may see the profile.
    pub open_profile: bool,
    /// The language of their pages and letters.
    pub language: Language,
    /// Whether pictures wait for a tap.
    pub light: bool,
    /// Where they stand.
    pub state: State,
    /// When they joined.
    pub joined_at: Timestamp,
}

impl Person {
    /// Whether they may sign in and act.
    pub fn is_member(&self) -> bool {
        self.state == State::Member
    }
}

/// A name is personal data, so it stays out of the logs.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}
