use griot_contracts::people::Contacts;
use griot_db::{Conn, DbError};
use griot_delivery::{Email, Letter};
use griot_jobs::{Job, JobError};
use griot_kernel::PersonId;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    model::{
        channel::{ChannelId, KeyState},
        delivery::{Back, DeliveryId, State},
    },
    store::{channels, deliveries, keys},
    web::rights::PUBLISH,
};

/// Who is told of a channel: those of its keepers who may publish; where there are none, all who publish.
pub(super) async fn readers(
    section: &Section,
    db: &mut Conn,
    channel: ChannelId,
) -> Result<Vec<PersonId>, DbError> {
    let keepers = channels::keepers(db, channel).await?;
    let Ok(contacts) = section.ask::<dyn Contacts>() else { return Ok(keepers) };
    let publishers = contacts.holders(db, PUBLISH.name).await?;
    let told: Vec<PersonId> = keepers.into_iter().filter(|one| publishers.contains(one)).collect();
    Ok(if told.is_empty() { publishers } else { told })
}

/// Tells somebody of a text that waits for their hands, or that should be out and is not.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellKeeper {
    /// Which.
    pub delivery: DeliveryId,
    /// Whom.
    pub person: PersonId,
    /// How many others on the same channel are in the same way: one letter tells of all.
    #[serde(default)]
    pub others: i64,
    /// When it was found, in milliseconds: what is told of once more is another letter.
    #[serde(default)]
    pub found: i64,
}

impl Job<Section> for TellKeeper {
    const NAME: &'static str = "channels.tell-keeper";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(delivery) = deliveries::by_id(&mut db, self.delivery).await? else { return Ok(()) };
        let failed = matches!(delivery.state, State::Rejected | State::GaveUp);
        let left = delivery.back.is_some_and(|back| back != Back::Done);
        if !delivery.state.is_open() && !failed && !left && self.others == 0 {
            return Ok(()); // it is out meanwhile, or was stopped
        }
        let Some(channel) = channels::by_id(&mut db, delivery.channel).await? else { return Ok(()) };
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let Some(reader) = contacts.email(&mut db, self.person).await? else { return Ok(()) };
        drop(db);
        let words = section.words(reader.language);
        let (subject, body, path) = match (delivery.by_hand, delivery.state) {
            _ if left => (
                "channels-mail-back-subject",
                "channels-mail-back",
                format!("/desk/items/{}#deliveries", delivery.item),
            ),
            (_, State::Rejected | State::GaveUp) => (
                "channels-mail-failed-subject",
                "channels-mail-failed",
                format!("/desk/items/{}#deliveries", delivery.item),
            ),
            // Whoever carries it, it may be there already: it is looked for, not published once more.
            (_, State::Unknown | State::Armed) => (
                "channels-mail-unknown-subject",
                "channels-mail-unknown",
                format!("/desk/items/{}#deliveries", delivery.item),
            ),
            (true, _) => {
                ("channels-mail-hand-subject", "channels-mail-hand", format!("/desk/hand/{}", delivery.id))
            }
            (false, _) => {
                ("channels-mail-late-subject", "channels-mail-late", format!("/desk/items/{}", delivery.item))
            }
        };
        let to = Email::parse(&reader.email).map_err(JobError::fail)?;
        let letter = Letter::new(to, words.put(subject, "channel", &channel.name)).paragraph(words.put(
            body,
            "channel",
            &channel.name,
        ));
        let (letter, path) = match self.others {
            0 => (letter, path),
            others => {
                (letter.paragraph(words.count("channels-mail-others", others)), "/desk/today".to_owned())
            }
        };
        // Whoever was told that it is late is told that it failed.
        let letter = letter.message_id(format!(
            "{}-{}-{}.{}",
            match (left, failed) {
                (true, _) => "back",
                (false, true) => "failed",
                (false, false) => "late",
            },
            self.delivery.as_uuid().simple(),
            self.found,
            self.person.as_uuid().simple()
        ));
        send(section, letter, &words, &path).await
    }
}

/// Tells somebody that the key of a channel ends soon, or opens nothing any more, before anything is late.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellKeyEnds {
    /// Of which channel.
    pub channel: ChannelId,
    /// Whom.
    pub person: PersonId,
    /// In so many days; `None` when it opens nothing any more.
    pub days: Option<i64>,
}

impl Job<Section> for TellKeyEnds {
    const NAME: &'static str = "channels.tell-key-ends";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(channel) = channels::by_id(&mut db, self.channel).await? else { return Ok(()) };
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let Some(reader) = contacts.email(&mut db, self.person).await? else { return Ok(()) };
        let words = section.words(reader.language);
        let body = match self.days {
            Some(days) => words.with(
                "channels-mail-key-ends",
                [("channel", channel.name.clone().into()), ("days", days.into())],
            ),
            None => {
                let kept = keys::of(&mut db, self.channel).await?;
                let doubtful = kept.is_some_and(|key| key.state == KeyState::Doubtful);
                let body = if doubtful { "channels-mail-key-doubtful" } else { "channels-mail-key-refused" };
                words.put(body, "channel", &channel.name)
            }
        };
        drop(db);
        let to = Email::parse(&reader.email).map_err(JobError::fail)?;
        let letter = Letter::new(to, words.put("channels-mail-key-ends-subject", "channel", &channel.name))
            .paragraph(body);
        send(section, letter, &words, &format!("/desk/channels/{}", channel.id)).await
    }
}

/// Sends a letter that leads to a page of the desk.
pub(super) async fn send(
    section: &Section,
    letter: Letter,
    words: &griot_i18n::Words,
    path: &str,
) -> Result<(), JobError> {
    let page: Url = section.url(path).parse().map_err(JobError::fail)?;
    let letter = letter
        .language(words.language().as_str())
        .button(words.t("channels-mail-button"), &page)
        .footer(words.put("channels-mail-why", "section", &section.settings().name));
    section.post.send(&letter).await.map_err(JobError::retry)
}
