#![cfg(test)]
//! What the crate promises, from outside.

mod attacks;
mod imported;
mod judge;
mod limits;
mod pages;
mod readers;
mod search;
