#![doc = include_str!("../README.md")]

mod address;
mod answer;
mod bounce;
mod html;
mod kept;
mod letter;
mod memory;
mod mime;
mod post;
mod report;
mod returned;
mod returns;
mod server;
pub mod sms;
mod smtp;
mod status;
mod text;

pub use address::{BadEmail, Email, Mailbox};
pub use answer::Answer;
pub use bounce::Failed;
pub use kept::{KeptLetter, KeptPost};
pub use letter::{Attachment, Letter};
pub use memory::MemoryPost;
pub use post::{Post, PostError};
pub use returned::{News, Returned};
pub use returns::{ReturnAddress, tokens};
pub use server::BadSmtp;
pub use smtp::SmtpPost;
pub use status::Fault;
