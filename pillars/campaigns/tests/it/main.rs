//! What the strategy, its campaigns and the internal room promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod campaigns;
mod factory;
mod inventory;
mod people;
mod roadmap;
mod room;
mod strategy;
