//! Beginning a blog.

use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, PersonId};
use griot_web::Section;

use crate::{
    acts::publication,
    model::{Blog, BlogKind, BlogRefusal, BlogState, CommentPolicy, Moderation, Role},
    store::blogs,
};

/// A blog as it is before anyone chose anything.
pub fn fresh(section: &Section, kind: BlogKind, owner: PersonId, language: Language) -> Blog {
    Blog {
        id: Id::secret(section.random.as_ref()),
        kind,
        slug: String::new(),
        title: String::new(),
        about: String::new(),
        language,
        theme: 1,
        comments: CommentPolicy::Members,
        state: BlogState::Open,
        moderation: Moderation::Newcomers,
        owner: Some(owner),
        created_at: section.clock.now(),
    }
}

/// Begins a blog; its owner edits it. An address that another blog has or had is not taken.
pub async fn begin(tx: &mut Tx, blog: &Blog) -> Result<Result<(), BlogRefusal>, DbError> {
    if blogs::slug_taken(tx, &blog.slug, None).await? {
        return Ok(Err(BlogRefusal::AddressTaken));
    }
    blogs::insert(tx, blog).await?;
    if let Some(owner) = blog.owner {
        blogs::set_author(tx, blog.id, owner, Role::Editor).await?;
    }
    publication::tell_blog(tx, blog.id).await?;
    tx.public_changed().await?;
    Ok(Ok(()))
}
