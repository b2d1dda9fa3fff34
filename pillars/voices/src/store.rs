//! What is kept of blogs, posts and comments: one portable statement for each act.

pub mod aims;
pub mod alerts;
pub mod attachments;
pub mod blogs;
pub mod comments;
pub mod drafts;
mod edge;
pub mod elsewhere;
pub mod erase;
pub mod export;
pub mod featured;
pub mod files;
pub mod guests;
pub mod held;
pub mod imports;
pub mod lists;
pub mod moderation;
pub mod notices;
pub mod outside;
pub mod posts;
pub mod public;
pub mod publishing;
pub mod revisions;
pub mod subscriptions;
pub mod tags;
pub mod threads;

mod rows;
