//! The pages of whoever keeps the house running.
#![cfg(test)]

mod mail;
mod safety;
mod settings;
