//! Programs write: they begin posts and change them, by the acts of the editor.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use griot_web::{Section, Visitor, once, tokens::Bearer};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    body::{self, Sent, read},
    mine::{Receipt, named},
    problem::{ApiError, ApiProblem, ChangingRefusals, MakingRefusals, mend, of_post},
    query::Query,
    rights::PUBLISH,
};
use crate::{
    acts::{staff, typed::Typed, write},
    model::{PostRefusal, PostState},
    store::blogs,
    web::reading,
};

/// The most tags that a post carries.
const MOST_TAGS: usize = 12;

/// A post to begin.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NewPost {
    /// The address of an open blog in which the owner writes.
    #[schema(required = true, min_length = 1, example = "carnet-de-saaba")]
    blog: String,
    #[schema(required = true, min_length = 1, max_length = 200, example = "Le puits est réparé")]
    title: String,
    /// The text, in Markdown.
    #[schema(max_length = 200_000)]
    body: String,
    /// At most twelve.
    tags: Vec<String>,
    /// A language tag; the blog's language unless said.
    #[schema(example = "fr")]
    language: Option<String>,
    /// The address here of the post that it translates.
    translation_of: Option<String>,
    /// Where it was first published, if elsewhere.
    canonical_url: Option<String>,
    /// What that place is called.
    source_name: Option<String>,
}

impl Sent for NewPost {
    const FIELDS: &'static [&'static str] =
        &["blog", "title", "body", "tags", "language", "translation_of", "canonical_url", "source_name"];
}

/// Changes to a post. What is not named stays; an empty text takes away.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PostChanges {
    #[schema(min_length = 1, max_length = 200)]
    title: Option<String>,
    /// The text, in the format that it has.
    #[schema(max_length = 200_000)]
    body: Option<String>,
    /// All of them anew, at most twelve.
    tags: Option<Vec<String>>,
    /// A language tag.
    #[schema(example = "fr")]
    language: Option<String>,
    /// The address here of the post that it translates.
    translation_of: Option<String>,
    /// Where it was first published, if elsewhere.
    canonical_url: Option<String>,
    /// What that place is called.
    source_name: Option<String>,
}

impl Sent for PostChanges {
    const FIELDS: &'static [&'static str] =
        &["title", "body", "tags", "language", "translation_of", "canonical_url", "source_name"];
}

/// The tags as a line that someone typed.
fn line_of(v: &Visitor, tags: &[String]) -> Result<String, ApiError> {
    if tags.len() > MOST_TAGS || tags.iter().any(|tag| tag.contains([',', ';', '\n'])) {
        return Err(mend(v, "tags", "api-refused-tags"));
    }
    Ok(tags.join(", "))
}

/// Begins a post as a draft. Needs `voices.posts.write`.
#[utoipa::path(post, path = "/api/v1/me/posts", operation_id = "beginPost", params(
    ("Idempotency-Key" = inline(Option<String>), Header, nullable = false,
        description = "The same key with the same words begins one post, however often it is sent within a day.",
        pattern = r"^[!-~]+$", min_length = 1, max_length = 200),
), request_body = NewPost, responses(
    (status = 201, description = "It is a draft; its ETag is its revision.", body = Receipt,
        headers(("Location" = String, description = "Where it is for programs."))),
    MakingRefusals), security(("token" = [])))]
pub(super) async fn begin(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    bytes: Bytes,
) -> Result<Response, ApiError> {
    Query::read(&v, &parts.uri, &[])?;
    let sent: NewPost = read(&v, &parts.headers, &bytes)?;
    let member = v.signed_in()?;
    let key = body::key(&v, &parts.headers, member.id, &[&bytes])?;
    let typed = Typed {
        tags: line_of(&v, &sent.tags)?,
        title: sent.title,
        body: sent.body,
        language: sent.language.unwrap_or_default(),
        translation_of: sent.translation_of.unwrap_or_default(),
        canonical_url: sent.canonical_url.unwrap_or_default(),
        source_name: sent.source_name.unwrap_or_default(),
    };
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    if let Some(made) = body::made(&v, &mut tx, key.as_ref()).await? {
        let (blog, post) = reading::own(&mut tx, &v, &made.to_string()).await?;
        return Receipt::of(&section, &blog, &post).answer(&section, StatusCode::CREATED);
    }
    let blogs = blogs::of_person(&mut tx, member.id).await?;
    let blog = blogs.into_iter().find(|blog| blog.slug == sent.blog);
    let blog = blog.ok_or_else(|| of_post(&v, PostRefusal::NoBlog))?;
    if !blog.is_open() {
        return Err(of_post(&v, PostRefusal::BlogClosed));
    }
    let sent = typed.judged(&mut tx, &v, &blog, None).await?.map_err(|refusal| of_post(&v, refusal))?;
    let post = write::begin(&mut tx, &blog, Some(member.id), &sent, now, section.random.as_ref()).await?;
    if let Some(key) = &key {
        once::note(&mut tx, key, post.id.as_uuid(), now).await?;
    }
    tx.commit().await?;
    Receipt::of(&section, &blog, &post).answer(&section, StatusCode::CREATED)
}

/// Changes the words of a post. What everyone reads changes at once, and needs
/// `voices.posts.publish` besides `voices.posts.write`.
#[utoipa::path(patch, path = "/api/v1/me/posts/{id}", operation_id = "changePost", params(
    ("id" = inline(String), Path, description = "The post.", format = Uuid),
    ("If-Match" = inline(String), Header, pattern = r#"^("[0-9]{1,18}"|[0-9]{1,18})$"#, example = "\"1\"",
        description = "The revision that was read: the ETag of an answer."),
), request_body = PostChanges, responses(
    (status = 200, description = "It is saved; its ETag is its revision now.", body = Receipt),
    ChangingRefusals), security(("token" = [])))]
pub(super) async fn change(
    State(section): State<Section>,
    v: Visitor,
    bearer: Bearer,
    Path(post): Path<String>,
    parts: Parts,
    bytes: Bytes,
) -> Result<Response, ApiError> {
    Query::read(&v, &parts.uri, &[])?;
    let seen = body::seen(&v, &parts.headers)?.ok_or_else(|| {
        let status = StatusCode::PRECONDITION_REQUIRED;
        ApiProblem::new(&v, "no-revision", status, "api-refused-no-revision").refuse()
    })?;
    let sent: PostChanges = read(&v, &parts.headers, &bytes)?;
    let tags = sent.tags.as_deref().map(|tags| line_of(&v, tags)).transpose()?;
    let mut tx = section.db.begin().await?;
    let (blog, before) = reading::own(&mut tx, &v, named(&post)?).await?;
    if before.state == PostState::Published {
        bearer.require(&PUBLISH)?;
    }
    let had = Typed::of(&mut tx, &before).await?;
    let typed = Typed {
        title: sent.title.unwrap_or(had.title),
        body: sent.body.unwrap_or(had.body),
        tags: tags.unwrap_or(had.tags),
        language: sent.language.unwrap_or(had.language),
        translation_of: sent.translation_of.unwrap_or(had.translation_of),
        canonical_url: sent.canonical_url.unwrap_or(had.canonical_url),
        source_name: sent.source_name.unwrap_or(had.source_name),
    };
    let judged = typed.judged(&mut tx, &v, &blog, Some(&before)).await?;
    let words = judged.map_err(|refusal| of_post(&v, refusal))?;
    let member = v.signed_in()?;
    let saved = write::save(&mut tx, &before, &words, seen, member.id, section.clock.now()).await?;
    let saved = saved.map_err(|refusal| of_post(&v, refusal))?;
    staff::with_post(&section, &mut tx, member, &before, "voices-log-post-edited").await?;
    tx.commit().await?;
    Receipt::of(&section, &blog, &saved).answer(&section, StatusCode::OK)
}
