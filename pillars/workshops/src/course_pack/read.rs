//! Reading a course that another house made: every file is compared with what its maker signed before anything
//! of it is believed. Nothing of it is ever run.

use std::{
    collections::HashSet,
    fs::File,
    io::{BufReader, Read},
};

use griot_crypto::{HouseKey, checksum};
use zip::ZipArchive;

use super::{
    BadText, Bundle, COURSE, KIND, Line, MANIFEST, Manifest, Order, SIGNATURE, Signature, VERSION,
    text::is_mark,
};

/// Files in one course.
const MOST_FILES: usize = 3_000;
/// Bytes of all of them, unpacked.
const MOST_UNPACKED: u64 = 128 << 20;
/// Bytes of a file that is read as a whole.
const MOST_TEXT: u64 = 1 << 20;
/// Bytes of a picture, a sound, a PDF or a sheet.
const MOST_FILE: u64 = 12 << 20;
/// Units of one course, files of one unit, its languages.
const MOST_UNITS: usize = 200;
const MOST_PARTS: usize = 30;

type Archive = ZipArchive<BufReader<File>>;

/// Why a course is not taken. Each reason is a sentence; nothing of it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// It is no ZIP, or not a whole one.
    NotWhole,
    /// It is a ZIP, and no course.
    NotACourse,
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
    /// This file is of a kind that no course may have, or it is damaged.
    BadFile(String),
    /// The text of this file cannot be read as a unit.
    BadText(String),
}

impl NotTaken {
    /// The message that says why.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotWhole => "course-pack-refused-not-whole",
            Self::NotACourse => "course-pack-refused-not-a-course",
            Self::TooNew => "course-pack-refused-too-new",
            Self::TooMuch => "course-pack-refused-too-much",
            Self::BadName => "course-pack-refused-bad-name",
            Self::Altered(_) => "course-pack-refused-altered",
            Self::Missing(_) => "course-pack-refused-missing",
            Self::Unsigned(_) => "course-pack-refused-unsigned",
            Self::BadFile(_) => "course-pack-refused-file",
            Self::BadText(_) => "course-pack-refused-text",
        }
    }

    /// The file of which it speaks.
    pub fn file(&self) -> &str {
        match self {
            Self::Altered(name)
            | Self::Missing(name)
            | Self::Unsigned(name)
            | Self::BadFile(name)
            | Self::BadText(name) => name,
            _ => "",
        }
    }
}

/// A course whose every file is the one that was signed. The `stored` of its files is their path in the ZIP.
#[derive(Debug)]
pub struct Pack {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The key that signed it.
    pub key: HouseKey,
    /// The course.
    pub bundle: Bundle,
    archive: Archive,
}

/// Opens a course and compares every file with what was signed.
pub fn open(file: File) -> Result<Pack, NotTaken> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| NotTaken::NotWhole)?;
    if archive.len() > MOST_FILES {
        return Err(NotTaken::TooMuch);
    }
    if archive.file_names().any(|name| !is_plain(name)) {
        return Err(NotTaken::BadName);
    }
    if archive.index_for_name(MANIFEST).is_none() {
        return Err(NotTaken::NotACourse);
    }
    let signed = whole(&mut archive, MANIFEST, MOST_TEXT)?;
    let key = signer(&mut archive, &signed)?;
    let manifest: Manifest = serde_json::from_slice(&signed).map_err(|_| NotTaken::NotACourse)?;
    if manifest.kind != KIND || !is_mark(&manifest.mark) {
        return Err(NotTaken::NotACourse);
    }
    if !(1..=VERSION).contains(&manifest.version) {
        return Err(NotTaken::TooNew);
    }
    compare(&mut archive, &manifest.files)?;
    let bundle = bundle(&mut archive, &manifest)?;
    Ok(Pack { manifest, key, bundle, archive })
}

impl Pack {
    /// The bytes of a file.
    pub fn file(&mut self, name: &str) -> Result<Vec<u8>, NotTaken> {
        whole(&mut self.archive, name, MOST_FILE)
    }

    /// Bytes of all files, unpacked.
    pub fn weight(&self) -> u64 {
        self.manifest.files.iter().map(|line| line.bytes).sum()
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
        // No more is unpacked than was signed, whatever the archive says of itself.
        let (bytes, sha256) = checksum(entry.take(line.bytes.saturating_add(1))).map_err(|_| altered())?;
        if bytes != line.bytes || sha256 != line.sha256 {
            return Err(altered());
        }
    }
    Ok(())
}

fn bundle(archive: &mut Archive, manifest: &Manifest) -> Result<Bundle, NotTaken> {
    let bytes = whole(archive, COURSE, MOST_TEXT)?;
    let order: Order = serde_json::from_slice(&bytes).map_err(|_| NotTaken::BadText(COURSE.to_owned()))?;
    let many = |unit: &super::OrderUnit| unit.files.len() > MOST_PARTS || unit.texts.len() > MOST_PARTS;
    if order.units.len() > MOST_UNITS || order.words.len() > MOST_PARTS || order.units.iter().any(many) {
        return Err(NotTaken::TooMuch);
    }
    let (mut refused, mut read) = (None, COURSE.to_owned());
    let made = order.bundle(|path| {
        read = if is_plain(path) { path.to_owned() } else { COURSE.to_owned() };
        let text = whole(archive, path, MOST_TEXT);
        let text = text.map_err(|why| {
            refused = Some(why);
            BadText::Absent
        })?;
        String::from_utf8(text).map_err(|_| BadText::Body)
    });
    let mut bundle = made.map_err(|_| refused.unwrap_or(NotTaken::BadText(read)))?;
    let marks = bundle.units.iter().map(|one| &one.unit.mark).collect::<HashSet<_>>();
    let asked: Vec<&String> =
        bundle.units.iter().flat_map(|one| &one.questions).map(|(question, _)| &question.mark).collect();
    let distinct: HashSet<&&String> = asked.iter().collect();
    if marks.len() != bundle.units.len() || distinct.len() != asked.len() || !bundle.missing().is_empty() {
        return Err(NotTaken::BadText(COURSE.to_owned()));
    }
    for file in bundle.units.iter_mut().flat_map(|one| &mut one.files) {
        let line = manifest.files.iter().find(|line| line.name == file.stored);
        let line = line.ok_or_else(|| missing(&file.stored))?;
        file.bytes = i64::try_from(line.bytes).map_err(|_| NotTaken::TooMuch)?;
    }
    let known: HashSet<&str> =
        bundle.units.iter().flat_map(|one| &one.files).map(|file| file.stored.as_str()).collect();
    let foreign = manifest.files.iter().map(|line| line.name.as_str()).find(|name| {
        let text = name.starts_with("units/") && name.ends_with(".md");
        *name != COURSE && !text && !known.contains(name)
    });
    match foreign {
        Some(name) => Err(NotTaken::BadFile(if is_plain(name) { name.to_owned() } else { String::new() })),
        None => Ok(bundle),
    }
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
