//! `griot verify`: whether a bundle is still what it was when it was made, or a certificate what a house signed. It
//! needs no house.

use std::path::Path;

use anyhow::{anyhow, bail};
use griot_pillar::bundle::{Checked, Manifest, NoBundle, check};

use crate::{export::files, say::say, statement};

/// Looks at a certificate and its signature; or through every file of a bundle, and says what is missing, changed or
/// extra.
pub fn run(path: &Path, key: Option<&str>) -> anyhow::Result<()> {
    if let Some(certificate) = statement::found(path) {
        return statement::run(&certificate, key);
    }
    if key.is_some() {
        bail!(say(
            "--key compare la clé d’une attestation, et ceci n’en est pas une\u{202f}; donnez le texte de son code QR, ou un fichier qui le contient",
            "--key compares the key of a certificate, and this is none; give the text of its QR code, or a file that holds it",
        ));
    }
    let checked = look(path)?;
    let origin = &checked.manifest.origin;
    println!(
        "{} · {} · {} · Griot {}",
        if origin.section.is_empty() { "Griot" } else { &origin.section },
        origin.address,
        origin.made,
        origin.program
    );
    name(&checked);
    if !checked.is_whole() {
        bail!(say(
            "ce n’est plus l’export qui a été fait\u{202f}; reprenez-en une copie intacte, ou refaites-le",
            "this is not the export that was made any more; take an unharmed copy, or make it again",
        ));
    }
    println!("✓ {}", whole(&checked.manifest));
    Ok(())
}

fn whole(manifest: &Manifest) -> String {
    format!("{} {}", files(manifest.files.len()), say("intacts, aucun de trop.", "unharmed, none too many."))
}

/// A line for each file that is not as it was.
pub fn name(checked: &Checked) {
    let missing = say("✗ manque\u{a0}:", "✗ missing:");
    let changed = say("✗ changé\u{a0}:", "✗ changed:");
    let extra = say("✗ en trop\u{a0}:", "✗ extra:");
    for (mark, names) in [(missing, &checked.missing), (changed, &checked.changed), (extra, &checked.extra)] {
        for name in names {
            println!("{mark} {}", shown(name));
        }
    }
}

/// A name without what would move the cursor of a terminal.
pub fn shown(name: &str) -> String {
    name.chars().map(|sign| if sign.is_control() { '\u{fffd}' } else { sign }).collect()
}

/// The bundle at this place, looked through, or a sentence.
pub fn look(path: &Path) -> anyhow::Result<Checked> {
    check(path).map_err(|why| {
        let sentence = match why {
            NoBundle::NotFound => say("il n’y a rien à cet endroit\u{a0}:", "there is nothing at this place:"),
            NoBundle::Unfinished => say(
                "ce dossier n’a pas de manifest.json\u{a0}: ce n’est pas un export, ou il a été interrompu\u{202f}; refaites-le\u{a0}:",
                "this folder has no manifest.json: it is no export, or one that was interrupted; make it again:",
            ),
            NoBundle::NotAManifest => say(
                "ce fichier n’est pas le manifest.json d’un export\u{202f}; donnez le dossier de l’export, ou son manifest.json\u{a0}:",
                "this file is not the manifest.json of an export; give the folder of the export, or its manifest.json:",
            ),
            NoBundle::Later => say(
                "cet export vient d’un Griot plus récent\u{202f}; mettez celui-ci à jour\u{a0}:",
                "this export comes from a later Griot; upgrade this one:",
            ),
            NoBundle::Io(_) => say("ceci ne peut pas être lu\u{a0}:", "this cannot be read:"),
        };
        let said = format!("{sentence} {}", path.display());
        match why {
            NoBundle::Io(cause) => anyhow::Error::new(cause).context(said),
            _ => anyhow!(said),
        }
    })
}
