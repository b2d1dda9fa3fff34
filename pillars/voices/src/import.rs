//! Blogs brought from elsewhere: feeds, and the files that other programs export.
//!
//! [`detect`] says what a file is, [`read`] gives its posts one after the other. Nothing
//! here knows the database or a page. What cannot be read is named by a [`Problem`] and
//! the rest goes on: years of somebody's writing are not lost for one broken line.

mod autop;
mod blogger;
mod chunks;
mod dates;
mod decode;
mod detect;
mod discover;
mod elsewhere;
mod feed;
mod front_matter;
mod ghost;
mod griot;
mod lexical;
mod markdown;
mod mobiledoc;
mod node;
mod post;
mod record;
mod wxr;

use std::io::{Read, Seek};

pub use dates::moment;
pub use decode::charset_of;
pub use detect::{Format, detect};
pub use discover::{Found, NoFeed, common_places, feed_links, find, find_typed};
pub use elsewhere::{ElsewhereFeed, ElsewhereItem, FeedId, ItemId};
pub use markdown::Limits;
pub use post::{About, Body, Enclosed, ImportedComment, ImportedPost, Piece, Problem, Words};
pub use record::{Import, ImportId, ImportState, MOST_FAILURES, Preview, PreviewLine, believable, pause};

/// What is known of a file besides its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// What the server said of its character set.
    pub charset: Option<String>,
    /// Where it lies: addresses in it are relative to this.
    pub base: Option<String>,
}

/// The pieces of a file, one after the other, without holding more than one of them.
pub type Reading = Box<dyn Iterator<Item = Piece> + Send>;

/// The first `most` bytes of a text, or less where that would cut a sign. What belongs together
/// stands close together: nothing is looked for in all that follows, which would cost the
/// square of a hostile text's length.
fn near(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

/// Something that a file can be read from, twice if need be.
pub trait Source: Read + Seek + Send + 'static {}
impl<T: Read + Seek + Send + 'static> Source for T {}

/// Reads `source`, which is of `format`.
pub fn read(format: Format, source: impl Source, hints: &Hints) -> Reading {
    match format {
        Format::Feed => plain(feed::read(source, hints)),
        Format::Wxr => plain(wxr::read(source, hints)),
        Format::Blogger => plain(blogger::read(source, hints)),
        Format::Ghost => plain(ghost::read(source, hints)),
        Format::Markdown => read_folder(source, &Limits::default()),
    }
}

/// Like [`read`] for a ZIP, within other limits.
pub fn read_folder(source: impl Source, limits: &Limits) -> Reading {
    plain(markdown::read(source, limits))
}

/// The pieces without U+0000, which no text of the house holds and which broken exports write as
/// an escape of JSON, YAML or XML, or into the names of a ZIP.
fn plain(reading: Reading) -> Reading {
    Box::new(reading.map(Piece::without_nul))
}
