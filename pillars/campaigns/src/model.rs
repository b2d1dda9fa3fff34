//! What may happen to the strategy, its campaigns and what people do for them. No clock, no
//! database, no page.

mod account;
mod ambassador;
mod campaign;
mod entry;
mod line;
mod parts;
mod step;
mod text;
mod translation;
mod version;

pub use account::{Account, AccountId, AccountState, AccountWords, Blog, BlogHomeId, BlogMove, BlogState};
pub use ambassador::{Ambassador, Share, ShareId};
pub use campaign::{Campaign, CampaignWords, Evaluation, Move, NotAllowed, Stage};
pub use entry::{
    Audience, Entry, EntryId, EntryKind, EntryWords, FileId, Made, Pace, Reader, Reply, ReplyId, RoomFile,
    Task, TaskId, file_name,
};
pub use line::{Goal, Line, LineKind, LineWords, Measure};
pub use parts::{Cost, CostId, CostKind, Objective, ObjectiveId, Way, WayId, francs};
pub use step::{Proof, Step, StepId, StepMove, StepState, StepWords};
pub use text::{Refusal, day_of, figure_of, line_of, lines_of};
pub use translation::{Original, Part, STRATEGY, Translation, Translations};
pub use version::{Change, Version, changes, stamp};
