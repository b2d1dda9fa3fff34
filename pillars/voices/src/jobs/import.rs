//! Bringing blogs from elsewhere: looking, writing, fetching pictures, following, undoing.

mod elsewhere;
mod follow;
mod look;
mod pictures;
mod prepare;
mod run;
mod spool;
mod undo;
mod write;

use std::time::Duration;

pub use elsewhere::{LookElsewhere, follow_elsewhere};
pub use follow::follow_feeds;
pub use look::LookAtImport;
pub use pictures::FetchPictures;
pub(crate) use pictures::without_pictures;
pub use run::RunImport;
pub use spool::sweep;
pub use undo::UndoImport;

/// How long one run works before it lets others have their turn.
const TURN: Duration = Duration::from_secs(20);
/// Posts written in one transaction.
const BATCH: usize = 50;
/// How often an act that another one overtook is done again at once.
const COLLISIONS: u32 = 5;

/// Does an act again when another one overtook it.
macro_rules! again_when_overtaken {
    ($act:expr) => {{
        let mut collisions = 0;
        loop {
            match $act {
                Err(griot_db::DbError::Conflict(_)) if collisions < super::COLLISIONS => collisions += 1,
                done => break done,
            }
        }
    }};
}
use again_when_overtaken;
