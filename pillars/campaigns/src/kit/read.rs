//! Reading a kit that somebody made: every file is compared with what its maker signed before anything of
//! it is believed.

use std::{
    collections::HashSet,
    fs::File,
    io::{BufReader, Read},
};

use griot_crypto::{HouseKey, checksum};
use zip::ZipArchive;

use super::{ITEMS, KIND, KitItem, Line, MANIFEST, Manifest, SIGNATURE, Signature, VERSION};

/// Files in one kit.
const MOST_FILES: usize = 5_000;
/// Bytes of all of them, unpacked.
const MOST_UNPACKED: u64 = 128 << 20;
/// Bytes of a file that is read as a whole.
const MOST_TEXT: u64 = 1 << 20;
/// Bytes of one picture.
const MOST_PICTURE: u64 = 12 << 20;
/// Texts of one kit.
const MOST_ITEMS: usize = 200;
/// Pictures of one text, and its languages.
const MOST_PARTS: usize = 20;
/// What one text says on networks.
const MOST_VARIANTS: usize = 200;

type Archive = ZipArchive<BufReader<File>>;

/// Why a kit is not taken. Each reason is a sentence; nothing of the kit was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// It is no ZIP, or not a whole one.
    NotWhole,
    /// It is a ZIP, and no kit.
    NotAKit,
    /// It was made by a later version of the program.
    TooNew,
    /// It is too large, packed or unpacked.
    TooMuch,
    /// A file in it has a name that leads elsewhere.
    BadName,
    /// This file is not the one that was signed.
    Altered(String),
    /// This file was signed and is not there.
    Missing(String),
    /// This file was not signed.
    Unsigned(String),
    /// This picture cannot be shown.
    BadPicture(String),
}

impl NotTaken {
    /// The message that says why.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotWhole => "kit-refused-not-whole",
            Self::NotAKit => "kit-refused-not-a-kit",
            Self::TooNew => "kit-refused-too-new",
            Self::TooMuch => "kit-refused-too-much",
            Self::BadName => "kit-refused-bad-name",
            Self::Altered(_) => "kit-refused-altered",
            Self::Missing(_) => "kit-refused-missing",
            Self::Unsigned(_) => "kit-refused-unsigned",
            Self::BadPicture(_) => "kit-refused-picture",
        }
    }

    /// The file of which it speaks.
    pub fn file(&self) -> &str {
        match self {
            Self::Altered(name) | Self::Missing(name) | Self::Unsigned(name) | Self::BadPicture(name) => name,
            _ => "",
        }
    }
}

/// A kit whose every file is the one that was signed.
#[derive(Debug)]
pub struct Kit {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The key that signed it.
    pub key: HouseKey,
    /// Its texts with their words.
    pub items: Vec<KitItem>,
    archive: Archive,
}

/// Opens a kit and compares every file with what was signed.
pub fn open(file: File) -> Result<Kit, NotTaken> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| NotTaken::NotWhole)?;
    if archive.len() > MOST_FILES {
        return Err(NotTaken::TooMuch);
    }
    if archive.file_names().any(|name| !is_plain(name)) {
        return Err(NotTaken::BadName);
    }
    if archive.index_for_name(MANIFEST).is_none() {
        return Err(NotTaken::NotAKit);
    }
    let signed = whole(&mut archive, MANIFEST, MOST_TEXT)?;
    let key = signer(&mut archive, &signed)?;
    let manifest: Manifest = serde_json::from_slice(&signed).map_err(|_| NotTaken::NotAKit)?;
    if manifest.kind != KIND {
        return Err(NotTaken::NotAKit);
    }
    if !(1..=VERSION).contains(&manifest.version) {
        return Err(NotTaken::TooNew);
    }
    compare(&mut archive, &manifest.files)?;
    let items = items(&mut archive)?;
    Ok(Kit { manifest, key, items, archive })
}

impl Kit {
    /// The bytes of a picture.
    pub fn picture(&mut self, name: &str) -> Result<Vec<u8>, NotTaken> {
        whole(&mut self.archive, name, MOST_PICTURE)
    }
}

/// Whether a name stays in the folder, and is written in one way only.
fn is_plain(name: &str) -> bool {
    let signs = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'_' | b'.' | b'/');
    name.len() <= 120
        && name.bytes().all(signs)
        && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

/// The key that signed the manifest.
fn signer(archive: &mut Archive, signed: &[u8]) -> Result<HouseKey, NotTaken> {
    let bytes = whole(archive, SIGNATURE, 4_096)?;
    let altered = || NotTaken::Altered(SIGNATURE.to_owned());
    let said: Signature = serde_json::from_slice(&bytes).map_err(|_| altered())?;
    let key = HouseKey::parse(&said.key).map_err(|_| altered())?;
    if said.algorithm == "ed25519" && key.holds(signed, &said.signature) {
        Ok(key)
    } else {
        Err(NotTaken::Altered(MANIFEST.to_owned()))
    }
}

fn missing(name: &str) -> NotTaken {
    NotTaken::Missing(if is_plain(name) { name.to_owned() } else { String::new() })
}

fn compare(archive: &mut Archive, files: &[Line]) -> Result<(), NotTaken> {
    let mut left = MOST_UNPACKED;
    for line in files {
        left = left.checked_sub(line.bytes).ok_or(NotTaken::TooMuch)?;
    }
    let listed: HashSet<&str> = files.iter().map(|line| line.name.as_str()).collect();
    let extra =
        archive.file_names().find(|name| *name != MANIFEST && *name != SIGNATURE && !listed.contains(name));
    if let Some(name) = extra {
        return Err(NotTaken::Unsigned(name.to_owned()));
    }
    for line in files {
        if archive.index_for_name(&line.name).is_none() {
            return Err(missing(&line.name));
        }
        let altered = || NotTaken::Altered(line.name.clone());
        let entry = archive.by_name(&line.name).map_err(|_| altered())?;
        let (bytes, sha256) = checksum(entry.take(line.bytes.saturating_add(1))).map_err(|_| altered())?;
        if bytes != line.bytes || sha256 != line.sha256 {
            return Err(altered());
        }
    }
    Ok(())
}

fn items(archive: &mut Archive) -> Result<Vec<KitItem>, NotTaken> {
    let bytes = whole(archive, ITEMS, MOST_TEXT)?;
    let mut items: Vec<KitItem> = serde_json::from_slice(&bytes).map_err(|_| NotTaken::NotAKit)?;
    let many = |item: &KitItem| {
        item.pictures.len() > MOST_PARTS
            || item.texts.len() > MOST_PARTS
            || item.variants.len() > MOST_VARIANTS
    };
    if items.len() > MOST_ITEMS || items.iter().any(many) {
        return Err(NotTaken::TooMuch);
    }
    let mut left = MOST_UNPACKED;
    for item in &mut items {
        for text in &mut item.texts {
            text.body = words(archive, &text.file, &mut left)?;
        }
        for variant in &mut item.variants {
            if let Some(file) = &variant.file {
                variant.body = words(archive, file, &mut left)?;
            }
        }
    }
    Ok(items)
}

/// The words in a file, as long as all of them together are not too much.
fn words(archive: &mut Archive, name: &str, left: &mut u64) -> Result<String, NotTaken> {
    let bytes = whole(archive, name, MOST_TEXT)?;
    let length = u64::try_from(bytes.len()).map_err(|_| NotTaken::TooMuch)?;
    *left = left.checked_sub(length).ok_or(NotTaken::TooMuch)?;
    String::from_utf8(bytes).map_err(|_| NotTaken::NotAKit)
}

/// All of a file, which is not larger than `most`.
fn whole(archive: &mut Archive, name: &str, most: u64) -> Result<Vec<u8>, NotTaken> {
    if archive.index_for_name(name).is_none() {
        return Err(missing(name));
    }
    let altered = || NotTaken::Altered(name.to_owned());
    let entry = archive.by_name(name).map_err(|_| altered())?;
    let mut bytes = Vec::new();
    entry.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| altered())?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) {
        Ok(bytes)
    } else {
        Err(NotTaken::TooMuch)
    }
}
