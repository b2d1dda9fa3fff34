use griot_kernel::{Id, PersonId, Timestamp, WorkId, kept_as};
use serde::{Deserialize, Serialize};

use super::post::Format;

/// What somebody added to a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// Seen.
    Picture,
    /// Heard.
    Audio,
}
kept_as!(AttachmentKind { Picture = "picture", Audio = "audio" });

/// A picture or a sound of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: Id<Attachment>,
    /// The post.
    pub post: Option<WorkId>,
    /// Who brought it.
    pub owner: Option<PersonId>,
    /// What it is.
    pub kind: AttachmentKind,
    /// What it shows or says, for those who cannot see or hear it.
    pub alt: String,
    /// What the files say of it, as JSON: renditions of a picture, key and type of a sound.
    pub stored: String,
    /// How heavy the largest file is.
    pub bytes: i64,
    /// When it was brought.
    pub at: Timestamp,
}

/// A sound as the database keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAudio {
    /// Where it is kept.
    pub key: String,
    /// The content type under which it is served.
    pub mime: String,
    /// How heavy it is.
    pub bytes: u64,
}

/// The picture that stands for a post in lists and where it is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadPicture {
    /// The key of the rendition shown in lists.
    pub small: String,
    /// The key of the rendition shown where the post is shared.
    pub large: String,
    /// Width of the small one.
    pub width: u32,
    /// Height of the small one.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

/// What to write where a picture should stand in a text.
pub fn picture_in_text(format: Format, alt: &str, src: &str) -> String {
    let plain = plain_words(alt);
    match format {
        Format::Markdown => format!("![{plain}]({src})"),
        Format::Html => format!("<p><img src=\"{src}\" alt=\"{plain}\"></p>"),
    }
}

/// Words that mean nothing to whoever reads Markdown or HTML.
pub fn plain_words(words: &str) -> String {
    words.replace(['[', ']', '<', '>', '"', '&'], " ")
}
