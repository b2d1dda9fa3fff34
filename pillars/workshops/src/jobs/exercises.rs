//! Letters to learners whose exercise a trainer judged. A letter lies in mailboxes for years: it says that
//! something was judged, and nothing of the text, the remark or the course.

use griot_contracts::people::Contacts;
use griot_delivery::{Email, Letter, PostError};
use griot_i18n::Words;
use griot_jobs::{Job, JobError};
use griot_kernel::Timestamp;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    acts,
    model::{ExerciseId, ExerciseStage, Learner},
    store::{
        courses, enrolments,
        exercises::{self, Whose},
    },
};

/// Tells a learner that their exercise was judged.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellExercise {
    /// Which.
    pub exercise: ExerciseId,
    /// When it was judged: a later judgement is told by itself.
    pub judged_at: Timestamp,
}

/// To whom a letter goes, in which words, and before which addresses their pages stand.
async fn reached(section: &Section, whose: &Whose) -> Result<Option<(Email, Words, String)>, JobError> {
    let mut db = section.db.read().await?;
    if let Some(person) = whose.person {
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let Some(found) = contacts.email(&mut db, person).await? else { return Ok(None) };
        let base = match whose.learner {
            Some(Learner::Enrolment(id)) => enrolments::by_id(&mut db, id).await?.map(|one| one.address()),
            _ => None,
        };
        let email = Email::parse(&found.email).ok();
        return Ok(email.map(|email| (email, section.words(found.language), base.unwrap_or_default())));
    }
    let Some(Learner::Enrolment(id)) = whose.learner else { return Ok(None) };
    let Some(one) = enrolments::by_id(&mut db, id).await? else { return Ok(None) };
    let email = Email::parse(&acts::enrol::open(section, &one).email).ok();
    Ok(email.map(|email| (email, section.words(one.language), one.address())))
}

impl Job<Section> for TellExercise {
    const NAME: &'static str = "workshops.tell-exercise";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(exercise) = exercises::by_id(&mut db, self.exercise).await? else { return Ok(()) };
        if exercise.stage == ExerciseStage::Handed || exercise.judged_at != Some(self.judged_at) {
            return Ok(());
        }
        let Some(whose) = exercises::whose(&mut db, exercise.learning).await? else { return Ok(()) };
        let Some(course) = courses::by_id(&mut db, whose.course).await? else { return Ok(()) };
        drop(db);
        let Some((to, words, base)) = reached(section, &whose).await? else { return Ok(()) };
        let place = format!("{base}{}/{}/exercise", course.address(), exercise.unit);
        let place: Url = section.url(&place).parse().map_err(JobError::fail)?;
        let (subject, said) = match exercise.stage {
            ExerciseStage::Approved => ("exercise-mail-approved-subject", "exercise-mail-approved"),
            _ => ("exercise-mail-returned-subject", "exercise-mail-returned"),
        };
        let letter = Letter::new(to, words.t(subject))
            .language(words.language().as_str())
            .message_id(format!(
                "exercise-{}-{}",
                self.exercise.as_uuid().simple(),
                self.judged_at.as_millisecond()
            ))
            .paragraph(words.t(said))
            .button(words.t("exercise-mail-button"), &place)
            .footer(words.put("exercise-mail-why", "section", &section.settings().name));
        match section.post.send(&letter).await {
            Err(error @ PostError::Retry(_)) => Err(JobError::retry(error)),
            // Whatever else became of it, the page says the same.
            _ => Ok(()),
        }
    }
}
