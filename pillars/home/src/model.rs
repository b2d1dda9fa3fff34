//! What is kept of works and acts, and what may be asked of it.

mod activity;
mod line;
mod query;

pub use activity::{Act, ActKind, Group};
pub use line::{Line, Place};
pub use query::{Filter, MAX_QUERY, Query, search_words};
