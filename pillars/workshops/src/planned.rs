//! What the one calendar shows of this room: the workshops, at the hour at which they begin.

use async_trait::async_trait;
use griot_contracts::planning::{Moved, Scheduled, ScheduledWork};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Timestamp, WorkId};

use crate::{
    Workshops,
    store::{programmes, workshops},
    web,
};

#[async_trait]
impl Scheduled for Workshops {
    async fn list(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<ScheduledWork>, DbError> {
        let mut all = Vec::new();
        for workshop in workshops::between(db, from, until).await? {
            let Some(programme) = programmes::by_id(db, workshop.programme).await? else { continue };
            // Not everybody who sees the calendar may know of a training that is discreet.
            let title = if programme.words.is_sensitive {
                String::new()
            } else {
                web::title(&workshop, &programme).to_owned()
            };
            all.push(ScheduledWork {
                id: workshop.id.cast(),
                kind_key: "planned-workshop",
                title,
                address: workshop.desk(),
                at: workshop.starts_at,
                whole_day: false,
                not_after: None,
            });
        }
        Ok(all)
    }

    /// Whoever moves a workshop moves its meetings, on its own page.
    async fn move_to(&self, tx: &mut Tx, id: WorkId, _: Timestamp) -> Result<Moved, DbError> {
        let known = workshops::by_id(tx, id.cast()).await?.is_some();
        Ok(if known { Moved::NotWaiting } else { Moved::Unknown })
    }
}
