//! Where the master key may lie: beside the data folder, never inside it, so
//! that a copy of the folder is not a copy of the key.

use std::path::{Component, Path, PathBuf};

/// `griot-data.key` for `griot-data`; `None` for a folder without a name, as `/`.
pub(crate) fn beside(data: &Path) -> Option<PathBuf> {
    let place = match data.file_name() {
        Some(_) => data.to_path_buf(),
        None => resolved(data),
    };
    let mut name = place.file_name()?.to_os_string();
    name.push(".key");
    Some(place.with_file_name(name))
}

pub(crate) fn is_inside(key_file: &Path, data: &Path) -> bool {
    // The file may itself be a link, so both its place and its target count.
    let data = resolved(data);
    let place = match (key_file.parent(), key_file.file_name()) {
        (Some(folder), Some(name)) => resolved(folder).join(name),
        _ => resolved(key_file),
    };
    place.starts_with(&data) || resolved(key_file).starts_with(&data)
}

/// The path from the root, through the links that exist.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut place = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            Component::CurDir => {}
            _ => place.push(part),
        }
        if let Ok(real) = place.canonicalize() {
            place = real;
        }
    }
    place
}
