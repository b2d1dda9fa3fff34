use async_trait::async_trait;
use griot_db::{Conn, DbError};

use crate::{Access, Member};

/// Where a way in is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the top of every page.
    Main,
    /// Among one's own things.
    Me,
    /// Among the staff pages, in one drawer of the desk.
    Desk(Drawer),
    /// At the foot of every page.
    Foot,
    /// The same, in the invented section of the demonstration alone.
    DemoFoot,
}

/// The staff pages of one kind of work. A desk of twenty ways in is read by its drawers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer {
    /// What is to be done today, and by whom.
    Day,
    /// What the section is after, and the campaigns that serve it.
    Strategy,
    /// What the section itself says, and where.
    Speech,
    /// What members write.
    Voices,
    /// What is taught and learnt.
    Training,
    /// People, their roles and the running of the house.
    House,
}

impl Drawer {
    /// From the one opened most to the one opened least.
    pub const ALL: [Self; 6] =
        [Self::Day, Self::Strategy, Self::Speech, Self::Voices, Self::Training, Self::House];

    /// The message that names it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Day => "frame-drawer-day",
            Self::Strategy => "frame-drawer-strategy",
            Self::Speech => "frame-drawer-speech",
            Self::Voices => "frame-drawer-voices",
            Self::Training => "frame-drawer-training",
            Self::House => "frame-drawer-house",
        }
    }
}

/// A way in that a pillar offers.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// From the root of the site.
    pub path: &'static str,
    /// The message that names it.
    pub key: &'static str,
    /// Where it is shown.
    pub place: Place,
    /// To whom.
    pub access: Access,
    /// Lower comes first.
    pub order: u8,
    /// Other addresses whose pages belong to it.
    pub also: &'static [&'static str],
}

/// Knows how many things wait for a member behind the ways in of a pillar.
#[async_trait]
pub trait Waiting: Send + Sync {
    /// The path of each way in behind which something waits, and how much. Asked for pages of
    /// one's own and of the desk alone, so public pages pay nothing for it.
    async fn waiting(&self, db: &mut Conn, member: &Member) -> Result<Vec<(&'static str, i64)>, DbError>;
}

impl Entry {
    /// A way in at this path, named by this message.
    pub const fn new(path: &'static str, key: &'static str, place: Place, access: Access, order: u8) -> Self {
        Self { path, key, place, access, order, also: &[] }
    }

    /// The same, to which pages at other addresses belong too.
    pub const fn with(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Whether somebody is shown this way in.
    pub fn is_for(&self, member: Option<&Member>) -> bool {
        match (self.access, member) {
            (Access::Public(_), _) | (Access::Member, Some(_)) => true,
            (Access::Staff, Some(member)) => member.is_staff(),
            (Access::Needs(capability), Some(member)) => member.may(capability),
            (Access::Token(_), _) | (_, None) => false,
        }
    }
}
