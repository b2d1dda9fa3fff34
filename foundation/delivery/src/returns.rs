//! The address that letters come back to, one of its own for each letter.

use crate::{BadEmail, Email};

/// Longest token that may stand in a return address.
const TOKEN: usize = 48;
/// Tokens that one text is searched for.
const MOST: usize = 16;
/// What mail servers take as the end of an account and the beginning of a detail (RFC 5233).
const DETAIL: char = '+';

/// An address such as `retours@example.org`. Letters come back to
/// `retours+TOKEN@example.org`, and mail servers bring both to the same account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnAddress(Email);

impl ReturnAddress {
    /// The longest name before the `@`, so that a token still fits beside it
    /// into the 64 bytes that RFC 5321 allows.
    pub const LONGEST: usize = 15;

    /// Reads an address; its name may hold no `+` of its own.
    pub fn parse(text: &str) -> Result<Self, BadEmail> {
        let email = Email::parse(text)?;
        let fits = email.local().len() <= Self::LONGEST && !email.local().contains(DETAIL);
        if fits { Ok(Self(email)) } else { Err(BadEmail) }
    }

    /// Where the letter of this token comes back to. `None` for what cannot be a token.
    pub fn of(&self, token: &str) -> Option<Email> {
        let written = format!("{}{DETAIL}{token}@{}", self.0.local(), self.0.domain());
        is_token(token).then(|| Email::parse(&written).ok()).flatten()
    }

    /// The address without any token.
    pub fn email(&self) -> &Email {
        &self.0
    }
}

fn is_token(token: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (1..=TOKEN).contains(&token.len()) && token.chars().all(allowed)
}

/// Everything in a text that may be the token of a return address, in its order: what
/// stands between a `+` and an `@`. Whether it is one of ours, only its maker knows.
pub fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut pieces = text.split('@').peekable();
    while let Some(piece) = pieces.next() {
        // The last piece stands before no `@`.
        let token = piece.rsplit_once(DETAIL).map(|(_, token)| token).filter(|_| pieces.peek().is_some());
        if let Some(token) = token.filter(|token| is_token(token))
            && found.len() < MOST
            && !found.iter().any(|known| known == token)
        {
            found.push(token.to_owned());
        }
    }
    found
}
