//! What the strategy, its campaigns and the internal room promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod ambassadors;
mod at_once;
mod campaign_pages;
mod campaigns;
mod demo;
mod factory;
mod handover;
mod house;
mod inventory;
mod inventory_pages;
mod kit_pages;
mod kits;
mod people;
mod planned;
mod roadmap;
mod roadmap_pages;
mod room;
mod room_files;
mod room_letters;
mod room_pages;
mod strategy;
mod strategy_pages;
mod translations;
