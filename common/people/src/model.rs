//! What people may do and be: no clock, no database, no HTTP.

pub mod consent;
pub mod handle;
pub mod invitation;
pub mod link;
pub mod person;
pub mod profile;
pub mod request;
pub mod staff;
pub mod team;
pub mod throttle;
pub mod token;
