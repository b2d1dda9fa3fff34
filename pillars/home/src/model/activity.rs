use std::{fmt, str::FromStr};

use griot_kernel::{PersonId, Timestamp, WorkId};
use jiff::civil::Date;
use uuid::Uuid;

/// What someone did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActKind {
    /// They published a work.
    Published,
    /// They commented on one.
    Commented,
    /// They became a member.
    Joined,
}

impl ActKind {
    /// As kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Commented => "commented",
            Self::Joined => "joined",
        }
    }
}

impl FromStr for ActKind {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Published, Self::Commented, Self::Joined]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or("no such kind of act")
    }
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// That of the work, the comment or the person: an act is noted once.
    pub id: Uuid,
    /// What.
    pub kind: ActKind,
    /// Who, if a person of the section did it.
    pub actor: Option<PersonId>,
    /// Which work it was about.
    pub work: Option<WorkId>,
    /// When. Pages show the day.
    pub at: Timestamp,
}

/// What one person did in one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What.
    pub kind: ActKind,
    /// Who.
    pub actor: Option<PersonId>,
    /// Its first moment.
    pub day: Timestamp,
    /// How often.
    pub count: i64,
}

/// The place of a group among all, as an address carries it: it names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayMark {
    /// Its day.
    pub day: Date,
    /// How many groups of that day stand before it.
    pub place: i64,
}

impl DayMark {
    /// When its day began, in milliseconds.
    pub fn moment(self) -> i64 {
        Timestamp::start_of(self.day).as_millisecond()
    }
}

impl fmt::Display for DayMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.day, self.place)
    }
}

/// More groups than this has no day.
const MOST_IN_A_DAY: i64 = 1_000_000;

impl FromStr for DayMark {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('.');
        let mark =
            parts.and_then(|(day, place)| Some(Self { day: day.parse().ok()?, place: place.parse().ok()? }));
        mark.filter(|mark| (0..=MOST_IN_A_DAY).contains(&mark.place)).ok_or("not a place among days")
    }
}

#[cfg(test)]
mod tests {
    use super::DayMark;

    #[test]
    fn a_mark_in_an_address_leads_back_to_its_place() {
        let mark: DayMark = "2013-02-14.15".parse().unwrap();
        assert_eq!((mark.to_string().as_str(), mark.place), ("2013-02-14.15", 15));
        assert_eq!(mark.moment(), 1_360_800_000_000);
        for wrong in ["", "2013-02-14", "2013-02-31.1", "2013-02-14.-1", "x.1", "2013-02-14.9999999"] {
            assert!(wrong.parse::<DayMark>().is_err(), "{wrong}");
        }
    }
}
