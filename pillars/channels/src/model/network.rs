//! The networks on which a section speaks.

use griot_kernel::kept_as;
use std::fmt;

/// A network, or another way to the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Network {
    /// The section's own site: its blog, its feeds.
    Site,
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
kept_as!(Network {
    Site = "site", "channels-network-site";
    Facebook = "facebook", "channels-network-facebook";
    WhatsApp = "whatsapp", "channels-network-whatsapp";
    Telegram = "telegram", "channels-network-telegram";
    Mastodon = "mastodon", "channels-network-mastodon";
    Bluesky = "bluesky", "channels-network-bluesky";
    TikTok = "tiktok", "channels-network-tiktok";
    Radio = "radio", "channels-network-radio";
    Press = "press", "channels-network-press";
    Newsletter = "newsletter", "channels-network-newsletter";
    Sms = "sms", "channels-network-sms";
    Other = "other", "channels-network-other";
});

impl Network {
    /// Whether what is said there is heard, not read: no picture, no link that can be pressed.
    pub fn is_spoken(self) -> bool {
        self == Self::Radio
    }

    /// Whether what is said there has a title of its own, as a heading above the text.
    pub fn is_titled(self) -> bool {
        matches!(self, Self::Site | Self::Newsletter)
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
