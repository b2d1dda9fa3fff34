//! What not everyone may do with people.

use griot_web::{Capability, Role};

/// Reads requests to join and answers them.
pub const ANSWER_REQUESTS: Capability = Capability {
    name: "people.requests.answer",
    roles: &[Role::Editor, Role::Director, Role::Administrator],
};
/// Invites.
pub const INVITE: Capability =
    Capability { name: "people.invite", roles: &[Role::Editor, Role::Director, Role::Administrator] };
/// Gives and takes roles, suspends and restores.
pub const GIVE_ROLES: Capability = Capability { name: "people.roles.give", roles: &[Role::Administrator] };
/// Reads the log of staff acts.
pub const READ_LOG: Capability =
    Capability { name: "people.log.read", roles: &[Role::Director, Role::Administrator] };

/// All of them.
pub const ALL: &[&Capability] = &[&ANSWER_REQUESTS, &INVITE, &GIVE_ROLES, &READ_LOG];
