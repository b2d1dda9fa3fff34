use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_kernel::PersonId;
use griot_web::{Grant, Member, Role, Scope, Second};

use super::{All, Teller};
use crate::{
    acts::certify::{self, Ground},
    model::{Enrolment, EnrolmentStage, Method, Presence, Programme, Shows, Workshop},
    store::{attendance, certificates, enrolments, meetings},
};

impl Teller<'_> {
    /// Who was there in January and at both meetings that ended this morning.
    pub(super) async fn came(&self, tx: &mut Tx, all: &All, trainer: PersonId) -> Result<(), DbError> {
        self.present(tx, &all.january, trainer).await?;
        self.present(tx, &all.today, trainer).await
    }

    async fn present(&self, tx: &mut Tx, workshop: &Workshop, trainer: PersonId) -> Result<(), DbError> {
        let come = self.with_a_place(tx, workshop).await?;
        for (day, meeting) in meetings::of(tx, workshop.id).await?.iter().enumerate() {
            for (place, one) in (0_u64..).zip(&come) {
                // One could not come the second time.
                if day == 1 && place == 9 {
                    continue;
                }
                let late = if place == 4 { 27 } else { place % 6 };
                let left_at = (place == 7).then(|| meeting.ends_at - Duration::from_secs(40 * 60));
                let method =
                    [Method::Code, Method::Qr, Method::List].into_iter().nth(usize::from(place % 3 == 1));
                let arrived_at = meeting.starts_at + Duration::from_secs(late * 60);
                let presence = Presence {
                    enrolment: one.id,
                    meeting: meeting.id,
                    method: method.unwrap_or(Method::List),
                    arrived_at,
                    left_at,
                    noted_at: arrived_at,
                    by: (place % 3 == 2).then_some(trainer),
                };
                attendance::note(tx, &presence).await?;
            }
        }
        Ok(())
    }

    async fn with_a_place(&self, tx: &mut Tx, workshop: &Workshop) -> Result<Vec<Enrolment>, DbError> {
        let mut all = enrolments::of(tx, workshop.id).await?;
        all.retain(|one| one.stage == EnrolmentStage::Enrolled);
        Ok(all)
    }

    /// Whoever was at both meetings has a certificate; one shows it to everyone.
    pub(super) async fn certified(
        &self,
        tx: &mut Tx,
        programme: &Programme,
        all: &All,
        trainer: PersonId,
    ) -> Result<(), DbError> {
        let by = Member {
            id: trainer,
            name: String::new(),
            handle: String::new(),
            language: None,
            light: false,
            grants: vec![Grant { role: Role::Trainer, scope: Scope::Section }],
            second: Second::None,
        };
        for workshop in [&all.january, &all.today] {
            let met = meetings::of(tx, workshop.id).await?;
            let earned = certificates::earned(tx, workshop.id, programme.course).await?;
            let ground = Ground { programme, workshop, meetings: &met };
            for one in self.with_a_place(tx, workshop).await? {
                let Some(earned) = earned.get(&one.id) else { continue };
                if earned.missing(&programme.certificate, &one, &met).is_some() {
                    continue;
                }
                // Nobody needs to be told of what the story tells.
                let given = certify::written(self.section, ground, (&one, &one.name, earned), &by);
                certificates::insert(tx, &given).await?;
                if one.person.is_some() && one.person == self.person("awa-ouedraogo") {
                    certificates::set_shows(tx, given.id, Shows::Holder).await?;
                }
            }
        }
        Ok(())
    }
}
