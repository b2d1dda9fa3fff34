//! Files of courses: known by what is in them, never by their names, and kept without anything that runs.

use std::io::{Cursor, Read};

use axum::body::Bytes;
use griot_files::Limits;
use griot_web::{Section, WebError};
use tokio::task::spawn_blocking;
use zip::ZipArchive;

use crate::model::{FileKind, Refusal};

/// The heaviest file that is taken.
pub const MOST_BYTES: usize = 5_000_000;

/// A file as the store of files keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is.
    pub kind: FileKind,
    /// A picture as it writes itself, any other by its key.
    pub stored: String,
    /// How much a phone takes for it.
    pub bytes: i64,
    /// How its name ends.
    pub extension: &'static str,
}

/// Keeps a file, if it is of a kind that a course may have; otherwise the key of the sentence that says why not.
pub async fn keep(section: &Section, bytes: Bytes) -> Result<Result<Kept, &'static str>, WebError> {
    if bytes.len() > MOST_BYTES {
        return Ok(Err("course-file-refused-too-large"));
    }
    let kept = |kind, stored, bytes, extension| Ok(Ok(Kept { kind, stored, bytes, extension }));
    let weight = i64::try_from(bytes.len()).map_err(WebError::internal)?;
    if is_picture(&bytes) {
        let picture = match griot_files::picture(bytes, &Limits::default()).await {
            Ok(picture) => picture,
            Err(why) => return Ok(Err(why.key())),
        };
        let stored = section.files.put_picture(&picture).await?;
        let weight = stored.fitting(720).map_or(0, |one| i64::try_from(one.bytes).unwrap_or(i64::MAX));
        let stored = serde_json::to_string(&stored).map_err(WebError::internal)?;
        return kept(FileKind::Picture, stored, weight, "jpg");
    }
    let looked = bytes.clone();
    let extension = spawn_blocking(move || extension(&looked)).await.map_err(WebError::internal)?;
    match extension {
        Ok(Some(("pdf", _))) => {
            let key = section.files.put(bytes, "pdf").await?;
            kept(FileKind::Pdf, key.as_str().to_owned(), weight, "pdf")
        }
        Ok(Some((extension, _))) => {
            let key = section.files.put(bytes, extension).await?;
            kept(FileKind::Sheet, key.as_str().to_owned(), weight, extension)
        }
        Ok(None) => {
            let sound =
                spawn_blocking(move || griot_files::audio(&bytes)).await.map_err(WebError::internal)?;
            let Ok(sound) = sound else { return Ok(Err(Refusal::BadFile.key())) };
            let weight = i64::try_from(sound.bytes).map_err(WebError::internal)?;
            let key = section.files.put(sound.content, sound.extension).await?;
            kept(FileKind::Audio, key.as_str().to_owned(), weight, sound.extension)
        }
        Err(key) => Ok(Err(key)),
    }
}

/// Whether it begins as a picture that is decoded.
fn is_picture(bytes: &[u8]) -> bool {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    webp || [&b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1A\n", b"GIF8"].iter().any(|start| bytes.starts_with(start))
}

/// The content type of a file that is given away, by the end of its key.
pub fn mime(extension: &str) -> &'static str {
    SHEETS.iter().find(|(known, _)| *known == extension).map_or("application/octet-stream", |(_, mime)| mime)
}

const SHEETS: [(&str, &str); 7] = [
    ("pdf", "application/pdf"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", "text/csv; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
];

/// What a document is; nothing if it is none; why not, if it holds something that runs.
fn extension(bytes: &[u8]) -> Result<Option<(&'static str, &'static str)>, &'static str> {
    const RUNS: &str = "course-file-refused-runs";
    let found = |extension: &str| SHEETS.iter().find(|(known, _)| *known == extension).copied();
    if bytes.starts_with(b"%PDF-") {
        let runs = [&b"/JavaScript"[..], b"/JS", b"/Launch", b"/EmbeddedFile"];
        return if runs.iter().any(|word| holds(bytes, word)) { Err(RUNS) } else { Ok(found("pdf")) };
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office(bytes).map(found);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(None) };
    if text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t' | '\u{feff}')) {
        return Ok(None);
    }
    let folded = text.to_ascii_lowercase();
    let start = folded.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let pages = ["<script", "<svg", "<html", "<!doctype", "<?xml", "<?php", "javascript:"];
    if start.starts_with(['<']) || start.starts_with("#!") || pages.iter().any(|word| folded.contains(word)) {
        return Err(RUNS);
    }
    let first = text.lines().next().unwrap_or_default();
    Ok(found(if first.contains(';') || first.contains(',') && text.lines().count() > 1 {
        "csv"
    } else {
        "txt"
    }))
}

/// What an office document is, by what is in it.
fn office(bytes: &[u8]) -> Result<&'static str, &'static str> {
    let bad = Refusal::BadFile.key();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| bad)?;
    if archive.len() > 2_000 {
        return Err(bad);
    }
    let names: Vec<String> = archive.file_names().map(str::to_ascii_lowercase).collect();
    let runs = |name: &String| {
        ["vbaproject", "basic/", "scripts/", "activex", "embeddings/"].iter().any(|part| name.contains(part))
    };
    if names.iter().any(runs) {
        return Err("course-file-refused-runs");
    }
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("[content_types].xml") && has("word/document.xml") {
        return Ok("docx");
    }
    if has("[content_types].xml") && has("xl/workbook.xml") {
        return Ok("xlsx");
    }
    let mut kind = String::new();
    let entry = archive.by_name("mimetype").map_err(|_| bad)?;
    entry.take(100).read_to_string(&mut kind).map_err(|_| bad)?;
    match kind.trim() {
        "application/vnd.oasis.opendocument.text" => Ok("odt"),
        "application/vnd.oasis.opendocument.spreadsheet" => Ok("ods"),
        _ => Err(bad),
    }
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}
