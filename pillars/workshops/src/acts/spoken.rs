//! Being there, said by a message from a telephone: `PRESENT 123456`.

use async_trait::async_trait;
use griot_contracts::planning::{Keywords, Reply, Spoken};
use griot_db::{DbError, Tx};
use griot_kernel::Language;

use super::{
    attend::{self, NotNoted},
    enrol::DIGEST,
};
use crate::{
    Workshops,
    model::{EnrolmentId, Meeting, Method, WorkshopId},
    store::{attendance, enrolments, workshops},
};

/// The words that open such a message, without their marks.
pub const WORDS: &[&str] = &["PRESENT", "PRESENTE"];

fn reply(key: &'static str, language: Option<Language>) -> Reply {
    Reply { key, language, values: Vec::new(), hours: Vec::new() }
}

/// What a message says of why somebody was not noted.
fn refused(why: NotNoted) -> &'static str {
    match why {
        NotNoted::TooEarly => "presence-sms-early",
        NotNoted::TooLate | NotNoted::Closed => "presence-sms-late",
        NotNoted::OldCode => "presence-sms-old",
        NotNoted::OtherCode => "presence-sms-other",
        NotNoted::WrongCode => "presence-sms-code",
        NotNoted::Asked
        | NotNoted::Waiting
        | NotNoted::Cancelled
        | NotNoted::NotThere
        | NotNoted::NotHalf => "presence-sms-no-place",
    }
}

#[async_trait]
impl Keywords for Workshops {
    async fn claim(&self, tx: &mut Tx, spoken: &Spoken<'_>) -> Result<Option<Reply>, DbError> {
        if !WORDS.contains(&spoken.keyword) {
            return Ok(None);
        }
        if spoken.from.is_empty() {
            return Ok(Some(reply("presence-sms-unknown", None)));
        }
        let (now, around) = (spoken.at, Meeting::AROUND);
        let digest = (spoken.mark)(DIGEST.0);
        let found = attendance::by_telephone(tx, &digest, now - around, now + around).await?;
        let mut answer = None;
        let mut by_workshop: Vec<(WorkshopId, Vec<EnrolmentId>)> = Vec::new();
        for (workshop, enrolment) in found {
            match by_workshop.last_mut() {
                Some((last, all)) if *last == workshop => all.push(enrolment),
                _ => by_workshop.push((workshop, vec![enrolment])),
            }
        }
        for (workshop, all) in by_workshop {
            let Some(workshop) = workshops::by_id(tx, workshop).await? else { continue };
            let mut people = Vec::new();
            for id in all {
                people.extend(enrolments::by_id(tx, id).await?);
            }
            // Of several, it is whoever has a place.
            people.sort_by_key(|one| attend::has_place(one).is_err());
            let Some(one) = people.first() else { continue };
            let language = Some(one.language);
            if !workshop.words.sms {
                answer.get_or_insert(reply("presence-sms-off", language));
                continue;
            }
            // A family has one telephone: which of them is here, it does not say.
            if people.iter().filter(|one| attend::has_place(one).is_ok()).count() > 1 {
                answer = Some(reply("presence-sms-shared", language));
                continue;
            }
            match attend::arrive(tx, &workshop, one, (spoken.rest, Method::Sms), now).await? {
                Ok(there) => {
                    let key = if there.is_new { "presence-sms-noted" } else { "presence-sms-again" };
                    let hours = vec![("hour", there.presence.arrived_at)];
                    return Ok(Some(Reply { hours, ..reply(key, language) }));
                }
                Err(why) => answer = Some(reply(refused(why), language)),
            }
        }
        Ok(Some(answer.unwrap_or_else(|| reply("presence-sms-unknown", None))))
    }
}
