//! Journeys across pillars, and the laws that only the whole house can keep.
#![cfg(test)]

mod along;
mod campaigns;
mod clock;
mod doctor;
mod figures;
mod files;
mod keys;
mod laws;
mod mail_server;
mod open;
mod program;
mod questions;
mod renamed;
mod restore;
mod returns;
mod routes;
mod s3;
mod schemas;
#[expect(dead_code, reason = "the room of files tests more of it")]
#[path = "../../../foundation/files/tests/it/seaweed.rs"]
mod seaweed;
mod seizure;
mod servers;
mod signs;
mod suspended;
mod tables;
mod together;
#[cfg(feature = "otel")]
mod traces;
mod trouble;
mod verify;
