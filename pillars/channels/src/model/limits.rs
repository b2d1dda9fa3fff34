//! What each network takes. Numbers change: each stands here with where it was read and when, and
//! what a server says of itself stands above them.

use serde::{Deserialize, Serialize};

use super::{measure::Unit, network::Network};

/// What a network takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In what it counts.
    pub unit: Unit,
    /// The longest text, in that unit.
    pub text: usize,
    /// The longest text in bytes, where that is counted too.
    pub bytes: Option<usize>,
    /// The longest text beside pictures, where it is shorter.
    pub beside_picture: Option<usize>,
    /// So many pictures; none where it takes none.
    pub pictures: usize,
    /// The heaviest picture, in bytes.
    pub picture_bytes: usize,
    /// The longest text for who does not see a picture, in code points.
    pub alt: usize,
    /// Where the numbers were read.
    pub source: &'static str,
    /// On which day they were read (or tried), by ISO 8601.
    pub day: &'static str,
}

/// What a server said of its own limits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Live {
    /// The longest text.
    pub text: Option<usize>,
    /// What a link counts.
    pub link: Option<usize>,
    /// So many pictures.
    pub pictures: Option<usize>,
    /// The heaviest picture, in bytes.
    pub picture_bytes: Option<usize>,
    /// The longest text for who does not see a picture.
    pub alt: Option<usize>,
}

impl Limits {
    /// What this network takes, as far as is known here.
    pub fn of(network: Network) -> Self {
        let plain = Self {
            unit: Unit::Characters,
            text: 5_000,
            bytes: None,
            beside_picture: None,
            pictures: 10,
            picture_bytes: 4_000_000,
            alt: 1_000,
            source: "",
            day: "2026-11-27",
        };
        match network {
            // What a page takes of the section's own site, and a reader.
            Network::Site => Self { text: 100_000, picture_bytes: 16_000_000, ..plain },
            // The two numbers that are published differ by a factor of twelve: the larger for the
            // text, the smaller for pictures, and the network has the last word.
            Network::Facebook => Self {
                text: 63_206,
                source: "https://developers.facebook.com/docs/graph-api/reference/page/photos/",
                ..plain
            },
            Network::Telegram => Self {
                unit: Unit::Utf16,
                text: 4_096,
                beside_picture: Some(1_024),
                picture_bytes: 10_000_000,
                source: "https://core.telegram.org/bots/api#sendphoto",
                ..plain
            },
            Network::Mastodon => Self {
                unit: Unit::Weighted { link: 23 },
                text: 500,
                pictures: 4,
                picture_bytes: 16_000_000,
                alt: 1_500,
                source: "https://docs.joinmastodon.org/entities/Instance/",
                ..plain
            },
            Network::Bluesky => Self {
                unit: Unit::Graphemes,
                text: 300,
                bytes: Some(3_000),
                pictures: 4,
                picture_bytes: 2_000_000,
                alt: 2_000,
                source: "https://docs.bsky.app/docs/advanced-guides/posts",
                ..plain
            },
            Network::WhatsApp => Self {
                unit: Unit::Utf16,
                text: 4_096,
                pictures: 1,
                source: "https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages",
                ..plain
            },
            Network::TikTok => Self { unit: Unit::Utf16, text: 2_200, ..plain },
            // Thirty seconds, at a pace that a listener follows.
            Network::Radio => Self { unit: Unit::Words, text: 75, pictures: 0, ..plain },
            Network::Press => Self { text: 20_000, ..plain },
            // A letter is text first; many mailboxes cut one off at a hundred kilobytes.
            Network::Newsletter => Self { text: 40_000, pictures: 6, ..plain },
            // Three parts: what most operators still put together again.
            Network::Sms => Self { unit: Unit::Sms, text: 459, pictures: 0, ..plain },
            Network::Other => plain,
        }
    }

    /// The same, with what the server itself said.
    pub fn with(self, live: &Live) -> Self {
        let unit = match (self.unit, live.link) {
            (Unit::Weighted { .. }, Some(link)) => Unit::Weighted { link },
            (unit, _) => unit,
        };
        Self {
            unit,
            text: live.text.unwrap_or(self.text),
            pictures: live.pictures.unwrap_or(self.pictures),
            picture_bytes: live.picture_bytes.unwrap_or(self.picture_bytes),
            alt: live.alt.unwrap_or(self.alt),
            ..self
        }
    }

    /// The longest text, with pictures beside it or without.
    pub fn longest(&self, pictures: bool) -> usize {
        self.beside_picture.filter(|_| pictures).unwrap_or(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Live, Network, Unit};

    #[test]
    fn what_a_server_says_of_itself_stands_above_the_list() {
        let live = Live { text: Some(1_000), link: Some(30), ..Live::default() };
        let limits = Limits::of(Network::Mastodon).with(&live);
        assert_eq!((limits.text, limits.unit, limits.pictures), (1_000, Unit::Weighted { link: 30 }, 4));
        assert_eq!(Limits::of(Network::Telegram).longest(true), 1_024);
    }
}
