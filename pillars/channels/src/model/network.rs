//! The networks on which a section speaks.

use std::{fmt, str::FromStr};

/// A network, or another way to the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Network {
    /// A Facebook Page.
    Facebook,
    /// A WhatsApp group, status or channel.
    WhatsApp,
    /// A Telegram channel.
    Telegram,
    /// An account on Mastodon or whatever speaks like it.
    Mastodon,
    /// An account on Bluesky or another server of the AT Protocol.
    Bluesky,
    /// A TikTok account.
    TikTok,
    /// A radio station.
    Radio,
    /// The press.
    Press,
    /// Letters to those who asked for them.
    Newsletter,
    /// Messages to telephones.
    Sms,
    /// Anything else: a notice board, a town crier, a network to come.
    Other,
}

impl Network {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Self; 11] = [
        Self::Facebook,
        Self::WhatsApp,
        Self::Telegram,
        Self::Mastodon,
        Self::Bluesky,
        Self::TikTok,
        Self::Radio,
        Self::Press,
        Self::Newsletter,
        Self::Sms,
        Self::Other,
    ];

    /// As kept in the database and typed in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Facebook => "facebook",
            Self::WhatsApp => "whatsapp",
            Self::Telegram => "telegram",
            Self::Mastodon => "mastodon",
            Self::Bluesky => "bluesky",
            Self::TikTok => "tiktok",
            Self::Radio => "radio",
            Self::Press => "press",
            Self::Newsletter => "newsletter",
            Self::Sms => "sms",
            Self::Other => "other",
        }
    }

    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Facebook => "channels-network-facebook",
            Self::WhatsApp => "channels-network-whatsapp",
            Self::Telegram => "channels-network-telegram",
            Self::Mastodon => "channels-network-mastodon",
            Self::Bluesky => "channels-network-bluesky",
            Self::TikTok => "channels-network-tiktok",
            Self::Radio => "channels-network-radio",
            Self::Press => "channels-network-press",
            Self::Newsletter => "channels-network-newsletter",
            Self::Sms => "channels-network-sms",
            Self::Other => "channels-network-other",
        }
    }

    /// Whether what is said there is heard, not read: no picture, no link that can be pressed.
    pub fn is_spoken(self) -> bool {
        self == Self::Radio
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// There is no such network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such network")]
pub struct NoSuchNetwork;

impl FromStr for Network {
    type Err = NoSuchNetwork;
    fn from_str(text: &str) -> Result<Self, NoSuchNetwork> {
        Self::ALL.into_iter().find(|network| network.as_str() == text).ok_or(NoSuchNetwork)
    }
}
