//! What other pillars may ask about blogs.

mod duties;
mod site;
mod strategy;

use async_trait::async_trait;
use griot_contracts::planning::{DraftKind, Drafts, Moved, Proposal, Scheduled, ScheduledWork};
use griot_contracts::publications::{Featured, OutsidePlace, OutsidePlaces, Remark, Remarks};
use griot_contracts::voices::{Comment, CommentWords, Comments};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Found, Id, PersonId, Random, Timestamp, WorkId};
use griot_web::{Member, Waiting};

pub(crate) use strategy::desk;

use crate::{
    Voices,
    acts::{
        comment::{self, Leaving},
        write,
    },
    model::{Aim, Blog, BlogKind, CommentState, PostState, PostWords, Writer, comment_body, may_comment},
    store, web,
};

/// The front page shows no more than this many.
const FEATURED: i64 = 12;

#[async_trait]
impl Featured for Voices {
    async fn featured(&self, db: &mut Conn, now: Timestamp) -> Result<Vec<WorkId>, DbError> {
        Ok(store::featured::now(db, now, FEATURED).await?.into_iter().map(|post| post.id).collect())
    }
}

#[async_trait]
impl Remarks for Voices {
    async fn remark(&self, tx: &mut Tx, comment: Id<Comment>) -> Result<Found<Remark>, DbError> {
        Ok(match store::comments::by_id(tx, comment.cast()).await? {
            None => Found::Unknown,
            Some(found) if found.state != CommentState::Shown => Found::Gone,
            Some(found) => Found::Here(Remark { author: found.writer.person(), at: found.at }),
        })
    }
}

#[async_trait]
impl Comments for Voices {
    async fn words(&self, db: &mut Conn, comment: Id<Comment>) -> Result<Option<CommentWords>, DbError> {
        let placed = store::comments::placed(db, comment.cast()).await?;
        let Some(placed) = placed.filter(|placed| placed.comment.state == CommentState::Shown) else {
            return Ok(None);
        };
        let author = placed.comment.writer.person();
        let at_home = match author {
            Some(person) => keeps(db, person, placed.comment.post).await?,
            None => false,
        };
        let address = placed.path();
        let name = match placed.comment.writer {
            Writer::Guest { name, .. } => name,
            Writer::Member(_) | Writer::Gone => String::new(),
        };
        Ok(Some(CommentWords {
            author,
            name,
            at_home,
            body: placed.comment.body,
            title: placed.post_title,
            address,
            at: placed.comment.at,
        }))
    }

    async fn answer(
        &self,
        tx: &mut Tx,
        comment: Id<Comment>,
        by: PersonId,
        body: &str,
        (now, random): (Timestamp, &dyn Random),
    ) -> Result<Option<Id<Comment>>, DbError> {
        let Some(answered) = store::comments::by_id(tx, comment.cast()).await? else { return Ok(None) };
        let Some(post) = store::posts::by_id(tx, answered.post).await? else { return Ok(None) };
        let Some(blog) = store::blogs::by_id(tx, post.blog).await? else { return Ok(None) };
        let Ok(body) = comment_body(body) else { return Ok(None) };
        if post.state != PostState::Published || may_comment(&blog, true).is_err() {
            return Ok(None);
        }
        let leaving = Leaving {
            blog: &blog,
            post: &post,
            parent: Some(answered.id),
            writer: Writer::Member(by),
            body,
            // Whoever answers for the section is at home in all of it.
            at_home: true,
            first_comments: 0,
        };
        let left = comment::leave(tx, &leaving, now, random).await?;
        Ok(left.ok().map(|left| left.id.cast()))
    }

    async fn erase(&self, tx: &mut Tx, comment: Id<Comment>) -> Result<bool, DbError> {
        match store::comments::by_id(tx, comment.cast()).await? {
            Some(found) => comment::delete(tx, &found).await,
            None => Ok(false),
        }
    }
}

/// Whether somebody wrote a post, or writes where it stands.
async fn keeps(db: &mut Conn, person: PersonId, post: WorkId) -> Result<bool, DbError> {
    let Some(post) = store::posts::by_id(db, post).await? else { return Ok(false) };
    let own = store::blogs::of_person(db, person).await?;
    Ok(own.iter().any(|blog| blog.id == post.blog))
}

#[async_trait]
impl OutsidePlaces for Voices {
    async fn list(&self, db: &mut Conn, limit: i64) -> Result<Vec<OutsidePlace>, DbError> {
        store::outside::places(db, limit).await
    }
}

#[async_trait]
impl Scheduled for Voices {
    async fn list(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<ScheduledWork>, DbError> {
        let planned = store::publishing::planned(db, from, until).await?;
        let work = |one: store::publishing::Planned| ScheduledWork {
            address: format!("/me/posts/{}", one.id),
            id: one.id,
            kind_key: "planned-post",
            title: one.title,
            at: one.schedule.at,
            whole_day: false,
            not_after: one.schedule.not_after,
        };
        Ok(planned.into_iter().map(work).collect())
    }

    async fn move_to(&self, tx: &mut Tx, id: WorkId, at: Timestamp) -> Result<Moved, DbError> {
        if store::publishing::move_to(tx, id, at).await? {
            return Ok(Moved::Done);
        }
        Ok(match store::posts::by_id(tx, id).await? {
            None => Moved::Unknown,
            Some(post) if post.state == PostState::Scheduled => Moved::TooLate,
            Some(_) => Moved::NotWaiting,
        })
    }
}

/// A post of a text that somebody wrote elsewhere.
const POST: DraftKind = DraftKind { name: "voices.post", key: "voices-draft-post", order: 10 };

#[async_trait]
impl Drafts for Voices {
    fn kinds(&self) -> &'static [DraftKind] {
        &[POST]
    }

    /// In the section's own blog where its writer writes there, else in the first of theirs.
    async fn propose(
        &self,
        tx: &mut Tx,
        kind: &str,
        proposal: &Proposal,
        (now, random): (Timestamp, &dyn Random),
    ) -> Result<Option<String>, DbError> {
        if kind != POST.name {
            return Ok(None);
        }
        let mut blogs = store::blogs::of_person(tx, proposal.by).await?;
        blogs.retain(Blog::is_open);
        let of_section = blogs.iter().find(|blog| blog.kind == BlogKind::Section);
        let Some(blog) = of_section.or(blogs.first()) else { return Ok(None) };
        let words =
            PostWords { title: proposal.title.clone(), body: proposal.body.clone(), ..PostWords::default() };
        let Ok(words) = words.judged() else { return Ok(None) };
        let sent = write::Sent { words, language: proposal.language, translation_of: None, tags: Vec::new() };
        let post = write::begin(tx, blog, Some(proposal.by), &sent, now, random).await?;
        let aim = Aim { campaign: proposal.campaign, line: proposal.line };
        store::aims::set(tx, post.id, aim).await?;
        Ok(Some(format!("/me/posts/{}", post.id)))
    }
}

#[async_trait]
impl Waiting for Voices {
    async fn waiting(&self, db: &mut Conn, member: &Member) -> Result<Vec<(&'static str, i64)>, DbError> {
        let own = store::moderation::counts(db, Some(member.id)).await?.all();
        let mut all = vec![("/me/comments", own)];
        if member.may(&web::MODERATE) {
            all.push(("/desk/moderation", store::moderation::counts(db, None).await?.all()));
        }
        Ok(all)
    }
}
