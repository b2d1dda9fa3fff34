use std::time::Duration;

use griot_delivery::{Email, Letter, PostError};
use griot_jobs::{Job, JobError};
use griot_kernel::{Language, PersonId};
use griot_mailroom::{Mark, token};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    acts::subscribe::{confirm_mark, leave_mark},
    model::{
        audience::{PENDING_DAYS, Standing},
        channel::ChannelId,
        item::ItemId,
        mailing::KEPT_DAYS,
        phone::HEARD_DAYS,
    },
    store::{audiences, letters, mailings, phones, subscribers},
    web::proof::proof_letter,
};

const DAY: u64 = 86_400;
/// So much is forgotten in one act.
const CHUNK: i64 = 2_000;

/// Writes to whoever asked to be on a list: to be confirmed, or that they are on it already. So the page
/// can answer alike whoever asks.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskSubscriber {
    /// Whom.
    pub subscriber: i64,
}

impl Job<Section> for AskSubscriber {
    const NAME: &'static str = "channels.ask-subscriber";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(asked) = subscribers::by_id(&mut db, self.subscriber).await? else { return Ok(()) };
        let Some(address) = asked.address.as_deref().and_then(|text| Email::parse(text).ok()) else {
            return Ok(()); // they left meanwhile
        };
        let mut names = Vec::new();
        for one in subscribers::of_mark(&mut db, &asked.mark).await? {
            if one.standing == Standing::Pending
                && let Some(list) = audiences::by_id(&mut db, one.audience).await?
            {
                names.push(list.name_in(asked.language).to_owned());
            }
        }
        drop(db);
        let words = section.words(asked.language);
        let name = section.settings().name.clone();
        let stop = section
            .url(&format!("/stop/{}", token::seal_stop(&section.keys, Mark::of(&section.keys, &address))));
        let (subject, body, button, path) = if names.is_empty() {
            let mark = leave_mark(&section.keys, asked.id);
            let key = "channels-mail-known";
            (
                "channels-mail-known-subject",
                words.put(key, "section", &name),
                "channels-mail-known-button",
                format!("/newsletter/leave/{mark}"),
            )
        } else {
            let mark = confirm_mark(&section.keys, asked.id);
            let lists = names.join(", ");
            let body = words
                .with("channels-mail-confirm", [("lists", lists.into()), ("section", name.clone().into())]);
            (
                "channels-mail-confirm-subject",
                body,
                "channels-mail-confirm-button",
                format!("/newsletter/confirm/{mark}"),
            )
        };
        let page: Url = section.url(&path).parse().map_err(JobError::fail)?;
        let stop: Url = stop.parse().map_err(JobError::fail)?;
        let letter = Letter::new(address, words.put(subject, "section", &name))
            .language(words.language().as_str())
            .paragraph(body)
            .button(words.t(button), &page)
            .footer(words.t("channels-mail-not-you"))
            .footer_link(words.t("channels-mail-never-again"), &stop)
            .message_id(format!("newsletter-{}-{}", asked.id, asked.asked_at.as_millisecond()))
            .asked();
        match section.post.send(&letter).await {
            Ok(()) | Err(PostError::Refused { .. } | PostError::Stopped) => Ok(()),
            Err(error @ PostError::Unwritable) => Err(JobError::fail(error)),
            Err(error) => Err(JobError::retry(error)),
        }
    }
}

/// Sends the letter that is being written to whoever asked for a proof.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendProof {
    /// Of which item.
    pub item: ItemId,
    /// On which channel.
    pub channel: ChannelId,
    /// To whom.
    pub person: PersonId,
    /// In which of its languages; in the first without.
    #[serde(default)]
    pub language: Option<Language>,
}

impl Job<Section> for SendProof {
    const NAME: &'static str = "channels.send-proof";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let Some(letter) = proof_letter(section, self).await.map_err(JobError::retry)? else { return Ok(()) };
        section.post.send(&letter).await.map_err(JobError::retry)
    }
}

/// Forgets who did not confirm, what telephones said, and who got which letter once that is long ago.
pub async fn forget_subscribers(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let before = now - Duration::from_secs(PENDING_DAYS * DAY);
    let mut tx = section.db.begin().await?;
    subscribers::leave_pending(&mut tx, before).await?;
    subscribers::forget_pending(&mut tx, before).await?;
    let heard = now - Duration::from_secs(HEARD_DAYS * DAY);
    phones::forget(&mut tx, heard, now - Duration::from_secs(2 * DAY)).await?;
    tx.commit().await?;
    let old = now - Duration::from_secs(KEPT_DAYS * DAY);
    let ended = mailings::ended_before(&mut *section.db.read().await?, old, 100).await?;
    for id in ended {
        loop {
            let mut tx = section.db.begin().await?;
            let gone = letters::forget(&mut tx, id, CHUNK).await?;
            tx.commit().await?;
            if gone == 0 {
                break;
            }
        }
    }
    Ok(())
}
