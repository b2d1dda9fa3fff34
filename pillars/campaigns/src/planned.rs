//! What the one calendar shows of this room: tasks and steps by their day, and the days of campaigns.

use async_trait::async_trait;
use griot_contracts::{
    campaigns::Risk,
    planning::{Moved, Scheduled, ScheduledWork},
};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Timestamp, WorkId};
use uuid::Uuid;

use crate::{
    Campaigns,
    jobs::is_open,
    model::{Campaign, Stage},
    store::{campaigns, steps, tasks},
};

fn whole_day(
    id: WorkId,
    kind_key: &'static str,
    title: String,
    address: String,
    at: Timestamp,
) -> ScheduledWork {
    ScheduledWork { id, kind_key, title, address, at, whole_day: true, not_after: None }
}

/// An id with every bit turned: by it programs tell the last day of a campaign from the first.
fn turned(id: Uuid) -> Uuid {
    Uuid::from_u128(!id.as_u128())
}

/// The first and the last day of a campaign that is planned or running.
fn days(campaign: Campaign) -> Vec<ScheduledWork> {
    if !matches!(campaign.stage, Stage::Planned | Stage::Running) {
        return Vec::new();
    }
    let open = campaign.words.risk == Risk::Normal && campaign.stage == Stage::Running;
    let title = || if open { campaign.words.title.clone() } else { String::new() };
    let id = campaign.id.as_uuid();
    let first = campaign
        .words
        .starts
        .map(|at| whole_day(id.into(), "planned-campaign-begins", title(), campaign.desk(), at));
    let last = campaign
        .words
        .ends
        .map(|at| whole_day(turned(id).into(), "planned-campaign-ends", title(), campaign.desk(), at));
    first.into_iter().chain(last).collect()
}

#[async_trait]
impl Scheduled for Campaigns {
    async fn list(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<ScheduledWork>, DbError> {
        // Clocks of the section may show another day than UTC.
        let millis = |at: Timestamp, days: i64| {
            Timestamp::from_millisecond(at.as_millisecond().saturating_add(days * 86_400_000))
        };
        let (from, until) = (millis(from, -1), millis(until, 1));
        let mut all = Vec::new();
        for task in tasks::due(db, from, until).await? {
            let Some(at) = task.due else { continue };
            let title = if is_open(db, &task).await? { task.title.clone() } else { String::new() };
            all.push(whole_day(task.id.cast(), "planned-task", title, task.desk(), at));
        }
        for step in steps::due(db, from, until).await? {
            let Some(at) = step.words.due else { continue };
            all.push(whole_day(step.id.cast(), "planned-step", String::new(), step.desk(), at));
        }
        let running = campaigns::list(db).await?.into_iter().flat_map(days);
        all.extend(running.filter(|work| (from..until).contains(&work.at)));
        all.sort_by_key(|work| work.at);
        Ok(all)
    }

    /// Days are changed by whoever may, in the room, on the roadmap and on the page of the campaign.
    async fn move_to(&self, tx: &mut Tx, id: WorkId, _: Timestamp) -> Result<Moved, DbError> {
        let known = tasks::by_id(tx, id.cast()).await?.is_some()
            || steps::by_id(tx, id.cast()).await?.is_some()
            || campaigns::by_id(tx, id.cast()).await?.is_some()
            || campaigns::by_id(tx, turned(id.as_uuid()).into()).await?.is_some();
        Ok(if known { Moved::NotWaiting } else { Moved::Unknown })
    }
}
