//! What happens by the hour and by the day: reminders, free places, and letting go.

use std::time::Duration;

use griot_db::{Conn, DbError};
use griot_jobs::JobError;
use griot_kernel::Timestamp;
use griot_web::Section;

use super::{News, Tell};
use crate::{
    acts,
    model::{EnrolmentStage, Meeting},
    store::{enrolments, meetings, workshops},
};

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);
/// So long an enrolment waits to be confirmed.
pub const CONFIRMED_WITHIN: Duration = Duration::from_secs(3 * 86_400);
/// So long after a workshop its contacts are known: until after the last question of what became of it.
pub const KNOWN_FOR: Duration = Duration::from_secs(120 * 86_400);

/// Reminds those who have a place of each meeting: on its eve, and a week before where the workshop does not go on
/// by then. Of a meeting that was moved to another day they are reminded again.
pub async fn reminders(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    for meeting in meetings::between(&mut tx, now, now + DAY * 8).await? {
        let news = match meeting.starts_at {
            at if at <= now + HOUR * 36 => News::Eve,
            // Whoever enrolled a few days before was just told.
            at if at >= now + DAY * 6 && !goes_on(&mut tx, &meeting).await? => News::Week,
            _ => continue,
        };
        for one in enrolments::of(&mut tx, meeting.workshop).await? {
            let knows = news == News::Week && one.stage_at + DAY * 3 > now;
            if one.stage == EnrolmentStage::Enrolled && !knows {
                Tell::of_meeting(&mut tx, one.id, news, &meeting).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

/// Whether people of the same workshop meet in the week before this meeting: they hear of it there.
async fn goes_on(db: &mut Conn, meeting: &Meeting) -> Result<bool, DbError> {
    let all = meetings::of(db, meeting.workshop).await?;
    let week = DAY * 7;
    Ok(all.iter().any(|one| one.starts_at < meeting.starts_at && one.starts_at + week >= meeting.starts_at))
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
