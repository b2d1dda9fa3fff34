//! What people may do and be: no clock, no database, no HTTP.

pub mod consent;
pub mod handle;
pub mod invitation;
pub mod link;
pub mod person;
pub mod profile;
pub mod request;
pub mod staff;
pub mod team;
pub mod throttle;
pub mod token;

/// Writes an enum whose variants are kept as words in the database.
macro_rules! words_of {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$about])* $variant,)* }

        impl $name {
            /// The word that the database keeps; it never changes.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word { $($word => Ok(Self::$variant),)* _ => Err($crate::model::UnknownWord) }
            }
        }
    };
}
pub(crate) use words_of;

/// A word in the database that this program does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a word that this program does not know")]
pub struct UnknownWord;
