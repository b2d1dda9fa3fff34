//! What a mailing sends to one reader: a letter to an address, or a message to a telephone. How it goes to
//! each of them once is the same for both, and stands in [`crate::mailing`].

use futures::{StreamExt, stream};
use griot_delivery::{
    Email, PostError,
    sms::{Phone, Sms, SmsError},
};
use griot_web::Section;
use url::Url;

use crate::{
    acts::subscribe,
    letter::Sheet,
    model::{delivery::Delivery, mailing, phone},
    store::letters::Armed,
    web::sms_report,
};

/// So many go at once: the other lines to the mail server and to the gateway are for single people.
const AT_ONCE: usize = 2;

/// What all readers of a mailing get.
#[derive(Clone, Debug)]
pub enum Posting {
    /// A letter, with each reader's own way out.
    Letter(Box<Sheet>),
    /// A message, with nothing of its reader's own.
    Message(String),
}

/// What became of what one reader gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was taken.
    Sent,
    /// It was handed over, and nobody knows whether it was taken.
    Unsure,
    /// It was certainly not taken, and may be later.
    Later,
    /// It will never be taken, or its reader left meanwhile.
    Refused,
}

/// What became of one reader's.
#[derive(Clone, Debug)]
pub struct Done {
    /// Whose.
    pub armed: Armed,
    /// What became of it.
    pub outcome: Outcome,
}

impl Posting {
    /// So many are armed at once: what may be unsure after a crash.
    pub fn batch(&self) -> i64 {
        match self {
            Self::Letter(_) => mailing::BATCH,
            Self::Message(_) => phone::BATCH,
        }
    }

    /// Hands a batch over, outside of any act.
    pub async fn hand_over(&self, section: &Section, delivery: &Delivery, batch: Vec<Armed>) -> Vec<Done> {
        match self {
            Self::Letter(sheet) => letters(section, delivery, sheet, batch).await,
            Self::Message(text) => {
                let each = |armed| async move {
                    let outcome = message(section, delivery, text, &armed).await;
                    Done { armed, outcome }
                };
                stream::iter(batch).map(each).buffer_unordered(AT_ONCE).collect().await
            }
        }
    }
}

async fn letters(section: &Section, delivery: &Delivery, sheet: &Sheet, batch: Vec<Armed>) -> Vec<Done> {
    let (mut done, mut going, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    for armed in batch {
        let address = armed.address.as_deref().and_then(|text| Email::parse(text).ok());
        let mark = subscribe::leave_mark(&section.keys, armed.subscriber);
        let leave: Option<Url> = section.url(&format!("/newsletter/leave/{mark}")).parse().ok();
        match (address, leave) {
            (Some(address), Some(leave)) => {
                let id = format!("n-{}-{}", delivery.id.as_uuid().simple(), armed.subscriber);
                letters.push(sheet.to(address, &leave, id, delivery.due_at));
                going.push(armed);
            }
            // Whoever left while this letter was armed gets none.
            _ => done.push(Done { armed, outcome: Outcome::Refused }),
        }
    }
    let outcomes = section.post.send_all(&letters, AT_ONCE).await.into_iter().map(|outcome| match outcome {
        Ok(()) => Outcome::Sent,
        Err(PostError::Unsure(_)) => Outcome::Unsure,
        Err(PostError::Retry(_)) => Outcome::Later,
        Err(PostError::Refused { .. } | PostError::Stopped | PostError::Unwritable) => Outcome::Refused,
    });
    done.extend(going.into_iter().zip(outcomes).map(|(armed, outcome)| Done { armed, outcome }));
    done
}

async fn message(section: &Section, delivery: &Delivery, text: &str, armed: &Armed) -> Outcome {
    let Some(gateway) = &section.sms else { return Outcome::Later };
    let Some(to) = armed.address.as_deref().and_then(|number| Phone::parse(number, "").ok()) else {
        return Outcome::Refused;
    };
    let name = name_of(delivery, armed.subscriber);
    let report = sms_report(section, &name).await;
    match gateway.send(&Sms { to, text: text.to_owned(), name, report }).await {
        Ok(()) => Outcome::Sent,
        Err(SmsError::Unknown) => Outcome::Unsure,
        Err(SmsError::Retry(_)) => Outcome::Later,
        Err(SmsError::Refused(_)) => Outcome::Refused,
    }
}

/// By which name a gateway reports of one reader's message.
fn name_of(delivery: &Delivery, subscriber: i64) -> String {
    format!("m-{}-{subscriber}", delivery.id.as_uuid().simple())
}

/// Of which delivery and which reader a gateway speaks by this name.
pub fn named(name: &str) -> Option<(crate::model::delivery::DeliveryId, i64)> {
    let (delivery, subscriber) = name.strip_prefix("m-")?.split_once('-')?;
    Some((delivery.parse::<uuid::Uuid>().ok()?.into(), subscriber.parse().ok()?))
}
