#![doc = include_str!("../README.md")]

mod error;
mod hide;
mod key_file;
mod keys;
mod layers;
mod parse;

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use url::Url;

pub use error::{ConfigError, Remedy};
pub use layers::Origin;

use keys::KEYS;
use layers::Layers;

/// What the command line says; it wins over everything else.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub data: Option<PathBuf>,
    pub listen: Option<String>,
}

/// Everything an operator may decide before Griot starts.
#[derive(Clone)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// Where pages are served.
    pub listen: SocketAddr,
    /// Where proxies stand whose word about a visitor's address is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The address that visitors type; it has no path of its own.
    pub base_url: Url,
    /// PostgreSQL, or `None` for SQLite in the data folder.
    pub database_url: Option<String>,
    /// S3 or another folder, or `None` for a folder in the data folder.
    pub files_url: Option<String>,
    /// The mail server, or `None`: mails are then kept in the data folder.
    pub smtp_url: Option<String>,
    /// The sender of mails, if the operator chose one.
    pub mail_from: Option<String>,
    /// Where letters come back to when they do not arrive; to their sender if `None`.
    pub mail_bounce: Option<String>,
    /// The SMS gateway, or `None`: no SMS leaves.
    pub sms_url: Option<String>,
    /// The master key file, never inside the data folder.
    pub key_file: PathBuf,
    /// A private listener for Prometheus, if wanted.
    pub metrics_listen: Option<SocketAddr>,
    /// The log filter.
    pub log: String,
    /// Whether each log line is one JSON object.
    pub log_json: bool,
    /// Whether private addresses may be fetched: for tests only.
    pub allow_private_fetch: bool,
    /// How many jobs run at the same time.
    pub workers: usize,
    settings: Vec<Setting>,
}

/// One line of `griot config check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub key: &'static str,
    /// The value in force, secrets hidden; `None` when nothing is set.
    pub value: Option<String>,
    pub origin: Origin,
}

impl Config {
    /// Reads the file, the environment and the command line.
    ///
    /// Without a file named, `griot.toml` in the current folder is read if it is there.
    pub fn load(file: Option<&Path>, overrides: Overrides) -> Result<Self, ConfigError> {
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        match file {
            Some(path) => Self::read(Some(path), environment, overrides),
            None => {
                let usual = Path::new("griot.toml");
                Self::read(usual.exists().then_some(usual), environment, overrides)
            }
        }
    }

    /// Reads from an environment given as a value, and from no other file than `file`.
    pub fn read(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
        overrides: Overrides,
    ) -> Result<Self, ConfigError> {
        let layers = Layers::gather(file, environment, overrides)?;

        let data = layers.required("data", parse::folder)?;
        let listen = layers.required("listen", parse::address)?;
        let base_url = match layers.optional("base_url", parse::base_url)? {
            Some(url) => url,
            None => layers.derived("base_url", &parse::url_of(listen), parse::base_url)?,
        };
        let key_file = match layers.optional("key_file", parse::folder)? {
            Some(path) => path,
            None => key_file::beside(&data).ok_or_else(|| layers.refuse("data", Remedy::NamedFolder))?,
        };
        if key_file::is_inside(&key_file, &data) {
            let shown = key_file.display().to_string();
            return Err(layers.refuse_value("key_file", &shown, Remedy::KeyOutside));
        }
        let metrics_listen = layers.optional("metrics_listen", parse::address)?;
        if metrics_listen == Some(listen) {
            return Err(layers.refuse("metrics_listen", Remedy::OtherAddress));
        }

        let mut config = Self {
            data,
            listen,
            trusted_proxies: layers.required("trusted_proxies", parse::nets)?,
            base_url,
            database_url: layers.optional("database_url", parse::database)?,
            files_url: layers.optional("files_url", parse::files)?,
            smtp_url: layers.optional("smtp_url", parse::smtp)?,
            mail_from: layers.optional("mail_from", parse::mailbox)?,
            mail_bounce: layers.optional("mail_bounce", parse::return_address)?,
            sms_url: layers.optional("sms_url", parse::gateway)?,
            key_file,
            metrics_listen,
            log: layers.required("log", parse::filter)?,
            log_json: layers.required("log_json", parse::yes_or_no)?,
            allow_private_fetch: layers.required("allow_private_fetch", parse::yes_or_no)?,
            workers: layers.required("workers", parse::workers)?,
            settings: Vec::new(),
        };
        config.settings = KEYS
            .iter()
            .map(|key| Setting {
                key: key.name,
                value: config.shown(key.name),
                origin: layers.origin(key.name),
            })
            .collect();
        Ok(config)
    }

    /// Every key with the value in force, secrets hidden, and where it came from.
    pub fn describe(&self) -> &[Setting] {
        &self.settings
    }

    /// The mistake of a value that was read well, and that whoever uses it does not take.
    pub fn refuse(&self, key: &'static str, remedy: Remedy) -> ConfigError {
        let found = self.settings.iter().find(|setting| setting.key == key);
        ConfigError::BadValue {
            key,
            value: found.and_then(|setting| setting.value.clone()).unwrap_or_default(),
            origin: found.map_or(Origin::Default, |setting| setting.origin.clone()),
            remedy,
        }
    }

    fn shown(&self, key: &str) -> Option<String> {
        let hidden = |value: &Option<String>| value.as_deref().map(|value| hide::hide(key, value));
        match key {
            "data" => Some(self.data.display().to_string()),
            "listen" => Some(self.listen.to_string()),
            "trusted_proxies" => {
                Some(self.trusted_proxies.iter().map(IpNet::to_string).collect::<Vec<_>>().join(" "))
            }
            "base_url" => Some(self.base_url.to_string()),
            "database_url" => hidden(&self.database_url),
            "files_url" => hidden(&self.files_url),
            "smtp_url" => hidden(&self.smtp_url),
            "mail_from" => self.mail_from.clone(),
            "mail_bounce" => self.mail_bounce.clone(),
            "sms_url" => hidden(&self.sms_url),
            "key_file" => Some(self.key_file.display().to_string()),
            "metrics_listen" => self.metrics_listen.map(|address| address.to_string()),
            "log" => Some(self.log.clone()),
            "log_json" => Some(self.log_json.to_string()),
            "allow_private_fetch" => Some(self.allow_private_fetch.to_string()),
            "workers" => Some(self.workers.to_string()),
            _ => None,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.settings.iter().map(|setting| (setting.key, &setting.value));
        f.debug_map().entries(shown).finish()
    }
}
