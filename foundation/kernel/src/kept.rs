/// The text is none of the words that are kept for an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word that is known here")]
pub struct NotAWord;

/// Ties an enum to the words by which the database and the forms know its variants: `ALL` in the
/// order written, `as_str`, and `FromStr` with [`NotAWord`] for any other text. Where each word is
/// followed by a message, `key` tells the message that names the variant on pages.
///
/// A word never changes: rows of years ago hold it.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// enum Pace {
///     Immediate,
///     Daily,
/// }
/// griot_kernel::kept_as!(Pace { Immediate = "immediate", Daily = "daily" });
///
/// assert_eq!(Pace::Daily.as_str(), "daily");
/// assert_eq!("immediate".parse(), Ok(Pace::Immediate));
/// assert_eq!("hourly".parse::<Pace>(), Err(griot_kernel::NotAWord));
/// ```
#[macro_export]
macro_rules! kept_as {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// All of them, in the order in which pages list them.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word that the database and the forms use.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::NotAWord;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                match text { $($word => Ok(Self::$variant),)+ _ => Err($crate::NotAWord) }
            }
        }
    };
    ($type:ident { $($variant:ident = $word:literal, $key:literal);+ $(;)? }) => {
        $crate::kept_as!($type { $($variant = $word),+ });

        impl $type {
            /// The message that names it.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}
