//! A backup is one ZIP: the database and the files, never the keys.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, ErrorKind},
    os::unix::fs::OpenOptionsExt,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail, ensure};
use griot_config::Config;
use griot_db::{Db, DbError, FolderLock, change, on};
use griot_kernel::SystemClock;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    erased,
    house::{enter, make_folder, must_have_key},
    say::say,
};

const DATABASE: &str = "griot.db";
const FOLDERS: [&str; 2] = ["files", "mail"];
/// Where a backup is unpacked. As long as it is there, there is no house: see [`must_be_whole`].
const RESTORING: &str = "restoring";

/// Writes the backup while the house may be open.
pub async fn backup(config: &Config, file: &Path) -> anyhow::Result<()> {
    ensure!(config.database_url.is_none(), elsewhere());
    must_be_whole(config)?;
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
    // What a killed one left behind is in nobody's way.
    let (copy, unfinished) = (Leftover::at(file, "db-copy")?, Leftover::at(file, "part")?);
    // SQLite fills the file that it finds, and leaves its rights as they are.
    private_file(&copy.0)?;
    let db = Db::open_sqlite(&database).await?;
    db.copy_to(&copy.0).await?;
    db.close().await;
    write_archive(config, &copy.0, &unfinished.0)?;
    fs::rename(&unfinished.0, file)?;
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
    println!(
        "{}",
        say(
            "Qui a ce fichier lit presque tout\u{a0}: chiffrez-le avant de l’emporter, par exemple avec «\u{a0}age -p\u{a0}».",
            "Whoever has this file reads nearly everything: encrypt it before you carry it away, for instance with “age -p”."
        )
    );
    Ok(())
}

/// Puts a backup back into an empty folder: wholly, or not at all. One that is killed leaves a
/// folder in which no house opens until it was done again.
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
    let place = config.data.join(RESTORING);
    if place.exists() {
        // It stays itself: whoever kills this one too finds it.
        clear(&config.data)?;
    }
    ensure!(
        is_free(&config.data)?,
        say(
            "ce dossier contient déjà une maison\u{202f}; donnez un dossier vide avec --data",
            "this folder holds a house already; give an empty folder with --data"
        )
    );
    let mut archive = ZipArchive::new(File::open(file)?).with_context(damaged)?;
    ensure!(archive.file_names().any(|name| name == DATABASE), damaged());
    make_folder(&place)?;
    sync_folder(&config.data)?;
    let unpacked = async {
        unpack(&mut archive, &place)?;
        let closed = close_doors(&place.join(DATABASE)).await.map_err(anyhow::Error::from);
        closed.map_err(|error| if is_full(&error) { error } else { error.context(damaged()) })
    };
    if let Err(error) = unpacked.await {
        clear(&config.data)?;
        fs::remove_dir(&place)?;
        return Err(if is_full(&error) { error.context(no_room()) } else { error });
    }
    settle(&config.data)?;
    replay_erasures(config).await?;
    drop(lock);
    println!(
        "{}",
        say(
            "La sauvegarde est rétablie\u{a0}: vous pouvez démarrer. Chacun se connecte de nouveau, et les programmes ont besoin d’un nouveau jeton. Ce que vous avez retiré depuis cette sauvegarde (rôles, moyens d’entrer, billets) est revenu\u{a0}: retirez-le encore.",
            "The backup is restored: you can start. Everyone signs in again, and programs need a new token. What you took away since this backup (roles, ways in, posts) is back: take it away again."
        )
    );
    Ok(())
}

/// Says what to do where a restore was killed: what lies there is no house yet, and none must be
/// opened beside it.
pub fn must_be_whole(config: &Config) -> anyhow::Result<()> {
    ensure!(
        config.database_url.is_some() || !config.data.join(RESTORING).exists(),
        "{} {}",
        say(
            "une sauvegarde n’a été rétablie qu’à moitié dans ce dossier ; relancez « griot restore » avec elle, ou effacez le dossier :",
            "a backup was only half restored into this folder; run “griot restore” with it again, or delete the folder:"
        ),
        config.data.display()
    );
    Ok(())
}

/// Whether nothing of a house lies there.
fn is_free(data: &Path) -> io::Result<bool> {
    for folder in FOLDERS {
        if data.join(folder).exists() && fs::read_dir(data.join(folder))?.next().is_some() {
            return Ok(false);
        }
    }
    Ok(!data.join(DATABASE).exists())
}

/// Takes away what a restore that did not end has put there: the folder was free when it began,
/// and nobody has lived in it since.
fn clear(data: &Path) -> io::Result<()> {
    let place = data.join(RESTORING);
    for folder in [data, &place] {
        for file in [DATABASE, "griot.db-wal", "griot.db-shm"] {
            gone(fs::remove_file(folder.join(file)))?;
        }
        for inside in FOLDERS {
            gone(fs::remove_dir_all(folder.join(inside)))?;
        }
    }
    sync_folder(data)
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Unpacks beside the place where a house looks for its things.
fn unpack(archive: &mut ZipArchive<File>, place: &Path) -> anyhow::Result<()> {
    let mut folders = BTreeSet::from([place.to_owned()]);
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).with_context(damaged)?;
        let Some(name) = entry.enclosed_name() else { bail!(damaged()) };
        let first = name.components().next();
        let known =
            |c: Component<'_>| FOLDERS.iter().any(|f| c.as_os_str() == *f) || c.as_os_str() == DATABASE;
        ensure!(first.is_some_and(known), damaged());
        let to = place.join(&name);
        if let Some(parent) = to.parent() {
            make_folder(parent)?;
            folders.extend(parent.ancestors().take_while(|one| *one != place).map(Path::to_owned));
        }
        let mut out = BufWriter::new(private_file(&to)?);
        io::copy(&mut entry, &mut out).with_context(damaged)?;
        out.into_inner()?.sync_all()?;
    }
    folders.iter().try_for_each(|folder| sync_folder(folder)).map_err(Into::into)
}

/// No session and no token of then opens the house again: whoever lost a telephone since has closed its
/// session, and the backup does not know. A house of an older program has not every table.
async fn close_doors(database: &Path) -> Result<(), DbError> {
    const KNOWN: &str = "select count(*) from sqlite_master where type = 'table' and name = $1";
    const DOORS: [(&str, &str); 3] = [
        ("session", "delete from session"),
        ("api_token", "delete from api_token"),
        ("api_once", "delete from api_once"),
    ];

    let db = Db::open_sqlite(database).await?;
    let mut tx = db.begin().await?;
    for (table, delete) in DOORS {
        let known: i64 = on!(tx, conn => query_scalar(KNOWN).bind(table).fetch_one(conn))?;
        if known > 0 {
            change!(tx, conn => query(delete).execute(conn))?;
        }
    }
    tx.commit().await?;
    db.close().await;
    Ok(())
}

/// Moves what was unpacked to its place, the database last. The folder that says that a restore
/// is under way goes when all of it lasts.
fn settle(data: &Path) -> io::Result<()> {
    let place = data.join(RESTORING);
    // The log of a database that somebody deleted does not belong to this one.
    for file in ["griot.db-wal", "griot.db-shm"] {
        gone(fs::remove_file(data.join(file)))?;
    }
    for name in FOLDERS.into_iter().chain([DATABASE]) {
        gone(fs::rename(place.join(name), data.join(name)))?;
    }
    sync_folder(data)?;
    fs::remove_dir(&place)?;
    sync_folder(data)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A new file that its owner alone reads.
fn private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

fn is_full(error: &anyhow::Error) -> bool {
    let full = |kind| matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|found| full(found.kind()))
            || matches!(cause.downcast_ref(), Some(DbError::Full(_)))
    })
}

fn no_room() -> &'static str {
    say(
        "il n’y a pas assez de place pour cette sauvegarde : rien n’a été rétabli ; faites de la place, puis recommencez",
        "there is not enough room for this backup: nothing was restored; make room, then do it again",
    )
}

fn damaged() -> &'static str {
    say(
        "ce fichier n’est pas une sauvegarde de Griot, ou il est abîmé",
        "this file is not a backup of Griot, or it is damaged",
    )
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
        "la section vit dans PostgreSQL\u{a0}: sauvegardez avec «\u{a0}pg_dump --exclude-table-data=session --exclude-table-data=api_token\u{a0}», et copiez les fichiers de GRIOT_FILES_URL",
        "the section lives in PostgreSQL: back it up with “pg_dump --exclude-table-data=session --exclude-table-data=api_token”, and copy the files of GRIOT_FILES_URL",
    )
}

/// A file beside the backup that goes when this value does.
struct Leftover(PathBuf);

impl Leftover {
    fn at(file: &Path, extension: &str) -> io::Result<Self> {
        let path = file.with_extension(extension);
        gone(fs::remove_file(&path))?;
        Ok(Self(path))
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        // What became the backup is not there any more.
        fs::remove_file(&self.0).ok();
    }
}

fn write_archive(config: &Config, copy: &Path, to: &Path) -> anyhow::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(private_file(to)?));
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
