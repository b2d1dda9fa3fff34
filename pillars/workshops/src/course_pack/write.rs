//! Making the ZIP of a version of a course.

use std::{collections::BTreeMap, fs::File};

use griot_crypto::checksum;
use griot_files::{FileKey, StoredPicture};
use griot_web::{
    Section, WebError,
    download::{Pack, nameless},
};

use super::{
    Bundle, COURSE, KIND, Line, MANIFEST, Manifest, Order, OrderFile, OrderUnit, PURPOSE, SIGNATURE,
    Signature, VERSION, written,
};
use crate::model::{Course, CourseFile, FileKind};

struct Making {
    pack: Pack,
    files: Vec<Line>,
}

impl Making {
    async fn text(&mut self, name: &str, text: String) -> Result<(), WebError> {
        self.line(name, text.as_bytes())?;
        self.pack.text(name, text).await
    }

    fn line(&mut self, name: &str, bytes: &[u8]) -> Result<(), WebError> {
        let (bytes, sha256) = checksum(bytes).map_err(WebError::internal)?;
        self.files.push(Line { name: name.to_owned(), bytes, sha256 });
        Ok(())
    }

    /// Adds a file of the section, if it is still there.
    async fn file(&mut self, section: &Section, name: &str, file: &CourseFile) -> Result<bool, WebError> {
        let Some(key) = key_of(file) else { return Ok(false) };
        let Ok(bytes) = section.files.get(&key).await else { return Ok(false) };
        self.line(name, &bytes)?;
        self.pack.file(name, false).await?;
        self.pack.bytes(bytes).await?;
        Ok(true)
    }
}

/// Where the store keeps a file; of a picture the widest.
fn key_of(file: &CourseFile) -> Option<FileKey> {
    match file.kind {
        FileKind::Picture => {
            let stored: StoredPicture = serde_json::from_str(&file.stored).ok()?;
            stored.renditions.last().map(|one| one.key.clone())
        }
        FileKind::Audio | FileKind::Pdf | FileKind::Sheet => FileKey::parse(&file.stored).ok(),
    }
}

/// A version of a course as a file without a name. The original language comes first among its texts.
pub async fn write(
    section: &Section,
    course: &Course,
    version: i64,
    bundle: &Bundle,
) -> Result<File, WebError> {
    let mut making = Making { pack: Pack::begin(nameless()?), files: Vec::new() };
    let mut order = Order::of(bundle);
    for (number, one) in (1_u32..).zip(&bundle.units) {
        let mark = &one.unit.mark;
        let mut texts = BTreeMap::new();
        for language in one.words.keys() {
            // A translation that says nothing yet is not given away.
            let said = one.words.get(language).is_some_and(|words| !words.body.trim().is_empty());
            let Some(text) = written(one, *language).filter(|_| said) else { continue };
            let name = format!("units/{number:02}-{mark}.{language}.md");
            making.text(&name, text).await?;
            texts.insert(*language, name);
        }
        let mut kept = Vec::new();
        for (place, file) in (1_u32..).zip(&one.files) {
            let extension = key_of(file).map(|key| key.extension().to_owned()).unwrap_or_default();
            let name = format!("files/{number:02}-{place}.{extension}");
            if making.file(section, &name, file).await? {
                kept.push(OrderFile {
                    file: name,
                    kind: file.kind.as_str().to_owned(),
                    language: file.language,
                    name: file.name.clone(),
                    alt: file.alt.clone(),
                });
            }
        }
        order.units.push(OrderUnit {
            mark: mark.clone(),
            module: one.unit.module,
            draw: one.unit.draw,
            pass: one.unit.pass,
            texts,
            files: kept,
        });
    }
    making.text(COURSE, serde_json::to_string_pretty(&order).map_err(WebError::internal)?).await?;
    let Making { mut pack, files } = making;
    let manifest = Manifest {
        kind: KIND.to_owned(),
        version: VERSION,
        mark: course.mark.clone(),
        course_version: version,
        section: section.settings().name.clone(),
        address: section.url("/").trim_end_matches('/').to_owned(),
        made: section.clock.now().day().to_string(),
        files,
    };
    let text = serde_json::to_string_pretty(&manifest).map_err(WebError::internal)?;
    let signature = Signature {
        algorithm: "ed25519".to_owned(),
        key: section.keys.house_key(PURPOSE).text(),
        signature: section.keys.house_signature(PURPOSE, text.as_bytes()),
    };
    pack.text(MANIFEST, text).await?;
    pack.text(SIGNATURE, serde_json::to_string_pretty(&signature).map_err(WebError::internal)?).await?;
    pack.end().await
}
