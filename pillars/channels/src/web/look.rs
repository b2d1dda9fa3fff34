//! A text as readers of a network see it: in its shape, not in its colours. What is pressed, folded, drawn
//! beside it or read aloud there is shown so; where a network folds a long text is not published, so that is
//! about where.

use griot_text::{Html, Pictures};
use griot_web::Visitor;

use super::pictures::small;
use crate::{
    acts::{show::Whole, site::with_line_ends},
    model::{
        channel::Channel,
        mailing::opened,
        measure::{self, Unit, hashtags, links},
        message::{Message, sms_text},
        network::Network,
        variant::Variant,
    },
};

/// About where Facebook folds a text: lines …
const LINES: usize = 5;
/// … and signs.
const SIGNS: usize = 450;
/// A minute of radio is so many words.
const WORDS_A_MINUTE: usize = 150;

/// Some words, and whether they can be pressed.
pub(super) struct Words {
    pub words: String,
    pub press: bool,
}

/// A picture beside a text.
pub(super) struct Shot {
    pub src: String,
    pub alt: String,
}

/// A text in the shape that it has on a network.
pub(super) struct Look {
    /// `post`, `chat`, `sms`, `page`, `letter`, `paper` or `spoken`.
    pub shape: &'static str,
    /// Who speaks, as readers see it.
    pub who: String,
    /// The first sign of that.
    pub initial: String,
    /// The name of the account there.
    pub account: String,
    /// When it comes out.
    pub at: Option<String>,
    /// Stands before the text …
    pub warning: Option<String>,
    /// … which opens on a tap there.
    pub folds: bool,
    /// Its title, where the network has one.
    pub title: String,
    /// The text as a page sets it; without it the words below.
    pub html: Option<Html>,
    pub text: Vec<Words>,
    /// What a reader sees only on a tap.
    pub more: Vec<Words>,
    pub shots: Vec<Shot>,
    /// The site to which a card leads.
    pub card: Option<String>,
    /// How long it takes to say, in seconds.
    pub seconds: Option<i64>,
    pub tag: String,
}

fn shape(network: Network) -> &'static str {
    match network {
        Network::Site => "page",
        Network::Newsletter => "letter",
        Network::Press => "paper",
        Network::Radio => "spoken",
        Network::Sms => "sms",
        Network::Telegram | Network::WhatsApp => "chat",
        Network::Facebook | Network::Mastodon | Network::Bluesky | Network::TikTok | Network::Other => "post",
    }
}

impl Look {
    /// How a variant will look on its channel.
    pub fn of(v: &Visitor, whole: &Whole, (variant, channel): (&Variant, &Channel), said: &Message) -> Self {
        let network = channel.network;
        let titled = network.is_titled();
        let on_paper = network == Network::Press;
        let (title, body) = match titled || on_paper {
            true => opened(&said.text),
            false => ("", said.text.as_str()),
        };
        let title = if on_paper && title.is_empty() { &whole.item.title } else { title };
        let whole_text = if network == Network::Sms { sms_text(said) } else { body.to_owned() };
        let (above, below) = match network {
            Network::Facebook => parted(&whole_text),
            _ => (whole_text.as_str(), ""),
        };
        let shots: Vec<Shot> = whole
            .shown(variant)
            .filter(|_| !said.pictures.is_empty())
            .map(|one| Shot {
                src: small(one),
                alt: one.alt_in(said.language).unwrap_or(&one.alt).to_owned(),
            })
            .collect();
        let html = titled.then(|| griot_text::render(&with_line_ends(body), &Pictures { on_tap: None }));
        let words = measure::length(Unit::Words, &whole_text);
        let who = match network {
            Network::Site | Network::Press | Network::Sms if !v.settings.name.is_empty() => &v.settings.name,
            _ => &channel.name,
        };
        Self {
            shape: shape(network),
            who: who.clone(),
            initial: who.chars().next().map(|sign| sign.to_uppercase().collect()).unwrap_or_default(),
            account: if network == Network::Site { String::new() } else { channel.account.clone() },
            at: whole.item.planned_at.map(|at| v.words.moment(at)),
            // In a message to a telephone it is part of the text already.
            warning: said.warning.clone().filter(|_| network != Network::Sms),
            folds: matches!(network, Network::Mastodon | Network::Telegram),
            title: title.to_owned(),
            html,
            text: marked(above),
            more: marked(below),
            // Whoever shows pictures draws no card.
            card: said.link.as_deref().filter(|_| shots.is_empty() && !titled).and_then(host),
            shots,
            seconds: network
                .is_spoken()
                .then(|| i64::try_from(words * 60 / WORDS_A_MINUTE).unwrap_or(i64::MAX)),
            tag: said.language.to_string(),
        }
    }
}

/// A text where it is folded: what is seen first, and the rest.
fn parted(text: &str) -> (&str, &str) {
    let line = text.match_indices('\n').nth(LINES - 1).map(|(place, _)| place);
    let sign = text.char_indices().nth(SIGNS).map(|(place, _)| place);
    let Some(most) = line.into_iter().chain(sign).min() else { return (text, "") };
    let (before, _) = text.split_at(most);
    // Words are not cut in two, unless one is longer than all that.
    let place = if line == Some(most) { most } else { before.rfind(char::is_whitespace).unwrap_or(most) };
    text.split_at(place)
}

/// A text with what can be pressed in it.
fn marked(text: &str) -> Vec<Words> {
    let mut ranges: Vec<_> = links(text).into_iter().chain(hashtags(text)).collect();
    ranges.sort_by_key(|range| range.start);
    let (mut all, mut from) = (Vec::new(), 0);
    for range in ranges {
        let (Some(before), Some(words)) = (text.get(from..range.start), text.get(range.clone())) else {
            continue;
        };
        all.push(Words { words: before.to_owned(), press: false });
        all.push(Words { words: words.to_owned(), press: true });
        from = range.end;
    }
    all.push(Words { words: text.get(from..).unwrap_or_default().to_owned(), press: false });
    all.retain(|one| !one.words.is_empty());
    all
}

/// The site to which an address leads, as cards show it.
fn host(link: &str) -> Option<String> {
    url::Url::parse(link).ok()?.host_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{marked, parted};

    #[test]
    fn what_can_be_pressed_is_told_apart_and_nothing_is_lost() {
        let text = "L’eau à #Kaya : https://é.bf/eau, et vous\u{202f}?";
        let all = marked(text);
        let pressed: Vec<_> = all.iter().filter(|one| one.press).map(|one| one.words.as_str()).collect();
        assert_eq!(pressed, ["#Kaya", "https://é.bf/eau"]);
        assert_eq!(all.iter().map(|one| one.words.as_str()).collect::<String>(), text);
    }

    #[test]
    fn a_long_text_is_folded_between_two_words_or_lines() {
        assert_eq!(parted("Court"), ("Court", ""));
        let long = "été ".repeat(200);
        let (above, below) = parted(&long);
        assert_eq!(format!("{above}{below}"), long);
        assert!(above.ends_with("été") && above.chars().count() <= 450, "{above}");
        let lines = "un\n".repeat(9);
        assert_eq!(parted(&lines).0.lines().count(), 5);
        assert_eq!(parted(&"é".repeat(600)).0.chars().count(), 450);
    }
}
