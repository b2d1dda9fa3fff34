//! What other rooms may ask of this one: what proves a step, and what a week brought.

use async_trait::async_trait;
use griot_contracts::campaigns::{Evidence, Evidences, WeekPart, WeekThing, Weekly};
use griot_db::{Conn, DbError};
use griot_kernel::Timestamp;

use crate::{
    Workshops,
    store::{follow_ups, reports, workshops},
};

const HELD: &str = "workshops.workshop:";
/// Workshops are looked for among so many.
const LOOKED_AT: i64 = 500;

fn held((id, title, at): (crate::model::WorkshopId, String, Timestamp)) -> Evidence {
    Evidence {
        mark: format!("{HELD}{id}"),
        key: "workshops-evidence-held",
        title,
        address: format!("/desk/workshops/{id}"),
        at,
    }
}

#[async_trait]
impl Evidences for Workshops {
    async fn lately(&self, db: &mut Conn, since: Timestamp, limit: i64) -> Result<Vec<Evidence>, DbError> {
        let all = reports::held_since(db, since, limit.min(LOOKED_AT)).await?;
        Ok(all.into_iter().map(held).collect())
    }

    async fn find(&self, db: &mut Conn, mark: &str) -> Result<Option<Evidence>, DbError> {
        let Some(id) = mark.strip_prefix(HELD).and_then(|id| id.parse().ok()) else { return Ok(None) };
        let Some(workshop) = workshops::by_id(db, id).await? else { return Ok(None) };
        let open = workshop.stage == crate::model::Stage::Open;
        let named = reports::title(db, id).await?.filter(|(_, may_be_named)| *may_be_named && open);
        let Some((title, _)) = named else { return Ok(None) };
        let was_held = reports::count_present(db, id).await? > 0;
        Ok(was_held.then(|| held((id, title, workshop.ends_at))))
    }
}

#[async_trait]
impl Weekly for Workshops {
    async fn week(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<WeekPart>, DbError> {
        let (mut of_week, mut answered) = (Vec::new(), Vec::new());
        let (mut workshops_count, mut answers) = (0, 0);
        for one in workshops::between(db, from, until).await? {
            if one.stage != crate::model::Stage::Open {
                continue;
            }
            workshops_count += 1;
            let came = reports::count_present(db, one.id).await?;
            let (note_key, count) = if came > 0 || one.was_held(now) {
                ("workshops-week-came", came)
            } else {
                ("workshops-week-places", one.words.capacity)
            };
            // All staff read the sheet; a workshop is for those who train, and a sensitive one has no name here.
            if let Some((title, true)) = reports::title(db, one.id).await? {
                let at = Some(one.starts_at);
                of_week.push(WeekThing { title, address: String::new(), at, note_key, count });
            }
        }
        for (workshop, count) in follow_ups::answered_between(db, from, until).await? {
            answers += count;
            if let Some((title, true)) = reports::title(db, workshop).await? {
                let note_key = "workshops-week-answered";
                answered.push(WeekThing { title, address: String::new(), at: None, note_key, count });
            }
        }
        Ok(vec![
            WeekPart {
                title_key: "workshops-week-held",
                none_key: "workshops-week-held-none",
                order: 16,
                count: workshops_count,
                things: of_week,
            },
            WeekPart {
                title_key: "workshops-week-followed",
                none_key: "workshops-week-followed-none",
                order: 17,
                count: answers,
                things: answered,
            },
        ])
    }
}
