//! The second factor: one-time codes of a telephone, and recovery codes for when it is lost.

use griot_crypto::{Keys, Purpose, code, text, typed_code};
use griot_kernel::{PersonId, Random, Timestamp};
use qrcode::{EcLevel, QrCode, render::svg};
use totp_rs::{Builder, Totp, TotpError};

const SECRET: Purpose = Purpose("people.totp");
const RECOVERY: Purpose = Purpose("people.recovery");
/// Recovery codes given at once.
pub const RECOVERY_CODES: usize = 10;
const CODE_LENGTH: usize = 10;

/// The secret that a telephone and the section share.
pub struct Secret([u8; 20]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A fresh one.
    pub fn fresh(random: &dyn Random) -> Self {
        Self(random.bytes())
    }

    /// Sealed for its owner: what the database keeps.
    pub fn seal(&self, keys: &Keys, person: PersonId, random: &dyn Random) -> Vec<u8> {
        keys.seal(SECRET, &self.0, person.as_uuid().as_bytes(), random)
    }

    /// Opens what was sealed for this owner.
    pub fn open(keys: &Keys, person: PersonId, sealed: &[u8]) -> Option<Self> {
        let secret = keys.open(SECRET, sealed, person.as_uuid().as_bytes()).ok()?;
        secret.try_into().ok().map(Self)
    }

    /// Sealed, as text for a hidden field.
    pub fn seal_text(&self, keys: &Keys, person: PersonId, random: &dyn Random) -> String {
        text::encode(&self.seal(keys, person, random))
    }

    /// Opens a hidden field.
    pub fn open_text(keys: &Keys, person: PersonId, sealed: &str) -> Option<Self> {
        Self::open(keys, person, &text::decode(sealed)?)
    }

    /// The step whose code this is, now or half a minute around.
    pub fn check(&self, code: &str, now: Timestamp) -> Option<i64> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let seconds = u64::try_from(now.as_millisecond() / 1_000).ok()?;
        let step = self.totp("", "").ok()?.check(&digits, seconds)?;
        i64::try_from(step).ok()
    }

    /// The letters that are typed where no picture can be read.
    pub fn letters(&self) -> String {
        let secret = self.totp("", "").map(|t| t.secret().to_base32()).unwrap_or_default();
        secret
            .chars()
            .enumerate()
            .flat_map(|(place, letter)| {
                (place > 0 && place % 4 == 0).then_some(' ').into_iter().chain([letter])
            })
            .collect()
    }

    /// The address that the picture holds, for the application on the same telephone.
    pub fn address(&self, section: &str, account: &str) -> String {
        self.totp(section, account).and_then(|t| t.to_url()).unwrap_or_default()
    }

    /// The picture for the telephone's camera, as SVG.
    pub fn picture(&self, section: &str, account: &str) -> String {
        QrCode::with_error_correction_level(self.address(section, account), EcLevel::M)
            .map(|code| {
                let svg = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
                svg.split_once("?>").map_or(svg.clone(), |(_, picture)| picture.to_owned())
            })
            .unwrap_or_default()
    }

    fn totp(&self, section: &str, account: &str) -> Result<Totp, TotpError> {
        let plain = |text: &str| text.replace(':', " ");
        let builder = Builder::new().with_secret(self.0.to_vec());
        let builder = if account.is_empty() { builder } else { builder.with_account_name(plain(account)) };
        let issuer = Some(plain(section)).filter(|name| !name.trim().is_empty());
        builder.with_issuer(issuer).build()
    }
}

/// Fresh recovery codes, as they are shown once.
pub fn recovery_codes(random: &dyn Random) -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| code(random.bytes(), CODE_LENGTH)).collect()
}

/// What the database keeps of a recovery code, however it was typed.
pub fn recovery_hash(keys: &Keys, person: PersonId, typed: &str) -> [u8; 32] {
    keys.digest(RECOVERY, &format!("{person}/{}", typed_code(typed))).0
}

#[cfg(test)]
mod tests {
    use griot_crypto::Keys;
    use griot_kernel::{PersonId, SeededRandom, Timestamp};

    use super::Secret;

    #[test]
    fn a_code_holds_for_its_owner_and_its_half_minute() {
        let random = SeededRandom::new(1);
        let keys = Keys::generate(&random);
        let (awa, moussa) = (PersonId::secret(&random), PersonId::secret(&random));
        let secret = Secret::fresh(&random);
        let sealed = secret.seal_text(&keys, awa, &random);
        assert!(Secret::open_text(&keys, moussa, &sealed).is_none());
        let opened = Secret::open_text(&keys, awa, &sealed).unwrap();

        let now = Timestamp::from_millisecond(1_700_000_000_000);
        let code = secret.totp("", "").unwrap().generate(1_700_000_000).to_string();
        assert_eq!(opened.check(&code, now), Some(1_700_000_000 / 30));
        let later = Timestamp::from_millisecond(1_700_000_300_000);
        assert_eq!(opened.check(&code, later), None);
        assert_eq!(opened.check("", now), None);
        assert!(opened.picture("Section : du Faso", "awa").starts_with("<svg"));
        assert!(opened.address("Section", "awa").starts_with("otpauth://totp/"));
    }
}
