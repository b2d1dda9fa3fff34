use std::time::Duration;

use griot_delivery::{Email, Letter, PostError};
use griot_jobs::{Job, JobError};
use griot_kernel::Timestamp;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    acts::{press, show::Whole},
    model::{
        delivery::{DeliveryId, State},
        item::Stage,
        press::{Communique, Journalist, LetterState},
    },
    store::{communiques, deliveries, journalists},
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
        for journalist in waiting {
            let mut tx = section.db.begin().await?;
            let now = section.clock.now();
            let Some(delivery) = deliveries::by_id(&mut tx, self.delivery).await? else { return Ok(()) };
            let Some(whole) = Whole::load(&mut tx, delivery.item).await? else { return Ok(()) };
            if delivery.state == State::Stopped || whole.item.stage == Stage::Withdrawn {
                return Ok(()); // it was taken back meanwhile
            }
            let Some(reader) = journalists::by_id(&mut tx, journalist).await? else { continue };
            let one = communiques::of(&mut tx, delivery.item).await?.unwrap_or_default();
            let letter = letter(section, &whole, &one, &reader, self.delivery, now);
            let letter = letter.filter(|_| reader.takes_letters(now));
            let next = if letter.is_some() { LetterState::Armed } else { LetterState::Refused };
            let id = (self.delivery, journalist);
            let moved = journalists::move_letter(&mut tx, id, LetterState::Waiting, next, now).await?;
            tx.commit().await?;
            let Some(letter) = letter.filter(|_| moved) else { continue };
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

fn letter(
    section: &Section,
    whole: &Whole,
    one: &Communique,
    reader: &Journalist,
    delivery: DeliveryId,
    now: Timestamp,
) -> Option<Letter> {
    let to = Email::parse(&reader.email).ok()?;
    let (language, text) = press::said(whole, Some(reader.language));
    let words = section.words.words(language);
    let settings = section.settings();
    let subject = words.with(
        "channels-press-mail-subject",
        [("name", press::name(&words, one).into()), ("title", whole.item.title.clone().into())],
    );
    let mut letter = Letter::new(to, subject).language(language.as_str()).message_id(format!(
        "press-{}.{}",
        delivery.as_uuid().simple(),
        reader.id.as_uuid().simple()
    ));
    if let Some(words) = press::embargo(&words, whole, now) {
        letter = letter.paragraph(words);
    }
    letter = letter.paragraph(whole.item.title.as_str()).paragraph(press::dated(&words, whole, one));
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
