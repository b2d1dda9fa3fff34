//! The way from a row to the model, which may fail.

use griot_db::DbError;
use griot_kernel::Timestamp;

pub fn moment(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis)
}

pub fn millis(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::as_millisecond)
}

pub fn read<T>(table: &'static str, text: &str) -> Result<T, DbError>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().map_err(DbError::unreadable(table))
}

pub fn all<R, T>(rows: Vec<R>) -> Result<Vec<T>, DbError>
where
    T: TryFrom<R, Error = DbError>,
{
    rows.into_iter().map(T::try_from).collect()
}
