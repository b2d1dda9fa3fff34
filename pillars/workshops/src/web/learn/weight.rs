//! What pages and files weigh, in kilobytes, and where files are.

use std::collections::BTreeMap;

use griot_files::{FileKey, StoredPicture};
use griot_kernel::Language;
use griot_web::Visitor;

use super::who::pick_of;
use crate::model::{CourseFile, FileKind};

/// Kilobytes, rounded up.
pub(super) fn kb(bytes: i64) -> i64 {
    bytes.max(0).saturating_add(1023) / 1024
}

/// What a unit, or a whole course, weighs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    pub text: i64,
    pub media: i64,
}

impl Weight {
    /// Of the units with these marks.
    pub fn of<'a>(
        marks: impl Iterator<Item = &'a str>,
        lengths: &BTreeMap<(String, Language), i64>,
        files: &[CourseFile],
        wanted: &[Language],
    ) -> Self {
        let mut weight = Self::default();
        for mark in marks {
            weight.text += pick_of(lengths, mark, wanted).copied().unwrap_or(0);
            let shown = files.iter().filter(|file| file.unit == mark && is_shown(file, wanted));
            weight.media += shown.filter(|file| is_media(file)).map(|file| file.bytes).sum::<i64>();
        }
        weight
    }

    /// In a sentence: without pictures and sound, and with them if there are any.
    pub fn said(self, v: &Visitor) -> String {
        let text = kb(self.text);
        if self.media == 0 {
            return v.words.put("learn-weight", "kb", text);
        }
        let all = kb(self.text.saturating_add(self.media));
        v.words.with("learn-weight-media", [("text", text.into()), ("all", all.into())])
    }
}

fn is_media(file: &CourseFile) -> bool {
    matches!(file.kind, FileKind::Picture | FileKind::Audio)
}

/// Whether a file is for who reads in the first of these languages.
pub(super) fn is_shown(file: &CourseFile, wanted: &[Language]) -> bool {
    file.language.is_none_or(|language| wanted.first() == Some(&language))
}

/// The key under which the store keeps a file; of a picture the one that a phone takes.
pub(super) fn key(file: &CourseFile) -> Option<FileKey> {
    if let Ok(key) = FileKey::parse(&file.stored) {
        return Some(key);
    }
    if let Ok(picture) = serde_json::from_str::<StoredPicture>(&file.stored) {
        return picture.fitting(800).map(|one| one.key.clone());
    }
    let stored: serde_json::Value = serde_json::from_str(&file.stored).ok()?;
    stored.get("key")?.as_str().and_then(|key| FileKey::parse(key).ok())
}
