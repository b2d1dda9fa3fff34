//! The part of the invented section's story that is told of its strategy and campaigns. Nobody and
//! nothing in it is real.

use griot_db::{DbError, Tx};
use griot_pillar::Story;
use griot_web::Section;

/// Tells it.
pub async fn tell(_section: &Section, _tx: &mut Tx, _story: &mut Story) -> Result<(), DbError> {
    Ok(())
}
