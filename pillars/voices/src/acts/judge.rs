//! Whoever may judges a comment, at the desk, in their own blog or by a program.

use griot_contracts::people::{Contacts, StaffLog};
use griot_db::{Conn, Tx};
use griot_kernel::{NotAWord, PersonId};
use griot_web::{Member, Section, WebError};

use super::moderate;
use crate::{
    MODERATE,
    model::{CommentId, CommentMove, Role, Writer, words_of},
    store::{blogs, comments, moderation, posts},
    web::reading,
};

/// What may be decided of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is shown.
    Approve,
    /// It is hidden, for a reason.
    Hide,
    /// It is shown again, for good.
    Reinstate,
    /// It was reported, and stays.
    Keep,
}

impl std::str::FromStr for Judgement {
    type Err = NotAWord;

    fn from_str(text: &str) -> Result<Self, NotAWord> {
        Ok(match text {
            "approve" => Self::Approve,
            "hide" => Self::Hide,
            "reinstate" => Self::Reinstate,
            "keep" => Self::Keep,
            _ => return Err(NotAWord),
        })
    }
}

/// A judgement on its way.
#[derive(Clone, Copy, Debug)]
pub struct Judging<'a> {
    /// By whom.
    pub member: &'a Member,
    /// Of which comment.
    pub comment: CommentId,
    /// What.
    pub act: Judgement,
    /// Names the words that were read.
    pub mark: &'a str,
    /// Why, when it is hidden.
    pub reason: &'a str,
}

/// Why nothing was decided. Each reason is a sentence that whoever judges reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JudgingRefusal {
    /// The words are not those that were read.
    Changed,
    /// The words are theirs, and somebody else may judge them.
    Own,
}

impl JudgingRefusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Changed => "moderation-refused-changed",
            Self::Own => "moderation-refused-own",
        }
    }
}

/// Judges a comment and notes who did. Whoever may not judge it does not learn that it is there;
/// what may not go where it is sent stays where it is.
pub async fn judge(
    section: &Section,
    tx: &mut Tx,
    judging: &Judging<'_>,
) -> Result<Result<(), JudgingRefusal>, WebError> {
    let (member, id) = (judging.member, judging.comment);
    let comment = comments::by_id(tx, id).await?.ok_or(WebError::NotFound)?;
    let post = posts::by_id(tx, comment.post).await?.ok_or(WebError::NotFound)?;
    let blog = blogs::by_id(tx, post.blog).await?.ok_or(WebError::NotFound)?;
    if !reading::judges(tx, member, &blog).await? {
        return Err(WebError::NotFound);
    }
    if comment.mark() != judging.mark {
        return Ok(Err(JudgingRefusal::Changed));
    }
    if comment.writer == Writer::Member(member.id) && others_judge(section, tx, &blog.slug, member.id).await?
    {
        return Ok(Err(JudgingRefusal::Own));
    }
    let now = section.clock.now();
    let reason: String = words_of(judging.reason).chars().take(500).collect();
    let (wanted, noted) = match judging.act {
        Judgement::Approve => (Some(CommentMove::Approve), "voices-log-comment-approved"),
        Judgement::Hide => (Some(CommentMove::Hide), "voices-log-comment-hidden"),
        Judgement::Reinstate => (Some(CommentMove::Reinstate), "voices-log-comment-reinstated"),
        Judgement::Keep => (None, "voices-log-comment-kept"),
    };
    match wanted {
        Some(wanted) => {
            let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
            moderate::decide(tx, &comment, &post, wanted, reason, now).await?;
        }
        None => {
            moderate::keep(tx, &comment).await?;
        }
    }
    section.ask::<dyn StaffLog>()?.note(tx, member.id, noted, &format!("comment {id}")).await?;
    moderation::note_judge(tx, id, member.id, now).await?;
    Ok(Ok(()))
}

/// Whether somebody else than `person` may judge the comments of this blog. Nobody judges their
/// own words, unless there is no other.
pub async fn others_judge(
    section: &Section,
    db: &mut Conn,
    blog: &str,
    person: PersonId,
) -> Result<bool, WebError> {
    let Some(blog) = blogs::any_by_slug(db, blog).await? else { return Ok(false) };
    let authors = blogs::authors(db, blog.id).await?;
    if authors.iter().any(|(other, role)| *other != person && *role == Role::Editor) {
        return Ok(true);
    }
    let holders = section.ask::<dyn Contacts>()?.holders(db, MODERATE.name).await?;
    Ok(holders.iter().any(|other| *other != person))
}
