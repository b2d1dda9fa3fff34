//! What is kept of people, one file for each thing kept.

pub mod addresses;
pub mod ceremonies;
pub mod consents;
pub mod contacts;
pub mod failures;
pub mod grants;
pub mod invitations;
pub mod links;
pub mod passkeys;
pub mod persons;
pub mod recovery;
pub mod requests;
pub mod secrets;
pub mod staff;
