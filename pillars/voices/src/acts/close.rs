//! Closing a blog, taking it from the public, opening it again. Nothing is lost by it.

use griot_contracts::publications::PublicationChanged;
use griot_db::{DbError, Tx, outbox};
use griot_web::Section;

use crate::{
    acts::{publication, publish},
    model::{Blog, BlogState},
    store::{blogs, imports, publishing},
};

/// Moves a blog to another state. What was to come out later is a draft again, and nothing is
/// followed into a blog that nobody writes any more. Returns whether it moved.
pub async fn set(section: &Section, tx: &mut Tx, blog: &Blog, to: BlogState) -> Result<bool, DbError> {
    let now = section.clock.now();
    if blog.state == to || !blogs::set_state(tx, blog.id, blog.state, to).await? {
        return Ok(false);
    }
    if to != BlogState::Open {
        publishing::unschedule_with_blog(tx, blog.id, now).await?;
        imports::stop_all(tx, blog.id).await?;
    }
    publication::tell_blog(tx, blog.id).await?;
    if to == BlogState::Withdrawn {
        publish::take_down(section, tx, blog.id.cast()).await?;
        publishing::close_links(tx, blog.id).await?;
        let gone = publishing::published_in(tx, blog.id).await?;
        publishing::withdraw_with_blog(tx, blog.id, now).await?;
        for (id, revision) in gone {
            publish::tell_gone(section, tx, id, revision).await?;
        }
    } else {
        publishing::show_with_blog(tx, blog.id, now).await?;
        for (id, revision) in publishing::published_in(tx, blog.id).await? {
            outbox::publish(tx, &PublicationChanged { id, revision }).await?;
        }
    }
    tx.public_changed().await?;
    Ok(true)
}
