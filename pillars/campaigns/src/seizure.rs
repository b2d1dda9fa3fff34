//! What someone who takes the server learns from these tables.

use griot_pillar::{Field, Silent};

/// The columns that tell something of people.
pub const FIELDS: &[Field] = &[];

/// The columns that tell nothing of people.
pub const SILENT: &[Silent] = &[];
