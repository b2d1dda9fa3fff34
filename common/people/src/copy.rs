//! The copy of one's own data: a ZIP with JSON for machines, one page for people, and
//! the files, all readable offline.

use std::fs::File;

use askama::Template;
use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_i18n::Words;
use griot_kernel::{PersonId, Timestamp};
use griot_pillar::{Export, Pillar};
use griot_web::{WebError, download::Pack};
use serde_json::Value;

use crate::Section;

/// Knows what every room holds about someone. The binary introduces it, since only it
/// knows all rooms.
#[async_trait]
pub trait Belongings: Send + Sync {
    /// What each room holds, by the room's name.
    async fn of(&self, db: &mut Conn, person: PersonId) -> Result<Vec<(&'static str, Export)>, DbError>;
}

/// The rooms of the house, asked one after another.
pub struct Rooms(Vec<std::sync::Arc<dyn Pillar>>);

impl Rooms {
    /// All of them.
    pub fn new(pillars: Vec<std::sync::Arc<dyn Pillar>>) -> Self {
        Self(pillars)
    }
}

impl std::fmt::Debug for Rooms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|pillar| pillar.name())).finish()
    }
}

#[async_trait]
impl Belongings for Rooms {
    async fn of(&self, db: &mut Conn, person: PersonId) -> Result<Vec<(&'static str, Export)>, DbError> {
        let mut all = Vec::new();
        for pillar in &self.0 {
            all.push((pillar.name(), pillar.export(db, person).await?));
        }
        Ok(all)
    }
}

#[derive(Template)]
#[template(path = "copy.html")]
struct CopyPage<'a> {
    words: &'a Words,
    title: String,
    day: String,
    lines: Vec<Line>,
    files: Vec<String>,
}

/// A line of the page: how deep it stands, what it is called, what it says.
struct Line {
    heading: bool,
    name: String,
    value: String,
}

/// Writes the copy into an empty file, as a ZIP: the files first, one after another, then what is said of
/// those that were there.
pub async fn archive(
    section: &Section,
    words: &Words,
    name: &str,
    now: Timestamp,
    belongings: Vec<(&'static str, Export)>,
    file: File,
) -> Result<File, WebError> {
    let mut pack = Pack::begin(file);
    let mut data = serde_json::Map::new();
    let mut lines = Vec::new();
    let mut files = Vec::new();
    for (room, export) in belongings {
        lines.push(Line { heading: true, name: room.to_owned(), value: String::new() });
        flatten(&mut lines, "", &export.data);
        for (name, key) in export.files {
            let name = format!("{room}/{}", inside(&name));
            if pack.copy(&section.files, &name, &key).await? {
                files.push(name);
            }
        }
        data.insert(room.to_owned(), export.data);
    }
    let title = words.put("people-copy-title", "name", name);
    let page = CopyPage { words, title, day: words.date(now), lines, files };
    pack.text("index.html", page.render().map_err(WebError::internal)?).await?;
    let json = serde_json::to_string_pretty(&Value::Object(data)).map_err(WebError::internal)?;
    pack.text("data.json", json).await?;
    pack.end().await
}

/// A name that stays inside the archive wherever it is unpacked.
fn inside(name: &str) -> String {
    let plain = |part: &&str| !part.is_empty() && *part != "." && *part != "..";
    name.split(['/', '\\', ':']).filter(plain).collect::<Vec<_>>().join("/")
}

/// Writes nested values as lines, each under its full name.
fn flatten(lines: &mut Vec<Line>, name: &str, value: &Value) {
    let under = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name} › {part}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| flatten(lines, &under(key), value)),
        Value::Array(all) => {
            all.iter()
                .zip(1..)
                .for_each(|(value, n): (_, u32)| flatten(lines, &under(&n.to_string()), value));
        }
        Value::Null => {}
        Value::String(text) => {
            lines.push(Line { heading: false, name: name.to_owned(), value: text.clone() })
        }
        other => lines.push(Line { heading: false, name: name.to_owned(), value: other.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn a_name_never_leaves_the_archive() {
        assert_eq!(inside("../../etc/passwd"), "etc/passwd");
        assert_eq!(inside("C:\\x\\photo.jpg"), "C/x/photo.jpg");
        assert_eq!(inside("photo.jpg"), "photo.jpg");
    }
}
