use std::{cmp::Ordering, fmt, hash::Hash, hash::Hasher, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// Names one thing of kind `T` for ever. Ids of different kinds do not mix.
///
/// Inside the house ids are UUIDv7, so they sort by the moment they were made.
/// What names an act of a person in public (a comment, but also a text or a place that
/// someone began) takes [`Id::secret`] instead, since a v7 tells the millisecond.
pub struct Id<T> {
    uuid: Uuid,
    kind: PhantomData<fn() -> T>,
}

/// Marks the id of a person.
#[derive(Debug)]
pub enum Person {}
/// Marks the id of a work: one thing shown in public, in any of its languages.
#[derive(Debug)]
pub enum Work {}

/// Names a person of the section.
pub type PersonId = Id<Person>;
/// Names a work.
pub type WorkId = Id<Work>;

impl<T> Id<T> {
    /// Makes an id that sorts by `now`.
    pub fn new(now: crate::Timestamp, random: &dyn crate::Random) -> Self {
        let mut bytes = [0_u8; 10];
        random.fill(&mut bytes);
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid().into()
    }

    /// Makes an id that tells nothing, for acts of persons shown in public.
    pub fn secret(random: &dyn crate::Random) -> Self {
        let mut bytes = [0_u8; 16];
        random.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid().into()
    }

    /// The id as the databases keep it.
    pub fn as_uuid(self) -> Uuid {
        self.uuid
    }

    /// The same id said of another kind: a post is also a work.
    pub fn cast<U>(self) -> Id<U> {
        self.uuid.into()
    }
}

impl<T> From<Uuid> for Id<T> {
    fn from(uuid: Uuid) -> Self {
        Self { uuid, kind: PhantomData }
    }
}

impl<T> FromStr for Id<T> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Uuid::from_str(text)?.into())
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.uuid.serialize(to)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Uuid::deserialize(from)?.into())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Id, SeededRandom, Timestamp, Work};

    #[test]
    fn ids_made_later_sort_later() {
        let random = SeededRandom::new(1);
        let early = Id::<Work>::new(Timestamp::from_millisecond(1), &random);
        let late = Id::<Work>::new(Timestamp::from_millisecond(2), &random);
        assert!(early < late);
    }

    #[test]
    fn a_secret_id_does_not_tell_the_time() {
        let random = SeededRandom::new(1);
        let id = Id::<Work>::secret(&random);
        assert_eq!(id.as_uuid().get_version_num(), 4);
        assert!(id.as_uuid().get_timestamp().is_none());
    }
}
