//! Finding and reading the files of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Folders that hold what was made, not what was written.
const MADE: [&str; 4] = ["target", "node_modules", ".git", "shots"];

/// The folder that holds the workspace.
pub fn root() -> Result<PathBuf> {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(xtask.parent().context("xtask has no folder above it")?.to_path_buf())
}

/// The folder that cargo builds into, where tools are kept too.
pub fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Every file below `folder` with one of these endings, in a steady order.
pub fn below(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        if !next.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                if !MADE.contains(&name.as_str()) {
                    waiting.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The text of a file, or which file could not be read. Test data may be in old
/// character sets; what is looked for here is plain ASCII or our own UTF-8.
pub fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A source file up to its own unit tests, which stand at its end.
pub fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// The path as seen from the workspace, with slashes.
pub fn seen_from(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The folder of every crate of the workspace: `foundation/web`, `griot`, …
pub fn crates(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for shelf in ["foundation", "common", "pillars"] {
        let folder = root.join(shelf);
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            found.push(entry?.path());
        }
    }
    found.extend(["griot", "bench", "xtask"].map(|name| root.join(name)));
    found.retain(|folder| folder.join("Cargo.toml").is_file());
    found.sort();
    Ok(found)
}
