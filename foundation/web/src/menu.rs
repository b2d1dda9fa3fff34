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
    /// Among the staff pages.
    Desk,
    /// At the foot of every page.
    Foot,
    /// The same, in the invented section of the demonstration alone.
    DemoFoot,
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
}

/// Knows how many things wait for a member behind the ways in of a pillar.
#[async_trait]
pub trait Waiting: Send + Sync {
    /// The path of each way in behind which something waits, and how much. Asked for pages of
    /// one's own and of the desk alone, so public pages pay nothing for it.
    async fn waiting(&self, db: &mut Conn, member: &Member) -> Result<Vec<(&'static str, i64)>, DbError>;
}

impl Entry {
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
