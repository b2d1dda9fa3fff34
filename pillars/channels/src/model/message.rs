//! What a reader on a network will see: the last form of a text, as it was approved and as it goes out.

use std::fmt;

use griot_delivery::sms::Weight;
use griot_kernel::{Language, kept_as};
use serde::{Deserialize, Serialize};

use super::{
    limits::Limits,
    measure::{self, Unit},
    network::Network,
};

/// Who may see it, where a network lets one choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone, in every list.
    #[default]
    Public,
    /// Everyone who comes by; not in public lists.
    Unlisted,
    /// Those who follow.
    Followers,
}
kept_as!(Visibility { Public = "public", Unlisted = "unlisted", Followers = "followers" });

/// A picture as it goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessagePicture {
    /// Names the file, a JPEG.
    pub key: String,
    /// What it shows, for who does not see it.
    pub alt: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// What goes out on one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The whole text, link and all.
    pub text: String,
    /// In which language it is.
    pub language: Language,
    /// Stands before the text, which opens on a tap.
    pub warning: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// The page of which networks show a card.
    pub link: Option<String>,
    /// In their order.
    pub pictures: Vec<MessagePicture>,
}

impl Message {
    /// A digest of everything that a reader would see: what was approved is what goes out.
    pub fn digest(&self) -> [u8; 32] {
        let mut all = blake3::Hasher::new();
        let mut add = |part: &str| {
            all.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            all.update(part.as_bytes());
        };
        add(&self.text);
        add(self.language.as_str());
        add(self.warning.as_deref().unwrap_or("\u{0}"));
        add(self.visibility.as_str());
        add(self.link.as_deref().unwrap_or("\u{0}"));
        for picture in &self.pictures {
            add(&picture.key);
            add(&picture.alt);
        }
        *all.finalize().as_bytes()
    }
}

/// The text with its link, which is added at the end where it does not stand in it already.
pub fn with_link(text: &str, link: Option<&str>) -> String {
    let text = text.trim();
    match link.map(str::trim).filter(|link| !link.is_empty()) {
        Some(link) if !text.contains(link) && text.is_empty() => link.to_owned(),
        Some(link) if !text.contains(link) => format!("{text}\n\n{link}"),
        _ => text.to_owned(),
    }
}

/// What a text uses of what a network takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// In what is counted.
    pub unit: Unit,
    /// So much of it.
    pub length: usize,
    /// The most.
    pub most: usize,
}

impl Used {
    /// Whether it fits.
    pub fn fits(&self) -> bool {
        self.length <= self.most
    }
}

/// Why a message cannot go out on a network as it stands. Each is a sentence its writer reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Neither text nor picture.
    Empty,
    /// Too long, by so much.
    TooLong {
        /// In what the network counts.
        unit: Unit,
        /// So much too much.
        over: usize,
    },
    /// Too many bytes, by so many.
    TooManyBytes {
        /// So many too many.
        over: usize,
    },
    /// More pictures than it takes.
    TooManyPictures {
        /// What it takes.
        most: usize,
    },
    /// A picture that is too heavy even at its smallest.
    PictureTooHeavy {
        /// What it takes, in kilobytes.
        most: usize,
    },
    /// A picture without words for who does not see it.
    NoAlt,
    /// Those words are longer than it takes.
    AltTooLong {
        /// What it takes.
        most: usize,
    },
}

impl Unfit {
    /// The sentence that says it, with `$n` put into it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "channels-unfit-empty",
            Self::TooLong { unit: Unit::Words, .. } => "channels-unfit-too-many-words",
            Self::TooLong { unit: Unit::Sms, .. } => "channels-unfit-too-long-sms",
            Self::TooLong { .. } => "channels-unfit-too-long",
            Self::TooManyBytes { .. } => "channels-unfit-too-many-bytes",
            Self::TooManyPictures { .. } => "channels-unfit-too-many-pictures",
            Self::PictureTooHeavy { .. } => "channels-unfit-picture-too-heavy",
            Self::NoAlt => "channels-unfit-no-alt",
            Self::AltTooLong { .. } => "channels-unfit-alt-too-long",
        }
    }

    /// The number in the sentence.
    pub fn number(&self) -> i64 {
        let n = match self {
            Self::TooLong { over, .. } | Self::TooManyBytes { over } => *over,
            Self::TooManyPictures { most } | Self::AltTooLong { most } | Self::PictureTooHeavy { most } => {
                *most
            }
            Self::Empty | Self::NoAlt => 0,
        };
        i64::try_from(n).unwrap_or(i64::MAX)
    }
}

/// What a message uses of what a network takes.
pub fn used(message: &Message, limits: &Limits) -> Used {
    let most = limits.longest(!message.pictures.is_empty());
    if limits.unit == Unit::Sms {
        let whole = sms_text(message);
        let length = measure::length(limits.unit, &whole);
        return Used { unit: limits.unit, length, most: measure::room(limits.unit, &whole, most) };
    }
    let mut length = measure::length(limits.unit, &message.text);
    if let Some(warning) = &message.warning {
        length += measure::length(limits.unit, warning);
        // Where there is no place for a warning it stands before the text, with an empty line between.
        length += if matches!(limits.unit, Unit::Weighted { .. }) { 0 } else { 2 };
    }
    Used { unit: limits.unit, length, most }
}

/// Everything that stands in the way of this message.
pub fn unfit(message: &Message, limits: &Limits) -> Vec<Unfit> {
    let mut all = Vec::new();
    if message.text.trim().is_empty() && message.pictures.is_empty() {
        all.push(Unfit::Empty);
    }
    let used = used(message, limits);
    if !used.fits() {
        all.push(Unfit::TooLong { unit: used.unit, over: used.length - used.most });
    }
    if let Some(most) = limits.bytes
        && message.text.len() > most
    {
        all.push(Unfit::TooManyBytes { over: message.text.len() - most });
    }
    if message.pictures.len() > limits.pictures {
        all.push(Unfit::TooManyPictures { most: limits.pictures });
    }
    if message.pictures.iter().any(|picture| picture.alt.trim().is_empty()) {
        all.push(Unfit::NoAlt);
    }
    if message.pictures.iter().any(|picture| picture.alt.chars().count() > limits.alt) {
        all.push(Unfit::AltTooLong { most: limits.alt });
    }
    all
}

/// The words of a message where there is one place for all: a warning stands before the text.
pub fn sms_text(message: &Message) -> String {
    match &message.warning {
        Some(warning) => format!("{warning}\n\n{}", message.text),
        None => message.text.clone(),
    }
}

/// What a message costs, where that is known: so many parts at so much each.
pub fn cost(network: Network, message: &Message, each: Option<i64>) -> Option<i64> {
    let each = each?;
    match network {
        Network::Sms => {
            let parts = Weight::of(&sms_text(message)).parts;
            i64::try_from(parts).ok().map(|parts| parts.saturating_mul(each))
        }
        _ => Some(each),
    }
}

impl fmt::Display for Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use griot_kernel::Language;

    use super::{Limits, Message, MessagePicture, Network, Unfit, Visibility, unfit, with_link};

    fn message(text: &str) -> Message {
        Message {
            text: text.to_owned(),
            language: Language::FRENCH,
            warning: None,
            visibility: Visibility::Public,
            link: None,
            pictures: Vec::new(),
        }
    }

    fn picture(alt: &str) -> MessagePicture {
        MessagePicture { key: "p".into(), alt: alt.into(), width: 800, height: 600 }
    }

    #[test]
    fn every_reason_is_told_at_once() {
        let mut long = message(&"é".repeat(2_000));
        long.pictures = (0..5).map(|_| picture("")).collect();
        let found = unfit(&long, &Limits::of(Network::Bluesky));
        let keys: Vec<_> = found.iter().map(Unfit::key).collect();
        assert_eq!(
            keys,
            [
                "channels-unfit-too-long",
                "channels-unfit-too-many-bytes",
                "channels-unfit-too-many-pictures",
                "channels-unfit-no-alt"
            ]
        );
        assert_eq!(found.first().map(Unfit::number), Some(1_700));
        assert_eq!(unfit(&message("Bonjour"), &Limits::of(Network::Bluesky)), []);
        assert_eq!(unfit(&message(" "), &Limits::of(Network::Sms)), [Unfit::Empty]);
    }

    #[test]
    fn a_text_beside_a_picture_may_have_to_be_shorter() {
        let mut with = message(&"a".repeat(2_000));
        assert_eq!(unfit(&with, &Limits::of(Network::Telegram)), []);
        with.pictures.push(picture("Une école"));
        assert!(matches!(
            unfit(&with, &Limits::of(Network::Telegram))[..],
            [Unfit::TooLong { over: 976, .. }]
        ));
    }

    #[test]
    fn the_link_stands_in_the_text_once() {
        assert_eq!(with_link("Lisez", Some("https://a.bf")), "Lisez\n\nhttps://a.bf");
        assert_eq!(with_link("Lisez https://a.bf ici", Some("https://a.bf")), "Lisez https://a.bf ici");
        assert_eq!(with_link(" Lisez ", None), "Lisez");
    }

    #[test]
    fn a_digest_changes_with_whatever_a_reader_would_see() {
        let one = message("Bonjour");
        assert_eq!(one.digest(), one.clone().digest());
        let others = [
            message("Bonjour !"),
            Message { language: Language::ENGLISH, ..one.clone() },
            Message { warning: Some(String::new()), ..one.clone() },
            Message { visibility: Visibility::Followers, ..one.clone() },
            Message { pictures: vec![picture("a")], ..one.clone() },
        ];
        assert!(others.iter().all(|other| other.digest() != one.digest()));
    }
}
