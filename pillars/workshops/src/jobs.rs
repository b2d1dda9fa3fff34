//! What is done behind the pages: letters and messages to those who come, and what is swept away.

pub mod follow_up;
