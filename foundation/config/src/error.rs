//! Mistakes of configuration, each one sentence.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::keys;
use crate::layers::Origin;

/// Why Griot cannot start. [`ConfigError::sentence`] is what the operator reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The file is missing or may not be read.
    UnreadableFile { path: PathBuf, kind: ErrorKind },
    /// The file is not TOML at this line.
    NotToml { path: PathBuf, line: usize },
    /// A key that means nothing, perhaps misspelt.
    UnknownKey { key: String, origin: Origin, nearest: Option<&'static str> },
    /// A value that its key does not accept; `value` is already without secrets.
    BadValue { key: &'static str, value: String, origin: Origin, remedy: Remedy },
}

/// What to do about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    Address,
    BaseUrl,
    Filter,
    Gateway,
    GatewayOpen,
    KeyOutside,
    Mailbox,
    NamedFolder,
    Nets,
    OneValue,
    OtherAddress,
    Path,
    Postgres,
    ReturnAddress,
    S3,
    S3Access,
    Smtp,
    SmtpOpen,
    SmtpTls,
    WritableFolder,
    Workers,
    YesOrNo,
}

pub(crate) fn is_french(lang: &str) -> bool {
    lang.to_lowercase().starts_with("fr")
}

impl ConfigError {
    /// One sentence that names key, value and remedy; French when `lang` begins
    /// with "fr", else English. It never holds a secret.
    pub fn sentence(&self, lang: &str) -> String {
        if is_french(lang) { self.french() } else { self.english() }
    }

    fn french(&self) -> String {
        match self {
            Self::UnreadableFile { path, kind } => {
                let why = match kind {
                    ErrorKind::NotFound => "n’existe pas",
                    ErrorKind::PermissionDenied => "ne peut pas être lu, faute de droits",
                    _ => "ne peut pas être lu",
                };
                let path = path.display();
                format!(
                    "Le fichier de configuration {path} {why}\u{202f}: corrigez son chemin ou ses droits."
                )
            }
            Self::NotToml { path, line } => format!(
                "{}, ligne {line}\u{202f}: ce n’est pas du TOML\u{202f}; écrivez chaque réglage sous la forme clé = \"valeur\".",
                path.display()
            ),
            Self::UnknownKey { key, origin, nearest } => {
                let remedy = match nearest {
                    Some(known) => format!("vouliez-vous écrire {known}\u{202f}?"),
                    None => format!("retirez-la\u{202f}; les clés sont {}.", keys::names()),
                };
                format!("La clé {key} ({}) n’existe pas\u{202f}: {remedy}", origin.label("fr"))
            }
            Self::BadValue { key, value, origin, remedy } => format!(
                "{key} ne peut pas valoir «\u{202f}{value}\u{202f}» ({})\u{202f}: {}.",
                origin.label("fr"),
                remedy.french()
            ),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::UnreadableFile { path, kind } => {
                let why = match kind {
                    ErrorKind::NotFound => "does not exist",
                    ErrorKind::PermissionDenied => "may not be read by this user",
                    _ => "cannot be read",
                };
                format!(
                    "The configuration file {} {why}: correct its path or its permissions.",
                    path.display()
                )
            }
            Self::NotToml { path, line } => format!(
                "{}, line {line}: this is not TOML; write each setting as key = \"value\".",
                path.display()
            ),
            Self::UnknownKey { key, origin, nearest } => {
                let remedy = match nearest {
                    Some(known) => format!("did you mean {known}?"),
                    None => format!("remove it; the keys are {}.", keys::names()),
                };
                format!("The key {key} ({}) does not exist: {remedy}", origin.label("en"))
            }
            Self::BadValue { key, value, origin, remedy } => {
                format!("{key} cannot be “{value}” ({}): {}.", origin.label("en"), remedy.english())
            }
        }
    }
}

impl Remedy {
    fn french(self) -> &'static str {
        match self {
            Self::Address => "écrivez une adresse IP et un port, par exemple 127.0.0.1:8080",
            Self::BaseUrl => {
                "écrivez l’adresse publique, en http ou https, sans mot de passe ni chemin, par exemple https://exemple.org"
            }
            Self::Filter => {
                "écrivez off, error, warn, info, debug ou trace, ou des règles comme info,griot=debug"
            }
            Self::Gateway => "écrivez l’adresse de la passerelle SMS en http:// ou https://",
            Self::GatewayOpen => {
                "un mot de passe ne part pas sans chiffrement\u{202f}; écrivez https://, ou prenez une passerelle sur cette machine"
            }
            Self::KeyOutside => {
                "placez la clé hors du dossier de données, sinon qui copie le dossier copie aussi la clé"
            }
            Self::Mailbox => "écrivez une adresse, par exemple Section <contact@exemple.org>",
            Self::NamedFolder => "choisissez un dossier qui porte un nom, par exemple ./griot-data",
            Self::Nets => {
                "écrivez les adresses ou réseaux de vos serveurs mandataires, par exemple 127.0.0.1 172.16.0.0/12, jamais 0.0.0.0/0"
            }
            Self::OneValue => "écrivez une seule valeur, sans liste ni tableau",
            Self::OtherAddress => {
                "choisissez une autre adresse que listen, ces mesures ne sont pas publiques"
            }
            Self::Path => "écrivez un chemin",
            Self::Postgres => {
                "écrivez postgres://utilisateur:secret@serveur/base, ou retirez la clé pour garder SQLite dans le dossier de données"
            }
            Self::ReturnAddress => {
                "écrivez une adresse sans «\u{202f}+\u{202f}», de 15 signes au plus avant le @, par exemple retours@exemple.org"
            }
            Self::S3 => {
                "écrivez s3://seau/dossier ou file:///chemin, ou retirez la clé pour garder les fichiers dans le dossier de données"
            }
            Self::Smtp => {
                "écrivez smtp://, smtps:// ou smtp+starttls:// suivi du serveur, ou retirez la clé pour garder les messages sur place"
            }
            Self::S3Access => {
                "donnez AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY, et n’écrivez après le «\u{202f}?\u{202f}» que endpoint, region, key et secret"
            }
            Self::SmtpOpen => {
                "un mot de passe ne part pas sans chiffrement\u{202f}; écrivez smtps://, ou retirez tls=none"
            }
            Self::SmtpTls => "écrivez tls=required ou tls=none, ou retirez-le",
            Self::WritableFolder => "choisissez un dossier où ce compte peut écrire",
            Self::Workers => "écrivez un nombre de 1 à 64",
            Self::YesOrNo => "écrivez true ou false",
        }
    }

    fn english(self) -> &'static str {
        match self {
            Self::Address => "write an IP address and a port, for example 127.0.0.1:8080",
            Self::BaseUrl => {
                "write the public address, in http or https, without password or path, for example https://example.org"
            }
            Self::Filter => "write off, error, warn, info, debug or trace, or rules such as info,griot=debug",
            Self::Gateway => "write the address of the SMS gateway, beginning with http:// or https://",
            Self::GatewayOpen => {
                "a password does not leave unencrypted; write https://, or take a gateway on this machine"
            }
            Self::KeyOutside => {
                "place the key outside the data folder, or whoever copies the folder also copies the key"
            }
            Self::Mailbox => "write an address, for example Section <contact@example.org>",
            Self::NamedFolder => "choose a folder that has a name, for example ./griot-data",
            Self::Nets => {
                "write the addresses or nets of your proxies, for example 127.0.0.1 172.16.0.0/12, never 0.0.0.0/0"
            }
            Self::OneValue => "write one value, neither a list nor a table",
            Self::OtherAddress => "choose another address than listen, these measures are not public",
            Self::Path => "write a path",
            Self::Postgres => {
                "write postgres://user:secret@server/database, or remove the key to keep SQLite in the data folder"
            }
            Self::ReturnAddress => {
                "write an address without “+”, with at most 15 signs before the @, for example returns@example.org"
            }
            Self::S3 => {
                "write s3://bucket/folder or file:///path, or remove the key to keep files in the data folder"
            }
            Self::Smtp => {
                "write smtp://, smtps:// or smtp+starttls:// and the server, or remove the key to keep mails here"
            }
            Self::S3Access => {
                "give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and write nothing after the “?” but endpoint, region, key and secret"
            }
            Self::SmtpOpen => "a password does not leave unencrypted; write smtps://, or leave tls=none out",
            Self::SmtpTls => "write tls=required or tls=none, or leave it out",
            Self::WritableFolder => "choose a folder in which this account may write",
            Self::Workers => "write a number from 1 to 64",
            Self::YesOrNo => "write true or false",
        }
    }
}

/// French first; [`ConfigError::sentence`] chooses.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence("fr"))
    }
}

impl std::error::Error for ConfigError {}
