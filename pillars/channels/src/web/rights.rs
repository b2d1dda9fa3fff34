//! What not everyone may do with texts and channels.

use griot_web::{Capability, Role};

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

/// All of them.
pub const ALL: &[&Capability] = &[&READ, &WRITE, &APPROVE, &SAFETY, &PUBLISH, &KEEP, &CUT];
