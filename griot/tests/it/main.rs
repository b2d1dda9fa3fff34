//! Journeys across pillars, and the laws that only the whole house can keep.
#![cfg(test)]

mod files;
mod laws;
mod open;
mod routes;
mod schemas;
mod servers;
