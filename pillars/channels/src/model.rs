//! What may happen to a text of the section on its way to the public. No clock, no database, no HTTP.





pub mod limits;
pub mod measure;
pub mod message;
pub mod network;

pub mod sms;

