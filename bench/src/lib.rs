#![doc = include_str!("../README.md")]

pub mod chance;
pub mod figures;
pub mod french;
pub mod html;
pub mod http;
pub mod load;
pub mod measures;
pub mod server;
pub mod soak;
pub mod wxr;
