use griot_contracts::campaigns::{CampaignId, LineId};
use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};
use griot_web::{Member, Role};

use super::{
    course::CourseId,
    text::{Refusal, line_of, lines_of},
};

/// Names a programme.
pub type ProgrammeId = Id<Programme>;

/// For whom a training is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Whoever comes, with or without an account.
    #[default]
    Everyone,
    /// Members of the section.
    Members,
    /// Those who hold one of some roles.
    Roles,
}
kept_as!(Audience {
    Everyone = "everyone", "programme-audience-everyone";
    Members = "members", "programme-audience-members";
    Roles = "roles", "programme-audience-roles";
});

/// What a programme says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeWords {
    /// In which language it is written.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// In one or two sentences.
    pub summary: String,
    /// What is learnt, for whom it is, what to bring; Markdown.
    pub description: String,
    /// For whom it is.
    pub audience: Audience,
    /// The roles of [`Audience::Roles`].
    pub roles: Vec<Role>,
    /// Whether nobody outside may know who took part: a training in monitoring, for instance.
    pub is_sensitive: bool,
}

impl ProgrammeWords {
    /// The texts, tidied and judged; the choices come after.
    pub fn typed(language: Language, title: &str, summary: &str, description: &str) -> Result<Self, Refusal> {
        let title = line_of(title, 120)?;
        if title.is_empty() {
            return Err(Refusal::NoText);
        }
        Ok(Self {
            language,
            title,
            summary: line_of(summary, 300)?,
            description: lines_of(description, 8_000)?,
            audience: Audience::Everyone,
            roles: Vec::new(),
            is_sensitive: false,
        })
    }

    /// Whether this is a training for whoever asks; nobody is somebody without an account.
    pub fn is_for(&self, member: Option<&Member>) -> bool {
        match (self.audience, member) {
            (Audience::Everyone, _) | (Audience::Members, Some(_)) => true,
            (Audience::Roles, Some(member)) => {
                member.grants.iter().any(|grant| self.roles.contains(&grant.role))
            }
            (_, None) => false,
        }
    }
}

/// What a certificate says, and what must be done for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CertificateRule {
    /// What it is called on paper; empty: the training gives none.
    pub title: String,
    /// What it says, with `{days}` and `{hours}` filled in.
    pub text: String,
    /// Of a hundred meetings, at so many one must have been.
    pub share: i64,
    /// Whether the course must be finished.
    pub needs_course: bool,
}

/// A training that is given again and again, each time as a workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its id.
    pub id: ProgrammeId,
    /// Names it among programmes.
    pub slug: String,
    /// What it says of itself.
    pub words: ProgrammeWords,
    /// The course that is taken beside it.
    pub course: Option<CourseId>,
    /// What comes of it.
    pub certificate: CertificateRule,
    /// The campaign that it serves.
    pub campaign: Option<CampaignId>,
    /// The line of the strategy that it serves.
    pub line: Option<LineId>,
    /// Whether it is not given any more.
    pub is_closed: bool,
    /// Grows with each change.
    pub revision: i64,
    /// Who had the idea.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Timestamp,
}

impl Programme {
    /// Where staff see it.
    pub fn desk(&self) -> String {
        format!("/desk/workshops/programmes/{}", self.id)
    }
}

#[cfg(test)]
mod tests {
    use griot_kernel::Language;
    use griot_web::{Grant, Member, Role, Scope, Second};

    use super::{Audience, ProgrammeWords};

    fn member(role: Role) -> Member {
        Member {
            id: uuid::Uuid::nil().into(),
            name: String::new(),
            handle: String::new(),
            language: None,
            light: false,
            grants: vec![Grant { role, scope: Scope::Section }],
            second: Second::None,
        }
    }

    #[test]
    fn a_training_is_for_those_it_names() {
        let mut words = ProgrammeWords::typed(Language::FRENCH, "Veille", "", "").unwrap();
        assert!(words.is_for(None));
        words.audience = Audience::Members;
        assert!(!words.is_for(None) && words.is_for(Some(&member(Role::Member))));
        (words.audience, words.roles) = (Audience::Roles, vec![Role::Monitor]);
        assert!(!words.is_for(Some(&member(Role::Member))) && words.is_for(Some(&member(Role::Monitor))));
    }
}
