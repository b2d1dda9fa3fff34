//! Names under which someone would seem to be somebody else.
//!
//! Two people may bear one name: it happens, and pseudonyms are free. But nobody takes the name of
//! the section, of an office, or of someone of the staff, whose words others trust.

use griot_db::{Conn, DbError};
use griot_kernel::PersonId;

use crate::store;

/// Offices, as people sign with them, folded.
const OFFICES: [&str; 16] = [
    "admin",
    "administrateur",
    "administration",
    "administrator",
    "administratrice",
    "direction",
    "editor",
    "equipe",
    "griot",
    "moderateur",
    "moderation",
    "moderator",
    "moderatrice",
    "staff",
    "team",
    "webmaster",
];

/// Whether this name, wanted by `own` or by a newcomer, would pass for the section, an office or
/// someone of the staff.
pub async fn deceives(
    db: &mut Conn,
    section: &str,
    name: &str,
    own: Option<PersonId>,
) -> Result<bool, DbError> {
    if passes_for_the_house(section, name) {
        return Ok(true);
    }
    let plain = bare(name);
    let staff = store::persons::staff_names(db, own).await?;
    Ok(!plain.is_empty() && staff.iter().any(|known| bare(known) == plain))
}

/// The same without a look at who is here: strangers who ask to join must not find out who is.
pub fn passes_for_the_house(section: &str, name: &str) -> bool {
    let plain = bare(name);
    plain == bare(section) || OFFICES.contains(&plain.as_str()) || borrows_letters(name)
}

/// Whether Latin letters stand among Greek or Cyrillic ones, many of which look the same: nobody
/// is called so, but whoever wants to be read as somebody else (Unicode TR 39, mixed scripts).
fn borrows_letters(name: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    let look_alike = |c: char| ('\u{370}'..='\u{52f}').contains(&c);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().any(latin) && letters().any(look_alike)
}

/// Letters and digits alone, as search compares them: neither accents nor signs make another name.
fn bare(name: &str) -> String {
    griot_text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::passes_for_the_house;

    #[test]
    fn signs_and_accents_make_no_other_name() {
        let section = "Section des Savanes";
        for name in [
            "section des savanes",
            "SECTION-DES-SAVANES",
            "Modération",
            " Admin. ",
            "É q u i p e",
            "Аdmin",
            "Awа",
        ] {
            assert!(passes_for_the_house(section, name), "{name}");
        }
        for name in ["Awa des Savanes", "Administrateur du marché", "Savanes", "Анна", "Yʋʋr Pɔɔ", "أوا"]
        {
            assert!(!passes_for_the_house(section, name), "{name}");
        }
    }
}
