//! What the database keeps of the strategy and its campaigns: one file for each thing kept.

pub mod accounts;
pub mod blogs;
pub mod campaigns;
pub mod digests;
pub mod entries;
pub mod files;
pub mod kits;
pub mod lines;
pub mod measures;
pub mod parts;
pub mod people;
pub mod replies;
mod rows;
pub mod serving;
pub mod shares;
pub mod steps;
pub mod tasks;
pub mod teams;
pub mod translations;
pub mod versions;
