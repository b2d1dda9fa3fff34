use std::error::Error;

/// Why the database did not answer. Read by the operator, never by a visitor.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Another act changed the same rows first: the whole act may be tried again.
    #[error("another act came first")]
    Conflict(#[source] sqlx::Error),
    /// A unique rule of the schema was broken.
    #[error("the value is taken")]
    Taken(#[source] sqlx::Error),
    /// The database is busy or gone for now: trying again later may help.
    #[error("the database does not answer")]
    Unavailable(#[source] sqlx::Error),
    /// No room is left on the disk.
    #[error("the disk is full")]
    Full(#[source] sqlx::Error),
    /// A row of `table` holds what this program cannot read.
    #[error("a row of {table} cannot be read")]
    Unreadable {
        /// Where the row lies.
        table: &'static str,
        /// What was wrong with it.
        #[source]
        cause: Box<dyn Error + Send + Sync>,
    },
    /// A statement failed.
    #[error("the database failed")]
    Failed(#[source] sqlx::Error),
}

impl DbError {
    /// Makes the error for a row of `table` that cannot be read, for use in `map_err`.
    pub fn unreadable<E>(table: &'static str) -> impl FnOnce(E) -> Self
    where
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        move |cause| Self::Unreadable { table, cause: cause.into() }
    }

    /// The same where a value was free when the act looked: if it is taken, another act came first.
    pub fn overtaken(self) -> Self {
        if let Self::Taken(cause) = self { Self::Conflict(cause) } else { self }
    }

    /// Whether doing the same again later could succeed.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Conflict(_) | Self::Unavailable(_) | Self::Full(_))
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::Database(cause) if cause.is_unique_violation() => return Self::Taken(error),
            sqlx::Error::Database(cause) => cause.code().unwrap_or_default().into_owned(),
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => {
                return Self::Unavailable(error);
            }
            _ => String::new(),
        };
        match code.as_str() {
            // PostgreSQL: serialization failure, deadlock. SQLite: busy snapshot.
            "40001" | "40P01" | "517" => Self::Conflict(error),
            // SQLite: busy and locked, with their extended codes. PostgreSQL: shutting down.
            "5" | "6" | "261" | "262" | "57P01" | "57P03" => Self::Unavailable(error),
            // SQLite: full, and no room to write or for its shared memory. PostgreSQL: disk full.
            "13" | "778" | "4874" | "53100" => Self::Full(error),
            _ => Self::Failed(error),
        }
    }
}
