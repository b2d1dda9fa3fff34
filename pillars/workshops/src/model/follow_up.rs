use std::time::Duration;

use griot_kernel::{Timestamp, kept_as};

use super::{
    enrolment::EnrolmentId,
    text::{Refusal, count_of, lines_of},
};

/// What often stops somebody from publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// No time.
    Time,
    /// No network, or no money for it.
    Network,
    /// No telephone or computer that does it.
    Device,
    /// Does not know how.
    Skill,
    /// Does not know what.
    Idea,
    /// Fear of what may follow.
    Fear,
    /// Somebody must agree and does not, or not soon.
    Consent,
}
kept_as!(Hindrance {
    Time = "time", "follow-hindrance-time";
    Network = "network", "follow-hindrance-network";
    Device = "device", "follow-hindrance-device";
    Skill = "skill", "follow-hindrance-skill";
    Idea = "idea", "follow-hindrance-idea";
    Fear = "fear", "follow-hindrance-fear";
    Consent = "consent", "follow-hindrance-consent";
});

/// So many days after a workshop everybody is asked what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days(i64);

impl Days {
    /// After a month, and after three.
    pub const ALL: [Self; 2] = [Self(30), Self(90)];
    /// So many days after it was due nobody is asked any more.
    const LATE: u64 = 15;
    /// So many days after it was due one can still answer.
    const OPEN: u64 = 60;

    /// This number of days, if people are asked then.
    pub fn of(days: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.0 == days)
    }

    /// The number.
    pub fn get(self) -> i64 {
        self.0
    }

    fn length(self) -> Duration {
        Duration::from_secs(u64::try_from(self.0).unwrap_or_default() * 86_400)
    }

    /// Workshops that ended after the first of these moments, and not after the second, are asked about now.
    pub fn ended(self, now: Timestamp) -> (Timestamp, Timestamp) {
        let due = now - self.length();
        (due - Duration::from_secs(Self::LATE * 86_400), due)
    }

    /// When those of a workshop that ended then are asked.
    pub fn due(self, ended: Timestamp) -> Timestamp {
        ended + self.length()
    }

    /// Whether what was asked of a workshop that ended then can still be answered.
    pub fn is_open(self, ended: Timestamp, now: Timestamp) -> bool {
        now >= ended + self.length()
            && now <= ended + self.length() + Duration::from_secs(Self::OPEN * 86_400)
    }

    /// The word by which it is noted that somebody was written to.
    pub fn word(self) -> String {
        format!("follow-up-{}", self.0)
    }
}

/// The word by which it is noted that somebody wants no more of these questions.
pub const NO_FOLLOW_UP: &str = "follow-up-off";

/// What somebody answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowWords {
    /// How many texts, pictures or sounds they published.
    pub published: i64,
    /// What and where, in words.
    pub what: String,
    /// What stops them, of those offered.
    pub hindrances: Vec<Hindrance>,
    /// What stops them, in words.
    pub hindrance: String,
    /// Whether they want help.
    pub wants_help: bool,
}

impl FollowWords {
    /// What was typed, tidied and judged.
    pub fn typed(
        published: &str,
        what: &str,
        hindrances: &[String],
        hindrance: &str,
    ) -> Result<Self, Refusal> {
        let chosen = Hindrance::ALL
            .into_iter()
            .filter(|one| hindrances.iter().any(|typed| typed == one.as_str()))
            .collect::<Vec<_>>();
        if hindrances.iter().any(|typed| typed.parse::<Hindrance>().is_err()) {
            return Err(Refusal::BadChoice);
        }
        Ok(Self {
            published: count_of(published, 0, 1_000)?,
            what: lines_of(what, 1_000)?,
            hindrances: chosen,
            hindrance: lines_of(hindrance, 1_000)?,
            wants_help: false,
        })
    }
}

/// What somebody was asked some time after a workshop, and what they said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Whom.
    pub enrolment: EnrolmentId,
    /// After how many days.
    pub days: Days,
    /// When they were asked.
    pub asked_at: Timestamp,
    /// When they answered, and what.
    pub answered: Option<(Timestamp, FollowWords)>,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use griot_kernel::Timestamp;

    use super::{Days, FollowWords, Hindrance, Refusal};

    fn day(n: u64) -> Timestamp {
        Timestamp::from_millisecond(0) + Duration::from_secs(n * 86_400)
    }

    #[test]
    fn nobody_is_asked_too_early_or_too_late() {
        let [month, three] = Days::ALL;
        assert_eq!(month.ended(day(130)), (day(85), day(100)));
        assert_eq!(three.ended(day(130)), (day(25), day(40)));
        assert!(!month.is_open(day(100), day(129)) && month.is_open(day(100), day(130)));
        assert!(month.is_open(day(100), day(190)) && !month.is_open(day(100), day(191)));
        assert_eq!((Days::of(30), Days::of(31)), (Some(month), None));
    }

    #[test]
    fn what_is_answered_is_judged() {
        let typed = FollowWords::typed("2", " Deux billets ", &["fear".into(), "time".into()], "").unwrap();
        assert_eq!((typed.published, typed.what.as_str()), (2, "Deux billets"));
        assert_eq!(typed.hindrances, [Hindrance::Time, Hindrance::Fear]);
        assert_eq!(FollowWords::typed("", "", &[], ""), Err(Refusal::NoFigure));
        assert_eq!(FollowWords::typed("-1", "", &[], ""), Err(Refusal::NoFigure));
        assert_eq!(FollowWords::typed("1", "", &["laziness".into()], ""), Err(Refusal::BadChoice));
        assert_eq!(FollowWords::typed("1", &"x".repeat(1_001), &[], ""), Err(Refusal::TooLong));
    }
}
