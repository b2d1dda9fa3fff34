//! `griot keys`: new keys, and what becomes of what older ones sealed.

use anyhow::{anyhow, bail};
use griot_config::Config;
use griot_crypto::Keys;
use griot_db::FolderLock;
use griot_kernel::SystemRandom;

use crate::{
    house,
    say::{language, say},
};

fn refused(error: griot_crypto::KeyError) -> anyhow::Error {
    anyhow!(error.sentence(language().as_str()))
}

/// The keys of the file, and how much each of them still seals.
pub async fn list(config: &Config) -> anyhow::Result<()> {
    for (id, sealed, current) in sealed(config).await? {
        let what = match (sealed, current) {
            (_, true) => say("en service", "in use").to_owned(),
            (0, _) => format!(
                "{} griot keys forget {id}",
                say("ne scelle plus rien\u{a0}:", "seals nothing any more:")
            ),
            _ => say("scelle encore\u{a0}: griot keys reseal", "still seals: griot keys reseal").to_owned(),
        };
        println!("{id:>4}  {sealed:>8}  {what}");
    }
    Ok(())
}

/// The keys with what they seal, and whether each is the current one.
async fn sealed(config: &Config) -> anyhow::Result<Vec<(u32, u64, bool)>> {
    let (section, pillars) = house::beside(config).await?;
    let mut found = Vec::new();
    {
        let mut db = section.db.read().await?;
        for (place, id) in section.keys.ids().into_iter().enumerate() {
            found.push((id, pillars.sealed_with(&mut db, &Keys::mark_of(id)).await?, place == 0));
        }
    }
    section.db.close().await;
    Ok(found)
}

/// Adds a new key. Where nobody serves the house, what older ones sealed is sealed anew at once; a
/// server that runs does not know the new key before it starts again.
pub async fn rotate(config: &Config) -> anyhow::Result<()> {
    house::must_have_key(config)?;
    let alone = match &config.database_url {
        None if config.data.is_dir() => FolderLock::take(&config.data)?,
        _ => None,
    };
    let there_is_a_house = config.data.join("griot.db").exists();
    let keys = Keys::rotate(&config.key_file, &SystemRandom).map_err(refused)?;
    println!(
        "{} ({})",
        say(
            "Une nouvelle clé est dans le fichier\u{202f}; les anciennes ouvrent encore ce qu’elles ont scellé.",
            "A new key is in the file; the older ones still open what they sealed."
        ),
        keys.count()
    );
    if alone.is_some() && there_is_a_house {
        return reseal(config).await;
    }
    println!(
        "{}",
        say(
            "Redémarrez tous les serveurs, puis\u{a0}: griot keys reseal",
            "Start all servers again, then: griot keys reseal"
        )
    );
    Ok(())
}

/// Seals anew what older keys sealed.
pub async fn reseal(config: &Config) -> anyhow::Result<()> {
    let (section, pillars) = house::beside(config).await?;
    let done = pillars.reseal(&section).await?;
    section.db.close().await;
    println!("{} {}", say("Scellé de nouveau\u{a0}:", "Sealed anew:"), done.sealed);
    if done.closed > 0 {
        println!(
            "{} {}",
            say(
                "Aucune clé du fichier n’ouvre ceci\u{202f}; si une ancienne copie du fichier a la clé qui manque, remettez-la\u{a0}:",
                "No key of the file opens these; if an older copy of the file has the key that is missing, put it back:"
            ),
            done.closed
        );
    }
    println!("{}", say("Pour voir les clés\u{a0}: griot keys", "To see the keys: griot keys"));
    Ok(())
}

/// Takes an older key out of the file, unless something is still sealed with it.
pub async fn forget(config: &Config, id: u32) -> anyhow::Result<()> {
    let known = sealed(config).await?;
    let Some((_, sealed, current)) = known.into_iter().find(|(known, ..)| *known == id) else {
        bail!(say(
            "il n’y a pas de clé de ce numéro\u{202f}; «\u{a0}griot keys\u{a0}» les montre",
            "there is no key of this number; “griot keys” shows them",
        ));
    };
    if current {
        bail!(say(
            "cette clé est en service\u{202f}; ajoutez-en d’abord une autre avec «\u{a0}griot keys rotate\u{a0}»",
            "this key is in use; first add another with “griot keys rotate”",
        ));
    }
    if sealed > 0 {
        bail!(
            "{} {sealed}",
            say(
                "cette clé scelle encore quelque chose\u{202f}; lancez d’abord «\u{a0}griot keys reseal\u{a0}»\u{a0}:",
                "this key still seals something; first run “griot keys reseal”:"
            )
        );
    }
    Keys::forget(&config.key_file, id, &SystemRandom).map_err(refused)?;
    println!(
        "{}",
        say(
            "La clé n’est plus dans le fichier. Les liens des lettres écrites sous elle prennent fin au prochain démarrage.",
            "The key is not in the file any more. The links of letters that were written under it end with the next start."
        )
    );
    Ok(())
}
