//! What moderators do, and what readers tell them.

use griot_crypto::{Keys, Purpose};
use griot_db::{DbError, Tx};
use griot_kernel::{PersonId, Random, Timestamp};

use crate::{
    acts::comment::{tell, tell_withdrawn},
    model::{Comment, CommentMove, CommentState, Post, Suspicion},
    store::{comments, moderation, notices},
};

const STOP: Purpose = Purpose("voices.moderation-stop");

/// Reports after which a comment waits for a moderator's judgement out of sight.
const MANY_REPORTS: i64 = 3;

/// What a moderator decides. Returns where the comment stands then, or `None` if
/// it may not go there from where it stands.
pub async fn decide(
    tx: &mut Tx,
    comment: &Comment,
    post: &Post,
    wanted: CommentMove,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<Option<CommentState>, DbError> {
    let Some(next) = comment.state.after(wanted, comment.reinstated) else { return Ok(None) };
    let for_good = comment.reinstated || matches!(wanted, CommentMove::Reinstate);
    let kept_reason = if next == CommentState::Hidden { reason } else { None };
    if !comments::set_state(tx, comment.id, comment.state, next, kept_reason, for_good).await? {
        return Ok(None);
    }
    moderation::settle(tx, comment.id).await?;
    notices::settle(tx, comment.id).await?;
    if next == CommentState::Shown {
        tell(tx, comment, post, now).await?;
    } else {
        tell_withdrawn(tx, comment).await?;
    }
    tx.public_changed().await?;
    Ok(Some(next))
}

/// A moderator finds that nothing is wrong with a reported comment: it stays, for good.
pub async fn keep(tx: &mut Tx, comment: &Comment) -> Result<bool, DbError> {
    if comment.state != CommentState::Shown {
        return Ok(false);
    }
    comments::set_state(tx, comment.id, comment.state, comment.state, None, true).await?;
    moderation::settle(tx, comment.id).await?;
    notices::settle(tx, comment.id).await?;
    Ok(true)
}

/// A reader reports a comment. Several reports hide it until a moderator has
/// looked, unless one has already put it back.
pub async fn report(
    tx: &mut Tx,
    comment: &Comment,
    by: Option<PersonId>,
    reason: &str,
    now: Timestamp,
    random: &dyn Random,
) -> Result<(), DbError> {
    let id = moderation::report_id(random);
    let reports = moderation::report(tx, id, comment.id, by, reason, now).await?;
    if reports >= MANY_REPORTS
        && let Some(next) = comment.state.after(CommentMove::Suspect, comment.reinstated)
    {
        let why = Suspicion::Reported.as_str();
        comments::set_state(tx, comment.id, comment.state, next, Some(why), false).await?;
        tell_withdrawn(tx, comment).await?;
        tx.public_changed().await?;
    }
    Ok(())
}

/// The mark that ends the letters to someone who judges comments, with one click.
pub fn stop_mark(keys: &Keys, person: PersonId) -> String {
    format!("{}.{}", person.as_uuid().simple(), keys.signature_text(STOP, person.as_uuid().as_bytes()))
}

/// Whose letters a mark ends.
pub fn by_stop_mark(keys: &Keys, mark: &str) -> Option<PersonId> {
    let (person, signature) = mark.split_once('.')?;
    let person = person.parse::<PersonId>().ok()?;
    keys.verify_text(STOP, person.as_uuid().as_bytes(), signature).then_some(person)
}
