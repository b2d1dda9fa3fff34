use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_kernel::{Language, Timestamp};

use super::{All, Teller};
use crate::{
    acts,
    model::{Contact, Enrolment, EnrolmentStage, Source, Workshop},
    store::enrolments,
};

/// Members who came today.
const MEMBERS: [&str; 7] = [
    "awa-ouedraogo",
    "moussa-sawadogo",
    "issa-compaore",
    "aicha-diallo",
    "la-voix-de-nioko",
    "boukary-tiendrebeogo",
    "nadege-bamogo",
];

/// Others: a name, what they need, and for whom somebody answers. None of these people exists.
const OTHERS: [(&str, &str, &str); 6] = [
    ("Alima (club du lycée)", "", "Sa tante, présente à l’inscription"),
    ("Salam Ouattara", "", ""),
    ("Mariette Da", "Une place près de la porte : elle vient avec un bébé", ""),
    ("Habib Sow", "", ""),
    ("Georgette Lompo", "Lettres en grand", ""),
    ("Paul-Ismaël Kiema", "", ""),
];

impl Teller<'_> {
    /// Those who came in January and today, those who come next, and one who still has to confirm.
    pub(super) async fn enrolled(&self, tx: &mut Tx, all: &All) -> Result<(), DbError> {
        for handle in ["fatou-traore", "aicha-diallo", "moussa-sawadogo"] {
            self.member(tx, &all.january, handle, EnrolmentStage::Enrolled).await?;
        }
        for (number, (name, needs, guardian)) in (1_u64..).zip(OTHERS).skip(1) {
            self.other(tx, &all.january, (name, needs, guardian), EnrolmentStage::Enrolled, number).await?;
        }
        for handle in MEMBERS {
            self.member(tx, &all.today, handle, EnrolmentStage::Enrolled).await?;
        }
        for (number, other) in (1_u64..).zip(OTHERS) {
            self.other(tx, &all.today, other, EnrolmentStage::Enrolled, number).await?;
        }
        for (number, handle) in ["issa-compaore", "nadege-bamogo"].iter().enumerate() {
            let stage = if number == 0 { EnrolmentStage::Enrolled } else { EnrolmentStage::Cancelled };
            self.member(tx, &all.next, handle, stage).await?;
        }
        let asks = ("Rose Kinda", "", "");
        self.other(tx, &all.next, asks, EnrolmentStage::Asked, 9).await?;
        for (number, name) in (1_u64..).zip(["Fati", "Ablassé", "Wendkuni", "Sibiri"]) {
            self.other(tx, &all.next, (name, "", ""), EnrolmentStage::Enrolled, number).await?;
        }
        Ok(())
    }

    fn asked_at(&self, workshop: &Workshop, days: u64) -> Timestamp {
        let asked = workshop.starts_at - Duration::from_secs((days + 2) * 86_400);
        asked.min(self.story.today - Duration::from_secs(days * 3_600))
    }

    async fn member(
        &self,
        tx: &mut Tx,
        workshop: &Workshop,
        handle: &str,
        stage: EnrolmentStage,
    ) -> Result<(), DbError> {
        let Some(person) = self.story.person(handle) else { return Ok(()) };
        let one = self.blank(workshop, &person.name, Contact::default(), self.asked_at(workshop, 6));
        enrolments::insert(tx, &Enrolment { person: Some(person.id), stage, ..one }).await
    }

    async fn other(
        &self,
        tx: &mut Tx,
        workshop: &Workshop,
        (name, needs, guardian): (&str, &str, &str),
        stage: EnrolmentStage,
        number: u64,
    ) -> Result<(), DbError> {
        let contact = Contact {
            // Nobody has these addresses: the domain is set aside for examples.
            email: format!("{}-{number}@example.org", griot_text::slug(name)),
            needs: needs.to_owned(),
            guardian: guardian.to_owned(),
            phone: String::new(),
        };
        let digest = contact.key().map(|key| acts::enrol::digest(self.section, &key));
        let at = self.asked_at(workshop, number);
        let one = self.blank(workshop, name, contact, at);
        let is_minor = !guardian.is_empty();
        let source = if number.is_multiple_of(3) { Source::Paper } else { Source::Web };
        let guardian_at = is_minor.then_some(at);
        enrolments::insert(tx, &Enrolment { digest, stage, source, is_minor, guardian_at, ..one }).await
    }

    fn blank(&self, workshop: &Workshop, name: &str, contact: Contact, at: Timestamp) -> Enrolment {
        let (id, code) = acts::enrol::names(self.section);
        Enrolment {
            id,
            code,
            workshop: workshop.id,
            person: None,
            name: name.to_owned(),
            sealed: acts::enrol::seal(self.section, id, &contact),
            digest: None,
            phone_digest: contact.phone_key().map(|key| acts::enrol::digest(self.section, &key)),
            language: Language::FRENCH,
            stage: EnrolmentStage::Enrolled,
            source: Source::Web,
            is_minor: false,
            guardian_at: None,
            at,
            stage_at: at,
            told: " enrolled".to_owned(),
            by: None,
        }
    }
}
