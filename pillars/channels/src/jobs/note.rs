use std::time::Duration;

use griot_delivery::sms::{Phone, Sms, SmsError};
use griot_jobs::{Job, JobError};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    engine::act,
    model::audience::Standing,
    store::{phones, subscribers, ways},
};

/// Nobody waits longer for an answer to a call.
const LONG: Duration = Duration::from_secs(300);

/// Sends a short message to one telephone: once, or perhaps not at all.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendNote {
    /// Which.
    pub note: Uuid,
}

impl Job<Section> for SendNote {
    const NAME: &'static str = "channels.send-note";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let (now, id) = (section.clock.now(), self.note);
        let mut db = section.db.read().await?;
        let Some(note) = phones::note(&mut db, id).await? else { return Ok(()) };
        let wanted = match note.subscriber {
            Some(one) => {
                subscribers::by_id(&mut db, one).await?.is_some_and(|one| one.standing == Standing::Pending)
            }
            None => true,
        };
        if ways::get(&mut db).await?.cut_at.is_some() {
            return Ok(()); // whoever lets everything go on asks for it again
        }
        drop(db);
        match note.armed_at {
            Some(at) if at + LONG > now => return Err(JobError::retry("another call is waited for")),
            // Nobody knows whether it went, and it is not worth a second one.
            Some(_) => return self.forget(section).await,
            None => {}
        }
        let (Some(gateway), Ok(to), true) = (&section.sms, Phone::parse(&note.address, ""), wanted) else {
            return self.forget(section).await;
        };
        if !act!(section, tx => phones::arm_note(tx, id, now).await?)? {
            return Ok(()); // somebody else has it
        }
        let sms = Sms { to, text: note.body, name: id.simple().to_string(), report: None };
        match gateway.send(&sms).await {
            Err(SmsError::Retry(cause)) => {
                act!(section, tx => phones::disarm_note(tx, id).await?)?;
                Err(JobError::retry(cause))
            }
            Ok(()) | Err(SmsError::Refused(_) | SmsError::Unknown) => self.forget(section).await,
        }
    }
}

impl SendNote {
    async fn forget(&self, section: &Section) -> Result<(), JobError> {
        Ok(act!(section, tx => phones::remove_note(tx, self.note).await?)?)
    }
}
