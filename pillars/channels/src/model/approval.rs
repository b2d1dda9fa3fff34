//! Who must say yes before a text goes out. Where no rule says so, it does not.

use std::{collections::HashSet, ops::Range};

use griot_kernel::{PersonId, Sensitivity, Timestamp, kept_as};
use jiff::civil::{DateTime, Weekday};

/// How a section works, by the size of its team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Two people: what names nobody goes out without the other, who may be on the road.
    Two,
    /// Four: somebody else approves.
    Four,
    /// Ten: two others approve, one after the other.
    Ten,
}
kept_as!(Preset {
    Two = "two", "channels-preset-two";
    Four = "four", "channels-preset-four";
    Ten = "ten", "channels-preset-ten";
});

impl Preset {
    /// How many must approve on a channel that has no number of its own.
    pub fn tiers(self) -> u8 {
        match self {
            Self::Two => 0,
            Self::Four => 1,
            Self::Ten => 2,
        }
    }

    /// The message that says what it means.
    pub fn how(self) -> &'static str {
        match self {
            Self::Two => "channels-preset-two-how",
            Self::Four => "channels-preset-four-how",
            Self::Ten => "channels-preset-ten-how",
        }
    }
}

/// A digest as forms and letters carry it.
pub fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The text, for what it says.
    Text,
    /// The same text, for whom it could endanger.
    Safety,
}
kept_as!(Kind { Text = "text", Safety = "safety" });

/// Somebody said yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// To what.
    pub kind: Kind,
    /// Who.
    pub person: PersonId,
    /// To which form of it.
    pub digest: Vec<u8>,
    /// When.
    pub at: Timestamp,
    /// Whether it came by mail while nobody is at work.
    pub off_hours: bool,
}

/// By mail, while nobody is at work, so many say yes: whoever holds one mailbox by night holds no voice of the
/// section.
const BY_NIGHT: u8 = 2;
/// The hours of work, from Monday to Friday.
const AT_WORK: Range<i8> = 7..19;

/// Whether nobody is at work at this hour of the section.
pub fn is_off_hours(shown: DateTime) -> bool {
    let weekend = matches!(shown.weekday(), Weekday::Saturday | Weekday::Sunday);
    weekend || !AT_WORK.contains(&shown.hour())
}

/// What a text needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    /// So many approve the text.
    pub tiers: u8,
    /// Whether someone must look for whom it could endanger.
    pub safety: bool,
}

/// What a text needs under this way of working, on channels with these numbers of their own.
/// `None`: there is no rule, so it does not go out.
pub fn needed(preset: Option<Preset>, channels: &[Option<u8>], sensitivity: Sensitivity) -> Option<Needed> {
    let preset = preset?;
    if channels.is_empty() {
        return None;
    }
    let tiers = channels.iter().map(|own| own.unwrap_or(preset.tiers())).max().unwrap_or(preset.tiers());
    Some(Needed { tiers, safety: sensitivity >= Sensitivity::NamedPerson })
}

/// What is still missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// So many more approve the text.
    pub tiers: u8,
    /// Whether nobody looked yet for whom it could endanger.
    pub safety: bool,
}

impl Missing {
    /// Whether nothing is.
    pub fn is_nothing(self) -> bool {
        self.tiers == 0 && !self.safety
    }
}

/// What is missing of what is needed, when these said yes. A yes counts for the form to which it was
/// said, once for each person and never from whoever wrote the text. Where one that came by mail off hours is
/// counted on, it takes two people.
pub fn missing(needed: Needed, given: &[Approval], digest: &[u8], writers: &[PersonId]) -> Missing {
    let people = |kind: Kind, off_hours: bool| -> u8 {
        let counts = |one: &&Approval| {
            one.kind == kind
                && one.digest == digest
                && !writers.contains(&one.person)
                && (off_hours || !one.off_hours)
        };
        let all: HashSet<PersonId> = given.iter().filter(counts).map(|one| one.person).collect();
        u8::try_from(all.len()).unwrap_or(u8::MAX)
    };
    let (here, all) = (people(Kind::Text, false), people(Kind::Text, true));
    let tiers = match needed.tiers.saturating_sub(here) {
        0 => 0,
        _ if all > here => needed.tiers.max(BY_NIGHT).saturating_sub(all),
        left => left,
    };
    Missing { tiers, safety: needed.safety && people(Kind::Safety, true) == 0 }
}

#[cfg(test)]
mod tests {
    use griot_kernel::{PersonId, Sensitivity, Timestamp};

    use super::{Approval, Kind, Missing, Needed, Preset, is_off_hours, missing, needed};

    fn person(n: u128) -> PersonId {
        uuid::Uuid::from_u128(n).into()
    }

    fn yes(kind: Kind, n: u128, digest: &[u8]) -> Approval {
        let at = Timestamp::from_millisecond(0);
        Approval { kind, person: person(n), digest: digest.to_vec(), at, off_hours: false }
    }

    #[test]
    fn by_night_a_mail_needs_a_second_one() {
        use jiff::civil::datetime;
        let night = |n| Approval { off_hours: true, ..yes(Kind::Text, n, b"a") };
        let left = |tiers, given: &[Approval]| {
            missing(Needed { tiers, safety: false }, given, b"a", &[person(9)]).tiers
        };
        assert_eq!(left(1, &[night(1)]), 1);
        assert_eq!(left(1, &[night(1), night(2)]), 0);
        assert_eq!(left(1, &[night(1), night(9)]), 1, "not of whoever wrote it");
        assert_eq!(left(1, &[night(1), yes(Kind::Text, 2, b"a")]), 0, "whoever is at the desk is enough");
        assert_eq!(left(2, &[night(1), yes(Kind::Text, 2, b"a")]), 0);
        assert_eq!(left(0, &[night(1)]), 0);
        for (shown, off) in [
            (datetime(2013, 2, 14, 9, 0, 0, 0), false),
            (datetime(2013, 2, 14, 6, 59, 0, 0), true),
            (datetime(2013, 2, 14, 19, 0, 0, 0), true),
            (datetime(2013, 2, 16, 9, 0, 0, 0), true),
        ] {
            assert_eq!(is_off_hours(shown), off, "{shown}");
        }
    }

    #[test]
    fn without_a_rule_nothing_goes_out() {
        assert_eq!(needed(None, &[None], Sensitivity::None), None);
        assert_eq!(needed(Some(Preset::Ten), &[], Sensitivity::None), None, "to no channel");
    }

    #[test]
    fn the_strictest_channel_decides_and_a_small_team_is_not_blocked() {
        let rule = |preset, channels: &[Option<u8>]| needed(Some(preset), channels, Sensitivity::None);
        assert_eq!(rule(Preset::Two, &[None, None]), Some(Needed { tiers: 0, safety: false }));
        assert_eq!(rule(Preset::Two, &[None, Some(1)]), Some(Needed { tiers: 1, safety: false }));
        assert_eq!(rule(Preset::Ten, &[Some(0)]), Some(Needed { tiers: 0, safety: false }));
        let named = needed(Some(Preset::Two), &[None], Sensitivity::NamedPerson);
        assert_eq!(named, Some(Needed { tiers: 0, safety: true }), "a second person always");
    }

    #[test]
    fn nobody_approves_what_they_wrote_nor_twice_nor_another_form() {
        let needed = Needed { tiers: 2, safety: true };
        let given = [
            yes(Kind::Text, 1, b"new"),
            yes(Kind::Text, 2, b"new"),
            yes(Kind::Text, 2, b"new"),
            yes(Kind::Text, 3, b"old"),
            yes(Kind::Safety, 1, b"new"),
        ];
        let found = missing(needed, &given, b"new", &[person(1)]);
        assert_eq!(found, Missing { tiers: 1, safety: true });
        let all = [yes(Kind::Text, 2, b"new"), yes(Kind::Text, 3, b"new"), yes(Kind::Safety, 2, b"new")];
        assert!(missing(needed, &all, b"new", &[person(1)]).is_nothing());
    }
}
