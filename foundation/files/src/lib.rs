#![doc = include_str!("../README.md")]

mod audio;
mod error;
mod incoming;
mod key;
mod open;
mod picture;
mod store;

pub use audio::{Audio, AudioKind, AudioRefusal, audio};
pub use error::FilesError;
pub use incoming::Incoming;
pub use key::{FileKey, NotAFileKey};
pub use picture::{Limits, Picture, PictureRefusal, Rendition, picture};
pub use store::{Files, StoredPicture, StoredRendition};
