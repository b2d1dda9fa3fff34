//! Ways of working by the size of the team: which seats it has, and which roles sit on each.

use griot_kernel::kept_as;
use griot_web::Role;

/// How many work together. The words are those by which the channels know their ways of working.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Team {
    /// Two, each of whom can stand in for the other.
    Two,
    /// About four: somebody else reads before it goes out.
    Four,
    /// About ten: each thing has its person, and two read before it goes out.
    Ten,
}
kept_as!(Team { Two = "two", Four = "four", Ten = "ten" });

/// A seat of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The message that names it.
    pub key: &'static str,
    /// What whoever sits there may do.
    pub roles: &'static [Role],
}

const fn seat(key: &'static str, roles: &'static [Role]) -> Seat {
    Seat { key, roles }
}

/// Nobody raises themselves, so each of the two must be able to give the other a role.
const TWO: &[Seat] = &[
    seat("people-seat-coordination", &[Role::Director, Role::Administrator]),
    seat(
        "people-seat-communication",
        &[
            Role::Publisher,
            Role::Editor,
            Role::Approver,
            Role::SafetyReviewer,
            Role::ChannelOwner,
            Role::Administrator,
        ],
    ),
];

const FOUR: &[Seat] = &[
    seat("people-seat-coordination", &[Role::Director]),
    seat("people-seat-communication", &[Role::Publisher, Role::ChannelOwner]),
    seat("people-seat-writing", &[Role::Editor, Role::Campaigner]),
    seat("people-seat-reading", &[Role::Approver, Role::SafetyReviewer]),
];

const TEN: &[Seat] = &[
    seat("people-seat-coordination", &[Role::Director]),
    seat("people-seat-communication", &[Role::Publisher]),
    seat("people-seat-channels", &[Role::ChannelOwner]),
    seat("people-seat-writing", &[Role::Editor]),
    seat("people-seat-writing-second", &[Role::Editor]),
    seat("people-seat-reading", &[Role::Approver]),
    seat("people-seat-reading-second", &[Role::Approver]),
    seat("people-seat-safety", &[Role::SafetyReviewer]),
    seat("people-seat-campaigns", &[Role::Campaigner]),
    seat("people-seat-figures", &[Role::Analyst]),
];

impl Team {
    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Two => "people-team-two",
            Self::Four => "people-team-four",
            Self::Ten => "people-team-ten",
        }
    }

    /// Its seats, in the order in which they are filled.
    pub fn seats(self) -> &'static [Seat] {
        match self {
            Self::Two => TWO,
            Self::Four => FOUR,
            Self::Ten => TEN,
        }
    }
}

#[cfg(test)]
mod tests {
    use griot_web::Role;

    use super::Team;

    #[test]
    fn every_team_can_write_have_it_read_by_another_and_publish() {
        for team in Team::ALL {
            let on = |role: Role| team.seats().iter().filter(|seat| seat.roles.contains(&role)).count();
            let reads = on(Role::Approver) + on(Role::Director);
            assert!(reads >= 2, "{team:?}: whoever approves may have written it");
            assert!(on(Role::SafetyReviewer) + on(Role::Director) >= 2, "{team:?}");
            assert!(on(Role::Publisher) >= 1 && on(Role::ChannelOwner) >= 1, "{team:?}");
        }
    }
}
