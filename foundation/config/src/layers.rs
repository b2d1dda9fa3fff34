//! Default, file, environment and command line, laid over one another.

use std::path::{Path, PathBuf};

use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};

use crate::Overrides;
use crate::error::{ConfigError, Remedy};
use crate::hide::hide;
use crate::keys::{self, KEYS};

const PREFIX: &str = "GRIOT_";

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File(PathBuf),
    /// The name of the variable.
    Environment(String),
    CommandLine,
}

impl Origin {
    /// A few words for the operator; French when `lang` begins with "fr".
    pub fn label(&self, lang: &str) -> String {
        let french = crate::error::is_french(lang);
        match self {
            Self::Default if french => "valeur par défaut".to_owned(),
            Self::Default => "default".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Environment(name) => name.clone(),
            Self::CommandLine if french => "ligne de commande".to_owned(),
            Self::CommandLine => "command line".to_owned(),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Layers {
    merged: Figment,
    file: PathBuf,
}

struct Layer {
    name: &'static str,
    values: Dict,
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name)
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}

const FILE: &str = "file";
const ENVIRONMENT: &str = "environment";
const COMMAND_LINE: &str = "command line";

impl Layers {
    pub(crate) fn gather(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
        overrides: Overrides,
    ) -> Result<Self, ConfigError> {
        let defaults =
            KEYS.iter().filter_map(|key| Some((key.name.to_owned(), Value::from(key.default?)))).collect();
        let from_file = file.map(read_file).transpose()?.unwrap_or_default();
        let data =
            overrides.data.map(|data| ("data".to_owned(), Value::from(data.to_string_lossy().into_owned())));
        let listen = overrides.listen.map(|listen| ("listen".to_owned(), Value::from(listen)));

        let merged = Figment::new()
            .merge(Layer { name: "default", values: defaults })
            .merge(Layer { name: FILE, values: from_file })
            .merge(Layer { name: ENVIRONMENT, values: read_environment(environment)? })
            .merge(Layer { name: COMMAND_LINE, values: data.into_iter().chain(listen).collect() });
        let file = file.unwrap_or(Path::new("griot.toml")).to_path_buf();
        Ok(Self { merged, file })
    }

    pub(crate) fn origin(&self, key: &str) -> Origin {
        match self.merged.find_metadata(key).map(|metadata| metadata.name.as_ref()) {
            Some(FILE) => Origin::File(self.file.clone()),
            Some(ENVIRONMENT) => Origin::Environment(format!("{PREFIX}{}", key.to_uppercase())),
            Some(COMMAND_LINE) => Origin::CommandLine,
            _ => Origin::Default,
        }
    }

    pub(crate) fn optional<T>(
        &self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Remedy>,
    ) -> Result<Option<T>, ConfigError> {
        match self.text(key)? {
            Some(text) => self.derived(key, &text, parse).map(Some),
            None => Ok(None),
        }
    }

    /// The value of a key that has a default.
    pub(crate) fn required<T>(
        &self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Remedy>,
    ) -> Result<T, ConfigError> {
        let text = self.text(key)?.unwrap_or_default();
        self.derived(key, &text, parse)
    }

    pub(crate) fn derived<T>(
        &self,
        key: &'static str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, Remedy>,
    ) -> Result<T, ConfigError> {
        parse(text).map_err(|remedy| self.refuse_value(key, text, remedy))
    }

    /// Refuses the value that `key` has.
    pub(crate) fn refuse(&self, key: &'static str, remedy: Remedy) -> ConfigError {
        let text = self.text(key).ok().flatten().unwrap_or_default();
        self.refuse_value(key, &text, remedy)
    }

    pub(crate) fn refuse_value(&self, key: &'static str, value: &str, remedy: Remedy) -> ConfigError {
        ConfigError::BadValue { key, value: hide(key, value), origin: self.origin(key), remedy }
    }

    fn text(&self, key: &'static str) -> Result<Option<String>, ConfigError> {
        let Ok(value) = self.merged.find_value(key) else { return Ok(None) };
        let text = match &value {
            Value::String(_, text) => text.trim().to_owned(),
            Value::Bool(_, yes) => yes.to_string(),
            Value::Num(_, number) => match (number.to_i128(), number.to_u128()) {
                (Some(number), _) => number.to_string(),
                (None, Some(number)) => number.to_string(),
                (None, None) => number.to_f64().map(|number| number.to_string()).unwrap_or_default(),
            },
            Value::Char(_, letter) => letter.to_string(),
            _ => return Err(self.refuse_value(key, "…", Remedy::OneValue)),
        };
        Ok(Some(text))
    }
}

fn read_file(path: &Path) -> Result<Dict, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| ConfigError::UnreadableFile { path: path.to_path_buf(), kind: error.kind() })?;
    let table: toml::Table = toml::from_str(&text).map_err(|error: toml::de::Error| {
        // The message of the parser quotes the line, which may hold a password.
        let until = error.span().map_or(0, |span| span.start);
        let line = 1 + text.bytes().take(until).filter(|byte| *byte == b'\n').count();
        ConfigError::NotToml { path: path.to_path_buf(), line }
    })?;
    for name in table.keys() {
        if keys::known(name).is_none() {
            return Err(unknown(name, Origin::File(path.to_path_buf())));
        }
    }
    table
        .into_iter()
        .map(|(name, value)| {
            let value = match value {
                toml::Value::String(text) => Value::from(text),
                toml::Value::Boolean(yes) => Value::from(yes),
                toml::Value::Integer(number) => Value::from(number),
                toml::Value::Float(number) => Value::from(number),
                toml::Value::Datetime(time) => Value::from(time.to_string()),
                toml::Value::Array(_) | toml::Value::Table(_) => Value::from(Vec::<String>::new()),
            };
            Ok((name, value))
        })
        .collect()
}

fn read_environment(environment: impl IntoIterator<Item = (String, String)>) -> Result<Dict, ConfigError> {
    let mut values = Dict::new();
    for (variable, value) in environment {
        let Some(name) = variable.strip_prefix(PREFIX).map(str::to_lowercase) else { continue };
        if value.trim().is_empty() {
            continue;
        }
        if keys::known(&name).is_some() {
            values.insert(name, Value::from(value));
            continue;
        }
        // Other programs may use the prefix; only what is surely a slip is refused.
        let slip = keys::nearest(&name).is_some_and(|(known, distance)| distance <= (known.len() / 4).min(2));
        if slip {
            return Err(unknown(&name, Origin::Environment(variable)));
        }
    }
    Ok(values)
}

fn unknown(name: &str, origin: Origin) -> ConfigError {
    let nearest =
        keys::nearest(name).filter(|(known, distance)| *distance <= known.len() / 2).map(|(known, _)| known);
    ConfigError::UnknownKey { key: name.to_owned(), origin, nearest }
}
