use griot_crypto::{code, typed_code};
use griot_kernel::{Id, Language, PersonId, Timestamp};

use super::{
    enrolment::{Enrolment, EnrolmentId, EnrolmentStage},
    programme::{CertificateRule, ProgrammeId},
    statement::Statement,
    text::Refusal,
    workshop::{Meeting, MeetingId, WorkshopId},
};

/// Names a certificate.
pub type CertificateId = Id<Certificate>;

/// Begins every number.
const HEAD: &str = "GR";
/// Signs of a number after its head.
const SIGNS: usize = 12;
/// Milliseconds of an hour.
const HOUR: i64 = 3_600_000;

/// A new number: twelve signs of chance that nobody counts or guesses, in groups that one reads aloud.
pub fn number_of(random: [u8; 16]) -> String {
    grouped(&code(random, SIGNS))
}

fn grouped(signs: &str) -> String {
    let mut number = HEAD.to_owned();
    for (place, sign) in signs.chars().enumerate() {
        if place % 4 == 0 {
            number.push('-');
        }
        number.push(sign);
    }
    number
}

/// What a certificate says in public, by the will of its holder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shows {
    /// Nothing, as if it did not exist.
    #[default]
    Nothing,
    /// That it is valid, for which training, and of which day.
    Title,
    /// And whose it is.
    Holder,
}

impl Shows {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Title, Self::Holder];

    /// The word in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Title => "title",
            Self::Holder => "holder",
        }
    }

    /// The one that this word names.
    pub fn named(word: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|one| one.word() == word).ok_or(Refusal::BadChoice)
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nothing => "certificate-shows-nothing",
            Self::Title => "certificate-shows-title",
            Self::Holder => "certificate-shows-holder",
        }
    }
}

/// That a certificate was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<PersonId>,
    /// Why; for its holder and the trainers.
    pub why: String,
}

/// A paper that says what somebody took part in.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// By which others ask about it.
    pub number: String,
    /// For which programme.
    pub programme: ProgrammeId,
    /// For which workshop.
    pub workshop: Option<WorkshopId>,
    /// For which enrolment; nobody's when that is gone.
    pub enrolment: Option<EnrolmentId>,
    /// The member, if its holder is one.
    pub person: Option<PersonId>,
    /// The name on it; empty for somebody who was erased.
    pub holder: String,
    /// What it is called: “Attestation”.
    pub kind: String,
    /// For what it is.
    pub title: String,
    /// What it says below.
    pub text: String,
    /// The section that gave it, as it was called then.
    pub section: String,
    /// How many hours it stands for.
    pub hours: i64,
    /// In which language it is written.
    pub language: Language,
    /// The day on which it was given.
    pub issued_on: Timestamp,
    /// The signature of its statement; empty for somebody who was erased.
    pub signature: String,
    /// The public key of the house that signed.
    pub house_key: String,
    /// What it says in public.
    pub shows: Shows,
    /// Whether nobody outside may know of the training, as it was when this was signed.
    pub is_sensitive: bool,
    /// Whether it never says anything in public: it was sensitive then, or its programme is now.
    pub is_hidden: bool,
    /// Who gave it.
    pub issued_by: Option<PersonId>,
    /// That it was taken back.
    pub revoked: Option<Revoked>,
}

impl std::fmt::Debug for Certificate {
    /// Names nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Certificate {
    /// A number as somebody typed it, in the form in which it is kept. What is none stays itself, and names nothing.
    pub fn typed(number: &str) -> String {
        let signs = typed_code(number);
        let bare = signs.strip_prefix(HEAD).filter(|bare| bare.len() == SIGNS);
        match bare.or(Some(signs.as_str()).filter(|all| all.len() == SIGNS)) {
            Some(bare) => grouped(bare),
            None => String::new(),
        }
    }

    /// Where the public asks about it.
    pub fn address(&self) -> String {
        format!("/certificates/{}", self.number)
    }

    /// Where its holder sees it, if they are a member.
    pub fn own(&self) -> String {
        format!("/me/certificates/{}", self.number)
    }

    /// Whether its holder was erased: then it says nothing to anybody.
    pub fn is_erased(&self) -> bool {
        self.holder.is_empty()
    }

    /// What it says to whoever asks by its number. A paper that was taken back never shows its words.
    pub fn says(&self) -> Shows {
        if self.is_hidden || self.is_erased() || self.revoked.is_some() { Shows::Nothing } else { self.shows }
    }

    /// What is signed. The title of a training of which nobody may know is not part of it.
    pub fn statement(&self) -> Statement {
        Statement {
            number: self.number.clone(),
            holder: self.holder.clone(),
            title: if self.is_sensitive { self.kind.clone() } else { self.title.clone() },
            section: self.section.clone(),
            day: self.issued_on.day().to_string(),
            hours: self.hours,
        }
    }

    /// The signed statement as text; nothing for somebody who was erased.
    pub fn code(&self) -> Option<String> {
        if self.is_erased() { None } else { self.statement().written(&self.house_key, &self.signature) }
    }
}

/// Why somebody has not earned a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// They have no place in the workshop.
    Place,
    /// They were at so many meetings of so many, and must have been at so many.
    Meetings {
        /// At so many they were.
        was: i64,
        /// So many there were.
        of: i64,
        /// At so many they must have been.
        needs: i64,
    },
    /// They have not finished the course.
    Course,
}

/// What somebody did in a workshop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earned {
    /// The meetings at which they were.
    pub meetings: Vec<MeetingId>,
    /// Whether they finished the course.
    pub has_course: bool,
}

impl Earned {
    /// What is missing for a certificate, if anything.
    pub fn missing(&self, rule: &CertificateRule, enrolment: &Enrolment, all: &[Meeting]) -> Option<Missing> {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let (was, of) = (count(self.of(all).count()), count(all.len()));
        // Rounded up: four of five meetings are 80 of a hundred, three are not. Where no meeting is known, nobody was
        // at any.
        let share = rule.share.clamp(0, 100);
        let needs = (of.saturating_mul(share).saturating_add(99) / 100).max(share.min(1));
        if enrolment.stage != EnrolmentStage::Enrolled {
            Some(Missing::Place)
        } else if was < needs {
            Some(Missing::Meetings { was, of, needs })
        } else if rule.needs_course && !self.has_course {
            Some(Missing::Course)
        } else {
            None
        }
    }

    /// The meetings at which they were.
    pub fn of<'a>(&'a self, all: &'a [Meeting]) -> impl Iterator<Item = &'a Meeting> {
        all.iter().filter(|meeting| self.meetings.contains(&meeting.id))
    }
}

/// The whole hours that these meetings last together.
pub(crate) fn certificate_hours<'a>(meetings: impl Iterator<Item = &'a Meeting>) -> i64 {
    let millis: i64 =
        meetings.map(|one| (one.ends_at.as_millisecond() - one.starts_at.as_millisecond()).max(0)).sum();
    (millis + HOUR / 2) / HOUR
}

/// The text of a certificate with its figures and its place.
pub fn filled(text: &str, hours: i64, days: i64, place: &str) -> String {
    text.replace("{hours}", &hours.to_string()).replace("{days}", &days.to_string()).replace("{place}", place)
}

#[cfg(test)]
mod tests {
    use super::{Certificate, number_of};

    #[test]
    fn a_number_is_read_however_it_was_typed() {
        let number = number_of([9; 16]);
        assert_eq!(number.len(), 17);
        assert_eq!(Certificate::typed(&format!("  {} ", number.to_lowercase().replace('-', " "))), number);
        assert_eq!(Certificate::typed(number.trim_start_matches("GR-")), number);
        for bad in ["", "GR", "GR-7K3M", "'; drop table", &"X".repeat(4_000)] {
            assert_eq!(Certificate::typed(bad), "", "{bad}");
        }
    }
}
