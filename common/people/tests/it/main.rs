//! What people promise, on both databases and from the reader's side.
#![cfg(test)]

mod at_once;
mod device;
mod expiry;
mod factory;
mod guessing;
mod joining;
mod leaving;
mod letters;
mod mine;
mod passkeys;
mod readiness;
mod roles;
mod safety;
mod signing_in;
mod staff;
mod store;
mod store_doors;
mod team;
mod tokens;
mod twice;
