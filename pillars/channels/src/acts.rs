//! What people and the program do with items and channels, each in one act.

pub mod approve;
pub mod bring;
pub mod by_mail;
pub mod communique;
pub mod connect;
pub mod consent;
pub mod erased;
pub mod log;
pub mod news;
pub mod oauth;
pub mod phone;
pub mod plan;
pub mod press;
pub mod propose;
pub mod receive;
pub mod reply;
pub mod risk;
pub mod roster;
pub mod settle;
pub mod show;
pub mod site;
pub mod subscribe;
pub mod write;
