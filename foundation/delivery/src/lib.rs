#![doc = include_str!("../README.md")]

mod address;
mod bounce;
mod html;
mod kept;
mod letter;
mod memory;
mod mime;
mod post;
mod report;
mod server;
mod smtp;
mod status;
mod text;

pub use address::{BadEmail, Email, Mailbox};
pub use bounce::{Bounce, bounce};
pub use kept::{KeptLetter, KeptPost};
pub use letter::Letter;
pub use memory::MemoryPost;
pub use post::{Post, PostError};
pub use report::{Complaint, complaint};
pub use server::BadSmtp;
pub use smtp::SmtpPost;
