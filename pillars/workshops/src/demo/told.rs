use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, PersonId};

use super::{All, Teller};
use crate::{
    acts::evaluate,
    model::{
        Answered, Days, EnrolmentStage, EvaluationAnswer, FollowWords, Hindrance, Programme, ReportWords,
        Round, Workshop,
    },
    store::{enrolments, follow_ups, reports},
};

/// What participants wished, in their words. Nobody said this.
const WISHES: [&str; 5] = [
    "Plus de temps pour écrire, moins pour écouter.",
    "Une prise par table.",
    "Le refaire en mooré pour ma mère.",
    "Apprendre à filmer.",
    "Rien, c’était clair.",
];

impl Teller<'_> {
    /// What participants answered in January and today, what the trainer reports, and what became of January.
    pub(super) async fn evaluated(
        &self,
        tx: &mut Tx,
        programme: &Programme,
        all: &All,
        trainer: PersonId,
    ) -> Result<(), DbError> {
        evaluate::add_usual(self.section, tx, programme.id, Language::FRENCH).await?;
        for workshop in [&all.january, &all.today] {
            self.answers(tx, programme, workshop).await?;
        }
        let words = ReportWords {
            went: "Huit personnes sur huit ont publié un premier texte le jour même.".to_owned(),
            difficult: "Le réseau est tombé à onze heures ; les feuilles imprimées ont servi.".to_owned(),
            next: "Une demi-journée sur la vidéo, à Kaya.".to_owned(),
        };
        reports::put(tx, all.january.id, &words, (trainer, self.at(-33, 10, 0))).await?;
        self.became(tx, &all.january).await
    }

    async fn answers(&self, tx: &mut Tx, programme: &Programme, workshop: &Workshop) -> Result<(), DbError> {
        let mut come = enrolments::of(tx, workshop.id).await?;
        come.retain(|one| one.stage == EnrolmentStage::Enrolled);
        for round in Round::ALL {
            let asked = evaluate::asked(tx, programme.id, round).await?;
            for (place, one) in (0_i64..).zip(&come) {
                let mut answers = Vec::new();
                for (number, question) in (0_i64..).zip(&asked) {
                    let base = if round == Round::Before { 2 } else { 4 };
                    let value = match question.kind {
                        Answered::Scale => Some((base + (place + number) % 3 - 1).clamp(1, 5)),
                        Answered::Yes => Some(i64::from(place != 3)),
                        Answered::Text => None,
                    };
                    let wish = usize::try_from(place).ok().and_then(|place| WISHES.get(place));
                    let words = wish.filter(|_| question.kind == Answered::Text);
                    if value.is_none() && words.is_none() {
                        continue;
                    }
                    answers.push(EvaluationAnswer {
                        id: Id::secret(self.section.random.as_ref()),
                        workshop: workshop.id,
                        question: question.id,
                        round,
                        value,
                        words: words.map(|text| (*text).to_owned()).unwrap_or_default(),
                    });
                }
                evaluate::answer(tx, (one.id, round), &answers).await?;
            }
        }
        Ok(())
    }

    /// Thirty days after January: who published, and what stops the others.
    async fn became(&self, tx: &mut Tx, workshop: &Workshop) -> Result<(), DbError> {
        let Some(days) = Days::of(30) else { return Ok(()) };
        let stops = [
            (3, "Un billet et deux photos, sur mon blog", vec![]),
            (1, "Un message au groupe du quartier", vec![Hindrance::Network]),
            (0, "", vec![Hindrance::Time, Hindrance::Network]),
            (2, "Deux textes courts", vec![]),
            (0, "", vec![Hindrance::Fear]),
            (4, "Une série sur le marché", vec![Hindrance::Network]),
        ];
        for (one, (published, what, hindrances)) in enrolments::of(tx, workshop.id).await?.iter().zip(stops) {
            enrolments::tell_once(tx, one.id, &days.word()).await?;
            follow_ups::ask(tx, one.id, days, self.at(-5, 7, 0)).await?;
            let words = FollowWords {
                published,
                what: what.to_owned(),
                hindrances,
                hindrance: String::new(),
                wants_help: published == 0,
            };
            follow_ups::answer(tx, (one.id, days), &words, self.at(-4, 18, 0)).await?;
        }
        Ok(())
    }
}
