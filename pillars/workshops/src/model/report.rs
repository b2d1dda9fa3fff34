use std::collections::{HashMap, HashSet};

use griot_kernel::{PersonId, Timestamp};

use super::{
    enrolment::EnrolmentId,
    text::{Refusal, lines_of},
    workshop::{Meeting, MeetingId},
};

/// What a trainer says of a workshop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportWords {
    /// What went well.
    pub went: String,
    /// What was difficult.
    pub difficult: String,
    /// What comes next.
    pub next: String,
}

impl ReportWords {
    /// What was typed, tidied and judged.
    pub fn typed(went: &str, difficult: &str, next: &str) -> Result<Self, Refusal> {
        let lines = |typed| lines_of(typed, 4_000);
        Ok(Self { went: lines(went)?, difficult: lines(difficult)?, next: lines(next)? })
    }
}

/// A trainer's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What it says.
    pub words: ReportWords,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<PersonId>,
}

/// Who came, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// At one meeting at least.
    pub any: i64,
    /// At all meetings, from beginning to end.
    pub whole: i64,
    /// Late at some meeting.
    pub late: i64,
}

impl Came {
    /// Counts from who was at which meeting, from when, and until when if they left before its end.
    pub fn of(
        meetings: &[Meeting],
        presences: &[(EnrolmentId, MeetingId, Timestamp, Option<Timestamp>)],
    ) -> Self {
        let mut whole: HashMap<EnrolmentId, usize> = HashMap::new();
        let (mut any, mut late) = (HashSet::new(), HashSet::new());
        for (enrolment, meeting, arrived, left) in presences {
            any.insert(*enrolment);
            let Some(meeting) = meetings.iter().find(|one| one.id == *meeting) else { continue };
            if meeting.is_late(*arrived) {
                late.insert(*enrolment);
            } else if !left.is_some_and(|left| meeting.is_early(left)) {
                *whole.entry(*enrolment).or_default() += 1;
            }
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Self {
            any: count(any.len()),
            whole: count(whole.values().filter(|there| **there == meetings.len()).count()),
            late: count(late.len()),
        }
    }
}
