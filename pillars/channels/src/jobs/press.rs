use std::{collections::HashMap, time::Duration};

use griot_db::{DbError, Tx};
use griot_delivery::{Attachment, Email, Letter, PostError};
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::{Language, Timestamp};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    acts::{communique, press, show::Whole},
    model::{
        channel::{ChannelId, ChannelState},
        delivery::{DeliveryId, State},
        item::Stage,
        press::{Communique, Journalist, LetterState, PressWays},
    },
    store::{channels, communiques, deliveries, journalists, recipients, ways},
};

/// A letter that is armed for so long was dropped with the program that sent it.
const DROPPED: Duration = Duration::from_secs(600);

/// Sends a communiqué to the journalists who wait for it, a letter each and each once. A letter is
/// written as armed before it is sent; whoever finds it armed later asks a person and never sends it again.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendPress {
    /// Of which delivery.
    pub delivery: DeliveryId,
}

impl Job<Section> for SendPress {
    const NAME: &'static str = "channels.send-press";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut tx = section.db.begin().await?;
        journalists::give_up_armed(&mut tx, self.delivery, section.clock.now() - DROPPED).await?;
        tx.commit().await?;
        let waiting = journalists::waiting(&mut *section.db.read().await?, self.delivery).await?;
        let mut later = false;
        let mut drawn = Drawn::default();
        for (journalist, since) in waiting {
            let mut tx = section.db.begin().await?;
            let now = section.clock.now();
            let Some(delivery) = deliveries::by_id(&mut tx, self.delivery).await? else { return Ok(()) };
            let Some(whole) = Whole::load(&mut tx, delivery.item).await? else { return Ok(()) };
            if delivery.state == State::Stopped || whole.item.stage == Stage::Withdrawn {
                return Ok(()); // it was taken back meanwhile
            }
            let channel = channels::by_id(&mut tx, delivery.channel).await?;
            let paused = channel.is_some_and(|channel| channel.state == ChannelState::Paused);
            if paused || ways::get(&mut tx).await?.cut_at.is_some() {
                return Ok(()); // whoever lets it go on asks for the rest
            }
            // What a person sends after its last hour is theirs to send.
            let late = delivery.not_after.is_some_and(|last| since <= last && last < now);
            let Some(reader) = journalists::by_id(&mut tx, journalist).await? else { continue };
            let one = communiques::of(&mut tx, delivery.item).await?.unwrap_or_default();
            let attach = recipients::attaches(&mut tx, delivery.channel).await?;
            let press = communiques::ways(&mut tx).await?;
            let letter = letter(section, &whole, &one, &reader, self.delivery, now);
            let letter = letter.filter(|_| reader.takes_letters(now) && !late);
            let next = if letter.is_some() { LetterState::Armed } else { LetterState::Refused };
            let id = (self.delivery, journalist);
            let moved = journalists::move_letter(&mut tx, id, LetterState::Waiting, next, now).await?;
            tx.commit().await?;
            let Some(mut letter) = letter.filter(|_| moved) else { continue };
            if attach && let Some(file) = drawn.file(section, (&whole, &one), &press, reader.language).await {
                letter = letter.attach(file);
            }
            let ended = match section.post.send(&letter).await {
                Ok(()) => LetterState::Sent,
                Err(PostError::Unsure(_)) => LetterState::Unknown,
                // It was certainly not taken: it goes at the next turn.
                Err(PostError::Retry(_)) => {
                    later = true;
                    LetterState::Waiting
                }
                Err(PostError::Refused { .. } | PostError::Stopped | PostError::Unwritable) => {
                    LetterState::Refused
                }
            };
            let mut tx = section.db.begin().await?;
            let now = section.clock.now();
            journalists::move_letter(&mut tx, id, LetterState::Armed, ended, now).await?;
            tx.commit().await?;
        }
        if later { Err(JobError::retry("the mail server takes no letters now")) } else { Ok(()) }
    }
}

/// Asks for the letters that waited while everything stood still, or while this channel did.
pub async fn resume_press(tx: &mut Tx, channel: Option<ChannelId>) -> Result<(), DbError> {
    for (delivery, of) in journalists::unsent(tx).await? {
        if channel.is_none_or(|channel| channel == of) {
            enqueue(tx, &SendPress { delivery }).await?;
        }
    }
    Ok(())
}

/// The files of a communiqué, each drawn once for all who read its language.
#[derive(Default)]
struct Drawn(HashMap<Language, Attachment>);

impl Drawn {
    /// The file for whoever reads this language. Where it cannot be drawn the letter goes with its link alone.
    async fn file(
        &mut self,
        section: &Section,
        (whole, one): (&Whole, &Communique),
        ways: &PressWays,
        wanted: Language,
    ) -> Option<Attachment> {
        let language = press::said(whole, Some(wanted)).language;
        if let Some(known) = self.0.get(&language) {
            return Some(known.clone());
        }
        match communique::pdf(section, (whole, one), ways, Some(language)).await {
            Ok(bytes) => {
                let name = communique::file_name(one);
                let file = Attachment { name, kind: "application/pdf", bytes: bytes.into() };
                self.0.insert(language, file.clone());
                Some(file)
            }
            Err(error) => {
                tracing::error!(%error, item = %whole.item.id, "the paper of a communiqué could not be drawn");
                None
            }
        }
    }
}

fn letter(
    section: &Section,
    whole: &Whole,
    one: &Communique,
    reader: &Journalist,
    delivery: DeliveryId,
    now: Timestamp,
) -> Option<Letter> {
    let to = Email::parse(&reader.email).ok()?;
    let press::Said { language, title, text } = press::said(whole, Some(reader.language));
    let words = section.words(language);
    let settings = section.settings();
    let subject = words.with(
        "channels-press-mail-subject",
        [("name", press::name(&words, one).into()), ("title", title.clone().into())],
    );
    let mut letter = Letter::new(to, subject).language(language.as_str()).message_id(format!(
        "press-{}.{}",
        delivery.as_uuid().simple(),
        reader.id.as_uuid().simple()
    ));
    if let Some(words) = press::embargo(&words, whole, now) {
        letter = letter.paragraph(words);
    }
    letter = letter.paragraph(title).paragraph(press::dated(&words, whole, one));
    for piece in text.split("\n\n").filter(|piece| !piece.trim().is_empty()) {
        letter = letter.paragraph(piece.trim());
    }
    let lines = press::speaker(one);
    if !lines.is_empty() {
        letter = letter.paragraph(format!("{} {}", words.t("channels-press-mail-contact"), lines.join(", ")));
    }
    let number = one.name()?;
    let file: Url = section.url(&format!("/press/{number}/{}.pdf?lang={language}", one.key)).parse().ok()?;
    let letter = letter.button(words.t("channels-press-mail-pdf"), &file).footer(words.put(
        "channels-press-mail-why",
        "section",
        &settings.name,
    ));
    Some(letter)
}
