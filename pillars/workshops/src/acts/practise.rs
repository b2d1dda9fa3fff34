//! What becomes of an exercise that a trainer approves: a draft in the calendar or in the learner's own blog,
//! made once. Nothing goes out by it: a draft goes its own way through those who keep it.

use std::sync::Arc;

use griot_contracts::planning::{DraftKind, Drafts, Proposal};
use griot_db::Tx;
use griot_kernel::{PersonId, Timestamp};
use griot_web::{Section, WebError};

use crate::{
    model::{Exercise, ExerciseKind, ExerciseStage, Judgement, Refusal},
    store::exercises::{self, Whose},
};

/// A draft in a blog.
pub const POST: &str = "voices.post";
/// Drafts in the calendar begin so.
const CALENDAR: &str = "channels.";

/// All rooms that keep drafts, with what they keep.
fn rooms(section: &Section) -> Vec<(Arc<dyn Drafts>, DraftKind)> {
    let kinds = |room: Arc<dyn Drafts>| {
        let kinds = room.kinds();
        kinds.iter().map(move |kind| (Arc::clone(&room), *kind)).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = section.all::<dyn Drafts>().into_iter().flat_map(kinds).collect();
    all.sort_by_key(|(_, kind)| kind.order);
    all
}

/// Where a draft of an exercise can go, what fits best first. Whoever has no account has no blog; what one did
/// oneself becomes no draft.
pub fn ways(section: &Section, exercise: &Exercise, whose: &Whose) -> Vec<DraftKind> {
    if exercise.kind == ExerciseKind::Own {
        return Vec::new();
    }
    let in_blog = exercise.kind == ExerciseKind::Post && whose.person.is_some();
    let fits = |kind: &DraftKind| kind.name.starts_with(CALENDAR) || (in_blog && kind.name == POST);
    let mut all: Vec<DraftKind> = rooms(section).into_iter().map(|(_, kind)| kind).filter(fits).collect();
    // Networks are what exercises are about; a press release is not.
    all.sort_by_key(|kind| match kind.name {
        POST => 0,
        "channels.networks" => 1,
        _ => 2,
    });
    all
}

/// What a trainer decides.
#[derive(Clone, Debug)]
pub struct Approval<'a> {
    /// Who decides.
    pub by: PersonId,
    /// Of when the text is that they read.
    pub read_at: Timestamp,
    /// Where the draft goes, by the name of its kind.
    pub way: &'a str,
    /// A remark for the learner.
    pub remark: String,
    /// When they decide.
    pub now: Timestamp,
}

/// Approves an exercise and keeps its draft: once, whoever approves at the same time. Where the draft is.
pub async fn approve(
    section: &Section,
    tx: &mut Tx,
    exercise: &Exercise,
    whose: &Whose,
    approval: Approval<'_>,
) -> Result<Result<String, Refusal>, WebError> {
    let now = approval.now;
    if exercise.stage != ExerciseStage::Handed || exercise.at != approval.read_at {
        return Ok(Err(Refusal::NotNow));
    }
    let address = if exercise.kind == ExerciseKind::Own {
        String::new()
    } else {
        if !ways(section, exercise, whose).iter().any(|kind| kind.name == approval.way) {
            return Ok(Err(Refusal::BadChoice));
        }
        let room = rooms(section).into_iter().find(|(_, kind)| kind.name == approval.way);
        let Some((room, kind)) = room else { return Ok(Err(Refusal::BadChoice)) };
        let proposal = Proposal {
            by: whose.person.unwrap_or(approval.by),
            title: exercise.words.title.clone(),
            body: exercise.words.body.clone(),
            language: exercise.words.language,
            source: None,
            campaign: None,
            line: None,
        };
        let kept = room.propose(tx, kind.name, &proposal, (now, section.random.as_ref())).await?;
        match kept {
            Some(address) => address,
            None if kind.name == POST => return Ok(Err(Refusal::NoBlog)),
            None => return Ok(Err(Refusal::BadChoice)),
        }
    };
    let said = Judgement {
        stage: ExerciseStage::Approved,
        remark: approval.remark,
        address: address.clone(),
        by: approval.by,
        at: now,
    };
    if exercises::judge(tx, exercise.id, exercise.at, &said).await? {
        Ok(Ok(address))
    } else {
        // The draft goes with the transaction.
        Ok(Err(Refusal::NotNow))
    }
}
