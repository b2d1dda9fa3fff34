//! The part of the invented section's story that is told of its trainings. Nobody and nothing in it is real.

mod able;
mod came;
mod enrolled;
mod learnt;
mod told;

use std::time::Duration;

use griot_contracts::campaigns::{CampaignId, Campaigns};
use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, PersonId, Timestamp};
use griot_pillar::Story;
use griot_web::{Role, Section};

use crate::{
    acts,
    model::{
        Audience, CertificateRule, CourseId, Meeting, Programme, ProgrammeWords, Stage, Workshop,
        WorkshopWords,
    },
    store::{meetings, programmes, workshops},
};

const DISCOVER: &str = "Un jour pour passer de son téléphone à une parole publique : choisir à qui l’on parle, \
écrire court, montrer avec accord, se protéger, et savoir si l’on a été lu.\n\n\
**Pour qui ?** Membres, clubs, radios amies. Aucune connaissance n’est demandée.\n\n\
**Apportez** votre téléphone, son chargeur, et une phrase que vous aimeriez que tout le monde entende.";

const FIRST: &str = "Deux rencontres : une journée pour apprendre, et la semaine suivante une heure et demie pour \
regarder ensemble ce que chacune et chacun a publié. *Un premier pas, que d’autres suivront.*";

/// Tells it.
pub async fn tell(section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
    let teller = Teller { section, story };
    let Some(trainer) = teller.person("adama-nikiema") else { return Ok(()) };
    let course = acts::course::ship(section, tx, Some(trainer)).await?;
    let discover = teller.programmes(tx, trainer, course).await?;
    let all = teller.workshops(tx, &discover, trainer).await?;
    teller.enrolled(tx, &all).await?;
    teller.came(tx, &all, trainer).await?;
    teller.learnt(tx, course, trainer).await?;
    teller.certified(tx, &discover, &all, trainer).await?;
    teller.evaluated(tx, &discover, &all, trainer).await?;
    teller.able(tx, trainer, discover.campaign).await?;
    tx.public_changed().await
}

/// The workshops of the story.
struct All {
    /// Of which somebody was asked what became of it.
    january: Workshop,
    /// Whose last meeting ended this morning.
    today: Workshop,
    /// In which one can enrol.
    next: Workshop,
}

struct Teller<'a> {
    section: &'a Section,
    story: &'a Story,
}

impl Teller<'_> {
    fn person(&self, handle: &str) -> Option<PersonId> {
        self.story.person(handle).map(|person| person.id)
    }

    fn id<T>(&self) -> Id<T> {
        Id::secret(self.section.random.as_ref())
    }

    /// So many days from the day of the story, at this hour and minute there.
    fn at(&self, days: i64, hour: i8, minute: i8) -> Timestamp {
        let zone = &self.section.settings().zone;
        let midnight = zone.start_of(zone.day(self.story.today));
        let day = midnight.as_millisecond() + days * 86_400_000;
        let clock = (i64::from(hour) * 60 + i64::from(minute)) * 60_000;
        Timestamp::from_millisecond(day + clock)
    }

    /// The campaign with which the trainings of the section go along.
    async fn campaign(&self, tx: &mut Tx) -> Result<Option<CampaignId>, DbError> {
        let Ok(campaigns) = self.section.ask::<dyn Campaigns>() else { return Ok(None) };
        let all = campaigns.taking(tx).await?;
        Ok(all.iter().find(|one| one.public.is_some()).map(|one| one.id))
    }

    /// One for everyone, one for monitors that nobody outside hears of. The first.
    async fn programmes(
        &self,
        tx: &mut Tx,
        trainer: PersonId,
        course: CourseId,
    ) -> Result<Programme, DbError> {
        let words = ProgrammeWords {
            language: Language::FRENCH,
            title: "Découvrir les médias sociaux".to_owned(),
            summary: "Mobiliser, faire campagne et informer depuis un téléphone, sans se mettre en danger."
                .to_owned(),
            description: DISCOVER.to_owned(),
            audience: Audience::Everyone,
            roles: Vec::new(),
            is_sensitive: false,
        };
        let discover = Programme {
            id: self.id(),
            slug: "decouvrir-les-medias-sociaux".to_owned(),
            words: words.clone(),
            course: Some(course),
            certificate: CertificateRule {
                title: "Attestation de participation".to_owned(),
                text: "A suivi {hours} heures de formation aux médias sociaux au service des droits humains, à {place}."
                    .to_owned(),
                share: 80,
                needs_course: false,
            },
            campaign: self.campaign(tx).await?,
            line: None,
            is_closed: false,
            revision: 1,
            created_by: Some(trainer),
            created_at: self.at(-60, 10, 0),
        };
        programmes::insert(tx, &discover).await?;
        let monitors = Programme {
            id: self.id(),
            slug: "recueillir-un-temoignage".to_owned(),
            words: ProgrammeWords {
                title: "Recueillir un témoignage".to_owned(),
                summary: "Écouter sans promettre, noter sans exposer.".to_owned(),
                description: "Réservé aux personnes qui observent.".to_owned(),
                audience: Audience::Roles,
                roles: vec![Role::Monitor],
                is_sensitive: true,
                ..words
            },
            course: None,
            certificate: CertificateRule { share: 100, ..CertificateRule::default() },
            campaign: None,
            created_at: self.at(-20, 15, 0),
            ..discover.clone()
        };
        programmes::insert(tx, &monitors).await?;
        Ok(discover)
    }

    async fn workshops(&self, tx: &mut Tx, programme: &Programme, trainer: PersonId) -> Result<All, DbError> {
        let days = [(self.at(-35, 8, 30), self.at(-35, 16, 30))];
        let january = self.workshop(programme, "Bobo-Dioulasso", 14, &days);
        let days = [(self.at(-7, 8, 30), self.at(-7, 16, 30)), (self.at(0, 7, 30), self.at(0, 9, 0))];
        let mut today = self.workshop(programme, "Ouagadougou", 16, &days);
        today.words.note = FIRST.to_owned();
        let days_next = [(self.at(14, 8, 30), self.at(14, 16, 30))];
        let mut next = self.workshop(programme, "Kaya", 12, &days_next);
        next.words.languages.extend("mos".parse::<Language>());
        for (one, days) in [
            (&january, vec![(self.at(-35, 8, 30), self.at(-35, 16, 30))]),
            (&today, days.to_vec()),
            (&next, days_next.to_vec()),
        ] {
            workshops::insert(tx, one).await?;
            workshops::set_trainers(tx, one.id, &[trainer]).await?;
            for (starts_at, ends_at) in days {
                meetings::put(tx, &Meeting { id: self.id(), workshop: one.id, starts_at, ends_at }).await?;
            }
            acts::prepare::tell(tx, one, one.revision).await?;
        }
        Ok(All { january, today, next })
    }

    fn workshop(
        &self,
        programme: &Programme,
        area: &str,
        capacity: i64,
        days: &[(Timestamp, Timestamp)],
    ) -> Workshop {
        let (starts_at, ends_at) = (
            days.first().map_or(self.story.today, |day| day.0),
            days.last().map_or(self.story.today, |day| day.1),
        );
        let secret: [u8; 32] = self.section.random.bytes();
        let last = self.section.settings().zone.day(ends_at);
        let opened_at = starts_at - Duration::from_secs(16 * 86_400);
        Workshop {
            id: self.id(),
            programme: programme.id,
            slug: format!("{}-{last}", programme.slug),
            words: WorkshopWords {
                title: String::new(),
                languages: vec![Language::FRENCH],
                place: "Maison des jeunes, salle 2".to_owned(),
                area: area.to_owned(),
                is_exact: false,
                access: "Rampe à l’entrée, toilettes accessibles, coin pour un bébé".to_owned(),
                note: String::new(),
                capacity,
                enrol_until: starts_at - Duration::from_secs(86_400),
                sms: false,
            },
            starts_at,
            ends_at,
            stage: Stage::Open,
            secret: secret.to_vec(),
            opened_at: Some(opened_at),
            cancelled_at: None,
            revision: 1,
            created_by: programme.created_by,
            created_at: opened_at - Duration::from_secs(3 * 86_400),
        }
    }
}
