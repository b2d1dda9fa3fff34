//! What may happen to blogs, posts and comments. No clock, no database, no page.

mod aim;
mod attachment;
mod blog;
mod comment;
pub mod languages;
mod post;
mod reader;
mod subscription;
mod tag;
mod text;
mod trust;

pub use aim::Aim;
pub use attachment::{Attachment, AttachmentKind, LeadPicture, StoredAudio, picture_in_text, plain_words};
pub use blog::{Blog, BlogId, BlogKind, BlogRefusal, BlogState, BlogWords, CommentPolicy, Moderation, Role};
pub use comment::{Comment, CommentId, CommentMove, CommentRefusal, CommentState, Writer, comment_body};
pub use languages::language_named;
pub use post::{
    Format, Missed, Move, NotAllowed, Post, PostLine, PostRefusal, PostState, PostWords, Schedule,
    ScheduleRefusal,
};
pub use reader::{may_comment, may_moderate, may_write};
pub use subscription::{Pace, Recipient, Subscription, SubscriptionId, Target, TargetKind};
pub use tag::{Tag, tags};
pub use text::words_of;
pub use trust::{Facts, Suspicion, Verdict, first_look};
