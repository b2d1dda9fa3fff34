//! The pages of the calendar, of texts and of channels.

pub mod rights;
