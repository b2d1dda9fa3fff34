//! What an operator reads when the configuration is right, and when it is not.
#![cfg(test)]

mod mistakes;
mod sources;

use std::path::PathBuf;

use griot_config::{Config, ConfigError, Overrides};
use tempfile::TempDir;

pub fn environment(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub fn from_environment(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::read(None, environment(pairs), Overrides::default())
}

/// A folder with a `griot.toml` in it; the folder lives as long as the first value.
pub fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("griot.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

pub fn from_file(text: &str) -> Result<Config, ConfigError> {
    let (_folder, path) = file(text);
    Config::read(Some(&path), [], Overrides::default())
}
