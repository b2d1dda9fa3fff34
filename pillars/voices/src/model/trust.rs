use griot_kernel::kept_as;
use griot_text::fold;

use super::{CommentState, Moderation};

/// Links that a comment of a new voice may hold.
const FEW_LINKS: usize = 2;
/// Links that any comment may hold.
const MANY_LINKS: usize = 6;

/// What is known when a comment arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whose comments wait in this blog.
    pub moderation: Moderation,
    /// Whether the writer writes in this blog or moderates here.
    pub at_home: bool,
    /// How many first comments of a new voice wait for someone to read them.
    pub first_comments: i64,
    /// Comments of the same writer that everyone sees.
    pub shown_before: i64,
    /// Comments with the same words in the last days, by whoever.
    pub same_words: i64,
}

/// Why a comment looks like spam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// More links than people usually leave.
    ManyLinks,
    /// The same words were left elsewhere.
    RepeatedWords,
    /// Nothing but a link.
    OnlyLink,
    /// Several readers reported it.
    Reported,
}
kept_as!(Suspicion {
    ManyLinks = "many-links",
    RepeatedWords = "repeated-words",
    OnlyLink = "only-link",
    Reported = "reported"
});

impl Suspicion {
    /// The key of the sentence that moderators read.
    pub fn key(self) -> &'static str {
        match self {
            Self::ManyLinks => "suspicion-many-links",
            Self::RepeatedWords => "suspicion-repeated-words",
            Self::OnlyLink => "suspicion-only-link",
            Self::Reported => "suspicion-reported",
        }
    }
}

/// What a first look says of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everyone may read it at once.
    Show,
    /// Someone reads it first.
    Wait,
    /// Staff alone see it.
    Suspect(Suspicion),
}

impl Verdict {
    /// The state that follows.
    pub fn state(self) -> CommentState {
        match self {
            Self::Show => CommentState::Shown,
            Self::Wait => CommentState::Waiting,
            Self::Suspect(_) => CommentState::Suspected,
        }
    }

    /// The word kept beside it.
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Suspect(why) => Some(why.as_str()),
            Self::Show | Self::Wait => None,
        }
    }
}

/// Looks at a comment as it arrives. Rules that a person can check by hand, in
/// the order of their weight.
pub fn first_look(body: &str, facts: Facts) -> Verdict {
    if facts.at_home {
        return Verdict::Show;
    }
    let new = facts.shown_before < facts.first_comments;
    let links = links_in(body);
    if facts.same_words >= if new { 1 } else { 3 } {
        return Verdict::Suspect(Suspicion::RepeatedWords);
    }
    if links > if new { FEW_LINKS } else { MANY_LINKS } {
        return Verdict::Suspect(Suspicion::ManyLinks);
    }
    if new && links > 0 && words_beside_links(body) < 3 {
        return Verdict::Suspect(Suspicion::OnlyLink);
    }
    match facts.moderation {
        Moderation::Everyone => Verdict::Wait,
        Moderation::Newcomers if new => Verdict::Wait,
        Moderation::Newcomers => Verdict::Show,
    }
}

fn links_in(body: &str) -> usize {
    let lower = body.to_lowercase();
    lower.matches("http://").count() + lower.matches("https://").count() + lower.matches("[url").count()
}

fn words_beside_links(body: &str) -> usize {
    let words = body.split_whitespace().filter(|word| !word.contains("://"));
    words.filter(|word| !fold(word).trim().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::{Facts, Suspicion, Verdict, first_look};
    use crate::model::Moderation;

    const NEW: Facts = Facts {
        moderation: Moderation::Newcomers,
        at_home: false,
        first_comments: 3,
        shown_before: 0,
        same_words: 0,
    };

    #[test]
    fn the_first_comments_of_a_new_voice_wait() {
        assert_eq!(first_look("Merci pour ce billet.", NEW), Verdict::Wait);
        assert_eq!(first_look("Merci.", Facts { shown_before: 3, ..NEW }), Verdict::Show);
        assert_eq!(first_look("Merci.", Facts { at_home: true, ..NEW }), Verdict::Show);
    }

    #[test]
    fn many_links_repeated_words_and_a_bare_link_are_suspect() {
        let three = "voyez https://a.bf https://b.bf https://c.bf merci bien";
        assert_eq!(first_look(three, NEW), Verdict::Suspect(Suspicion::ManyLinks));
        assert_eq!(first_look("https://a.bf", NEW), Verdict::Suspect(Suspicion::OnlyLink));
        let again = Facts { same_words: 1, ..NEW };
        assert_eq!(first_look("Achetez ici", again), Verdict::Suspect(Suspicion::RepeatedWords));
    }

    #[test]
    fn one_who_is_known_may_show_a_few_links() {
        let known = Facts { shown_before: 9, ..NEW };
        assert_eq!(first_look("https://a.bf https://b.bf https://c.bf", known), Verdict::Show);
    }
}
