//! What people do: each act decides by the model, writes by the store and tells
//! the house, in the transaction of whoever calls it.

pub mod aim;
pub mod begin;
pub mod bring;
pub mod close;
pub mod comment;
pub mod export;
pub mod follow;
pub mod judge;
pub mod moderate;
pub mod pen;
pub mod preview;
pub mod publication;
pub mod publish;
pub mod staff;
pub mod typed;
pub mod write;
