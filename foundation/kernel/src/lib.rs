//! Plain words that every room of the house shares: ids, time, chance, pages,
//! languages and events. No I/O happens here.

mod event;
mod id;
mod kept;
mod language;
mod page;
mod publication;
mod random;
mod reading;
mod time;
mod zone;

pub use event::Event;
pub use id::{Id, Person, PersonId, Work, WorkId};
pub use kept::NotAWord;
pub use language::Language;
pub use page::{Page, PageRequest};
pub use publication::{Container, Found, Image, Publication, Sensitivity, Version};
pub use random::{Random, SeededRandom, SystemRandom};
pub use reading::{Part, Reading};
pub use time::{Clock, FixedClock, SharedClock, ShiftedClock, SystemClock, Timestamp};
pub use zone::{NotAZone, Untimely, Zone};
