//! Posts and blogs as the rest of the house may know them.

use griot_contracts::{campaigns::CampaignId, publications::PublicationChanged};
use griot_db::{DbError, Tx, outbox};
use griot_kernel::{Container, Found, Image, Publication, Sensitivity, Version, WorkId};

use crate::{
    acts::write,
    model::{BlogId, BlogState, PostState},
    store::{blogs, posts, tags},
};

/// The kind of a blog among works: a place in which others stand.
const BLOG: &str = "blog";
/// A blog counts no revisions: whoever is told of it asks for it as it stands.
const REVISION: i64 = 1;
/// Signs of the summary of a blog.
const SUMMARY: usize = 220;

/// Tells the house that a blog began, changed or went.
pub async fn tell_blog(tx: &mut Tx, blog: BlogId) -> Result<(), DbError> {
    outbox::publish(tx, &PublicationChanged { id: blog.cast(), revision: REVISION }).await
}

/// The blog with this id, as it stands now.
async fn blog(tx: &mut Tx, id: BlogId) -> Result<Found<Publication>, DbError> {
    let Some(blog) = blogs::by_id(tx, id).await? else { return Ok(Found::Unknown) };
    if blog.state == BlogState::Withdrawn {
        return Ok(Found::Gone);
    }
    let version = Version {
        language: blog.language,
        address: format!("/blogs/{}", blog.slug),
        summary: griot_text::excerpt(&blog.about, SUMMARY),
        title: blog.title,
        search_text: blog.about,
    };
    Ok(Found::Here(Publication {
        id: id.cast(),
        kind: BLOG.to_owned(),
        revision: REVISION,
        versions: vec![version],
        author: None,
        container: None,
        tags: Vec::new(),
        image: None,
        published: blog.created_at,
        campaign: None,
        sensitivity: Sensitivity::None,
    }))
}

/// The post or the blog with this id, as it stands now.
pub async fn get(tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
    let Some(post) = posts::by_id(tx, id).await? else { return blog(tx, id.cast()).await };
    let (PostState::Published, Some(published)) = (post.state, post.published_at) else {
        return Ok(Found::Gone);
    };
    let Some(blog) = blogs::by_id(tx, post.blog).await? else { return Ok(Found::Gone) };
    let about = tags::of_post(tx, post.id).await?;
    let names: Vec<&str> = about.iter().map(|tag| tag.name.as_str()).collect();
    let text = griot_text::plain(&write::body(&post, None));
    let version = Version {
        language: post.language,
        title: post.title.clone(),
        address: format!("/blogs/{}/{}", blog.slug, post.slug),
        summary: post.excerpt.clone(),
        search_text: format!("{text}\n{}", names.join("\n")),
    };
    Ok(Found::Here(Publication {
        id: post.id,
        kind: "post".to_owned(),
        revision: post.revision,
        versions: vec![version],
        author: post.author,
        container: Some(Container { title: blog.title, address: format!("/blogs/{}", blog.slug) }),
        tags: about.into_iter().map(|tag| tag.slug).collect(),
        image: post
            .picture
            .map(|picture| Image { address: format!("/files/{}", picture.small), alt: picture.alt }),
        published,
        campaign: post.aim.campaign.map(CampaignId::as_uuid),
        sensitivity: Sensitivity::None,
    }))
}
