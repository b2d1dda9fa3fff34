use std::{fmt, str::FromStr};

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_kernel::{Language, PersonId};
use uuid::Uuid;

/// What a person may be in the section: a named preset of capabilities.
///
/// A role is what is granted and kept; what it allows is said by each
/// [`Capability`], so a pillar that comes later finds its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Belongs to the section and its community.
    Member,
    /// Writes in the section's own name.
    Author,
    /// Works on any draft, moderates, chooses what is featured.
    Editor,
    /// Approves what goes out on a channel.
    Approver,
    /// Looks at whoever could be endangered before something goes out.
    SafetyReviewer,
    /// Schedules and withdraws.
    Publisher,
    /// Holds a channel's keys.
    ChannelOwner,
    /// Calls the public to act.
    Campaigner,
    /// Reads sealed reports, with a key of their own.
    Monitor,
    /// Teaches.
    Trainer,
    /// Reads figures.
    Analyst,
    /// Answers for the strategy.
    Director,
    /// Keeps the house running. Cannot read a report.
    Administrator,
}

impl Role {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Self; 13] = [
        Self::Member,
        Self::Author,
        Self::Editor,
        Self::Approver,
        Self::SafetyReviewer,
        Self::Publisher,
        Self::ChannelOwner,
        Self::Campaigner,
        Self::Monitor,
        Self::Trainer,
        Self::Analyst,
        Self::Director,
        Self::Administrator,
    ];

    /// As kept in the database and typed at the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Approver => "approver",
            Self::SafetyReviewer => "safety-reviewer",
            Self::Publisher => "publisher",
            Self::ChannelOwner => "channel-owner",
            Self::Campaigner => "campaigner",
            Self::Monitor => "monitor",
            Self::Trainer => "trainer",
            Self::Analyst => "analyst",
            Self::Director => "director",
            Self::Administrator => "administrator",
        }
    }

    /// Whether whoever holds it works for the section, and sees the desk.
    pub fn is_staff(self) -> bool {
        !matches!(self, Self::Member | Self::Author)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}

/// The house has no such role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such role")]
pub struct UnknownRole;

/// Something that not everyone may do. Whoever holds none of its roles may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capability {
    /// `pillar.thing.act`.
    pub name: &'static str,
    /// The roles whose holders may.
    pub roles: &'static [Role],
}

/// Where a role holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere in the section.
    Section,
    /// In one part of it only: the thing that this id names.
    Within(Uuid),
}

/// A role held by someone somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What they are.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// The name that they chose to be seen under.
    pub name: String,
    /// Names their page.
    pub handle: String,
    /// The language in which they want to read, if they said so.
    pub language: Option<Language>,
    /// Whether pictures wait for a tap.
    pub light: bool,
    /// What they are.
    pub grants: Vec<Grant>,
    /// What stands beside their passphrase. Only asked of those who hold a role of the staff.
    pub second: Second,
}

/// Whether a code or a passkey stands beside the passphrase of someone of the staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Second {
    /// None, and the section asks for none.
    #[default]
    None,
    /// None, and until there is one their roles of the staff are closed.
    Wanted,
    /// There is one.
    Stands,
}

impl Member {
    /// Whether they may everywhere in the section.
    pub fn may(&self, capability: &Capability) -> bool {
        self.grants.iter().any(|g| g.scope == Scope::Section && capability.roles.contains(&g.role))
    }

    /// Whether they may within the part of the section that this id names.
    pub fn may_within(&self, capability: &Capability, within: Uuid) -> bool {
        let holds = |g: &Grant| g.scope == Scope::Section || g.scope == Scope::Within(within);
        self.grants.iter().any(|g| holds(g) && capability.roles.contains(&g.role))
    }

    /// Whether they hold a role of the staff.
    pub fn is_staff(&self) -> bool {
        self.grants.iter().any(|g| g.role.is_staff())
    }
}

/// Knows who may come in. Answered by `people`.
#[async_trait]
pub trait Doorkeeper: Send + Sync {
    /// The member as they stand now; `None` when they are suspended or gone.
    async fn member(&self, db: &mut Conn, person: PersonId) -> Result<Option<Member>, DbError>;
}

/// Whom a route lets in. Checked before its handler runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone, for this reason.
    Public(&'static str),
    /// Whoever is signed in.
    Member,
    /// Whoever holds a role of the staff.
    Staff,
    /// Whoever may do this everywhere in the section. A page about one part of it, in which someone
    /// may do it there alone, is for members, and its handler asks [`Member::may_within`].
    Needs(&'static Capability),
    /// Programs that show a token which allows this. Being signed in counts for nothing.
    Token(&'static Capability),
}
