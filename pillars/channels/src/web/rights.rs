//! What not everyone may do with texts and channels.

use griot_web::{Capability, Member, Role};

use crate::model::item::Item;

/// Sees the calendar and what is planned.
pub const READ: Capability = Capability {
    name: "channels.read",
    roles: &[
        Role::Author,
        Role::Editor,
        Role::Approver,
        Role::SafetyReviewer,
        Role::Publisher,
        Role::ChannelOwner,
        Role::Campaigner,
        Role::Trainer,
        Role::Analyst,
        Role::Director,
        Role::Administrator,
    ],
};
/// Writes items and hands them over.
pub const WRITE: Capability = Capability {
    name: "channels.items.write",
    roles: &[
        Role::Author,
        Role::Editor,
        Role::Publisher,
        Role::ChannelOwner,
        Role::Campaigner,
        Role::Director,
    ],
};
/// Works on what others wrote, too; an author works on their own.
pub const EDIT_ANY: Capability = Capability {
    name: "channels.items.edit-any",
    roles: &[Role::Editor, Role::Publisher, Role::ChannelOwner, Role::Campaigner, Role::Director],
};
/// Approves what others wrote, on every channel or on some.
pub const APPROVE: Capability =
    Capability { name: "channels.items.approve", roles: &[Role::Approver, Role::Director] };
/// Looks for whom a text could endanger.
pub const SAFETY: Capability =
    Capability { name: "channels.items.safety", roles: &[Role::SafetyReviewer, Role::Director] };
/// Sets hours, publishes by hand, takes back.
pub const PUBLISH: Capability =
    Capability { name: "channels.items.publish", roles: &[Role::Publisher, Role::Director] };
/// Connects channels and holds their keys.
pub const KEEP: Capability =
    Capability { name: "channels.keep", roles: &[Role::ChannelOwner, Role::Administrator] };
/// Stops everything.
pub const CUT: Capability = Capability {
    name: "channels.cut",
    roles: &[Role::Publisher, Role::ChannelOwner, Role::Director, Role::Administrator],
};

/// Whether somebody may work on this item. An idea that nobody took up is for whoever takes it up.
pub(super) fn may_write(member: &Member, item: &Item) -> bool {
    let own = item.author == Some(member.id) || item.author.is_none();
    member.may(&EDIT_ANY) || (member.may(&WRITE) && own)
}

/// Reads what people say to the section, and answers them.
pub const INBOX: Capability = Capability {
    name: "channels.inbox",
    roles: &[
        Role::Editor,
        Role::Approver,
        Role::Publisher,
        Role::ChannelOwner,
        Role::Campaigner,
        Role::Director,
    ],
};
/// Sees who they are: their handles and their numbers.
pub const NAMES: Capability =
    Capability { name: "channels.inbox.names", roles: &[Role::Publisher, Role::Director] };
/// Sets how the inbox works: who is on duty, what lies aside, what the section says of its own.
pub const KEEP_INBOX: Capability =
    Capability { name: "channels.inbox.keep", roles: &[Role::Publisher, Role::ChannelOwner, Role::Director] };

/// Makes lists of letters, and says what they promise.
pub const LISTS: Capability =
    Capability { name: "channels.lists", roles: &[Role::Publisher, Role::ChannelOwner, Role::Director] };
/// Sees who is on them: their addresses.
pub const ADDRESSES: Capability =
    Capability { name: "channels.lists.addresses", roles: &[Role::Publisher, Role::Director] };

/// All of them.
pub const ALL: &[&Capability] = &[
    &READ,
    &WRITE,
    &EDIT_ANY,
    &APPROVE,
    &SAFETY,
    &PUBLISH,
    &KEEP,
    &CUT,
    &INBOX,
    &NAMES,
    &KEEP_INBOX,
    &LISTS,
    &ADDRESSES,
];
