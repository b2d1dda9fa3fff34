//! Closing a step on its evidence.

use griot_contracts::campaigns::{Evidence, Evidences};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::PersonId;
use griot_web::Section;

use crate::{
    model::{Proof, Refusal, Step, StepMove, StepState},
    store::steps,
};

/// What this mark names now, in whichever room.
pub async fn find(section: &Section, db: &mut Conn, mark: &str) -> Result<Option<Evidence>, DbError> {
    for who in section.all::<dyn Evidences>() {
        if let Some(found) = who.find(db, mark).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Closes a step on what this mark names, if it names something still, and proposes the steps that
/// were prepared to follow it. Returns how many there were.
pub async fn close(
    section: &Section,
    tx: &mut Tx,
    step: &Step,
    mark: &str,
    by: Option<PersonId>,
) -> Result<Result<u64, Refusal>, DbError> {
    if step.state.after(StepMove::Close).is_err() {
        return Ok(Err(Refusal::NotNow));
    }
    let Some(found) = find(section, tx, mark).await? else { return Ok(Err(Refusal::NoEvidence)) };
    let proof = Proof {
        mark: found.mark,
        key: found.key.to_owned(),
        title: found.title,
        address: found.address,
        at: found.at,
    };
    if !steps::close(tx, step.id, &proof, by, section.clock.now()).await? {
        return Ok(Err(Refusal::NotNow));
    }
    Ok(Ok(steps::propose_next(tx, step.id).await?))
}

/// How a step stands that is new or whose predecessor changed: it waits while the one before it is open.
pub async fn first_state(
    db: &mut Conn,
    follows: Option<griot_kernel::Id<Step>>,
) -> Result<StepState, DbError> {
    let Some(before) = follows else { return Ok(StepState::Proposed) };
    let before = steps::by_id(db, before).await?;
    let waits = before.is_some_and(|step| step.state.is_open());
    Ok(if waits { StepState::Prepared } else { StepState::Proposed })
}
