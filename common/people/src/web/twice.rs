//! Forms that are sent twice: the second time is answered as the first.

use std::time::Duration;

use griot_crypto::{Purpose, Token};
use griot_kernel::{PersonId, Timestamp};
use griot_web::{Member, WebError};

use super::email;
use crate::{Section, store};

/// How long a form that is sent again counts as the same one.
pub(super) const A_MOMENT: Duration = Duration::from_secs(600);

const FORM: Purpose = Purpose("people.form-secret");

/// Whether it was only a moment ago.
pub(super) fn just_now(section: &Section, at: Timestamp) -> bool {
    at + A_MOMENT > section.clock.now()
}

/// Who joined a moment ago with this address and this passphrase, and set up no codes since.
pub(super) async fn just_joined(
    section: &Section,
    address: &str,
    passphrase: &str,
) -> Result<Option<PersonId>, WebError> {
    let Ok((_, digest)) = email(section, address) else { return Ok(None) };
    let mut db = section.db.read().await?;
    let Some(id) = store::contacts::owner_of_email(&mut db, &digest).await? else { return Ok(None) };
    let person = store::persons::by_id(&mut db, id).await?;
    let secrets = store::secrets::of(&mut db, id).await?;
    drop(db);
    let person = person.filter(|p| p.is_member() && just_now(section, p.joined_at) && secrets.totp.is_none());
    match (person, secrets.passphrase) {
        (Some(person), Some(hash)) => {
            let right = section.passphrases.verify(&hash, passphrase).await.map_err(WebError::internal)?;
            Ok(right.then_some(person.id))
        }
        _ => Ok(None),
    }
}

/// The mark of a form that makes a secret, put into it when it is shown.
pub(super) fn mark(section: &Section) -> String {
    griot_crypto::text::encode(&section.random.bytes::<16>())
}

/// The secret that a form makes: of one that is sent twice, with the same words in it, the same. A form
/// that bears no mark makes a fresh one each time.
pub(super) fn secret(section: &Section, member: &Member, mark: &str, words: &[&str]) -> Token {
    if mark.is_empty() {
        return Token::fresh(section.random.as_ref());
    }
    let said = format!("{}/{mark}/{}", member.id, words.join("\0"));
    Token::from_random(section.keys.digest(FORM, &said).0)
}
