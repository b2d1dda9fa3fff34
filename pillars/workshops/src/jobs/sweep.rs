//! What happens by the hour and by the day: reminders, free places, and letting go.

use std::time::Duration;

use griot_jobs::JobError;
use griot_kernel::Timestamp;
use griot_web::Section;

use super::{News, Tell};
use crate::{
    acts,
    model::{EnrolmentStage, Stage},
    store::{enrolments, workshops},
};

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);
/// So long an enrolment waits to be confirmed.
pub const CONFIRMED_WITHIN: Duration = Duration::from_secs(3 * 86_400);
/// So long after a workshop its contacts are known: until after the last question of what became of it.
pub const KNOWN_FOR: Duration = Duration::from_secs(120 * 86_400);

/// Reminds those who have a place: a week before, and on the eve.
pub async fn reminders(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let soon = workshops::between(&mut tx, now, now + DAY * 8).await?;
    for workshop in soon.iter().filter(|one| one.stage == Stage::Open) {
        let news = match workshop.starts_at {
            at if at <= now + HOUR * 36 => News::Eve,
            // Whoever enrolled a few days before was just told.
            at if at >= now + DAY * 6 => News::Week,
            _ => continue,
        };
        for one in enrolments::of(&mut tx, workshop.id).await? {
            let knows = news == News::Week && one.stage_at + DAY * 3 > now;
            if one.stage == EnrolmentStage::Enrolled && !knows {
                Tell::news(&mut tx, one.id, news).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

/// Gives free places to those who wait, forgets what nobody confirmed, and lets go of contacts that nobody needs
/// any more.
pub async fn sweep(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    for workshop in workshops::coming(&mut tx, now).await? {
        acts::enrol::move_up(&mut tx, workshop.id, now).await?;
    }
    enrolments::drop_unconfirmed(&mut tx, now - CONFIRMED_WITHIN).await?;
    forget(&section, &mut tx, now - KNOWN_FOR).await?;
    Ok(tx.commit().await?)
}

/// Empties the sealed part of those who came to workshops that ended before `before`.
async fn forget(section: &Section, tx: &mut griot_db::Tx, before: Timestamp) -> Result<(), JobError> {
    for one in enrolments::to_forget(tx, before, 500).await? {
        let sealed = acts::enrol::seal(section, one.id, &crate::model::Contact::default());
        enrolments::forget_contact(tx, one.id, &sealed).await?;
    }
    Ok(())
}
