//! What became of letters, in numbers by day: no address, no letter, no hour.

use std::{fmt, str::FromStr};

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;

/// What became of a letter, or of a mail that came to the return address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// A mail server took the letter.
    Sent,
    /// Nothing was sent, since the address is stopped.
    Held,
    /// The mail server refused the address at once.
    Refused,
    /// It came back: the address takes no letters.
    Dead,
    /// It came back for a passing reason.
    Passing,
    /// It came back because we were not welcome: the address is well.
    Unwelcome,
    /// Its reader called it spam.
    Complaint,
    /// It may still arrive.
    Late,
    /// A mail came that is none of these, and was let go.
    Other,
    /// A letter that tried the way back has come round.
    Probe,
}

impl What {
    /// All of them, as a page lists them.
    pub const ALL: [Self; 10] = [
        Self::Sent,
        Self::Refused,
        Self::Dead,
        Self::Passing,
        Self::Unwelcome,
        Self::Complaint,
        Self::Held,
        Self::Late,
        Self::Other,
        Self::Probe,
    ];

    /// As the databases keep it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Held => "held",
            Self::Refused => "refused",
            Self::Dead => "dead",
            Self::Passing => "passing",
            Self::Unwelcome => "unwelcome",
            Self::Complaint => "complaint",
            Self::Late => "late",
            Self::Other => "other",
            Self::Probe => "probe",
        }
    }

    /// Whether it shows that mail finds its way back to us.
    fn came_back(self) -> bool {
        !matches!(self, Self::Sent | Self::Held | Self::Refused)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for What {
    type Err = UnknownWhat;

    fn from_str(text: &str) -> Result<Self, UnknownWhat> {
        Self::ALL.into_iter().find(|what| what.as_str() == text).ok_or(UnknownWhat)
    }
}

/// The text names nothing that becomes of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing that becomes of letters")]
pub struct UnknownWhat;

fn day_of(now: Timestamp) -> i64 {
    Timestamp::start_of(now.day()).as_millisecond()
}

/// Counts one more on this day.
pub async fn add(tx: &mut Tx, what: What, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into mail_tally (day, what, count) values ($1, $2, 1)
        on conflict (day, what) do update set count = mail_tally.count + 1";

    change!(tx, conn => query(SQL).bind(day_of(now)).bind(what.as_str()).execute(conn))?;
    Ok(())
}

/// How much there was since the day of `since`, in the order of [`What::ALL`].
pub async fn since(db: &mut Conn, since: Timestamp) -> Result<Vec<(What, i64)>, DbError> {
    const SQL: &str = "select what, cast(sum(count) as bigint) from mail_tally where day >= $1 group by what";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).bind(day_of(since)).fetch_all(conn))?;
    let read = |text: String| text.parse::<What>().map_err(DbError::unreadable("mail_tally"));
    let mut found =
        rows.into_iter().map(|(what, n)| Ok((read(what)?, n))).collect::<Result<Vec<_>, DbError>>()?;
    found.sort_by_key(|(what, _)| What::ALL.iter().position(|one| one == what));
    Ok(found)
}

/// The last day on which something came back to us, and that shows that it can.
pub async fn last_return(db: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    const SQL: &str = "select what, max(day) from mail_tally group by what";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    let came_back = |text: &str| text.parse::<What>().is_ok_and(What::came_back);
    let days = rows.into_iter().filter(|(what, _)| came_back(what)).map(|(_, day)| day);
    Ok(days.max().map(Timestamp::from_millisecond))
}

/// Forgets the days before `before`.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from mail_tally where day < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}
