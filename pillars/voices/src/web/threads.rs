//! Comments as a page shows them.

use griot_db::Conn;
use griot_web::{Section, Visitor, WebError};

use super::{
    parts::{ANSWERS, Parts, Wanted},
    view::{Byline, Names, initials},
};
use crate::{
    acts::comment::html,
    model::{
        Blog, Comment, CommentId, CommentPolicy, CommentState, Pace, Post, Recipient, Suspicion, Target,
        TargetKind, Writer,
    },
    store::{subscriptions, threads},
};

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
    /// The words, ready for a page.
    pub html: String,
    /// Why its words are not here.
    pub gone: Option<String>,
    /// What others do not see of it: that it waits, or was hidden and why.
    pub aside: Vec<String>,
    /// Whether its words were changed.
    pub edited: bool,
    /// Whether this reader wrote it and may change it.
    pub own: bool,
    /// Whether this reader may report it.
    pub reportable: bool,
    /// Way to answer it, where answers are taken.
    pub reply: Option<String>,
    /// Answers, oldest first.
    pub answers: Vec<Shown>,
    /// The way to the other answers, and how many they are.
    pub more_answers: Option<(String, i64)>,
}

/// What was typed into one of the forms, and why it came back.
#[derive(Debug, Default)]
pub struct Typed {
    /// The sentence that says why a comment came back.
    pub refusal: Option<String>,
    /// The words.
    pub body: String,
    /// A guest's name.
    pub name: String,
    /// A guest's address.
    pub address: String,
    /// Whether a guest wants to be told of the other comments.
    pub follow: bool,
    /// Whether a guest wants to be told of answers.
    pub replies: bool,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// The wish to be told, typed by itself.
    pub wish: TypedWish,
}

/// A guest's wish to be told of comments, and why it came back.
#[derive(Debug, Default)]
pub struct TypedWish {
    /// The sentence that says why.
    pub refusal: Option<String>,
    /// The address.
    pub address: String,
    /// How soon.
    pub pace: String,
}

/// Everything below a post.
pub struct Below {
    /// The threads.
    pub threads: Vec<Shown>,
    /// The way to the comments before these.
    pub before: Option<String>,
    /// The way to those that follow.
    pub more: Option<String>,
    /// The way from one thread to all of them.
    pub all: Option<String>,
    /// How many comments everyone reads.
    pub count: i64,
    /// Whether this reader may comment.
    pub open: bool,
    /// The sentence that says why nobody may any more.
    pub closed: Option<String>,
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
    wanted: Wanted,
    typed: Typed,
) -> Result<Below, WebError> {
    let reader = v.member.as_ref().map(|member| member.id);
    let found = Parts { post, reader }.find(db, wanted).await?;
    let everyone = found.heads.items.iter().chain(found.answers.iter().map(|(comment, _)| comment));
    let names = Names::of(section, db, everyone.filter_map(|comment| comment.writer.person())).await?;
    let open = crate::model::may_comment(blog, v.member.is_some()).is_ok();
    let path = format!("/blogs/{}/{}", blog.slug, post.slug);
    let show = |comment: &Comment| shown(v, &names, post, comment, open.then_some(path.as_str()));

    let answering = typed.parent.and_then(|id| found.read(id)).map(|one| byline(v, &names, &one.writer).name);
    let mut all: Vec<Shown> = found.heads.items.iter().map(show).collect();
    for (answer, count) in &found.answers {
        let Some(thread) = found
            .heads
            .items
            .iter()
            .zip(&mut all)
            .find_map(|(head, thread)| (Some(head.id) == answer.parent).then_some(thread))
        else {
            continue;
        };
        thread.answers.push(show(answer));
        let rest = count - i64::from(ANSWERS);
        if !found.alone && rest > 0 {
            thread.more_answers = Some((v.href(&format!("{path}?thread={}#comments", thread.id)), rest));
        }
    }
    let here = match (found.alone, found.heads.items.first()) {
        (true, Some(head)) => format!("{path}?thread={}&", head.id.as_uuid().simple()),
        _ => format!("{path}?"),
    };
    let way = |word: &str, mark: Option<CommentId>| {
        mark.map(|id| v.href(&format!("{here}{word}={}#comments", id.as_uuid().simple())))
    };
    let (follows, follows_blog) = match &v.member {
        Some(member) => {
            let who = Recipient::Person(member.id);
            let here = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
            let all = Target { kind: TargetKind::Blog, id: blog.id.as_uuid() };
            (pace(db, who, here).await?, pace(db, who, all).await?)
        }
        None => ("", ""),
    };
    let closed = if !blog.is_open() {
        Some(v.words.t("comment-blog-closed"))
    } else if blog.comments == CommentPolicy::Closed {
        Some(v.words.t("comment-refused-closed"))
    } else {
        None
    };
    Ok(Below {
        threads: all,
        before: way("before", found.before),
        more: way("after", found.more),
        all: found.alone.then(|| v.href(&format!("{path}#comments"))),
        count: threads::count(db, post.id).await?,
        open,
        closed,
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

fn shown(v: &Visitor, names: &Names, post: &Post, comment: &Comment, path: Option<&str>) -> Shown {
    let id = comment.id.as_uuid().simple().to_string();
    let is_shown = comment.state == CommentState::Shown;
    let is_theirs = v.member.as_ref().is_some_and(|m| comment.writer == Writer::Member(m.id));
    let gone = match comment.state {
        CommentState::Deleted => Some(v.words.t("comment-deleted")),
        _ if is_shown || is_theirs => None,
        _ => Some(v.words.t("comment-not-shown")),
    };
    Shown {
        byline: byline(v, names, &comment.writer),
        day: v.day(comment.at),
        date: comment.at.day().to_string(),
        html: if gone.is_some() { String::new() } else { html(&comment.body, post.language).into_string() },
        aside: aside(v, comment),
        edited: comment.edited_at.is_some(),
        own: is_theirs && comment.state != CommentState::Hidden,
        reportable: is_shown && !is_theirs,
        reply: path.filter(|_| is_shown).map(|path| v.href(&format!("{path}?reply={id}#comment-form"))),
        answers: Vec::new(),
        more_answers: None,
        gone,
        id,
    }
}

/// What only its writer reads beside a comment: that it waits, or was hidden and why.
pub(super) fn aside(v: &Visitor, comment: &Comment) -> Vec<String> {
    match comment.state {
        CommentState::Waiting | CommentState::Suspected => vec![v.words.t("comment-waiting")],
        CommentState::Unconfirmed => vec![v.words.t("comment-unconfirmed")],
        CommentState::Hidden => {
            let why = comment.reason.as_deref();
            let why = why.map(|reason| v.words.put("comment-hidden-why", "reason", said(v, reason)));
            std::iter::once(v.words.t("comment-hidden")).chain(why).collect()
        }
        CommentState::Shown | CommentState::Deleted => Vec::new(),
    }
}

/// A rule's word as a sentence; a moderator's own words as they are.
pub(crate) fn said(v: &Visitor, reason: &str) -> String {
    reason.parse::<Suspicion>().map_or_else(|_| reason.to_owned(), |why| v.words.t(why.key()))
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
