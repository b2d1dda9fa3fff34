//! What the web edge promises, asked from outside.
#![cfg(test)]

mod access;
mod address;
mod cache;
mod confirmations;
mod forms;
mod frame;
mod headers;
mod limits;
mod listen;
mod overtaken;
mod rooms;
mod sessions;
mod tokens;
mod trouble;
