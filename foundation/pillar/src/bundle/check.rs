use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use griot_crypto::checksum;

use super::{KIND, Line, MANIFEST, Manifest, VERSION, is_inside};

/// Manifests are small; whatever is larger is something else.
const LARGEST: u64 = 64 << 20;

/// What became of a bundle since it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it should hold.
    pub manifest: Manifest,
    /// Files that are not there.
    pub missing: Vec<String>,
    /// Files that hold something else now, or cannot be read.
    pub changed: Vec<String>,
    /// Files that nobody put there when it was made.
    pub extra: Vec<String>,
}

impl Checked {
    /// Whether all is as it was made.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.extra.is_empty()
    }
}

/// Why something is not looked at as a bundle.
#[derive(Debug, thiserror::Error)]
pub enum NoBundle {
    /// Nothing is there.
    #[error("there is no such file")]
    NotFound,
    /// A folder without a manifest: no bundle, or one that was not finished.
    #[error("the folder has no manifest")]
    Unfinished,
    /// A file that is no manifest.
    #[error("the file is no manifest")]
    NotAManifest,
    /// The manifest of a program that came later.
    #[error("the manifest is of a later version")]
    Later,
    /// It cannot be read.
    #[error("it cannot be read")]
    Io(#[from] io::Error),
}

/// Looks whether the bundle in this folder, or beside this manifest, is as it was made. Every
/// file is read from its beginning to its end.
pub fn check(path: &Path) -> Result<Checked, NoBundle> {
    let is_folder = match fs::metadata(path) {
        Ok(found) => found.is_dir(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NoBundle::NotFound),
        Err(error) => return Err(error.into()),
    };
    let (folder, file) = if is_folder {
        (path, path.join(MANIFEST))
    } else {
        (path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")), path.into())
    };
    let manifest = match File::open(&file) {
        Ok(file) => read(file)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NoBundle::Unfinished),
        Err(error) => return Err(error.into()),
    };
    let mut checked = Checked { missing: Vec::new(), changed: Vec::new(), extra: Vec::new(), manifest };
    for line in &checked.manifest.files {
        match holds(folder, line) {
            Ok(true) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => checked.missing.push(line.name.clone()),
            Ok(false) | Err(_) => checked.changed.push(line.name.clone()),
        }
    }
    let known: HashSet<&str> = checked.manifest.files.iter().map(|line| line.name.as_str()).collect();
    let mut extra = Vec::new();
    others(folder, "", &known, &mut extra)?;
    extra.retain(|name| folder.join(name) != file);
    extra.sort();
    checked.extra = extra;
    Ok(checked)
}

fn read(file: File) -> Result<Manifest, NoBundle> {
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    let said: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| NoBundle::NotAManifest)?;
    if said.get("kind").and_then(serde_json::Value::as_str) != Some(KIND) {
        return Err(NoBundle::NotAManifest);
    }
    if said.get("version").and_then(serde_json::Value::as_u64) > Some(u64::from(VERSION)) {
        return Err(NoBundle::Later);
    }
    let manifest: Manifest = serde_json::from_value(said).map_err(|_| NoBundle::NotAManifest)?;
    let mut names = HashSet::new();
    let sound = manifest.files.iter().all(|line| is_inside(&line.name) && names.insert(&line.name));
    if sound { Ok(manifest) } else { Err(NoBundle::NotAManifest) }
}

fn holds(folder: &Path, line: &Line) -> io::Result<bool> {
    let path = folder.join(&line.name);
    // A link leads to something that is not in the bundle.
    let found = fs::symlink_metadata(&path)?;
    if !found.is_file() || found.len() != line.bytes {
        return Ok(false);
    }
    let (bytes, digest) = checksum(File::open(&path)?)?;
    Ok(bytes == line.bytes && digest == line.sha256)
}

/// Names what lies in the folder and is not known.
fn others(folder: &Path, inside: &str, known: &HashSet<&str>, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder.join(inside))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let name = if inside.is_empty() { name } else { format!("{inside}/{name}") };
        if entry.file_type()?.is_dir() {
            others(folder, &name, known, found)?;
        } else if !known.contains(name.as_str()) {
            found.push(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::{NoBundle, check};
    use crate::bundle::{Bundle, MANIFEST, NotBegun, Origin};

    async fn made(folder: &TempDir) {
        let mut bundle = Bundle::begin(folder.path()).unwrap();
        bundle.text("a.txt", "un").await.unwrap();
        bundle.text("b/c.txt", "deux").await.unwrap();
        let origin = Origin {
            made: "2013-02-14T09:00:00Z".into(),
            program: "0.1.0".into(),
            section: "Section du Faso".into(),
            address: "https://section.example/".into(),
            drafts: false,
        };
        assert_eq!(bundle.finish(origin).unwrap().files.len(), 2);
    }

    #[tokio::test]
    async fn what_was_harmed_is_named() {
        let folder = TempDir::new().unwrap();
        made(&folder).await;
        let path = folder.path();
        assert!(check(path).unwrap().is_whole());
        assert!(check(&path.join(MANIFEST)).unwrap().is_whole());

        fs::write(path.join("a.txt"), "nu").unwrap();
        fs::remove_file(path.join("b/c.txt")).unwrap();
        fs::write(path.join("b/d.txt"), "trois").unwrap();
        let checked = check(path).unwrap();
        assert_eq!(checked.changed, ["a.txt"]);
        assert_eq!(checked.missing, ["b/c.txt"]);
        assert_eq!(checked.extra, ["b/d.txt"]);
        assert!(!checked.is_whole());

        fs::remove_file(path.join("a.txt")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", path.join("a.txt")).unwrap();
        assert_eq!(check(path).unwrap().changed, ["a.txt"]);
    }

    #[tokio::test]
    async fn what_is_no_bundle_is_told_apart() {
        let folder = TempDir::new().unwrap();
        let path = folder.path();
        assert!(matches!(check(&path.join("none")), Err(NoBundle::NotFound)));
        assert!(matches!(check(path), Err(NoBundle::Unfinished)));
        for other in ["", "{}", "[1]", "{\"kind\":\"griot-bundle\",\"version\":1}", "\u{1}"] {
            fs::write(path.join(MANIFEST), other).unwrap();
            assert!(matches!(check(path), Err(NoBundle::NotAManifest)), "{other}");
        }
        fs::write(path.join(MANIFEST), "{\"kind\":\"griot-bundle\",\"version\":2}").unwrap();
        assert!(matches!(check(path), Err(NoBundle::Later)));
        let outside = "{\"kind\":\"griot-bundle\",\"version\":1,\"made\":\"\",\"program\":\"\",\"section\":\"\",\
            \"address\":\"\",\"drafts\":false,\"files\":[{\"name\":\"../x\",\"bytes\":0,\"sha256\":\"\"}]}";
        fs::write(path.join(MANIFEST), outside).unwrap();
        assert!(matches!(check(path), Err(NoBundle::NotAManifest)));
    }

    #[tokio::test]
    async fn a_bundle_begins_in_an_empty_folder_and_stays_in_it() {
        let folder = TempDir::new().unwrap();
        let bundle = Bundle::begin(&folder.path().join("new")).unwrap();
        for name in ["../x", "/x", "a//b", "a/./b", "", MANIFEST] {
            assert!(bundle.create(name).is_err(), "{name}");
        }
        assert!(matches!(Bundle::begin(folder.path()), Err(NotBegun::NotEmpty)));
    }
}
