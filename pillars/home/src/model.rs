//! What is kept of works and acts, and what may be asked of it.

mod activity;
mod line;
mod query;
mod words;

pub use activity::{Act, ActKind, DayMark, Group};
pub use line::{Line, PLACE, Place};
pub(crate) use query::Signs;
pub use query::{Filter, Half, MAX_QUERY, Mark, NoMark, Query};
pub use words::{RULES, index_words};
