//! What a writer typed, in the editor or by a program, judged before it is taken.

use griot_db::{Conn, DbError, Tx};
use griot_kernel::WorkId;
use griot_web::{Visitor, WebError};

use crate::{
    acts::write::Sent,
    model::{Blog, Post, PostRefusal, PostState, PostWords, language_named, tags},
    store::{blogs, posts, tags as tags_of},
    web::reading,
};

/// The words of a post and what stands beside them, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// What it is about, parted by commas.
    pub tags: String,
    /// A tag or the name of a language; the blog's own when empty.
    pub language: String,
    /// The address here of the post that it translates; empty when it translates none.
    pub translation_of: String,
    /// Where it was first published; empty if here.
    pub canonical_url: String,
    /// What that place is called.
    pub source_name: String,
}

impl Typed {
    /// The words as a post has them.
    pub async fn of(db: &mut Conn, post: &Post) -> Result<Self, DbError> {
        let tags: Vec<String> =
            tags_of::of_post(db, post.id).await?.into_iter().map(|tag| tag.name).collect();
        let translation_of = match post.translation_of {
            Some(id) => address_of(db, id).await?.unwrap_or_default(),
            None => String::new(),
        };
        Ok(Self {
            title: post.title.clone(),
            body: post.body.clone(),
            tags: tags.join(", "),
            language: post.language.to_string(),
            translation_of,
            canonical_url: post.canonical_url.clone().unwrap_or_default(),
            source_name: post.source_name.clone().unwrap_or_default(),
        })
    }

    /// The words as they may be kept in this blog, over `before` if the post is there already; or
    /// why they are not taken.
    pub async fn judged(
        &self,
        tx: &mut Tx,
        v: &Visitor,
        blog: &Blog,
        before: Option<&Post>,
    ) -> Result<Result<Sent, PostRefusal>, WebError> {
        let words = PostWords {
            title: self.title.clone(),
            body: self.body.clone(),
            canonical_url: self.canonical_url.clone(),
            source_name: self.source_name.clone(),
        };
        let words = match words.judged() {
            Ok(words) => words,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let language = match self.language.trim() {
            "" => Some(blog.language),
            typed => language_named(typed),
        };
        let Some(language) = language else { return Ok(Err(PostRefusal::BadLanguage)) };
        let linked = before.and_then(|post| post.translation_of);
        let translation_of = match self.translation_of.trim() {
            "" => None,
            address => match translated(tx, v, address).await? {
                // What was linked before stays linked, whoever saves the post now.
                Some(first) if Some(first.id) == linked || may_join(tx, v, &first).await? => Some(first.id),
                _ => return Ok(Err(PostRefusal::BadTranslation)),
            },
        };
        Ok(Ok(Sent { words, language, translation_of, tags: tags(&self.tags) }))
    }
}

/// Where a post stands, or would stand if everyone could read it.
async fn address_of(db: &mut Conn, id: WorkId) -> Result<Option<String>, DbError> {
    let Some(post) = posts::by_id(db, id).await? else { return Ok(None) };
    let Some(blog) = blogs::by_id(db, post.blog).await? else { return Ok(None) };
    Ok(Some(format!("/blogs/{}/{}", blog.slug, post.slug)))
}

/// Whether a member may say that their text is a translation of this one, which shows it there:
/// where they write, of what everyone reads or they wrote. Whether another draft exists is not
/// told, not even by a refusal.
async fn may_join(tx: &mut Tx, v: &Visitor, first: &Post) -> Result<bool, WebError> {
    let member = v.signed_in()?;
    let own = first.author == Some(member.id);
    let Some(blog) = blogs::by_id(tx, first.blog).await? else { return Ok(false) };
    let writes = blogs::role_of(tx, blog.id, member.id).await?.is_some() || reading::edits_all(member, &blog);
    Ok(writes && (own || first.state == PostState::Published))
}

/// The post at an address of this site, whole or from its root. A translation of
/// a translation belongs to the first text.
async fn translated(tx: &mut Tx, v: &Visitor, address: &str) -> Result<Option<Post>, DbError> {
    let root = v.url("");
    let path = address.strip_prefix(root.as_str()).unwrap_or(address);
    let path = path.split(['?', '#', '\0']).next().unwrap_or_default();
    let mut parts = path.trim_matches('/').split('/');
    let (Some("blogs"), Some(blog), Some(post)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(None);
    };
    let Some(blog) = blogs::by_slug(tx, blog).await? else { return Ok(None) };
    let Some(found) = posts::by_slug(tx, blog.id, post).await? else { return Ok(None) };
    match found.translation_of {
        Some(first) => posts::by_id(tx, first).await,
        None => Ok(Some(found)),
    }
}
