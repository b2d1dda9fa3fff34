use std::collections::HashSet;

use griot_files::FileKey;

/// The signs of a digest as a key writes it.
const DIGEST: usize = 64;
/// So many of them tell files apart.
const KEPT: usize = 32;

/// The files that the rooms still need, gathered to find those that nobody needs.
#[derive(Debug, Default)]
pub struct Named {
    digests: HashSet<u128>,
    given_up: HashSet<u128>,
}

impl Named {
    /// Notes every file named anywhere in a text: a key, a picture as it is stored, the body of a
    /// post. A number that only looks like a file keeps nothing that is there.
    pub fn read(&mut self, text: &str) {
        self.digests.extend(digests(text));
    }

    /// Notes every file named in a text as one that must go, whichever room still names it: whoever is shown
    /// agrees no more.
    pub fn give_up(&mut self, text: &str) {
        self.given_up.extend(digests(text));
    }

    /// Whether somebody needs this file.
    pub fn needs(&self, key: &FileKey) -> bool {
        let name = key.as_str().split_once('/').and_then(|(_, name)| digest(name));
        name.is_none_or(|name| self.digests.contains(&name) && !self.given_up.contains(&name))
    }
}

fn digests(text: &str) -> impl Iterator<Item = u128> {
    text.split(|sign: char| !sign.is_ascii_hexdigit()).filter_map(|run| {
        // A digest may have more hexadecimal signs before it, never after: a dot follows it.
        digest(run.get(run.len().checked_sub(DIGEST)?..)?)
    })
}

fn digest(name: &str) -> Option<u128> {
    u128::from_str_radix(name.get(..KEPT)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use griot_files::FileKey;

    use super::Named;

    #[test]
    fn a_file_is_named_wherever_a_text_names_it() {
        let [picture, sound, other] = [("a", "jpg"), ("b", "opus"), ("c", "jpg")]
            .map(|(bytes, kind)| FileKey::of(bytes.as_bytes(), kind).unwrap());
        let mut named = Named::default();
        named.read(&format!("{{\"key\":\"{picture}\",\"width\":320}}"));
        named.read(&format!("Écoutez : [son](/files/{sound})"));
        named.read("deadbeef et rien d’autre");
        assert!(named.needs(&picture));
        assert!(named.needs(&sound));
        assert!(!named.needs(&other));
        named.give_up(&format!("{{\"key\":\"{picture}\"}}"));
        named.read(&format!("<img src=\"/files/{picture}\">"));
        assert!(!named.needs(&picture), "whoever names it");
        assert!(named.needs(&sound));
    }
}
