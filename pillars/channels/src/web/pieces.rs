//! A channel in the form of an item: whether the item goes there, in which languages, and with which words.

use griot_web::Visitor;

use super::{
    edit::visibility_key,
    fields::{Fields, NOT_ANY_MORE, offered},
    view::{self, Choice},
};
use crate::{
    model::{
        channel::{Channel, ChannelId},
        measure::Unit,
        message::Visibility,
        network::Network,
        picture::Picture,
        variant::{Letters, most_languages},
    },
    networks,
};

/// What an item says there in one language.
pub(super) struct Piece {
    /// Tells its fields from those of the others.
    pub number: usize,
    /// Its language, where there are several.
    pub named: Option<String>,
    /// Whether it is offered, and nothing was written there yet.
    pub blank: bool,
    pub speaks: Vec<Choice>,
    pub visibilities: Vec<Choice>,
    /// With which letters it goes, where that has a price.
    pub letters: Vec<Choice>,
    pub body: String,
    pub warning: String,
    /// The pictures that the item shows, and whether this shows them too.
    pub shows: Vec<Shows>,
}

/// A picture of the item, in the form of one of its channels.
pub(super) struct Shows {
    /// As the form sends it: of which piece, and which picture.
    pub value: String,
    pub src: String,
    pub alt: String,
    pub on: bool,
}

pub(super) struct ChannelField {
    pub id: String,
    pub name: String,
    pub network: String,
    pub on: bool,
    pub pieces: Vec<Piece>,
    /// Whether one of them has words of its own.
    pub own: bool,
    pub most: String,
    /// How the network counts, for whoever has script.
    pub unit: &'static str,
    pub limit: usize,
    pub link: usize,
    pub counted: String,
    pub spoken: bool,
    pub by_hand: bool,
}

impl Piece {
    /// Whether it says or shows something else than the item.
    fn differs(&self) -> bool {
        let exact = self.letters.iter().any(|one| one.chosen && one.value == Letters::Exact.as_str());
        exact || !self.body.is_empty() || self.shows.iter().any(|picture| !picture.on)
    }
}

impl ChannelField {
    pub fn of(
        v: &Visitor,
        fields: &Fields,
        channel: &Channel,
        (keyed, library): (&[ChannelId], &[Picture]),
    ) -> Self {
        let id = channel.id.to_string();
        let limits = channel.limits();
        let pieces = pieces(v, fields, channel, library);
        Self {
            on: fields.all("to").contains(&id),
            name: channel.name.clone(),
            network: v.words.t(channel.network.key()),
            own: pieces.len() > 2 || pieces.iter().any(Piece::differs),
            pieces,
            most: super::limits::longest(v, &limits),
            unit: limits.unit.as_str(),
            limit: limits.text,
            link: match limits.unit {
                Unit::Weighted { link } => link,
                _ => 0,
            },
            counted: v.words.with(
                "channels-counted",
                [("used", "{used}".into()), ("most", i64::try_from(limits.text).unwrap_or(i64::MAX).into())],
            ),
            spoken: channel.network.is_spoken(),
            by_hand: networks::by_hand(channel, keyed.contains(&channel.id)),
            id,
        }
    }
}

/// The languages that it has or was to have, as typed, and an empty one for another.
fn pieces(v: &Visitor, fields: &Fields, channel: &Channel, library: &[Picture]) -> Vec<Piece> {
    let all = |field: &str| fields.all(&format!("{field}_{}", channel.id));
    let nth = |field: &str, n: usize| all(field).get(n).cloned().unwrap_or_default();
    let count = all("language").len().max(1);
    let several = all("language").iter().filter(|tag| !tag.is_empty()).count() > 1;
    let mut pieces: Vec<Piece> = Vec::new();
    for n in 0..count {
        let tag = match nth("language", n) {
            tag if tag.is_empty() && n == 0 => channel.language.to_string(),
            tag => tag,
        };
        if tag.is_empty() && nth("body", n).is_empty() {
            continue;
        }
        let number = pieces.len();
        let shows = offered(fields, channel, n).filter_map(|(id, on)| {
            let picture = library.iter().find(|picture| picture.id == id)?;
            Some(Shows {
                value: format!("{number}:{id}"),
                src: super::pictures::small(picture),
                alt: picture.alt.clone(),
                on,
            })
        });
        let shows = shows.collect();
        let one = piece(
            v,
            channel,
            (number, several),
            (&tag, nth("visibility", n), nth("letters", n)),
            (nth("body", n), nth("warning", n)),
        );
        pieces.push(Piece { shows, ..one });
    }
    if pieces.len() < most_languages(channel.network) {
        let number = pieces.len();
        let blank = piece(
            v,
            channel,
            (number, false),
            ("", String::new(), String::new()),
            (String::new(), String::new()),
        );
        pieces.push(Piece { blank: true, ..blank });
    }
    pieces
}

fn piece(
    v: &Visitor,
    channel: &Channel,
    (number, several): (usize, bool),
    (tag, visibility, letters): (&str, String, String),
    (body, warning): (String, String),
) -> Piece {
    let known = if tag.is_empty() || tag == NOT_ANY_MORE { channel.language.as_str() } else { tag };
    let languages = view::languages(v, known).into_iter();
    let mut speaks: Vec<Choice> =
        languages.map(|choice| Choice { chosen: choice.value == tag, ..choice }).collect();
    let more =
        |value: &str, key| Choice { value: value.to_owned(), label: v.words.t(key), chosen: tag == value };
    if tag.is_empty() {
        speaks.insert(0, more("", "channels-none"));
    } else if several {
        speaks.push(more(NOT_ANY_MORE, "channels-language-not-any-more"));
    }
    let choice = |one: Visibility| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(visibility_key(one)),
        chosen: one.as_str() == visibility,
    };
    let lettered = |one: Letters| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        chosen: one.as_str() == letters,
    };
    let is_sms = channel.network == Network::Sms;
    let narrows = channel.network == Network::Mastodon;
    Piece {
        number,
        named: tag.parse().ok().filter(|_| several).map(|language| v.words.language_name(language)),
        blank: false,
        speaks,
        visibilities: if narrows { Visibility::ALL.into_iter().map(choice).collect() } else { Vec::new() },
        letters: if is_sms { Letters::ALL.into_iter().map(lettered).collect() } else { Vec::new() },
        body,
        warning,
        shows: Vec::new(),
    }
}
