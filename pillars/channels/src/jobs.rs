//! What is done behind the acts: hours kept, deliveries carried, keys looked after, people
//! heard and told.

mod answer;
mod approvers;
mod carry;
mod consents;
mod duty;
mod health;
mod hear;
mod hours;
mod note;
mod press;
mod subscribers;
mod tell;

pub(crate) use answer::reopened;
pub use answer::{SendAnswer, resume_answers};
pub use approvers::{APPROVAL, TellApprover, tell_approvers};
pub use carry::Carry;
pub use consents::end_consents;
pub use duty::{TellReview, TellWaiting, sweep_inbox, watch_inbox};
pub use health::look_after_keys;
pub use hear::{Hear, hear_all};
pub use hours::{LATE, keep_hours, watch};
pub use note::SendNote;
pub use press::{SendPress, resume_press};
pub use subscribers::{AskSubscriber, SendProof, forget_subscribers};
pub use tell::{TellKeeper, TellKeyEnds};
