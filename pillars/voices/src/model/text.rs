/// A word of the database that this program does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word that is known here")]
pub struct NotAWord;

/// Writes the two ways between an enum and the words that the database keeps.
macro_rules! kept_as {
    ($type:ty { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// The word that the database and the forms use.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl std::str::FromStr for $type {
            type Err = $crate::model::NotAWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($word => Ok(Self::$variant),)+ _ => Err($crate::model::NotAWord) }
            }
        }
    };
}
pub(crate) use kept_as;

/// A line that someone typed, without spaces at its ends and without line breaks in it.
pub fn words_of(text: &str) -> String {
    text.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines that someone typed, ended as here. No key of a keyboard writes a zero byte, and PostgreSQL
/// keeps none.
pub fn lines_of(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\0', "")
}
