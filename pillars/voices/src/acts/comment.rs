//! Leaving a comment, changing it, taking it away.

use std::time::Duration;

use griot_contracts::voices::{CommentPosted, CommentWithdrawn};
use griot_crypto::{Keys, Purpose};
use griot_db::{Conn, DbError, Tx, outbox};
use griot_kernel::{Id, Language, Random, Timestamp};
use griot_text::Html;

use crate::{
    jobs::SendAlert,
    model::{
        Blog, Comment, CommentId, CommentMove, CommentRefusal, CommentState, Facts, Pace, Post, PostState,
        Recipient, Subscription, Verdict, Writer, first_look, may_comment,
    },
    store::{alerts, comments, subscriptions},
};

const CONFIRM: Purpose = Purpose("voices.confirm-comment");
/// How far back repeated words are looked for.
const SAME_WORDS: Duration = Duration::from_secs(7 * 86_400);
/// A form sent again within this time is the same form.
const SAME_FORM: Duration = Duration::from_secs(600);

/// The words of a comment for a page, set as the language of what it is about wants them.
pub fn html(body: &str, about: Language) -> Html {
    let words = griot_text::paragraphs(body);
    if about == Language::FRENCH { griot_text::typeset_french(words) } else { words }
}

/// A comment on its way.
#[derive(Clone, Debug)]
pub struct Leaving<'a> {
    /// Where.
    pub blog: &'a Blog,
    /// About what.
    pub post: &'a Post,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// By whom.
    pub writer: Writer,
    /// Words already judged.
    pub body: String,
    /// Whether the writer is of the blog or moderates.
    pub at_home: bool,
    /// How many first comments of a new voice wait.
    pub first_comments: i64,
}

/// Takes a comment; the answer says where it stands. A form sent twice leaves one
/// comment. A guest's waits for the address to be confirmed.
pub async fn leave(
    tx: &mut Tx,
    leaving: &Leaving<'_>,
    now: Timestamp,
    random: &dyn Random,
) -> Result<Result<Comment, CommentRefusal>, DbError> {
    let parent = match leaving.parent {
        Some(id) => match answerable(tx, id, leaving.post).await? {
            Some(parent) => Some(parent),
            None => return Ok(Err(CommentRefusal::ParentGone)),
        },
        None => None,
    };
    let mut comment = Comment {
        id: Id::secret(random),
        post: leaving.post.id,
        // One level: whoever answers an answer answers in the same thread.
        parent: parent.as_ref().map(|p| p.parent.unwrap_or(p.id)),
        writer: leaving.writer.clone(),
        body: leaving.body.clone(),
        state: CommentState::Unconfirmed,
        reason: None,
        reinstated: false,
        at: now,
        edited_at: None,
    };
    let Some(writer) = subscriptions::writer_of(&comment) else { return Ok(Err(CommentRefusal::NoName)) };
    let same = comments::same_again(tx, leaving.post.id, writer, &leaving.body, now - SAME_FORM).await?;
    if let Some(same) = same {
        return Ok(Ok(same));
    }
    if let Writer::Member(_) = comment.writer {
        let verdict = look(tx, leaving, writer, 0, now).await?;
        comment.state = verdict.state();
        comment.reason = verdict.reason().map(str::to_owned);
    }
    comments::insert(tx, &comment).await?;
    if let Writer::Member(_) = comment.writer {
        super::follow::propose_replies(tx, writer, now, random).await?;
    }
    if comment.state == CommentState::Shown {
        tell(tx, &comment, leaving.post, now).await?;
    }
    Ok(Ok(comment))
}

async fn answerable(db: &mut Conn, id: CommentId, post: &Post) -> Result<Option<Comment>, DbError> {
    let parent = comments::by_id(db, id).await?;
    Ok(parent.filter(|parent| parent.post == post.id && parent.state == CommentState::Shown))
}

/// What a first look says. `itself` is 1 when the comment is kept already and so among those with
/// its words.
async fn look(
    db: &mut Conn,
    leaving: &Leaving<'_>,
    writer: Recipient,
    itself: i64,
    now: Timestamp,
) -> Result<Verdict, DbError> {
    let same_words = comments::same_words(db, &leaving.body, now - SAME_WORDS).await?;
    let facts = Facts {
        moderation: leaving.blog.moderation,
        at_home: leaving.at_home,
        first_comments: leaving.first_comments,
        shown_before: comments::shown_of(db, writer, leaving.first_comments.max(1)).await?,
        same_words: (same_words - itself).max(0),
    };
    Ok(first_look(&leaving.body, facts))
}

/// A comment became visible: the house is told, and mails become due, one for each recipient.
pub async fn tell(tx: &mut Tx, comment: &Comment, post: &Post, now: Timestamp) -> Result<(), DbError> {
    outbox::publish(tx, &CommentPosted { work: post.id, comment: comment.id.cast() }).await?;
    let answered = match comment.parent {
        Some(id) => comments::by_id(tx, id).await?.as_ref().and_then(subscriptions::writer_of),
        None => None,
    };
    for wish in subscriptions::met_by(tx, comment, post, answered).await? {
        if alerts::note(tx, &wish, comment.id, now).await? && wish.pace == Pace::Immediate {
            let job = SendAlert { recipient: wish.recipient.as_uuid(), comment: comment.id };
            griot_jobs::enqueue(tx, &job).await?;
        }
    }
    tx.public_changed().await
}

/// A comment left where it stood: if everyone could read it there, the house is told.
pub async fn tell_withdrawn(tx: &mut Tx, before: &Comment) -> Result<(), DbError> {
    if before.state != CommentState::Shown {
        return Ok(());
    }
    outbox::publish(tx, &CommentWithdrawn { work: before.post, comment: before.id.cast() }).await
}

/// The mark in the letter that asks a guest to confirm a comment.
pub fn confirmation(keys: &Keys, id: CommentId) -> String {
    format!("{}.{}", id.as_uuid().simple(), keys.signature_text(CONFIRM, id.as_uuid().as_bytes()))
}

/// The comment that a mark confirms.
pub async fn by_confirmation(db: &mut Conn, keys: &Keys, mark: &str) -> Result<Option<Comment>, DbError> {
    let Some((id, signature)) = mark.split_once('.') else { return Ok(None) };
    let Ok(id) = id.parse::<CommentId>() else { return Ok(None) };
    if !keys.verify_text(CONFIRM, id.as_uuid().as_bytes(), signature) {
        return Ok(None);
    }
    comments::by_id(db, id).await
}

/// Of what a guest wants to be told who leaves a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GuestWishes {
    /// The other comments on the post.
    pub follow: bool,
    /// The answers to their own comments.
    pub replies: bool,
}

/// A guest confirmed the address: the comment goes where a first look sends it, if comments are
/// still taken there, and the guest is told of what they wished. Repeating changes nothing.
pub async fn confirm(
    tx: &mut Tx,
    comment: &Comment,
    leaving: &Leaving<'_>,
    wishes: GuestWishes,
    now: Timestamp,
    random: &dyn Random,
) -> Result<Option<CommentState>, DbError> {
    let Writer::Guest { guest: Some(guest), .. } = comment.writer else { return Ok(None) };
    if comment.state != CommentState::Unconfirmed {
        return Ok(Some(comment.state));
    }
    if leaving.post.state != PostState::Published || may_comment(leaving.blog, false).is_err() {
        return Ok(None);
    }
    let writer = Recipient::Guest(guest);
    let verdict = look(tx, leaving, writer, 1, now).await?;
    let Some(next) = comment.state.after(CommentMove::Confirm(verdict.state()), false) else {
        return Ok(None);
    };
    crate::store::guests::confirm(tx, guest, now).await?;
    comments::set_state(tx, comment.id, comment.state, next, verdict.reason(), false).await?;
    if wishes.follow {
        let wish: Subscription = super::follow::wish_for_post(leaving.post, writer, Pace::Immediate, random);
        subscriptions::follow(tx, &wish, now).await?;
    }
    if wishes.replies {
        let target = subscriptions::replies_to(writer);
        super::follow::set(tx, writer, target, Some(Pace::Immediate), now, random).await?;
    }
    if next == CommentState::Shown {
        tell(tx, comment, leaving.post, now).await?;
    }
    Ok(Some(next))
}

/// The writer changes the words. What is shown is looked at again, also when a moderator has put
/// the words before back for good.
pub async fn edit(
    tx: &mut Tx,
    comment: &Comment,
    body: &str,
    leaving: &Leaving<'_>,
    now: Timestamp,
) -> Result<Option<CommentState>, DbError> {
    let Some(writer) = subscriptions::writer_of(comment) else { return Ok(None) };
    let (state, reason) = match comment.state {
        CommentState::Shown if body != comment.body => {
            let verdict = look(tx, leaving, writer, 0, now).await?;
            (verdict.state(), verdict.reason())
        }
        CommentState::Shown | CommentState::Waiting | CommentState::Unconfirmed => (comment.state, None),
        CommentState::Suspected => (comment.state, comment.reason.as_deref()),
        _ => return Ok(None),
    };
    comments::edit(tx, comment.id, body, state, reason, now).await?;
    if state != CommentState::Shown {
        tell_withdrawn(tx, comment).await?;
    }
    tx.public_changed().await?;
    Ok(Some(state))
}

/// The writer takes the comment away.
pub async fn delete(tx: &mut Tx, comment: &Comment) -> Result<bool, DbError> {
    if comment.state.after(CommentMove::Delete, comment.reinstated).is_none() {
        return Ok(false);
    }
    comments::delete(tx, comment.id).await?;
    tell_withdrawn(tx, comment).await?;
    tx.public_changed().await?;
    Ok(true)
}
