//! Under siege: while many shout at the section, what they shout lies aside, kept as evidence.

use griot_kernel::Timestamp;
use griot_text::fold;

/// What lies aside since when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Siege {
    /// Since when; `None` while all is calm.
    pub since: Option<Timestamp>,
    /// What is said with one of these in it lies aside: a word or a few, one to a line.
    pub words: String,
    /// Whether whoever never spoke here before it began lies aside too.
    pub strangers: bool,
}

impl Siege {
    /// Whether what somebody says lies aside; `known` says whether they spoke here before it began.
    pub fn sets_aside(&self, body: &str, known: bool) -> bool {
        if self.since.is_none() {
            return false;
        }
        let said = format!(" {} ", flat(body));
        let hit = |line: &str| {
            let wanted = flat(line);
            !wanted.is_empty() && said.contains(&format!(" {wanted} "))
        };
        (self.strangers && !known) || self.words.lines().any(hit)
    }
}

/// The words, folded, with one space between two.
fn flat(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use griot_kernel::Timestamp;

    use super::Siege;

    #[test]
    fn only_what_is_meant_lies_aside() {
        let calm = Siege { since: None, words: "traîtres".into(), strangers: true };
        assert!(!calm.sets_aside("Traîtres !", false), "while all is calm nothing does");
        let siege = Siege { since: Some(Timestamp::from_millisecond(1)), strangers: false, ..calm };
        assert!(siege.sets_aside("TRAITRES!", true));
        assert!(!siege.sets_aside("Les traitresses de l’histoire", true), "a word is a word");
        assert!(!siege.sets_aside("Bonjour", false));
        let closed = Siege { strangers: true, words: String::new(), ..siege };
        assert!(closed.sets_aside("Bonjour", false));
        assert!(!closed.sets_aside("Bonjour", true));
    }
}
