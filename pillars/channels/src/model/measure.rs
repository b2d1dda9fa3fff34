//! How long a text is, in the unit in which each network counts.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use griot_delivery::sms::{Alphabet, Weight};

/// In what a network counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Signs as people see them (extended grapheme clusters).
    Graphemes,
    /// The same, every link counting as so many and a mention without its server.
    Weighted {
        /// What a link counts.
        link: usize,
    },
    /// Code units of UTF-16.
    Utf16,
    /// Unicode code points.
    Characters,
    /// Septets of GSM 03.38, or code units of UTF-16 where a sign is not among them.
    Sms,
    /// Words: some 150 of them are said in a minute.
    Words,
}

impl Unit {
    /// As pages call it for whoever counts there.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Graphemes => "graphemes",
            Self::Weighted { .. } => "weighted",
            Self::Utf16 => "utf16",
            Self::Characters => "characters",
            Self::Sms => "sms",
            Self::Words => "words",
        }
    }
}

/// How long a text is in this unit.
pub fn length(unit: Unit, text: &str) -> usize {
    match unit {
        Unit::Graphemes => text.graphemes(true).count(),
        Unit::Weighted { link } => weighted(text, link),
        Unit::Utf16 => text.encode_utf16().count(),
        Unit::Characters => text.chars().count(),
        Unit::Sms => Weight::of(text).length,
        Unit::Words => text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count(),
    }
}

/// How much of its unit a text may hold where `most` is taken: as many messages to a telephone hold less of an
/// alphabet that needs more room (3GPP TS 23.038 and 23.040).
pub fn room(unit: Unit, text: &str, most: usize) -> usize {
    const ALONE: (usize, usize) = (160, 70);
    const JOINED: (usize, usize) = (153, 67);

    if unit != Unit::Sms || Weight::of(text).alphabet == Alphabet::Gsm7 {
        return most;
    }
    if most <= ALONE.0 { ALONE.1.min(most) } else { most / JOINED.0 * JOINED.1 }
}

/// What of a text so long a message takes, between two signs, and what is over.
pub fn parted(unit: Unit, text: &str, most: usize) -> (&str, &str) {
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, sign)| at + sign.len()).collect();
    let fits = |end: &usize| text.get(..*end).is_some_and(|begin| length(unit, begin) <= most);
    let taken = ends.partition_point(fits);
    let end = taken.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(0);
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn weighted(text: &str, link: usize) -> usize {
    let (mut all, mut from) = (0, 0);
    for range in links(text) {
        all += local(text.get(from..range.start).unwrap_or_default()) + link;
        from = range.end;
    }
    all + local(text.get(from..).unwrap_or_default())
}

/// Signs of a text in which `@somebody@server` counts as `@somebody`.
fn local(text: &str) -> usize {
    let signs = text.graphemes(true).count();
    let servers = text.split_whitespace().filter_map(|word| {
        let (name, server) = word.strip_prefix('@')?.split_once('@')?;
        let plain = |part: &str| !part.is_empty() && part.chars().all(is_of_name);
        let server: String = server.chars().take_while(|c| is_of_name(*c)).collect();
        (plain(name) && server.contains('.')).then(|| server.trim_end_matches('.').chars().count() + 1)
    });
    signs - servers.sum::<usize>().min(signs)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Where web addresses stand in a text, in bytes. The sign that ends a sentence is not part of one,
/// nor is a bracket that was opened before it.
pub fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let starts = ["https://", "http://"].into_iter().filter_map(|scheme| {
            rest.match_indices(scheme)
                .map(|(at, _)| at)
                .find(|at| begins_word(rest, *at))
                .map(|at| (at, scheme))
        });
        let Some((at, scheme)) = starts.min() else { break };
        let tail = rest.get(at..).unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»');
        let whole = tail.split(ends).next().unwrap_or_default();
        let link = trimmed(whole);
        let start = from + at;
        if link.len() > scheme.len() {
            found.push(start..start + link.len());
        }
        from = start + whole.len().max(scheme.len());
    }
    found
}

fn begins_word(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
}

fn trimmed(link: &str) -> &str {
    let mut link = link;
    loop {
        let shorter = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '’', '\'']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if !inner.contains('(') => inner,
            _ => shorter,
        };
        if shorter.len() == link.len() {
            return link;
        }
        link = shorter;
    }
}

/// Where words that begin with `#` stand in a text, in bytes with the sign; a number alone is none.
pub fn hashtags(text: &str) -> Vec<Range<usize>> {
    let inside = links(text);
    let starts = text.match_indices('#').map(|(at, _)| at);
    let free = starts.filter(|at| begins_word(text, *at) && !inside.iter().any(|link| link.contains(at)));
    free.filter_map(|at| {
        let word: String =
            text.get(at + 1..)?.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        word.chars().any(|c| !c.is_numeric() && c != '_').then(|| at..at + 1 + word.len())
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{Unit, hashtags, length, links, parted};

    fn found(text: &str) -> Vec<&str> {
        links(text).into_iter().map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn as_many_messages_hold_less_of_another_alphabet() {
        for (text, most, room) in
            [("L'eau", 459, 459), ("ça", 459, 201), ("ça", 160, 70), ("ça", 50, 50), ("L'eau", 160, 160)]
        {
            assert_eq!(super::room(Unit::Sms, text, most), room, "{text} of {most}");
        }
        assert_eq!(super::room(Unit::Graphemes, "ça", 300), 300);
    }

    #[test]
    fn a_text_is_parted_where_a_message_is_full() {
        assert_eq!(parted(Unit::Graphemes, "L’été 👩‍👧 finit", 7), ("L’été 👩‍👧", " finit"));
        assert_eq!(parted(Unit::Words, "un deux trois", 2), ("un deux ", "trois"));
        assert_eq!(parted(Unit::Sms, "abc", 160), ("abc", ""));
        assert_eq!(parted(Unit::Sms, "", 160), ("", ""));
        assert_eq!(parted(Unit::Graphemes, "abc", 0), ("", "abc"));
    }

    #[test]
    fn a_link_ends_before_the_sign_that_ends_the_sentence() {
        assert_eq!(found("Lisez https://exemple.bf/eau. Puis agissez !"), ["https://exemple.bf/eau"]);
        assert_eq!(found("(voir http://a.bf/x(1))"), ["http://a.bf/x(1))"], "what was opened inside stays");
        assert_eq!(found("(voir http://a.bf/x)"), ["http://a.bf/x"]);
        assert_eq!(found("https:// et xhttps://a.bf et https://b.bf"), ["https://b.bf"]);
        assert_eq!(found("« https://é.bf/à » https://c.bf"), ["https://é.bf/à", "https://c.bf"]);
    }

    #[test]
    fn a_link_counts_as_much_as_the_network_says_and_a_mention_without_its_server() {
        let unit = Unit::Weighted { link: 23 };
        assert_eq!(length(unit, "https://exemple.bf/une/adresse/tres/longue/qui/continue"), 23);
        assert_eq!(length(unit, "ab https://e.bf cd"), 3 + 23 + 3);
        assert_eq!(length(unit, "@awa@section.example oui"), "@awa oui".len());
    }

    #[test]
    fn one_sign_for_the_eye_is_one_grapheme_and_more_of_other_units() {
        let family = "👩‍👧‍👦";
        assert_eq!(length(Unit::Graphemes, family), 1);
        assert_eq!(length(Unit::Utf16, family), 8);
        assert_eq!(length(Unit::Characters, family), 5);
        assert_eq!(length(Unit::Graphemes, "e\u{301}"), 1);
        assert_eq!(length(Unit::Words, "Trente secondes — pas plus !"), 4);
    }

    #[test]
    fn a_hashtag_holds_a_letter_and_stands_in_no_link() {
        let text = "#Eau, #2013 et #droit_à_l’eau https://a.bf/#ancre x#non";
        let tags: Vec<_> = hashtags(text).into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(tags, ["#Eau", "#droit_à_l"]);
    }
}
