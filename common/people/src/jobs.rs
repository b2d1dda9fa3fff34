//! Letters and sweeping, one file for each. A token exists only in its letter: each
//! letter makes its own when it is written, and the database keeps the hash.

mod address;
mod answers;
mod confirmation;
mod invitation;
mod refusal;
mod reset;
mod sweep;
mod tell_editors;
mod tell_owner;

pub use address::{SendAddressConfirmation, TellOldAddress};
pub use answers::{TellAnswered, take_answers};
pub use confirmation::SendConfirmation;
pub use invitation::SendInvitation;
pub use refusal::SendRefusal;
pub use reset::SendReset;
pub use sweep::sweep;
pub use tell_editors::{TellEditor, TellEditors};
pub use tell_owner::{TellOwner, What};

use griot_delivery::{Email, Letter, PostError};
use griot_i18n::Words;
use griot_jobs::JobError;
use griot_kernel::{Language, PersonId};
use griot_mailroom::{Mark, token};
use url::Url;

use crate::{Section, store};

/// A letter of the house to `address`, in its reader's language, or nothing when the
/// address could never take one.
fn letter(section: &Section, address: &str, language: Language, subject: &str) -> Option<(Letter, Words)> {
    let to = Email::parse(address).ok()?;
    let words = section.words(language);
    let name = name_of(section);
    let letter = Letter::new(to, words.put(subject, "section", name)).language(language.as_str());
    Some((letter, words))
}

/// The same to a member, at the address where they are reached; nothing when they are none any more.
async fn letter_to(
    section: &Section,
    person: PersonId,
    subject: &str,
) -> Result<Option<(Letter, Words)>, JobError> {
    let mut db = section.db.read().await?;
    let member = store::persons::by_id(&mut db, person).await?.filter(|person| person.is_member());
    let address = store::contacts::email_of(&mut db, person).await?;
    Ok(member.zip(address).and_then(|(member, address)| letter(section, &address, member.language, subject)))
}

/// The name of the section, as letters say it.
fn name_of(section: &Section) -> String {
    let name = section.settings().name.clone();
    if name.is_empty() { "Griot".to_owned() } else { name }
}

fn page(section: &Section, path: &str) -> Result<Url, JobError> {
    section.url(path).parse().map_err(JobError::fail)
}

/// Adds the link by which whoever owns this address asks for no more letters, ever: for those
/// who have no page of their own to say so.
fn with_stop(section: &Section, letter: Letter, words: &Words) -> Result<Letter, JobError> {
    let mark = Mark::of(&section.keys, &letter.to);
    let stop = page(section, &format!("/stop/{}", token::seal_stop(&section.keys, mark)))?;
    Ok(letter.footer_link(words.t("people-mail-stop"), &stop))
}

/// Hands the letter over, and says whether it left. An address that takes no letters is nobody's
/// failure.
async fn send(section: &Section, letter: Letter) -> Result<bool, JobError> {
    match section.post.send(&letter).await {
        Ok(()) => Ok(true),
        Err(PostError::Refused { .. } | PostError::Stopped) => Ok(false),
        Err(error @ (PostError::Retry(_) | PostError::Unsure(_))) => Err(JobError::retry(error)),
        Err(error @ PostError::Unwritable) => Err(JobError::fail(error)),
    }
}
