use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Why the master keys cannot be used. [`KeyError::sentence`] is what the operator reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// The file is missing or may not be read.
    Unreadable { path: PathBuf, kind: ErrorKind },
    /// Others on this machine may read or write the file.
    TooOpen { path: PathBuf, mode: u32 },
    /// This line is not what a key file holds.
    Damaged { path: PathBuf, line: usize },
    /// The file could not be written.
    Unwritable { path: PathBuf, kind: ErrorKind },
}

impl KeyError {
    /// One sentence with its remedy; French when `lang` begins with "fr", else English.
    pub fn sentence(&self, lang: &str) -> String {
        if lang.to_lowercase().starts_with("fr") { self.french() } else { self.english() }
    }

    fn french(&self) -> String {
        match self {
            Self::Unreadable { path, kind } => format!(
                "Le fichier de clés {} ne peut pas être lu ({kind})\u{202f}: corrigez key_file ou les droits du fichier, ou remettez la copie que vous gardez.",
                path.display()
            ),
            Self::TooOpen { path, mode } => format!(
                "Le fichier de clés {} est ouvert à d’autres comptes (droits {mode:03o})\u{202f}: lancez chmod 600 sur ce fichier.",
                path.display()
            ),
            Self::Damaged { path, line } => format!(
                "Le fichier de clés {} est abîmé à la ligne {line}\u{202f}: remettez la copie que vous gardez.",
                path.display()
            ),
            Self::Unwritable { path, kind } => format!(
                "Le fichier de clés {} ne peut pas être écrit ({kind})\u{202f}: corrigez key_file ou les droits de son dossier.",
                path.display()
            ),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Unreadable { path, kind } => format!(
                "The key file {} cannot be read ({kind}): correct key_file or the file’s permissions, or put back the copy you keep.",
                path.display()
            ),
            Self::TooOpen { path, mode } => format!(
                "The key file {} is open to other accounts (permissions {mode:03o}): run chmod 600 on it.",
                path.display()
            ),
            Self::Damaged { path, line } => format!(
                "The key file {} is damaged at line {line}: put back the copy you keep.",
                path.display()
            ),
            Self::Unwritable { path, kind } => format!(
                "The key file {} cannot be written ({kind}): correct key_file or the permissions of its folder.",
                path.display()
            ),
        }
    }
}

/// French first; [`KeyError::sentence`] chooses.
impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence("fr"))
    }
}

impl std::error::Error for KeyError {}
