//! `griot export`: what the section published, to take it elsewhere.

use std::path::Path;

use anyhow::{Context, anyhow};
use griot_config::Config;
use griot_pillar::bundle::{Bundle, NotBegun, Origin};

use crate::{
    house,
    say::{language, say},
};

/// Says what lies where; the names in it are those that the rooms give.
const README: &str = include_str!("export/README.txt");

/// Fills the folder. Only a whole export has a manifest.
pub async fn run(config: &Config, folder: &Path, drafts: bool) -> anyhow::Result<()> {
    let (section, pillars) = house::beside(config).await?;
    let mut bundle = Bundle::begin(folder).map_err(|why| not_begun(why, folder))?;
    let unfinished = || {
        say(
            "l’export n’est pas fini\u{202f}; effacez ce dossier, ôtez la cause et recommencez",
            "the export is not finished; delete this folder, remove the cause and begin again",
        )
    };
    bundle.text("README.txt", README).await.with_context(unfinished)?;
    pillars.take_along(&section, drafts, &mut bundle).await.with_context(unfinished)?;
    let origin = Origin {
        made: section.clock.now().rfc3339(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        section: section.settings().name.clone(),
        address: section.base_url.to_string(),
        drafts,
    };
    let manifest = bundle.finish(origin).with_context(unfinished)?;
    section.db.close().await;

    let bytes = manifest.files.iter().map(|line| line.bytes).sum();
    println!(
        "{} {} ({}, {})",
        say("Export écrit\u{a0}:", "Export written:"),
        folder.display(),
        files(manifest.files.len()),
        section.words(language()).bytes(bytes)
    );
    if drafts {
        println!(
            "{}",
            say(
                "Des brouillons y sont\u{a0}: ne le montrez pas à tous.",
                "Drafts are in it: do not show it to everyone."
            )
        );
    }
    println!("{}", say("Pour le vérifier\u{a0}: griot verify DOSSIER", "To check it: griot verify FOLDER"));
    Ok(())
}

/// So many files, in words.
pub fn files(count: usize) -> String {
    format!("{count} {}", if count == 1 { say("fichier", "file") } else { say("fichiers", "files") })
}

fn not_begun(why: NotBegun, folder: &Path) -> anyhow::Error {
    let sentence = match why {
        NotBegun::NotEmpty => say(
            "ce dossier n’est pas vide\u{202f}; donnez-en un vide, ou un nouveau\u{a0}:",
            "this folder is not empty; give an empty one, or a new one:",
        ),
        NotBegun::Io(_) => say(
            "ce dossier ne peut pas servir\u{202f}; vérifiez son nom et ses droits\u{a0}:",
            "this folder cannot be used; check its name and its rights:",
        ),
    };
    let said = format!("{sentence} {}", folder.display());
    match why {
        NotBegun::NotEmpty => anyhow!(said),
        NotBegun::Io(cause) => anyhow::Error::new(cause).context(said),
    }
}
