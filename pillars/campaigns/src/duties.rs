//! What someone answers for here: tasks, steps of the roadmap, campaigns of whose team they are.

use async_trait::async_trait;
use griot_contracts::duties::{Charge, Duties, Duty};
use griot_db::{Conn, DbError};
use griot_kernel::{PersonId, Timestamp};

use crate::{
    Campaigns,
    model::{Stage, Step, Task},
    store::{campaigns, steps, tasks, teams},
};

fn task(task: Task) -> Duty {
    Duty { address: task.desk(), label: task.title, day: task.due, state_key: None }
}

fn step(step: Step) -> Duty {
    Duty {
        address: step.desk(),
        label: step.words.title,
        day: step.words.due,
        state_key: Some(step.state.key()),
    }
}

/// The campaigns of whose team someone is, until what came of them is said.
async fn team(db: &mut Conn, person: PersonId) -> Result<Vec<Duty>, DbError> {
    let mut all = Vec::new();
    for id in teams::of_person(db, person).await? {
        let Some(one) = campaigns::by_id(db, id).await? else { continue };
        if one.stage != Stage::Evaluated {
            all.push(Duty {
                address: one.desk(),
                label: one.words.title,
                day: one.words.ends,
                state_key: Some(one.stage.key()),
            });
        }
    }
    all.sort_by(|one, two| one.label.cmp(&two.label));
    Ok(all)
}

#[async_trait]
impl Duties for Campaigns {
    async fn of(&self, db: &mut Conn, person: PersonId, _: Timestamp) -> Result<Vec<Charge>, DbError> {
        let open = tasks::of_person(db, person).await?.into_iter().filter(|task| task.done_at.is_none());
        let tasks = open.map(self::task).collect();
        let steps = steps::open_of(db, person).await?.into_iter().map(self::step).collect();
        let all = [
            ("handover-tasks", 30, tasks),
            ("handover-steps", 40, steps),
            ("handover-campaigns", 50, team(db, person).await?),
        ];
        let charge = |(title_key, order, duties)| Charge { title_key, order, duties };
        Ok(all.into_iter().map(charge).filter(|one| !one.duties.is_empty()).collect())
    }
}
