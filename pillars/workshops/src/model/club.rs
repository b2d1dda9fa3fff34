use griot_contracts::campaigns::CampaignId;
use griot_kernel::{Id, PersonId, Timestamp, kept_as};

use super::text::{Refusal, count_of, line_of};

/// Names a club.
pub type ClubId = Id<Club>;
/// Names somebody's place in a club.
pub type ClubMemberId = Id<ClubMember>;
/// Names a result of a club.
pub type ClubResultId = Id<ClubResult>;

/// What a club is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClubKind {
    /// Young people.
    #[default]
    Youth,
    /// Students.
    Students,
    /// A local group.
    Local,
}
kept_as!(ClubKind {
    Youth = "youth", "club-kind-youth";
    Students = "students", "club-kind-students";
    Local = "local", "club-kind-local";
});

/// What somebody is in a club.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClubRole {
    /// Answers for it.
    Coordinator,
    /// Speaks for campaigns.
    Ambassador,
    /// Belongs to it.
    Member,
}
kept_as!(ClubRole {
    Coordinator = "coordinator", "club-role-coordinator";
    Ambassador = "ambassador", "club-role-ambassador";
    Member = "member", "club-role-member";
});

/// What a club says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClubWords {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ClubKind,
    /// Where it meets.
    pub place: String,
}

impl ClubWords {
    /// What was typed, tidied and judged.
    pub fn typed(name: &str, kind: &str, place: &str) -> Result<Self, Refusal> {
        let (name, place) = (line_of(name, 120)?, line_of(place, 120)?);
        if name.is_empty() {
            return Err(Refusal::NoText);
        }
        Ok(Self { name, kind: kind.parse().map_err(|_| Refusal::BadChoice)?, place })
    }
}

/// A club or a local group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Club {
    /// Its id.
    pub id: ClubId,
    /// What it says of itself.
    pub words: ClubWords,
    /// Who answers for it.
    pub coordinator: Option<PersonId>,
    /// Whether it is of the past.
    pub is_closed: bool,
    /// Grows with each change.
    pub revision: i64,
    /// When it was written down.
    pub created_at: Timestamp,
}

impl Club {
    /// Where staff see it.
    pub fn desk(&self) -> String {
        format!("/desk/clubs/{}", self.id)
    }

    /// Where its coordinator sees it.
    pub fn own(&self) -> String {
        format!("/me/clubs/{}", self.id)
    }
}

/// With what eyes somebody looks at the people of a club.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// Prepares and gives trainings: sees whole names, and who consented.
    Trainer,
    /// Answers for this club: sees the first names of those under 18.
    Coordinator,
    /// Works for the section: sees the initials of those under 18.
    Staff,
}

/// Somebody's place in a club.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClubMember {
    /// Its id.
    pub id: ClubMemberId,
    /// The club.
    pub club: ClubId,
    /// The member of the section who this is, if they have an account.
    pub person: Option<PersonId>,
    /// The name of whoever has none.
    pub name: String,
    /// What they are.
    pub role: ClubRole,
    /// Whether they are under 18.
    pub is_minor: bool,
    /// Who consents for somebody under 18, and on the next line how that was given.
    pub guardian: String,
    /// The day of it.
    pub guardian_at: Option<Timestamp>,
    /// Who noted it.
    pub guardian_by: Option<PersonId>,
    /// Since when they are in the club.
    pub since: Timestamp,
}

impl ClubMember {
    /// Notes what a guardian said for somebody under 18, or that none is needed.
    pub fn consent(
        &mut self,
        is_minor: bool,
        (who, how, day): (&str, &str, &str),
        (now, by): (Timestamp, PersonId),
    ) -> Result<(), Refusal> {
        self.is_minor = is_minor;
        (self.guardian, self.guardian_at, self.guardian_by) = (String::new(), None, None);
        if !is_minor {
            return Ok(());
        }
        let (who, how) = (line_of(who, 120)?, line_of(how, 240)?);
        if who.is_empty() || how.is_empty() || day.trim().is_empty() {
            return Err(Refusal::NoGuardian);
        }
        self.guardian_at = Some(day_of(day, now)?);
        self.guardian = format!("{who}\n{how}");
        self.guardian_by = Some(by);
        Ok(())
    }

    /// The name as these eyes see it; `name` is their whole name.
    pub fn shown(&self, name: &str, eyes: Eyes) -> String {
        match eyes {
            Eyes::Coordinator if self.is_minor => {
                name.split_whitespace().next().unwrap_or_default().to_owned()
            }
            Eyes::Staff if self.is_minor => {
                let first = |word: &str| word.chars().next().map(|sign| format!("{sign}."));
                name.split_whitespace().filter_map(first).collect::<Vec<_>>().join(" ")
            }
            _ => name.to_owned(),
        }
    }
}

/// What a club brought about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClubResult {
    /// Its id.
    pub id: ClubResultId,
    /// The club.
    pub club: ClubId,
    /// The campaign that it serves.
    pub campaign: Option<CampaignId>,
    /// What was counted.
    pub what: String,
    /// How much of it.
    pub figure: i64,
    /// The day.
    pub day: Timestamp,
    /// Who noted it.
    pub by: Option<PersonId>,
}

impl ClubResult {
    /// What was counted, how much of it and on what day, tidied and judged.
    pub fn typed(
        what: &str,
        figure: &str,
        day: &str,
        now: Timestamp,
    ) -> Result<(String, i64, Timestamp), Refusal> {
        let what = line_of(what, 120)?;
        if what.is_empty() {
            return Err(Refusal::NoText);
        }
        Ok((what, count_of(figure, 0, 10_000_000)?, day_of(day, now)?))
    }
}

/// The results that say the same thing for the same campaign, summed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClubTotal {
    /// The campaign.
    pub campaign: Option<CampaignId>,
    /// What was counted.
    pub what: String,
    /// The sum.
    pub figure: i64,
    /// Of how many results.
    pub results: i64,
}

/// A day that was typed as fields for days send it, and that has come.
pub fn day_of(typed: &str, now: Timestamp) -> Result<Timestamp, Refusal> {
    let typed = typed.trim();
    let whole = typed.len() == 10 && typed.bytes().all(|sign| sign.is_ascii_digit() || sign == b'-');
    let day: Option<Timestamp> = whole.then(|| format!("{typed}T00:00:00Z").parse().ok()).flatten();
    let day = day.ok_or(Refusal::NoMoment)?;
    if day > now { Err(Refusal::FutureDay) } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use griot_kernel::Timestamp;
    use uuid::Uuid;

    use super::{ClubMember, ClubResult, ClubRole, Eyes};
    use crate::model::Refusal;

    fn now() -> Timestamp {
        "2013-02-14T12:00:00Z".parse().unwrap()
    }

    fn somebody() -> ClubMember {
        ClubMember {
            id: Uuid::from_u128(1).into(),
            club: Uuid::from_u128(2).into(),
            person: None,
            name: "Fati Koné Traoré".to_owned(),
            role: ClubRole::Member,
            is_minor: false,
            guardian: String::new(),
            guardian_at: None,
            guardian_by: None,
            since: now(),
        }
    }

    #[test]
    fn under_18_a_guardian_consents_and_the_name_is_kept_back() {
        let mut one = somebody();
        let by = (now(), Uuid::from_u128(9).into());
        for said in [("", "lettre", "2013-02-10"), ("Sa mère", "", "2013-02-10"), ("Sa mère", "lettre", "")]
        {
            assert_eq!(one.consent(true, said, by), Err(Refusal::NoGuardian), "{said:?}");
        }
        assert_eq!(one.consent(true, ("Sa mère", "lettre", "2013-02-15"), by), Err(Refusal::FutureDay));
        assert_eq!(one.consent(true, ("Sa mère", "lettre", "2013-02-30"), by), Err(Refusal::NoMoment));
        one.consent(true, ("Sa mère", "lettre signée", "2013-02-10"), by).unwrap();
        let shown = [Eyes::Trainer, Eyes::Coordinator, Eyes::Staff].map(|eyes| one.shown(&one.name, eyes));
        assert_eq!(shown, ["Fati Koné Traoré", "Fati", "F. K. T."]);
        one.consent(false, ("Sa mère", "lettre", "2013-02-10"), by).unwrap();
        assert_eq!(
            (one.guardian.as_str(), one.guardian_by),
            ("", None),
            "nothing is kept that is not needed"
        );
        assert_eq!(one.shown(&one.name, Eyes::Staff), one.name);
    }

    #[test]
    fn a_result_has_a_figure_and_a_day_that_came() {
        assert!(ClubResult::typed("Signatures", "1 200", "2013-02-14", now()).is_ok());
        assert_eq!(ClubResult::typed("", "1", "2013-02-14", now()), Err(Refusal::NoText));
        assert_eq!(ClubResult::typed("x", "-1", "2013-02-14", now()), Err(Refusal::NoFigure));
        assert_eq!(ClubResult::typed("x", "1", "demain", now()), Err(Refusal::NoMoment));
    }
}
