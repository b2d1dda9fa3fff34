//! What an item says on one channel: the common text until it has words of its own there.

use griot_delivery::sms::transliterated;
use griot_kernel::{Language, kept_as};

use super::{
    channel::ChannelId,
    item::{Item, Text},
    mailing::opened,
    message::{Message, MessagePicture, Visibility, with_link},
    network::Network,
    picture::{Picture, PictureId},
};

/// Where an item goes, in which language, and what it says there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// To which channel.
    pub channel: ChannelId,
    /// In which language.
    pub language: Language,
    /// Its own words; without them it says what the common text says.
    pub body: Option<String>,
    /// Its own warning; empty, it has that of the common text.
    pub warning: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether a message to telephones keeps its letters.
    pub letters: Letters,
    /// The pictures of the item that it does not show.
    pub without: Vec<PictureId>,
}

/// With which letters a message goes to telephones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// With those of the cheap alphabet (GSM 03.38), which has no `ç`, `ê` or `ɛ`: the nearest stand in their place.
    #[default]
    Plain,
    /// With its own: a message that needs others than the cheap ones holds 70 signs instead of 160 (UCS-2).
    Exact,
}
kept_as!(Letters { Plain = "plain", "channels-letters-plain"; Exact = "exact", "channels-letters-exact" });

impl Letters {
    /// A text as it goes to telephones.
    pub fn of(self, text: &str) -> String {
        match self {
            Self::Plain => transliterated(text),
            Self::Exact => text.to_owned(),
        }
    }
}

impl Variant {
    /// Whether it shows this picture of its item.
    pub fn shows(&self, picture: &Picture) -> bool {
        !self.without.contains(&picture.id)
    }
}

/// The words of a variant: its own, or those of the text in its language.
pub fn said<'t>(texts: &'t [Text], item: &Item, variant: &'t Variant) -> &'t str {
    let common = || text_in(texts, item, variant.language).map(|text| text.body.as_str());
    variant.body.as_deref().or_else(common).unwrap_or_default()
}

/// In how many languages a text may go to channels of this network: the press gets each communiqué in the
/// languages of its journalists.
pub fn most_languages(network: Network) -> usize {
    if network == Network::Press { 1 } else { 12 }
}

/// The text of an item in this language, or the one in which it was written first.
pub fn text_in<'t>(texts: &'t [Text], item: &Item, language: Language) -> Option<&'t Text> {
    let of = |wanted: Language| texts.iter().find(|text| text.language == wanted);
    of(language).or_else(|| of(item.language)).or_else(|| texts.first())
}

/// Whether a variant has words: its own, or a text in its language.
pub fn says_something(texts: &[Text], variant: &Variant) -> bool {
    variant.body.is_some() || texts.iter().any(|text| text.language == variant.language)
}

/// The language in which an item goes to a channel that speaks `wanted`: that one where the item has
/// a text in it, the item's own otherwise.
pub fn language_for(texts: &[Text], item: &Item, wanted: Language) -> Language {
    text_in(texts, item, wanted).map_or(item.language, |text| text.language)
}

/// A text whose heading is its first line.
fn plain_heading(text: &str) -> String {
    match opened(text) {
        ("", _) => text.to_owned(),
        (heading, "") => heading.to_owned(),
        (heading, below) => format!("{heading}\n\n{below}"),
    }
}

/// What a reader on a channel of this network will see.
pub fn message(
    item: &Item,
    texts: &[Text],
    pictures: &[MessagePicture],
    variant: &Variant,
    network: Network,
) -> Message {
    let common = text_in(texts, item, variant.language);
    let body = match network {
        Network::Press => said(texts, item, variant).to_owned(),
        network if network.is_titled() => said(texts, item, variant).to_owned(),
        // Where nothing has a title, a heading is a line like others.
        _ => plain_heading(said(texts, item, variant)),
    };
    let link = common.map(|text| text.link.trim()).filter(|link| !link.is_empty());
    let warning = match variant.warning.trim() {
        "" => common.map(|text| text.warning.trim()).unwrap_or_default(),
        own => own,
    };
    let letters =
        |text: &str| if network == Network::Sms { variant.letters.of(text) } else { text.to_owned() };
    // What is heard cannot be pressed; what has words of its own says the link where it wants it.
    let added = link.filter(|_| !network.is_spoken() && variant.body.is_none());
    let mut text = letters(&with_link(&body, added));
    if network.is_titled() {
        text = super::mailing::with_subject(&item.title, &text);
    }
    let takes_pictures = super::limits::Limits::of(network).pictures > 0;
    Message {
        language: variant.language,
        warning: Some(letters(warning)).filter(|warning| !warning.is_empty()),
        visibility: variant.visibility,
        link: link.filter(|link| text.contains(link)).map(str::to_owned),
        text,
        pictures: if takes_pictures { pictures.to_vec() } else { Vec::new() },
    }
}
