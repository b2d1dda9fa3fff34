//! Whom a text names: <https://docs.bsky.app/docs/advanced-guides/post-richtext>. The network wants a person's
//! number for life beside their handle, and asks their own domain for it.

use std::ops::Range;

use griot_fetch::Call;
use serde::Deserialize;

use super::{ask, method, read};
use crate::networks::{Account, Line, Trouble};

/// So many handles of one text are looked up.
const MOST: usize = 10;
/// The longest handle that there is.
const LONGEST: usize = 253;

/// Somebody who is named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where, in bytes.
    pub(super) range: Range<usize>,
    /// Their number for life.
    pub(super) did: String,
}

#[derive(Deserialize)]
struct Resolved {
    did: String,
}

/// Whom a text names. Changes nothing: a handle that is not found, or not now, stays mere words.
pub(super) async fn named(line: Line<'_>, account: &Account, text: &str) -> Result<Vec<Mention>, Trouble> {
    let mut known: Vec<(&str, Option<String>)> = Vec::new();
    let mut all = Vec::new();
    for (range, handle) in handles(text) {
        let before = known.iter().find(|(name, _)| *name == handle).map(|(_, did)| did.clone());
        let did = match before {
            Some(did) => did,
            None if known.len() >= MOST => continue,
            None => {
                let did = resolve(line, account, handle).await?;
                known.push((handle, did.clone()));
                did
            }
        };
        all.extend(did.map(|did| Mention { range, did }));
    }
    Ok(all)
}

async fn resolve(line: Line<'_>, account: &Account, handle: &str) -> Result<Option<String>, Trouble> {
    let mut url = method(account, "com.atproto.identity.resolveHandle")?;
    url.query_pairs_mut().append_pair("handle", handle);
    match ask(line, account, Call::get(url)).await.and_then(|yes| read::<Resolved>(&yes)) {
        Ok(resolved) => Ok(Some(resolved.did).filter(|did| did.starts_with("did:"))),
        // What asks for rest now would refuse the text, too.
        Err(trouble @ Trouble::Rate(_)) => Err(trouble),
        Err(_) => Ok(None),
    }
}

/// The handles in a text, with the sign before each. An address of mail, or of Mastodon, is none.
fn handles(text: &str) -> Vec<(Range<usize>, &str)> {
    let one = |(at, sign): (usize, &str)| {
        let before = text.get(..at)?.chars().next_back();
        let rest = text.get(at + sign.len()..)?;
        let is_of_word = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-');
        let end = rest.find(|sign| !is_of_word(sign)).unwrap_or(rest.len());
        let follows = rest.get(end..)?.chars().next();
        let handle = rest.get(..end)?.trim_end_matches(['.', '-']);
        let begins = before
            .is_none_or(|sign| !sign.is_alphanumeric() && !matches!(sign, '/' | '.' | '@' | '_' | '-' | '+'));
        let ends = follows.is_none_or(|sign| !sign.is_alphanumeric() && !matches!(sign, '@' | '_'));
        (begins && ends && is_handle(handle)).then(|| (at..at + sign.len() + handle.len(), handle))
    };
    text.match_indices('@').filter_map(one).collect()
}

/// Whether a word has the shape of a handle (<https://atproto.com/specs/handle>): a domain.
fn is_handle(word: &str) -> bool {
    let is_label =
        |label: &str| (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
    let top = word.rsplit('.').next().unwrap_or_default();
    word.len() <= LONGEST
        && word.contains('.')
        && word.split('.').all(is_label)
        && top.starts_with(|sign: char| sign.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::handles;

    #[test]
    fn a_handle_is_a_domain_behind_its_sign_and_nothing_else_is() {
        let found = |text| handles(text).into_iter().map(|(_, handle)| handle).collect::<Vec<_>>();
        assert_eq!(
            found("Merci @awa.example, (@issa.bf.example) et «\u{a0}@fati.example\u{a0}»."),
            ["awa.example", "issa.bf.example", "fati.example"]
        );
        let none =
            "a@b.example @awa @awa@m.example @a..b @-a.example @a.1 https://m.example/@a.example @é.example";
        assert_eq!(found(none), [""; 0]);
        let text = "Été : @awa.example.";
        let (range, _) = handles(text).remove(0);
        assert_eq!(text.get(range), Some("@awa.example"), "bytes, not signs");
    }
}
