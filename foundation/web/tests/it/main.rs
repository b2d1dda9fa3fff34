//! What the web edge promises, asked from outside.
#![cfg(test)]

mod headers;
