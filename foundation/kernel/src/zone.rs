use std::{fmt, str::FromStr};

use jiff::{
    civil::{Date, DateTime},
    tz::{self, AmbiguousOffset, TimeZone, TimeZoneDatabase},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Timestamp;

/// The parts of the world by which the IANA time zone database names its places.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// What clocks show at a place, by its name in the IANA time zone database: `Africa/Ouagadougou`.
///
/// The database comes with the program; that of the machine, which its system keeps fresh, goes before it.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// No place of the time zone database is called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place of the time zone database")]
pub struct NotAZone;

/// What was typed is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untimely {
    /// It does not say a day and an hour.
    #[error("not a day and an hour")]
    Unread,
    /// Clocks never show this hour on that day: they are put forward past it.
    #[error("clocks never show this hour on that day")]
    Skipped,
}

impl Zone {
    /// The zone from which all others are counted.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// Its name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Its place alone, as people say it: `Ouagadougou`.
    pub fn place(&self) -> String {
        self.name().rsplit('/').next().unwrap_or("UTC").replace('_', " ")
    }

    /// The part of the world in which it lies: `Africa`; nothing for [`Zone::UTC`].
    pub fn area(&self) -> Option<&str> {
        self.name().split_once('/').map(|(area, _)| area)
    }

    /// All places, by their names, and UTC.
    pub fn all() -> Vec<Self> {
        let is_place =
            |name: &str| name == "UTC" || name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area));
        let names = tz::db().available().map(|name| name.to_string()).filter(|name| is_place(name));
        let mut all: Vec<Self> = names.filter_map(|name| name.parse().ok()).collect();
        all.sort_by(|one, two| one.name().cmp(two.name()));
        all.dedup();
        all
    }

    /// What calendar and clock show there at this moment.
    pub fn shown(&self, at: Timestamp) -> DateTime {
        self.0.to_datetime(at.to_jiff())
    }

    /// The day there at this moment.
    pub fn day(&self, at: Timestamp) -> Date {
        self.shown(at).date()
    }

    /// The moment at which they show this; the first of two where clocks are put back.
    pub fn moment(&self, shown: DateTime) -> Result<Timestamp, Untimely> {
        let there = self.0.to_ambiguous_timestamp(shown);
        if matches!(there.offset(), AmbiguousOffset::Gap { .. }) {
            return Err(Untimely::Skipped);
        }
        let first = there.earlier().map_err(|_| Untimely::Unread)?;
        Ok(Timestamp::from_millisecond(first.as_millisecond()))
    }

    /// A moment as the field of a form shows it: `2013-02-14T09:30`.
    pub fn field(&self, at: Timestamp) -> String {
        self.shown(at).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// What was typed into such a field, or `2013-02-14 09:30` where the browser has none, or a day alone,
    /// which is its midnight. A field that still shows `before` is that moment: its seconds stay, and the
    /// second of two where clocks are put back.
    pub fn read(&self, typed: &str, before: Option<Timestamp>) -> Result<Timestamp, Untimely> {
        let typed = typed.trim().replacen(' ', "T", 1);
        if let Some(before) = before.filter(|before| self.field(*before) == typed) {
            return Ok(before);
        }
        // jiff would take an offset and pass over it.
        let (day, hour) = typed.split_once('T').unwrap_or((&typed, ""));
        let only = |text: &str, mark: u8| text.bytes().all(|sign| sign.is_ascii_digit() || sign == mark);
        if !only(day, b'-') || !only(hour, b':') || day.starts_with('-') {
            return Err(Untimely::Unread);
        }
        self.moment(typed.parse().map_err(|_| Untimely::Unread)?)
    }

    /// The first moment of a day there, which is not midnight where clocks are put forward at midnight.
    pub fn start_of(&self, day: Date) -> Timestamp {
        let first = day.to_zoned(self.0.clone());
        first.map_or_else(
            |_| Timestamp::start_of(day),
            |first| Timestamp::from_millisecond(first.timestamp().as_millisecond()),
        )
    }
}

impl Default for Zone {
    /// Ouagadougou, where the house was thought of; its clocks show UTC all year.
    fn default() -> Self {
        "Africa/Ouagadougou".parse().unwrap_or(Self::UTC)
    }
}

impl FromStr for Zone {
    type Err = NotAZone;
    fn from_str(name: &str) -> Result<Self, NotAZone> {
        // A machine may keep fewer names than the program does.
        let found = TimeZone::get(name).or_else(|_| TimeZoneDatabase::bundled().get(name));
        found.ok().filter(|zone| zone.iana_name().is_some()).map(Self).ok_or(NotAZone)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
impl<'de> Deserialize<'de> for Zone {
    /// A name that this database does not know any more is read as UTC: a house must open.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(String::deserialize(deserializer)?.parse().unwrap_or(Self::UTC))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{NotAZone, Untimely, Zone};

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    #[test]
    fn a_zone_has_a_place_and_is_kept_by_its_name() {
        let faso = Zone::default();
        assert_eq!(
            (faso.name(), faso.place(), faso.area()),
            ("Africa/Ouagadougou", "Ouagadougou".to_owned(), Some("Africa"))
        );
        assert_eq!(zone("America/Port-au-Prince").place(), "Port-au-Prince");
        assert_eq!(zone("America/New_York").place(), "New York");
        assert_eq!((Zone::UTC.name(), Zone::UTC.area()), ("UTC", None));
        assert_eq!("Faso".parse::<Zone>(), Err(NotAZone));
        let all = Zone::all();
        assert!(all.len() > 400 && all.contains(&faso) && all.contains(&Zone::UTC));
    }

    #[test]
    fn what_clocks_show_is_a_moment_once_twice_or_never() {
        let paris = zone("Europe/Paris");
        let at = |day: jiff::civil::Date, hour, minute| paris.moment(day.at(hour, minute, 0, 0));
        let plain = at(date(2027, 1, 14), 9, 30).unwrap();
        assert_eq!(plain.rfc3339(), "2027-01-14T08:30:00Z");
        assert_eq!(paris.shown(plain), date(2027, 1, 14).at(9, 30, 0, 0));
        assert_eq!(at(date(2027, 3, 28), 2, 30), Err(Untimely::Skipped), "from two they show three");
        assert_eq!(at(date(2027, 3, 28), 3, 0).unwrap().rfc3339(), "2027-03-28T01:00:00Z");
        assert_eq!(
            at(date(2027, 10, 31), 2, 30).unwrap().rfc3339(),
            "2027-10-31T00:30:00Z",
            "the first of two"
        );
    }

    #[test]
    fn a_field_shows_a_moment_and_gives_it_back() {
        let paris = zone("Europe/Paris");
        let at: crate::Timestamp = "2027-10-31T01:30:20Z".parse().unwrap();
        assert_eq!(paris.field(at), "2027-10-31T02:30");
        assert_eq!(paris.read("2027-10-31T02:30", Some(at)), Ok(at), "the second of two, and its seconds");
        assert_eq!(paris.read("2027-10-31T02:30", None).unwrap().rfc3339(), "2027-10-31T00:30:00Z");
        assert_eq!(paris.read(" 2027-01-14 09:30 ", None).unwrap().rfc3339(), "2027-01-14T08:30:00Z");
        assert_eq!(paris.read("2027-01-14", None).unwrap().rfc3339(), "2027-01-13T23:00:00Z");
        assert_eq!(paris.read("2027-03-28T02:30", None), Err(Untimely::Skipped));
        for typed in [
            "",
            "2013-02-30T09:30",
            "14/02/2013",
            "2013-02-14T25:00",
            "2013-02-14T09:30Z",
            "2013-02-14T09:30-05",
            "-002013-02-14",
        ] {
            assert_eq!(paris.read(typed, None), Err(Untimely::Unread), "{typed}");
        }
    }

    #[test]
    fn a_day_begins_when_it_begins_there() {
        let hours = |zone: &Zone, day: jiff::civil::Date| {
            let next = zone.start_of(day.tomorrow().unwrap()).as_millisecond();
            (next - zone.start_of(day).as_millisecond()) / 3_600_000
        };
        let paris = zone("Europe/Paris");
        assert_eq!([28, 29].map(|day| hours(&paris, date(2027, 3, day))), [23, 24]);
        assert_eq!(hours(&paris, date(2027, 10, 31)), 25);
        assert_eq!(paris.day(zone("UTC").start_of(date(2027, 1, 1))), date(2027, 1, 1));
        assert_eq!(zone("America/Cayenne").day(Zone::UTC.start_of(date(2027, 1, 1))), date(2026, 12, 31));
        // In Beirut clocks are put forward at midnight: the day begins at one.
        let beirut = zone("Asia/Beirut");
        assert_eq!(beirut.shown(beirut.start_of(date(2027, 3, 28))), date(2027, 3, 28).at(1, 0, 0, 0));
    }
}
