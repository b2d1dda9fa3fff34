//! What may happen to a text of the section on its way to the public. No clock, no database, no HTTP.

pub mod approval;
pub mod audience;
pub mod channel;
pub mod conversation;
pub mod delivery;
pub mod item;
pub mod limits;
pub mod mailing;
pub mod measure;
pub mod message;
pub mod network;
pub mod phone;
pub mod picture;
pub mod press;
pub mod radio;
pub mod rumour;
pub mod same;
pub mod siege;
pub mod table;
pub mod variant;
pub mod week;
pub mod world;
