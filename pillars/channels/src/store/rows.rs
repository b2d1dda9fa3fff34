//! The way from a row to the model, which may fail.

use griot_db::DbError;
use griot_kernel::Timestamp;

pub fn moment(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis)
}

pub fn read<T>(table: &'static str, text: &str) -> Result<T, DbError>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().map_err(DbError::unreadable(table))
}

pub fn json<T: serde::de::DeserializeOwned>(table: &'static str, text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(DbError::unreadable(table))
}

pub fn json_text<T: serde::Serialize>(table: &'static str, value: &T) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(DbError::unreadable(table))
}

pub fn all<R, T: TryFrom<R, Error = DbError>>(rows: Vec<R>) -> Result<Vec<T>, DbError> {
    rows.into_iter().map(T::try_from).collect()
}
