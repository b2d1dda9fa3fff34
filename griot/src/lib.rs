//! `griot`: one program, one folder. Reads the configuration, lists the pillars, serves.

pub mod archive;
pub mod bounce;
pub mod bring;
pub mod clock;
pub mod commands;
pub mod compose;
pub mod demo;
pub mod doctor;
pub mod erased;
pub mod export;
pub mod house;
pub mod keys;
pub mod say;
pub mod serve;
pub mod statement;
#[cfg(feature = "otel")]
pub mod traces;
pub mod unnamed;
pub mod users;
pub mod verify;
