//! Who learns, and what they may open.

use std::{collections::BTreeMap, time::Duration};

use griot_crypto::typed_code;
use griot_db::Conn;
use griot_kernel::Language;
use griot_web::{Section, Visitor, WebError};
use http::request::Parts;
use serde::Deserialize;

use crate::{
    acts::learn::opened_by,
    model::{Course, CourseAudience, Enrolment, EnrolmentStage, Learner, Learning},
    store::{courses, enrolments, learnings},
    web::TRAIN,
};

/// What an address of these pages names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Way {
    pub code: Option<String>,
    pub course: String,
    pub unit: String,
    pub file: String,
}

/// Whoever asks for these pages.
#[derive(Debug)]
pub(super) struct Pupil {
    /// Whose progress is kept, if it is.
    pub learner: Option<Learner>,
    /// The enrolment whose code they show.
    pub enrolment: Option<Enrolment>,
    /// Before every address: nothing, or the address of the enrolment.
    pub base: String,
}

impl Pupil {
    /// Finds out who asks. A code that opens nothing is counted by net, so that none is guessed.
    pub async fn meet(
        section: &Section,
        db: &mut Conn,
        v: &Visitor,
        parts: &Parts,
        code: Option<&str>,
    ) -> Result<Self, WebError> {
        let Some(typed) = code else {
            let learner = v.member.as_ref().map(|member| Learner::Person(member.id));
            return Ok(Self { learner, enrolment: None, base: String::new() });
        };
        match by_code(section, db, parts, typed).await? {
            Some(one) => Ok(Self::enrolled(one, v)),
            None => Err(WebError::NotFound),
        }
    }

    /// Somebody who shows the code of their enrolment.
    pub fn enrolled(one: Enrolment, v: &Visitor) -> Self {
        Self { learner: Some(learner_of(&one, v)), base: one.address(), enrolment: Some(one) }
    }

    /// Whether this learner is the one who asks: by their account, or by the code that they show.
    pub fn is(&self, learner: Learner) -> bool {
        let by_code = self.enrolment.as_ref().map(|one| Learner::Enrolment(one.id));
        self.learner == Some(learner) || by_code == Some(learner)
    }

    /// Where this course is, for them.
    pub fn at(&self, course: &Course) -> String {
        format!("{}{}", self.base, course.address())
    }

    /// The published courses that the code opens: the one of the programme, after all that come before it.
    pub async fn by_enrolment(&self, db: &mut Conn) -> Result<Vec<Course>, WebError> {
        let mut found = Vec::new();
        let Some(one) = &self.enrolment else { return Ok(found) };
        for id in opened_by(db, one).await? {
            found.extend(courses::by_id(db, id).await?.filter(|course| course.version > 0));
        }
        Ok(found)
    }

    /// Whether they may read a course.
    pub async fn may(&self, db: &mut Conn, v: &Visitor, course: &Course) -> Result<bool, WebError> {
        if self.enrolment.is_some() {
            return Ok(self.by_enrolment(db).await?.iter().any(|one| one.id == course.id));
        }
        let Some(member) = &v.member else { return Ok(course.audience == CourseAudience::Everyone) };
        Ok(match course.audience {
            CourseAudience::Everyone | CourseAudience::Members => true,
            CourseAudience::Enrolled => {
                v.may(&TRAIN) || learnings::is_enrolled(db, member.id, course.id).await?
            }
        })
    }

    /// What they do with a course, if they began it.
    pub async fn learning(&self, db: &mut Conn, course: &Course) -> Result<Option<Learning>, WebError> {
        match self.learner {
            Some(learner) => Ok(learnings::of(db, course.id, learner).await?),
            None => Ok(None),
        }
    }
}

/// Who learns by the code of an enrolment: a member only while signed in. A code is written on paper and read by
/// others; it opens nothing of what a member learns by their account.
pub(in crate::web) fn learner_of(one: &Enrolment, v: &Visitor) -> Learner {
    let signed_in = v.member.as_ref().map(|member| member.id);
    let person = one.person.filter(|person| signed_in == Some(*person));
    person.map_or(Learner::Enrolment(one.id), Learner::Person)
}

/// The enrolment with a place that this code opens.
pub(super) async fn by_code(
    section: &Section,
    db: &mut Conn,
    parts: &Parts,
    typed: &str,
) -> Result<Option<Enrolment>, WebError> {
    let code = typed_code(typed);
    let found = enrolments::by_code(db, &code).await?;
    let found = found.filter(|one| one.stage == EnrolmentStage::Enrolled);
    if found.is_none() {
        section.limit(parts, "learn-code", 40, Duration::from_secs(15))?;
    }
    Ok(found)
}

/// A course that somebody opens.
#[derive(Debug)]
pub(super) struct Open {
    pub pupil: Pupil,
    pub course: Course,
    pub learning: Option<Learning>,
    /// In which languages it is shown, the first that there is.
    pub languages: Vec<Language>,
}

impl Open {
    /// Opens the course of an address: a published one that they may read, or one that they began.
    pub async fn of(
        section: &Section,
        db: &mut Conn,
        v: &Visitor,
        parts: &Parts,
        way: &Way,
    ) -> Result<Self, WebError> {
        let pupil = Pupil::meet(section, db, v, parts, way.code.as_deref()).await?;
        let course = courses::by_slug(db, &way.course).await?.filter(|one| one.version > Course::DRAFT);
        let course = course.ok_or(WebError::NotFound)?;
        if !pupil.may(db, v, &course).await? {
            if pupil.enrolment.is_none() {
                v.signed_in()?;
                return Err(WebError::Forbidden);
            }
            return Err(WebError::NotFound);
        }
        let learning = pupil.learning(db, &course).await?;
        if course.is_closed && learning.is_none() {
            return Err(WebError::NotFound);
        }
        let mut languages = vec![v.words.language()];
        languages.extend(learning.as_ref().map(|one| one.language));
        languages.push(course.language);
        Ok(Self { pupil, course, learning, languages })
    }

    /// The version that is shown: the one begun, else the last.
    pub fn version(&self) -> i64 {
        self.learning.as_ref().map_or(self.course.version, |one| one.version)
    }

    /// Where it is, for whoever opened it.
    pub fn at(&self) -> String {
        self.pupil.at(&self.course)
    }
}

/// What is said in the first of these languages, or else in any.
pub(super) fn pick<'a, T>(all: &'a BTreeMap<Language, T>, wanted: &[Language]) -> Option<(Language, &'a T)> {
    let found = wanted.iter().find_map(|language| all.get_key_value(language));
    found.or_else(|| all.iter().next()).map(|(language, said)| (*language, said))
}

/// The same for one of many things.
pub(super) fn pick_of<'a, T>(
    all: &'a BTreeMap<(String, Language), T>,
    mark: &str,
    wanted: &[Language],
) -> Option<&'a T> {
    let found = wanted.iter().find_map(|language| all.get(&(mark.to_owned(), *language)));
    found.or_else(|| all.iter().find(|((of, _), _)| of == mark).map(|(_, said)| said))
}
