#![doc = include_str!("../README.md")]

mod checksum;
mod code;
mod digest;
mod error;
mod house_key;
mod key_file;
mod keyed;
mod keys;
mod passphrase;
mod seal;
pub mod text;
mod token;
mod weakness;

pub use checksum::checksum;
pub use code::{code, typed_code};
pub use digest::Digest;
pub use error::KeyError;
pub use house_key::{HouseKey, NotAHouseKey};
pub use keyed::keyed;
pub use keys::{Keys, Purpose, TAG};
pub use passphrase::{PassphraseError, Passphrases};
pub use seal::{MARK, OpenError};
pub use token::{NotAToken, Token};
pub use weakness::{Weakness, weak};
