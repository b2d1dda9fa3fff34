use griot_contracts::people::PublicNames;
use griot_db::Conn;
use griot_delivery::{Email, Letter};
use griot_i18n::Words;
use griot_jobs::{Job, JobError};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

use super::recipient::{reach, sent};
use crate::{
    acts::follow,
    model::{Comment, CommentId, CommentState, PostState, SubscriptionId, Writer},
    store::{alerts, blogs, comments, posts},
};

/// Tells someone at once of one comment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendAlert {
    /// Who, a member or a guest.
    pub recipient: Uuid,
    /// Of which comment.
    pub comment: CommentId,
}

impl Job<Section> for SendAlert {
    const NAME: &'static str = "voices.send-alert";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let Some(alert) = alerts::due_one(&mut db, self.recipient, self.comment).await? else {
            return Ok(()); // told already, or not wanted any more
        };
        let reached = reach(section, &mut db, alert.recipient).await?;
        let told = told(section, &mut db, self.comment, reached.as_ref().map(|(_, words)| words)).await?;
        drop(db);
        let left = match (reached, told) {
            (Some((address, _)), Some(_))
                if !claim(section, &address, self.recipient, self.comment).await? =>
            {
                false
            }
            (Some((address, words)), Some(told)) => {
                let subject = words.put("alert-subject", "title", &told.title);
                let thread = format!("post-{}", told.post.simple());
                let letter = Letter::new(address, subject)
                    .paragraph(told.sentence.as_str())
                    .quote(griot_text::excerpt(&told.body, 600))
                    .button(words.t("alert-read"), &told.page)
                    .message_id(format!(
                        "comment-{}.{}",
                        self.comment.as_uuid().simple(),
                        self.recipient.simple()
                    ))
                    .reference(thread.clone())
                    .in_reply_to(thread);
                let letter = footed(section, letter, &words, alert.subscription)?;
                sent(section.post.send(&letter).await)?
            }
            _ => false,
        };
        let mut tx = section.db.begin().await?;
        alerts::settle(&mut tx, self.recipient, self.comment, left).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether this address is told of the comment now for the first time.
pub(super) async fn claim(
    section: &Section,
    address: &Email,
    recipient: Uuid,
    comment: CommentId,
) -> Result<bool, JobError> {
    let digest = follow::digest(&section.keys, address);
    let mut tx = section.db.begin().await?;
    let claimed = alerts::claim(&mut tx, recipient, comment, &digest).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// A comment as a letter tells of it.
pub(super) struct Told {
    pub title: String,
    pub post: Uuid,
    pub sentence: String,
    pub body: String,
    pub page: Url,
}

/// What there is to tell of a comment; `None` when everyone reads it no more.
pub(super) async fn told(
    section: &Section,
    db: &mut Conn,
    id: CommentId,
    words: Option<&Words>,
) -> Result<Option<Told>, JobError> {
    let Some(words) = words else { return Ok(None) };
    let Some(comment) = comments::by_id(db, id).await?.filter(|c| c.state == CommentState::Shown) else {
        return Ok(None);
    };
    let post = posts::by_id(db, comment.post).await?.filter(|post| post.state == PostState::Published);
    let Some(post) = post else { return Ok(None) };
    let Some(blog) = blogs::by_id(db, post.blog).await? else { return Ok(None) };
    let name = writer_name(section, db, &comment, words).await?;
    let path = comment.path(&blog.slug, &post.slug);
    let sentence =
        words.with("alert-someone-commented", [("name", name.into()), ("title", post.title.clone().into())]);
    let page = section.url(&path).parse().map_err(JobError::fail)?;
    Ok(Some(Told { title: post.title, post: post.id.as_uuid(), sentence, body: comment.body, page }))
}

pub(super) async fn writer_name(
    section: &Section,
    db: &mut Conn,
    comment: &Comment,
    words: &Words,
) -> Result<String, JobError> {
    let unknown = || words.t("byline-gone");
    Ok(match &comment.writer {
        Writer::Member(person) => {
            let names = section.ask::<dyn PublicNames>().map_err(JobError::fail)?;
            let mut found = names.names(db, &[*person]).await?;
            found.remove(person).map_or_else(unknown, |name| name.name)
        }
        Writer::Guest { name, .. } => name.clone(),
        Writer::Gone => unknown(),
    })
}

/// Adds why the letter comes and how to end the wish behind it with one click.
fn footed(
    section: &Section,
    letter: Letter,
    words: &Words,
    wish: SubscriptionId,
) -> Result<Letter, JobError> {
    let mark = follow::stop_mark(&section.keys, wish);
    let stop: Url = section.url(&format!("/unsubscribe/{mark}")).parse().map_err(JobError::fail)?;
    Ok(footed_with(section, letter, words, &words.t("alert-stop"), &stop))
}

/// Adds why the letter comes and the way, under this label, that ends it with one click.
pub(super) fn footed_with(
    section: &Section,
    letter: Letter,
    words: &Words,
    label: &str,
    stop: &Url,
) -> Letter {
    letter
        .language(words.language().as_str())
        .footer(words.put("alert-why", "section", &section.settings().name))
        .footer_link(label, stop)
        .unsubscribe(stop)
        .list_id("comments")
}
