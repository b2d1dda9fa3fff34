//! A table of journalists kept elsewhere: what is read of it, and what would become of each line.

use std::collections::HashMap;

use griot_crypto::Keys;
use griot_db::{Conn, DbError, Tx};
use griot_delivery::Email;
use griot_kernel::{Id, Language, Random, Timestamp};
use griot_mailroom::{Mark, store::stops};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::{
    model::{
        press::{Journalist, JournalistId},
        table,
    },
    store::journalists,
};

/// So many lines are read.
pub const MOST: usize = 2_000;

/// A column that is known by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Who.
    Name,
    /// Their first name, where it stands apart.
    First,
    /// Where letters reach them.
    Email,
    /// For whom they write.
    Medium,
    /// Of what.
    Beat,
    /// In which language.
    Language,
    /// Their telephone.
    Phone,
    /// How they agreed.
    Consent,
    /// Since when.
    Since,
}

impl Column {
    /// The columns in the order in which a table is written, each with the message that heads it.
    pub const WRITTEN: [(Self, &'static str); 8] = [
        (Self::Name, "channels-roster-name"),
        (Self::Email, "channels-roster-email"),
        (Self::Medium, "channels-roster-medium"),
        (Self::Beat, "channels-roster-beat"),
        (Self::Language, "channels-roster-language"),
        (Self::Phone, "channels-roster-phone"),
        (Self::Since, "channels-roster-since"),
        (Self::Consent, "channels-roster-consent"),
    ];

    /// The column under this heading, in French or English.
    fn of(heading: &str) -> Option<Self> {
        Some(match folded(heading).as_str() {
            "nom" | "name" | "nom complet" | "full name" | "journaliste" | "journalist" | "nom et prenom"
            | "prenom et nom" | "last name" | "surname" => Self::Name,
            "prenom" | "first name" => Self::First,
            "adresse"
            | "adresse electronique"
            | "adresse e mail"
            | "adresse mail"
            | "address"
            | "email"
            | "e mail"
            | "email address"
            | "mail"
            | "courriel"
            | "mel" => Self::Email,
            "media" | "medium" | "medias" | "journal" | "redaction" | "organe" | "support" | "outlet"
            | "newspaper" => Self::Medium,
            "sujet" | "sujets" | "rubrique" | "beat" | "theme" | "specialite" | "topic" | "subject" => {
                Self::Beat
            }
            "langue" | "language" | "lang" => Self::Language,
            "telephone" | "tel" | "phone" | "mobile" | "portable" => Self::Phone,
            "origine de l accord"
            | "origine"
            | "origin"
            | "comment"
            | "accord"
            | "consentement"
            | "consent"
            | "consent origin"
            | "agreed how"
            | "how they agreed"
            | "source" => Self::Consent,
            "date de l accord"
            | "accord le"
            | "date du consentement"
            | "date d accord"
            | "consent date"
            | "agreed on"
            | "agreed since"
            | "date" => Self::Since,
            _ => return None,
        })
    }
}

/// A heading without its accents, signs and capitals.
fn folded(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|sign| !unicode_normalization::char::is_combining_mark(*sign))
        .map(|sign| if sign.is_alphanumeric() { sign } else { ' ' })
        .collect();
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What would become, or became, of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Somebody new.
    New,
    /// Somebody new to whose address no letters go.
    NewStopped,
    /// Somebody known, of whom more is known now.
    Changed,
    /// Somebody known, and nothing new.
    Same,
    /// It is not taken: the key of the reason.
    Refused(&'static str),
}

impl Fate {
    /// The message that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "channels-roster-new",
            Self::NewStopped => "channels-roster-new-stopped",
            Self::Changed => "channels-roster-changed",
            Self::Same => "channels-roster-same",
            Self::Refused(key) => key,
        }
    }
}

/// A line that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in the table; the headings are the first.
    pub number: usize,
    /// Who it speaks of, as far as it says so.
    pub name: String,
    /// Their address, as it is typed.
    pub email: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// Why a whole table is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is nothing in it.
    Empty,
    /// A column for names or addresses is missing.
    NoHeadings,
    /// It is too long.
    TooLong,
}

impl Unread {
    /// The sentence that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "channels-refused-roster-empty",
            Self::NoHeadings => "channels-refused-roster-headings",
            Self::TooLong => "channels-refused-roster-long",
        }
    }
}

type Cells = HashMap<Column, String>;

/// The lines of a table, each with its number and what it says under the headings that are known.
fn read(text: &str) -> Result<Vec<(usize, Cells)>, Unread> {
    let mut rows = table::rows(text).into_iter().zip(1_usize..);
    let (head, _) = rows.find(|(row, _)| row.iter().any(|cell| !cell.is_empty())).ok_or(Unread::Empty)?;
    let columns: Vec<Option<Column>> = head.iter().map(|cell| Column::of(cell)).collect();
    if !columns.contains(&Some(Column::Name)) || !columns.contains(&Some(Column::Email)) {
        return Err(Unread::NoHeadings);
    }
    let mut all = Vec::new();
    for (row, number) in rows.filter(|(row, _)| row.iter().any(|cell| !cell.is_empty())) {
        let mut cells = Cells::new();
        for (column, cell) in columns.iter().zip(row) {
            if let Some(column) = column
                && !cell.is_empty()
            {
                cells.entry(*column).or_insert(cell);
            }
        }
        all.push((number, cells));
    }
    match all.len() {
        0 => Err(Unread::Empty),
        many if many > MOST => Err(Unread::TooLong),
        _ => Ok(all),
    }
}

/// A day as people and their programs write it: `2013-02-14`, `14/02/2013`.
fn day(typed: &str) -> Option<Timestamp> {
    let parts: Vec<&str> = typed.split(['/', '.', '-']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    let year = year.parse().ok().filter(|year| (1_900..=9_999).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().map(Timestamp::start_of)
}

/// A language by its sign, or as people call it.
fn language(typed: &str) -> Option<Language> {
    let known = match folded(typed).as_str() {
        "francais" | "francaise" | "french" => "fr",
        "anglais" | "english" => "en",
        "moore" => "mos",
        "dioula" | "jula" => "dyu",
        "fulfulde" | "peul" | "fula" => "ff",
        "arabe" | "arabic" => "ar",
        _ => return typed.trim().to_lowercase().parse().ok(),
    };
    known.parse().ok()
}

fn cell(cells: &Cells, column: Column, most: usize) -> Option<String> {
    let text = cells.get(&column)?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text.chars().take(most).collect())
}

/// When letters to this address came to be stopped, if they are.
pub async fn stopped(db: &mut Conn, keys: &Keys, address: &str) -> Result<Option<Timestamp>, DbError> {
    let Ok(email) = Email::parse(address) else { return Ok(None) };
    Ok(stops::standing(db, Mark::of(keys, &email)).await?.map(|stop| stop.last_day))
}

/// Nothing is sent to an address any more: whoever of the press has it gets nothing until it is another.
pub async fn stop(tx: &mut Tx, keys: &Keys, mark: Mark, now: Timestamp) -> Result<(), DbError> {
    for one in journalists::list(tx).await? {
        if Email::parse(&one.email).is_ok_and(|email| Mark::of(keys, &email) == mark) {
            journalists::stop(tx, &one.email, now).await?;
        }
    }
    Ok(())
}

/// Forgets whoever of the press has the address that somebody let go.
pub async fn forget(tx: &mut Tx, keys: &Keys, mark: Mark) -> Result<(), DbError> {
    for one in journalists::list(tx).await? {
        if Email::parse(&one.email).is_ok_and(|email| Mark::of(keys, &email) == mark) {
            journalists::forget(tx, one.id).await?;
        }
    }
    Ok(())
}

/// What a line makes of whoever is known, or why it is not taken.
fn judge(
    cells: &Cells,
    known: Option<&Journalist>,
    blank: Journalist,
    now: Timestamp,
) -> Result<Journalist, &'static str> {
    let base = known.cloned().unwrap_or(blank);
    let names = [cell(cells, Column::First, 70), cell(cells, Column::Name, 150)];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if name.is_empty() && known.is_none() {
        return Err("channels-roster-no-name");
    }
    let since = match cells.get(&Column::Since) {
        Some(typed) => Some(day(typed).ok_or("channels-roster-bad-day")?),
        None => None,
    };
    if since.is_some_and(|since| since > now) {
        return Err("channels-roster-day-to-come");
    }
    let language = match cells.get(&Column::Language) {
        Some(typed) => language(typed).ok_or("channels-roster-bad-language")?,
        None => base.language,
    };
    let one = Journalist {
        name: if name.is_empty() { base.name } else { name },
        medium: cell(cells, Column::Medium, 150).unwrap_or(base.medium),
        beat: cell(cells, Column::Beat, 150).unwrap_or(base.beat),
        phone: cell(cells, Column::Phone, 60).unwrap_or(base.phone),
        consent: cell(cells, Column::Consent, 500).unwrap_or(base.consent),
        consent_at: since.or(base.consent_at),
        language,
        ..base
    };
    if one.consent.is_empty() || one.consent_at.is_none() {
        return Err("channels-roster-no-consent");
    }
    Ok(one)
}

/// Brings a table in, line by line. Dropped, the act has done nothing: then these are the lines as they
/// would be.
pub async fn bring(
    tx: &mut Tx,
    keys: &Keys,
    text: &str,
    fallback: Language,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Result<Vec<Line>, Unread>, DbError> {
    let rows = match read(text) {
        Ok(rows) => rows,
        Err(unread) => return Ok(Err(unread)),
    };
    let known = journalists::list(tx).await?;
    let mut seen: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for (number, cells) in rows {
        let typed = cell(&cells, Column::Email, 254).unwrap_or_default();
        let fate = match Email::parse(&typed).map(|email| email.as_str().to_lowercase()) {
            Err(_) if typed.is_empty() => Fate::Refused("channels-roster-no-address"),
            Err(_) => Fate::Refused("channels-roster-bad-address"),
            Ok(email) if seen.contains(&email) => Fate::Refused("channels-roster-twice"),
            Ok(email) => {
                seen.push(email.clone());
                let before = known.iter().find(|one| one.email == email);
                let stopped = stopped(tx, keys, &email).await?;
                match judge(&cells, before, blank(&email, fallback, stopped, (now, random)), now) {
                    Err(reason) => Fate::Refused(reason),
                    Ok(one) if before == Some(&one) => Fate::Same,
                    Ok(one) => {
                        journalists::put(tx, &one).await?;
                        match before {
                            Some(_) => Fate::Changed,
                            None if stopped.is_some() => Fate::NewStopped,
                            None => Fate::New,
                        }
                    }
                }
            }
        };
        let name = cell(&cells, Column::Name, 150).unwrap_or_default();
        lines.push(Line { number, name, email: typed, fate });
    }
    Ok(Ok(lines))
}

fn blank(
    email: &str,
    language: Language,
    stopped_at: Option<Timestamp>,
    (now, random): (Timestamp, &dyn Random),
) -> Journalist {
    let id: JournalistId = Id::secret(random);
    Journalist {
        id,
        name: String::new(),
        medium: String::new(),
        beat: String::new(),
        language,
        email: email.to_owned(),
        phone: String::new(),
        consent: String::new(),
        consent_at: None,
        consent_until: None,
        open: true,
        stopped_at,
        created_at: now,
    }
}

#[cfg(test)]
mod tests {
    use griot_kernel::Language;

    use super::{Column, Unread, day, language, read};

    #[test]
    fn headings_are_known_in_both_languages_with_and_without_accents() {
        for (heading, column) in [
            ("Nom", Column::Name),
            ("PRÉNOM", Column::First),
            ("Adresse e-mail", Column::Email),
            ("Média", Column::Medium),
            (" Origine de l’accord", Column::Consent),
            ("Date de l'accord", Column::Since),
            ("Consent date", Column::Since),
            ("Beat", Column::Beat),
        ] {
            assert_eq!(Column::of(heading), Some(column), "{heading}");
        }
        assert_eq!(Column::of("Pointure"), None);
        assert_eq!(read("Nom;Pointure\nAwa;38"), Err(Unread::NoHeadings));
        assert_eq!(read(" \n\n"), Err(Unread::Empty));
        assert_eq!(read("Nom;Adresse\n;\n"), Err(Unread::Empty));
        assert_eq!(read(&format!("Nom;Adresse\n{}", "a;b\n".repeat(2_001))), Err(Unread::TooLong));
    }

    #[test]
    fn days_and_languages_are_read_as_people_write_them() {
        let valentine = day("2013-02-14").unwrap();
        assert_eq!(day("14/02/2013"), Some(valentine));
        assert_eq!(day("14.2.2013"), Some(valentine));
        for bad in ["", "hier", "30/02/2013", "14/02/13", "2013-13-01"] {
            assert_eq!(day(bad), None, "{bad}");
        }
        assert_eq!(language("Français"), Some(Language::FRENCH));
        assert_eq!(language("EN"), Some(Language::ENGLISH));
        assert_eq!(language("klingon de la lune"), None);
    }
}
