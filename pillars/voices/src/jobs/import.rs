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
pub(crate) use look::through;
pub use pictures::FetchPictures;
pub(crate) use pictures::without_pictures;
pub use run::RunImport;
pub(crate) use spool::ahead;
pub use spool::sweep;
pub use undo::UndoImport;

use griot_db::{Conn, DbError};

use crate::{model::BlogId, store::posts};

/// How long one run works before it lets others have their turn.
const TURN: Duration = Duration::from_secs(20);
/// Posts written in one transaction.
const BATCH: usize = 50;
/// How often an act that another one overtook is done again at once.
const COLLISIONS: u32 = 5;

/// Whether a name that an export of ours gave means a post of this very blog: what left this
/// house and comes back is here already.
async fn is_own(db: &mut Conn, blog: BlogId, source_id: &str) -> Result<bool, DbError> {
    let Some(id) = source_id.strip_prefix("urn:uuid:").and_then(|id| id.parse().ok()) else {
        return Ok(false);
    };
    Ok(posts::by_id(db, id).await?.is_some_and(|post| post.blog == blog))
}

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
