//! A backup is one ZIP: the database and the files, never the keys.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter},
    os::unix::fs::OpenOptionsExt,
    path::{Component, Path},
    sync::Arc,
};

use anyhow::{Context, bail, ensure};
use griot_config::Config;
use griot_db::{Db, FolderLock};
use griot_kernel::SystemClock;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    erased,
    house::{enter, make_folder, must_have_key},
    say::say,
};

const DATABASE: &str = "griot.db";
const FOLDERS: [&str; 2] = ["files", "mail"];

/// Writes the backup while the house may be open.
pub async fn backup(config: &Config, file: &Path) -> anyhow::Result<()> {
    ensure!(config.database_url.is_none(), elsewhere());
    ensure!(
        !file.exists(),
        say(
            "ce fichier existe déjà\u{202f}; donnez un autre nom",
            "this file exists already; give another name"
        )
    );
    let database = config.data.join(DATABASE);
    ensure!(
        database.exists(),
        say(
            "il n’y a pas de maison dans ce dossier\u{202f}; donnez le bon avec --data",
            "there is no house in this folder; give the right one with --data"
        )
    );
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    ensure!(
        folder.is_none_or(Path::is_dir),
        "{} {}",
        say(
            "il n’y a pas de dossier à cet endroit\u{202f}; créez-le d’abord\u{a0}:",
            "there is no folder at this place; make it first:"
        ),
        folder.unwrap_or(file).display()
    );
    let copy = tempfile_beside(file)?;
    let db = Db::open_sqlite(&database).await?;
    db.copy_to(&copy).await?;
    db.close().await;

    let unfinished = file.with_extension("part");
    let written = write_archive(config, &copy, &unfinished);
    fs::remove_file(&copy)?;
    if let Err(error) = written {
        fs::remove_file(&unfinished).ok();
        return Err(error);
    }
    fs::rename(&unfinished, file)?;
    if config.files_url.is_some() {
        println!(
            "{}",
            say(
                "Les fichiers de GRIOT_FILES_URL n’y sont pas\u{202f}; copiez-les à part.",
                "The files of GRIOT_FILES_URL are not in it; copy them apart."
            )
        );
    }
    println!(
        "{} {}. {} {}",
        say("Sauvegarde écrite\u{a0}:", "Backup written:"),
        file.display(),
        say("La clé n’y est pas\u{202f}; gardez-la à part\u{a0}:", "The key is not in it; keep it apart:"),
        config.key_file.display()
    );
    Ok(())
}

/// Puts a backup back into an empty folder.
pub async fn restore(config: &Config, file: &Path) -> anyhow::Result<()> {
    ensure!(config.database_url.is_none(), elsewhere());
    ensure!(
        file.is_file(),
        "{} {}",
        say("il n’y a pas de sauvegarde à cet endroit\u{a0}:", "there is no backup at this place:"),
        file.display()
    );
    must_have_key(config)?;
    make_folder(&config.data)?;
    let lock = FolderLock::take(&config.data)?.with_context(|| {
        say(
            "un serveur tient ce dossier\u{202f}; arrêtez-le d’abord",
            "a server holds this folder; stop it first",
        )
    })?;
    ensure!(
        !config.data.join(DATABASE).exists(),
        say(
            "ce dossier contient déjà une maison\u{202f}; donnez un dossier vide avec --data",
            "this folder holds a house already; give an empty folder with --data"
        )
    );
    let damaged = || {
        say(
            "ce fichier n’est pas une sauvegarde de Griot, ou il est abîmé",
            "this file is not a backup of Griot, or it is damaged",
        )
    };
    let mut archive = ZipArchive::new(File::open(file)?).with_context(damaged)?;
    ensure!(archive.file_names().any(|name| name == DATABASE), damaged());
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).with_context(damaged)?;
        let Some(name) = entry.enclosed_name() else { bail!(damaged()) };
        let first = name.components().next();
        let known =
            |c: Component<'_>| FOLDERS.iter().any(|f| c.as_os_str() == *f) || c.as_os_str() == DATABASE;
        ensure!(first.is_some_and(known), damaged());
        let to = config.data.join(&name);
        if let Some(parent) = to.parent() {
            make_folder(parent)?;
        }
        let mut out = BufWriter::new(File::create_new(&to)?);
        io::copy(&mut entry, &mut out).with_context(damaged)?;
        out.into_inner()?.sync_all()?;
    }
    drop(lock);
    replay_erasures(config).await?;
    println!(
        "{}",
        say(
            "La sauvegarde est rétablie\u{a0}: vous pouvez démarrer.",
            "The backup is restored: you can start."
        )
    );
    Ok(())
}

/// Whoever asked to be erased since the backup was made goes again.
async fn replay_erasures(config: &Config) -> anyhow::Result<()> {
    if !erased::file(config).exists() {
        println!(
            "{} {}",
            say(
                "Aucun effacement n’est noté ici. Si quelqu’un a été effacé depuis cette sauvegarde, remettez ce fichier gardé à part avant de démarrer\u{a0}:",
                "No erasure is noted here. If someone was erased since this backup, put this file, kept apart, back before you start:"
            ),
            erased::file(config).display()
        );
        return Ok(());
    }
    let (section, pillars) = enter(config, Arc::new(SystemClock), false).await?;
    let again = erased::replay(config, &section, &pillars).await?;
    section.db.close().await;
    println!("{} {again}", say("Effacements rejoués\u{a0}:", "Erasures done again:"));
    Ok(())
}

fn elsewhere() -> &'static str {
    say(
        "la section vit dans PostgreSQL\u{a0}: sauvegardez avec pg_dump, et copiez les fichiers de GRIOT_FILES_URL",
        "the section lives in PostgreSQL: back it up with pg_dump, and copy the files of GRIOT_FILES_URL",
    )
}

fn tempfile_beside(file: &Path) -> anyhow::Result<std::path::PathBuf> {
    let copy = file.with_extension("db-copy");
    if copy.exists() {
        fs::remove_file(&copy)?;
    }
    Ok(copy)
}

fn write_archive(config: &Config, copy: &Path, to: &Path) -> anyhow::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let packed =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
    zip.start_file(DATABASE, packed)?;
    io::copy(&mut File::open(copy)?, &mut zip)?;
    for folder in FOLDERS {
        add_folder(&mut zip, &config.data, &config.data.join(folder))?;
    }
    let mut out = zip.finish()?;
    io::Write::flush(&mut out)?;
    out.into_inner()?.sync_all()?;
    Ok(())
}

/// Adds what lies in `folder`, named from `root` on. Pictures are packed already.
fn add_folder(zip: &mut ZipWriter<BufWriter<File>>, root: &Path, folder: &Path) -> anyhow::Result<()> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            add_folder(zip, root, &path)?;
        } else if let (Ok(name), false) = (path.strip_prefix(root), path.to_string_lossy().contains('#')) {
            zip.start_file(name.to_string_lossy(), stored)?;
            io::copy(&mut File::open(&path)?, zip)?;
        }
    }
    Ok(())
}
