//! The log of what staff do with other people's posts and blogs. Who works on what is theirs, or on
//! what their role in the blog lets them work on, leaves no line; who does it by a right over every
//! blog does.

use griot_contracts::people::StaffLog;
use griot_db::Tx;
use griot_kernel::PersonId;
use griot_web::{Member, Section, WebError};

use crate::{
    import::Import,
    model::{Blog, BlogId, Post, Role, may_write},
    store::blogs,
};

/// Notes what a member did with a post, if they did it by right alone. `act` is the key of a sentence.
pub async fn with_post(
    section: &Section,
    tx: &mut Tx,
    member: &Member,
    post: &Post,
    act: &'static str,
) -> Result<(), WebError> {
    let role = blogs::role_of(tx, post.blog, member.id).await?;
    if may_write(role, post.author == Some(member.id), false) {
        return Ok(());
    }
    note(section, tx, member, act, post.author, &format!("post {}", post.id)).await
}

/// Notes what a member did with a blog, if they did it by right alone.
pub async fn with_blog(
    section: &Section,
    tx: &mut Tx,
    member: &Member,
    blog: &Blog,
    act: &'static str,
) -> Result<(), WebError> {
    if edits(tx, member, blog.id).await? {
        return Ok(());
    }
    note(section, tx, member, act, blog.owner, &format!("blog {}", blog.id)).await
}

/// Notes what a member did with an import, if they did it by right alone.
pub async fn with_import(
    section: &Section,
    tx: &mut Tx,
    member: &Member,
    import: &Import,
    act: &'static str,
) -> Result<(), WebError> {
    if import.by == Some(member.id) || edits(tx, member, import.blog).await? {
        return Ok(());
    }
    note(section, tx, member, act, import.by, &format!("import {}", import.id)).await
}

/// Notes an act that is one of the staff whoever does it: on `thing` (its kind and id), of `owner`.
pub async fn note(
    section: &Section,
    tx: &mut Tx,
    member: &Member,
    act: &'static str,
    owner: Option<PersonId>,
    thing: &str,
) -> Result<(), WebError> {
    let subject = owner.map_or_else(|| thing.to_owned(), |owner| format!("person {owner} {thing}"));
    Ok(section.ask::<dyn StaffLog>()?.note(tx, member.id, act, &subject).await?)
}

async fn edits(tx: &mut Tx, member: &Member, blog: BlogId) -> Result<bool, WebError> {
    Ok(blogs::role_of(tx, blog, member.id).await? == Some(Role::Editor))
}
