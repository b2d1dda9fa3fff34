use griot_contracts::people::Contacts;
use griot_db::Conn;
use griot_delivery::{Email, Letter, PostError};
use griot_i18n::Words;
use griot_jobs::JobError;
use griot_mailroom::{Mark, token};
use griot_web::Section;
use url::Url;

use crate::{acts::follow, model::Recipient, store::guests};

/// Where to write to someone, and in which words; `None` when they cannot be reached.
pub async fn reach(
    section: &Section,
    db: &mut Conn,
    recipient: Recipient,
) -> Result<Option<(Email, Words)>, JobError> {
    let (address, language) = match recipient {
        Recipient::Person(person) => {
            let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
            let Some(found) = contacts.email(db, person).await? else { return Ok(None) };
            (Email::parse(&found.email).ok(), found.language)
        }
        Recipient::Guest(guest) => {
            let Some(guest) = guests::by_id(db, guest).await? else { return Ok(None) };
            (follow::address(&section.keys, &guest), guest.language)
        }
    };
    Ok(address.map(|address| (address, section.words(language))))
}

/// A letter that a guest asked for a moment ago. Anyone may have typed in the address, so it
/// also tells its owner how never to hear from this house again.
pub fn asked(section: &Section, words: &Words, letter: Letter) -> Result<Letter, JobError> {
    let mark = Mark::of(&section.keys, &letter.to);
    let stop = section.url(&format!("/stop/{}", token::seal_stop(&section.keys, mark)));
    let stop: Url = stop.parse().map_err(JobError::fail)?;
    Ok(letter.footer_link(words.t("confirm-never-again"), &stop).asked())
}

/// Whether a letter that did not leave is worth another try. One that never will
/// reach its recipient is done with.
pub fn sent(outcome: Result<(), PostError>) -> Result<bool, JobError> {
    match outcome {
        Ok(()) => Ok(true),
        Err(PostError::Refused { .. } | PostError::Stopped) => Ok(false),
        Err(error @ (PostError::Retry(_) | PostError::Unsure(_))) => Err(JobError::retry(error)),
        Err(error @ PostError::Unwritable) => Err(JobError::fail(error)),
    }
}
