//! A post as the rest of the house may know it.

use griot_db::{DbError, Tx};
use griot_kernel::{Container, Found, Image, Publication, Sensitivity, Version, WorkId};

use crate::{
    acts::write,
    model::PostState,
    store::{blogs, posts, tags},
};

/// The post with this id, as it stands now.
pub async fn get(tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
    let Some(post) = posts::by_id(tx, id).await? else { return Ok(Found::Unknown) };
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
        campaign: None,
        sensitivity: Sensitivity::None,
    }))
}
