//! Learning: beginning a course, reading its units, answering their questions.

use std::collections::{BTreeMap, BTreeSet};

use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, Language, Timestamp};
use griot_web::Section;

use crate::{
    model::{
        Answer, Attempt, Course, CourseId, Enrolment, Learner, Learning, Question, QuestionKind,
        QuestionWords, Refusal, Unit, result,
    },
    store::{courses, learnings, programmes, questions, units, workshops},
};

/// A version of a course, with all that it asks.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Of which course.
    pub course: Course,
    /// Which version.
    pub version: i64,
    /// Its units, in their order.
    pub units: Vec<Unit>,
    /// All questions.
    pub bank: Vec<Question>,
    /// What they say, by mark and language.
    pub words: BTreeMap<(String, Language), QuestionWords>,
}

impl Lesson {
    /// Reads a version.
    pub async fn of(db: &mut Conn, course: Course, version: i64) -> Result<Self, DbError> {
        Ok(Self {
            units: units::list(db, course.id, version).await?,
            bank: questions::list(db, course.id, version).await?,
            words: questions::words(db, course.id, version).await?,
            course,
            version,
        })
    }

    /// The unit with this mark.
    pub fn unit(&self, mark: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.mark == mark)
    }

    /// Whether anything is asked after a unit.
    pub fn asks(&self, unit: &Unit) -> bool {
        self.bank.iter().any(|question| question.unit == unit.mark)
    }

    /// What a question says: in the first of these languages that it speaks, else in any.
    pub fn says(&self, mark: &str, wanted: &[Language]) -> Option<&QuestionWords> {
        let in_language = |language: &Language| self.words.get(&(mark.to_owned(), *language));
        wanted.iter().find_map(in_language).or_else(|| self.all(mark).next())
    }

    fn all<'a, 'b>(&'a self, mark: &'b str) -> impl Iterator<Item = &'a QuestionWords> + use<'a, 'b> {
        self.words.iter().filter(move |((of, _), _)| of == mark).map(|(_, words)| words)
    }

    /// Whether this is an answer that the question can be given at all.
    pub fn fits(&self, question: &Question, answer: &Answer) -> bool {
        let choices = self.all(&question.mark).map(|words| words.choices.len()).max().unwrap_or(0);
        match (question.kind, answer) {
            (QuestionKind::Text, Answer::Typed(typed)) => typed.chars().count() <= 400,
            (QuestionKind::Text, _) | (_, Answer::Typed(_)) => false,
            (_, Answer::Chosen(chosen)) => {
                let distinct: BTreeSet<_> = chosen.iter().collect();
                distinct.len() == chosen.len() && chosen.iter().all(|place| *place < choices)
            }
        }
    }

    /// Whether an answer is right. A word that was typed is, if it is in any language of the course.
    pub fn is_right(&self, question: &Question, answer: &Answer) -> bool {
        self.all(&question.mark).any(|words| question.is_right(answer, words))
    }
}

/// The courses that come before this one and that a learner did not finish.
pub async fn needs_left(
    db: &mut Conn,
    course: &Course,
    learner: Option<Learner>,
) -> Result<Vec<Course>, DbError> {
    let mut left = Vec::new();
    for id in courses::needs(db, course.id).await? {
        let finished = match learner {
            Some(learner) => {
                learnings::of(db, id, learner).await?.is_some_and(|one| one.finished_at.is_some())
            }
            None => false,
        };
        if !finished && let Some(need) = courses::by_id(db, id).await?.filter(|one| one.version > 0) {
            left.push(need);
        }
    }
    Ok(left)
}

/// The courses that an enrolment opens: the one of its programme, after all that come before it, however far back.
/// Who may not learn what comes first could never begin it.
pub async fn opened_by(db: &mut Conn, enrolment: &Enrolment) -> Result<Vec<CourseId>, DbError> {
    let Some(workshop) = workshops::by_id(db, enrolment.workshop).await? else { return Ok(Vec::new()) };
    let programme = programmes::by_id(db, workshop.programme).await?;
    let Some(own) = programme.and_then(|one| one.course) else { return Ok(Vec::new()) };
    let (mut seen, mut all) = (BTreeSet::new(), Vec::new());
    // A course stands twice in what is left: to have its needs put above it, then to be named after them.
    let mut left = vec![(own, false)];
    while let Some((one, has_needs)) = left.pop() {
        if has_needs {
            all.push(one);
        } else if seen.insert(one) {
            left.push((one, true));
            left.extend(courses::needs(db, one).await?.into_iter().rev().map(|need| (need, false)));
        }
    }
    Ok(all)
}

/// Begins a course for a learner, or goes on with a newer version of one that they finished; nothing changes for
/// who is in the middle of it.
pub async fn begin(
    section: &Section,
    tx: &mut Tx,
    course: &Course,
    learner: Learner,
    language: Language,
) -> Result<Result<Learning, Refusal>, DbError> {
    let now = section.clock.now();
    if let Some(known) = learnings::of(tx, course.id, learner).await? {
        if known.finished_at.is_some() && known.version < course.version && !course.is_closed {
            learnings::renew(tx, known.id, (known.version, course.version), now).await?;
            return Ok(Ok(Learning { version: course.version, ..known }));
        }
        return Ok(Ok(known));
    }
    if course.is_closed || course.version == Course::DRAFT {
        return Ok(Err(Refusal::NotNow));
    }
    if !needs_left(tx, course, Some(learner)).await?.is_empty() {
        return Ok(Err(Refusal::NeedsFirst));
    }
    let learning = Learning {
        id: Id::secret(section.random.as_ref()),
        course: course.id,
        version: course.version,
        learner: Some(learner),
        language,
        begun_at: now,
        seen_at: now,
        finished_at: None,
    };
    Ok(Ok(learnings::begin(tx, &learning).await?))
}

/// What came of every round of a unit: whether one of them was passed.
pub fn is_passed(lesson: &Lesson, learning: &Learning, unit: &Unit, attempts: &[Attempt]) -> bool {
    let rounds: BTreeSet<i64> = attempts.iter().map(|one| one.round).collect();
    let score = |round: i64| result(unit, &lesson.bank, learning.id, round, attempts);
    lesson.asks(unit) && rounds.into_iter().any(|round| score(round).passes(unit))
}

/// Notes what came of the answers in one unit: whether the learner is done with it.
pub async fn settle(
    tx: &mut Tx,
    lesson: &Lesson,
    learning: &Learning,
    unit: &Unit,
    now: Timestamp,
) -> Result<bool, DbError> {
    let attempts = learning.in_order(learnings::attempts(tx, learning.at_version(), &unit.mark).await?);
    let passed = is_passed(lesson, learning, unit, &attempts);
    if passed {
        learnings::unit_done(tx, learning.id, &unit.mark, now).await?;
    }
    Ok(passed)
}

/// Notes that a learner was here, and that they finished if they are done with every unit. Whether they are.
pub async fn close(
    tx: &mut Tx,
    lesson: &Lesson,
    learning: &Learning,
    now: Timestamp,
) -> Result<bool, DbError> {
    let done = learnings::units_done(tx, learning.id).await?;
    let all = !lesson.units.is_empty() && lesson.units.iter().all(|unit| done.contains(&unit.mark));
    learnings::seen(tx, learning.id, now, all.then_some(now)).await?;
    Ok(all)
}
