//! Bringing people to a list whose agreement is known from elsewhere: a sheet of paper, a list kept before.

use griot_crypto::Keys;
use griot_db::{DbError, Tx};
use griot_delivery::{Email, sms::Phone};
use griot_kernel::{Language, Timestamp};
use griot_mailroom::{Mark, store::stops};

use super::phone;
use crate::{
    model::{
        audience::{AudienceId, Coming, Kind, Source, Standing},
        table::bare,
    },
    store::{phones, subscribers},
};

/// The most lines that are brought at once.
pub const MOST: usize = 20_000;

/// What would become, or became, of the lines of a list kept elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// New on the list.
    pub new: usize,
    /// On it already, in any way but having left.
    pub known: usize,
    /// They left, or asked for no more letters: nobody brings them back but they themselves.
    pub left: usize,
    /// Their address takes no letters.
    pub dead: usize,
    /// Twice in the same list.
    pub twice: usize,
    /// The numbers of the lines in which no address was found.
    pub unreadable: Vec<usize>,
    /// Those of the new who are asked first: their key, their number, in which language they read.
    pub asked: Vec<(i64, Phone, Language)>,
}

/// By what somebody on a list is reached.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    /// By e-mail.
    Mail(Email),
    /// By a telephone.
    Phone(Phone),
}

impl Address {
    /// Reads an address as a list of this kind holds it; a number without a country is of `home`.
    pub fn parse(text: &str, kind: Kind, home: &str) -> Option<Self> {
        match kind {
            Kind::Mail => Email::parse(text).ok().map(Self::Mail),
            Kind::Sms => Phone::parse(text, home).ok().map(Self::Phone),
        }
    }

    /// As it is kept.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mail(email) => email.as_str(),
            Self::Phone(phone) => phone.as_str(),
        }
    }

    /// What stands for it where it is not kept itself.
    pub fn mark(&self, keys: &Keys) -> Vec<u8> {
        match self {
            Self::Mail(email) => Mark::of(keys, email).as_bytes().to_vec(),
            Self::Phone(phone) => phone::mark(keys, phone),
        }
    }
}

/// Why nothing is sent to an address.
enum Stopped {
    /// Its owner wished it.
    Wish,
    /// It takes nothing.
    Dead,
}

async fn stopped(tx: &mut Tx, keys: &Keys, address: &Address) -> Result<Option<Stopped>, DbError> {
    Ok(match address {
        Address::Mail(email) => {
            let stop = stops::standing(tx, Mark::of(keys, email)).await?;
            stop.map(|stop| if stop.kind.is_wish() { Stopped::Wish } else { Stopped::Dead })
        }
        Address::Phone(phone) => {
            phones::is_stopped(tx, &phone::mark(keys, phone)).await?.then_some(Stopped::Wish)
        }
    })
}

/// A line of a list kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The address.
    pub address: Address,
    /// The language in which they read, if that is said.
    pub language: Option<Language>,
    /// A word by which they are known together, if there is one.
    pub tag: String,
}

/// Reads lines of an address, a language and a tag, parted by commas, semicolons or tabs. The first line may
/// name the columns. What cannot be read is told by its number.
pub fn read(text: &str, kind: Kind, home: &str) -> (Vec<Line>, Vec<usize>) {
    let (mut lines, mut unreadable) = (Vec::new(), Vec::new());
    let text = text.trim_start_matches('\u{feff}');
    let all = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()).take(MOST);
    for (line, number) in all {
        let mut cells = line.split([',', ';', '\t']).map(|cell| bare(cell.trim().trim_matches('"')));
        let first = cells.next().unwrap_or_default();
        match Address::parse(&first, kind, home) {
            Some(address) => lines.push(Line {
                address,
                language: cells.next().and_then(|cell| cell.parse().ok()),
                tag: cells.next().unwrap_or_default().chars().take(60).collect(),
            }),
            // The names of the columns.
            None if number == 1 && !first.contains(|c: char| c == '@' || c.is_ascii_digit()) => {}
            None => unreadable.push(number),
        }
    }
    (lines, unreadable)
}

/// Who brings, and how it is known that those who are brought agreed.
#[derive(Clone, Copy, Debug)]
pub struct How<'a> {
    /// To which list.
    pub audience: AudienceId,
    /// By which way they came.
    pub source: Source,
    /// How it is known that they agreed.
    pub consent: &'a str,
    /// In which language they read where nothing is said.
    pub language: Language,
}

/// Brings these to a list, or only looks what would happen: who drops the act has done nothing.
pub async fn bring(
    tx: &mut Tx,
    keys: &Keys,
    lines: &[Line],
    how: How<'_>,
    now: Timestamp,
) -> Result<Brought, DbError> {
    let mut brought = Brought::default();
    let mut seen = std::collections::HashSet::new();
    for line in lines {
        let mark = line.address.mark(keys);
        if !seen.insert(mark.clone()) {
            brought.twice += 1;
            continue;
        }
        let known = subscribers::of_mark(tx, &mark).await?;
        let here = known.iter().find(|one| one.audience == how.audience).map(|one| one.standing);
        let stop = stopped(tx, keys, &line.address).await?;
        match (here, stop) {
            (Some(Standing::Left), _) => brought.left += 1,
            (Some(_), _) => brought.known += 1,
            (None, Some(Stopped::Wish)) => brought.left += 1,
            (None, Some(Stopped::Dead)) => brought.dead += 1,
            (None, None) => {
                let coming = Coming {
                    audience: how.audience,
                    mark,
                    address: line.address.as_str().to_owned(),
                    language: line.language.unwrap_or(how.language),
                    source: how.source,
                    tag: line.tag.clone(),
                    consent: how.consent.to_owned(),
                    member: None,
                };
                match &line.address {
                    Address::Mail(_) => drop(subscribers::add(tx, &coming, now).await?),
                    // A number is easily mistyped, and belongs to whoever holds the telephone: they are asked.
                    Address::Phone(phone) => {
                        let asked = subscribers::put_down(tx, &coming, now).await?;
                        brought.asked.extend(asked.map(|id| (id, phone.clone(), coming.language)));
                    }
                }
                brought.new += 1;
            }
        }
    }
    Ok(brought)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::audience::Kind;

    #[test]
    fn lines_are_read_as_people_keep_them() {
        let text = "\u{feff}adresse;langue;ville\nAwa@example.org;fr;Bobo\n\"binta@example.org\",en\nmoussa\n\nclara@example.org";
        let (lines, unreadable) = read(text, Kind::Mail, "");
        let read: Vec<_> = lines.iter().map(|one| (one.address.as_str(), one.tag.as_str())).collect();
        assert_eq!(read, [("Awa@example.org", "Bobo"), ("binta@example.org", ""), ("clara@example.org", "")]);
        assert_eq!(lines[1].language.map(|one| one.to_string()).as_deref(), Some("en"));
        assert_eq!(unreadable, [4]);
    }

    #[test]
    fn a_column_of_numbers_is_read_with_the_code_of_the_country() {
        let text = "numéro;langue\n00 00 00 41;fr\n+226 00000042;en;Kaya\nabc\n";
        let (lines, unreadable) = read(text, Kind::Sms, "226");
        let read: Vec<_> = lines.iter().map(|one| (one.address.as_str(), one.tag.as_str())).collect();
        assert_eq!((read, unreadable), (vec![("+22600000042", "Kaya")], vec![2, 4]));
    }
}
