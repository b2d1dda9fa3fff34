//! Which comments a page shows: threads with their first answers, or one thread alone, part by part.

use griot_db::Conn;
use griot_kernel::{Part, PersonId, Reading};
use griot_web::WebError;

use crate::{
    model::{Comment, CommentId, CommentState, Post},
    store::{
        comments,
        threads::{self, Mark, THREADS},
    },
};

/// Answers to one comment that stand below it; the others have a page.
pub(super) const ANSWERS: u32 = 10;
/// Answers on the page of one thread.
const MANY_ANSWERS: u32 = 50;

/// Which comments are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    /// The answers to this one alone.
    pub thread: Option<CommentId>,
    /// On from a comment.
    pub reading: Reading<CommentId>,
    /// The page on which this one stands.
    pub at: Option<CommentId>,
}

/// What one page shows.
pub(super) struct Found {
    pub heads: Part<Comment>,
    /// Each with the number of answers in its thread.
    pub answers: Vec<(Comment, i64)>,
    /// Whether it is one thread alone.
    pub alone: bool,
    /// What stands before comes before this one.
    pub before: Option<CommentId>,
    /// What follows comes after this one.
    pub more: Option<CommentId>,
}

impl Found {
    /// One of them that everyone reads.
    pub fn read(&self, id: CommentId) -> Option<&Comment> {
        let answers = self.answers.iter().map(|(answer, _)| answer);
        let mut all = self.heads.items.iter().chain(answers);
        all.find(|comment| comment.id == id && comment.state == CommentState::Shown)
    }
}

/// The comments below a post, for one reader.
pub(super) struct Parts<'a> {
    pub post: &'a Post,
    pub reader: Option<PersonId>,
}

impl Parts<'_> {
    /// What was wanted; from the beginning, when that is not there.
    pub async fn find(&self, db: &mut Conn, wanted: Wanted) -> Result<Found, WebError> {
        if let Some(at) = self.known(db, wanted.at).await? {
            return self.around(db, &at).await;
        }
        let mark = match wanted.reading {
            Reading::Start => None,
            Reading::After(id) | Reading::Before(id) => self.known(db, Some(id)).await?,
        };
        let reading = match mark.map(|comment| (comment.at, comment.id)) {
            None => Reading::Start,
            Some(mark) if wanted.reading.is_backwards() => Reading::Before(mark),
            Some(mark) => Reading::After(mark),
        };
        if let Some(head) = self.known(db, wanted.thread).await?
            && head.parent.is_none()
        {
            let found = self.thread(db, head, reading).await?;
            if !found.answers.is_empty() {
                return Ok(found);
            }
        }
        self.threads(db, reading).await
    }

    /// The page on which a comment stands: the first one if it is among the first, else one that has
    /// it in its middle.
    async fn around(&self, db: &mut Conn, at: &Comment) -> Result<Found, WebError> {
        let head = match at.parent {
            Some(parent) => {
                let head = comments::by_id(db, parent).await?.ok_or(WebError::NotFound)?;
                let before =
                    self.part(db, Some(parent), Reading::Before((at.at, at.id)), MANY_ANSWERS).await?;
                if before.items.len() >= usize::try_from(ANSWERS).unwrap_or(usize::MAX) {
                    let reading = middle(&before, MANY_ANSWERS);
                    return self.thread(db, head, reading).await;
                }
                head
            }
            None => at.clone(),
        };
        let before = self.part(db, None, Reading::Before((head.at, head.id)), THREADS).await?;
        self.threads(db, middle(&before, THREADS)).await
    }

    /// Threads with their first answers.
    async fn threads(&self, db: &mut Conn, reading: Reading<Mark>) -> Result<Found, WebError> {
        let heads = self.part(db, None, reading, THREADS).await?;
        let ids: Vec<CommentId> = heads.items.iter().map(|head| head.id).collect();
        let answers = threads::first_answers(db, &ids, self.reader, i64::from(ANSWERS)).await?;
        let (before, more) = ends(&heads);
        Ok(Found { heads, answers, alone: false, before, more })
    }

    /// One thread, with a part of its answers.
    async fn thread(&self, db: &mut Conn, head: Comment, reading: Reading<Mark>) -> Result<Found, WebError> {
        let part = self.part(db, Some(head.id), reading, MANY_ANSWERS).await?;
        let (before, more) = ends(&part);
        let heads = Part { items: vec![head], before: false, more: false };
        let answers = part.items.into_iter().map(|answer| (answer, 0)).collect();
        Ok(Found { heads, answers, alone: true, before, more })
    }

    async fn part(
        &self,
        db: &mut Conn,
        head: Option<CommentId>,
        reading: Reading<Mark>,
        size: u32,
    ) -> Result<Part<Comment>, WebError> {
        let wanted = threads::Wanted { post: self.post.id, head, reader: self.reader, reading, size };
        Ok(threads::part(db, wanted).await?)
    }

    async fn known(&self, db: &mut Conn, id: Option<CommentId>) -> Result<Option<Comment>, WebError> {
        let Some(id) = id else { return Ok(None) };
        Ok(comments::by_id(db, id).await?.filter(|comment| comment.post == self.post.id))
    }
}

/// The first and the last of a part, where something lies beyond.
fn ends(part: &Part<Comment>) -> (Option<CommentId>, Option<CommentId>) {
    let before = part.items.first().filter(|_| part.before).map(|comment| comment.id);
    let more = part.items.last().filter(|_| part.more).map(|comment| comment.id);
    (before, more)
}

/// From where to read so that what follows `before` stands in the middle of a page of `size`, or on
/// the first page.
fn middle(before: &Part<Comment>, size: u32) -> Reading<Mark> {
    let full = usize::try_from(size).unwrap_or(usize::MAX);
    let half = before.items.len().saturating_sub(full / 2);
    match before.items.get(half.saturating_sub(1)) {
        Some(comment) if before.items.len() >= full => Reading::After((comment.at, comment.id)),
        _ => Reading::Start,
    }
}
