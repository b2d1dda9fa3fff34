//! The key file:
//!
//! ```text
//! griot-keys 1
//! # remarks
//! digest = <base64url, 32 bytes>
//! 2 = <base64url, 32 bytes>
//! 1 = <base64url, 32 bytes>
//! ```
//!
//! The first numbered key is the current one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use griot_kernel::Random;
use zeroize::Zeroizing;

use crate::error::KeyError;
use crate::keys::{Keys, MasterKey, Secret, chance};
use crate::text;

const VERSION: &str = "griot-keys 1";
const REMARK: &str = "\
# Clés maîtresses de Griot : gardez-en une copie hors de la machine, jamais avec une sauvegarde.
# Master keys of Griot: keep a copy away from this machine, never with a backup.
";

pub(crate) fn open(path: &Path) -> Result<Keys, KeyError> {
    let unreadable = |error: io::Error| KeyError::Unreadable { path: path.to_path_buf(), kind: error.kind() };
    let file = File::open(path).map_err(unreadable)?;
    refuse_if_open_to_others(&file, path)?;
    let text = Zeroizing::new(io::read_to_string(file).map_err(unreadable)?);
    parse(&text).map_err(|line| KeyError::Damaged { path: path.to_path_buf(), line })
}

pub(crate) fn open_or_create(path: &Path, random: &dyn Random) -> Result<Keys, KeyError> {
    match open(path) {
        Err(KeyError::Unreadable { kind: ErrorKind::NotFound, .. }) => {}
        answer => return answer,
    }
    let unwritable = |error: io::Error| KeyError::Unwritable { path: path.to_path_buf(), kind: error.kind() };
    let folder = lock_folder(path).map_err(unwritable)?;
    if path.exists() {
        // Another process made it meanwhile.
        return open(path);
    }
    write(path, &folder, &Keys::generate(random), random).map_err(unwritable)?;
    open(path)
}

pub(crate) fn rotate(path: &Path, random: &dyn Random) -> Result<Keys, KeyError> {
    let unwritable = |error: io::Error| KeyError::Unwritable { path: path.to_path_buf(), kind: error.kind() };
    // A link keeps pointing at the file that holds the keys.
    let path = &fs::canonicalize(path)
        .map_err(|error| KeyError::Unreadable { path: path.to_path_buf(), kind: error.kind() })?;
    let folder = lock_folder(path).map_err(unwritable)?;
    let keys = open(path)?.rotated(random);
    write(path, &folder, &keys, random).map_err(unwritable)?;
    open(path)
}

/// Takes an older key out; `None` where there is none of this number.
pub(crate) fn forget(path: &Path, id: u32, random: &dyn Random) -> Result<Option<Keys>, KeyError> {
    let unwritable = |error: io::Error| KeyError::Unwritable { path: path.to_path_buf(), kind: error.kind() };
    let path = &fs::canonicalize(path)
        .map_err(|error| KeyError::Unreadable { path: path.to_path_buf(), kind: error.kind() })?;
    let folder = lock_folder(path).map_err(unwritable)?;
    let Some(keys) = open(path)?.without(id) else { return Ok(None) };
    write(path, &folder, &keys, random).map_err(unwritable)?;
    open(path).map(Some)
}

/// Two processes that write the same key file would lose one another's keys.
fn lock_folder(path: &Path) -> io::Result<File> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let folder = File::open(folder)?;
    folder.lock()?;
    Ok(folder)
}

/// Writes beside, then renames: the file is whole, old or new, at every moment.
fn write(path: &Path, folder: &File, keys: &Keys, random: &dyn Random) -> io::Result<()> {
    let mut name = path.file_name().ok_or(ErrorKind::InvalidInput)?.to_os_string();
    name.push(format!(".{}", text::encode(&chance::<9>(random))));
    let beside = path.with_file_name(name);
    let written = write_new(&beside, keys).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first trouble is the one to tell; a leftover can only be removed now.
        let _ = fs::remove_file(&beside);
    }
    written?;
    folder.sync_all()
}

fn write_new(path: &Path, keys: &Keys) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let mut out = Zeroizing::new(format!("{VERSION}\n{REMARK}"));
    push_line(&mut out, "digest", &keys.digest);
    for key in keys.all() {
        push_line(&mut out, &key.id.to_string(), &key.secret);
    }
    file.write_all(out.as_bytes())?;
    file.sync_all()
}

fn push_line(out: &mut String, name: &str, secret: &Secret) {
    out.push_str(name);
    out.push_str(" = ");
    out.push_str(&Zeroizing::new(text::encode(secret.as_slice())));
    out.push('\n');
}

/// Reads the text of a key file, or says which line is wrong.
fn parse(text: &str) -> Result<Keys, usize> {
    let mut lines = text.lines().enumerate().map(|(place, line)| (place.saturating_add(1), line.trim()));
    if lines.next().map(|(_, line)| line) != Some(VERSION) {
        return Err(1);
    }
    let mut digest = None;
    let mut keys: Vec<MasterKey> = Vec::new();
    let mut last = 1;
    for (number, line) in lines {
        last = number;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, secret) = line.split_once('=').ok_or(number)?;
        let secret = read_secret(secret.trim()).ok_or(number)?;
        if name.trim() == "digest" {
            if digest.replace(secret).is_some() {
                return Err(number);
            }
            continue;
        }
        let id = name.trim().parse().map_err(|_| number)?;
        if keys.iter().any(|key| key.id == id) {
            return Err(number);
        }
        keys.push(MasterKey { id, secret });
    }
    let mut keys = keys.into_iter();
    match (digest, keys.next()) {
        (Some(digest), Some(current)) => Ok(Keys { digest, current, older: keys.collect() }),
        _ => Err(last),
    }
}

fn read_secret(text: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(text::decode(text)?);
    bytes.as_slice().try_into().ok().map(Zeroizing::new)
}

#[cfg(unix)]
fn refuse_if_open_to_others(file: &File, path: &Path) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt;

    let facts = file
        .metadata()
        .map_err(|error| KeyError::Unreadable { path: path.to_path_buf(), kind: error.kind() })?;
    let mode = facts.permissions().mode() & 0o777;
    if mode & 0o077 == 0 { Ok(()) } else { Err(KeyError::TooOpen { path: path.to_path_buf(), mode }) }
}

#[cfg(not(unix))]
fn refuse_if_open_to_others(_file: &File, _path: &Path) -> Result<(), KeyError> {
    Ok(())
}
