use std::collections::{HashMap, HashSet};

use griot_kernel::{Id, PersonId, Timestamp, kept_as};

use super::{
    programme::ProgrammeId,
    text::{Refusal, count_of, line_of, lines_of},
    workshop::WorkshopId,
};

/// Names a skill.
pub type SkillId = Id<Skill>;

/// When it is asked what someone can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// Before the training.
    Before,
    /// Thirty days after it.
    Day30,
    /// Ninety days after it.
    Day90,
}
kept_as!(Moment {
    Before = "before", "skill-moment-before";
    Day30 = "day30", "skill-moment-day30";
    Day90 = "day90", "skill-moment-day90";
});

/// How well someone can do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// They never did it.
    Never,
    /// They do it with help.
    WithHelp,
    /// They do it alone.
    Alone,
    /// They can teach it.
    CanTeach,
}
kept_as!(Level {
    Never = "0", "skill-level-never";
    WithHelp = "1", "skill-level-with-help";
    Alone = "2", "skill-level-alone";
    CanTeach = "3", "skill-level-can-teach";
});

impl Level {
    /// The level as the database keeps it.
    pub fn number(self) -> i64 {
        match self {
            Self::Never => 0,
            Self::WithHelp => 1,
            Self::Alone => 2,
            Self::CanTeach => 3,
        }
    }

    /// The level of this number, if there is one.
    pub fn of(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }
}

/// What a skill says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SkillWords {
    /// What it is called.
    pub name: String,
    /// How one recognises it.
    pub how: String,
    /// The programme that teaches it.
    pub programme: Option<ProgrammeId>,
    /// How many people should be able to do it alone.
    pub wanted: i64,
}

impl SkillWords {
    /// The texts and the figure, tidied and judged; the programme comes after.
    pub fn typed(name: &str, how: &str, wanted: &str) -> Result<Self, Refusal> {
        let (name, how) = (line_of(name, 120)?, lines_of(how, 600)?);
        if name.is_empty() {
            return Err(Refusal::NoText);
        }
        Ok(Self { name, how, programme: None, wanted: count_of(wanted, 0, 1_000)? })
    }
}

/// Something that people of the section should be able to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Its id.
    pub id: SkillId,
    /// What it says.
    pub words: SkillWords,
    /// Where it stands in the list.
    pub place: i64,
    /// Whether it is of the past: nobody is asked for it any more.
    pub is_retired: bool,
    /// Grows with each change.
    pub revision: i64,
}

impl Skill {
    /// Where staff see it.
    pub fn desk(&self) -> String {
        format!("/desk/skills/{}", self.id)
    }
}

/// How well someone can do something, at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillMark {
    /// Who.
    pub person: PersonId,
    /// What.
    pub skill: SkillId,
    /// The workshop about which they were asked, if that is known.
    pub workshop: Option<WorkshopId>,
    /// When they were asked.
    pub moment: Moment,
    /// How well.
    pub level: Level,
    /// When it was noted.
    pub at: Timestamp,
    /// Who noted it: perhaps they themselves.
    pub by: Option<PersonId>,
    /// What they say against it.
    pub contested: String,
}

/// The newest mark of each person for each skill.
pub fn newest(marks: &[SkillMark]) -> HashMap<(PersonId, SkillId), &SkillMark> {
    let mut newest: HashMap<(PersonId, SkillId), &SkillMark> = HashMap::new();
    for mark in marks {
        let kept = newest.entry((mark.person, mark.skill)).or_insert(mark);
        if (kept.at, kept.moment) < (mark.at, mark.moment) {
            *kept = mark;
        }
    }
    newest
}

/// How many of `people` can do each skill alone now.
pub fn able(marks: &[SkillMark], people: &HashSet<PersonId>) -> HashMap<SkillId, i64> {
    let mut able = HashMap::new();
    for ((person, skill), mark) in newest(marks) {
        if people.contains(&person) && mark.level >= Level::Alone {
            *able.entry(skill).or_default() += 1;
        }
    }
    able
}

/// How many people a skill still lacks.
pub fn missing(skill: &Skill, able: i64) -> i64 {
    if skill.is_retired { 0 } else { (skill.words.wanted - able).max(0) }
}

/// The messages of the skills that a section begins with: what each is called, and how one recognises it.
pub const USUAL: [(&str, &str); 12] = [
    ("skill-usual-short", "skill-usual-short-how"),
    ("skill-usual-audience", "skill-usual-audience-how"),
    ("skill-usual-pictures", "skill-usual-pictures-how"),
    ("skill-usual-alt", "skill-usual-alt-how"),
    ("skill-usual-calendar", "skill-usual-calendar-how"),
    ("skill-usual-accounts", "skill-usual-accounts-how"),
    ("skill-usual-people", "skill-usual-people-how"),
    ("skill-usual-rumours", "skill-usual-rumours-how"),
    ("skill-usual-abuse", "skill-usual-abuse-how"),
    ("skill-usual-measure", "skill-usual-measure-how"),
    ("skill-usual-radio", "skill-usual-radio-how"),
    ("skill-usual-video", "skill-usual-video-how"),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use griot_kernel::Timestamp;
    use uuid::Uuid;

    use super::{Level, Moment, Skill, SkillMark, SkillWords, able, missing};

    fn mark(person: u128, moment: Moment, level: i64, at: i64) -> SkillMark {
        SkillMark {
            person: Uuid::from_u128(person).into(),
            skill: Uuid::from_u128(1).into(),
            workshop: None,
            moment,
            level: Level::of(level).unwrap(),
            at: Timestamp::from_millisecond(at),
            by: None,
            contested: String::new(),
        }
    }

    #[test]
    fn the_newest_mark_of_those_who_are_here_counts() {
        let marks = [
            mark(1, Moment::Before, 0, 1),
            mark(1, Moment::Day30, 2, 9),
            mark(2, Moment::Day30, 3, 2),
            mark(2, Moment::Before, 1, 8),
            mark(3, Moment::Day90, 3, 9),
        ];
        let here: HashSet<_> = [1, 2].map(|n| Uuid::from_u128(n).into()).into();
        let can = able(&marks, &here);
        let mut skill = Skill {
            id: Uuid::from_u128(1).into(),
            words: SkillWords::typed("Écrire", "", "3").unwrap(),
            place: 1,
            is_retired: false,
            revision: 1,
        };
        assert_eq!((can[&skill.id], missing(&skill, can[&skill.id]), missing(&skill, 5)), (1, 2, 0));
        skill.is_retired = true;
        assert_eq!(missing(&skill, 0), 0, "what is of the past lacks nobody");
        assert_eq!(Level::of(4), None);
    }
}
