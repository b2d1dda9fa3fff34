//! Comments as a page shows them.

use griot_db::Conn;
use griot_web::{Section, Visitor, WebError};

use super::view::{Byline, Names, initials};
use crate::{
    model::{
        Blog, Comment, CommentId, CommentPolicy, CommentState, Pace, Post, Recipient, Target, TargetKind,
        Writer,
    },
    store::{comments, subscriptions},
};

/// Comments that one page shows.
const MOST: i64 = 500;

/// A comment on the page.
pub struct Shown {
    /// For links to it.
    pub id: String,
    /// Who wrote it.
    pub byline: Byline,
    /// The day.
    pub day: String,
    /// For machines.
    pub date: String,
    /// The words, parted into paragraphs; empty when they were taken away.
    pub paragraphs: Vec<String>,
    /// Whether its words are gone.
    pub deleted: bool,
    /// Whether it waits to be read by someone.
    pub waiting: bool,
    /// Whether its words were changed.
    pub edited: bool,
    /// Whether this reader wrote it.
    pub own: bool,
    /// Way to answer it, where answers are taken.
    pub reply: Option<String>,
    /// Answers, oldest first.
    pub answers: Vec<Shown>,
}

/// What was typed into the form, and why it came back.
#[derive(Debug, Default)]
pub struct Typed {
    /// The sentence that says why.
    pub refusal: Option<String>,
    /// The words.
    pub body: String,
    /// A guest's name.
    pub name: String,
    /// A guest's address.
    pub address: String,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
}

/// Everything below a post.
pub struct Below {
    /// The threads.
    pub threads: Vec<Shown>,
    /// How many comments everyone reads.
    pub count: i64,
    /// Whether this reader may comment.
    pub open: bool,
    /// Whether nobody may any more.
    pub closed: bool,
    /// Whether a guest's name and address are asked.
    pub asks_guest: bool,
    /// What was typed.
    pub typed: Typed,
    /// Whom the comment answers.
    pub answering: Option<String>,
    /// The mark of this minute, for forms of visitors.
    pub time: String,
    /// How soon this member hears of comments here (`immediate`, `daily` or nothing).
    pub follows: &'static str,
    /// The same for the whole blog.
    pub follows_blog: &'static str,
}

/// Gathers what stands below a post for this reader.
pub async fn below(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    blog: &Blog,
    post: &Post,
    typed: Typed,
) -> Result<Below, WebError> {
    let mut all = comments::shown(db, post.id, MOST).await?;
    if let Some(member) = &v.member {
        all.extend(comments::own_waiting(db, post.id, member.id).await?);
    }
    let people = all.iter().filter_map(|c| if let Writer::Member(p) = c.writer { Some(p) } else { None });
    let names = Names::of(section, db, people).await?;
    let open = crate::model::may_comment(blog, v.member.is_some()).is_ok();
    let path = format!("/blogs/{}/{}", blog.slug, post.slug);
    let show = |comment: &Comment| shown(v, &names, comment, open.then_some(path.as_str()));

    let count = all.iter().filter(|c| c.state == CommentState::Shown).count();
    let (heads, answers): (Vec<&Comment>, Vec<&Comment>) = all.iter().partition(|c| c.parent.is_none());
    let mut threads: Vec<Shown> = heads.iter().map(|c| show(c)).collect();
    for answer in answers {
        let head = answer.parent.map(|id| id.as_uuid().simple().to_string());
        if let Some(thread) = threads.iter_mut().find(|t| Some(&t.id) == head.as_ref()) {
            thread.answers.push(show(answer));
        }
    }
    let answering = typed
        .parent
        .and_then(|id| all.iter().find(|c| c.id == id))
        .map(|comment| byline(v, &names, &comment.writer).name);
    let (follows, follows_blog) = match &v.member {
        Some(member) => {
            let who = Recipient::Person(member.id);
            let here = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
            let all = Target { kind: TargetKind::Blog, id: blog.id.as_uuid() };
            (pace(db, who, here).await?, pace(db, who, all).await?)
        }
        None => ("", ""),
    };
    Ok(Below {
        threads,
        count: i64::try_from(count).unwrap_or(i64::MAX),
        open,
        closed: blog.comments == CommentPolicy::Closed,
        asks_guest: open && v.member.is_none(),
        typed,
        answering,
        time: v.time_token(),
        follows,
        follows_blog,
    })
}

/// How soon someone hears of comments there.
pub(super) async fn pace(db: &mut Conn, who: Recipient, target: Target) -> Result<&'static str, WebError> {
    let wish = subscriptions::of_recipient(db, who, target).await?;
    Ok(wish.filter(|wish| wish.active).map_or("", |wish| Pace::as_str(wish.pace)))
}

fn shown(v: &Visitor, names: &Names, comment: &Comment, path: Option<&str>) -> Shown {
    let id = comment.id.as_uuid().simple().to_string();
    let is_shown = comment.state == CommentState::Shown;
    let member = v.member.as_ref().map(|m| m.id);
    Shown {
        byline: byline(v, names, &comment.writer),
        day: v.day(comment.at),
        date: comment.at.day().to_string(),
        paragraphs: comment
            .body
            .split("\n\n")
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect(),
        deleted: comment.state == CommentState::Deleted,
        waiting: matches!(comment.state, CommentState::Waiting | CommentState::Suspected),
        edited: comment.edited_at.is_some(),
        own: matches!(comment.writer, Writer::Member(p) if Some(p) == member),
        reply: path.filter(|_| is_shown).map(|path| v.href(&format!("{path}?reply={id}#comment-form"))),
        answers: Vec::new(),
        id,
    }
}

/// Who wrote a comment, as a page says it.
pub fn byline(v: &Visitor, names: &Names, writer: &Writer) -> Byline {
    match writer {
        Writer::Member(person) => names.byline(v, Some(*person)),
        Writer::Guest { name, .. } => {
            Byline { name: v.words.put("byline-guest", "name", name), href: None, initials: initials(name) }
        }
        Writer::Gone => names.byline(v, None),
    }
}
