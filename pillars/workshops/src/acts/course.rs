//! Courses: a version as one bundle, the draft put in the place of what it was, and the course that comes with
//! the program.

use std::collections::{BTreeMap, BTreeSet};

use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, Language, PersonId, Timestamp};
use griot_web::Section;

use crate::{
    course_pack::{self, Bundle, BundleUnit},
    model::{Course, CourseId, CourseWords},
    store::{courses, files, questions, units},
};

/// A version of a course with all that belongs to it.
pub async fn load(db: &mut Conn, course: &Course, version: i64) -> Result<Bundle, DbError> {
    let words = courses::words(db, course.id, version).await?;
    let asked = questions::list(db, course.id, version).await?;
    let said = questions::words(db, course.id, version).await?;
    let kept = files::list(db, course.id, version).await?;
    let mut all = Vec::new();
    for unit in units::list(db, course.id, version).await? {
        let of = |mark: &str| -> BTreeMap<Language, _> {
            let own = said.iter().filter(|((question, _), _)| question == mark);
            own.map(|((_, language), words)| (*language, words.clone())).collect()
        };
        let own = asked.iter().filter(|one| one.unit == unit.mark);
        all.push(BundleUnit {
            words: units::words(db, (course.id, version), &unit.mark).await?,
            questions: own.map(|one| (one.clone(), of(&one.mark))).collect(),
            files: kept.iter().filter(|file| file.unit == unit.mark).cloned().collect(),
            unit,
        });
    }
    let (language, audience, is_safety) = (course.language, course.audience, course.is_safety);
    Ok(Bundle { language, audience, is_safety, words, units: all })
}

/// Puts a bundle in the place of the draft of a course. What was published stays as it is.
pub async fn put_draft(tx: &mut Tx, course: CourseId, bundle: &Bundle) -> Result<(), DbError> {
    courses::clear_draft(tx, course).await?;
    let draft = Course::DRAFT;
    for (language, words) in &bundle.words {
        courses::put_words(tx, (course, draft), *language, words).await?;
    }
    for one in &bundle.units {
        units::put(tx, course, draft, &one.unit).await?;
        for (language, words) in &one.words {
            units::put_words(tx, (course, draft), &one.unit.mark, *language, words).await?;
        }
        for (question, all) in &one.questions {
            questions::put(tx, course, draft, question).await?;
            for (language, words) in all {
                questions::put_words(tx, (course, draft), &question.mark, *language, words).await?;
            }
        }
        for file in &one.files {
            files::put(tx, course, draft, file).await?;
        }
    }
    Ok(())
}

/// A name for the page of a course that no other has.
pub async fn free_slug(db: &mut Conn, title: &str) -> Result<String, DbError> {
    let slug = griot_text::slug(title);
    let slug = if slug.is_empty() { "cours".to_owned() } else { slug };
    let mut tried = slug.clone();
    let mut number = 2_i64;
    while courses::by_slug(db, &tried).await?.is_some() {
        tried = format!("{slug}-{number}");
        number += 1;
    }
    Ok(tried)
}

/// Begins a course in one language. It has no unit yet.
pub async fn begin(
    section: &Section,
    tx: &mut Tx,
    (language, words): (Language, &CourseWords),
    by: Option<PersonId>,
) -> Result<Course, DbError> {
    let now = section.clock.now();
    let mark: CourseId = Id::secret(section.random.as_ref());
    let course = Course {
        slug: free_slug(tx, &words.title).await?,
        mark: mark.to_string(),
        ..new(section, (language, now), by)
    };
    courses::insert(tx, &course).await?;
    courses::put_words(tx, (course.id, Course::DRAFT), language, words).await?;
    Ok(course)
}

/// A course that nobody has kept yet.
pub fn new(section: &Section, (language, now): (Language, Timestamp), by: Option<PersonId>) -> Course {
    Course {
        id: Id::new(now, section.random.as_ref()),
        slug: String::new(),
        mark: String::new(),
        language,
        audience: crate::model::CourseAudience::default(),
        is_safety: false,
        version: 0,
        is_closed: false,
        source: String::new(),
        revision: 1,
        changed_at: now,
        created_by: by,
        created_at: now,
    }
}

/// Adds the course that comes with the program, and publishes it; once. Its id.
pub async fn ship(section: &Section, tx: &mut Tx, by: Option<PersonId>) -> Result<CourseId, DbError> {
    if let Some(known) = courses::by_mark(tx, course_pack::MARK).await? {
        return Ok(known.id);
    }
    let bundle = course_pack::shipped().map_err(DbError::unreadable("course"))?;
    let now = section.clock.now();
    let slug = match courses::by_slug(tx, course_pack::SLUG).await? {
        None => course_pack::SLUG.to_owned(),
        Some(_) => free_slug(tx, course_pack::SLUG).await?,
    };
    let course = Course {
        slug,
        mark: course_pack::MARK.to_owned(),
        audience: bundle.audience,
        is_safety: bundle.is_safety,
        source: course_pack::SOURCE.to_owned(),
        ..new(section, (bundle.language, now), by)
    };
    courses::insert(tx, &course).await?;
    put_draft(tx, course.id, &bundle).await?;
    courses::publish(tx, course.id, 0, (by, "", now)).await?;
    Ok(course.id)
}

/// Whether this course would come before itself if these came before it.
pub async fn circles(db: &mut Conn, course: CourseId, needs: &[CourseId]) -> Result<bool, DbError> {
    let mut seen = BTreeSet::new();
    let mut left = needs.to_vec();
    while let Some(one) = left.pop() {
        if one == course {
            return Ok(true);
        }
        if seen.insert(one) {
            left.extend(courses::needs(db, one).await?);
        }
    }
    Ok(false)
}
