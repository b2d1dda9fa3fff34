//! Everything that is held here about someone, for themselves.

use griot_db::{Conn, DbError};
use griot_kernel::PersonId;
use griot_pillar::Export;
use serde_json::json;

use crate::store::people;

/// What someone took part in, learnt and was given, and what bears their mark.
pub async fn person(db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
    let own = people::own(db, person).await?;
    let marks = people::marks(db, person).await?;
    let data = json!({
        "trainings": own.iter().map(|(what, title, stands, at)| json!({
            "what": what, "title": title, "stands": stands, "at": at.rfc3339(),
        })).collect::<Vec<_>>(),
        "marks": marks.iter().map(|(what, title, at)| json!({
            "what": what, "title": title, "at": at.map(|at| at.rfc3339()),
        })).collect::<Vec<_>>(),
    });
    Ok(Export { data, files: Vec::new() })
}
