//! Forms that the stemmers do not bring together, or not once the accents are gone.
//!
//! The stemmer takes a final "s" away after most letters, but not after "u", "i", "o", nor an "x"
//! after "eu" and "ou", since many words end so in the singular. Those words are listed here, the
//! others become their singular before they are stemmed.

use std::borrow::Cow;

/// Plurals that no rule gives.
const FRENCH: &[(&str, &str)] = &[
    ("baux", "bail"),
    ("boyaux", "boyau"),
    ("cieux", "ciel"),
    ("coraux", "corail"),
    ("ideaux", "ideal"),
    ("joyaux", "joyau"),
    ("maux", "mal"),
    ("mesdames", "madame"),
    ("messieurs", "monsieur"),
    ("noyaux", "noyau"),
    ("soupiraux", "soupirail"),
    ("travaux", "travail"),
    ("tuyaux", "tuyau"),
    ("vitraux", "vitrail"),
    ("yeux", "oeil"),
];

/// Plurals in "-eux" and "-oux"; other words so end in the singular ("heureux", "doux").
const IN_X: &[&str] = &[
    "adieux", "aieux", "aveux", "bijoux", "cailloux", "cheveux", "choux", "dieux", "enjeux", "essieux",
    "feux", "genoux", "hebreux", "hiboux", "jeux", "joujoux", "lieux", "milieux", "moyeux", "neveux",
    "voeux",
];

/// Singulars in "-us"; other words in "-us" are plurals ("élus", "détenus").
const IN_US: &[&str] = &[
    "abus",
    "anus",
    "blocus",
    "bonus",
    "bus",
    "cactus",
    "campus",
    "chorus",
    "confus",
    "consensus",
    "corpus",
    "couscous",
    "dessous",
    "dessus",
    "diffus",
    "dissous",
    "eucalyptus",
    "focus",
    "hiatus",
    "hibiscus",
    "humus",
    "inclus",
    "intrus",
    "jesus",
    "jus",
    "lapsus",
    "lotus",
    "malus",
    "minus",
    "motus",
    "nous",
    "obtus",
    "obus",
    "omnibus",
    "opus",
    "papyrus",
    "perclus",
    "plus",
    "processus",
    "prospectus",
    "pus",
    "radius",
    "rebus",
    "reclus",
    "refus",
    "remous",
    "rictus",
    "sinus",
    "sous",
    "stimulus",
    "surplus",
    "talus",
    "terminus",
    "thesaurus",
    "tonus",
    "tous",
    "tumulus",
    "typhus",
    "us",
    "uterus",
    "venus",
    "versus",
    "virus",
    "vous",
];

/// Plurals in "-is" whose "i" the stemmer keeps; most other words so end in the singular ("fois").
const IN_IS: &[&str] = &[
    "abris", "amis", "appuis", "balais", "convois", "cris", "effrois", "emplois", "ennuis", "envois",
    "essais", "etuis", "lois", "minerais", "octrois", "parois", "plis", "quais", "renvois", "rois",
    "tournois", "tris", "vrais",
];

/// Singulars in "-os"; other words in "-os" are plurals ("photos").
const IN_OS: &[&str] = &[
    "albatros",
    "chaos",
    "clos",
    "cosmos",
    "dos",
    "eclos",
    "enclos",
    "ethos",
    "gros",
    "heros",
    "os",
    "pathos",
    "propos",
    "repos",
    "rhinoceros",
    "tetanos",
];

/// English plurals that no rule gives.
const ENGLISH: &[(&str, &str)] = &[
    ("children", "child"),
    ("feet", "foot"),
    ("knives", "knife"),
    ("lives", "life"),
    ("men", "man"),
    ("mice", "mouse"),
    ("policemen", "policeman"),
    ("policewomen", "policewoman"),
    ("spokesmen", "spokesman"),
    ("spokeswomen", "spokeswoman"),
    ("teeth", "tooth"),
    ("thieves", "thief"),
    ("wives", "wife"),
    ("wolves", "wolf"),
    ("women", "woman"),
];

/// A folded French word as the stemmer should read it.
pub(crate) fn french(word: &str) -> Cow<'_, str> {
    if let Some(singular) = irregular(FRENCH, word) {
        return singular.into();
    }
    if is_plural(word) {
        let (singular, _) = word.split_at(word.len() - 1);
        return singular.into();
    }
    // Folding took the accent by which the stemmer knows "-ée", "-ées", "-ière" and "-ières".
    let bare = word.strip_suffix('s').unwrap_or(word);
    for (ending, other, least) in [("ee", "e", 3), ("iere", "ier", 3), ("trice", "teur", 2)] {
        if let Some(root) = bare.strip_suffix(ending).filter(|root| root.chars().count() >= least) {
            return format!("{root}{other}").into();
        }
    }
    word.into()
}

fn is_plural(word: &str) -> bool {
    let among = |list: &[&str]| list.binary_search(&word).is_ok();
    among(IN_X)
        || among(IN_IS)
        || word.ends_with("us") && !among(IN_US)
        || word.ends_with("os") && !among(IN_OS)
}

/// A French stem without what is left of a feminine: "française" keeps its "-ais" and "français"
/// does not, "active" its "v" and "actif" has none.
pub(crate) fn french_stem(stem: String) -> String {
    if let Some(root) = stem.strip_suffix("ais").filter(|root| root.chars().count() >= 4) {
        return root.to_owned();
    }
    match stem.strip_suffix("if") {
        Some(root) if !root.is_empty() => format!("{root}iv"),
        _ => stem,
    }
}

/// A folded English word as the stemmer should read it.
pub(crate) fn english(word: &str) -> Cow<'_, str> {
    irregular(ENGLISH, word).unwrap_or(word).into()
}

fn irregular(list: &'static [(&str, &str)], word: &str) -> Option<&'static str> {
    let place = list.binary_search_by_key(&word, |(plural, _)| plural).ok()?;
    list.get(place).map(|(_, singular)| *singular)
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FRENCH, IN_IS, IN_OS, IN_US, IN_X};

    #[test]
    fn the_words_are_folded_and_in_order() {
        for list in [IN_X, IN_US, IN_IS, IN_OS] {
            assert!(list.is_sorted());
            assert!(list.iter().all(|word| crate::fold(word) == *word));
        }
        for list in [FRENCH, ENGLISH] {
            assert!(list.is_sorted());
            assert!(
                list.iter().all(|(word, other)| crate::fold(word) == *word && crate::fold(other) == *other)
            );
        }
    }
}
