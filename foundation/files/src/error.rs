//! What may go wrong with a store of files.

use std::error::Error;
use std::io;

use object_store::client::{HttpError, HttpErrorKind};

/// Why a store of files did not do what was asked.
///
/// Each variant is a sentence for the visitor; the cause is for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilesError {
    /// No file has this key.
    #[error("the file is not there")]
    NotFound,
    /// The disk or the bucket takes nothing more.
    #[error("the place where files are kept is full")]
    Full,
    /// The store did not answer; trying again later may help.
    #[error("the place where files are kept does not answer")]
    Unreachable,
    /// The store, or its address, is wrong; the words are for the operator.
    #[error("the place where files are kept refused: {0}")]
    Refused(String),
}

impl FilesError {
    /// The key of the sentence that the visitor reads.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "files-not-found",
            Self::Full => "files-full",
            Self::Unreachable => "files-unreachable",
            Self::Refused(_) => "files-refused",
        }
    }

    pub(crate) fn refused(why: impl std::fmt::Display) -> Self {
        Self::Refused(why.to_string())
    }
}

impl From<object_store::Error> for FilesError {
    fn from(error: object_store::Error) -> Self {
        if matches!(error, object_store::Error::NotFound { .. }) {
            return Self::NotFound;
        }
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        while let Some(current) = cause {
            if let Some(found) = of_cause(current) {
                if found == Self::Unreachable {
                    tracing::warn!(error = %error, "the store of files does not answer");
                }
                return found;
            }
            cause = current.source();
        }
        Self::refused(error)
    }
}

fn of_cause(cause: &(dyn Error + 'static)) -> Option<FilesError> {
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return of_io(error);
    }
    if let Some(error) = cause.downcast_ref::<HttpError>() {
        return match error.kind() {
            HttpErrorKind::Decode => None,
            _ => Some(FilesError::Unreachable),
        };
    }
    of_status(&cause.to_string())
}

pub(crate) fn of_io(error: &io::Error) -> Option<FilesError> {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some(FilesError::Full),
        io::ErrorKind::TimedOut
        | io::ErrorKind::StaleNetworkFileHandle
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable => Some(FilesError::Unreachable),
        _ => None,
    }
}

/// The client keeps the answer's status in a type of its own that cannot be
/// named from here; its sentence is the only way to it.
fn of_status(sentence: &str) -> Option<FilesError> {
    let (_, after) = sentence.split_once("status code: ")?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    let status: u16 = digits.parse().ok()?;
    let quota = after.contains("QuotaExceeded") || after.contains("StorageFull");
    match status {
        507 => Some(FilesError::Full),
        _ if quota => Some(FilesError::Full),
        408 | 429 | 500..=599 => Some(FilesError::Unreachable),
        _ => None,
    }
}
