//! What people do, each in one transaction with what is told of it.

pub mod campaign;
pub mod kit;
pub mod roadmap;
pub mod strategy;
pub mod translate;
