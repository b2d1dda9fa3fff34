//! Sound that strangers bring, rid of what it says about them.

mod m4a;
mod mp3;
mod ogg;
mod opus;
mod webm;

use bytes::Bytes;

/// The heaviest file taken: about half an hour of good speech.
const MOST_BYTES: usize = 25_000_000;

/// The kinds of sound that every browser plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudioKind {
    /// MPEG layer III.
    Mp3,
    /// AAC in an MP4 file.
    M4a,
    /// Opus in an Ogg file.
    Opus,
}

impl AudioKind {
    /// The extension under which it is kept.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Opus => "opus",
        }
    }

    /// The content type under which it is served.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Opus => "audio/ogg",
        }
    }
}

/// A sound ready to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audio {
    /// What it is.
    pub kind: AudioKind,
    /// The extension under which to put it.
    pub extension: &'static str,
    /// The content type under which to serve it.
    pub mime: &'static str,
    /// How heavy `content` is.
    pub bytes: u64,
    /// The file without its tags: this is what to keep, not what was brought.
    pub content: Bytes,
}

/// Why a sound was not taken. Each reason is a sentence its bringer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudioRefusal {
    /// The file is heavier than 25 MB.
    TooManyBytes,
    /// Not an MP3, M4A, Ogg or WebM Opus, or it holds more than one sound.
    NotAudio,
    /// It begins as a sound, and does not go on or end as one.
    Damaged,
}

impl AudioRefusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooManyBytes => "audio-refused-too-large",
            Self::NotAudio => "audio-refused-not-audio",
            Self::Damaged => "audio-refused-damaged",
        }
    }
}

/// Knows a sound by its structure and takes its tags away. What browsers record as
/// WebM becomes the same sound in an Ogg file.
///
/// It reads every byte, which takes some tens of milliseconds for a large file:
/// call it where blocking is allowed.
pub fn audio(bytes: &[u8]) -> Result<Audio, AudioRefusal> {
    if bytes.len() > MOST_BYTES {
        return Err(AudioRefusal::TooManyBytes);
    }
    let (kind, content) = if bytes.starts_with(b"OggS") {
        (AudioKind::Opus, ogg::without_tags(bytes)?)
    } else if bytes.starts_with(&webm::MARK) {
        (AudioKind::Opus, webm::as_ogg(bytes)?)
    } else if bytes.get(4..8) == Some(b"ftyp") {
        (AudioKind::M4a, m4a::without_tags(bytes)?)
    } else {
        (AudioKind::Mp3, mp3::without_tags(bytes)?)
    };
    Ok(Audio {
        kind,
        extension: kind.extension(),
        mime: kind.mime(),
        bytes: u64::try_from(content.len()).unwrap_or(u64::MAX),
        content: Bytes::from(content),
    })
}
