//! What pillars tell one another, and what they may ask.
//!
//! Events carry ids and revisions only. A trait that is called during an act
//! takes `&mut Tx` and never begins one of its own; one that only reads takes
//! `&mut Conn`. Whoever needs an answer asks the section for the trait
//! (`section.ask::<dyn PublicNames>()`); the binary says who answers.

pub mod campaigns;
pub mod duties;
pub mod files;
pub mod mail;
pub mod packs;
pub mod people;
pub mod planning;
pub mod publications;
pub mod voices;
pub mod workshops;
