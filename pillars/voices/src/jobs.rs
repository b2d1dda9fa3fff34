//! What is done behind the acts: letters, hours kept, things forgotten in time.

mod alert;
mod author;
mod confirm;
mod digest;
pub mod import;
mod missed;
mod moderator;
mod recipient;
mod sweep;
mod tell_blog;

pub use alert::SendAlert;
pub use author::TellAuthor;
pub use confirm::{ConfirmComment, ConfirmFollow};
pub use digest::SendDigest;
pub use missed::TellMissed;
pub use moderator::{TellModerator, tell_moderators};
pub use sweep::{digests, forget, keep_hours, tell_old_blogs};
pub use tell_blog::TellBlog;
