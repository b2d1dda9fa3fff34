//! Programs help those who judge comments: they read what waits, and send what was decided.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use griot_kernel::{NotAWord, PageRequest};
use griot_web::{Section, Visitor, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body::{Sent, read},
    mine::own,
    problem::{ApiError, ApiProblem, MakingRefusals, OwnRefusals, mend},
    query::{Query, id},
    shapes::Author,
    speak::CommentReceipt,
};
use crate::{
    MODERATE,
    acts::judge::{Judgement, Judging, JudgingRefusal, judge},
    feeds::gather::names,
    model::{CommentId, CommentState, Writer},
    store::{
        comments,
        moderation::{self, Waiting},
    },
};

/// Comments of one answer.
const SIZE: u32 = 50;

/// Comments that somebody should look at, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaitingList {
    items: Vec<WaitingShape>,
    /// The number of the next page; nothing at the end.
    next: Option<u32>,
}

/// A comment that somebody should look at.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaitingShape {
    id: Uuid,
    /// The page of its post.
    url: String,
    /// Nobody when the writer is gone.
    author: Option<Author>,
    /// Plain words.
    text: String,
    /// The day on which it was written.
    #[schema(format = Date)]
    day: String,
    /// `waiting`, `suspected`, `shown` or `hidden`.
    state: &'static str,
    /// Why it stands there: a rule's word, or a moderator's own.
    reason: Option<String>,
    /// How many readers reported it.
    reports: i64,
    /// Names these words: send it with what you decide.
    mark: String,
}

/// Which comments a program asks for.
#[derive(Clone, Copy, Debug, ToSchema)]
#[schema(rename_all = "lowercase")]
enum Show {
    Waiting,
    Suspected,
    Reported,
    Hidden,
}

impl std::str::FromStr for Show {
    type Err = NotAWord;

    fn from_str(text: &str) -> Result<Self, NotAWord> {
        Ok(match text {
            "waiting" => Self::Waiting,
            "suspected" => Self::Suspected,
            "reported" => Self::Reported,
            "hidden" => Self::Hidden,
            _ => return Err(NotAWord),
        })
    }
}

/// The comments that the token's owner may judge. Needs `voices.comments.moderate`.
#[utoipa::path(get, path = "/api/v1/me/comments", operation_id = "listWaitingComments", params(
    ("show" = inline(Option<Show>), Query, description = "Those that wait, unless said."),
    ("page" = inline(Option<u32>), Query, description = "The page, counted from 1.", minimum = 1, maximum = 10000),
), responses((status = 200, description = "The comments.", body = WaitingList), OwnRefusals), security(("token" = [])))]
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
) -> Result<Response, ApiError> {
    let query = Query::read(&v, &parts.uri, &["show", "page"])?;
    let show = query.word("show")?.unwrap_or(Show::Waiting);
    let page = PageRequest::new(query.number("page", 10_000)?.unwrap_or(1), SIZE);
    let member = v.signed_in()?;
    // Whoever holds no right over all blogs sees those that they edit.
    let editor = (!member.may(&MODERATE)).then_some(member.id);
    let mut db = section.db.read().await?;
    let found = match show {
        Show::Reported => moderation::reported(&mut db, editor, page).await?,
        Show::Waiting => moderation::in_state(&mut db, CommentState::Waiting, editor, page).await?,
        Show::Suspected => moderation::in_state(&mut db, CommentState::Suspected, editor, page).await?,
        Show::Hidden => moderation::in_state(&mut db, CommentState::Hidden, editor, page).await?,
    };
    let found = page.page(found);
    let writers = found.items.iter().filter_map(|one| one.comment.writer.person());
    let names = names(&section, &mut db, writers).await?;
    let author = |writer: &Writer| match writer {
        Writer::Member(person) => names.get(person).map(|known| Author::of(&section, known)),
        Writer::Guest { name, .. } => Some(Author::guest(name)),
        Writer::Gone => None,
    };
    let shape = |one: Waiting| WaitingShape {
        id: one.comment.id.as_uuid(),
        url: section.url(&format!("/blogs/{}/{}", one.blog_slug, one.post_slug)),
        author: author(&one.comment.writer),
        day: one.comment.at.day().to_string(),
        state: one.comment.state.as_str(),
        mark: one.comment.mark(),
        text: one.comment.body,
        reason: one.comment.reason,
        reports: one.reports,
    };
    let next = found.more.then(|| found.number + 1);
    own(&WaitingList { items: found.items.into_iter().map(shape).collect(), next })
}

/// What is decided of a comment.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NewJudgement {
    /// `approve`, `hide`, `reinstate` or `keep`.
    #[schema(required = true, pattern = "^(approve|hide|reinstate|keep)$")]
    act: String,
    /// The mark of the words that were read.
    #[schema(required = true, pattern = "^[0-9a-f]{16}$")]
    mark: String,
    /// Why it is hidden.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

impl Sent for NewJudgement {
    const FIELDS: &'static [&'static str] = &["act", "mark", "reason"];
}

/// Judges a comment. Nobody judges their own while somebody else may. Needs
/// `voices.comments.moderate`.
#[utoipa::path(post, path = "/api/v1/me/comments/{id}", operation_id = "judgeComment", params(
    ("id" = inline(String), Path, description = "The comment.", format = Uuid),
), request_body = NewJudgement, responses(
    (status = 200, description = "Where it stands now.", body = CommentReceipt),
    MakingRefusals), security(("token" = [])))]
pub(super) async fn decide(
    State(section): State<Section>,
    v: Visitor,
    Path(comment): Path<String>,
    parts: Parts,
    bytes: Bytes,
) -> Result<Response, ApiError> {
    Query::read(&v, &parts.uri, &[])?;
    let sent: NewJudgement = read(&v, &parts.headers, &bytes)?;
    let act: Judgement = sent.act.parse().map_err(|_| mend(&v, "act", "api-refused-act"))?;
    let reason = sent.reason.unwrap_or_default();
    if reason.chars().count() > 500 {
        return Err(mend(&v, "reason", "api-refused-reason"));
    }
    let comment: CommentId = id(&comment).ok_or(WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    let judging = Judging { member: v.signed_in()?, comment, act, mark: &sent.mark, reason: &reason };
    let decided = judge(&section, &mut tx, &judging).await?;
    decided.map_err(|refusal| {
        let kind = match refusal {
            JudgingRefusal::Changed => "changed-meanwhile",
            JudgingRefusal::Own => "own-words",
        };
        ApiProblem::new(&v, kind, StatusCode::CONFLICT, refusal.key()).refuse()
    })?;
    let after = comments::by_id(&mut tx, comment).await?.ok_or(WebError::NotFound)?;
    tx.commit().await?;
    own(&CommentReceipt::of(&after))
}
