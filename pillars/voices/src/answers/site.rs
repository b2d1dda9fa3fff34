//! The section speaks on its own site: a post of nobody in particular.

use async_trait::async_trait;
use griot_contracts::publications::{Place, PublicationChanged, Site, SitePicture, SitePlace, SiteText};
use griot_db::{Conn, DbError, Tx, outbox};
use griot_files::StoredPicture;
use griot_kernel::{Id, Random, Timestamp, WorkId};

use crate::{
    Voices,
    acts::{publish, write},
    model::{
        Aim, Attachment, AttachmentKind, Blog, BlogKind, Format, Move, Post, PostWords, picture_in_text,
    },
    store::{aims, attachments, blogs, posts, publishing},
};

/// The width at which a picture stands in a text.
const IN_TEXT: u32 = 800;

fn path(blog: &Blog) -> String {
    format!("/blogs/{}", blog.slug)
}

/// What the files say of a picture.
fn stored(picture: &SitePicture) -> Result<StoredPicture, DbError> {
    serde_json::from_str(&picture.stored).map_err(DbError::unreadable("post_attachment"))
}

/// The text with its pictures below it.
fn with_pictures(text: &SiteText) -> Result<String, DbError> {
    let mut all = vec![text.body.trim().to_owned()];
    for picture in &text.pictures {
        let Some(file) = stored(picture)?.fitting(IN_TEXT).map(|one| format!("/files/{}", one.key.as_str()))
        else {
            continue;
        };
        all.push(picture_in_text(Format::Markdown, &picture.alt, &file));
    }
    Ok(all.join("\n\n").trim().to_owned())
}

/// Says of each picture that it belongs to the post, and which of them stands for it.
async fn attach(
    tx: &mut Tx,
    post: &Post,
    pictures: &[SitePicture],
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    for picture in pictures {
        let bytes = stored(picture)?.renditions.iter().map(|one| one.bytes).max().unwrap_or(0);
        let one = Attachment {
            id: Id::new(now, random),
            post: Some(post.id),
            owner: None,
            kind: AttachmentKind::Picture,
            alt: picture.alt.clone(),
            stored: picture.stored.clone(),
            bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
            at: now,
        };
        attachments::insert(tx, &one).await?;
    }
    if let Some(lead) = write::lead_picture(tx, post).await? {
        let shown = Post { picture: Some(lead), ..post.clone() };
        posts::update_words(tx, &shown, post.revision).await?;
    }
    Ok(())
}

#[async_trait]
impl Site for Voices {
    async fn places(&self, db: &mut Conn) -> Result<Vec<SitePlace>, DbError> {
        let place = |blog: Blog| SitePlace { id: blog.id.cast(), address: path(&blog), title: blog.title };
        Ok(blogs::of_house(db).await?.into_iter().map(place).collect())
    }

    async fn publish(
        &self,
        tx: &mut Tx,
        place: Id<Place>,
        text: &SiteText,
        (now, random): (Timestamp, &dyn Random),
    ) -> Result<Option<(WorkId, String)>, DbError> {
        let blog = blogs::by_id(tx, place.cast()).await?;
        let Some(blog) = blog.filter(|blog| blog.is_open() && blog.kind != BlogKind::Person) else {
            return Ok(None);
        };
        let words =
            PostWords { title: text.title.clone(), body: with_pictures(text)?, ..PostWords::default() };
        let Some(words) = words.judged().ok().filter(PostWords::has_body) else { return Ok(None) };
        // All languages name the one that was there first: readers go from each to each.
        let translation_of = match text.translation_of {
            Some(other) => posts::by_id(tx, other).await?.map(|post| post.translation_of.unwrap_or(other)),
            None => None,
        };
        let sent = write::Sent { words, language: text.language, translation_of, tags: Vec::new() };
        let post = write::begin(tx, &blog, None, &sent, now, random).await?;
        attach(tx, &post, &text.pictures, (now, random)).await?;
        aims::set(tx, post.id, Aim { campaign: text.campaign, line: text.line }).await?;
        // It has words and is a draft: nothing stands in its way.
        let out = publish::now(tx, &post, now, random).await?;
        debug_assert!(out.is_ok(), "a draft with words comes out");
        Ok(Some((post.id, format!("{}/{}", path(&blog), post.slug))))
    }

    async fn withdraw(&self, tx: &mut Tx, work: WorkId, now: Timestamp) -> Result<(), DbError> {
        let Some(post) = posts::by_id(tx, work).await? else { return Ok(()) };
        if post.state.after(Move::Withdraw).is_ok() && publishing::withdraw(tx, work, now).await? {
            outbox::publish(tx, &PublicationChanged { id: work, revision: post.revision }).await?;
            tx.public_changed().await?;
        }
        Ok(())
    }
}
