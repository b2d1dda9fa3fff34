use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, PersonId, Timestamp};

use super::Teller;
use crate::{
    acts::practise::{self, Approval},
    model::{
        Answer, Attempt, CourseId, Exercise, ExerciseKind, ExerciseStage, ExerciseWords, Learner, Learning,
        QuestionKind, Unit, drawn,
    },
    store::{courses, exercises, learnings, questions, units},
};

/// Of twelve units, one learner has done so many.
const HALF: usize = 6;

const POST: (&str, &str) = (
    "Le robinet de la cour",
    "Trois cents élèves, un robinet. À la récréation de dix heures, la file va jusqu’au manguier.\n\n\
     Nous demandons à la commune une seule chose : une date.",
);
const DRAFT: (&str, &str) = (
    "Une école, un point d’eau, une date",
    "L’eau à l’école est un droit. Demandez une date à votre commune : l’adresse est dans le premier commentaire.",
);

impl Teller<'_> {
    /// Half of the course that comes with the program is done by one learner, begun by another, and two handed in
    /// what they wrote.
    pub(super) async fn learnt(
        &self,
        tx: &mut Tx,
        course: CourseId,
        trainer: PersonId,
    ) -> Result<(), DbError> {
        let Some(known) = courses::by_id(tx, course).await? else { return Ok(()) };
        let units = units::list(tx, course, known.version).await?;
        for (handle, done, written) in [
            ("awa-ouedraogo", HALF, Some(POST)),
            ("issa-compaore", 2, Some(DRAFT)),
            ("nadege-bamogo", 0, None),
        ] {
            let Some(person) = self.person(handle) else { continue };
            let learning = Learning {
                id: self.id(),
                course,
                version: known.version,
                learner: Some(Learner::Person(person)),
                language: Language::FRENCH,
                begun_at: self.at(-7, 17, 20),
                seen_at: self.at(-1, 19, 5),
                finished_at: None,
            };
            let learning = learnings::begin(tx, &learning).await?;
            for (day, unit) in (1_i64..).zip(units.iter().take(done)) {
                self.answered(tx, &learning, unit, self.at(day - 8, 19, 0)).await?;
            }
            let kind = if handle == "awa-ouedraogo" { ExerciseKind::Post } else { ExerciseKind::Draft };
            let unit = units.iter().find(|unit| unit.exercise == Some(kind));
            if let (Some(unit), Some(written)) = (unit, written) {
                self.handed_in(tx, &learning, (unit, kind), written, trainer).await?;
            }
        }
        Ok(())
    }

    /// All questions of a unit answered rightly.
    async fn answered(
        &self,
        tx: &mut Tx,
        learning: &Learning,
        unit: &Unit,
        at: Timestamp,
    ) -> Result<(), DbError> {
        let bank = questions::list(tx, learning.course, learning.version).await?;
        let words = questions::words(tx, learning.course, learning.version).await?;
        for question in drawn(unit, &bank, learning.id, 1) {
            let accepted = words
                .get(&(question.mark.clone(), learning.language))
                .and_then(|words| words.accepted.first().cloned())
                .unwrap_or_default();
            let answer = match question.kind {
                QuestionKind::Text => Answer::Typed(accepted),
                _ => Answer::Chosen(question.right.clone()),
            };
            let attempt = Attempt {
                id: Id::secret(self.section.random.as_ref()),
                learning: learning.id,
                version: learning.version,
                unit: unit.mark.clone(),
                question: question.mark.clone(),
                round: 1,
                answer,
                is_right: true,
                at,
                received_at: at,
            };
            learnings::add_attempt(tx, &attempt).await?;
        }
        learnings::unit_done(tx, learning.id, &unit.mark, at).await.map(drop)
    }

    /// What somebody wrote, looked at and approved: a draft lies where it goes on. The second one still waits.
    async fn handed_in(
        &self,
        tx: &mut Tx,
        learning: &Learning,
        (unit, kind): (&Unit, ExerciseKind),
        (title, body): (&str, &str),
        trainer: PersonId,
    ) -> Result<(), DbError> {
        let at = self.story.today - Duration::from_secs(26 * 3_600);
        let exercise = Exercise {
            id: self.id(),
            learning: learning.id,
            unit: unit.mark.clone(),
            kind,
            words: ExerciseWords {
                title: title.to_owned(),
                body: body.to_owned(),
                language: Language::FRENCH,
            },
            stage: ExerciseStage::Handed,
            address: String::new(),
            work: None,
            remark: String::new(),
            at,
            judged_at: None,
            judged_by: None,
        };
        exercises::hand_in(tx, &exercise).await?;
        let Some(whose) = exercises::whose(tx, learning.id).await?.filter(|_| kind == ExerciseKind::Post)
        else {
            return Ok(());
        };
        let ways = practise::ways(self.section, &exercise, &whose);
        let Some(way) = ways.first() else { return Ok(()) };
        let remark = "On voit la cour. Garde la dernière phrase : c’est elle qu’on retiendra.".to_owned();
        let approval = Approval { by: trainer, way: way.name, read_at: at, remark, now: self.story.today };
        // Where her blog takes no drafts, it waits on.
        let _ = practise::approve(self.section, tx, &exercise, &whose, approval).await;
        Ok(())
    }
}
