//! Passkeys: ceremonies between a device and the section. What a ceremony began with
//! lies in the database under its challenge, so no cookie is needed before sign-in.

use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_kernel::{Id, PersonId};
use serde::Deserialize;
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, RequestChallengeResponse, Webauthn, WebauthnBuilder,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::{
    Section,
    acts::Moment,
    store::{self, passkeys::PasskeyRow},
};

/// How long a device may take.
const LASTS: Duration = Duration::from_secs(5 * 60);
/// Ceremonies of strangers open at once, beyond which the oldest go.
const MOST_OPEN: i64 = 10_000;

/// Why a ceremony came to nothing. The sentence is one for all, since a device's owner
/// can only try again or take the passphrase.
#[derive(Debug, thiserror::Error)]
pub enum CeremonyError {
    /// The device's answer was not the one asked for.
    #[error("the ceremony was refused")]
    Refused,
    /// The section's address is not one that passkeys hold to.
    #[error("passkeys need the section to have a name of its own on the web")]
    NoName,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The section as devices know it, if its address has a name: passkeys hold to names.
pub fn party(section: &Section) -> Option<Webauthn> {
    let name = section.settings().name.clone();
    let origin = &section.base_url;
    let shown = if name.is_empty() { "Griot" } else { name.as_str() };
    WebauthnBuilder::new(origin.domain()?, origin).ok()?.rp_name(shown).build().ok()
}

fn refused<E>(_: E) -> CeremonyError {
    CeremonyError::Refused
}

/// Asks a member's device for a new passkey.
pub async fn begin_adding(
    section: &Section,
    tx: &mut Tx,
    at: Moment<'_>,
    person: PersonId,
    name: &str,
) -> Result<CreationChallengeResponse, CeremonyError> {
    let party = party(section).ok_or(CeremonyError::NoName)?;
    let known = store::passkeys::of(tx, person).await?;
    let known = known.into_iter().map(|key| key.credential).collect();
    let (mut asked, state) =
        party.start_passkey_registration(person.as_uuid(), name, name, Some(known)).map_err(refused)?;
    // The sign-in page asks for no address, so the device must find the key by itself.
    if let Some(wanted) = asked.public_key.authenticator_selection.as_mut() {
        wanted.resident_key = Some(ResidentKeyRequirement::Required);
        wanted.require_resident_key = true;
    }
    let state = serde_json::to_string(&state).map_err(refused)?;
    let challenge = asked.public_key.challenge.as_slice();
    store::ceremonies::begin(tx, challenge, Some(person), &state, at.now + LASTS).await?;
    Ok(asked)
}

/// Keeps the passkey that the device made.
pub async fn finish_adding(
    section: &Section,
    tx: &mut Tx,
    at: Moment<'_>,
    person: PersonId,
    name: &str,
    made: &RegisterPublicKeyCredential,
) -> Result<(), CeremonyError> {
    let party = party(section).ok_or(CeremonyError::NoName)?;
    let challenge = challenge_of(made.response.client_data_json.as_slice()).ok_or(CeremonyError::Refused)?;
    let (owner, state) =
        store::ceremonies::take(tx, &challenge, at.now).await?.ok_or(CeremonyError::Refused)?;
    if owner != Some(person) {
        return Err(CeremonyError::Refused);
    }
    let state: PasskeyRegistration = serde_json::from_str(&state).map_err(refused)?;
    let passkey = party.finish_passkey_registration(made, &state).map_err(refused)?;
    let row = PasskeyRow {
        id: Id::new(at.now, at.random),
        person,
        name: name.to_owned(),
        credential: passkey.cred_id().as_slice().to_vec(),
        data: serde_json::to_string(&passkey).map_err(refused)?,
        created_at: at.now,
        used_at: None,
    };
    if store::passkeys::insert(tx, &row).await? { Ok(()) } else { Err(CeremonyError::Refused) }
}

/// Asks a stranger's device for whichever passkey it has for this section.
pub async fn begin_sign_in(
    section: &Section,
    tx: &mut Tx,
    at: Moment<'_>,
) -> Result<RequestChallengeResponse, CeremonyError> {
    let party = party(section).ok_or(CeremonyError::NoName)?;
    store::ceremonies::sweep(tx, at.now).await?;
    store::ceremonies::make_room(tx, MOST_OPEN).await?;
    let (asked, state) = party.start_discoverable_authentication().map_err(refused)?;
    let state = serde_json::to_string(&state).map_err(refused)?;
    let challenge = asked.public_key.challenge.as_slice();
    store::ceremonies::begin(tx, challenge, None, &state, at.now + LASTS).await?;
    Ok(asked)
}

/// Whose passkey answered.
pub async fn finish_sign_in(
    section: &Section,
    tx: &mut Tx,
    at: Moment<'_>,
    answer: &PublicKeyCredential,
) -> Result<PersonId, CeremonyError> {
    let party = party(section).ok_or(CeremonyError::NoName)?;
    let challenge =
        challenge_of(answer.response.client_data_json.as_slice()).ok_or(CeremonyError::Refused)?;
    let (_, state) = store::ceremonies::take(tx, &challenge, at.now).await?.ok_or(CeremonyError::Refused)?;
    let state: DiscoverableAuthentication = serde_json::from_str(&state).map_err(refused)?;
    let (owner, credential) = party.identify_discoverable_authentication(answer).map_err(refused)?;
    let person = PersonId::from(owner);
    let rows = store::passkeys::of(tx, person).await?;
    let row = rows.iter().find(|row| row.credential == credential).ok_or(CeremonyError::Refused)?;
    let mut passkey: Passkey = serde_json::from_str(&row.data).map_err(refused)?;

    let done = party.finish_discoverable_authentication_v2(answer, state, &passkey).map_err(refused)?;
    passkey.update_credential(&done);
    let data = serde_json::to_string(&passkey).map_err(refused)?;
    store::passkeys::note_use(tx, person, credential, &data, at.now).await?;
    Ok(person)
}

/// The challenge that a device answered.
fn challenge_of(client_data: &[u8]) -> Option<Vec<u8>> {
    #[derive(Deserialize)]
    struct ClientData {
        challenge: String,
    }
    let data: ClientData = serde_json::from_slice(client_data).ok()?;
    griot_crypto::text::decode(&data.challenge)
}
