use griot_db::{Conn, DbError};
use griot_delivery::Letter;
use griot_jobs::{Job, JobError};
use griot_kernel::WorkId;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use super::recipient::{asked, reach, sent};
use crate::{
    acts::{comment, follow},
    model::{CommentId, CommentState, Post, PostState, Recipient, SubscriptionId, Writer},
    store::{comments, posts, subscriptions},
};

/// Asks a guest to confirm a comment. The letter says nothing of its words: whoever typed the
/// address could otherwise have the house write them to anybody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmComment {
    /// Which.
    pub comment: CommentId,
    /// Whether the guest also wants to be told of the others.
    pub follow: bool,
    /// Whether the guest wants to be told of answers.
    #[serde(default)]
    pub replies: bool,
}

impl Job<Section> for ConfirmComment {
    const NAME: &'static str = "voices.confirm-comment";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(left) = comments::by_id(&mut db, self.comment).await? else { return Ok(()) };
        let (CommentState::Unconfirmed, Writer::Guest { guest: Some(guest), .. }) =
            (left.state, &left.writer)
        else {
            return Ok(());
        };
        let Some(post) = published(&mut db, left.post).await? else { return Ok(()) };
        let Some((address, words)) = reach(section, &mut db, Recipient::Guest(*guest)).await? else {
            return Ok(());
        };
        drop(db);
        let mark = comment::confirmation(&section.keys, self.comment);
        let wishes = match (self.follow, self.replies) {
            (true, true) => "?follow=1&replies=1",
            (true, false) => "?follow=1",
            (false, true) => "?replies=1",
            (false, false) => "",
        };
        let path = format!("/comments/confirm/{mark}{wishes}");
        let page: Url = section.url(&path).parse().map_err(JobError::fail)?;
        let guest_page = follow::guest_mark(&section.keys, *guest);
        let guest_page: Url = section.url(&format!("/guest/{guest_page}")).parse().map_err(JobError::fail)?;
        let letter = Letter::new(address, words.t("confirm-comment-subject"))
            .language(words.language().as_str())
            .paragraph(words.put("confirm-comment-letter", "title", &post.title))
            .button(words.t("confirm-comment-button"), &page)
            .footer(words.t("confirm-not-you"))
            .footer_link(words.t("guest-see"), &guest_page)
            .message_id(format!("confirm-{}", self.comment.as_uuid().simple()));
        sent(section.post.send(&asked(section, &words, letter)?).await).map(drop)
    }
}

/// The post, unless it was taken back meanwhile: then there is nothing to confirm.
async fn published(db: &mut Conn, post: WorkId) -> Result<Option<Post>, DbError> {
    Ok(posts::by_id(db, post).await?.filter(|post| post.state == PostState::Published))
}

/// Asks a guest to confirm the wish to be told of comments.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmFollow {
    /// Which wish.
    pub subscription: SubscriptionId,
}

impl Job<Section> for ConfirmFollow {
    const NAME: &'static str = "voices.confirm-follow";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(wish) = subscriptions::by_id(&mut db, self.subscription).await?.filter(|w| !w.active) else {
            return Ok(());
        };
        let Some((address, words)) = reach(section, &mut db, wish.recipient).await? else { return Ok(()) };
        let Some(post) = published(&mut db, wish.target.id.into()).await? else { return Ok(()) };
        drop(db);
        let mark = follow::start_mark(&section.keys, wish.id);
        let page: Url = section.url(&format!("/follow/confirm/{mark}")).parse().map_err(JobError::fail)?;
        let letter = Letter::new(address, words.put("confirm-follow-subject", "title", &post.title))
            .language(words.language().as_str())
            .paragraph(words.put("confirm-follow-letter", "title", &post.title))
            .button(words.t("confirm-follow-button"), &page)
            .footer(words.t("confirm-not-you"))
            .message_id(format!("follow-{}", wish.id.as_uuid().simple()));
        sent(section.post.send(&asked(section, &words, letter)?).await).map(drop)
    }
}
