//! Writing what was prepared, in the transaction of whoever calls it.

use std::{collections::HashMap, time::Duration};

use griot_db::{DbError, Tx};
use griot_kernel::{Id, Timestamp, WorkId};
use griot_web::Section;
use serde::Serialize;

use super::{is_own, prepare::Prepared};
use crate::{
    acts::{publish, write::excerpt_of},
    import::Import,
    model::{
        Aim, Attachment, AttachmentKind, Blog, Comment, CommentId, CommentState, Post, PostState, Writer,
    },
    store::{attachments, comments, imports, imports::Item, posts, revisions, tags},
};

/// What became of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is here now.
    Made,
    /// It changed there, and here.
    Changed,
    /// It was here and is the same.
    Same,
    /// It changed there, and a member changed it here: it stays as it is here.
    Kept,
}

/// Writes a post, unless it is here already.
pub(super) async fn write(
    tx: &mut Tx,
    section: &Section,
    import: &Import,
    blog: &Blog,
    one: &Prepared,
) -> Result<Outcome, DbError> {
    let now = section.clock.now();
    let Some(item) = imports::item(tx, blog.id, &one.source_id).await? else {
        if is_own(tx, blog.id, &one.source_id).await? {
            return Ok(Outcome::Same);
        }
        return make(tx, section, import, blog, one, now).await;
    };
    if item.digest == one.digest || item.is_feed != import.is_feed || item.revision == 0 {
        return Ok(Outcome::Same);
    }
    let Some(id) = item.post else { return Ok(Outcome::Same) };
    let Some(post) = posts::by_id(tx, id).await? else { return Ok(Outcome::Same) };
    if post.revision != item.revision {
        imports::put_item(tx, &Item { digest: one.digest.clone(), ..item }).await?;
        return Ok(Outcome::Kept);
    }
    change(tx, section, one, post, item, now).await
}

async fn make(
    tx: &mut Tx,
    section: &Section,
    import: &Import,
    blog: &Blog,
    one: &Prepared,
    now: Timestamp,
) -> Result<Outcome, DbError> {
    let mut item = Item {
        blog: blog.id,
        source_id: one.source_id.clone(),
        import: import.id,
        is_feed: import.is_feed,
        post: None,
        digest: one.digest.clone(),
        revision: 0,
        pictures: false,
    };
    if let Some(link) = &one.canonical_url
        && let Some(known) = imports::by_canonical(tx, blog.id, link).await?
    {
        item.post = Some(known);
        imports::put_item(tx, &item).await?;
        return Ok(Outcome::Same);
    }
    let hidden = one.draft || import.as_drafts;
    let slug = if posts::slug_taken(tx, blog.id, &one.wanted_slug, None).await? {
        posts::free_slug(tx, blog.id, &one.wanted_slug, None).await?
    } else {
        one.wanted_slug.clone()
    };
    let translation_of = match &one.translation_of {
        Some(first) => imports::item(tx, blog.id, first).await?.and_then(|item| item.post),
        None => None,
    };
    let source_name = one.source_name.as_ref().or(Some(&import.site)).filter(|name| !name.is_empty());
    let mut post = Post {
        id: WorkId::secret(section.random.as_ref()),
        blog: blog.id,
        author: import.by,
        slug,
        state: if hidden { PostState::Draft } else { PostState::Published },
        publish_at: None,
        not_after: None,
        published_at: if hidden { None } else { one.published_at.map(|at| at.min(now)) },
        canonical_url: one.canonical_url.clone(),
        source_name: source_name.cloned(),
        language: one.language.unwrap_or(blog.language),
        translation_of,
        revision: 1,
        title: one.title.clone(),
        body: one.body.clone(),
        format: one.format,
        excerpt: String::new(),
        picture: one.lead.clone(),
        aim: Aim::default(),
        missed: None,
        created_at: one.created_at.min(now),
        updated_at: now,
    };
    post.excerpt = excerpt_of(&post);
    posts::insert(tx, &post).await?;
    revisions::add(tx, &post, import.by).await?;
    tags::set(tx, post.id, &one.tags).await?;
    bring_files(tx, section, &post, one, now).await?;
    answer(tx, section, &post, one).await?;
    if post.state == PostState::Published {
        if let Some(author) = post.author {
            publish::propose_alerts(tx, &post, author, now, section.random.as_ref()).await?;
        }
        publish::tell(tx, &post).await?;
    }
    imports::put_item(tx, &Item { post: Some(post.id), revision: 1, pictures: one.remote, ..item }).await?;
    Ok(Outcome::Made)
}

async fn change(
    tx: &mut Tx,
    section: &Section,
    one: &Prepared,
    mut post: Post,
    item: Item,
    now: Timestamp,
) -> Result<Outcome, DbError> {
    let seen = post.revision;
    post.revision += 1;
    post.title.clone_from(&one.title);
    post.body.clone_from(&one.body);
    post.format = one.format;
    post.picture.clone_from(&one.lead);
    post.excerpt = excerpt_of(&post);
    post.updated_at = now;
    if !posts::update_words(tx, &post, seen).await? {
        return Ok(Outcome::Kept);
    }
    revisions::add(tx, &post, post.author).await?;
    tags::set(tx, post.id, &one.tags).await?;
    bring_files(tx, section, &post, one, now).await?;
    if post.state == PostState::Published {
        publish::tell(tx, &post).await?;
    }
    let item = Item { digest: one.digest.clone(), revision: post.revision, pictures: one.remote, ..item };
    imports::put_item(tx, &item).await?;
    Ok(Outcome::Changed)
}

/// Keeps what came with the text among the files of the post.
async fn bring_files(
    tx: &mut Tx,
    section: &Section,
    post: &Post,
    one: &Prepared,
    now: Timestamp,
) -> Result<(), DbError> {
    for stored in &one.pictures {
        attach(tx, section, post, stored, now).await?;
    }
    for stored in &one.sounds {
        // What is heard must be named; nobody said more of it than the post does.
        let kept = attachment(section, post, AttachmentKind::Audio, stored, stored.bytes, now)?;
        attachments::insert(tx, &Attachment { alt: post.title.clone(), ..kept }).await?;
    }
    Ok(())
}

/// Keeps a picture among those of the post.
pub(super) async fn attach(
    tx: &mut Tx,
    section: &Section,
    post: &Post,
    stored: &griot_files::StoredPicture,
    now: Timestamp,
) -> Result<(), DbError> {
    let bytes = stored.renditions.iter().map(|one| one.bytes).max().unwrap_or(0);
    let kept = attachment(section, post, AttachmentKind::Picture, stored, bytes, now)?;
    attachments::insert(tx, &kept).await
}

fn attachment(
    section: &Section,
    post: &Post,
    kind: AttachmentKind,
    stored: &impl Serialize,
    bytes: u64,
    now: Timestamp,
) -> Result<Attachment, DbError> {
    Ok(Attachment {
        id: Id::new(now, section.random.as_ref()),
        post: Some(post.id),
        owner: post.author,
        kind,
        alt: String::new(),
        stored: serde_json::to_string(stored).map_err(DbError::unreadable("post_attachment"))?,
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        at: now,
    })
}

/// The words that readers left there, under the names they gave there. Nobody is alerted.
async fn answer(tx: &mut Tx, section: &Section, post: &Post, one: &Prepared) -> Result<(), DbError> {
    const NEXT: Duration = Duration::from_millis(1);
    const DAY: i64 = 86_400_000;
    let mut ids: HashMap<&str, CommentId> = HashMap::new();
    let mut last = None;
    for comment in &one.comments {
        let at = comment.at.unwrap_or(post.created_at);
        // Where only the day is known, they stay in the order in which they were said.
        let day_only = at.as_millisecond() % DAY == 0;
        let same_day = last.filter(|last: &Timestamp| day_only && last.day() == at.day());
        let at = same_day.map_or(at, |last| last + NEXT);
        last = Some(at);
        let id = Id::secret(section.random.as_ref());
        // One level: an answer to an answer stands in the same thread.
        let parent = comment.parent.as_deref().and_then(|parent| ids.get(parent).copied());
        ids.insert(&comment.source_id, parent.unwrap_or(id));
        let kept = Comment {
            id,
            post: post.id,
            parent,
            writer: Writer::Guest { guest: None, name: comment.name.clone() },
            body: comment.body.clone(),
            state: CommentState::Shown,
            reason: None,
            reinstated: false,
            at,
            edited_at: None,
        };
        comments::insert(tx, &kept).await?;
    }
    Ok(())
}
