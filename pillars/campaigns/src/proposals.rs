//! Steps that other rooms would like to see on the roadmap: the direction decides.

use async_trait::async_trait;
use griot_contracts::campaigns::{ProposedStep, Roadmap, Strategy};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, Random, Timestamp};

use crate::{
    Campaigns,
    model::{Step, StepState, StepWords},
    store::steps,
};

#[async_trait]
impl Roadmap for Campaigns {
    async fn propose(
        &self,
        tx: &mut Tx,
        step: &ProposedStep,
        (now, random): (Timestamp, &dyn Random),
    ) -> Result<Option<String>, DbError> {
        let Ok(words) = StepWords::typed(&step.title, &step.proof, "") else { return Ok(None) };
        let lines = self.lines(tx).await?;
        let line = step.line.filter(|wanted| lines.iter().any(|line| line.id == *wanted));
        let made = Step {
            id: Id::new(now, random),
            words: StepWords { line, ..words },
            state: StepState::Proposed,
            revision: 1,
            created_at: now,
            adopted: None,
            closed: None,
            evidence: None,
        };
        steps::insert(tx, &made).await?;
        Ok(Some(made.desk()))
    }

    async fn is_open(&self, db: &mut Conn, address: &str) -> Result<bool, DbError> {
        let Some(id) = address.rsplit('/').next().and_then(|id| id.parse().ok()) else { return Ok(false) };
        let step = steps::by_id(db, id).await?;
        Ok(step.is_some_and(|step| step.desk() == address && step.state.is_open()))
    }
}
