//! Everything that is held here about someone, for themselves.

use griot_db::{Conn, DbError};
use griot_kernel::PersonId;
use griot_pillar::Export;
use serde_json::json;

use crate::store::people;

/// What someone wrote in the internal room, and what bears their mark.
pub async fn person(db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
    let entries = people::entries(db, person).await?;
    let replies = people::replies(db, person).await?;
    let read = people::read(db, person).await?;
    let marks = people::marks(db, person).await?;
    let data = json!({
        "room": entries.iter().map(|(title, text, at)| json!({
            "title": title, "text": text, "at": at.rfc3339(),
        })).collect::<Vec<_>>(),
        "replies": replies.iter().map(|(text, at)| json!({
            "text": text, "at": at.rfc3339(),
        })).collect::<Vec<_>>(),
        "read": read.iter().map(|(title, at)| json!({
            "title": title, "at": at.rfc3339(),
        })).collect::<Vec<_>>(),
        "marks": marks.iter().map(|(what, title, at)| json!({
            "what": what, "title": title, "at": at.map(|at| at.rfc3339()),
        })).collect::<Vec<_>>(),
    });
    Ok(Export { data, files: Vec::new() })
}
