//! What a telephone asks of the lists, by the words that people everywhere write for it.

use griot_kernel::kept_as;

/// So many messages are armed at once: what may be unsure after a crash.
pub const BATCH: i64 = 10;
/// So many messages a minute where nobody chose: what a small account with an operator carries.
pub const PACE: i64 = 30;
/// How long it is kept which messages were heard, in days.
pub const HEARD_DAYS: u64 = 60;

/// Whoever writes this gets nothing any more. Without marks, in capitals.
const STOP: &[&str] = &[
    "STOP",
    "STOPALL",
    "STOPSMS",
    "STOPPER",
    "ARRET",
    "ARRETER",
    "ARRETEZ",
    "QUITTER",
    "DESABONNER",
    "DESABONNEMENT",
    "DESINSCRIRE",
    "UNSUBSCRIBE",
    "CANCEL",
    "QUIT",
    "END",
    "FIN",
];
/// Whoever was asked and writes this agrees.
const YES: &[&str] = &["OUI", "YES", "OK", "DACCORD"];
/// Whoever writes this wants to know who writes to them.
const INFO: &[&str] = &["INFO", "INFOS", "AIDE", "HELP"];
/// What may stand behind such a word without making a sentence of it.
const BEHIND: &[&str] = &["SMS", "ALL", "TOUT", "SVP", "MERCI", "PLEASE", "THANKS", "NOW"];

/// What a telephone asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// Nothing any more.
    Stop,
    /// To be on a list.
    Join,
    /// It agrees to be on the list of which it was asked.
    Yes,
    /// Who writes, and how to stop.
    Info,
}
kept_as!(Asked { Stop = "stop", Join = "join", Yes = "yes", Info = "info" });

impl Asked {
    /// The message that names how many there were.
    pub fn key(self) -> &'static str {
        match self {
            Self::Stop => "channels-asked-stop",
            Self::Join => "channels-asked-join",
            Self::Yes => "channels-asked-yes",
            Self::Info => "channels-asked-info",
        }
    }
}

/// The words of a message as they are compared: capitals without marks, and no other signs.
fn plain(text: &str) -> Vec<String> {
    let folded = griot_text::fold(&text.replace(['\'', '’'], "")).to_uppercase();
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.take(5).map(str::to_owned).collect()
}

/// What a message asks of the lists, of which these are the words; with the word of a list that it joins.
/// A sentence that only begins with such a word is for people to read.
pub fn asked(text: &str, keywords: &[String]) -> Option<(Asked, String)> {
    let all = plain(text);
    let (first, rest) = all.split_first()?;
    let is = |known: &[&str]| known.contains(&first.as_str());
    let politely = rest.len() <= 2 && rest.iter().all(|word| BEHIND.contains(&word.as_str()));
    let names_list = rest.len() == 1 && rest.iter().all(|word| keywords.contains(word));
    if is(STOP) && (politely || names_list) {
        Some((Asked::Stop, String::new()))
    } else if !politely {
        None
    } else if keywords.contains(first) {
        Some((Asked::Join, first.clone()))
    } else if is(YES) {
        Some((Asked::Yes, String::new()))
    } else if is(INFO) {
        Some((Asked::Info, String::new()))
    } else {
        None
    }
}

/// The word of a list as it is kept, if it can be one: a single word that means nothing else.
pub fn keyword(typed: &str) -> Option<String> {
    let all = plain(typed);
    let [one] = all.as_slice() else { return None };
    let length = one.chars().count();
    let other = [STOP, YES, INFO, BEHIND].iter().any(|known| known.contains(&one.as_str()));
    let letters = one.chars().any(char::is_alphabetic);
    ((2..=20).contains(&length) && letters && !other).then(|| one.clone())
}

/// A number of which only its country and its last two signs are shown.
pub fn masked(number: &str) -> String {
    let signs: Vec<char> = number.chars().collect();
    let end: String = signs.iter().skip(signs.len().saturating_sub(2)).collect();
    let begin: String = signs.iter().take(4).collect();
    format!("{begin} •• •• {end}")
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked, keyword, masked};

    #[test]
    fn whoever_wants_to_stop_is_understood_and_a_sentence_is_not_taken_for_it() {
        let lists = ["EAU".to_owned()];
        let what = |text: &str| asked(text, &lists).map(|(asked, _)| asked);
        for text in ["STOP", "stop.", " Arrêt ", "ARRET", "StopAll", "stop sms svp", "Stop eau", "Désabonner"]
        {
            assert_eq!(what(text), Some(Asked::Stop), "{text}");
        }
        for text in ["Stop aux violences", "stop il y a encore un autre puits", "Fini ?", "", "!"] {
            assert_eq!(what(text), None, "{text}");
        }
        assert_eq!(asked("Eau svp", &lists), Some((Asked::Join, "EAU".to_owned())));
        assert_eq!(what("eau sale chez nous"), None);
        assert_eq!(
            (what("Oui !"), what("D’accord"), what("aide")),
            (Some(Asked::Yes), Some(Asked::Yes), Some(Asked::Info))
        );
        assert!(Asked::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
    }

    #[test]
    fn the_word_of_a_list_means_nothing_else() {
        assert_eq!(keyword(" Écoles ").as_deref(), Some("ECOLES"));
        for wrong in ["", "a", "deux mots", "Arrêt", "oui", "INFO", "2013", "merci"] {
            assert_eq!(keyword(wrong), None, "{wrong}");
        }
        assert_eq!(masked("+22600000042"), "+226 •• •• 42");
    }
}
