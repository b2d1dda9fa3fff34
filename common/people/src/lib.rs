//! People.

pub mod model;
pub mod store;

use griot_db::Schema;

/// The tables of people.
pub const SCHEMA: Schema = griot_db::schema!("people", "0001_people");
